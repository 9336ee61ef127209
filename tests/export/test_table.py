"""The findings as a table for the terminal."""

from dataclasses import replace

from dragoman.export.table import write_table
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem


def test_each_finding_has_a_row(harvest: Harvest) -> None:
    text = write_table(harvest)
    for f in harvest.findings.every():
        assert f"{f.id} " in text
    assert "Ada Lind (planned) to Norway, Sweden" in text
    assert "warning: oslo.txt: a caption has no credit [no-credit]" in text
    assert max(map(len, text.splitlines())) <= 120


def test_terminal_codes_and_markup_are_only_shown(harvest: Harvest) -> None:
    quote = replace(harvest.findings.quotes[0], text="\x1b[31m[bold]red[/bold]")
    text = write_table(replace(harvest, findings=replace(harvest.findings, quotes=(quote,))), width=200)
    assert "\x1b" not in text
    assert "[bold]red[/bold]" in text


def test_nothing_found_and_problems_are_said(bare: Harvest) -> None:
    assert "nothing was found" in write_table(bare)
    lost = Problem(source="x", severity="error", code="missing", message="no such file", stage="read")
    assert write_table(lost) == "error: x: no such file [missing]"
