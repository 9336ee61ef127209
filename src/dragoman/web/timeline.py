"""Visits on a line of time: when each is to be or was, and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from dragoman.records.findings import JourneyRow, Outcome, Visit
from dragoman.records.spans import DateRange

WIDTH = 1000
ROW = 30
_LEAST_DAYS = 28
_FIRST_YEAR, _LAST_YEAR = 1500, 2500  # outside of these a date of a visit is misread


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """A stretch of days with the status that it had; ``row`` counts from 0, ``x`` and ``width`` are in units of WIDTH."""

    row: int
    x: float
    width: float
    status: str
    label: str
    is_outcome: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane:
    """One visit's line."""

    document: str
    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """What the template draws; ``ticks`` are pairs of a place and a month's or a year's label."""

    lanes: tuple[Lane, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    width: int = WIDTH
    row: int = ROW


def draw_timeline(visits: Sequence[tuple[str, Visit]]) -> Timeline | None:
    """Return the visits that have dates on a line; None where none has one.

    Args:
        visits: pairs of a document's id and a visit in it.
    """
    lanes: list[Lane] = []
    found: list[tuple[int, date, date, str, bool]] = []
    for document, visit in visits:
        dated = list(_dates_of(visit))
        if dated:
            found.extend((len(lanes), *d) for d in dated)
            lanes.append(Lane(document=document, id=visit.id, name=_name(visit)))
    if not found:
        return None
    first, last = min(f[1] for f in found), max(f[2] for f in found)
    spare = timedelta(days=max(3, (_LEAST_DAYS - (last - first).days) // 2, (last - first).days // 25))
    first, last = first - spare, last + spare
    unit = WIDTH / ((last - first).days + 1)
    bars = tuple(
        Bar(
            row=row,
            x=round((start - first).days * unit, 1),
            width=round(max(((end - start).days + 1) * unit, 6), 1),
            status=status,
            label=f"{start.isoformat()} to {end.isoformat()}" if end > start else start.isoformat(),
            is_outcome=is_outcome,
        )
        for row, start, end, status, is_outcome in found
    )
    return Timeline(lanes=tuple(lanes), bars=bars, ticks=tuple(_mark_time(first, last, unit)))


def group_rows(outcome: Outcome) -> list[tuple[str, list[JourneyRow]]]:
    """Return the other rows on a journey in the order of their days, those of one status that follow on another together."""
    ordered = sorted(outcome.others, key=lambda row: row.start)
    return [(status, list(rows)) for status, rows in groupby(ordered, key=lambda row: row.status)]


def _name(visit: Visit) -> str:
    return f"{visit.visitor.name.rsplit(' ', 1)[-1]}: {visit.stops[0].place.name}" if visit.stops else visit.visitor.name


def _dates_of(visit: Visit) -> list[tuple[date, date, str, bool]]:
    told: list[tuple[DateRange | None, str, bool]] = [(s.date, visit.status, False) for s in visit.stops]
    told += [(c.date, c.status, False) for c in visit.status_history]
    if visit.outcome:
        told.append((visit.outcome.date, visit.outcome.status, True))
        told += [(DateRange(start=o.start, end=o.start, text=""), o.status, True) for o in visit.outcome.others]
    found = []
    for given, status, is_outcome in told:
        days = _read_days(given)
        if days and (*days, status, is_outcome) not in found:
            found.append((*days, status, is_outcome))
    return found


def _read_days(given: DateRange | None) -> tuple[date, date] | None:
    if given is None or not (given.start or given.end):
        return None
    try:
        start = date.fromisoformat((given.start or given.end or "")[:10])
        end = date.fromisoformat((given.end or given.start or "")[:10])
    except ValueError:
        return None
    if not (_FIRST_YEAR <= start.year <= _LAST_YEAR and _FIRST_YEAR <= end.year <= _LAST_YEAR):
        return None
    return (start, end) if start <= end else (end, start)


def _mark_time(first: date, last: date, unit: float) -> list[tuple[float, str]]:
    months = (last.year - first.year) * 12 + last.month - first.month
    step = next((s for s in (1, 2, 3, 6, 12, 24, 60, 120) if months / s <= 9), 240)
    ticks = []
    year, month = first.year, 1 if step >= 12 else first.month
    while date(year, month, 1) <= last:
        here = date(year, month, 1)
        if here >= first:
            ticks.append((round((here - first).days * unit, 1), str(year) if step >= 12 else here.strftime("%b %Y")))
        month += step
        year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return ticks
