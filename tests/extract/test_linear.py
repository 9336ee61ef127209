"""Work that must not grow with the square of a text: counted, never timed."""

from collections.abc import Iterator

import pytest

from dragoman.extract.events import later
from dragoman.extract.events.merge import Mention, merge_events
from dragoman.extract.visits import journeys
from dragoman.extract.visits.journeys import Journey
from dragoman.extract.voices import Intervals
from dragoman.records.findings import Event
from dragoman.records.spans import DateRange, Ref, Span


class _Counted(int):
    """An offset that counts how often it is compared."""

    seen = 0

    def __gt__(self, other: object) -> bool:
        _Counted.seen += 1
        return int(self) > int(other)  # type: ignore[call-overload]


def _event(start: int, kind: str = "ASSAULT") -> Event:
    span = Span(start=start, end=start + 10)
    return Event(document="d", id="e0", spans=(span,), text="x", maker="t", confidence=1.0, type=kind, status="held")


def test_a_search_among_ranges_meets_what_encloses_and_not_all_before() -> None:
    small = [(10 * i, _Counted(10 * i + 5), i) for i in range(1, 2000)]
    found = Intervals([(0, _Counted(20_000), 0), *small])
    _Counted.seen = 0
    assert [v for _, _, v in found.at(19_991)] == [1999, 0]
    assert [v for _, _, v in found.at(19_997)] == [0]
    assert _Counted.seen < 10


@pytest.mark.parametrize("offset", range(14))
def test_ranges_that_nest_and_cross_are_all_found(offset: int) -> None:
    ranges = [(0, 9, "a"), (1, 3, "b"), (2, 12, "c"), (2, 4, "d"), (5, 6, "e"), (5, 6, "f"), (11, 13, "g")]
    held = {v for a, b, v in ranges if a <= offset < b}
    assert {v for _, _, v in Intervals(ranges).at(offset)} == held


def test_one_event_told_often_keeps_all_its_words_in_order() -> None:
    merged = merge_events([Mention(_event(100 * i)) for i in range(500)])
    assert [s.start for e in merged for s in e.spans] == [100 * i for i in range(500)]
    assert len(merged) == 1


def test_a_noun_looks_only_at_events_told_just_before_it() -> None:
    ends = later._Ends([_event(1000 * i) for i in range(300)])
    assert ends.before(150_100) == [150]
    ends.move(3, 150_050)
    assert ends.before(150_100) == [150, 3]
    assert max(len(ends._buckets[b]) for b in ends._buckets) <= 2


def test_a_mention_is_held_against_a_journeys_days_and_not_against_each_mention(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = 0

    def count(a: DateRange, b: DateRange, gap: object) -> bool:
        nonlocal asked
        asked += 1
        return True

    monkeypatch.setattr(journeys, "_near", count)
    day = DateRange(start="2019-03-01", end="2019-03-01", text="1 March")
    journey = Journey("k", Ref(name="A"))
    journey.traces, journey.dates = [None] * 1000, {day}  # type: ignore[list-item]

    class _Trace:
        date = day

    assert journeys._dates_agree(journey, _Trace())  # type: ignore[arg-type]
    assert asked == 1


def test_journeys_too_long_ago_are_left_alone() -> None:
    class _Old(list[Journey]):
        met = 0

        def __reversed__(self) -> Iterator[Journey]:
            for journey in super().__reversed__():
                self.met += 1
                yield journey

    class _Trace:
        bare, stops, date = False, (), None

    old = _Old(Journey(f"k{i}", Ref(name="A")) for i in range(5000))
    journeys.gather(old, _Trace(), "other", None)  # type: ignore[arg-type]
    assert old.met <= 401
