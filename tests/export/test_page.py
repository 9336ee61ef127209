"""The page in a browser: a click marks the words beside it, with and without scripts; it fits a phone."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.compose.brief import write_brief
from dragoman.export.html import write_html
from dragoman.records.harvest import Harvest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = Path("/usr/bin/chromium")
pytestmark = [pytest.mark.browser, pytest.mark.skipif(not CHROMIUM.exists(), reason="needs Debian's chromium")]
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    with sync_api.sync_playwright() as play:
        started = play.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def address(harvest: Harvest, tmp_path: Path) -> str:
    path = tmp_path / "brief.html"
    path.write_text(write_html(write_brief([harvest], as_of=None, today="2024-06-01")), encoding="utf-8")
    return path.as_uri()


@pytest.mark.parametrize("scripts", [True, False])
def test_click_marks_the_words_in_the_article(browser: object, address: str, scripts: bool) -> None:
    page = browser.new_context(java_script_enabled=scripts, viewport={"width": 1300, "height": 700}).new_page()  # type: ignore[attr-defined]
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type == "error" else None)
    page.goto(address)
    page.click("#bottom-line a.cite >> nth=1")
    page.wait_for_timeout(400)
    key = page.url.rpartition("#c")[2]
    pieces = page.locator(f'mark[data-c~="{key}"]')
    assert pieces.count() >= 1
    assert pieces.first.evaluate("m => getComputedStyle(m).backgroundColor") == "rgb(255, 226, 122)"
    assert page.locator("mark.on").count() == (pieces.count() if scripts else 0)
    assert faults == []


def test_escape_leads_back_to_the_statement(browser: object, address: str) -> None:
    page = browser.new_page(viewport={"width": 400, "height": 700})  # type: ignore[attr-defined]
    page.goto(address)
    link = page.locator("#forecasts a.cite").first
    link.click()
    page.wait_for_timeout(300)
    assert page.locator("#return").is_visible()
    page.keyboard.press("Escape")
    assert link.evaluate("a => a === document.activeElement")


@pytest.mark.parametrize("width", [320, 768, 1024, 1600])
def test_page_never_scrolls_sideways(browser: object, address: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800})  # type: ignore[attr-defined]
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
