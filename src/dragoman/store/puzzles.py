"""Keeps puzzles: each save is a whole version, each rating a dated row over it."""

import re
from collections.abc import Sequence
from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import from_plain, to_plain
from dragoman.errors import CaseError
from dragoman.records.puzzle import VALUES, Puzzle, Rating
from dragoman.store.acting import write_action
from dragoman.store.reading import read_actions
from dragoman.store.rows import About, Action, By
from dragoman.store.schema import ACTIONS
from dragoman.store.standing import list_in_force

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,79}")


def save_puzzle(connection: Connection, puzzle_id: str, puzzle: Puzzle, by: By) -> Action:
    """Save one version of a puzzle, without the ratings that the case keeps as rows of their own.

    Raises:
        CaseError: the id is no plain name.
    """
    if not _NAME.fullmatch(puzzle_id):
        raise CaseError(f"a puzzle's id is made of letters, digits, - and _, at most 80 of them: '{puzzle_id[:80]}' is not")
    kept = set(_list_ratings(read_actions(connection, About(puzzle=puzzle_id))))
    bare = replace(puzzle, ratings=tuple(r for r in puzzle.ratings if r not in kept))
    return write_action(connection, "save_puzzle", by, about=About(puzzle=puzzle_id), changes={"puzzle": to_plain(bare)})


def read_puzzle(connection: Connection, puzzle_id: str) -> Puzzle:
    """Return a puzzle as last saved, with the ratings in force.

    Raises:
        CaseError: no such puzzle.
    """
    actions = read_actions(connection, About(puzzle=puzzle_id))
    saved = [a for a in list_in_force(actions) if a.verb == "save_puzzle"]
    if not saved:
        raise CaseError(f"no puzzle '{puzzle_id[:80]}' in this case", code="missing")
    puzzle: Puzzle = from_plain(saved[-1].changes["puzzle"], "puzzle")
    return replace(puzzle, ratings=_merge_ratings(puzzle, _list_ratings(actions)))


def list_puzzles(connection: Connection) -> tuple[tuple[str, Puzzle], ...]:
    """Return all puzzles with their ids, the last saved first."""
    c = ACTIONS.c
    saved = sa.select(c.puzzle).where(c.verb == "save_puzzle", c.undone_by.is_(None)).group_by(c.puzzle).order_by(sa.func.max(c.id).desc())
    return tuple((name, read_puzzle(connection, name)) for name in connection.execute(saved).scalars())


def rate_evidence(connection: Connection, puzzle_id: str, cell: tuple[str, str], value: str | float, by: By) -> Action:
    """Write one rating of (evidence, hypothesis); ``""`` takes the author's rating away.

    Raises:
        CaseError: no such puzzle or cell, or a value off the scale.
    """
    puzzle = read_puzzle(connection, puzzle_id)
    evidence, hypothesis = cell
    for what, name, known in (
        ("evidence", evidence, {e.id for e in puzzle.evidence}),
        ("hypothesis", hypothesis, {h.id for h in puzzle.hypotheses}),
    ):
        if name not in known:
            raise CaseError(f"no {what} '{name[:40]}' in puzzle '{puzzle_id}'", code="missing")
    changes = {"evidence": evidence, "hypothesis": hypothesis, "value": _check_value(value)}
    return write_action(connection, "rate", by, about=About(puzzle=puzzle_id), changes=changes)


def _check_value(value: str | float) -> str | float:
    if value == "" or value in VALUES:
        return value
    try:
        likelihood = float(value)
    except ValueError:
        likelihood = -1.0
    if not 0 <= likelihood <= 1:
        raise CaseError(f"'{str(value)[:20]}' is no rating: choose {', '.join(VALUES)}, or a likelihood from 0 to 1")
    return likelihood


def _list_ratings(actions: Sequence[Action]) -> list[Rating]:
    """Return the ratings in force as records, oldest first; one with the value ``""`` takes its rater's earlier one away."""
    return [
        Rating(
            evidence=str(a.changes["evidence"]),
            hypothesis=str(a.changes["hypothesis"]),
            value=a.changes["value"],  # type: ignore[arg-type]
            rater=a.author,
            date=a.at,
            reason=a.note,
        )
        for a in list_in_force(actions)
        if a.verb == "rate"
    ]


def _merge_ratings(puzzle: Puzzle, later: Sequence[Rating]) -> tuple[Rating, ...]:
    """Return the puzzle's ratings and the later ones, one a rater and cell; a rating in the puzzle that is newer stays."""
    cells = {(e.id, h.id) for e in puzzle.evidence for h in puzzle.hypotheses}
    merged: dict[tuple[str, str, str, bool], Rating] = {}
    others = []
    for rating in puzzle.ratings:
        key = (rating.evidence, rating.hypothesis, rating.rater, rating.draft)
        if key in merged:
            others.append(merged[key])
        merged[key] = rating
    for rating in later:
        key = (rating.evidence, rating.hypothesis, rating.rater, False)
        if (rating.evidence, rating.hypothesis) not in cells or (key in merged and merged[key].date > rating.date):
            continue
        merged.pop(key, None)
        if rating.value != "":
            merged[key] = rating
    return (*others, *merged.values())
