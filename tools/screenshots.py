"""Draw the pictures in docs/img: start the app, visit its pages in a browser, save small PNG files."""

from __future__ import annotations

import io
import os
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.serving import running_app

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "img"
STEP_MILLISECONDS = 60_000
SETTLE_MILLISECONDS = 1_500  # the column is measured and the page drawn once more
SCREEN, PHONE = (1280, 720), (390, 844)
LARGEST_BYTES = 80_000
PALETTES = (256, 128, 64)


@dataclass(frozen=True)
class Shot:
    """One picture: file name, page address, tab to open, colour scheme, size."""

    name: str
    address: str
    tab: str = ""
    scheme: str = "light"
    size: tuple[int, int] = SCREEN


SHOTS = (
    Shot("balance", ""),
    Shot("balance-years", "", tab="Over the years"),
    Shot("balance-dark", "", scheme="dark"),
    Shot("scenario", "scenario"),
    Shot("compare", "compare"),
    Shot("evidence", "evidence"),
    Shot("method", "method"),
    Shot("phone", "", size=PHONE),
)


def take(browser: Browser, url: str, shot: Shot) -> bytes:
    """Visit a page as a new reader would and return what the screen shows, as PNG."""
    width, height = shot.size
    context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=shot.scheme, locale="en-GB")
    context.set_default_timeout(STEP_MILLISECONDS)
    page = context.new_page()
    page.goto(f"{url}/{shot.address}")
    _settle(page)
    page.keyboard.press("Escape")  # the tour of a first visit
    skip = page.get_by_role("button", name="Skip")
    if skip.is_visible():
        skip.click()
    if shot.tab:
        page.get_by_role("tab", name=shot.tab).click()
        _settle(page)
    raw = page.screenshot()
    context.close()
    return raw


def _settle(page: Page) -> None:
    """Wait until the footer and a chart are there and no script runs."""
    page.locator(".stamp").wait_for()
    page.wait_for_timeout(SETTLE_MILLISECONDS)
    page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
    page.locator("[data-testid=stVegaLiteChart]:visible").locator("canvas, svg").first.wait_for()


def small(raw: bytes) -> bytes:
    """The picture with as many colours as keep it under the limit; thin lines keep their own colour."""
    picture = Image.open(io.BytesIO(raw)).convert("RGB")
    for colours in PALETTES:
        sink = io.BytesIO()
        reduced = picture.quantize(colours, Image.Quantize.MAXCOVERAGE, kmeans=2, dither=Image.Dither.NONE)
        reduced.save(sink, "PNG", optimize=True)
        if sink.tell() <= LARGEST_BYTES:
            break
    return sink.getvalue()


def main() -> None:
    """Write every picture of ``SHOTS``."""
    path = os.environ.get("BALANCE_BROWSER")
    if not path:
        raise SystemExit("Set BALANCE_BROWSER to the path of Chromium or Chrome, or use `make screenshots`.")
    FOLDER.mkdir(parents=True, exist_ok=True)
    with running_app() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for shot in SHOTS:
            content = small(take(browser, url, shot))
            (FOLDER / f"{shot.name}.png").write_bytes(content)
            print(f"docs/img/{shot.name}.png  {len(content) / 1000:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main()
