"""What changed between two days, and what `verify` finds."""

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import CaseError
from dragoman.records.findings import Findings
from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.rows import By, FieldChange


def on(by: By, day: str) -> By:
    return replace(by, now=f"{day}T12:00:00Z")


def test_a_week_of_work(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, on(by, "2026-01-03"))
    case.correct("d1", "v1", {"status": "held"}, on(by, "2026-01-05"))
    case.reject("d1", "e1", on(by, "2026-01-06"))
    case.accept("d1", "q1", on(by, "2026-01-06"))
    case.add(Harvest(document=replace(harvest.document, id="d2", text="Another text.", blocks=())), on(by, "2026-01-07"))
    found = Findings(mentions=harvest.findings.mentions, visits=harvest.findings.visits, quotes=harvest.findings.quotes)
    newer = Findings(**{k: tuple(replace(f, maker="dragoman/9") for f in getattr(found, k)) for k in ("mentions", "visits", "quotes")})  # type: ignore[arg-type]
    case.add(replace(harvest, findings=newer), on(by, "2026-01-08"))

    first = case.diff("2026-01-02", "2026-01-04")
    assert [d.id for d in first.documents] == ["d1"] and first.findings == () and [a.verb for a in first.actions] == ["add"]
    second = case.diff("2026-01-04", "2026-01-06")
    assert {(c.id, c.what) for c in second.findings} == {("v1", "changed"), ("e1", "rejected"), ("q1", "accepted")}
    (change,) = next(c.fields for c in second.findings if c.id == "v1")
    assert change == FieldChange(field="status", before="planned", after="held")
    third = case.diff("2026-01-06", "2026-01-31")
    assert [d.id for d in third.documents] == ["d2"]
    assert {(c.id, c.what) for c in third.findings} == {(i, "gone") for i in ("c1", "f1", "x1", "x2", "e1")}
    whole = case.diff("2026-01-03", "2026-01-31")
    assert ("v1", "changed") in {(c.id, c.what) for c in whole.findings}
    assert case.diff("2026-02-01", "2026-02-02").actions == ()


def test_what_is_done_and_undone_is_no_change(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, on(by, "2026-01-03"))
    act = case.reject("d1", "e1", on(by, "2026-01-05"))
    case.undo(act.id, on(by, "2026-01-09"))
    assert case.diff("2026-01-03", "2026-01-10").findings == ()
    assert [c.what for c in case.diff("2026-01-03", "2026-01-06").findings] == ["rejected"]
    assert [c.what for c in case.diff("2026-01-06", "2026-01-10").findings] == ["restored"]


def test_days_that_cannot_be(case: Case) -> None:
    for days in (("soon", "2026-01-01"), ("2026-01-02", "2026-01-01"), ("2026-1-1", "2026-13-01")):
        with pytest.raises(CaseError):
            case.diff(*days)


DAMAGE = {
    "hash": "UPDATE documents SET text = replace(text, 'Oslo', 'Rome')",
    "span": 'UPDATE made_findings SET record = replace(record, \'"spans":[{"start":35\', \'"spans":[{"start":-5\') WHERE kind = \'visit\'',
    "record": "UPDATE made_findings SET record = '{}' WHERE kind = 'quote'",
    "foreign_key": "DELETE FROM readings",
    "standing": "UPDATE findings SET status = 'held' WHERE kind = 'visit'",
    "standing ": "DELETE FROM finding_actors",
    "standing  ": "UPDATE findings SET state = 'accepted' WHERE id = 'q1'",
    "undo": "UPDATE actions SET undone_by = NULL",
    "search": "INSERT INTO documents_search(documents_search, rowid, title, text) VALUES ('delete', 1, 'Why does', 'wrong')",
    "search ": "INSERT INTO findings_search(rowid, words, names) VALUES (999, 'never said', '')",
    "schema": "CREATE TRIGGER late AFTER INSERT ON actions BEGIN DELETE FROM finding_actors; END",
    "schema ": "DROP VIEW quotes",
}


@pytest.mark.parametrize(("code", "statement"), DAMAGE.items())
def test_every_fault_is_found(path: Path, harvest: Harvest, by: By, code: str, statement: str) -> None:
    with Case.create(path, by) as case:
        case.add(harvest, by)
        case.undo(case.accept("d1", "v1", by).id, by)
        assert case.verify() == ()
    with closing(sqlite3.connect(path)) as connection:
        guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND name LIKE '%_no_%'").fetchall()
        for name, _ in guards:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(statement)
        for _, made in guards:
            connection.execute(made)
        connection.commit()
    with Case.open(path) as case:
        problems = case.verify()
    assert code.strip() in {p.code for p in problems}
    assert all(p.stage == "store" and p.severity == "error" and p.source == str(path) for p in problems)
