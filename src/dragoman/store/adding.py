"""Adds what was read: a document once, its findings once a maker."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import encode
from dragoman.errors import CaseError
from dragoman.records.document import Document
from dragoman.records.findings import ANY_FINDING
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.problem import Problem
from dragoman.store.acting import write_action
from dragoman.store.cleaning import clean_by, clean_day
from dragoman.store.columns import fold
from dragoman.store.keeping import keep_ids
from dragoman.store.reading import read_made
from dragoman.store.refreshing import refresh_document
from dragoman.store.rows import About, AddResult, By
from dragoman.store.schema import DOCUMENTS, MADE_FINDINGS, PROBLEMS, READINGS
from dragoman.store.spans import find_faults


def add_harvest(connection: Connection, harvest: Harvest, by: By, settings: str) -> AddResult:
    """Add one harvest and say what that did.

    Raises:
        CaseError: the id is taken by another text.
    """
    by, document = clean_by(by), harvest.document
    if not document.id:
        raise CaseError(f"{document.source}: a document needs an id")
    findings, unfit = _sort_findings(document, harvest.findings.every())
    c = DOCUMENTS.c
    known = connection.execute(sa.select(c.text_sha256, c.copy_of).where(c.id == document.id)).first()
    if known is not None and known.text_sha256 != hash_text(document.text):
        raise CaseError(f"{document.source}: the id '{document.id[:80]}' is taken by another text in this case: give it another id")
    copy_of = known.copy_of if known is not None else _add_document(connection, document, by)
    result = AddResult(document_id=document.id, added=known is None, copy_of=copy_of)
    maker = "+".join(sorted({f.maker for f in findings})) or MAKER
    if known is not None and _has_reading(connection, document.id, maker, settings):
        return result
    write_action(connection, "add" if known is None else "reread", by, about=About(document=document.id), changes={"maker": maker})
    reading = {"document": document.id, "maker": maker, "settings": settings, "read_at": by.now, "read_by": by.author}
    _add_reading(connection, reading, findings, (*harvest.problems, *unfit))
    refresh_document(connection, document.id)
    return replace(result, reread=known is not None)


def hash_text(text: str) -> str:
    """Return the SHA-256 of a text's UTF-8, in hexadecimal."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def day_of(published: str | None) -> str:
    """Return the ISO day of a date or time, ``""`` where there is none."""
    try:
        return clean_day((published or "")[:10], "published")
    except CaseError:
        return ""


def _sort_findings(document: Document, findings: Sequence[ANY_FINDING]) -> tuple[list[ANY_FINDING], list[Problem]]:
    """Return the findings that fit the document, and a problem for each that does not: one bad finding costs no document."""
    fit: dict[str, ANY_FINDING] = {}
    problems = []
    for finding in findings:
        fault = next(find_faults(finding, len(document.text)), None)
        if finding.document != document.id:
            fault = f"it belongs to another document, '{finding.document[:80]}'"
        elif finding.id in fit:
            fault = "another finding has the same id"
        if fault is None:
            fit[finding.id] = finding
            continue
        message = f"{finding.kind} {finding.id[:20]} is left out: {fault}"
        problems.append(
            Problem(source=document.source, document=document.id, severity="warning", code="unfit_finding", message=message, stage="store")
        )
    return list(fit.values()), problems


def _has_reading(connection: Connection, document_id: str, maker: str, settings: str) -> bool:
    c = READINGS.c
    query = sa.select(c.number).where(c.document == document_id, c.maker == maker, c.settings == settings)
    return connection.execute(query).first() is not None


def _add_document(connection: Connection, document: Document, by: By) -> str | None:
    publisher, digest, day = document.publisher, hash_text(document.text), day_of(document.published)
    key, copy_of = _find_origin(connection, document, digest, day)
    values = {
        "id": document.id,
        "title": document.title,
        "published": document.published,
        "day": day,
        "outlet": publisher.name if publisher else "",
        "standing": publisher.standing if publisher else None,
        "source": document.source,
        "url": document.url,
        "language": document.language,
        "origin": document.origin.of if document.origin else None,
        "origin_key": key,
        "copy_of": copy_of,
        "text": document.text,
        "text_sha256": digest,
        "record": encode(replace(document, text="")).decode(),
        "added_at": by.now,
        "added_by": by.author,
    }
    connection.execute(sa.insert(DOCUMENTS).values(values))
    return copy_of


def _find_origin(connection: Connection, document: Document, digest: str, day: str) -> tuple[str, str | None]:
    """Return the key that copies share, and the first document of the case that has it.

    Copies are the same text, texts that name one origin, and an article that is what others name as theirs (outlet, day and title).
    """
    c = DOCUMENTS.c
    same = connection.execute(sa.select(c.id, c.origin_key).where(c.text_sha256 == digest).order_by(c.number)).first()
    if same is not None:
        return same.origin_key, same.id
    label = ""
    if document.origin is not None:
        label = document.origin.of
    elif document.publisher and day and document.title:
        label = f"{document.publisher.name}, {day}, “{document.title}”"
    key = fold(label) or f"document {document.id}"
    first = connection.execute(sa.select(c.id).where(c.origin_key == key).order_by(c.number)).first()
    return key, first.id if first is not None else None


def _add_reading(connection: Connection, reading: dict[str, str], findings: Sequence[ANY_FINDING], problems: Sequence[Problem]) -> None:
    document_id = reading["document"]
    last = {m.id: m.record for m in read_made(connection, document_id)}
    kept = keep_ids(tuple(last.values()), findings) if last else findings
    made = connection.execute(sa.insert(READINGS).values(reading)).inserted_primary_key
    assert made is not None
    number = int(made[0])
    rows: list[dict[str, Any]] = [
        {"document": document_id, "id": f.id, "kind": f.kind, "reading": number, "record": encode(f).decode()} for f in kept
    ]
    if rows:
        connection.execute(sa.insert(MADE_FINDINGS), rows)
    troubles = [
        {
            "document": document_id,
            "reading": number,
            **{name: getattr(p, name) for name in ("severity", "code", "message", "stage", "source")},
            "place": p.where,
        }
        for p in problems
    ]
    if troubles:
        connection.execute(sa.insert(PROBLEMS), troubles)
