"""Corrections, acceptances, rejections, additions, resolutions, undoing: dated rows over a record that stays."""

from dataclasses import replace

import pytest

from dragoman.errors import CaseError
from dragoman.records.findings import Claim, Forecast, Quote, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.spans import Ref, Span
from dragoman.store.case import Case
from dragoman.store.rows import About, By, FindingFilter


@pytest.fixture
def filled(case: Case, harvest: Harvest, by: By) -> Case:
    case.add(harvest, by)
    return case


def test_a_wrong_speaker_in_one_line(filled: Case, harvest: Harvest, by: By) -> None:
    act = filled.correct("d1", "q1", {"speaker": "Ada Lind"}, replace(by, note="he only translated"))
    row = filled.finding("d1", "q1")
    assert isinstance(row.record, Quote) and row.record.source is not None
    assert (row.state, row.speaker, row.record.source.entity) == ("corrected", "Ada Lind", "person:ada-lind")
    assert act.changes["source"][0]["name"] == "Karl Berg" and act.note == "he only translated"  # type: ignore[index]
    assert [r.id for r in filled.findings(FindingFilter(speaker="Ada Lind")).rows] == ["q1"]
    filled.undo(act.id, by)
    assert filled.harvest("d1") == harvest


def test_the_last_correction_in_force_counts(filled: Case, by: By) -> None:
    first = filled.correct("d1", "v1", {"status": "held"}, by)
    second = filled.correct("d1", "v1", {"status": "cancelled", "role": None}, by)
    assert filled.findings(FindingFilter(status="cancelled", kind="visit")).total == 1
    filled.undo(first.id, by)
    visit = filled.finding("d1", "v1").record
    assert isinstance(visit, Visit) and (visit.status, visit.role) == ("cancelled", None)
    filled.undo(second.id, by)
    assert filled.finding("d1", "v1").state == "machine"


def test_undoing_an_undo_goes_any_depth(filled: Case, by: By) -> None:
    last = filled.reject("d1", "q1", by).id
    for depth in range(6):
        last = filled.undo(last, by).id
        rejected = depth % 2 == 1
        assert (filled.finding("d1", "q1").state == "rejected") is rejected
        assert filled.verify() == ()


@pytest.mark.parametrize(
    ("finding", "changes", "words"),
    [
        ("q1", {"speker": "A"}, "no field 'speker'"),
        ("q1", {"id": "q9"}, "cannot be changed"),
        ("q1", {"maker": "me"}, "cannot be changed"),
        ("q1", {"negated": "perhaps"}, "Expected `bool`"),
        ("q1", {"confidence": 1.5}, "from 0 to 1"),
        ("q1", {"spans": [{"start": 3, "end": 99999}]}, "outside of the text"),
        ("q1", {"spans": [{"start": 9, "end": 9}]}, "outside of the text"),
        ("q1", {"spans": []}, "at least one span"),
        ("q1", {"source": 7}, "got `int` - at `source`"),
        ("q1", {"source.nme.x.y": 7}, "nothing at 'source.nme.x.y' to change: it has start"),
        ("q1", {"form": "shouted"}, "choose direct"),
        ("q1", {}, "nothing to correct"),
        ("q1", {"negated": False}, "says so already"),
        ("q1", {"reported_by": "v1"}, "is no quote"),
        ("v1", {"status": "maybe"}, "choose planned"),
        ("v1", {"events": ["e9"]}, "is no event"),
        ("x1", {"of": "q1"}, "no visit or event"),
        ("c1", {"verdict": "true"}, "choose supported"),
        ("zz", {"text": "x"}, "no finding 'zz'"),
    ],
)
def test_corrections_that_cannot_be(filled: Case, by: By, finding: str, changes: dict[str, object], words: str) -> None:
    before = filled.actions()
    with pytest.raises(CaseError, match=words) as caught:
        filled.correct("d1", finding, changes, by)
    assert "\n" not in str(caught.value)
    assert filled.actions() == before


def test_values_inside_of_fields_and_short_forms(filled: Case, by: By) -> None:
    filled.correct("d1", "q1", {"source.entity": "person:karl-berg"}, by)
    assert filled.finding("d1", "q1").record.source == Ref(start=148, end=157, entity="person:karl-berg", name="Karl Berg")  # type: ignore[union-attr]
    filled.correct("d1", "c1", {"verdict": "partly"}, by)
    claim = filled.finding("d1", "c1").record
    assert isinstance(claim, Claim) and claim.verdict is not None
    assert (claim.verdict.label, claim.verdict.basis, claim.verdict.rows) == ("partly", "analyst", ())
    filled.correct("d1", "e1", {"actors": ["Norway", "Karl Berg"]}, by)
    assert {r.id for r in filled.findings(FindingFilter(actor="NOR", kind="event")).rows} == {"e1"}
    filled.correct("d1", "v1", {"stops.1.country": "DNK"}, by)
    filled.correct("d1", "q1", {"spans": [{"start": 121, "end": 146}]}, by)
    assert filled.finding("d1", "q1").record.text == "“The talks will be short,"


