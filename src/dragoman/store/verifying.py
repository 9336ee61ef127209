"""Checks a case file from its pages up to what stands in it."""

from collections.abc import Iterator
from itertools import chain
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from dragoman.codec import decode
from dragoman.errors import CaseError, RecordError
from dragoman.records.problem import Problem
from dragoman.store.adding import hash_text
from dragoman.store.file import CaseFile
from dragoman.store.fulltext import check_index
from dragoman.store.migrate import run_migrations
from dragoman.store.reading import read_actions, read_made
from dragoman.store.refreshing import make_rows
from dragoman.store.rows import About
from dragoman.store.schema import ACTORS, DOCUMENTS, FINDING_ACTORS, FINDINGS, READINGS
from dragoman.store.spans import find_faults
from dragoman.store.standing import list_in_force, stand_findings

_MOST = 1000  # faults listed; a file with more is not mended line by line
Fault = tuple[str, str, str | None]  # code, message, document


def find_file_faults(connection: Connection) -> Iterator[Fault]:
    """Yield what SQLite itself finds: pages, indexes, foreign keys, and journal mode."""
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield "page", str(line), None
    for table, row, target, _ in connection.exec_driver_sql("PRAGMA foreign_key_check").fetchmany(_MOST):
        yield "foreign_key", f"row {row} of {table} names a row of {target} that is not there", None


def find_schema_faults(connection: Connection) -> Iterator[Fault]:
    """Yield tables, indexes, triggers and views that are not those of a new case; other people's own tables and views are let be.

    Triggers and views run as soon as a file is used, so one that is not ours is told even in a file that somebody sent.
    """
    engine = sa.create_engine("sqlite://")
    with engine.begin() as fresh:
        run_migrations(fresh)
        wanted = _read_objects(fresh)
    engine.dispose()
    found = _read_objects(connection)
    for name, (kind, sql) in wanted.items():
        if found.get(name) != (kind, sql):
            yield "schema", f"{kind} {name} {'is not as this version makes it' if name in found else 'is missing'}", None
    for name, (kind, _) in found.items():
        if kind == "trigger" and name not in wanted:
            yield "schema", f"trigger {name[:80]} is none of ours", None


