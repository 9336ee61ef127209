"""Where something stands in a text, and whom it means."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Half-open range of code points in ``Document.text``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """Words and whom they mean.

    ``entity`` is an id or None; ``name`` is never None (the words themselves where nothing better is known); ``country``
    is an ISO 3166 alpha-3 code or None. ``start`` and ``end`` are None where the Ref is not anchored in the text.
    """

    start: int | None = None
    end: int | None = None
    entity: str | None = None
    name: str
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor(Ref):
    """A Ref that acts or is acted on; ``sector`` is PLOVER's (GOV, MIL, REB, ...) or None."""

    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DateRange:
    """Days from ``start`` to ``end``, both included, as ISO dates; None where open. ``text`` is the words."""

    start: str | None
    end: str | None
    text: str
