"""The inbox: what the case holds, and adding to it by file, paste or address."""

from collections.abc import Sequence
from io import BytesIO
from pathlib import PurePath
from typing import Annotated

from fastapi import APIRouter, File, Form, Request, UploadFile
from fastapi.responses import RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.export.safe import one_line
from dragoman.read.files import read_stream
from dragoman.read.kinds import name_kind
from dragoman.read.settings import ReadSettings
from dragoman.read.sources import read_sources
from dragoman.records.document import Raw
from dragoman.store.rows import DocumentRow, Page
from dragoman.web.adding import MAX_WAITING, Read
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.pages import render
from dragoman.web.paging import SIZE, PageNumber, Pager, cut_page

router = APIRouter()
_MAX_FILES = 20
_MOST_OUTLETS = 300
_MAX_PASTE = 1_000_000
Short = Annotated[str, Form(max_length=500)]


@router.get("/")
def show_inbox(request: Request, desk: OnDesk, page: PageNumber = 1, outlet: str = "", words: str = "") -> Response:
    """List the documents of the case, all of them or those whose outlet and title fit."""
    filters = {"outlet": outlet, "words": words.strip()}
    rows, pager = _find_documents(desk, page, outlet, words.strip().casefold())
    return render(
        request,
        "inbox.html",
        rows=rows,
        pager=pager,
        outlets=sorted(desk.case.facets().outlets, key=str.casefold)[:_MOST_OUTLETS],
        filters=filters,
        is_empty=not pager.total and not any(filters.values()),
        jobs=desk.adding.jobs(),
    )


def _find_documents(desk: Desk, page: int, outlet: str, words: str) -> tuple[Sequence[DocumentRow], Pager]:
    if not outlet and not words:
        found = desk.case.documents_page(Page(number=page, size=SIZE))
        return found.rows, Pager(number=page, total=found.total)
    every = desk.case.documents()
    fitting = [r for r in every if (not outlet or r.outlet == outlet) and (not words or words in (r.title or r.source).casefold())]
    return cut_page(fitting, page)


@router.get("/jobs")
def show_jobs(request: Request, desk: OnDesk) -> Response:
    """Return the state of what is being added, as the part of the inbox that shows it."""
    return render(request, "jobs.html", jobs=desk.adding.jobs())


@router.post("/add/file")
def add_files(desk: OnDesk, files: Annotated[list[UploadFile], File()]) -> Response:
    """Queue uploaded files; a file's name is shown and never opened."""
    given = [f for f in files if f.filename]
    if not given:
        raise UsageError("no file was chosen: choose one or several, then add them")
    if len(given) > _MAX_FILES:
        raise UsageError(f"{len(given)} files at once are too many: add {_MAX_FILES} at a time, or a folder with `dragoman case add`")
    for file in given:
        name = one_line(PurePath(file.filename or "").name)[:200] or "a file"
        _hand_in(desk, name, _read_bytes(file.file.read(), name))
    return RedirectResponse("/#jobs", 303)


@router.post("/add/text")
def add_text(desk: OnDesk, text: Annotated[str, Form()], title: Short = "", published: Short = "", outlet: Short = "") -> Response:
    """Queue a pasted text."""
    if not text.strip():
        raise UsageError("nothing was pasted: paste the article's text, then add it")
    if len(text) > _MAX_PASTE:
        raise UsageError(f"the text is over {_MAX_PASTE:,} characters: split it into articles")
    told = {k: v.strip() or None for k, v in (("title", title), ("published", published), ("publisher", outlet))}
    # Browsers send line ends as CR LF, whatever was pasted.
    raw = Raw(source="pasted text", text=text.replace("\r\n", "\n"), media="text", **told)
    _hand_in(desk, one_line(title or text.strip().splitlines()[0])[:80], lambda: [raw])
    return RedirectResponse("/#jobs", 303)


@router.post("/add/url")
def add_url(desk: OnDesk, url: Annotated[str, Form(max_length=4000)]) -> Response:
    """Queue an address; private ones are refused when it is read, after resolution and on every redirect."""
    address = url.strip()
    if not address.casefold().startswith(("http://", "https://")):
        raise UsageError("this is no web address: it begins with http:// or https://")
    settings: ReadSettings = desk.reading
    _hand_in(desk, one_line(address)[:300], lambda: read_sources([address], settings))
    return RedirectResponse("/#jobs", 303)


def _read_bytes(data: bytes, name: str) -> Read:
    return lambda: read_stream(BytesIO(data), name, name_kind(name), ReadSettings())


def _hand_in(desk: Desk, label: str, read: Read) -> None:
    if desk.adding.hand_in(label, read) is None:
        raise UsageError(f"{MAX_WAITING} texts wait already: let them be read first")
