"""Full text over everything in the case."""

from dataclasses import asdict, dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Request
from fastapi.responses import Response

from dragoman.errors import DragomanError
from dragoman.store.rows import FindingFilter, HitPage, Page
from dragoman.web.desk import OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager
from dragoman.web.words import KINDS

router = APIRouter()


@dataclass(frozen=True, slots=True)
class Asked:
    """Where to search: a kind (documents where empty), an outlet, and ISO days of publication, both included."""

    kind: str = ""
    outlet: str = ""
    after: str = ""
    before: str = ""


@router.get("/search")
def show_search(request: Request, desk: OnDesk, asked: Annotated[Asked, Depends()], q: str = "", page: PageNumber = 1) -> Response:
    """Search documents and findings; a query that cannot be used is told in the page."""
    filters = {k: v.strip() for k, v in asdict(asked).items()}
    wanted = FindingFilter(**{k: v or None for k, v in filters.items()})
    found, trouble = HitPage(hits=(), total=0, page=Page()), ""
    if q.strip():
        try:
            found = desk.case.search(q[:500], wanted, Page(number=page, size=SIZE))
        except DragomanError as error:
            trouble = str(error)
    pager = Pager(number=page, total=found.total)
    kinds = ("document", "finding", *KINDS)
    return render(request, "search.html", q=q, hits=found.hits, pager=pager, filters=filters, kinds=kinds, trouble=trouble)
