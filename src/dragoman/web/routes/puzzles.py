"""Puzzles: competing explanations, the evidence, and the matrix of ratings with what comes of it."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response

from dragoman.errors import UsageError
from dragoman.export.weighing_words import tell_removals
from dragoman.records.puzzle import CREDIBILITIES, LEVELS, RELIABILITIES, VALUES, CellScore, Hypothesis, Puzzle, Weighing
from dragoman.store.rows import About, Page
from dragoman.web.acting import Id, NoteText, go_back
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.pages import link, make_environment, render
from dragoman.web.puzzling import Grades, add_answer, add_evidence, grade_evidence, name_puzzle
from dragoman.weigh.weighing import weigh_puzzle
from dragoman.weigh.writing import write_puzzle

router = APIRouter()
_MOST_DOCUMENTS = 40
Value = Annotated[str, Form(max_length=10)]
Long = Annotated[str, Form(max_length=20_000)]
Grade = Annotated[str, Form(max_length=3)]


@dataclass(frozen=True, slots=True)
class GradeForm:
    """The grades of a form."""

    reliability: Grade = ""
    credibility: Grade = ""
    relevance: Grade = ""
    aside: Grade = ""

    def read(self) -> Grades:
        """Return them as the puzzle's changes take them."""
        return Grades(self.reliability, self.credibility, self.relevance, self.aside)


@router.get("/puzzles")
def show_puzzles(request: Request, desk: OnDesk) -> Response:
    """List the puzzles of the case."""
    rows = [(id, puzzle, _weigh(puzzle)) for id, puzzle in desk.case.puzzles()]
    return render(request, "puzzles.html", rows=rows)


@router.post("/puzzles")
def make_puzzle(desk: OnDesk, question: Long, hypotheses: Long = "", draft: Id = "") -> Response:
    """Make a puzzle from a question and answers given a line each, or have one drafted from the articles."""
    asked = " ".join(question.split())
    if not asked:
        raise UsageError("no question was asked: write what the answers compete over")
    lines = [" ".join(line.split()) for line in hypotheses.splitlines() if line.strip()]
    if draft:
        puzzle = _draft(desk, asked)
    elif len(lines) < 2:
        raise UsageError("a puzzle needs two answers or more: write one a line, or have it drafted from the articles")
    else:
        told = tuple(Hypothesis(id=f"h{i}", text=line) for i, line in enumerate(lines, 1))
        puzzle = Puzzle(question=asked, as_of=desk.today, hypotheses=told)
    id = name_puzzle(asked, {i for i, _ in desk.case.puzzles()})
    desk.case.save_puzzle(id, puzzle, desk.by())
    return RedirectResponse(link("/puzzle", {"id": id}), 303)


@router.get("/puzzle")
def show_puzzle(request: Request, desk: OnDesk, id: str, by: str = "evidence") -> Response:
    """Show the matrix; ``by`` is what the rows are, evidence or hypotheses."""
    puzzle = desk.case.puzzle(id)
    return render(
        request,
        "puzzle.html",
        id=id,
        by="hypotheses" if by == "hypotheses" else "evidence",
        values=VALUES,
        grades=(RELIABILITIES, CREDIBILITIES, LEVELS),
        actions=desk.case.actions(about=About(puzzle=id), last=20)[::-1],
        **matrix_context(puzzle),
    )


@router.post("/puzzle/rate")
def rate_cell(request: Request, desk: OnDesk, id: Id, evidence: Id, hypothesis: Id, value: Value = "", note: NoteText = "") -> Response:
    """Rate one item under one hypothesis; a script gets the cell and the scores anew, a plain form its page."""
    action = desk.case.rate(id, evidence, hypothesis, value, desk.by(note))
    if request.headers.get("x-csrf-token") is None:
        return go_back(action, link("/puzzle", {"id": id}) + "#matrix")
    context = matrix_context(desk.case.puzzle(id))
    cell: CellScore | None = context["cells"].get((evidence, hypothesis))
    scores = make_environment().get_template("scores.html").render(**context)
    return JSONResponse({"value": cell.value if cell else "", "draft": bool(cell and cell.draft), "scores": str(scores)})


@router.post("/puzzle/item")
def add_item(desk: OnDesk, grades: Annotated[GradeForm, Depends()], id: Id, text: Long, what: Id = "evidence", origin: Id = "") -> Response:
    """Add an item of evidence or an answer to a puzzle."""
    puzzle = desk.case.puzzle(id)
    changed = add_answer(puzzle, text) if what == "hypothesis" else add_evidence(puzzle, text, origin, grades.read())
    return go_back(desk.case.save_puzzle(id, changed, desk.by()), link("/puzzle", {"id": id}) + "#matrix")


@router.post("/puzzle/grade")
def grade_item(
    desk: OnDesk, grades: Annotated[GradeForm, Depends()], id: Id, evidence: Id, text: Long = "", note: NoteText = ""
) -> Response:
    """Grade an item of evidence otherwise, word it otherwise, or set it aside."""
    changed = grade_evidence(desk.case.puzzle(id), evidence, text, grades.read())
    return go_back(desk.case.save_puzzle(id, changed, desk.by(note)), link("/puzzle", {"id": id}) + "#matrix")


@router.get("/puzzle/export")
def export_puzzle(desk: OnDesk, id: str) -> Response:
    """Return the puzzle as the file that `dragoman weigh` reads."""
    text = write_puzzle(desk.case.puzzle(id))
    name = "".join(c if c.isascii() and (c.isalnum() or c in "-_") else "-" for c in id)[:80] or "puzzle"
    headers = {"Content-Disposition": f'attachment; filename="{name}.toml"'}
    return Response(text.encode("utf-8", "replace"), media_type="application/toml", headers=headers)


def matrix_context(puzzle: Puzzle) -> dict[str, Any]:
    """Return what the templates of the matrix and its scores need."""
    weighing = _weigh(puzzle)
    return {
        "puzzle": puzzle,
        "weighing": weighing,
        "flip": tell_removals(weighing.sensitivity[0]) if weighing and weighing.sensitivity and not weighing.is_draft else [],
        "cells": {(c.evidence, c.hypothesis): c for c in weighing.cells} if weighing else {},
    }


def _weigh(puzzle: Puzzle) -> Weighing | None:
    return weigh_puzzle(puzzle) if puzzle.hypotheses and puzzle.evidence else None


def _draft(desk: Desk, question: str) -> Puzzle:
    from dragoman.weigh.draft import draft_puzzle

    rows = desk.case.documents_page(Page(size=_MOST_DOCUMENTS)).rows
    if not rows:
        raise UsageError("the case holds no article yet: add one, then have the puzzle drafted")
    return draft_puzzle([desk.case.harvest(r.id) for r in rows], question=question, day=desk.today)
