"""The audit trail: everything that was done to the case, dated, each act with its undo."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.store.rows import About
from dragoman.web.desk import OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import PageNumber, cut_page

router = APIRouter()


@router.get("/history")
def show_history(request: Request, desk: OnDesk, page: PageNumber = 1, d: str = "", verb: str = "") -> Response:
    """List the acts, the last first."""
    actions = desk.case.actions(about=About(document=d) if d else None)
    verbs = sorted({a.verb for a in actions})
    chosen = [a for a in reversed(actions) if not verb or a.verb == verb]
    shown, pager = cut_page(chosen, page)
    ids = {a.document for a in shown}
    titles = {r.id: r.title or r.source for r in desk.case.documents() if r.id in ids}
    return render(
        request,
        "history.html",
        titles=titles,
        actions=shown,
        pager=pager,
        verbs=verbs,
        filters={"d": d, "verb": verb},
        notes=desk.case.notes(),
    )


@router.get("/help")
def show_help(request: Request) -> Response:
    """Show the keys and what the marks mean."""
    return render(request, "help.html")
