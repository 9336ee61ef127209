"""The brief of the case: read on the page, every citation a link to the words, and taken away as a file."""

from typing import Annotated

from fastapi import APIRouter, HTTPException, Query, Request
from fastapi.responses import Response

from dragoman.compose.brief import write_brief
from dragoman.errors import UsageError
from dragoman.export.notes import number_citations
from dragoman.records.brief import Brief, Ground
from dragoman.store.rows import Page
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.exporting import FORMATS, export_brief
from dragoman.web.pages import render
from dragoman.weigh.weighing import weigh_puzzle

router = APIRouter()
_MOST = 40
_LISTED = 200
Ids = Annotated[list[str], Query()]
Words = Annotated[str, Query(max_length=1000)]


@router.get("/brief")
def show_brief(request: Request, desk: OnDesk, d: Ids = [], question: Words = "", puzzle: Words = "") -> Response:  # noqa: B006
    """Show the brief of the documents named, or of the newest ones."""
    found = desk.case.documents_page(Page(size=_LISTED))
    chosen = _choose(desk, d)
    brief = _write(desk, chosen, question, puzzle) if chosen else None
    notes = number_citations(brief) if brief else None
    given = [*(("d", i) for i in (chosen if d else ())), ("question", question), ("puzzle", puzzle)]
    return render(
        request,
        "brief.html",
        brief=brief,
        notes=notes,
        by_key={n.key: n.citation for n in notes.notes} if notes else {},
        given=given,
        rows=found.rows,
        total=found.total,
        chosen=chosen,
        question=question,
        puzzle=puzzle,
        puzzles=desk.case.puzzles(),
        formats=FORMATS,
    )


@router.get("/brief/export")
def export(desk: OnDesk, format: str, d: Ids = [], question: Words = "", puzzle: Words = "") -> Response:  # noqa: B006
    """Return the brief as a file to keep."""
    if format not in FORMATS:
        raise HTTPException(422, f"'{format[:20]}' is no format: choose {', '.join(FORMATS)}")
    chosen = _choose(desk, d)
    if not chosen:
        raise UsageError("the case holds no article yet: add one, then write the brief")
    data, media = export_brief(_write(desk, chosen, question, puzzle), format)
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in desk.name)[:60] or "brief"
    return Response(data, media_type=media, headers={"Content-Disposition": f'attachment; filename="{name}.{format}"'})


def _choose(desk: Desk, wanted: list[str]) -> list[str]:
    """Return the documents named, those that the case does not hold left out; the newest where none is named."""
    if not wanted:
        return [r.id for r in desk.case.documents_page(Page(size=_MOST)).rows]
    return [r.id for r in desk.case.documents() if r.id in set(wanted)][:_MOST]


def _write(desk: Desk, chosen: list[str], question: str, puzzle: str) -> Brief:
    harvests = [desk.case.harvest(i) for i in chosen]
    rated = desk.case.puzzle(puzzle) if puzzle else None
    ground = Ground(facts=desk.facts, puzzle=rated, weighing=weigh_puzzle(rated) if rated and rated.evidence else None)
    return write_brief(harvests, as_of=None, today=desk.today, question=question.strip() or None, ground=ground)
