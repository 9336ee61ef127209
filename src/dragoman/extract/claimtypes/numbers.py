"""Stated figures: numbers in figures and words, with what makes them approximate."""

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Span, Token

_UNITS = {
    w: n
    for n, w in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
_TENS = {w: 10 * n for n, w in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)}
_SCALES = {
    "hundred": 1e2,
    "thousand": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "dozen": 12.0,
}
_PARTS = {
    "half": 0.5,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "quarter": 0.25,
    "quarters": 0.25,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
    "tenths": 0.1,
}
_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?")
_SUFFIXED = re.compile(r"(\d{1,15}(?:\.\d{1,6})?)(bn|mn|tn)")  # "180bn"
_LONGEST_APPROX = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A stated number over tokens [first, last), its approximation included."""

    value: float
    approx: str | None
    first: int
    last: int


@lru_cache(maxsize=1)
def _phrases() -> dict[tuple[str, ...], str]:
    table = tomllib.loads(files("dragoman").joinpath("data", "claims_approx.toml").read_text(encoding="utf-8"))
    return {tuple(w.split()): row["kind"] for row in table["approx"] for w in row["words"]}


def word_value(word: str) -> float | None:
    """Return the value of one number word or figure: "six", "29"; None where it is none."""
    if word in _UNITS or word in _TENS:
        return float(_UNITS[word] if word in _UNITS else _TENS[word])
    return float(word) if word.isdigit() and len(word) < 6 else None


def is_number_word(token: Token) -> bool:
    """Whether a token can be part of a number."""
    low = token.lower_
    if not low[:1].isdigit():
        return low in _UNITS or low in _TENS or low in _SCALES
    return bool(_FIGURE.fullmatch(token.text.rstrip(".")) or _SUFFIXED.fullmatch(low))


def read_number(token: Token) -> Figure | None:
    """Return the number that a token is part of, with the words before it that make it approximate; None where it is none."""
    doc = token.doc
    if not is_number_word(token):
        return None
    first = last = token.i
    while first > token.sent.start and _joins(doc, first - 1, first):
        first -= 1
    while last + 1 < token.sent.end and _joins(doc, last, last + 1):
        last += 1
    words = [doc[i] for i in range(first, last + 1) if doc[i].text not in ("-", "–") and doc[i].lower_ != "and"]
    value = _value(words)
    if value is None:
        return None
    parted = _of_a_scale(doc, (first, last), token.sent.start)
    if parted is not None:
        value, first = value * parted[0], parted[1]
    else:
        value, first, last = _and_a_half(doc, (first, last), value, token.sent)
    kind, start = _approx_before(doc, first, token.sent.start)
    return Figure(value=value, approx=kind or ("about" if parted is not None else None), first=start, last=last + 1)


def _of_a_scale(doc: Doc, span: tuple[int, int], floor: int) -> tuple[float, int] | None:
    """Return (part, first token) of "half a million", "a quarter of a billion", "three quarters of a million"; None for a whole number."""
    first, last = span
    if first != last or doc[first].lower_ not in _SCALES:
        return None
    low = tuple(t.lower_ for t in doc[max(floor, first - 4) : first] if t.text != "-")
    if low[-2:] == ("half", "a"):
        return 0.5, first - 2
    if low[-3:-2] and low[-2:] == ("of", "a") and low[-3] in ("quarter", "quarters", "third", "thirds"):
        count = float(_UNITS.get(low[-4], 1)) if len(low) > 3 else 1.0
        return _PARTS[low[-3]] * count, first - 3 - (len(low) > 3 and low[-4] in ("a", *_UNITS))
    return None


def _and_a_half(doc: Doc, span: tuple[int, int], value: float, sent: Span) -> tuple[float, int, int]:
    """Return (value, first, last) of a number that "and a half" follows ("two and a half million"), or precedes its scale's word."""
    first, last = span
    low = [t.lower_ for t in doc[last + 1 : min(last + 5, sent.end)]]
    if low[:3] == ["and", "a", "half"]:
        if low[3:] and low[3] in _SCALES:
            return (value + 0.5) * _SCALES[low[3]], first, last + 4
        return value + 0.5 * _SCALES.get(doc[last].lower_, 1.0), first, last + 3
    at = first - 4
    before = word_value(doc[at].lower_) if at >= sent.start and first == last and doc[last].lower_ in _SCALES else None
    if before is not None and [t.lower_ for t in doc[at + 1 : first]] == ["and", "a", "half"]:
        return (before + 0.5) * _SCALES[doc[last].lower_], at, last
    return value, first, last


