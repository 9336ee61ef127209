"""Ratings -> the matrix as it counts: whose rating holds in each cell, and what it stands for."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import exp, fsum, log

from dragoman.records.puzzle import CellScore, Puzzle, Rating
from dragoman.weigh.scales import likelihood_of, nearest_letter, penalty_of, position_of

Key = tuple[str, str]


def standing_ratings(ratings: Iterable[Rating]) -> dict[Key, tuple[Rating, ...]]:
    """Return the ratings that hold, by (evidence, hypothesis), sorted by rater.

    Of one rater the latest holds; drafts hold only where no analyst has rated the cell. Nothing is lost: the puzzle keeps them all.
    """
    latest: dict[tuple[str, str, str, bool], Rating] = {}
    for r in ratings:
        key = (r.evidence, r.hypothesis, r.rater, r.draft)
        if key not in latest or r.date > latest[key].date:
            latest[key] = r
    cells: dict[Key, list[Rating]] = defaultdict(list)
    for r in latest.values():
        cells[r.evidence, r.hypothesis].append(r)
    return {key: tuple(sorted(_prefer_analysts(found), key=lambda r: r.rater)) for key, found in cells.items()}


def _prefer_analysts(ratings: Sequence[Rating]) -> Sequence[Rating]:
    return [r for r in ratings if not r.draft] or ratings


def build_matrix(puzzle: Puzzle) -> dict[Key, CellScore]:
    """Return the rated cells of a puzzle by (evidence, hypothesis); a cell without a rating is not in it and counts as NA."""
    return {key: _score_cell(key, found) for key, found in standing_ratings(puzzle.ratings).items()}


def _score_cell(key: Key, ratings: Sequence[Rating]) -> CellScore:
    """Combine the raters of one cell with equal weight.

    Penalties and places are averaged; likelihoods by their geometric mean, so that a group's posterior is that of averaged logs.
    """
    values = [r.value for r in ratings]
    n = len(values)
    likelihood = exp(fsum(log(likelihood_of(v)) for v in values) / n) if n > 1 else likelihood_of(values[0])
    single = values[0] if len(set(values)) == 1 else None
    return CellScore(
        evidence=key[0],
        hypothesis=key[1],
        value=single if isinstance(single, str) else nearest_letter(likelihood),
        likelihood=likelihood,
        penalty=fsum(map(penalty_of, values)) / n,
        position=fsum(map(position_of, values)) / n,
        raters=tuple(r.rater for r in ratings),
        draft=all(r.draft for r in ratings),
        differ=single is None,
        reasons=tuple(r.reason for r in ratings if r.reason),
    )
