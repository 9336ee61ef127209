"""Distances in time ("more than eighteen years ago") as ranges of days."""

import re
from datetime import date, timedelta

from spacy.tokens import Doc, Token

from dragoman.extract.claimtypes.numbers import Figure, read_century, read_number
from dragoman.extract.dates import FoundDate, parse_day
from dragoman.records.spans import DateRange

_DAYS = {"day": 1.0, "week": 7.0, "month": 30.44, "year": 365.2425, "decade": 3652.425, "century": 36524.25}
# How far the true distance may lie below and above the stated one, in shares of it; a bare count also covers one unit either way.
_REACH = {
    "almost": (0.12, 0.01),
    "slightly more than": (0.01, 0.15),
    "more than": (0.0, 3.0),
    "less than": (0.5, 0.0),
    "about": (0.15, 0.15),
}
_ORDINAL = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_ORDINALS = {
    **{w: n for n, w in enumerate(("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"), 1)},
    "eleventh": 11,
    "twelfth": 12,
    "fifteenth": 15,
    "twentieth": 20,
    "twenty-fifth": 25,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "hundredth": 100,
}
_FEW = {"a": 1.0, "an": 1.0}


def read_ordinal(word: str) -> int | None:
    """Return the number of "30th", "thirtieth" in lower case; None where a word is no ordinal."""
    match = _ORDINAL.fullmatch(word)
    return int(match.group(1)) if match is not None else _ORDINALS.get(word)


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
    if unit_at <= ago.sent.start or doc[unit_at].lower_.removesuffix("s") == "day":
        return None
    found = _back_from(doc[unit_at], day)
    if found is None:
        return None
    (start, end), first = found
    at = doc[first].idx
    range_ = DateRange(start=start, end=end, text=doc.text[at : ago.idx + len(ago.text)])
    return FoundDate(at, ago.idx + len(ago.text), range_, range_)


def distance_of(unit: Token, published: str | None) -> DateRange | None:
    """Return the days that lie as far back from the day of publication as the count of units whose unit's word is given says."""
    day = parse_day(published)
    found = _back_from(unit, day) if day is not None else None
    return None if found is None else DateRange(start=found[0][0], end=found[0][1], text=unit.doc[found[1] : unit.i + 1].text)


def _back_from(unit: Token, day: date) -> tuple[tuple[str, str], int] | None:
    """Return ((first day, last day), the first token of the count) of a count of units back from a day."""
    base = {"centuries": "century"}.get(unit.lower_, unit.lower_.removesuffix("s"))
    if base not in _DAYS:
        return None
    figure = read_century(unit) if base == "century" else None
    base = "year" if figure is not None else base
    figure = figure or _count(unit.doc[unit.i - 1])
    if figure is None:
        return None
    below, above = _span(figure, base)
    start, end = _back(day, above), _back(day, below)
    return None if start is None or end is None else ((start, end), figure.first)


def _count(token: Token) -> Figure | None:
    if token.lower_ in _FEW:
        return Figure(value=_FEW[token.lower_], approx=None, first=token.i, last=token.i + 1)
    return read_number(token)


def read_count(token: Token) -> float | None:
    """Return the plain number of "a", "two", "10"; None where a word tells none or one by approximation."""
    figure = _count(token)
    return figure.value if figure is not None and figure.approx is None else None


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
