"""What came of a planned visit: the documented journey of the same visitor to the same country, near in time."""

from dataclasses import replace
from datetime import date, timedelta

from dragoman.records.facts import Facts, Journey
from dragoman.records.findings import JourneyRow, Outcome, Visit
from dragoman.records.spans import DateRange

WINDOW_DAYS = 120  # a journey put off and made up for within a season is the same one; a year later it is another
OPEN_STATUSES = frozenset({"planned", "tentative", "postponed", "cancelled", "denied", "hypothetical", "under_way"})


def resolve_outcome(visit: Visit, facts: Facts, published: str | None) -> Visit:
    """Return the visit with what came of it by the journeys table; the visit itself where no row fits.

    Args:
        visit: any visit; one told as held keeps its own account and gets no outcome.
        facts: its ``journeys`` are searched: same visitor (entity id), same country as one of the stops.
        published: the document's ISO day or moment; rows count that begin within 120 days after it, or after the
            visit's own date where it has one.
    """
    if visit.status not in OPEN_STATUSES or visit.visitor.entity is None or not visit.stops:
        return visit
    start = _anchor_day(visit, published)
    if start is None:
        return visit
    rows = [j for j in facts.journeys if _fits(j, visit, start)]
    held = [j for j in rows if j.status == "held"]
    row = min(held or rows, key=lambda j: (_stop_rank(j, visit), j.start), default=None)
    return visit if row is None else replace(visit, outcome=_outcome(row, rows))


def _anchor_day(visit: Visit, published: str | None) -> date | None:
    planned = [s.date.start for s in visit.stops if s.date is not None and s.date.start is not None]
    for text in (*sorted(planned)[:1], published):
        day = _day(text)
        if day is not None:
            return day
    return None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None


def _fits(row: Journey, visit: Visit, start: date) -> bool:
    day = _day(row.start)
    if row.visitor != visit.visitor.entity or day is None or row.country not in {s.country for s in visit.stops}:
        return False
    return timedelta(days=-14) <= day - start <= timedelta(days=WINDOW_DAYS)


def _stop_rank(row: Journey, visit: Visit) -> int:
    """Return the place of a row's country among the stops: what came of the first stop is told."""
    return next(i for i, s in enumerate(visit.stops) if s.country == row.country)


def _outcome(row: Journey, rows: list[Journey]) -> Outcome:
    where = f"{row.city}, {row.country}" if row.city else row.country
    note = f"{row.status} in {where}" + (f": {row.note}" if row.note else "")
    return Outcome(
        status=row.status,
        date=DateRange(start=row.start, end=row.end, text=f"{row.start} to {row.end}" if row.start != row.end else row.start),
        note=note,
        row=row.row,
        others=tuple(JourneyRow(row=j.row, country=j.country, start=j.start, status=j.status) for j in rows if j.row != row.row),
    )
