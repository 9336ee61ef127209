"""Puzzle -> Weighing: everything that the scores say, in one record. Pure; the order of items and hypotheses changes nothing."""

from math import fsum

from dragoman.errors import PuzzleError
from dragoman.records.puzzle import (
    MEASURES,
    STATES,
    EvidenceScore,
    HypothesisScore,
    OriginScore,
    Puzzle,
    Sensitivity,
    Weighing,
)
from dragoman.weigh.copies import count_up
from dragoman.weigh.measures import Board, Tally, set_board, tally_measure
from dragoman.weigh.notes import write_notes
from dragoman.weigh.rules import check_puzzle
from dragoman.weigh.scores import find_posterior, measure_diagnosticity, rank_up, square_below, sum_columns
from dragoman.weigh.sensitivity import find_leaders, find_removals
from dragoman.weigh.simplex import combine_raters


def weigh_puzzle(puzzle: Puzzle) -> Weighing:
    """Return what a puzzle comes to.

    Raises:
        PuzzleError: it breaks a rule (see ``weigh.rules``), or has no hypothesis or no evidence.
    """
    check_puzzle(puzzle)
    if not puzzle.hypotheses:
        raise PuzzleError("puzzle, key 'hypotheses': there is none to weigh: add at least two as [[hypotheses]] with id and text")
    if not puzzle.evidence:
        raise PuzzleError("puzzle, key 'evidence': there is nothing to weigh with: add items as [[evidence]] with id and text")
    board = set_board(puzzle)
    tallies = {m: tally_measure(board, m) for m in sorted(MEASURES, key=lambda m: m != puzzle.rank_by)}
    hypotheses = _score_hypotheses(puzzle, board, tallies)
    evidence = _score_evidence(puzzle, board)
    sensitivity = tuple(_test_lead(board, m, t) for m, t in tallies.items())
    made = Weighing(
        question=puzzle.question,
        title=puzzle.title,
        as_of=puzzle.as_of,
        maker=puzzle.maker,
        state=_tell_state(puzzle, board),
        weighting=puzzle.weighting,
        rank_by=puzzle.rank_by,
        hypotheses=hypotheses,
        evidence=evidence,
        cells=tuple(board.cells[key] for key in ((i, a) for i in board.items for a in board.answers) if key in board.cells),
        sensitivity=sensitivity,
        origins=_test_origins(puzzle, board, tallies[puzzle.rank_by]),
    )
    return write_notes(puzzle, made)


def _score_hypotheses(puzzle: Puzzle, board: Board, tallies: dict[str, Tally]) -> tuple[HypothesisScore, ...]:
    count = len(board.answers)
    weights = [board.weights[i] for i in board.items]
    likelihoods = [board.likelihoods(i) for i in board.items]
    squared = sum_columns(square_below([board.positions(i) for i in board.items]), weights, count)
    posterior = find_posterior(board.priors, likelihoods, weights)
    graded = find_posterior(board.priors, likelihoods, [board.weights[i] * board.grades[i] for i in board.items])
    ranks = rank_up(tallies[puzzle.rank_by].total())
    plain, weighted = tallies["inconsistency"].total(), tallies["weighted"].total()
    judged = _combine_judgements(puzzle)
    cells: dict[str, list[bool]] = {a: [] for a in board.answers}
    for (_, answer), cell in board.cells.items():
        cells[answer].append(cell.draft)
    return tuple(
        HypothesisScore(
            id=h.id,
            text=h.text,
            rank=ranks[j],
            tied=ranks.count(ranks[j]) > 1,
            prior=board.priors[j],
            inconsistency=plain[j],
            weighted=weighted[j],
            squared=squared[j],
            posterior=posterior[j],
            posterior_graded=graded[j],
            judged=judged[j] if judged else None,
            rated=len(cells[h.id]),
            drafted=sum(cells[h.id]),
        )
        for j, h in enumerate(puzzle.hypotheses)
    )


def _combine_judgements(puzzle: Puzzle) -> tuple[float, ...] | None:
    """Return the group's coherent probabilities, the latest judgement of each rater counting; None where nobody judged."""
    latest = {j.rater: j for j in sorted(puzzle.judgements, key=lambda j: j.date)}
    if not latest:
        return None
    return combine_raters([[dict(j.probabilities)[h.id] for h in puzzle.hypotheses] for _, j in sorted(latest.items())])


def _score_evidence(puzzle: Puzzle, board: Board) -> tuple[EvidenceScore, ...]:
    spread = [measure_diagnosticity(board.positions(i)) for i in board.items]
    ranks = rank_up([-s for s in spread])
    group_of = {i: group for group in board.groups for i in group}
    cells: dict[str, list[bool]] = {i: [] for i in board.items}
    for (item, _), cell in board.cells.items():
        cells[item].append(cell.draft)
    return tuple(
        EvidenceScore(
            id=e.id,
            text=e.text,
            origin=e.origin,
            weight=board.weights[e.id],
            grade=board.grades[e.id],
            copies=tuple(i for i in group_of[e.id] if i != e.id),
            diagnosticity=spread[n],
            rank=ranks[n],
            rated=len(cells[e.id]),
            drafted=sum(cells[e.id]),
        )
        for n, e in enumerate(puzzle.evidence)
    )


def _test_lead(board: Board, measure: str, tally: Tally) -> Sensitivity:
    """Return what the lead rests on by one measure. Hypotheses and units go by id, so that their order in the file changes nothing."""
    order = sorted(range(len(board.answers)), key=lambda j: count_up(board.answers[j]))
    total = tally.total()
    scores = [total[j] for j in order]
    parts = [[unit[j] for j in order] for unit in map(tally.unit, board.groups)]
    flip, tie = find_removals(scores, parts), find_removals(scores, parts, tie=True)

    def name(sets: tuple[tuple[int, ...], ...]) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(i for unit in chosen for i in board.groups[unit]) for chosen in sets)

    return Sensitivity(
        measure=measure,
        leaders=tuple(board.answers[order[j]] for j in find_leaders(scores)),
        flip=name(flip.sets),
        tie=name(tie.sets),
        exact=flip.exact and tie.exact,
        more=flip.more or tie.more,
    )


def _test_origins(puzzle: Puzzle, board: Board, tally: Tally) -> tuple[OriginScore, ...]:
    """Return who would lead without each origin; a copy in another origin stands in for what goes."""
    origin_of = {e.id: e.origin for e in puzzle.evidence}
    items: dict[str, list[str]] = {}
    for item, origin in sorted(origin_of.items(), key=lambda pair: count_up(pair[0])):
        items.setdefault(origin, []).append(item)
    own: dict[str, list[tuple[float, ...]]] = {}
    for group in board.groups:
        homes = {origin_of[i] for i in group}
        if len(homes) == 1:
            own.setdefault(homes.pop(), []).append(tally.unit(group))
    total = tally.total()
    found = []
    for origin, ids in sorted(items.items()):
        scores = [t - fsum(unit[j] for unit in own.get(origin, ())) for j, t in enumerate(total)]
        without = tuple(sorted((board.answers[j] for j in find_leaders(scores)), key=count_up))
        found.append(OriginScore(origin=origin, items=tuple(ids), leaders_without=without))
    return tuple(found)


def _tell_state(puzzle: Puzzle, board: Board) -> str:
    by_analysts = sum(not cell.draft for cell in board.cells.values())
    if not by_analysts and not puzzle.judgements:
        return STATES[0]
    return STATES[2] if by_analysts == len(board.items) * len(board.answers) else STATES[1]
