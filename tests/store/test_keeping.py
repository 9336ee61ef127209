"""Ids across readings: the same finding keeps its id whatever the new reading calls it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.findings import ANY_FINDING, Claim, Event, Explanation, Quote, Visit
from dragoman.records.spans import Ref, Span
from dragoman.store.keeping import keep_ids, next_id


def quote(id: str, start: int, end: int, name: str = "A") -> Quote:
    return Quote(
        document="d", id=id, spans=(Span(start=start, end=end),), text="t", maker="m", confidence=0.5, form="direct", source=Ref(name=name),
        cue=None, content=(),
    )  # fmt: skip


def event(id: str, start: int, type: str = "CONSULT", by: str | None = None) -> Event:
    spans = (Span(start=start, end=start + 10),)
    return Event(document="d", id=id, spans=spans, text="t", maker="m", confidence=0.5, type=type, reported_by=by)


def kept(old: list[ANY_FINDING], new: list[ANY_FINDING]) -> list[str]:
    return [f.id for f in keep_ids(old, new)]


def test_a_new_finding_before_shifts_nothing() -> None:
    old = [quote("q1", 10, 20), quote("q2", 30, 40)]
    assert kept(old, [quote("q1", 0, 5), quote("q2", 10, 20), quote("q3", 30, 40)]) == ["q3", "q1", "q2"]


def test_what_says_the_same_goes_before_what_stands_there() -> None:
    old = [quote("q1", 10, 20, "A"), quote("q2", 10, 20, "B")]
    assert kept(old, [quote("q1", 10, 20, "B"), quote("q2", 10, 20, "A")]) == ["q2", "q1"]
    assert kept([event("e1", 5, "AID"), event("e2", 5)], [event("e1", 5), event("e2", 5, "COERCE")]) == ["e2", "e1"]


def test_a_moved_border_is_the_same_finding_a_neighbour_is_not() -> None:
    assert kept([quote("q1", 10, 30)], [quote("q5", 12, 31)]) == ["q1"]
    assert kept([quote("q1", 10, 30)], [quote("q1", 25, 60)]) == ["q2"]
    assert kept([quote("q1", 10, 30)], [event("e1", 10)]) == ["e1"], "another kind is another finding"


def test_references_follow() -> None:
    old: list[ANY_FINDING] = [quote("q1", 10, 20), event("e1", 30)]
    span = (Span(start=50, end=60),)
    base = {"document": "d", "spans": span, "text": "t", "maker": "m", "confidence": 0.5}
    visit = Visit(**base, id="v1", visitor=Ref(name="A"), events=("e2",))  # type: ignore[arg-type]
    why = Explanation(**base, id="x1", of="e2", reason="r", proponent=None, stance="for", marker="m")  # type: ignore[arg-type]
    claim = Claim(**base, id="c1", type="rank", subject=Ref(name="A"), predicate="p", reported_by="q2")  # type: ignore[arg-type]
    new = keep_ids(old, [quote("q1", 0, 5), quote("q2", 10, 20), event("e1", 0), event("e2", 30), visit, claim, why])
    ids = {f.kind: f for f in new}
    assert ids["visit"].events == ("e1",) and ids["explanation"].of == "e1" and ids["claim"].reported_by == "q1"  # type: ignore[union-attr]


def test_numbers_go_on_from_the_highest() -> None:
    assert next_id("quote", ["q1", "q9", "m12", "qq", "q1x"]) == "q10"
    assert next_id("explanation", []) == "x1"


spans = st.tuples(st.integers(0, 30), st.integers(1, 10)).map(lambda p: (p[0], p[0] + p[1]))
readings = st.lists(spans, max_size=12).map(lambda found: [quote(f"q{i}", a, b) for i, (a, b) in enumerate(found, 1)])


@given(old=readings, new=readings)
def test_ids_are_unique_and_the_same_reading_keeps_all(old: list[ANY_FINDING], new: list[ANY_FINDING]) -> None:
    names = kept(old, new)
    assert len(set(names)) == len(new)
    assert [f.id for f in keep_ids(new, [replace(f, maker="later") for f in new])] == [f.id for f in new]
    assert [replace(f, id="") for f in keep_ids(old, new)] == [replace(f, id="") for f in new]
