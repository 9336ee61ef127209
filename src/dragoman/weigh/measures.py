"""A puzzle as numbers: what every item adds to every hypothesis, by each measure. Less is better in all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum, log

from dragoman.records.puzzle import CellScore, Puzzle
from dragoman.weigh.copies import group_copies, share_weights
from dragoman.weigh.matrix import Key, build_matrix
from dragoman.weigh.rules import share_priors
from dragoman.weigh.scales import LIKELIHOOD, NEUTRAL, credibility_levels, weigh_grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """The matrix with its weights. ``items`` and ``answers`` are ids in the puzzle's order; ``groups`` are copies, sorted."""

    items: tuple[str, ...]
    answers: tuple[str, ...]
    priors: tuple[float, ...]
    cells: dict[Key, CellScore]
    groups: tuple[tuple[str, ...], ...]
    weights: dict[str, float]
    grades: dict[str, float]

    def penalties(self, item: str) -> list[float]:
        """Return the inconsistency of each cell of a row; 0 where unrated."""
        return [cell.penalty if (cell := self.cells.get((item, a))) else 0.0 for a in self.answers]

    def likelihoods(self, item: str) -> list[float]:
        """Return the likelihood of each cell of a row; that of NA where unrated."""
        return [cell.likelihood if (cell := self.cells.get((item, a))) else LIKELIHOOD["NA"] for a in self.answers]

    def positions(self, item: str) -> list[float]:
        """Return the place of each cell of a row; neutral where unrated."""
        return [cell.position if (cell := self.cells.get((item, a))) else NEUTRAL for a in self.answers]


def set_board(puzzle: Puzzle) -> Board:
    """Return the numbers of a puzzle that keeps the rules."""
    cells = build_matrix(puzzle)
    groups = group_copies(puzzle.evidence)
    bearing = {evidence for (evidence, _), cell in cells.items() if cell.value != "NA"}
    return Board(
        items=tuple(e.id for e in puzzle.evidence),
        answers=tuple(h.id for h in puzzle.hypotheses),
        priors=share_priors(puzzle.hypotheses),
        cells=cells,
        groups=groups,
        weights=share_weights(puzzle.evidence, groups, bearing),
        grades={
            e.id: weigh_grade(puzzle.weighting, credibility_levels(e.reliability, e.credibility), e.relevance) for e in puzzle.evidence
        },
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """One measure over a board: what each item adds to each hypothesis, and where each hypothesis starts."""

    start: tuple[float, ...]
    parts: dict[str, tuple[float, ...]]

    def total(self, items: Iterable[str] | None = None) -> tuple[float, ...]:
        """Return the score of each hypothesis over some items (all where left out)."""
        rows = list(self.parts.values()) if items is None else [self.parts[i] for i in items]
        return tuple(fsum([s, *(row[j] for row in rows)]) for j, s in enumerate(self.start))

    def unit(self, group: Sequence[str]) -> tuple[float, ...]:
        """Return what the items of a group add together."""
        return tuple(fsum(self.parts[i][j] for i in group) for j in range(len(self.start)))


def tally_measure(board: Board, measure: str) -> Tally:
    """Return a measure's tally: ``inconsistency``, ``weighted`` (by grade and relevance too) or ``posterior`` (minus its logarithm)."""
    if measure == "posterior":
        start = tuple(-log(p) if p > 0 else float("inf") for p in board.priors)
        return Tally(start=start, parts={i: tuple(-board.weights[i] * log(x) for x in board.likelihoods(i)) for i in board.items})
    factor = board.weights if measure == "inconsistency" else {i: board.weights[i] * board.grades[i] for i in board.items}
    parts = {i: tuple(factor[i] * x for x in board.penalties(i)) for i in board.items}
    return Tally(start=(0.0,) * len(board.answers), parts=parts)
