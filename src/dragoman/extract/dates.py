"""Dates in news text, resolved against the day of publication to ranges of days.

"On Tuesday" is the last one in a report of what happened and the next one in an announcement, so a date that needs a
direction keeps both readings until the event's status is known. Nothing here reads a clock: without a day of publication, what is
relative to it stays open and keeps its words.
"""

import calendar
import re
from bisect import bisect_left
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from itertools import islice

from dragoman.records.spans import DateRange

_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december")
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
_NUMBERS = {w: n for n, w in enumerate(("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"))}
_NUMBERS |= {"a": 1, "an": 1, "several": 3, "a few": 3, "a couple of": 2}
_COUNT = r"(?P<count>\d{1,2}|a few|a couple of|several|an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_YEAR = r"(?:,?\s+(?:of\s+)?(?P<year>(?:1[89]|20)\d\d))?(?!\d)"
_TO = r"(?:\s*[-–—]\s*|\s+(?:to|through|until|and)\s+(?:the\s+)?)"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11), "winter": (12, 2)}

_PATTERNS: tuple[tuple[str, str], ...] = (
    ("iso", r"\b(?P<iso>(?:1[89]|20)\d\d-\d\d-\d\d)\b"),
    ("month_day", rf"\b{_WEEKDAY}(?P<m1>{_MONTH})\s+(?P<d1>{_DAY})(?:{_TO}(?:(?P<m2>{_MONTH})\s+)?(?P<d2>{_DAY})\b)?{_YEAR}"),
    ("day_month", rf"\b{_WEEKDAY}(?:the\s+)?(?P<d1>{_DAY})(?:{_TO}(?P<d2>{_DAY}))?\s+(?:of\s+)?(?P<m1>{_MONTH}){_YEAR}"),
    ("month", rf"\b(?:(?P<part>mid|early|late)[-\s]|(?P<edge>the (?:start|beginning|middle|end)) of )?(?P<m1>{_MONTH}){_YEAR}"),
    ("weekday", r"\b(?:(?P<which>last|next|this|this coming)\s+)?(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)\b"),
    ("ago", rf"\b{_COUNT}\s+(?P<unit>day|week|month|year)s?\s+(?P<way>ago|earlier)\b"),
    ("within", rf"\b(?P<way>in|within)\s+{_COUNT}\s+(?P<unit>day|week|month|year)s?(?:['’]?\s+time)?\b(?!\s+of)"),
    ("named", r"\b(?P<named>the day before yesterday|yesterday|today|tonight|tomorrow|this (?:morning|afternoon|evening)|overnight)\b"),
    (
        "period",
        r"\b(?:(?P<part>earlier|later|early|late)\s+)?(?P<which>this|last|next|the (?:coming|past|last|next))\s+"
        r"(?:few\s+)?(?P<unit>day|week|weekend|month|year)s?\b",
    ),
    ("new_year", r"\b(?:(?P<when>(?:shortly |right |just )?(?:after|before|ahead of))\s+)?(?:the )?New Year(?!['’]s)\b"),
    (
        "season",
        r"\b(?:(?P<which>last|next|this)\s+)?(?P<season>spring|summer|autumn|fall|winter)(?:\s+(?:of\s+)?(?P<year>(?:19|20)\d\d))\b",
    ),
    (
        "year",
        r"\b(?:(?P<part>early|mid|late)[-\s])?(?<![\d,.$€£-])(?P<year>(?:19|20)\d\d)(?![\d%,]\d|\s*(?:percent|per cent|troops|people))\b",
    ),
)
# Where a date can begin: tried at each word before the rules are.
_OPENING = (
    r"\b(?=\d|mon|tues|wednes|thurs|fri|satur|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mid|earl|late|the |this|last|next"
    r"|in |within|an? |one|two|three|four|five|six|seven|eight|nine|ten|several|yester|today|tonight|tomorrow|overnight|shortly|right|just"
    r"|after|before|ahead|new year|spring|summer|autumn|fall|winter)"
)
# Group names may occur once in a pattern: each rule's groups get its own prefix.
_RULES = "|".join(f"(?P<{name}_>{re.sub(r'[(][?]P<', f'(?P<{name}_', body)})" for name, body in _PATTERNS)
_RULE = re.compile(f"{_OPENING}(?:{_RULES})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date's words at [start, end) and its readings: ``past`` in a report, ``ahead`` in an announcement."""

    start: int
    end: int
    past: DateRange
    ahead: DateRange


@lru_cache(maxsize=4)
def find_dates(text: str, published: str | None) -> tuple[FoundDate, ...]:
    """Return the dates of a text in order.

    Args:
        text: any text; offsets are its code points.
        published: ISO 8601 day or moment of publication, None where unknown.
    """
    day = parse_day(published)
    found: list[FoundDate] = []
    for match in _RULE.finditer(text):
        name = match.lastgroup or ""
        # The outer group of a rule closes last, so lastgroup is the rule's own.
        rule = name.rstrip("_").split("_")[0] if not name.endswith("_") else name[:-1]
        groups = {k[len(rule) + 1 :]: v for k, v in match.groupdict().items() if k.startswith(rule + "_") and v is not None}
        if rule == "month" and _is_plain_word(match.group(), text, match.start()):
            continue
        if "year" not in groups and _OF_THAT_YEAR.match(text, match.end()):
            told = found[-1].past.start if found else None
            if told is None:
                continue
            groups["year"] = told[:4]  # "mayor until 2015, prime minister since November of that year"
        ranges = [_resolve(rule, groups, day, ahead=ahead) for ahead in (False, True)]
        words = match.group()
        past, ahead_ = (DateRange(start=_iso(r[0]), end=_iso(r[1]), text=words) for r in ranges)
        found.append(FoundDate(match.start(), match.end(), past, ahead_))
    return tuple(found)


def dates_between(found: tuple[FoundDate, ...], start: int, end: int) -> tuple[FoundDate, ...]:
    """Return the dates that lie in [start, end)."""
    first = bisect_left(found, start, key=lambda f: f.start)
    inside = []
    for f in islice(found, first, None):
        if f.start >= end:
            break
        if f.end <= end:
            inside.append(f)
    return tuple(inside)


def parse_day(moment: str | None) -> date | None:
    """Return the day of an ISO 8601 day or moment; None where there is none or it cannot be read."""
    if not moment:
        return None
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return None


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _is_plain_word(words: str, text: str, start: int) -> bool:
    """Whether "may", "march" and the like are words here: lower case, or "May" and "March" without a preposition before."""
    if words[0].islower() and not words.startswith(("mid", "early", "late", "the ")):
        return True
    if words in ("May", "March", "August"):
        return not re.search(
            r"\b(?:in|since|until|till|by|of|from|last|next|this|and|to|between|during|before|after|through)\s$",
            text[max(0, start - 9) : start],
        )
    return words.rstrip(".").lower() in ("jan", "mar", "dec", "sep", "oct")  # short forms alone are names more often than months


_OF_THAT_YEAR = re.compile(r" of (?:that|the same) year\b")
_Days = tuple[date | None, date | None]


def _resolve(rule: str, g: dict[str, str], day: date | None, *, ahead: bool) -> _Days:
    try:
        return _RESOLVERS[rule](g, day, ahead)
    except (ValueError, OverflowError):
        return None, None


def _resolve_iso(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    there = date.fromisoformat(g["iso"])
    return there, there


def _month_number(name: str) -> int:
    return next(n for n, m in enumerate(_MONTHS, 1) if m.startswith(name.lower().rstrip(".")[:3]))


def _resolve_days(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    month = _month_number(g["m1"])
    last_month = _month_number(g["m2"]) if "m2" in g else month
    first, last = (int(re.sub(r"\D", "", g.get(k) or g["d1"])) for k in ("d1", "d2"))
    if "year" not in g and day is None:
        return None, None
    year = int(g["year"]) if "year" in g else _nearest_year(month, first, day, ahead)
    start = date(year, month, first)
    end = date(year + (last_month < month), last_month, last)
    return start, max(start, end)


def _nearest_year(month: int, dom: int, day: date | None, ahead: bool) -> int:
    """Return the year that puts a day of a month next to ``day``: news names a date without its year when it is near."""
    assert day is not None
    span = 8 if (month, dom) == (2, 29) else 1
    options = [y for y in range(day.year - span, day.year + span + 1) if dom <= calendar.monthrange(y, month)[1]]
    gaps = {y: (date(y, month, dom) - day).days for y in options}
    lean = [y for y in options if (gaps[y] >= -3 if ahead else gaps[y] <= 3)]
    return min(lean or options, key=lambda y: abs(gaps[y]))


def _resolve_month(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    month = _month_number(g["m1"])
    if "year" in g:
        year = int(g["year"])
    elif day is None:
        return None, None
    elif ahead:
        year = day.year + (month < day.month)
    else:
        year = day.year - (month > day.month)
    last = calendar.monthrange(year, month)[1]
    part = g.get("part", "").lower() or {"start": "early", "beginning": "early", "middle": "mid", "end": "late"}.get(
        g.get("edge", "").lower().removeprefix("the "), ""
    )
    first_day, last_day = {"early": (1, 10), "mid": (10, 20), "late": (21, last)}.get(part, (1, last))
    return date(year, month, first_day), date(year, month, last_day)


def _resolve_weekday(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None:
        return None, None
    target = next(i for i, d in enumerate(_DAYS) if d == g["weekday"].lower())
    which = g.get("which", "").lower()
    back = (day.weekday() - target) % 7
    if which == "last":
        there = day - timedelta(days=back or 7)
    elif which in ("next", "this coming") or (ahead and which != "this"):
        there = day + timedelta(days=(7 - back) % 7 or (7 if which == "next" else 0))
    elif which == "this":
        there = day - timedelta(days=day.weekday() - target)
    else:
        there = day - timedelta(days=back)
    return there, there


def _amount(words: str) -> int:
    return int(words) if words.isdigit() else _NUMBERS[words.lower()]


def _shift(day: date, count: int, unit: str) -> _Days:
    if unit == "day":
        there = day + timedelta(days=count)
        return there, there
    if unit == "week":
        there = day + timedelta(weeks=count)
        return there - timedelta(days=3), there + timedelta(days=3)
    months = day.year * 12 + day.month - 1 + (count * 12 if unit == "year" else count)
    year, month = divmod(months, 12)
    if unit == "year":
        return date(year, 1, 1), date(year, 12, 31)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])


def _resolve_ago(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None or g["way"].lower() == "earlier":
        return None, None
    return _shift(day, -_amount(g["count"]), g["unit"].lower())


def _resolve_within(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None or not ahead:
        return None, None
    there = _shift(day, _amount(g["count"]), g["unit"].lower())
    return (day if g["way"].lower() == "within" else there[0]), there[1]


def _resolve_named(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None:
        return None, None
    words = g["named"].lower()
    move = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(words, 0)
    there = day + timedelta(days=move)
    return (there - timedelta(days=1) if words == "overnight" else there), there


def _resolve_period(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None:
        return None, None
    which, unit, part = g["which"].lower().removeprefix("the "), g["unit"].lower(), g.get("part", "").lower()
    move = {"last": -1, "past": -1, "next": 1, "coming": 1}.get(which, 0)
    if unit == "day" or which in ("coming", "past"):
        span = {"day": 7, "week": 28, "weekend": 7, "month": 92, "year": 366}[unit]
        return (day, day + timedelta(days=span)) if move > 0 else (day - timedelta(days=span), day)
    start, end = _period(day, move, unit)
    if part == "later":
        start = max(start, day)
    elif part == "earlier":
        end = min(end, day)
    return start, end


def _period(day: date, move: int, unit: str) -> tuple[date, date]:
    if unit in ("week", "weekend"):
        monday = day - timedelta(days=day.weekday()) + timedelta(weeks=move)
        return (monday + timedelta(days=5 if unit == "weekend" else 0)), monday + timedelta(days=6)
    start, end = _shift(day, move, unit)
    assert start is not None and end is not None
    return start, end


def _resolve_new_year(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    if day is None:
        return None, None
    # The turn of the year nearest to the document; "after" it means its first month.
    turn = date(day.year + (day.month > 6), 1, 1)
    when = g.get("when", "").lower()
    if when.endswith("after"):
        return turn, date(turn.year, 1, 31)
    if when:
        return turn - timedelta(days=31), turn - timedelta(days=1)
    return turn, turn


def _resolve_season(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    first, last = _SEASONS[g["season"].lower()]
    year = int(g["year"])
    end_year = year + (last < first)
    return date(year, first, 1), date(end_year, last, calendar.monthrange(end_year, last)[1])


def _resolve_year(g: dict[str, str], day: date | None, ahead: bool) -> _Days:
    year = int(g["year"])
    first, last = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}.get(g.get("part", "").lower(), (1, 12))
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])


_RESOLVERS = {
    "iso": _resolve_iso,
    "month_day": _resolve_days,
    "day_month": _resolve_days,
    "month": _resolve_month,
    "weekday": _resolve_weekday,
    "ago": _resolve_ago,
    "within": _resolve_within,
    "named": _resolve_named,
    "period": _resolve_period,
    "new_year": _resolve_new_year,
    "season": _resolve_season,
    "year": _resolve_year,
}
