"""Changes of a puzzle that an analyst makes by a form: an answer or an item more, an item graded otherwise."""

import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from dragoman.errors import UsageError
from dragoman.records.puzzle import Evidence, Hypothesis, Puzzle
from dragoman.weigh.rules import check_puzzle


@dataclass(frozen=True, slots=True)
class Grades:
    """How an item is graded; an empty one leaves what it has. ``aside`` "yes" gives it no weight, "no" gives it its own again."""

    reliability: str = ""
    credibility: str = ""
    relevance: str = ""
    aside: str = ""


def add_answer(puzzle: Puzzle, text: str) -> Puzzle:
    """Return the puzzle with one more hypothesis."""
    added = Hypothesis(id=_next_id("h", {h.id for h in puzzle.hypotheses}), text=_filled(text))
    return check_puzzle(replace(puzzle, hypotheses=(*puzzle.hypotheses, added)))


def add_evidence(puzzle: Puzzle, text: str, origin: str, grades: Grades) -> Puzzle:
    """Return the puzzle with one more item of evidence."""
    item = Evidence(id=_next_id("e", {e.id for e in puzzle.evidence}), text=_filled(text), origin=origin.strip())
    return check_puzzle(replace(puzzle, evidence=(*puzzle.evidence, _grade(item, grades))))


def grade_evidence(puzzle: Puzzle, evidence: str, text: str, grades: Grades) -> Puzzle:
    """Return the puzzle with one item graded otherwise, and worded otherwise where a text is given.

    Raises:
        UsageError: no such item, or nothing is changed.
        PuzzleError: a grade that is none.
    """
    if evidence not in {e.id for e in puzzle.evidence}:
        raise UsageError(f"'{evidence[:40]}' is no item of this puzzle: load the page anew")
    words = " ".join(text.split())

    def change(item: Evidence) -> Evidence:
        return _grade(replace(item, text=words or item.text), grades) if item.id == evidence else item

    changed = replace(puzzle, evidence=tuple(change(e) for e in puzzle.evidence))
    if changed == puzzle:
        raise UsageError("nothing was changed: choose another grade or write another text, then save")
    return check_puzzle(changed)


def name_puzzle(question: str, taken: Collection[str]) -> str:
    """Return a free id for a puzzle, made of its question."""
    stem = re.sub("[^a-z0-9]+", "-", question.casefold())[:40].strip("-") or "puzzle"
    return next(n for i in range(1, len(taken) + 2) if (n := stem if i == 1 else f"{stem}-{i}") not in taken)


def _grade(item: Evidence, grades: Grades) -> Evidence:
    return replace(
        item,
        reliability=grades.reliability or item.reliability,
        credibility=grades.credibility or item.credibility,
        relevance=grades.relevance or item.relevance,
        weight={"yes": 0.0, "no": 1.0}.get(grades.aside, item.weight),
    )


def _filled(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise UsageError("the text is empty: write what it says")
    return words


def _next_id(letter: str, taken: Collection[str]) -> str:
    return next(n for i in range(len(taken) + 1, 2 * len(taken) + 3) if (n := f"{letter}{i}") not in taken)
