"""Definite nouns that take an event up again ("the assassination", "during the meeting"): later mentions of one event."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.events.lexicon import load_lexicon
from dragoman.extract.forms import base
from dragoman.extract.status import is_definite
from dragoman.extract.voices import Intervals
from dragoman.records.findings import Event
from dragoman.records.spans import Span

_TAKEN_UP = frozenset({"CONSULT", "ASSAULT", "PROTEST", "RETREAT", "COERCE"})
_NEAR = 600  # characters behind an event's last mention in which a noun still means it


def add_later_mentions(doc: Doc, events: list[Event]) -> list[Event]:
    """Return events, which are in order of their first words, with the spans of definite nouns that take them up again."""
    ends = _Ends(events)
    added: dict[int, list[Span]] = {}
    for token, kinds in _nouns(doc, events):
        for i in ends.before(token.idx):
            if events[i].type in kinds and events[i].spans[0].start < token.idx:
                span = Span(start=token.idx, end=token.idx + len(token.text))
                added.setdefault(i, []).append(span)
                ends.move(i, span.end)
                break
    return [
        replace(e, spans=tuple(sorted({*e.spans, *added[i]}, key=lambda s: s.start))) if i in added else e for i, e in enumerate(events)
    ]


def _nouns(doc: Doc, events: list[Event]) -> Iterator[tuple[Token, set[str]]]:
    """Yield definite nouns outside the events' own words, with the types that they may take up."""
    nouns = load_lexicon().nouns
    told = Intervals((s.start, s.end, None) for e in events for s in e.spans)
    for token in doc:
        if token.pos_ == "NOUN" and is_definite(token):
            kinds = {s.type for s in nouns.get(base(token), ())} & _TAKEN_UP
            if kinds and not told.at(token.idx):
                yield token, kinds


class _Ends:
    """Where each event was last told, in buckets: a noun looks at those near it, not at all of them."""

    def __init__(self, events: list[Event]) -> None:
        self._last = [max(s.end for s in e.spans) for e in events]
        self._buckets: dict[int, set[int]] = {}
        for i, end in enumerate(self._last):
            self._buckets.setdefault(end // _NEAR, set()).add(i)

    def before(self, offset: int) -> list[int]:
        """Return the events last told close before an offset, the latest in order first."""
        at = offset // _NEAR
        near = self._buckets.get(at, set()) | self._buckets.get(at - 1, set())
        return sorted((i for i in near if 0 < offset - self._last[i] < _NEAR), reverse=True)

    def move(self, i: int, end: int) -> None:
        """Note that an event was told again."""
        self._buckets[self._last[i] // _NEAR].discard(i)
        self._last[i] = max(self._last[i], end)
        self._buckets.setdefault(self._last[i] // _NEAR, set()).add(i)
