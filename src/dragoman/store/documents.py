"""Lists documents, and gives one as it stands."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.errors import CaseError
from dragoman.records.findings import Findings
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.store.listing import KINDS, check_page
from dragoman.store.origins import read_links, resolve_links
from dragoman.store.reading import make_problem, read_actions, read_document, read_made, read_problems
from dragoman.store.rows import About, DocumentPage, DocumentRow, Page
from dragoman.store.schema import DOCUMENTS, FINDINGS, PROBLEMS, READINGS
from dragoman.store.standing import stand_findings

_F, _D = FINDINGS.c, DOCUMENTS.c


def list_documents(connection: Connection, ids: Sequence[str] | None = None) -> tuple[DocumentRow, ...]:
    """Return documents, the last published first; all of them, or those of ``ids``."""
    chosen = sa.true() if ids is None else _D.id.in_(ids)
    columns = [c for c in DOCUMENTS.c if c.name not in ("text", "record", "text_sha256")]
    rows = connection.execute(sa.select(*columns).where(chosen).order_by(_D.day.desc(), _D.number.desc())).all()
    counts = _count_kinds(connection, ids)
    makers = _last_makers(connection, ids)
    problems = _last_problems(connection, ids)
    links = resolve_links(connection, read_links(connection))
    return tuple(_make_document_row(r, counts, makers, problems, links) for r in rows)


def _make_document_row(
    row: Any,
    counts: Mapping[str, dict[str, int]],
    makers: Mapping[str, str],
    problems: Mapping[str, list[Problem]],
    links: Mapping[str, tuple[str, str]],
) -> DocumentRow:
    origin_key, copy_of = links.get(row.id, (row.origin_key, row.copy_of))
    return DocumentRow(
        **{name: getattr(row, name) for name in ("id", "title", "published", "standing", "source", "url", "language", "origin")},
        outlet=row.outlet or None,
        origin_key=origin_key,
        copy_of=copy_of,
        added_at=row.added_at,
        added_by=row.added_by,
        maker=makers.get(row.id),
        counts=counts.get(row.id, {}),
        problems=tuple(problems.get(row.id, ())),
    )


def _count_kinds(connection: Connection, ids: Sequence[str] | None) -> dict[str, dict[str, int]]:
    query = sa.select(_F.document, _F.kind, sa.func.count()).where(_F.state != "rejected").group_by(_F.document, _F.kind)
    counts: dict[str, dict[str, int]] = {}
    for document, kind, number in connection.execute(query if ids is None else query.where(_F.document.in_(ids))):
        counts.setdefault(document, {})[kind] = number
    return {d: {k: c[k] for k in KINDS if k in c} for d, c in counts.items()}


def _newest(ids: Sequence[str] | None) -> Any:
    query = sa.select(sa.func.max(READINGS.c.number)).group_by(READINGS.c.document)
    return query if ids is None else query.where(READINGS.c.document.in_(ids))


def _last_makers(connection: Connection, ids: Sequence[str] | None) -> dict[str, str]:
    rows: Iterable[Any] = connection.execute(sa.select(READINGS.c.document, READINGS.c.maker).where(READINGS.c.number.in_(_newest(ids))))
    return {r.document: r.maker for r in rows}


def _last_problems(connection: Connection, ids: Sequence[str] | None) -> dict[str, list[Problem]]:
    found: dict[str, list[Problem]] = {}
    for row in connection.execute(sa.select(PROBLEMS).where(PROBLEMS.c.reading.in_(_newest(ids))).order_by(PROBLEMS.c.number)):
        found.setdefault(row.document, []).append(make_problem(row))
    return found


def page_documents(connection: Connection, page: Page) -> DocumentPage:
    """Return one page of documents."""
    page = check_page(page)
    total = connection.execute(sa.select(sa.func.count()).select_from(DOCUMENTS)).scalar_one()
    order = sa.select(_D.id).order_by(_D.day.desc(), _D.number.desc())
    ids = connection.execute(order.limit(page.size).offset((page.number - 1) * page.size)).scalars().all()
    return DocumentPage(rows=list_documents(connection, ids), total=total, page=page)


def read_document_row(connection: Connection, document_id: str) -> DocumentRow:
    """Return one document.

    Raises:
        CaseError: no such document.
    """
    rows = list_documents(connection, [document_id])
    if not rows:
        raise CaseError(f"no document '{document_id[:80]}' in this case: `dragoman case list` names them", code="missing")
    return rows[0]


def read_harvest(connection: Connection, document_id: str) -> Harvest:
    """Return a document with its findings as they stand, the rejected ones left out.

    Raises:
        CaseError: no such document.
    """
    document = read_document(connection, document_id)
    standing = stand_findings(read_made(connection, document_id), read_actions(connection, About(document=document_id)))
    # In the order in which the reading gave them, an analyst's own after them: a brief of the case is then that of the reading.
    ordered = sorted(standing.values(), key=lambda s: s.made.number)
    records = [s.record for s in ordered if s.state != "rejected"]
    by_kind = {f"{kind}s": tuple(r for r in records if r.kind == kind) for kind in KINDS}
    findings = Findings(**by_kind)  # type: ignore[arg-type]
    return Harvest(document=document, findings=findings, problems=read_problems(connection, document_id))