def test_words_of_a_command_line(filled: Case, by: By) -> None:
    filled.correct_words("d1", "q1", {"confidence": "0.25", "negated": "true", "venue": "null", "role": "2020"}, by)
    quote = filled.finding("d1", "q1").record
    assert isinstance(quote, Quote)
    assert (quote.confidence, quote.negated, quote.venue, quote.role) == (0.25, True, None, "2020")


def test_states(filled: Case, by: By) -> None:
    filled.accept("d1", "f1", by)
    filled.reject("d1", "e1", by)
    assert filled.finding("d1", "f1").state == "accepted" and filled.finding("d1", "e1").state == "rejected"
    assert "e1" not in {r.id for r in filled.findings().rows} and filled.harvest("d1").findings.events == ()
    assert [r.id for r in filled.findings(FindingFilter(state="rejected")).rows] == ["e1"]
    assert filled.findings(FindingFilter(state="any")).total == filled.findings().total + 1
    filled.restore("d1", "e1", by)
    filled.restore("d1", "f1", by)
    assert {filled.finding("d1", i).state for i in ("e1", "f1")} == {"machine"}


def test_a_finding_of_ones_own(filled: Case, by: By) -> None:
    quote = Quote(
        document="d1", id="", spans=(Span(start=0, end=3),), text="", maker="", confidence=1.0, form="indirect", source=None, cue=None,
        content=(Span(start=0, end=3),),
    )  # fmt: skip
    act = filled.add_finding(quote, by)
    row = filled.finding("d1", act.finding or "")
    assert (row.id, row.state, row.record.maker, row.record.text) == ("q2", "added", "analyst/Ada", "Why")
    filled.correct("d1", "q2", {"speaker": "Karl Berg"}, by)
    assert filled.finding("d1", "q2").speaker == "Karl Berg"
    filled.undo(act.id, by)
    with pytest.raises(CaseError, match="no finding 'q2'"):
        filled.finding("d1", "q2")
    assert filled.add_finding(quote, by).finding == "q3", "an id is never used twice"
    with pytest.raises(CaseError, match="outside of the text"):
        filled.add_finding(replace(quote, spans=(Span(start=0, end=5000),)), by)
    with pytest.raises(CaseError, match="no document"):
        filled.add_finding(replace(quote, document="d2"), by)


def test_a_forecast_is_resolved(filled: Case, by: By) -> None:
    filled.resolve("d1", "f1", "true", "the tariff came in June", by)
    forecast = filled.finding("d1", "f1").record
    assert isinstance(forecast, Forecast) and (forecast.outcome, forecast.resolver) == ("true", "Ada")
    later = filled.resolve("d1", "f1", "false", "it was another one", replace(by, author="Boris"))
    assert filled.findings(FindingFilter(verdict="false")).total == 1
    filled.undo(later.id, by)
    assert filled.findings(FindingFilter(verdict="true")).total == 1
    with pytest.raises(CaseError, match="no forecast"):
        filled.resolve("d1", "q1", "true", "", by)


def test_what_cannot_be_undone(filled: Case, by: By) -> None:
    with pytest.raises(CaseError, match="cannot be undone"):
        filled.undo(1, by)
    act = filled.accept("d1", "q1", by)
    filled.undo(act.id, by)
    with pytest.raises(CaseError, match="undone already"):
        filled.undo(act.id, by)
    for wrong in (99, -1, 2**70):
        with pytest.raises(CaseError) as caught:
            filled.undo(wrong, by)
        assert caught.value.code == "missing"


def test_notes_are_replaced_and_kept(filled: Case, by: By) -> None:
    first = filled.write_note("Ask the embassy.", by, About(document="d1", finding="q1"))
    filled.write_note("A note on the case.", by)
    filled.write_note("Asked: it was he.", by, replaces=first.id)
    assert [n.text for n in filled.notes()] == ["A note on the case.", "Asked: it was he."]
    assert [n.about for n in filled.notes(About(document="d1"))] == [About(document="d1", finding="q1")]
    assert len([a for a in filled.actions() if a.verb == "note"]) == 3
    for about in (About(document="d9"), About(document="d1", finding="q9"), About(puzzle="p")):
        with pytest.raises(CaseError):
            filled.write_note("x", by, about)
    with pytest.raises(CaseError, match="needs words"):
        filled.write_note("  ", by)


def test_the_trail(filled: Case, by: By) -> None:
    filled.accept("d1", "q1", replace(by, now="2026-02-01T00:00:00Z"))
    filled.accept("d1", "v1", replace(by, now="2026-03-01T00:00:00Z"))
    assert [a.verb for a in filled.actions()] == ["create", "add", "accept", "accept"]
    assert [a.finding for a in filled.actions("2026-02-02")] == ["v1"]
    assert [a.finding for a in filled.actions(about=About(document="d1", finding="q1"))] == ["q1"]
    assert [a.finding for a in filled.actions(last=1)] == ["v1"]
