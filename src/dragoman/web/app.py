"""The workbench as an ASGI app: what is open, what guards it, which pages there are."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, FastAPI, Form, HTTPException, Query, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import RedirectResponse, Response
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.staticfiles import StaticFiles

from dragoman.copying import link_copies
from dragoman.errors import DragomanError
from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.rows import AddResult, By
from dragoman.web.acting import local_path
from dragoman.web.adding import Adding
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.guard import Guard
from dragoman.web.pages import THEMES, render
from dragoman.web.routes import actors, article, briefs, claims, forecasts, history, inbox, judging, puzzles, search, visits
from dragoman.web.session import Session

if TYPE_CHECKING:
    from dragoman.pipeline import Kit

_PAGES = (inbox, article, judging, actors, visits, claims, forecasts, puzzles, briefs, search, history)
_STATUS = {"missing": 404, "refused": 400, "file": 503}
_YEAR_S = 365 * 24 * 3600


async def check_csrf(request: Request) -> None:
    """Let a POST pass that carries the session's token, in a header or in its form.

    Raises:
        HTTPException: 403, it does not.
    """
    if request.method != "POST":
        return
    given = request.headers.get("x-csrf-token")
    if given is None:
        value = (await request.form()).get("csrf")
        given = value if isinstance(value, str) else None
    if not request.app.state.desk.session.trusts(given):
        raise HTTPException(403, "This form is not from this run of the workbench: load the page anew, then do it again.")


def _add(case: Case, harvest: Harvest, by: By) -> AddResult:
    """Add a document, and link it with the copies of it that the case holds: one origin counts once."""
    result = case.add(harvest, by)
    link_copies(case, harvest.document.id, by.now)
    return result


def make_app(case_path: Path, kit_factory: "Callable[[], Kit]", session: Session) -> FastAPI:
    """Return the workbench of one case.

    Args:
        case_path: the case file; it is opened here and closed when the app shuts down.
        kit_factory: gives what reading needs; called when the first text is added, in another thread.
        session: who may use it, and under which names of the host.

    Raises:
        CaseError: the file is missing, is no case, or cannot be opened.
    """
    case = Case.open(case_path)
    adding = Adding(kit_factory, lambda harvest: _add(case, harvest, desk.by()))
    desk = Desk(path=case_path, case=case, session=session, adding=adding)
    app = FastAPI(title="dragoman", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_live, dependencies=[Depends(check_csrf)])
    app.state.desk = desk
    app.add_api_route("/open", open_session, methods=["GET"])
    app.add_api_route("/theme", set_theme, methods=["POST"])
    for page in _PAGES:
        app.include_router(page.router)
    app.mount("/static", StaticFiles(directory=str(files("dragoman.web") / "static")), name="static")
    app.add_middleware(Guard, session=session)
    for kind in (DragomanError, StarletteHTTPException, RequestValidationError):
        app.add_exception_handler(kind, _show_error)
    return app


@asynccontextmanager
async def _live(app: FastAPI) -> Any:
    yield
    app.state.desk.adding.stop()
    app.state.desk.case.close()


def open_session(request: Request, desk: OnDesk, token: Annotated[str, Query(max_length=200)] = "") -> Response:
    """Turn the token of the opening address into the cookie of the session; it serves once."""
    session = desk.session
    if not session.redeem(token):
        if session.knows(request.cookies.get(session.cookie_name)):
            return RedirectResponse("/", 303)
        raise HTTPException(401, "This address was used already, or is of an earlier run: start `dragoman serve` again for a new one.")
    reply = RedirectResponse("/", 303)
    reply.set_cookie(session.cookie_name, session.cookie, httponly=True, samesite="strict", path="/")
    return reply


def set_theme(theme: Annotated[str, Form(max_length=10)], next: Annotated[str, Form(max_length=4000)] = "/") -> Response:
    """Keep the choice of light or dark, and go back to the page that it was made on."""
    reply = RedirectResponse(local_path(next), 303)
    reply.set_cookie("dragoman_theme", theme if theme in THEMES else "auto", httponly=True, samesite="strict", path="/", max_age=_YEAR_S)
    return reply


def _show_error(request: Request, error: Exception) -> Response:
    """Tell what could not be done: as a page to the session, in plain words to anybody else."""
    status, words = _tell_error(request, error)
    session = request.app.state.desk.session
    if not session.knows(request.cookies.get(session.cookie_name)):
        return Response(words + "\n", status, media_type="text/plain; charset=utf-8")
    return render(request, "error.html", status=status, message=words)


def _tell_error(request: Request, error: Exception) -> tuple[int, str]:
    if isinstance(error, StarletteHTTPException):
        is_unknown = error.status_code == 404 and error.detail == "Not Found"
        return error.status_code, "There is no such page." if is_unknown else str(error.detail)
    if isinstance(error, RequestValidationError):
        fault = error.errors()[0]
        where = ".".join(str(part) for part in fault.get("loc", ())[1:]) or "the request"
        return 422, f"{where}: {fault.get('msg', 'not understood')}"
    code = getattr(error, "code", "missing" if request.method != "POST" else "refused")
    return _STATUS.get(code, 400), str(error)
