"""The ledger of claims with their verdicts."""

from fastapi import APIRouter, Request
from fastapi.responses import Response

from dragoman.records.verdict import LABELS
from dragoman.store.rows import FindingFilter, Page
from dragoman.web.desk import OnDesk
from dragoman.web.forms import CLAIM_TYPES
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager

router = APIRouter()


@router.get("/claims")
def show_claims(
    request: Request, desk: OnDesk, page: PageNumber = 1, verdict: str = "", speaker: str = "", type: str = "", document: str = ""
) -> Response:
    """List the claims, by label, speaker, type or document."""
    filters = {"verdict": verdict, "speaker": speaker.strip(), "type": type, "document": document}
    wanted = FindingFilter(kind="claim", **{k: v or None for k, v in filters.items()})
    found = desk.case.findings(wanted, Page(number=page, size=SIZE))
    pager = Pager(number=page, total=found.total)
    return render(request, "claims.html", rows=found.rows, pager=pager, filters=filters, labels=(*LABELS, "unchecked"), types=CLAIM_TYPES)
