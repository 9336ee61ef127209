"""What a check says."""

from dataclasses import dataclass

LABELS = ("supported", "refuted", "partly", "outdated", "insufficient", "uncheckable")


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictRow:
    """One table row that a verdict used; ``agrees`` is False for a row that disagrees."""

    table: str
    row: str
    source: str
    valid_from: str | None = None
    valid_to: str | None = None
    vintage: str | None = None
    agrees: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A label as of a date. ``now`` is the label at today's date where it differs, else None."""

    label: str
    basis: str | None
    as_of: str | None
    now: str | None = None
    rows: tuple[VerdictRow, ...] = ()
    note: str = ""
