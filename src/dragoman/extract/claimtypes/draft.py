"""A claim as a rule finds it, before it is numbered."""

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.records.spans import DateRange, Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What becomes a Claim. ``first`` and ``last`` are the token range [first, last) of its words."""

    type: str
    subject: Ref
    predicate: str
    first: int
    last: int
    object: Ref | None = None
    objects: tuple[Ref, ...] = ()
    value: float | str | None = None
    unit: str | None = None
    approx: str | None = None
    period: DateRange | None = None
    negated: bool = False
    confidence: float = 0.8


def spread(tokens: Iterable[Token | int]) -> tuple[int, int]:
    """Return the token range [first, last) from the first to the last of some tokens."""
    at = [t if isinstance(t, int) else t.i for t in tokens]
    return min(at), max(at) + 1
