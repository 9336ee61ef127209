"""How the brief words numbers, lists, dates, statuses and passages of the text."""

import re
from collections.abc import Iterable

from dragoman.records.spans import DateRange

_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_SPACE = re.compile(r"\s+")
_EDGES = " \t\n,;:–—-"
_OPENING, _CLOSING = ("“", "„", "«"), ("”", "»")


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return "three explanations", "one explanation", "no explanations"; figures from 13 on."""
    return f"{number_word(number)} {noun if number == 1 else plural or noun + 's'}"


def number_word(number: int) -> str:
    """Return a number up to twelve in words, else in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else f"{number:,}"


def listed(items: Iterable[str], most: int = 6, last: str = "and") -> str:
    """Return "a, b and c" of the distinct items; what goes beyond ``most`` is counted."""
    names = list(dict.fromkeys(i for i in items if i))
    if len(names) > most:
        names = [*names[: most - 1], f"{len(names) - most + 1} more"]
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def flat(text: str) -> str:
    """Return the text on one line, without doubled spaces."""
    return _SPACE.sub(" ", text).strip()


def clip(text: str, most: int = 160) -> str:
    """Return the text on one line, cut at a word's end where it is longer than ``most`` code points."""
    # A whole article is never flattened to show one line of it.
    line = flat(text[: most * 8])
    if len(line) <= most and len(text) <= most * 8:
        return line
    cut = line[:most].rsplit(" ", 1)[0] if " " in line[:most] else line[:most]
    return cut.rstrip(_EDGES) + " …"


def quoted(text: str, most: int = 160) -> str:
    """Return a passage in quotation marks; marks that it already wears are taken off."""
    words = clip(unwrap(text), most).rstrip(_EDGES)
    if words.count("”") > words.count("“"):
        words = words[:-1] if words.endswith("”") else f"“{words}"
    # Quotation marks inside quotation marks, as they are set in print.
    return f"“{words.replace('“', '‘').replace('”', '’')}”"


def unwrap(text: str) -> str:
    """Take off the quotation marks around a passage, but none that belongs to words quoted inside it."""
    words = text.strip()
    if words[:1] in _OPENING:
        match = _find_close(words)
        if match is None or not words[match + 1 :].strip(_EDGES + "."):
            words = words[1:] if match is None else words[1:match] + words[match + 1 :]
    elif words[-1:] in _CLOSING and sum(map(words.count, _CLOSING)) > sum(map(words.count, _OPENING)):
        words = words[:-1]
    elif (words.count('"') == 2 and words[0] == words[-1] == '"') or words.count('"') == 1:
        words = words.replace('"', "")
    return words.strip()


def _find_close(words: str) -> int | None:
    """Return where the mark that opens the passage is closed."""
    depth = 0
    for i, c in enumerate(words):
        depth += (c in _OPENING) - (c in _CLOSING)
        if depth == 0:
            return i
    return None


def joined(parts: Iterable[str]) -> str:
    """Return the parts of one statement as one passage, each without its own quotation marks."""
    return " … ".join(w.rstrip(_EDGES) for w in map(unwrap, parts) if w)


def sentence_case(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def day(iso: str) -> str:
    """Return an ISO date in words ("1 February 2020"); what is no full date comes back as it is."""
    found = _ISO_DAY.match(iso)
    if not found:
        year, _, month = iso.partition("-")
        return f"{_MONTHS[int(month) - 1]} {year}" if month.isdigit() and 1 <= int(month) <= 12 else iso
    year, month, date = found.groups()
    return f"{int(date)} {_MONTHS[int(month) - 1]} {year}" if 1 <= int(month) <= 12 else iso


def days(start: str | None, end: str | None) -> str:
    """Return a range of ISO dates in words, both days included: "1–2 February 2020", "since 2018", "until 3 May 2019"."""
    if start is None or end is None:
        return f"from {day(start)}" if start else f"until {day(end)}" if end else ""
    if start[:10] == end[:10]:
        return day(start)
    first, last = day(start).split(" "), day(end).split(" ")
    if len(first) == len(last) == 3 and first[2] == last[2]:
        return f"{first[0]}–{' '.join(last)}" if first[1] == last[1] else f"{first[0]} {first[1]} – {' '.join(last)}"
    return f"{' '.join(first)} – {' '.join(last)}"


def when(date: DateRange | None) -> str:
    """Return a date as the article words it, with what it was resolved to where the words alone do not tell."""
    if date is None:
        return ""
    resolved = days(date.start, date.end)
    if not date.text:
        return resolved
    if not resolved:
        return quoted(date.text, 60)
    plain = _YEAR.search(date.text) or len(date.text) > 60 or date.text.casefold() in resolved.casefold()
    return resolved if plain else f"{quoted(date.text, 60)}: {resolved}"


def status_words(status: str) -> str:
    """Return a status as a reader says it."""
    return status.replace("_", " ")
