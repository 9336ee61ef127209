"""One scale of likelihood for the key judgements, and what keeps likelihood and confidence apart: words from ``data/brief/lint.toml``."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

SCALE = "ICD 203"


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One term of the scale: ``opening`` begins a sentence that goes on with "that"; ends of the range in percent."""

    name: str
    opening: str
    low: int
    high: int

    @property
    def reach(self) -> str:
        """The range with the name of its scale."""
        return f"{self.low}–{self.high}%, {SCALE}"


def terms() -> tuple[Term, ...]:
    """Return the terms of the scale, least likely first."""
    return tuple(Term(**t) for t in _load()["term"])


def find_term(p: float) -> Term:
    """Return the term in whose range a probability lies; of two that meet, the one nearer to even; beyond the ends, the end."""
    every = terms()
    fitting = [t for t in every if t.low <= 100 * p <= t.high]
    if not fitting:
        return every[0] if p < 0.5 else every[-1]
    return min(fitting, key=lambda t: abs((t.low + t.high) / 2 - 50))


def find_likelihood_words(text: str) -> tuple[str, ...]:
    """Return the words of likelihood in a text, of this scale and of others, outside of quotation marks."""
    return tuple(m.group().casefold() for m in _pattern("likelihood").finditer(_own(text)))


def find_confidence_words(text: str) -> tuple[str, ...]:
    """Return the words of confidence in a text, outside of quotation marks."""
    return tuple(m.group().casefold() for m in _pattern("confidence").finditer(_own(text)))


def find_other_scales(text: str) -> tuple[str, ...]:
    """Return the terms in a text that stand on another scale alone ("highly likely"), outside of quotation marks."""
    return tuple(m.group().casefold() for m in _pattern("other_scales").finditer(_own(text)))


def find_forbidden(text: str) -> tuple[str, ...]:
    """Return the turns in a text that mix or blur likelihood and confidence ("we believe it is likely")."""
    return tuple(m.group().casefold() for m in _pattern("forbidden").finditer(_own(text)))


def _own(text: str) -> str:
    """Return the text without what it quotes: the words of others are theirs."""
    return re.sub("“[^”]*”?", "“”", text)


@cache
def _pattern(key: str) -> re.Pattern[str]:
    words = sorted(_load()["words"][key], key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b", re.IGNORECASE)


@cache
def _load() -> dict[str, Any]:
    return tomllib.loads((files("dragoman.data") / "brief" / "lint.toml").read_text(encoding="utf-8"))