def _joins(doc: Doc, i: int, j: int) -> bool:
    """Whether tokens i and j stand in one number: two number words, or a number word and the hyphen inside it."""
    a, b = doc[i], doc[j]
    if is_number_word(a) and is_number_word(b):
        # two figures are two numbers, and so are a year and the number in a name: "the 1967 Six-Day War"
        return not a.text[0].isdigit() or (not b.text[0].isdigit() and b.lower_ in _SCALES)
    if b.text == "-" or a.text == "-":
        k, m = (i, j + 1) if b.text == "-" else (i - 1, j)
        if k < 0 or m >= len(doc):
            return False
        # "twenty-one", "18-trillion-dollar"
        return (doc[k].lower_ in _TENS and doc[m].lower_ in _UNITS) or (is_number_word(doc[k]) and doc[m].lower_ in _SCALES)
    return False


def _value(words: list[Token]) -> float | None:
    total = 0.0
    current: float | None = None
    for t in words:
        low = t.lower_
        if low in _SCALES:
            current = (1.0 if current is None else current) * _SCALES[low]
            if _SCALES[low] >= 1e3:
                total, current = total + current, None
        elif low in _UNITS or low in _TENS:
            current = (current or 0.0) + (_UNITS[low] if low in _UNITS else _TENS[low])
        elif (glued := _SUFFIXED.fullmatch(low)) is not None:
            current = (current or 0.0) + float(glued.group(1)) * _SCALES[glued.group(2)]
        else:
            match = _FIGURE.fullmatch(t.text.rstrip("."))
            if match is None:
                return None
            current = (current or 0.0) + float(match.group().replace(",", ""))
    return round(total + (current or 0.0), 9)


def _approx_before(doc: Doc, first: int, floor: int) -> tuple[str | None, int]:
    at = first
    while at > floor and doc[at - 1].lower_ in ("$", "us$", "a", "an", "additional", "further", "another", "the", "€", "£"):
        at -= 1
    for size in range(_LONGEST_APPROX, 0, -1):
        if at - size >= floor:
            kind = _phrases().get(tuple(t.lower_ for t in doc[at - size : at]))
            if kind is not None:
                return kind, at - size
    return None, first


def read_century(token: Token) -> Figure | None:
    """Return "half a century", "a quarter of a century" in years, never taken as exact; ``token`` is the word "century"."""
    doc, floor = token.doc, token.sent.start
    words = tuple(t.lower_ for t in doc[max(floor, token.i - 4) : token.i])
    size = 3 if words[-2:] == ("half", "a") else 4 if words == ("a", "quarter", "of", "a") else 0
    if not size:
        return None
    first = token.i - size + (size == 3)
    kind, start = _approx_before(doc, first, floor)
    return Figure(value=50.0 if size == 3 else 25.0, approx=kind or "about", first=start, last=token.i + 1)


def read_fraction(token: Token) -> Figure | None:
    """Return a share in words as a percentage: "a third", "two-thirds", "half"; ``token`` is the part's word."""
    part = _PARTS.get(token.lower_)
    if part is None:
        return None
    doc, first, count = token.doc, token.i, 1.0
    at = first - 1 if first > token.sent.start and doc[first - 1].text == "-" else first
    if at > token.sent.start and doc[at - 1].lower_ in _UNITS and doc[at - 1].lower_ != "zero":
        count, first = float(_UNITS[doc[at - 1].lower_]), at - 1
    elif at > token.sent.start and doc[at - 1].lower_ in ("a", "an"):
        first = at - 1
    elif token.lower_ != "half":
        return None
    kind, start = _approx_before(doc, first, token.sent.start)
    return Figure(value=round(100 * part * count, 2), approx=kind or "fraction", first=start, last=token.i + 1)
