"""Rows of the case as records: documents, findings as made, actions."""

from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import decode, decode_kind, from_json
from dragoman.errors import CaseError
from dragoman.records.document import Document
from dragoman.records.problem import Problem
from dragoman.store.rows import About, Action
from dragoman.store.schema import ACTIONS, DOCUMENTS, MADE_FINDINGS, PROBLEMS, READINGS
from dragoman.store.standing import Made


def read_document(connection: Connection, document_id: str) -> Document:
    """Return one document with its text.

    Raises:
        CaseError: no such document.
    """
    row = connection.execute(sa.select(DOCUMENTS.c.record, DOCUMENTS.c.text).where(DOCUMENTS.c.id == document_id)).first()
    if row is None:
        raise CaseError(f"no document '{document_id[:80]}' in this case: `dragoman case list` names them", code="missing")
    document: Document = replace(decode(row.record), text=row.text)
    return document


def read_problems(connection: Connection, document_id: str) -> tuple[Problem, ...]:
    """Return the problems of a document's last reading."""
    newest = sa.select(sa.func.max(READINGS.c.number)).where(READINGS.c.document == document_id).scalar_subquery()
    rows = connection.execute(sa.select(PROBLEMS).where(PROBLEMS.c.document == document_id, PROBLEMS.c.reading == newest))
    return tuple(make_problem(row) for row in rows)


def make_problem(row: Any) -> Problem:
    """Return the problem that a row of ``problems`` holds."""
    return Problem(
        source=row.source,
        document=row.document,
        severity=row.severity,
        code=row.code,
        message=row.message,
        where=row.place,
        stage=row.stage,
    )


def read_made(connection: Connection, document_id: str) -> list[Made]:
    """Return every finding ever made in a document, oldest first."""
    c = MADE_FINDINGS.c
    rows = connection.execute(sa.select(MADE_FINDINGS).where(c.document == document_id).order_by(c.number))
    return [
        Made(number=r.number, id=r.id, reading=r.reading, action=r.action, record=decode_kind(r.record, r.kind))
        for r in rows
    ]  # fmt: skip


def read_actions(
    connection: Connection, about: About | None = None, since: str | None = None, last: int | None = None
) -> tuple[Action, ...]:
    """Return actions, oldest first; of them the ``last`` so many where that is given."""
    query = sa.select(ACTIONS).order_by(ACTIONS.c.id.desc()).limit(last)
    for name in ("document", "finding", "puzzle"):
        if about is not None and (value := getattr(about, name)) is not None:
            query = query.where(ACTIONS.c[name] == value)
    if since is not None:
        query = query.where(ACTIONS.c.at >= since)
    return tuple(reversed([make_action(row) for row in connection.execute(query)]))


def make_action(row: Any) -> Action:
    """Return the action that a row of ``actions`` holds."""
    return Action(
        id=row.id,
        at=row.at,
        author=row.author,
        verb=row.verb,
        document=row.document,
        finding=row.finding,
        puzzle=row.puzzle,
        note=row.note,
        changes=from_json(row.changes),
        undoes=row.undoes,
        undone_by=row.undone_by,
    )
