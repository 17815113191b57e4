"""Waiting as a reader does: until the page stands still. All of it is counted inside the page.

A test machine may be five times slower than ours, and Playwright looks only now and then. So nothing
here trusts the clock alone: the page itself notes what goes over the wire and every state it passes.
"""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Download, Locator, Page
from playwright.sync_api import TimeoutError as TooLate

LONG_MILLISECONDS = 60_000
DOWNLOAD_MILLISECONDS = 10_000
MOST_CLICKS = 3

_WIRE = """
(() => {
  const wire = window.testWire = { asked: 0, unanswered: false }
  const Native = window.WebSocket
  window.WebSocket = class extends Native {
    constructor(...how) {
      super(...how)
      this.addEventListener('message', () => { wire.unanswered = false })
    }
    send(message) {
      wire.asked = performance.now()
      wire.unanswered = true
      super.send(message)
    }
  }
})()
"""
"""Keeps in mind whether the page has asked the server for something and has no answer yet."""

_STILL = """
([call, seconds]) => {
  const app = document.querySelector('[data-testid="stApp"]')
  const column = document.querySelector('[data-testid="stMainBlockContainer"]')
  const wire = window.testWire, now = performance.now()
  const width = column?.clientWidth ?? -1
  const busy = !column || !document.querySelector('.stamp')
    || app.getAttribute('data-test-script-state') !== 'notRunning'
    || (wire.unanswered && now - wire.asked < 15000)
  const old = window.testStill
  if (!old || old.call !== call || busy || old.width !== width || old.asked !== wire.asked) {
    window.testStill = { call, width, asked: wire.asked, since: now, frames: 0 }
    return false
  }
  old.frames += 1
  return old.frames >= 30 * seconds && now - old.since >= 1000 * seconds
}
"""
"""Nothing runs, nothing is asked and the main column keeps its width: for a time, and for many frames drawn."""

_NOTE = """
([name, selector]) => {
  const read = () => [...document.querySelectorAll(selector)].map((node) => node.textContent).join('|')
  const notes = (window.testNotes ??= {})[name] = [read()]
  const look = () => {
    const now = read()
    if (now !== '' && now !== notes.at(-1)) notes.push(now)
  }
  new MutationObserver(look).observe(document.body, { subtree: true, childList: true, characterData: true })
}
"""

_calls = iter(range(1_000_000))


def watch(context: BrowserContext) -> None:
    """Make every page of a window fit for ``settle``; to be called before the first page is opened."""
    context.set_default_timeout(LONG_MILLISECONDS)
    context.add_init_script(_WIRE)


def until(page: Page, condition: str, argument: object = None) -> None:
    """Wait until a condition in JavaScript holds; it is looked at in every frame."""
    page.wait_for_function(condition, arg=argument, timeout=LONG_MILLISECONDS)


def settle(page: Page, seconds: float = 1.0) -> None:
    """Wait until the page is whole and stands still for so long."""
    until(page, _STILL, [next(_calls), seconds])


def reads(page: Page, selector: str, words: str) -> None:
    """Wait until the first element of a selector holds these words."""
    until(page, "([at, words]) => document.querySelector(at)?.innerText.includes(words)", [selector, words])


def note(page: Page, name: str, selector: str) -> None:
    """Write down, from now on, each text the elements of a selector pass through."""
    page.evaluate(_NOTE, [name, selector])


def noted(page: Page, name: str) -> list[str]:
    """The texts since ``note``, each once in a row."""
    found: list[str] = page.evaluate("(name) => window.testNotes[name]", name)
    return found


def until_noted(page: Page, name: str, words: str) -> None:
    """Wait until a text with these words has been passed, be it shown still or not."""
    until(page, "([name, words]) => window.testNotes[name].some((text) => text.includes(words))", [name, words])


def download(page: Page, button: Locator) -> Download:
    """Click until a file comes, as a reader would: a page that is drawn anew may swallow a click."""
    for click in range(1, MOST_CLICKS + 1):
        settle(page)
        try:
            with page.expect_download(timeout=DOWNLOAD_MILLISECONDS) as waiting:
                button.click()
            return waiting.value
        except TooLate:
            if click == MOST_CLICKS:
                raise
    raise AssertionError("not reached")


def content(file: Download) -> bytes:
    """The bytes of a file that was downloaded."""
    return Path(file.path()).read_bytes()
