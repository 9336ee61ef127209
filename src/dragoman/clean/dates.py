"""Dates as pages write them -> ISO 8601."""

import re
from datetime import datetime
from email.utils import parsedate_to_datetime

from dragoman.clean.lexicon import load_lexicon

_MONTH = r"(?P<month>[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_TIME = (
    r"(?:\s{0,2}(?:,|at|[-–—|•·/]|T)?\s{0,2}(?P<hour>\d{1,2})[:.h](?P<minute>\d\d)(?::\d\d)?\s?(?P<half>[AaPp]\.?[Mm]\.?)?"
    r"(?:\s{0,2}\(?(?P<zone>GMT|UTC|BST|CET|CEST|MSK|EST|EDT|ET|PST|PDT|Z)\)?)?)?"
)
_LEAD = (
    r"(?:(?:published|posted|updated|last updated|date|first published|modified)(?: on| at)?:?\s{0,2})?"
    r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s{1,2})?"
)
_FORMS = tuple(
    re.compile(_LEAD.join(("(?i:", ")")) + body + _TIME)
    for body in (
        rf"{_DAY}\s{{1,2}}(?:of )?{_MONTH},?\s{{1,2}}{_YEAR}",
        rf"{_MONTH}\s{{1,2}}{_DAY},?\s{{1,2}}{_YEAR}",
        rf"{_YEAR}[-/.](?P<month>\d\d)[-/.](?P<day>\d\d)",
    )
)
_DOTTED = re.compile(r"(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d\d)" + _TIME)
# Summer and winter names are fixed offsets from UTC; "ET" and its like are not, and are left out.
_ZONES = {
    "GMT": "+00:00",
    "UTC": "+00:00",
    "Z": "+00:00",
    "BST": "+01:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "MSK": "+03:00",
    "EST": "-05:00",
    "EDT": "-04:00",
    "PST": "-08:00",
    "PDT": "-07:00",
}


def match_date(text: str) -> tuple[str, int] | None:
    """Return (ISO date or date and time, length of the words) where a text opens with a date as news pages write it, else None."""
    head = text[:120]
    for form in (*_FORMS, _DOTTED):
        found = form.match(head)
        iso = _make_iso(found) if found else None
        if found and iso:
            return iso, found.end()
    return None


def normalise_date(value: str | None) -> str | None:
    """Return ISO 8601 for a date as metadata or a feed gives it, None where it cannot be told."""
    text = (value or "").strip()
    if not text or len(text) > 80:
        return None
    try:
        parsed = datetime.fromisoformat(text)
        if re.fullmatch(r"\d{4}-?\d\d-?\d\d", text):
            return parsed.date().isoformat()
        return (
            text if re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d)?", text) else parsed.isoformat(timespec="seconds")
        )
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    if re.fullmatch(r"\d{4}(-\d\d)?", text):
        return text
    starts = [0, *(space.end() for space in re.finditer(r"\s+", text))]
    return next((found[0] for start in starts if (found := match_date(text[start:]))), None)


def _make_iso(found: re.Match[str]) -> str | None:
    part = found.groupdict()
    month = load_lexicon().months.get(part["month"].lower()) if not part["month"].isdigit() else int(part["month"])
    try:
        when = datetime(int(part["year"]), int(month or 0), int(part["day"]))
        if part["hour"] is None:
            return when.date().isoformat()
        hour = int(part["hour"])
        if part["half"]:
            hour = hour % 12 + (12 if part["half"][0] in "pP" else 0)
        clock = when.replace(hour=hour, minute=int(part["minute"])).isoformat(timespec="minutes")
    except ValueError:
        return None
    return clock + _ZONES.get(part["zone"] or "", "")
