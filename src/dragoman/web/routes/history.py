"""The audit trail: everything that was done to the case, dated, each act with its undo."""

from collections.abc import Sequence

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.store.rows import About, Action
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager, cut_page
from dragoman.web.words import VERBS

router = APIRouter()


@router.get("/history")
def show_history(request: Request, desk: OnDesk, page: PageNumber = 1, d: str = "", verb: str = "") -> Response:
    """List the acts, the last first."""
    filters = {"d": d, "verb": verb if verb in VERBS else ""}
    shown, pager = _find_actions(desk, page, filters)
    ids = {a.document for a in shown}
    titles = {r.id: r.title or r.source for i in ids if i for r in (desk.case.document_row(i),)}
    return render(
        request,
        "history.html",
        titles=titles,
        actions=shown,
        pager=pager,
        verbs=VERBS,
        filters=filters,
        notes=desk.case.notes(),
    )


def _find_actions(desk: Desk, page: int, filters: dict[str, str]) -> tuple[Sequence[Action], Pager]:
    if not any(filters.values()):
        # The trail grows with every act: only its end is read, as far back as the page goes.
        total = desk.case.info().actions
        last = desk.case.actions(last=page * SIZE)
        return last[::-1][(page - 1) * SIZE :], Pager(number=page, total=total)
    about = About(document=filters["d"]) if filters["d"] else None
    chosen = [a for a in reversed(desk.case.actions(about=about)) if filters["verb"] in ("", a.verb)]
    return cut_page(chosen, page)


@router.get("/help")
def show_help(request: Request) -> Response:
    """Show the keys and what the marks mean."""
    return render(request, "help.html")
