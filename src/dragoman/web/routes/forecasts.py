"""The ledger of forecasts: what was said to come, what came, and how well the words were calibrated."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import Response

from dragoman.errors import UsageError
from dragoman.store.rows import FindingFilter, Page
from dragoman.web.acting import Back, Id, NoteText, go_back
from dragoman.web.calibration import draw_calibration, score_forecast
from dragoman.web.desk import OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager
from dragoman.weigh.ledger import OUTCOMES

router = APIRouter()
_MOST = 1_000


@router.get("/forecasts")
def show_forecasts(request: Request, desk: OnDesk, page: PageNumber = 1, speaker: str = "", document: str = "") -> Response:
    """List the forecasts with their outcomes, and the calibration of those that are resolved."""
    filters = {"speaker": speaker.strip(), "document": document}
    wanted = FindingFilter(kind="forecast", **{k: v or None for k, v in filters.items()})
    found = desk.case.findings(wanted, Page(number=page, size=SIZE))
    every = found.rows if found.total <= SIZE else desk.case.findings(wanted, Page(size=_MOST)).rows
    return render(
        request,
        "forecasts.html",
        rows=found.rows,
        pager=Pager(number=page, total=found.total),
        filters=filters,
        outcomes=OUTCOMES,
        brier_of=score_forecast,
        plot=draw_calibration([r.record for r in every]),
    )


@router.post("/resolve")
def resolve_forecast(
    desk: OnDesk, document: Id, forecast: Id, outcome: Id, evidence: Annotated[str, Form(max_length=4000)] = "", back: Back = "/forecasts",
    note: NoteText = "",
) -> Response:  # fmt: skip
    """Say how a forecast came out."""
    if outcome not in OUTCOMES:
        raise UsageError(f"'{outcome[:40]}' is no outcome: choose {', '.join(OUTCOMES)}")
    return go_back(desk.case.resolve(document, forecast, outcome, evidence.strip(), desk.by(note)), back)
