"""What changed since the last brief: a later brief compares itself with the JSON of an earlier one."""

from dataclasses import replace

import pytest
from compose_parts import make_ground, make_puzzle, section, texts

from dragoman.compose.brief import write_brief
from dragoman.errors import UsageError
from dragoman.export.json import write_json
from dragoman.export.previous import keep_previous, read_previous
from dragoman.records.brief import Brief, Ground, Previous
from dragoman.records.harvest import Harvest


def write(harvest: Harvest, ground: Ground | None = None, today: str = "2024-06-01") -> Brief:
    return write_brief([harvest], as_of=None, today=today, ground=ground)


def since(brief: Brief) -> Previous:
    return read_previous(write_json(brief), "before.json")


def test_nothing_changed(harvest: Harvest) -> None:
    before = write(harvest)
    found = section(write(harvest, Ground(since=since(before))), "changes")
    assert found.table is None
    assert [s.text for s in found.before] == ["Nothing changed since the brief of 1 June 2024."]


def test_status_verdict_and_outcome_that_changed_are_told_then_and_now(harvest: Harvest) -> None:
    before = write(harvest)
    visit = replace(harvest.findings.visits[0], status="held", outcome=replace(harvest.findings.visits[0].outcome, status="cancelled"))  # type: ignore[type-var]
    claim = harvest.findings.claims[0]
    claim = replace(claim, verdict=replace(claim.verdict, label="refuted"))  # type: ignore[type-var]
    later = replace(harvest, findings=replace(harvest.findings, visits=(visit,), claims=(claim,)))
    table = section(write(later, Ground(since=since(before))), "changes").table
    assert table is not None
    told = [tuple(p.text for c in r.cells for p in c.parts) for r in table.rows]
    assert told == [
        ("changed", "what came of the visit of Ada Lind to Norway and Sweden", "held", "cancelled"),
        ("changed", "visit of Ada Lind to Norway and Sweden", "planned", "held"),
        ("changed", "claim “Norway is a member of NATO”", "supported", "refuted"),
    ]


def test_new_and_dropped_rows_are_told_and_cite(harvest: Harvest) -> None:
    before = write(replace(harvest, findings=replace(harvest.findings, forecasts=())))
    later = replace(harvest, findings=replace(harvest.findings, events=()))
    found = section(write(later, Ground(since=since(before))), "changes")
    assert "Since the brief of 1 June 2024, as of 20 April 2021: no changes, 1 new and 1 no longer told." in texts(found)
    assert found.table is not None
    new, dropped = found.table.rows
    assert new.cells[1].parts[0].text == "forecast “a new tariff” (Morning Post)"
    assert new.cells[1].parts[0].citations[0].document == "d1"
    assert dropped.cells[0].parts[0].text == "no longer told"
    assert dropped.cells[1].parts[0].citations[0].source == "before.json"


def test_leader_that_changed_stands_first(harvest: Harvest) -> None:
    puzzle = make_puzzle()
    turned = replace(puzzle, ratings=tuple(replace(r, value={"CC": "II", "C": "I"}.get(str(r.value), "CC")) for r in puzzle.ratings))
    before = write(harvest, make_ground(puzzle))
    ground = replace(make_ground(turned), since=keep_previous(before))
    table = section(write(harvest, ground), "changes").table
    assert table is not None
    assert [p.text for c in table.rows[0].cells for p in c.parts][:3] == ["changed", "leading explanation", "h1 (“to secure northern gas”)"]


def test_another_question_is_told(harvest: Harvest) -> None:
    before = write_brief([harvest], as_of=None, today="2024-06-01", question="Who pays?")
    later = write_brief([harvest], as_of=None, today="2024-06-02", question="Who gains?", ground=Ground(since=since(before)))
    assert "That brief asked another question: “Who pays?”." in texts(section(later, "changes"))


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"kind": "brief"}', "\x00", "[" * 100_000, '{"kind": "document", "stands": []}'])
def test_what_is_no_brief_is_bad_use_in_one_line(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_previous(text, "x.json")
    assert "x.json" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_broken_rows_of_an_earlier_brief_are_passed_over() -> None:
    text = '{"kind": "brief", "stands": [1, {"kind": "visit"}, {"kind": "visit", "key": "k", "what": "w", "value": "held"}]}'
    assert [s.key for s in read_previous(text, "x.json").stands] == ["k"]
