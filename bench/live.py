"""The app as a browser sees it, beside the smallest app of its kind, in one browser and one run.

``python -m bench.live`` starts both, drives both in turn and prints ratios. Aims: 1.5 or less, and five
repaints a second or more while a dial is dragged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from playwright.sync_api import Browser, Page, sync_playwright

from tools.find_programs import find
from tools.serving import running_app

LOADS, MOVES, CHANGES = 5, 16, 8
DRAG_SECONDS = 4.0
SETTLE_MS = 1500
ONE_FRAME_MS = 20
CHART = '[data-testid="stVegaLiteChart"] svg'
THUMB = '[data-testid="stSlider"] [data-rac][style*="translate"]'
WATCH = """() => {
  window.painted = []
  const inside = (node) => (node.nodeType === 1 ? node : node.parentElement)
    ?.closest('[data-testid="stVegaLiteChart"]')
  new MutationObserver((all) => {
    if (all.some((change) => inside(change.target))) {
      requestAnimationFrame(() => window.painted.push(performance.now()))
    }
  }).observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true })
}"""


@dataclass(frozen=True)
class App:
    """One of the two apps: its address, how to find its slider, the names of two pages."""

    url: str
    slider: str
    pages: tuple[str, str]


def first_chart(browser: Browser, app: App) -> float:
    """Milliseconds from asking for the address to the first chart, in the browser of a new visitor."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = context.new_page()
    page.goto(app.url, wait_until="commit")
    page.wait_for_selector(CHART, timeout=60_000)
    took = float(page.evaluate("performance.now()"))
    context.close()
    return took


def opened(browser: Browser, app: App) -> Page:
    """A page that stands still and notes each repaint of its chart."""
    page = browser.new_context(viewport={"width": 1280, "height": 720}).new_page()
    page.goto(app.url)
    page.wait_for_selector(CHART, timeout=60_000)
    page.wait_for_timeout(3 * SETTLE_MS)
    page.evaluate(WATCH)
    return page


def hold(page: Page, app: App) -> tuple[float, float, float]:
    """Put the pointer on the thumb and press; gives its place and the length of the track in pixels."""
    slider = page.locator(app.slider).first
    box = slider.bounding_box()
    if box is None:
        raise RuntimeError("the slider is not on screen")
    x, y, length = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, 190.0
    if slider.evaluate("e => e.tagName") == "INPUT":  # the box is the whole track: the thumb is where the value is
        low, high, value = (float(slider.evaluate(f"e => e.{name}")) for name in ("min", "max", "value"))
        length = box["width"] - 18
        x = box["x"] + 9 + length * (value - low) / (high - low)
    page.mouse.move(x, y)
    page.mouse.down()
    return x, y, length


def release(page: Page, app: App, move: int) -> float:
    """Milliseconds from letting the slider go, a third of its length away, to the last repaint of the chart."""
    x, y, length = hold(page, app)
    page.mouse.move(x + (length / 3 if move % 2 else -length / 3), y)
    page.evaluate("window.painted = []")
    start = float(page.evaluate("performance.now()"))
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)
    return max(0.0, *(float(at) - start for at in page.evaluate("window.painted")), 0.0)


def repaints_a_second(page: Page, app: App) -> float:
    """Repaints of the chart while the slider is dragged to and fro and not let go."""
    x, y, length = hold(page, app)
    page.evaluate("window.painted = []")
    start, step = float(page.evaluate("performance.now()")), 0
    while float(page.evaluate("performance.now()")) - start < 1000 * DRAG_SECONDS:
        step += 1
        page.mouse.move(x + length / 3 * abs(step % 40 - 20) / 20, y)
        page.wait_for_timeout(25)
    times = [float(at) for at in page.evaluate("window.painted")]
    took = float(page.evaluate("performance.now()")) - start
    page.mouse.up()
    page.wait_for_timeout(SETTLE_MS)
    frames = [at for before, at in zip([-1e9, *times], times, strict=False) if at - before > ONE_FRAME_MS]
    return 1000 * len(frames) / took


def page_change(page: Page, app: App, move: int) -> float:
    """Milliseconds from a click on the other page to the first paint of its chart."""
    page.evaluate("window.painted = []")
    start = float(page.evaluate("performance.now()"))
    page.get_by_role("link", name=app.pages[move % 2], exact=True).click()
    page.wait_for_function("window.painted.length > 0", timeout=60_000)
    took = float(page.evaluate("window.painted[window.painted.length - 1]")) - start
    page.wait_for_timeout(SETTLE_MS)
    return took


def quantile(values: Sequence[float], share: float) -> float:
    """The value below which a share of the values lies, by the nearest rank."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def main() -> None:
    """Measure both in turn and print one line each."""
    path = find()
    if path is None:
        raise SystemExit("No Chromium or Chrome found; set BALANCE_BROWSER to its path.")
    with running_app() as url, running_app("bench/minimal_app.py") as plain, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        apps = (
            App(url, 'role=slider[name="Drones"]', ("Compare", "Balance")),
            App(plain, THUMB, ("Two", "One")),
        )
        loads = [[first_chart(browser, app) for app in apps] for _ in range(LOADS + 1)][1:]
        pages = [opened(browser, app) for app in apps]
        moves = [[release(page, app, at) for page, app in zip(pages, apps, strict=True)] for at in range(MOVES)]
        drags = [repaints_a_second(page, app) for page, app in zip(pages, apps, strict=True)]
        turns = [[page_change(page, app, at) for page, app in zip(pages, apps, strict=True)] for at in range(CHANGES)]
        browser.close()
    print(f"{'what':44} {'ours, ms':>9} {'peer, ms':>9} {'ratio':>6}")
    for what, rounds, share in (
        ("first load to first chart, p50", loads, 0.5),
        ("slider release to last repaint, p50", moves, 0.5),
        ("slider release to last repaint, p95", moves, 0.95),
        ("page change to chart, p50", turns, 0.5),
    ):
        ours, peer = (quantile(column, share) for column in zip(*rounds, strict=True))
        print(f"{what:44} {ours:9.0f} {peer:9.0f} {ours / peer:6.2f}")
    print(f"{'repaints a second while dragging':44} {drags[0]:9.1f} {drags[1]:9.1f}")
    print(f"(medians and 95th parts of {LOADS} loads, {MOVES} moves, {CHANGES} page changes, taken in turn)")


if __name__ == "__main__":
    main()
