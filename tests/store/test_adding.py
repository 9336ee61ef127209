"""Documents go in once, readings supersede, hostile text stays text."""

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.errors import CaseError
from dragoman.records.document import Document, Origin, Publisher
from dragoman.records.findings import Findings, Mention
from dragoman.records.harvest import Harvest
from dragoman.records.spans import Span
from dragoman.store.case import Case
from dragoman.store.rows import By, FindingFilter


def make_document(id: str, text: str = "The talks were held in Oslo.", **more: object) -> Harvest:
    plain = {"source": f"{id}.txt", "title": None, "published": None, "publisher": None, "author": None, "url": None, "language": "en"}
    return Harvest(document=Document(**{**plain, "id": id, "text": text, "blocks": (), **more}))  # type: ignore[arg-type]


def sign(harvest: Harvest, maker: str) -> Harvest:
    findings = {
        name: tuple(replace(f, maker=maker) for f in getattr(harvest.findings, name)) for name in harvest.findings.__dataclass_fields__
    }
    return replace(harvest, findings=Findings(**findings))


def test_what_goes_in_comes_out(case: Case, harvest: Harvest, by: By) -> None:
    result = case.add(harvest, by)
    assert (result.added, result.reread, result.copy_of) == (True, False, None)
    assert case.harvest("d1") == harvest
    (row,) = case.documents()
    assert (row.outlet, row.standing, row.added_by, row.added_at) == ("Morning Post", "private", "Ada", "2026-01-02T10:00:00Z")
    assert row.counts["explanation"] == 2 and row.problems == harvest.problems


def test_the_same_again_changes_nothing(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    before = case.info(), case.documents(), case.actions()
    result = case.add(harvest, replace(by, now="2026-03-01T00:00:00Z"))
    assert not result.added and not result.reread
    assert (case.info(), case.documents(), case.actions()) == before


def test_an_id_with_another_text_is_refused(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    with pytest.raises(CaseError, match="taken by another text"):
        case.add(make_document("d1"), by)
    assert len(case.documents()) == 1


def test_copies_share_an_origin(case: Case, by: By) -> None:
    label = "Morning Post, 2021-04-20, “Talks held”"
    repost = Origin(of=label, method="conventions", reason="a blog that keeps the paper's conventions")
    case.add(make_document("first"), by)
    assert case.add(make_document("same-text"), by).copy_of == "first"
    case.add(make_document("blog", "Talks held, says a blog.", origin=repost), by)
    assert case.add(make_document("other-blog", "Talks held, another says.", origin=repost), by).copy_of == "blog"
    paper = make_document(
        "paper", "Talks held.", title="Talks held", published="2021-04-20T08:00", publisher=Publisher(name="Morning Post")
    )
    assert case.add(paper, by).copy_of == "blog"
    keys = {row.id: row.origin_key for row in case.documents()}
    assert keys["first"] == keys["same-text"] != keys["blog"] == keys["other-blog"] == keys["paper"]


def test_a_link_makes_a_copy_and_can_be_undone(case: Case, by: By) -> None:
    for name in ("a", "b", "c"):
        case.add(make_document(name, f"Text {name}."), by)
    case.link("c", "b", by)
    act = case.link("b", "a", by)
    keys = {row.id: (row.origin_key, row.copy_of) for row in case.documents()}
    assert keys["c"] == (keys["a"][0], "b") and keys["b"] == (keys["a"][0], "a")
    with pytest.raises(CaseError, match="circle"):
        case.link("a", "c", by)
    case.undo(act.id, by)
    assert case.document_row("b").copy_of is None


def test_a_new_version_supersedes_and_keeps_ids_and_judgements(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by)
    case.correct("d1", "q1", {"speaker": "Ada Lind"}, by)
    case.accept("d1", "f1", by)
    newer = sign(harvest, "dragoman/9.9")
    quote = replace(newer.findings.quotes[0], id="q7", confidence=0.5)
    claim = replace(newer.findings.claims[0], reported_by="q7")
    found = replace(newer.findings, quotes=(quote,), claims=(claim,), forecasts=(), events=())
    result = case.add(replace(newer, findings=found, problems=()), by)
    assert result.reread and not result.added
    row = case.finding("d1", "q1")
    assert (row.state, row.speaker, row.record.maker, row.record.confidence) == ("corrected", "Ada Lind", "dragoman/9.9", 0.5)
    assert case.finding("d1", "c1").record.reported_by == "q1"
    assert case.finding("d1", "f1").record.maker == harvest.findings.forecasts[0].maker, "what was accepted stays"
    with pytest.raises(CaseError, match="no finding 'e1'"):
        case.finding("d1", "e1")
    assert case.document_row("d1").maker == "dragoman/9.9" and case.document_row("d1").problems == ()
    assert [a.verb for a in case.actions()] == ["create", "add", "correct", "accept", "reread"]


def test_other_settings_are_another_reading(case: Case, harvest: Harvest, by: By) -> None:
    case.add(harvest, by, "told so")
    assert case.add(harvest, by, "told otherwise").reread
    assert not case.add(harvest, by, "told so").reread


def test_a_finding_that_does_not_fit_is_a_problem(case: Case, harvest: Harvest, by: By) -> None:
    bad = replace(harvest.findings.events[0], spans=(Span(start=0, end=10_000),))
    case.add(replace(harvest, findings=replace(harvest.findings, events=(bad,))), by)
    row = case.document_row("d1")
    assert "event" not in row.counts and row.problems[-1].code == "unfit_finding"


HOSTILE = (
    "'); DROP TABLE documents; --",
    "nul \x00 in the middle",
    "lone \ud800 surrogate",
    "<script>alert(1)</script>",
    "\u202eoverride\u2066",
    "x" * 2_000_000,
    "%s %(a)s {} :name ? $1",
)


@pytest.mark.parametrize("words", HOSTILE, ids=[w[:12].encode("ascii", "replace").decode() for w in HOSTILE])
def test_hostile_text_is_text(case: Case, by: By, words: str) -> None:
    given = make_document("h", f"A text. {words} Its end.", title=words[:500], url=words[:500], publisher=Publisher(name=words[:500]))
    where = {"document": "h", "id": "m1", "spans": (Span(start=0, end=6),), "maker": "m", "confidence": 1.0, "start": 0, "end": 6}
    mention = Mention(**where, text=words, type="place", entity=None, name=words)  # type: ignore[arg-type]
    case.add(replace(given, findings=Findings(mentions=(mention,))), by)
    clean = words.replace("\ud800", "\ufffd")
    assert case.document("h").text == f"A text. {clean} Its end."
    assert case.finding("h", "m1").record.text == clean
    case.write_note(f"of it: {words[:1000]}", by)
    assert case.notes()[0].text == f"of it: {clean[:1000]}"
    assert case.search(words).total <= 1
    case.findings(FindingFilter(actor=words, outlet=words, type=words))


def test_authors_and_times_are_checked(case: Case, harvest: Harvest) -> None:
    for wrong in (By(author=" ", now="2026-01-01"), By(author="A", now="yesterday"), By(author="A" * 300, now="2026-01-01")):
        with pytest.raises(CaseError):
            case.add(harvest, wrong)
    case.add(harvest, By(author="A\nda", now="2026-01-02T12:00:00+02:00"))
    assert (case.actions()[-1].author, case.actions()[-1].at) == ("A da", "2026-01-02T10:00:00Z")


def test_a_huge_document(tmp_path: Path, by: By, case: Case) -> None:
    from evaluation.made_case import make_harvest

    harvest = make_harvest(1, sentences=400)
    case.add(harvest, by)
    assert case.harvest(harvest.document.id) == harvest
