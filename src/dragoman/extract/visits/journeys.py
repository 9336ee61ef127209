"""Journeys from their mentions, and when two records are one journey."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import islice

from dragoman.extract.visits.traces import Trace
from dragoman.records.findings import Stop, Visit
from dragoman.records.spans import DateRange, Ref

AHEAD = frozenset({"planned", "tentative", "postponed", "cancelled", "denied", "hypothetical"})
WINDOW_DAYS = 120
_GAP_DAYS = 3
_JOURNEYS = 400  # of the journeys told so far, the last so many may go on: keeps the work linear, far more than a text tells


@dataclass(slots=True)
class Journey:
    """Mentions gathered so far. ``key`` tells the visitor."""

    key: str
    visitor: Ref
    traces: list[Trace] = field(default_factory=list)
    countries: set[str] = field(default_factory=set)  # named as stops
    dates: set[DateRange] = field(default_factory=set)
    ahead: set[bool] = field(default_factory=set)  # what its mentions say of whether it is still to come
    presumed: bool = False  # some mention takes it for granted

    def add(self, trace: Trace) -> None:
        """Add a mention. What all mentions say together is kept, so that a new one is held against that and not against each."""
        self.traces.append(trace)
        self.countries.update(s.country for s in trace.stops if s.country is not None)
        if trace.date is not None:
            self.dates.add(trace.date)
        self.ahead.add(_is_ahead(trace))
        self.presumed = self.presumed or is_presumed(trace)


def gather(journeys: list[Journey], trace: Trace, key: str | None, visitor: Ref | None) -> None:
    """Add a mention to the journey that it belongs to, or open a new one where it names visitor and place."""
    for journey in islice(reversed(journeys), _JOURNEYS):
        if key is not None and key != journey.key:
            continue
        if _fits(journey, trace, named=key is not None):
            journey.add(trace)
            return
    if trace.stops and key is not None and visitor is not None:
        journeys.append(Journey(key, visitor))
        journeys[-1].add(trace)


def _fits(journey: Journey, trace: Trace, *, named: bool) -> bool:
    if trace.bare:
        return trace.judged.span is None or _is_ahead(trace) in journey.ahead
    if not named and not journey.countries & {s.country for s in trace.stops}:
        return False
    if not _dates_agree(journey, trace):
        return False
    if journey.countries & {s.country for s in trace.stops}:
        return True
    return is_presumed(trace) or journey.presumed or _is_ahead(trace) in journey.ahead


def is_presumed(trace: Trace) -> bool:
    """Whether a mention only takes the journey for granted ("What is behind X's visit to Y?")."""
    return trace.judged.sign == "presumed"


def _is_ahead(trace: Trace) -> bool:
    return trace.judged.status in AHEAD


def _dates_agree(journey: Journey, trace: Trace) -> bool:
    """Whether dates lie near one another; undated mentions agree with all."""
    if trace.date is None:
        return True
    return all(_near(other, trace.date, timedelta(days=21)) for other in journey.dates)


def _near(a: DateRange, b: DateRange, gap: timedelta) -> bool:
    try:
        a1, a2, b1, b2 = (date.fromisoformat(d) for d in (a.start or "", a.end or "", b.start or "", b.end or ""))
    except ValueError:
        return True
    return a1 <= b2 + gap and b1 <= a2 + gap


def same_journey(a: Visit, b: Visit) -> tuple[bool, str]:
    """Say whether two records, of one document or of two, tell the same journey, and why.

    The same visitor, a stop in common, and dates within 120 days (a journey put off and made up for is one journey).

    Returns:
        (verdict, reason in one sentence).
    """
    if not _same_visitor(a.visitor, b.visitor):
        return False, f"different visitors: {a.visitor.name} and {b.visitor.name}"
    common = sorted({s.country for s in a.stops if s.country} & {s.country for s in b.stops if s.country})
    if not common:
        return False, f"the same visitor, {a.visitor.name}, but no stop in common"
    days = [(x, y) for x in _dates(a.stops) for y in _dates(b.stops)]
    where = ", ".join(common)
    if not days:
        return True, f"the same visitor, {a.visitor.name}, and host, {where}; dates unknown"
    if any(_near(x, y, timedelta(days=_GAP_DAYS)) for x, y in days):
        return True, f"the same visitor, {a.visitor.name}, host, {where}, and days"
    if any(_near(x, y, timedelta(days=WINDOW_DAYS)) for x, y in days):
        moved = {"postponed", "planned", "tentative", "cancelled"} & {a.status, b.status}
        if moved:
            return (
                True,
                f"the same visitor, {a.visitor.name}, and host, {where}, within {WINDOW_DAYS} days, and one of the two was {min(moved)}",
            )
        return False, f"the same visitor, {a.visitor.name}, and host, {where}, but two sets of days, both {a.status}"
    return False, f"the same visitor, {a.visitor.name}, and host, {where}, but more than {WINDOW_DAYS} days apart"


def _same_visitor(a: Ref, b: Ref) -> bool:
    if a.entity is not None and b.entity is not None and not a.entity.startswith("doc:") and not b.entity.startswith("doc:"):
        return a.entity == b.entity
    return a.name.casefold() == b.name.casefold() or (
        a.name.split()[-1].casefold() == b.name.split()[-1].casefold() and a.country == b.country
    )


def _dates(stops: tuple[Stop, ...]) -> list[DateRange]:
    return [s.date for s in stops if s.date is not None and s.date.start is not None and s.date.end is not None]
