"""A draft laid beside a puzzle that people have worked on: what is new is added, what stands is never touched."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.records.puzzle import Cite, Evidence, Hypothesis, Puzzle, Rating


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What a draft adds: a puzzle that holds the new parts alone, with ids that the old one does not use."""

    parts: Puzzle

    @property
    def counts(self) -> dict[str, int]:
        """How many of each kind are new."""
        p = self.parts
        found = {"sources": p.sources, "hypotheses": p.hypotheses, "evidence": p.evidence, "ratings": p.ratings}
        return {name: len(items) for name, items in found.items()}


def add_draft(old: Puzzle, draft: Puzzle) -> Added:
    """Return what a draft holds that a puzzle does not.

    A hypothesis is known where it cites the same words, has the same text or the same theme; an item where it cites the same words of
    a document or has the same text. A draft rating is added only for a cell that nobody, machine or analyst, has rated.
    """
    answers = _match_hypotheses(old.hypotheses, draft.hypotheses)
    items = _match_evidence(old.evidence, draft.evidence)
    known = {s.id for s in old.sources}
    rated = {(r.evidence, r.hypothesis) for r in old.ratings}
    ratings: dict[tuple[str, str], Rating] = {}
    for r in draft.ratings:
        # Two drafted items may both be an old one: its cell is proposed once.
        ratings.setdefault((items[r.evidence], answers[r.hypothesis]), r)
    new_answers, new_items = {h.id for h in old.hypotheses}, {e.id for e in old.evidence}
    return Added(
        parts=Puzzle(
            question=old.question,
            sources=tuple(s for s in draft.sources if s.id not in known),
            hypotheses=tuple(replace(h, id=answers[h.id]) for h in draft.hypotheses if answers[h.id] not in new_answers),
            evidence=tuple(replace(e, id=items[e.id]) for e in draft.evidence if items[e.id] not in new_items),
            ratings=tuple(replace(r, evidence=e, hypothesis=h) for (e, h), r in ratings.items() if (e, h) not in rated),
        )
    )


def _match_hypotheses(old: Sequence[Hypothesis], new: Sequence[Hypothesis]) -> dict[str, str]:
    """Return the id under which each drafted hypothesis goes on: that of its like, else the next free one."""
    by_key: dict[object, str] = {}
    for h in old:
        for key in (*_words(h.cites), _fold(h.text), *(("theme", h.theme) for _ in [0] if h.theme)):
            by_key.setdefault(key, h.id)
    free = _FreeIds("h", [h.id for h in old])
    found: dict[str, str] = {}
    for h in new:
        keys = (*_words(h.cites), _fold(h.text), ("theme", h.theme) if h.theme else None)
        found[h.id] = next((by_key[k] for k in keys if k in by_key), "") or free.take()
    return found


def _match_evidence(old: Sequence[Evidence], new: Sequence[Evidence]) -> dict[str, str]:
    by_key: dict[object, str] = {}
    for e in old:
        for key in (*_words(e.cites), _fold(e.text)):
            by_key.setdefault(key, e.id)
    free = _FreeIds("e", [e.id for e in old])
    return {e.id: next((by_key[k] for k in (*_words(e.cites), _fold(e.text)) if k in by_key), "") or free.take() for e in new}


def _words(cites: Sequence[Cite]) -> list[tuple[str, int, int]]:
    return [(c.document, c.start, c.end) for c in cites if c.document is not None and c.start is not None and c.end is not None]


def _fold(text: str) -> str:
    return " ".join(text.casefold().split())


class _FreeIds:
    """Numbers on from the highest id of a letter."""

    def __init__(self, letter: str, taken: Sequence[str]) -> None:
        numbers = [int(i[1:]) for i in taken if i[:1] == letter and i[1:].isascii() and i[1:].isdigit() and len(i) < 12]
        self._letter, self._next = letter, max(numbers, default=0) + 1

    def take(self) -> str:
        """Return the next free id."""
        self._next += 1
        return f"{self._letter}{self._next - 1}"