def _read_objects(connection: Connection) -> dict[str, tuple[str, str]]:
    rows = connection.exec_driver_sql("SELECT name, type, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
    return {name: (kind, sql) for name, kind, sql in rows}


def find_index_faults(connection: Connection) -> Iterator[Fault]:
    """Yield search tables that do not say what their tables say; the caller's transaction must be one that may write."""
    for table in ("documents", "findings"):
        try:
            check_index(connection, table)
        except DatabaseError as error:
            yield "search", f"the search over {table} does not agree with them ({error.orig})", None


def find_content_faults(connection: Connection) -> Iterator[Fault]:
    """Yield documents, findings and actions that are not what they were when they were written, or do not fit each other."""
    c = DOCUMENTS.c
    for number in connection.execute(sa.select(c.number).order_by(c.number)).scalars().all():
        row = connection.execute(sa.select(DOCUMENTS).where(c.number == number)).one()
        try:
            yield from _check_document(row)
            yield from _check_findings(connection, row)
        except RecordError as error:
            yield "record", f"a record cannot be read: {error}", row.id
    yield from _check_undone(connection)


def _check_document(row: Any) -> Iterator[Fault]:
    if hash_text(row.text) != row.text_sha256:
        yield "hash", "the text is not the one that was added", row.id
    document = decode(row.record)
    if document.id != row.id:
        yield "record", f"the record says that it is '{document.id[:80]}'", row.id
    for block in document.blocks:
        if not 0 <= block.start <= block.end <= len(row.text):
            yield "span", f"{block.kind} {block.start} to {block.end} is outside of the text", row.id


def _check_findings(connection: Connection, row: Any) -> Iterator[Fault]:
    if connection.execute(sa.select(READINGS.c.number).where(READINGS.c.document == row.id)).first() is None:
        yield "reading", "the document is there, its reading is not", row.id
    made = read_made(connection, row.id)
    for m in made:
        if (m.record.document, m.record.id) != (row.id, m.id):
            yield "record", f"{m.id} of row {m.number} says that it is {m.record.id} of '{m.record.document[:80]}'", row.id
        for fault in find_faults(m.record, len(row.text)):
            yield "span", f"{m.record.kind} {m.id}: {fault}", row.id
    standing = stand_findings(made, read_actions(connection, About(document=row.id)))
    for i, s in standing.items():
        if s.fault is not None:
            yield "correction", f"a correction of {i} fits the finding no more: {s.fault}", row.id
    wanted = {r["id"]: r for r in make_rows(standing, {"document": row.id, "day": row.day, "outlet": row.outlet})}
    yield from _compare_standing(connection, row.id, wanted)


def _compare_standing(connection: Connection, document_id: str, wanted: dict[str, dict[str, Any]]) -> Iterator[Fault]:
    """Compare ``findings`` with what was made and said."""
    said = (
        sa.select(FINDINGS, ACTORS.c.entity, ACTORS.c.name).select_from(FINDINGS).outerjoin(ACTORS, ACTORS.c.number == FINDINGS.c.speaker)
    )
    found = {r.id: r._asdict() for r in connection.execute(said.where(FINDINGS.c.document == document_id))}
    for i in sorted(set(wanted) ^ set(found)):
        yield "standing", f"{i} {'is missing in' if i in wanted else 'should not be in'} the findings that stand", document_id
    linked: dict[int, set[tuple[str, str, str]]] = {}
    links = (
        sa.select(FINDING_ACTORS, ACTORS.c.entity, ACTORS.c.name)
        .join(ACTORS, ACTORS.c.number == FINDING_ACTORS.c.actor)
        .join(FINDINGS, FINDINGS.c.number == FINDING_ACTORS.c.finding)
    )
    for r in connection.execute(links.where(FINDINGS.c.document == document_id)):
        linked.setdefault(r.finding, set()).add((r.role, r.entity, r.name))
    for i in sorted(set(wanted) & set(found)):
        row, says = found[i], wanted[i].pop("says")
        named = {(n.role, n.entity, n.name) for n in wanted[i].pop("named")}
        differing = [name for name, value in wanted[i].items() if row[name] != value]
        if (row["entity"], row["name"]) != ((says.entity, says.name) if says else (None, None)):
            differing.append("speaker")
        if named != linked.get(row["number"], set()):
            differing.append("actors")
        if differing:
            yield "standing", f"{i} does not stand as it was made and judged: {', '.join(differing)}", document_id


def _check_undone(connection: Connection) -> Iterator[Fault]:
    actions = read_actions(connection)
    forced = list_in_force(actions)
    undone_by = {a.undoes: a.id for a in forced if a.undoes is not None}
    for action in actions:
        if action.undone_by != undone_by.get(action.id):
            yield "undo", f"action {action.id} says that {action.undone_by} undid it, the trail says {undone_by.get(action.id)}", None


def verify_file(file: CaseFile) -> tuple[Problem, ...]:
    """Return all that is wrong with a case file, at most a thousand faults.

    Without the right to write, the search indexes cannot be compared: SQLite does that in a transaction that may write.
    """
    source = str(file.path)
    try:
        problems = file.read(lambda connection: make_problems(chain(find_file_faults(connection), find_schema_faults(connection)), source))
        if not problems:
            problems = file.read(lambda connection: make_problems(find_content_faults(connection), source))
        if not file.read_only:
            problems += file.write(lambda connection: make_problems(find_index_faults(connection), source))
    except CaseError as error:
        return make_problems(iter([("file", str(error), None)]), source)
    return problems


def make_problems(faults: Iterator[Fault], source: str) -> tuple[Problem, ...]:
    """Return faults as problems, at most a thousand."""
    problems = []
    for code, message, document in faults:
        problems.append(Problem(source=source, document=document, severity="error", code=code, message=message, stage="store"))
        if len(problems) == _MOST:
            break
    return tuple(problems)
