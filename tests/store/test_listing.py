"""Filters, pages, counts and search; the search takes anything that a user may type."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dragoman.errors import CaseError
from dragoman.records.document import Document
from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.fulltext import make_query, read_marks
from dragoman.store.rows import By, FindingFilter, Page, Snippet


def ids(case: Case, **wanted: str) -> list[str]:
    return [row.id for row in case.findings(FindingFilter(**wanted)).rows]


@pytest.fixture
def filled(case: Case, harvest: Harvest, by: By) -> Case:
    case.add(harvest, by)
    other = replace(harvest.document, id="d0", text="A harbour strike in Bergen ended.", published=None, title="Strike", blocks=())
    case.add(Harvest(document=replace(other, publisher=None)), by)
    return case


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"kind": "quote"}, ["q1"]),
        ({"actor": "NOR"}, ["v1", "m1", "c1"]),
        ({"actor": "berg"}, ["q1", "m2"]),
        ({"actor": "person:ada-lind"}, ["v1"]),
        ({"actor": "100%_"}, []),
        ({"speaker": "Karl Berg"}, ["q1"]),
        ({"type": "membership"}, ["c1"]),
        ({"type": "against"}, ["x2"]),
        ({"status": "planned"}, ["v1"]),
        ({"verdict": "supported"}, ["c1"]),
        ({"verdict": "open"}, ["f1"]),
        ({"outlet": "Morning Post", "kind": "visit"}, ["v1"]),
        ({"outlet": "Evening Herald"}, []),
        ({"after": "2021-04-20", "kind": "claim"}, ["c1"]),
        ({"after": "2021-04-21"}, []),
        ({"before": "2021-04-19"}, []),
        ({"document": "d0"}, []),
        ({"state": "rejected"}, []),
    ],
)
def test_filters(filled: Case, wanted: dict[str, str], found: list[str]) -> None:
    assert ids(filled, **wanted) == found
    assert filled.findings(FindingFilter(**wanted)).total == len(found)


def test_pages_hold_everything_once_in_order(filled: Case) -> None:
    whole = ids(filled)
    pages = [filled.findings(page=Page(number=n, size=2)) for n in range(1, 7)]
    assert [r.id for p in pages for r in p.rows] == whole and {p.total for p in pages} == {9}
    starts = [min(s.start for s in r.record.spans) for r in filled.findings().rows]
    assert starts == sorted(starts)


@pytest.mark.parametrize(
    ("wanted", "page"),
    [
        ({"kind": "rumour"}, Page()),
        ({"state": "gone"}, Page()),
        ({"after": "soon"}, Page()),
        ({"actor": " "}, Page()),
        ({}, Page(number=0)),
        ({}, Page(size=5000)),
    ],
)
def test_filters_that_cannot_be(filled: Case, wanted: dict[str, str], page: Page) -> None:
    with pytest.raises(CaseError):
        filled.findings(FindingFilter(**wanted), page)
    with pytest.raises(CaseError):
        filled.search("gas", FindingFilter(**wanted), page)


def test_documents_by_pages(filled: Case) -> None:
    assert [d.id for d in filled.documents()] == ["d1", "d0"], "the undated come last"
    page = filled.documents_page(Page(number=2, size=1))
    assert ([d.id for d in page.rows], page.total) == (["d0"], 2)
    with pytest.raises(CaseError) as caught:
        filled.document_row("d7")
    assert caught.value.code == "missing"


def test_counts(filled: Case, by: By) -> None:
    filled.reject("d1", "e1", by)
    facets, info = filled.facets(), filled.info()
    assert facets.kinds["explanation"] == 2 and "event" not in facets.kinds
    assert facets.types["quote"] == {"direct": 1} and facets.verdicts == {"open": 1, "supported": 1}
    assert facets.outlets == {"Morning Post": 1} and facets.states == {"machine": 8, "rejected": 1}
    assert (info.documents, sum(info.findings.values()), info.created_at) == (2, 8, "2026-01-02T10:00:00Z")
    norway = filled.actors("norway")[0]
    assert (norway.entity, norway.type, norway.documents, norway.findings) == ("NOR", "state", 1, 3)
    assert filled.actors()[0] == norway


def test_what_is_answered_from_memory_is_never_old(filled: Case, by: By) -> None:
    with Case.open(filled.path) as other:
        for case in (filled, other):
            before = case.facets(), case.actors(), case.documents(), case.documents_page(), case.info()
            assert before == (case.facets(), case.actors(), case.documents(), case.documents_page(), case.info())
        act = other.reject("d1", "m1", by)
        for case in (filled, other):
            assert case.facets().states["rejected"] == 1 and case.actors("norway")[0].findings == 2
            assert case.documents()[0].counts["mention"] == case.documents_page().rows[0].counts["mention"] == 1
        filled.undo(act.id, by)
        assert other.facets() == before[0]


def test_documents_are_found_by_their_words(filled: Case, harvest: Harvest) -> None:
    (hit,) = filled.search("talks SHORT").hits
    marked = [hit.snippet.text[a:b] for a, b in hit.snippet.marks]
    assert hit.document == "d1" and hit.finding is None and set(marked) == {"talks", "short"}
    assert hit.start is not None and harvest.document.text[hit.start :].startswith("talks")
    assert filled.search('"harbour strike"').total == 1 and filled.search('"strike harbour"').total == 0
    assert filled.search("harb*").total == 2 and filled.search("harb").total == 0
    assert filled.search("strike", FindingFilter(kind="document", outlet="Morning Post")).total == 0
    assert filled.search("strike", FindingFilter(before="2030-01-01")).total == 0, "an undated document is in no span of days"


def test_findings_are_found_by_words_and_by_names_after_correction(filled: Case, by: By) -> None:
    assert [h.finding for h in filled.search("short", FindingFilter(kind="quote")).hits] == ["q1"]
    assert filled.search("lind", FindingFilter(kind="quote")).total == 0
    act = filled.correct("d1", "q1", {"speaker": "Ada Lind"}, by)
    (hit,) = filled.search("lind", FindingFilter(kind="quote")).hits
    assert [hit.snippet.text[a:b] for a, b in hit.snippet.marks] == ["Lind"] and "talks" in hit.snippet.text
    filled.undo(act.id, by)
    assert filled.search("lind", FindingFilter(kind="quote")).total == 0
    assert filled.search("norway", FindingFilter(verdict="supported")).total == 1
    assert filled.search("norway", FindingFilter(kind="finding", actor="NATO")).total == 1


def test_accents_do_not_matter(case: Case, by: By) -> None:
    plain = {"source": "s", "title": None, "published": None, "publisher": None, "author": None, "url": None, "language": "en"}
    case.add(Harvest(document=Document(id="d", text="Erdoğan in São Tomé, 😀 and 北京 too", blocks=(), **plain)), by)  # type: ignore[arg-type]
    assert [case.search(w).total for w in ("erdogan", "SAO tome", "北京", "😀", "tome 😀")] == [1, 1, 1, 0, 1]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ('gas OR "oil', '"gas" "OR" "oil"'),
        ("NEAR(a b)", '"NEAR(a" "b)"'),
        ("title:x -y ^z", '"title:x" "-y" "^z"'),
        ('"two words"* thr* *', '"two words"* "thr"*'),
        ("'; DROP TABLE x; --", '"DROP" "TABLE" "x;"'),
        ("", ""),
        ('"" * () “”', ""),
    ],
)
def test_queries_hold_no_operators(words: str, query: str) -> None:
    assert make_query(words) == query


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=st.text(max_size=60) | st.text(alphabet='ab"*:()^-+{}[]\\NOTANDR \x00', max_size=40))
def test_no_words_are_an_error(filled: Case, words: str) -> None:
    assert filled.search(words).total <= 2
    filled.search(words, FindingFilter(kind="finding"))


def test_marks_become_ranges() -> None:
    assert read_marks("a <b>c", "<", ">") == Snippet(text="a bc", marks=((2, 3),))
    assert read_marks("> a <", "<", ">") == Snippet(text=" a ")
