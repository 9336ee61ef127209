"""Who is who in one document: every name, pronoun and description that was resolved."""

from bisect import bisect_right
from dataclasses import dataclass, field

from dragoman.records.findings import Mention
from dragoman.records.spans import Ref


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A resolved stretch of text. ``how``: name, pronoun, description, handle. ``type`` is a mention's type."""

    start: int
    end: int
    ref: Ref
    how: str
    type: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a text says of someone: "Vladimir Batyuk, a senior fellow at the Russian Institute ...".

    ``role`` is the words ("senior fellow"), None where only the body is told; ``affiliation`` the body's name as written or
    None; ``country`` ISO alpha-3 of the body or the nationality given; [``start``, ``end``) the words of the description.
    """

    role: str | None
    affiliation: str | None = None
    country: str | None = None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """Mentions and anchors of one document; anchors are sorted by start and do not overlap.

    An anchor of a name covers its title too ("Kazakh Foreign Minister Mukhtar Tleuberdi"); its ``ref`` holds the name's own span.
    Ask with the offsets of a noun phrase's head token, since a whole phrase may hold several names.
    ``described`` maps an entity id to what the text says of that one's role, where it says most.
    """

    mentions: tuple[Mention, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    described: dict[str, Description] = field(default_factory=dict)

    def anchor_at(self, start: int, end: int) -> Anchor | None:
        """Return the anchor that overlaps [start, end) most, else None."""
        best: Anchor | None = None
        most = 0
        for i in range(self._first(start), len(self.anchors)):
            a = self.anchors[i]
            if a.start >= end:
                break
            shared = min(end, a.end) - max(start, a.start)
            if shared > most:
                best, most = a, shared
        return best

    def anchors_in(self, start: int, end: int) -> tuple[Anchor, ...]:
        """Return the anchors that lie inside [start, end), in order."""
        found = []
        for i in range(self._first(start), len(self.anchors)):
            a = self.anchors[i]
            if a.start >= end:
                break
            if a.start >= start and a.end <= end:
                found.append(a)
        return tuple(found)

    def ref_at(self, start: int, end: int, words: str) -> Ref:
        """Return whom [start, end) means; where nothing is known, a Ref of the words themselves.

        The Ref keeps the offsets that were asked for.
        """
        found = self.anchor_at(start, end)
        if found is None:
            return Ref(start=start, end=end, name=words)
        return Ref(start=start, end=end, entity=found.ref.entity, name=found.ref.name, country=found.ref.country)

    def _first(self, start: int) -> int:
        return bisect_right(self.anchors, start, key=lambda a: a.end)
