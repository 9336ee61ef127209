"""Writes what stands: brings ``findings`` and ``finding_actors`` of one document in line with what was made and said."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import encode
from dragoman.records.findings import Quote
from dragoman.store.columns import Named, find_named, find_speaker, first_start, fold, tell_status, tell_type, tell_verdict
from dragoman.store.reading import read_actions, read_made
from dragoman.store.rows import About
from dragoman.store.schema import ACTORS, DOCUMENTS, FINDING_ACTORS, FINDINGS
from dragoman.store.standing import Standing, stand_findings

_AT_ONCE = 400  # names asked for in one statement; SQLite takes 32,766 values
Row = dict[str, Any]


def refresh_document(connection: Connection, document_id: str) -> None:
    """Bring what stands in line; rows that are right already are left alone."""
    c = DOCUMENTS.c
    document = connection.execute(sa.select(c.day, c.outlet).where(c.id == document_id)).one()
    standing = stand_findings(read_made(connection, document_id), read_actions(connection, About(document=document_id)))
    rows = make_rows(standing, {"document": document_id, "day": document.day, "outlet": document.outlet})
    wanted = {row["id"]: row for row in rows}
    found = {r.id: r._asdict() for r in connection.execute(sa.select(FINDINGS).where(FINDINGS.c.document == document_id))}
    numbers = _number_actors(connection, [n for row in rows for n in (*row["named"], row["says"]) if n is not None])
    for row in rows:
        says = row.pop("says")
        row["speaker"] = None if says is None else numbers[says.entity, says.name]
        row["actors"] = {(numbers[n.entity, n.name], n.role) for n in row.pop("named")}
    gone = [r["number"] for i, r in found.items() if i not in wanted]
    _delete(connection, gone)
    _write(connection, [row for i, row in wanted.items() if i not in found])
    _change(connection, wanted, found)


def make_rows(standing: Mapping[str, Standing], document: Row) -> list[Row]:
    """Return the rows of ``findings``, with ``named`` and ``says`` (a speaker) in place of the actors' numbers."""
    quotes = {i: s.record for i, s in standing.items() if isinstance(s.record, Quote)}
    rows = []
    for s in standing.values():
        record, named = s.record, find_named(s.record)
        rows.append(
            {
                **document,
                "id": record.id,
                "kind": record.kind,
                "made": s.made.number,
                "record": None if record is s.made.record else encode(record).decode(),
                "state": s.state,
                "type": tell_type(record),
                "status": tell_status(record),
                "verdict": tell_verdict(record),
                "start": first_start(record),
                "confidence": float(record.confidence),
                "words": record.text,
                "names": "; ".join(dict.fromkeys(n.name for n in named)),
                "named": named,
                "says": find_speaker(record, quotes),
            }
        )
    return rows


def _number_actors(connection: Connection, named: Sequence[Named]) -> dict[tuple[str, str], int]:
    """Return the numbers of actors, making those that are new; the caller holds the write lock, so nobody comes in between."""
    wanted = {(n.entity, n.name): n for n in named}
    types = {(n.entity, n.name): n.type for n in named if n.type}
    found: dict[tuple[str, str], int] = {}
    names = sorted({name for _, name in wanted})
    for i in range(0, len(names), _AT_ONCE):
        for row in connection.execute(sa.select(ACTORS).where(ACTORS.c.name.in_(names[i : i + _AT_ONCE]))):
            found[row.entity, row.name] = row.number
            kind = types.get((row.entity, row.name))
            if kind and not row.type:
                connection.execute(sa.update(ACTORS).where(ACTORS.c.number == row.number).values(type=kind))
    for key, n in wanted.items():
        if key not in found:
            values = {"entity": n.entity, "name": n.name, "folded": fold(n.name), "country": n.country, "type": types.get(key, "")}
            made = connection.execute(sa.insert(ACTORS).values(values)).inserted_primary_key
            assert made is not None
            found[key] = int(made[0])
    return found


def _write(connection: Connection, rows: Iterable[Row]) -> None:
    links: list[Row] = []
    next_number = connection.execute(sa.select(sa.func.coalesce(sa.func.max(FINDINGS.c.number), 0))).scalar_one() + 1
    made: list[Row] = []
    for number, row in enumerate(rows, next_number):
        made.append({"number": number, **{k: v for k, v in row.items() if k != "actors"}})
        links += [{"finding": number, "actor": actor, "role": role} for actor, role in sorted(row["actors"])]
    if made:
        connection.execute(sa.insert(FINDINGS), made)
    if links:
        connection.execute(sa.insert(FINDING_ACTORS), links)


def _change(connection: Connection, wanted: Mapping[str, Row], found: Mapping[str, Row]) -> None:
    for i, row in wanted.items():
        if i not in found:
            continue
        number = found[i]["number"]
        values = {k: v for k, v in row.items() if k != "actors" and found[i][k] != v}
        if values:
            connection.execute(sa.update(FINDINGS).where(FINDINGS.c.number == number).values(values))
        if "made" in values or "record" in values:
            _link(connection, number, row["actors"])


def _link(connection: Connection, number: int, actors: set[tuple[int, str]]) -> None:
    connection.execute(sa.delete(FINDING_ACTORS).where(FINDING_ACTORS.c.finding == number))
    links = [{"finding": number, "actor": actor, "role": role} for actor, role in sorted(actors)]
    if links:
        connection.execute(sa.insert(FINDING_ACTORS), links)


def _delete(connection: Connection, numbers: Sequence[int]) -> None:
    for number in numbers:
        connection.execute(sa.delete(FINDINGS).where(FINDINGS.c.number == number))
