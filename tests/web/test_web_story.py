"""The whole story in a browser: from a new case to the brief; axe and a picture of every page on the way."""

import json
import os
import time
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Error
from serving import PHONE, WIDE, launch_chromium, serve_case

from dragoman.api import make_kit
from dragoman.store.case import Case
from dragoman.store.rows import By, FindingFilter

ROOT = Path(__file__).resolve().parents[2]
TEXTS = Path(__file__).parent / "texts"
AXE = (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")
pytestmark = pytest.mark.browser


class Desk:
    """A page of the workbench that axe checks, and a camera takes where a folder for the pictures is named."""

    def __init__(self, page: Any, base: str, case: Path) -> None:
        self.page, self.base, self.case = page, base, case
        self.faults: list[str] = []
        self.errors: list[str] = []
        self.shots = Path(os.environ["WORKBENCH_SHOTS"]) if "WORKBENCH_SHOTS" in os.environ else None
        page.on("pageerror", lambda e: self.errors.append(str(e)))
        page.on("console", lambda m: self.errors.append(m.text) if m.type == "error" else None)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    def look(self, name: str) -> None:
        """Check the page wide and light with all rules, then narrow and dark for its contrast; neither may scroll sideways."""
        for theme, size, rules in (("light", WIDE, None), ("dark", PHONE, ["color-contrast", "scrollable-region-focusable"])):
            self.page.emulate_media(color_scheme=theme, reduced_motion="reduce")
            self.page.set_viewport_size(size)
            self.page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            self.take(f"{name}-{size['width']}", full_page=True)
            wider = self.page.evaluate("document.documentElement.scrollWidth - innerWidth")
            if wider > 0:
                self.faults.append(f"{name} at {size['width']}: the page is {wider} px too wide")
            self.run_axe(f"{name} {theme}", rules)
        self.page.emulate_media(color_scheme="light")
        self.page.set_viewport_size(WIDE)

    def take(self, name: str, full_page: bool = False) -> None:
        """Take a picture where the environment names a folder for them."""
        if self.shots is not None:
            self.page.wait_for_timeout(120)
            self.page.screenshot(path=str(self.shots / f"{name}.png"), full_page=full_page)

    def submit(self, button: Any) -> None:
        """Press a button and wait for the page that answers."""
        with self.page.expect_navigation():
            button.click()

    def until(self, expression: str, timeout_s: float = 120) -> None:
        """Wait until an expression holds; Playwright's own way evaluates it in the page, which the policy forbids."""
        limit = time.monotonic() + timeout_s
        while time.monotonic() < limit:
            with suppress(Error):  # the page may go to another while it is asked
                if self.page.evaluate(expression):
                    return
            time.sleep(0.05)
        raise AssertionError(f"this did not come to hold: {expression}")

    def run_axe(self, where: str, rules: list[str] | None) -> None:
        if not self.page.evaluate("typeof axe === 'object'"):
            self.page.evaluate(AXE)
        options = {"resultTypes": ["violations"], **({"runOnly": rules} if rules else {})}
        for v in self.page.evaluate("(options) => axe.run(document, options)", options)["violations"]:
            if v["impact"] in ("serious", "critical"):
                nodes = [(n["target"], n.get("failureSummary", "")[:200]) for n in v["nodes"][:3]]
                self.faults.append(f"{where}: {v['id']}: {nodes}")


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with launch_chromium() as found:
        yield found


@pytest.fixture(scope="module")
def story(chromium: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    case = tmp_path_factory.mktemp("story") / "tashkent.dragoman"
    Case.create(case, By(author="ann", now="2021-04-03T08:00:00Z")).close()
    with serve_case(case, make_kit) as session:
        page = chromium.new_context(viewport=WIDE, accept_downloads=True).new_page()
        desk = Desk(page, f"http://{session.hosts[0]}", case)
        page.goto(session.address)
        yield desk


def test_whole_story(story: Desk) -> None:
    """One analyst, one case, from the first article to the brief."""
    story.look("01-empty")
    add_articles(story)
    correct_speaker(story)
    add_by_selection(story)
    rate_by_keyboard(story)
    resolve_forecast(story)
    look_around(story)
    export_brief(story)
    assert story.errors == []
    assert story.faults == []


def add_articles(story: Desk) -> None:
    page = story.page
    page.locator("summary", has_text="Upload files").click()
    page.set_input_files("#files", [str(ROOT / "examples/pompeo-journey-2020.txt"), str(TEXTS / "harbour.txt")])
    story.submit(page.locator("form[action='/add/file'] button"))
    page.locator("summary", has_text="Paste a text").click()
    page.fill("#text", (TEXTS / "ferry.txt").read_text(encoding="utf-8"))
    story.submit(page.locator("form[action='/add/text'] button"))
    story.take("02-adding")
    story.until("document.querySelectorAll('table.documents tbody tr').length === 3")
    story.look("03-inbox")


def correct_speaker(story: Desk) -> None:
    page = story.page
    story.submit(page.get_by_role("link", name="Why the envoy goes to Tashkent").first)
    story.look("04-article")
    quote = page.locator("details:has(.k-quote) a[data-open]").first
    name = quote.get_attribute("data-open")
    quote.click()
    page.wait_for_selector(f"[data-finding='{name}']")
    page.keyboard.press("e")
    page.fill("#v-speaker", "Greta Lang")
    page.fill("#v-note", "the second page names her")
    story.look("05-panel")
    story.submit(page.locator("form[action='/correct'] button"))
    page.wait_for_selector(".did")
    assert "Corrected" in page.inner_text(".did") and "Greta Lang" in page.inner_text(".record")
    story.submit(page.locator(".did form button"))
    assert "Greta Lang" not in page.inner_text("dl.fields")
    with page.expect_navigation():
        page.keyboard.press("u")  # undoing the undo
    assert "Greta Lang" in page.inner_text("dl.fields")
    page.keyboard.press("n")  # the next finding, accepted by a key
    story.until(f"document.querySelector('[data-finding]').dataset.finding !== '{name}'")
    page.keyboard.press("y")
    page.wait_for_selector(".record .chip-good")


def add_by_selection(story: Desk) -> None:
    """Select words after a character beyond the Basic Multilingual Plane: offsets count code points."""
    page = story.page
    words = "Some observers believe that Berlin seeks uranium"
    page.evaluate(
        """(words) => {
          const walk = document.createTreeWalker(document.getElementById('article'), NodeFilter.SHOW_TEXT);
          const block = [...document.querySelectorAll('[data-s]')].find((b) => b.textContent.includes(words));
          const nodes = []; const inner = document.createTreeWalker(block, NodeFilter.SHOW_TEXT);
          for (let n = inner.nextNode(); n; n = inner.nextNode()) nodes.push(n);
          const range = document.createRange(); let at = 0; const from = block.textContent.indexOf(words); const to = from + words.length;
          for (const n of nodes) {
            if (from >= at && from < at + n.length) range.setStart(n, from - at);
            if (to > at && to <= at + n.length) range.setEnd(n, to - at);
            at += n.length;
          }
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        words,
    )
    page.wait_for_selector("#pick:not([hidden])")
    story.take("06-select")
    story.submit(page.locator("#pick [data-kind='explanation']"))
    assert page.inner_text("blockquote.said").strip() == words
    page.fill("#a-speaker", "observers")
    page.select_option("#a-stance", "for")
    page.fill("#a-reason", "uranium and gas")
    story.look("07-add")
    story.submit(page.locator("form[action='/add/finding'] button"))
    page.wait_for_selector(".did")
    assert page.inner_text("blockquote.said").strip() == words


def rate_by_keyboard(story: Desk) -> None:
    """Make a puzzle, then rate its whole matrix with the keyboard alone."""
    page = story.page
    story.go("/puzzles")
    page.fill("#q", "Why does the minister go to Tashkent?")
    page.fill("#hyp", "For energy\nFor transit\nTo show the flag")
    story.submit(page.get_by_role("button", name="Make it"))
    for text in ("The spokeswoman names transit alone", "The volumes of gas are small", "An agreement on railways was signed"):
        if not page.locator("#i-text").is_visible():
            page.locator("summary", has_text="Add evidence").click()
        page.fill("#i-text", text)
        story.submit(page.locator("form[action='/puzzle/item'] button"))
    for _ in range(60):  # reach the matrix as a hand on the keyboard does
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('role')") == "gridcell":
            break
    for row in ("i,c c,n", "i i,c,n", "i,c,n"):
        for cell in row.split(","):
            for key in cell.split():
                page.keyboard.press(key)
            page.keyboard.press("ArrowRight")
        page.keyboard.press("Home")
        page.keyboard.press("ArrowDown")
    story.until("document.querySelector('#scores').textContent.includes('3 of 3')")
    story.until("!document.querySelector('[aria-busy]')")
    page.reload()
    cells = page.locator("td[role=gridcell]").all_inner_texts()
    assert cells == ["I", "CC", "N", "II", "C", "N", "I", "C", "N"], cells
    story.look("08-puzzle")
    story.submit(page.get_by_role("link", name="Turn the matrix"))
    assert page.locator("td[role=gridcell]").all_inner_texts() == ["I", "II", "I", "CC", "C", "C", "N", "N", "N"]
    story.look("09-puzzle-turned")


def resolve_forecast(story: Desk) -> None:
    page = story.page
    story.go("/forecasts")
    row = page.locator("table.forecasts tbody tr", has=page.locator("b")).first
    row.locator("summary").click()
    row.get_by_label("true", exact=True).check()
    row.get_by_label("On what evidence").fill("the Ferry Gazette of 2 April")
    story.submit(row.get_by_role("button", name="Keep"))
    page.wait_for_selector(".did")
    story.look("10-forecasts")
    with Case.open(story.case) as case:
        assert [r.record.outcome for r in case.findings(FindingFilter(kind="forecast")).rows].count("true") == 1


def look_around(story: Desk) -> None:
    pages = {
        "11-claims": "/claims",
        "12-visits": "/visits",
        "13-actors": "/actors",
        "14-person": "/actor?id=person:mike-pompeo",
        "15-state": "/actor?id=KAZ",
        "16-search": "/search?q=Tashkent",
        "17-history": "/history",
        "18-help": "/help",
        "19-puzzles": "/puzzles",
        "20-error": "/article?d=nowhere",
    }
    story.go("/puzzles")
    page = story.page
    page.fill("#q", "What is behind the journey to Kazakhstan?")
    story.submit(page.get_by_role("button", name="Draft it"))
    story.look("23-draft")
    story.go("/claims?type=membership")
    story.submit(page.locator("table.claims a.words").first)
    story.look("24-verdict")
    for name, path in pages.items():
        story.go(path)
        story.look(name)
    story.errors[:] = [e for e in story.errors if "404" not in e]
    story.go("/")
    story.page.keyboard.press("/")
    assert story.page.evaluate("document.activeElement.id") == "find"
    story.page.keyboard.press("Tab")
    story.page.keyboard.press("?")
    assert story.page.locator("#keys").is_visible()
    story.look("21-keys")
    story.page.keyboard.press("Escape")
    story.submit(story.page.locator("button[name=theme][value=dark]"))
    assert story.page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(22, 24, 28)"
    story.submit(story.page.locator("button[name=theme][value=auto]"))


def export_brief(story: Desk) -> None:
    page = story.page
    story.go("/brief")
    story.look("22-brief")
    for name, start in (("Markdown", b"# "), ("HTML", b"<!doctype html>"), ("JSON", b"{"), ("PDF", b"%PDF"), ("Word", b"PK")):
        with page.expect_download() as got:
            page.get_by_role("link", name=name, exact=True).click()
        data = Path(got.value.path()).read_bytes()
        assert data.startswith(start), (name, data[:40])
        if name == "JSON":
            assert json.loads(data)["documents"]


def test_reading_and_judging_without_scripts(chromium: Any, case_path: Path) -> None:
    """Marks are links and forms are forms: a browser that runs no script reads and judges as well."""
    with serve_case(case_path, make_kit) as session:
        page = chromium.new_context(java_script_enabled=False, viewport=PHONE).new_page()
        page.goto(session.address)
        page.get_by_role("link", name="Why does the minister go to Oslo?").first.click()
        page.locator("a.m[data-f~='c1']").first.click()
        assert "membership" in page.inner_text("#panel")
        page.get_by_role("button", name="Reject").click()
        assert "Rejected c1" in page.inner_text(".did")
        page.get_by_role("button", name="Undo", exact=True).click()
        assert "Undid" in page.inner_text(".did")
        page.locator("button[name=theme][value=dark]").click()
        assert page.locator("html").get_attribute("data-theme") == "dark"
