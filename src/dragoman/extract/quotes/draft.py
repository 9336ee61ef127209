"""What the finders hand to one another: one attribution in the making, in text offsets."""

from dataclasses import dataclass, field

Range = tuple[int, int]
_BY_FRAME = {"noun to": "intention", "adj to": "intention", "noun with": "judgement", "adj with": "judgement"}


@dataclass(slots=True)
class Draft:
    """One attribution. ``head`` is the cue's head token, ``speaker`` the source's (either None where there is none)."""

    kind: str
    frame: str
    content: list[Range]
    cue: Range | None = None
    source: Range | None = None
    head: int | None = None
    speaker: int | None = None
    negated: bool = False
    form: str = "indirect"
    carried: bool = False
    tagged: bool = False
    confidence: float = 0.7
    marks: list[Range] = field(default_factory=list)

    @property
    def attitude(self) -> str:
        """What the source does with the content where it is not a direct quotation, as ``Quote.attitude`` tells it."""
        if self.kind in ("noun", "adjective"):
            return _BY_FRAME.get(self.frame, "belief" if self.kind == "adjective" else "statement")
        return "statement" if self.kind in ("evidence", "hearsay") else self.kind


def subtract(ranges: list[Range], cut: Range) -> list[Range]:
    """Return half-open ranges without what ``cut`` covers."""
    kept = []
    for a, b in ranges:
        if cut[1] <= a or b <= cut[0]:
            kept.append((a, b))
            continue
        if a < cut[0]:
            kept.append((a, cut[0]))
        if cut[1] < b:
            kept.append((cut[1], b))
    return kept


def union(ranges: list[Range]) -> list[Range]:
    """Return half-open ranges in order, the overlapping and the touching ones joined."""
    joined: list[Range] = []
    for a, b in sorted(ranges):
        if joined and a <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], b))
        else:
            joined.append((a, b))
    return joined
