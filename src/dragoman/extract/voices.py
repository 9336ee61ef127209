"""Which stretch of text lies in whose words: the quotes, acts and blocks of a document, found by offset in logarithmic time."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from typing import Generic, TypeVar

from dragoman.extract.likelihood import words
from dragoman.records.document import Document
from dragoman.records.findings import Event, Quote, Visit
from dragoman.records.spans import Ref, Span

T = TypeVar("T")
_EDGE, _OPEN, _SHUT = " \t\n,;:", '“"‘ ', '”"’.'


class Intervals(Generic[T]):
    """Values by half-open range; ranges may nest and overlap."""

    def __init__(self, ranges: Iterable[tuple[int, int, T]]) -> None:
        self._rows = sorted(ranges, key=lambda r: (r[0], -r[1]))
        self._starts = [r[0] for r in self._rows]
        # The last row before each that still runs where it starts: from row to row so, a search meets what encloses, not all before.
        self._outer: list[int] = []
        running: list[int] = []
        for i, row in enumerate(self._rows):
            while running and self._rows[running[-1]][1] <= row[0]:
                running.pop()
            self._outer.append(running[-1] if running else -1)
            running.append(i)

    def at(self, offset: int) -> list[tuple[int, int, T]]:
        """Return the ranges that hold an offset, the shortest first."""
        found = []
        i = bisect_right(self._starts, offset) - 1
        while i >= 0:
            if self._rows[i][1] > offset:
                found.append(self._rows[i])
            i = self._outer[i]
        return sorted(found, key=lambda r: r[1] - r[0])


class Voices:
    """Who says what in one document."""

    def __init__(self, document: Document, quotes: Sequence[Quote]) -> None:
        self._document = document
        said = [q for q in quotes if q.form != "indirect" or not self._is_intent(q)]
        self._contents = Intervals((s.start, s.end, q) for q in said for s in q.content)
        self._blocks = Intervals((b.start, b.end, b.kind) for b in document.blocks)

    def _is_intent(self, quote: Quote) -> bool:
        """Whether an indirect quote's cue tells what somebody wants or does ("sought to"), so that the teller speaks."""
        if quote.cue is None:
            return False
        cue = self._document.text[quote.cue.start : quote.cue.end].lower().split()
        return any(w in words()["cues"]["intent"] for w in cue)

    def outlet(self) -> Ref:
        """Return the outlet as a speaker: the publisher's name, else "the outlet"."""
        publisher = self._document.publisher
        return Ref(name=publisher.name if publisher is not None else "the outlet")

    def quote_at(self, offset: int) -> Quote | None:
        """Return the innermost quote whose content holds an offset."""
        found = self._contents.at(offset)
        return found[0][2] if found else None

    def is_indirect(self, offset: int) -> bool:
        """Whether the innermost quote at an offset is told in the writer's words."""
        quote = self.quote_at(offset)
        return quote is not None and quote.form == "indirect"

    def speaker_at(self, offset: int) -> tuple[Ref | None, str | None]:
        """Return who says the words at an offset and the id of the quote that they stand in: (outlet, None) outside of quotes.

        A direct quote without a known source gives (None, id); what is told indirectly of nobody, the outlet says itself.
        """
        found = self._contents.at(offset)
        for _, _, quote in found:
            if quote.source is not None or quote.form != "indirect":
                return quote.source, quote.id
        return self.outlet(), found[0][2].id if found else None

    def clip(self, span: Span, offset: int) -> Span:
        """Return ``span`` cut to the quoted content that holds an offset, without marks at its edges; unchanged outside of quotes."""
        found = self._contents.at(offset)
        if not found:
            return span
        start, end = max(span.start, found[0][0]), min(span.end, found[0][1])
        said = self._document.text[start:end]
        kept = said.rstrip(_EDGE if "“" in said else _EDGE + _SHUT).lstrip()
        kept = kept if "”" in kept else kept.lstrip(_OPEN)
        kept = kept[5:] if kept.startswith("that ") else kept
        start += said.rfind(kept)
        return Span(start=start, end=start + len(kept)) if kept else span

    def kind_at(self, offset: int) -> str:
        """Return the kind of the block in which an offset lies; "paragraph" between blocks."""
        found = self._blocks.at(offset)
        return found[0][2] if found else "paragraph"


class Acts:
    """The visits and events of one document by the words that tell of them."""

    def __init__(self, events: Sequence[Event], visits: Sequence[Visit]) -> None:
        self._visits = Intervals((s.start, s.end, v.id) for v in visits for s in v.spans)
        self._events = Intervals((s.start, s.end, e.id) for e in events for s in e.spans)

    def at(self, offset: int) -> str | None:
        """Return the id of the visit, else of the event, whose words hold an offset; the shortest span wins."""
        found = self._visits.at(offset) or self._events.at(offset)
        return found[0][2] if found else None
