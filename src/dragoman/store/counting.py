"""Counts: who is named how often, what filters can take, the case as a whole."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

import sqlalchemy as sa
from sqlalchemy import ColumnElement, Connection

from dragoman.store.listing import check_page, find_actors
from dragoman.store.rows import ActorRow, CaseInfo, Facets, Page
from dragoman.store.schema import ACTIONS, ACTORS, DOCUMENTS, FINDING_ACTORS, FINDINGS

_F, _D = FINDINGS.c, DOCUMENTS.c
P = ParamSpec("P")
T = TypeVar("T")


def list_actors(connection: Connection, words: str, page: Page) -> tuple[ActorRow, ...]:
    """Return who is named in findings that stand, the most named first; those of one entity id are one."""
    page = check_page(page)
    key = sa.func.coalesce(sa.func.nullif(ACTORS.c.entity, ""), ACTORS.c.name)
    query = (
        sa.select(
            ACTORS.c.entity,
            sa.func.max(ACTORS.c.name).label("name"),
            sa.func.max(ACTORS.c.type).label("type"),
            sa.func.max(ACTORS.c.country).label("country"),
            sa.func.count(sa.distinct(_F.document)).label("documents"),
            sa.func.count(sa.distinct(_F.number)).label("findings"),
        )
        .select_from(
            ACTORS.join(FINDING_ACTORS, FINDING_ACTORS.c.actor == ACTORS.c.number).join(FINDINGS, _F.number == FINDING_ACTORS.c.finding)
        )
        .where(_F.state != "rejected")
        .group_by(ACTORS.c.entity, key)
        .order_by(sa.desc("findings"), sa.asc("name"))
        .limit(page.size)
        .offset((page.number - 1) * page.size)
    )
    if words.strip():
        query = query.where(ACTORS.c.number.in_(find_actors(words.strip())))
    return tuple(
        ActorRow(
            entity=r.entity or None, name=r.name, type=r.type or None, country=r.country or None, documents=r.documents, findings=r.findings
        )
        for r in connection.execute(query)
    )


def count_facets(connection: Connection) -> Facets:
    """Return the values that a filter can take, with counts."""
    types: dict[str, dict[str, int]] = {}
    counted = sa.select(_F.kind, _F.type, sa.func.count()).where(_F.state != "rejected", _F.type != "").group_by(_F.kind, _F.type)
    for kind, name, number in connection.execute(counted):
        types.setdefault(kind, {})[name] = number
    outlets = sa.select(_D.outlet, sa.func.count()).where(_D.outlet != "").group_by(_D.outlet).order_by(sa.func.count().desc(), _D.outlet)
    return Facets(
        kinds=_count(connection, _F.kind),
        types=types,
        statuses=_count(connection, _F.status),
        verdicts=_count(connection, _F.verdict),
        outlets=_pairs(connection.execute(outlets)),
        states=_count(connection, _F.state, rejected=True),
    )


def _pairs(rows: Iterable[Any]) -> dict[str, int]:
    return {value: int(number) for value, number in rows}


def _count(connection: Connection, column: ColumnElement[str], *, rejected: bool = False) -> dict[str, int]:
    query = sa.select(column, sa.func.count()).where(column != "").group_by(column).order_by(sa.func.count().desc(), column)
    return _pairs(connection.execute(query if rejected else query.where(_F.state != "rejected")))


def read_info(connection: Connection, path: Path) -> CaseInfo:
    """Return the case's size and counts."""

    def count(table: sa.Table) -> int:
        return connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()

    created = connection.execute(sa.select(ACTIONS.c.at).order_by(ACTIONS.c.id).limit(1)).scalar()
    return CaseInfo(
        path=str(path),
        created_at=created or "",
        schema=str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar_one()),
        documents=count(DOCUMENTS),
        findings=_count(connection, _F.kind),
        actions=count(ACTIONS),
        size_bytes=path.stat().st_size,
    )


class Kept:
    """Answers that are the same until somebody acts: every change of a case writes an action, so the last one's number dates an answer."""

    def __init__(self, most: int = 64) -> None:
        """Keep at most so many answers."""
        self._answers: dict[object, tuple[int, Any]] = {}
        self._most = most

    def answer(self, connection: Connection, run: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Return what ``run`` returns, from memory where nothing happened since it was asked last."""
        last = connection.execute(sa.select(sa.func.coalesce(sa.func.max(ACTIONS.c.id), 0))).scalar_one()
        key = (run, args)
        known = self._answers.get(key)
        if known is not None and known[0] == last:
            return known[1]  # type: ignore[no-any-return]
        result = run(connection, *args, **kwargs)
        if len(self._answers) >= self._most:
            self._answers.clear()
        self._answers[key] = (last, result)
        return result
