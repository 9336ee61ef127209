"""Spellings: when two written names may be one, and the slug of a name."""

import re
import tomllib
import unicodedata
from difflib import SequenceMatcher
from functools import lru_cache
from importlib.resources import files

_LETTERS = str.maketrans(
    {"ı": "i", "İ": "i", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "ə": "a", "æ": "ae", "ß": "ss", "þ": "th", "œ": "oe", "ʻ": "", "ʼ": ""}
)
# Hussein and Hassan share their consonants (0.62); Jeenbekov and Zheenbekov (0.84) are one name.
_LEAST_LIKENESS = 0.8
_VOWELS = frozenset("aeiou")


@lru_cache(maxsize=1)
def _lists() -> tuple[tuple[tuple[str, str], ...], frozenset[str], frozenset[str], frozenset[frozenset[str]]]:
    """Return (sounds, particles, suffixes, nicknames) of ``data/linking.toml``."""
    raw = tomllib.loads(files("dragoman").joinpath("data", "linking.toml").read_text(encoding="utf-8"))
    sounds = tuple((a, b) for a, b in (pair.split("=") for pair in raw["sounds"].split()))
    nicknames = frozenset(frozenset(pair.split("/")) for pair in raw["nicknames"].split())
    return sounds, frozenset(raw["particles"].split()), frozenset(raw["suffixes"].split()), nicknames


def fold(name: str) -> str:
    """Return a name in lower case without accents, apostrophes and full stops, hyphens as spaces."""
    plain = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(re.sub(r"[-–_]", " ", re.sub(r"[.'’‘`,\"“”]", "", plain)).split())


@lru_cache(maxsize=100_000)
def skeleton(word: str) -> str:
    """Return the consonants of a word in one romanisation: equal for Tleuberdi and Tileuberdi, Zelensky and Zelenskyy."""
    plain = fold(word).replace(" ", "")
    for written, common in _lists()[0]:
        plain = plain.replace(written, common)
    out = [c for i, c in enumerate(plain) if c not in _VOWELS or i == 0]
    return "".join(c for i, c in enumerate(out) if i == 0 or c != out[i - 1])


def is_variant(a: str, b: str) -> bool:
    """Whether two words may be spellings of one name: at least three consonants, all the same, and few vowels apart."""
    bones = skeleton(a)
    if len(bones) < 3 or bones != skeleton(b):
        return False
    return SequenceMatcher(None, fold(a), fold(b), autojunk=False).ratio() >= _LEAST_LIKENESS


def slug(name: str) -> str:
    """Return a name as the last part of an id: lower case, words joined by hyphens."""
    return re.sub(r"[^\w]+", "-", fold(name)).strip("-") or "x"


def name_words(name: str) -> tuple[str, ...]:
    """Return a person's name as folded words, without middle initials, "Jr." and the like."""
    words = [w for w in fold(name).split() if w not in _lists()[2]]
    kept = [w for i, w in enumerate(words) if len(w) > 1 or i in {0, len(words) - 1}]
    return tuple(kept or words)


def middle_letters(name: str) -> str:
    """Return the middle initials of a name as letters: "hw" for George H.W. Bush, "" where there are none."""
    parts = [p for p in re.split(r"[\s.]+", name) if p]
    return "".join(p for p in parts[1:-1] if len(p) <= 2 and p.isupper()).lower()


def surname(words: tuple[str, ...]) -> str:
    """Return the last word of a name; particles ("al", "van der") do not count."""
    return words[-1] if words else ""


def core(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a name without leading particles: "al-Sisi" and "Sisi" are alike."""
    i = 0
    while i < len(words) - 1 and words[i] in _lists()[1]:
        i += 1
    return words[i:]


def content_words(words: tuple[str, ...]) -> set[str]:
    """Return the words that are no particles."""
    return {w for w in words if w not in _lists()[1]}


def are_first_names_alike(a: str, b: str) -> bool:
    """Whether two first names may be one: equal, an initial, a short form that begins the other, or spellings of one."""
    if a == b or (min(len(a), len(b)) == 1 and a[:1] == b[:1]):
        return True
    if min(len(a), len(b)) >= 3 and (a.startswith(b) or b.startswith(a)):
        return True
    return is_variant(a, b) or frozenset((a, b)) in _lists()[3]
