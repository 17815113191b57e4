"""The glossary: every word the screen asks for is in it, and every word in it is met somewhere."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from ui import glossary

ROOT = Path(__file__).parents[2]
SCREEN = sorted(path for folder in ("ui", "pages") for path in (ROOT / folder).glob("*.py"))
MODEL = sorted(path for folder in ("analysis", "charts") for path in (ROOT / "balance_model" / folder).glob("*.py"))


def asked(path):
    """Terms that a module gives to ``help_for`` as they stand in its code."""
    calls = (node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call))
    for call in calls:
        name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        if name == "help_for" and isinstance(call.args[0], ast.Constant):
            yield call.args[0].value


ASKED = sorted({term for path in SCREEN for term in asked(path)})


@pytest.mark.parametrize("term", ASKED)
def test_every_term_the_screen_asks_for_is_defined(term):
    assert glossary.help_for(term).endswith(".")


def test_the_screen_asks_for_terms():
    assert len(ASKED) >= 8


def spoken(path):
    """Every text in a module that is not a docstring."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs
    ]


@pytest.fixture(scope="module")
def met():
    """Return all that a reader can read: texts of the screen and the model, labels in the data, the documents."""
    texts = [text for path in (*SCREEN, *MODEL) for text in spoken(path)]
    texts += [(ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/METHOD.md", "docs/LIMITS.md")]
    texts += [
        (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8") for name in ("dials", "statuses", "categories")
    ]
    return " ".join(" ".join(texts).casefold().split())


@pytest.mark.parametrize("entry", glossary.entries(), ids=lambda entry: entry[0])
def test_every_word_is_met_somewhere(entry, met):
    assert entry[0].casefold() in met


def test_categories_explain_themselves(world):
    for row in world.categories:
        assert row.norm_unit in glossary.help_for(row.name)


def test_an_unknown_term_names_the_nearest():
    with pytest.raises(KeyError, match="did you mean 'readiness'"):
        glossary.help_for("Readyness")


def test_a_search_looks_at_terms_first_and_needs_every_word():
    hits = [term for term, _, _ in glossary.found("norm unit")]
    assert hits[0] == "Norm unit"
    assert "Strength" in hits
    assert glossary.found("norm xyzzy") == []
    assert len(glossary.found("")) == len(glossary.entries())
