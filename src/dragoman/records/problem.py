"""Bad data as a value."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read or settled. ``severity`` is ``error`` (the source is lost) or ``warning``."""

    kind: str = "problem"
    source: str
    document: str | None = None
    severity: str
    code: str
    message: str
    where: str | None = None
    stage: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """Last line of a read: how many of each kind, and the seconds it took."""

    kind: str = "summary"
    counts: dict[str, int]
    seconds: float
