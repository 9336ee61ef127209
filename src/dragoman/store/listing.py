"""Lists documents, findings and actors, filtered and by pages."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from dragoman.codec import decode_kind
from dragoman.errors import CaseError
from dragoman.store.cleaning import clean_day
from dragoman.store.columns import fold
from dragoman.store.rows import (
    STATES,
    FindingFilter,
    FindingPage,
    FindingRow,
    Page,
)
from dragoman.store.schema import ACTORS, DOCUMENTS, FINDING_ACTORS, FINDINGS, MADE_FINDINGS

KINDS = ("mention", "quote", "event", "visit", "claim", "forecast", "explanation")
_MOST_ROWS = 1000
_F, _D = FINDINGS.c, DOCUMENTS.c


def check_page(page: Page) -> Page:
    """Return the page.

    Raises:
        CaseError: a number under 1, or a size that is not from 1 to 1000.
    """
    if not 1 <= page.number < 10**9 or not 1 <= page.size <= _MOST_ROWS:
        raise CaseError(f"page {page.number} of {page.size} rows cannot be: pages count from 1, with 1 to {_MOST_ROWS} rows")
    return page


def make_conditions(wanted: FindingFilter) -> list[ColumnElement[bool]]:
    """Return what a filter asks of ``findings``.

    Raises:
        CaseError: a kind or state that does not exist, a day that is none.
    """
    if wanted.kind not in (None, "finding", *KINDS):
        raise CaseError(f"kind '{str(wanted.kind)[:40]}' is not known: choose {', '.join(KINDS)}")
    if wanted.state not in (None, "any", *STATES):
        raise CaseError(f"state '{str(wanted.state)[:40]}' is not known: choose {', '.join(STATES)}, any")
    plain = {name: getattr(wanted, name) for name in ("document", "type", "status", "outlet", "verdict")}
    conditions: list[ColumnElement[bool]] = [_F[name] == value for name, value in plain.items() if value is not None]
    if wanted.kind not in (None, "finding"):
        conditions.append(_F.kind == wanted.kind)
    if wanted.state is None:
        conditions.append(_F.state != "rejected")
    elif wanted.state != "any":
        conditions.append(_F.state == wanted.state)
    if wanted.actor is not None:
        named = sa.select(FINDING_ACTORS.c.finding).where(FINDING_ACTORS.c.actor.in_(find_actors(wanted.actor)))
        conditions.append(_F.number.in_(named))
    if wanted.speaker is not None:
        conditions.append(_F.speaker.in_(find_actors(wanted.speaker)))
    return conditions + day_conditions(wanted, _F.day)


def day_conditions(wanted: FindingFilter, day: ColumnElement[str]) -> list[ColumnElement[bool]]:
    """Return what a filter asks of a document's day; undated documents are in no span of days."""
    conditions: list[ColumnElement[bool]] = []
    if wanted.after is not None:
        conditions.append(day >= clean_day(wanted.after, "after"))
    if wanted.before is not None:
        conditions += [day <= clean_day(wanted.before, "before"), day != ""]
    return conditions


def find_actors(words: str) -> Any:
    """Return the numbers of those whom an entity id, else part of a name, means."""
    by_id = ACTORS.c.entity == words
    if not words.strip():
        raise CaseError("an actor is a name or an entity id: '' is neither")
    linked = sa.exists().where(by_id)
    part = ACTORS.c.folded.contains(fold(words), autoescape=True)
    return sa.select(ACTORS.c.number).where(sa.or_(by_id, sa.and_(~linked.correlate(None), part)))


def list_findings(connection: Connection, wanted: FindingFilter, page: Page) -> FindingPage:
    """Return one page of findings and how many there are in all."""
    page = check_page(page)
    conditions = make_conditions(wanted)
    total = connection.execute(sa.select(sa.func.count()).select_from(FINDINGS).where(*conditions)).scalar_one()
    # The numbers of the page come from an index alone; only its rows are then read whole.
    order = (_F.day.desc(), _F.document, _F.start, _F.id)
    numbers = sa.select(_F.number).where(*conditions).order_by(*order).limit(page.size).offset((page.number - 1) * page.size)
    found = connection.execute(numbers).scalars().all()
    return FindingPage(rows=read_rows(connection, found), total=total, page=page)


def read_rows(connection: Connection, numbers: Sequence[int]) -> tuple[FindingRow, ...]:
    """Return the findings of these numbers, in their order."""
    query = (
        sa.select(
            _F.number,
            _F.document,
            _F.id,
            _F.kind,
            _F.state,
            sa.func.coalesce(_F.record, MADE_FINDINGS.c.record).label("record"),
            ACTORS.c.name.label("speaker"),
            _D.title,
            _D.outlet,
            _D.published,
        )
        .join(MADE_FINDINGS, MADE_FINDINGS.c.number == _F.made)
        .join(DOCUMENTS, _D.id == _F.document)
        .outerjoin(ACTORS, ACTORS.c.number == _F.speaker)
        .where(_F.number.in_(numbers))
    )
    rows = {r.number: r for r in connection.execute(query)}
    return tuple(_make_row(rows[n]) for n in numbers if n in rows)


def _make_row(row: Any) -> FindingRow:
    return FindingRow(
        document=row.document,
        id=row.id,
        kind=row.kind,
        record=decode_kind(row.record, row.kind),
        state=row.state,
        speaker=row.speaker,
        title=row.title,
        outlet=row.outlet or None,
        published=row.published,
    )


def read_finding(connection: Connection, document_id: str, finding_id: str) -> FindingRow:
    """Return one finding as it stands.

    Raises:
        CaseError: no such document or finding.
    """
    number = connection.execute(sa.select(_F.number).where(_F.document == document_id, _F.id == finding_id)).scalar()
    if number is None:
        if connection.execute(sa.select(_D.number).where(_D.id == document_id)).first() is None:
            raise CaseError(f"no document '{document_id[:80]}' in this case: `dragoman case list` names them", code="missing")
        raise CaseError(f"no finding '{finding_id[:20]}' in document '{document_id[:80]}': `dragoman case show` lists them", code="missing")
    return read_rows(connection, [number])[0]
