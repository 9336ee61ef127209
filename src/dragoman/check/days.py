"""Days and spans of days as the tables count them: ISO strings, ``valid_to`` exclusive."""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TypeVar

from dragoman.records.facts import Dated
from dragoman.records.findings import Claim

CLOSE_DAYS = 120  # signature, ratification and start lie apart: within this a date is not contradicted
_Row = TypeVar("_Row", bound=Dated)


def as_day(text: str) -> str:
    """Return the day of an ISO date or time; a partial date stands for its first day."""
    day = text[:10]
    return {4: f"{day}-01-01", 7: f"{day}-01"}.get(len(day), day)


def last_day(text: str) -> str:
    """Return the last day of a partial ISO date ("2019" -> "2019-12-31"); the day itself where it is whole."""
    if len(text) == 7 and text[:4].isdigit() and text[5:].isdigit() and 1 <= int(text[5:]) <= 12:
        return f"{text}-{monthrange(int(text[:4]), int(text[5:]))[1]:02d}"
    return f"{text}-12-31" if len(text) == 4 else text[:10]


def day_before(text: str) -> str:
    """Return the ISO day before a date; the text itself where it is no date."""
    day = to_date(text)
    return text if day is None else (day - timedelta(days=1)).isoformat()


def span_of(claim: Claim, day: str) -> tuple[str, str]:
    """Return the first and last day that a claim speaks of: its period where it has one, else ``day`` alone."""
    if claim.period is None or (claim.period.start is None and claim.period.end is None):
        return day, day
    start, end = claim.period.start, claim.period.end
    if start is None:
        return as_day(end or day), last_day(end or day)
    return as_day(start), last_day(end) if end else max(as_day(start), day)


def stated_date(claim: Claim) -> str | None:
    """Return the date that a claim states, as exact as it is: "2015" for all of a year, "2019-03" for all of a month.

    A date given as an ISO ``value`` counts first, else the claim's period.
    """
    if isinstance(claim.value, str):
        return claim.value
    if claim.period is None or claim.period.start is None:
        return None
    start, end = claim.period.start, claim.period.end or claim.period.start
    if len(start) < 10 or start == end:
        return start
    if start[:7] == end[:7]:
        return start[:7]
    return start[:4] if start[:4] == end[:4] else None


def states_day(claim: Claim, true: str) -> bool:
    """Whether a claim's date agrees with an ISO date: the same as far as the less exact goes, or inside the range that it gives."""
    stated = stated_date(claim)
    if stated is not None and same_date(stated, true):
        return True
    period = claim.period
    if isinstance(claim.value, str) or period is None or not period.start or not period.end or len(period.start) < 10:
        return False
    return period.start <= last_day(true) and as_day(true) <= period.end


def tells_day(claim: Claim) -> bool:
    """Whether a claim gives a date at all."""
    return isinstance(claim.value, str) or (claim.period is not None and claim.period.start is not None)


def is_near(claim: Claim, true: str, days: int = CLOSE_DAYS) -> bool:
    """Whether a claim's date lies so near an ISO date that sources may differ by as much: a year where it gives a year alone.

    True as well where either is no date, since nothing is contradicted then.
    """
    stated = stated_date(claim)
    first = as_day(stated) if stated else (claim.period.start if claim.period else None)
    last = last_day(stated) if stated else (claim.period.end if claim.period else None)
    a, b, c = to_date(first or ""), to_date(last or ""), to_date(true)
    if a is None or b is None or c is None:
        return True
    off = 0 if a <= c <= b else min(abs((a - c).days), abs((b - c).days))
    return off <= (366 if stated is not None and len(stated) == 4 else days)


def is_past(claim: Claim) -> bool:
    """Whether the claim speaks of what was ("former", "was"), not of what is."""
    return claim.predicate.startswith(("was ", "former "))


def bare_predicate(claim: Claim) -> str:
    """Return the predicate without its mark of time ("is", "was", "former", "then")."""
    return claim.predicate.removeprefix("is ").removeprefix("was ").removeprefix("former ").removeprefix("then ")


def rows_in(rows: Iterable[_Row], start: str, end: str) -> tuple[_Row, ...]:
    """Return the rows that hold on any day from start to end, both included."""
    return tuple(r for r in rows if (r.valid_from is None or r.valid_from <= end) and (r.valid_to is None or start < as_day(r.valid_to)))


def rows_before(rows: Iterable[_Row], day: str) -> tuple[_Row, ...]:
    """Return the rows that ended on or before a day."""
    return tuple(r for r in rows if r.valid_to is not None and as_day(r.valid_to) <= day)


def rows_after(rows: Iterable[_Row], day: str) -> tuple[_Row, ...]:
    """Return the rows that begin after a day."""
    return tuple(r for r in rows if r.valid_from is not None and as_day(r.valid_from) > day)


def to_date(text: str) -> date | None:
    """Return an ISO date, partial or whole, as a date; None where it is none."""
    try:
        return date.fromisoformat(as_day(text))
    except ValueError:
        return None


def same_date(stated: str, true: str) -> bool:
    """Whether two ISO dates agree as far as the less exact of them goes: "1991" and "1991-12-16" do."""
    n = min(len(stated), len(true), 10)
    return stated[:n] == true[:n]


def years_between(start: str, end: str) -> float | None:
    """Return the years from one ISO date to another, None where one is no date."""
    a, b = to_date(start), to_date(end)
    return None if a is None or b is None else (b - a).days / 365.2425
