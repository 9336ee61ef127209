"""Distances in time ("more than eighteen years ago") as ranges of days."""

from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dragoman.extract.claimtypes.numbers import Figure, read_number
from dragoman.extract.dates import FoundDate, parse_day
from dragoman.records.spans import DateRange

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.2425, "decade": 3652.425, "century": 36524.25}
# How far the true distance may lie below and above the stated one, in shares of it; a bare count also covers one unit either way.
_REACH = {
    "almost": (0.12, 0.01),
    "slightly more than": (0.01, 0.15),
    "more than": (0.0, 0.5),
    "less than": (0.5, 0.0),
    "about": (0.15, 0.15),
}
_FEW = {"a": 1.0, "an": 1.0}


def with_distances(doc: Doc, dates: tuple[FoundDate, ...], published: str | None) -> tuple[FoundDate, ...]:
    """Return a document's dates with every distance back in time as the range of days that it covers, in text order.

    Without a day of publication nothing can be reckoned and the dates stay as they are.
    """
    day = parse_day(published)
    if day is None:
        return dates
    found = [f for t in doc if t.lower_ == "ago" for f in [_distance(t, day)] if f is not None]
    if not found:
        return dates
    kept = [d for d in dates if not any(d.start < f.end and f.start < d.end for f in found)]
    return tuple(sorted([*kept, *found], key=lambda d: d.start))


def _distance(ago: Token, day: date) -> FoundDate | None:
    """Return "N years ago" as the range of days that it covers; None where no count of units stands before the word."""
    doc, unit_at = ago.doc, ago.i - 1
    if unit_at <= ago.sent.start:
        return None
    unit = doc[unit_at].lower_
    base = {"centuries": "century"}.get(unit, unit.removesuffix("s"))
    if base not in _DAYS or base == "day":
        return None
    figure = _count(doc[unit_at - 1])
    if figure is None:
        return None
    below, above = _span(figure, base)
    start, end = _back(day, above), _back(day, below)
    if start is None or end is None:
        return None
    at = doc[figure.first].idx
    words = doc.text[at : ago.idx + len(ago.text)]
    range_ = DateRange(start=start, end=end, text=words)
    return FoundDate(at, ago.idx + len(ago.text), range_, range_)


def distance_before(word: Token, published: str | None) -> DateRange | None:
    """Return the days that lie "N years" back where a token ("after", "since") ends that phrase, reckoned from the day of publication."""
    day = parse_day(published)
    found = _distance(word, day) if day is not None else None
    return found.past if found is not None else None


def _count(token: Token) -> Figure | None:
    if token.lower_ in _FEW:
        return Figure(value=_FEW[token.lower_], approx=None, first=token.i, last=token.i + 1)
    return read_number(token)


def _span(figure: Figure, unit: str) -> tuple[float, float]:
    """Return the least and greatest distance in days that a count of units covers."""
    size = _DAYS[unit]
    if figure.approx is None:
        slack = 0.5 if figure.value == 1 else 1.0
        slack = 0.3 if unit in ("decade", "century") else slack
        return size * (figure.value - slack), size * (figure.value + slack)
    below, above = _REACH.get(figure.approx, (0.15, 0.15))
    return size * figure.value * (1 - below), size * figure.value * (1 + above)


def _back(day: date, days: float) -> str | None:
    try:
        return (day - timedelta(days=round(days))).isoformat()
    except OverflowError:
        return None
