"""Writes actions: every judgement is one dated row, and undoing is another."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import encode
from dragoman.errors import CaseError
from dragoman.store.cleaning import clean_by
from dragoman.store.reading import make_action
from dragoman.store.rows import About, Action, By
from dragoman.store.schema import ACTIONS

_LASTING = ("create", "add", "reread")
_CASE = About()


def write_action(
    connection: Connection,
    verb: str,
    by: By,
    *,
    about: About = _CASE,
    changes: Mapping[str, object] | None = None,
    undoes: int | None = None,
) -> Action:
    """Write one action and return it.

    Raises:
        CaseError: no author or no time.
    """
    who = clean_by(by)
    values = {
        "at": who.now,
        "author": who.author,
        "verb": verb,
        "document": about.document,
        "finding": about.finding,
        "puzzle": about.puzzle,
        "note": who.note,
        "changes": encode(dict(changes or {})).decode(),
        "undoes": undoes,
    }
    number = connection.execute(sa.insert(ACTIONS).values(values)).inserted_primary_key
    assert number is not None
    return read_action(connection, int(number[0]))


def read_action(connection: Connection, action_id: int) -> Action:
    """Return one action.

    Raises:
        CaseError: no such action.
    """
    row = None
    if 0 < action_id < 2**63:
        row = connection.execute(sa.select(ACTIONS).where(ACTIONS.c.id == action_id)).first()
    if row is None:
        raise CaseError(f"no action {str(action_id)[:20]} in this case: `dragoman case history` numbers them", code="missing")
    return make_action(row)


def undo_action(connection: Connection, action_id: int, by: By) -> Action:
    """Take one action back and return the undo.

    Raises:
        CaseError: no such action, one undone already, or one that cannot be undone.
    """
    target = read_action(connection, action_id)
    if target.verb in _LASTING:
        raise CaseError(f"action {action_id} ({target.verb}) cannot be undone: what was read stays; reject findings instead")
    if target.undone_by is not None:
        raise CaseError(f"action {action_id} is undone already, by action {target.undone_by}: undo that one to bring it back")
    about = About(document=target.document, finding=target.finding, puzzle=target.puzzle)
    undo = write_action(connection, "undo", by, about=about, undoes=action_id)
    _mark(connection, action_id, undo.id)
    _pass_down(connection, target)
    return undo


def _pass_down(connection: Connection, undone: Action) -> None:
    """Follow a chain of undos down: what an undone undo took back is in force again, what that took back is not, and so on."""
    current, in_force = undone, False
    while current.undoes is not None:
        _mark(connection, current.undoes, current.id if in_force else None)
        current, in_force = read_action(connection, current.undoes), not in_force


def _mark(connection: Connection, action_id: int, undone_by: int | None) -> None:
    connection.execute(sa.update(ACTIONS).where(ACTIONS.c.id == action_id).values(undone_by=undone_by))
