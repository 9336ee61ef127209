"""Visits with what became of them, on a timeline and on a map."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.records.findings import STATUSES, Visit
from dragoman.store.rows import FindingFilter, Page
from dragoman.web.desk import OnDesk
from dragoman.web.map import draw_map
from dragoman.web.pages import render
from dragoman.web.paging import PageNumber, Pager
from dragoman.web.timeline import draw_timeline, group_rows

router = APIRouter()
_SIZE = 30


@router.get("/visits")
def show_visits(request: Request, desk: OnDesk, page: PageNumber = 1, status: str = "", actor: str = "", document: str = "") -> Response:
    """List the visits, by status, by who travels or is visited, or by document."""
    filters = {"status": status, "actor": actor.strip(), "document": document}
    wanted = FindingFilter(kind="visit", **{k: v or None for k, v in filters.items()})
    found = desk.case.findings(wanted, Page(number=page, size=_SIZE))
    pager = Pager(number=page, total=found.total, size=_SIZE)
    visits = [(r.document, r.record) for r in found.rows if isinstance(r.record, Visit)]
    return render(
        request,
        "visits.html",
        rows=found.rows,
        pager=pager,
        filters=filters,
        statuses=STATUSES,
        group_rows=group_rows,
        timeline=draw_timeline(visits),
        map=draw_map(visits),
        facts=desk.facts,
    )
