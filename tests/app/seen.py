"""What a session without a browser shows: a view with choices, its finding, its words."""

from __future__ import annotations

import html as markup
import re

from streamlit.testing.v1 import AppTest

from balance_model.records.scenario import Scenario


def show(app: AppTest, page: str, view: str, scenario: Scenario | None = None, **choices: object) -> AppTest:
    """Open a view of the page that is open, with choices as a link would bring them; nothing may go wrong."""
    if scenario is not None:
        app.session_state["scenario"] = scenario
    app.session_state["views"] = {page: view}
    app.session_state["choices"] = choices
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    assert app.error.len == 0, [error.value for error in app.error]
    return app


def html(app: AppTest) -> str:
    """Every piece of written markup."""
    return "\n".join(block.proto.body for block in app.get("html"))


def finding(app: AppTest) -> str:
    """The sentence on top; there is one."""
    (found,) = re.findall(r'<h1 class="finding">(.+?)</h1>', html(app), flags=re.DOTALL)
    return markup.unescape(found)


def text(app: AppTest) -> str:
    """Every paragraph and caption."""
    return "\n".join(block.value for block in (*app.markdown, *app.caption))


def takeable(app: AppTest) -> set[str]:
    """Names of what can be pinned to the briefing, and so be taken away."""
    return {str(button.key).removeprefix("pin_") for button in app.button if str(button.key).startswith("pin_")}


def files(app: AppTest, name: str) -> set[str]:
    """Labels of the files of a picture, once its menu is open."""
    app.session_state[f"take_{name}"] = True
    app.run()
    assert not app.exception, [error.value for error in app.exception]
    wanted = f"get_{name}_"
    return {b.key.removeprefix(wanted) for b in app.get("download_button") if str(b.key).startswith(wanted)}
