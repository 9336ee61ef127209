"""The word lists of explanations, from ``data/explanation_markers.toml``, in the shape that matching needs."""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

_GAP = 6  # words that a `*` may stand for


@dataclass(frozen=True, slots=True)
class Marker:
    """Words before a reason. ``noun``: may modify a noun; ``participle``: counts only as a free participle."""

    words: tuple[str, ...]
    kind: str
    confidence: float
    noun: bool
    participle: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """A word pattern over a sentence; see the data file for the fields."""

    pattern: tuple[frozenset[str] | None, ...]
    kind: str
    stance: str
    reason: str
    confidence: float
    weak: bool
    follows: bool
    of_act: bool
    theme: str | None


@dataclass(frozen=True, slots=True)
class Theme:
    """A grouping key and the beginnings of words that speak for it."""

    name: str
    stems: tuple[str, ...]


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", "explanation_markers.toml").read_text("utf-8"))


@cache
def words(section: str, key: str) -> frozenset[str]:
    """Return a plain word list of the data file."""
    return frozenset(_raw()[section][key])


@cache
def markers() -> dict[str, tuple[Marker, ...]]:
    """Return the markers by their first word, longest first."""
    found: dict[str, list[Marker]] = {}
    for row in _raw()["marker"]:
        for phrase in row["words"]:
            parts = tuple(phrase.split())
            marker = Marker(parts, row["class"], row["confidence"], row.get("noun", False), row.get("participle", False))
            found.setdefault(parts[0], []).append(marker)
    return {k: tuple(sorted(v, key=lambda m: -len(m.words))) for k, v in found.items()}


@cache
def frames() -> tuple[Frame, ...]:
    """Return the frames in the order of the file."""
    return tuple(
        Frame(
            parse_pattern(p),
            r["class"],
            r["stance"],
            r["reason"],
            r["confidence"],
            r.get("weak", False),
            r.get("follows", False),
            r.get("of_act", False),
            r.get("theme"),
        )
        for r in _raw()["frame"]
        for p in r["patterns"]
    )


@cache
def frames_from() -> dict[str, tuple[Frame, ...]]:
    """Return the frames by each word that they can begin with, in the order of the file."""
    found: dict[str, list[Frame]] = {}
    for frame in frames():
        for word in frame.pattern[0] or ():
            found.setdefault(word, []).append(frame)
    return {word: tuple(rows) for word, rows in found.items()}


@cache
def questions() -> tuple[tuple[frozenset[str] | None, ...], ...]:
    """Return the patterns of sentences that ask for an explanation."""
    return tuple(parse_pattern(p) for p in _raw()["question"]["patterns"])


@cache
def themes() -> tuple[Theme, ...]:
    """Return the themes in the order of the file."""
    return tuple(Theme(t["name"], tuple(t["stems"])) for t in _raw()["theme"])


def parse_pattern(pattern: str) -> tuple[frozenset[str] | None, ...]:
    """Return a pattern as sets of alternatives; None stands for a gap (``*``)."""
    return tuple(None if part == "*" else frozenset(part.split("|")) for part in pattern.split())


def match_at(pattern: Sequence[frozenset[str] | None], tokens: Sequence[Token], start: int) -> int | None:
    """Return the index after a match of ``pattern`` that begins at ``tokens[start]``, else None. A gap takes at most six words."""
    i, gap = start, 0
    for part in pattern:
        if part is None:
            gap = _GAP
            continue
        for j in range(i, min(i + gap + 1, len(tokens))):
            if tokens[j].lower_ in part or (tokens[j].pos_ in ("VERB", "AUX") and tokens[j].lemma_ in part):
                i, gap = j + 1, 0
                break
        else:
            return None
    return i


def find_matches(pattern: Sequence[frozenset[str] | None], tokens: Sequence[Token]) -> Iterator[tuple[int, int]]:
    """Yield (start, end) indices of the matches of a pattern among the tokens of a sentence, the first at each start."""
    first = pattern[0]
    if first is None:
        return
    for i in range(len(tokens)):
        if tokens[i].lower_ in first or (tokens[i].pos_ in ("VERB", "AUX") and tokens[i].lemma_ in first):
            end = match_at(pattern, tokens, i)
            if end is not None:
                yield i, end


def theme_of(text: str) -> str | None:
    """Return the theme most of whose words stand in ``text``; the earlier of the file on a tie, None where no word does."""
    padded = " " + " ".join("".join(c if c.isalnum() or c == "-" else " " for c in text.lower()).split()) + " "
    best: tuple[int, str] | None = None
    for theme in themes():
        hits = sum(padded.count(f" {stem.strip()}") for stem in theme.stems)
        if hits and (best is None or hits > best[0]):
            best = (hits, theme.name)
    return best[1] if best else None
