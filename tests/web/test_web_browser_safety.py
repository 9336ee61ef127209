"""Hostile articles in a real browser, under the real policy: nothing runs, nothing is fetched from elsewhere."""

from pathlib import Path
from typing import Any

import pytest
from payloads import PAYLOADS, fill_hostile_case
from serving import WIDE, launch_chromium, serve_case

pytestmark = pytest.mark.browser
LISTS = ("/", "/claims", "/forecasts", "/visits", "/actors", "/puzzles", "/puzzle?id=hostile", "/history", "/brief", "/search?q=alert")


def test_no_payload_runs(tmp_path: Path) -> None:
    """Every page and article of the hostile case, and the exported brief, opened in Chromium with dialogs and requests watched."""
    case = tmp_path / "hostile.dragoman"
    fill_hostile_case(case)
    seen: list[str] = []
    with serve_case(case, lambda: None) as session, launch_chromium() as chromium:
        base = f"http://{session.hosts[0]}"
        page = chromium.new_context(viewport=WIDE, accept_downloads=True).new_page()
        watch(page, base, seen)
        page.goto(session.address)
        for path in (*LISTS, *(f"/article?d=p{n}&f=q1" for n in range(len(PAYLOADS)))):
            page.goto(base + path)
            assert page.evaluate("document.querySelectorAll('main').length") == 1, path
        with page.expect_download() as got:
            page.goto(base + "/brief")
            page.get_by_role("link", name="HTML", exact=True).click()
        exported = tmp_path / "brief.html"
        got.value.save_as(exported)
        page.goto(exported.as_uri())
        assert page.evaluate("document.querySelectorAll('main').length") == 1
    assert seen == []


def watch(page: Any, base: str, seen: list[str]) -> None:
    """Note what must not be: a dialog, an error of a script, a word of the policy, a request to anywhere else."""
    page.on("dialog", lambda d: (seen.append(f"dialog: {d.message}"), d.dismiss()))
    page.on("pageerror", lambda e: seen.append(f"error: {e}"))
    page.on("console", lambda m: seen.append(f"console: {m.text}") if m.type in ("error", "warning") else None)
    page.on("request", lambda r: seen.append(f"request: {r.url}") if not r.url.startswith((base, "file:", "data:")) else None)
