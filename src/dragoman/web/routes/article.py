"""An article with its findings, and the side panel with one finding's record."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from fastapi.responses import Response

from dragoman.errors import UsageError
from dragoman.records.document import Block, Document
from dragoman.store.rows import About, FindingFilter, FindingRow, Page
from dragoman.web import forms, marks
from dragoman.web.desk import Desk, OnDesk
from dragoman.web.pages import render
from dragoman.web.panel import describe_record
from dragoman.web.words import KINDS

router = APIRouter()
_MOST = 1_000
Id = Annotated[str, Query(max_length=500)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Words that an analyst selected to add a finding to; None for both where only the kind is known yet."""

    kind: str
    start: int | None = None
    end: int | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Look:
    """What an article's address asks for.

    ``d`` is the document, ``f`` a finding to open, ``at`` an offset to jump to, ``part`` a part of a long text (from 1), ``add`` a
    kind of finding to add at the words from ``start`` to ``end``.
    """

    d: Id
    f: Id = ""
    at: int | None = None
    part: int = 0
    add: Id = ""
    start: int | None = None
    end: int | None = None


@router.get("/article")
def show_article(request: Request, desk: OnDesk, look: Annotated[Look, Depends()]) -> Response:
    """Show a document with its findings."""
    document = desk.case.document(look.d)
    parts = marks.cut_parts(document)
    row = desk.case.finding(look.d, look.f) if look.f else None
    number = _find_part(parts, look, row)
    shown = parts[number - 1]
    rows = _find_rows(desk, look.d, shown, whole=len(parts) == 1)
    return render(
        request,
        "article.html",
        document=document,
        body=marks.write_blocks(document, shown, rows, look.f or None, look.at),
        parts=len(parts),
        number=number,
        has_title=any(b.kind == "title" for b in shown),
        groups=_group(rows),
        problems=desk.case.document_row(look.d).problems,
        chosen=_choose(document, look) if look.add else None,
        **panel_context(desk, document, row),
    )


def _find_part(parts: list[list[Block]], look: Look, row: FindingRow | None) -> int:
    if look.part:
        return min(max(look.part, 1), len(parts))
    first = row.record.spans[0].start if row and row.record.spans else look.start
    jump = look.at if look.at is not None else first
    return 1 if jump is None else marks.find_part(parts, jump) + 1


@router.get("/article/panel")
def show_panel(request: Request, desk: OnDesk, d: Id, f: Id) -> Response:
    """Return the side panel of one finding alone, for the script that opens it without a new page."""
    return render(
        request, "panel.html", document=desk.case.document(d), **panel_context(desk, desk.case.document(d), desk.case.finding(d, f))
    )


def _find_rows(desk: Desk, document: str, shown: list[Block], *, whole: bool) -> list[FindingRow]:
    """Return the findings of a document, rejected ones too, in the order of the text; of a long one those in the part shown."""
    rows: list[FindingRow] = []
    for number in range(1, 21):
        found = desk.case.findings(FindingFilter(document=document, state="any"), Page(number=number, size=_MOST))
        rows.extend(found.rows)
        if len(rows) >= found.total:
            break
    if whole or not shown:
        return rows
    return [r for r in rows if any(s.start < shown[-1].end and s.end > shown[0].start for s in r.record.spans)]


def panel_context(desk: Desk, document: Document, row: FindingRow | None) -> dict[str, Any]:
    """Return what the panel's template needs."""
    if row is None:
        return {"row": None, "inputs": forms.INPUTS}
    about = About(document=document.id, finding=row.id)
    return {
        "row": row,
        "inputs": forms.INPUTS,
        "lines": describe_record(row.record, document, desk.facts),
        "verdict": getattr(row.record, "verdict", None),
        "current": lambda name: forms.current_value(row.record, name),
        "actions": tuple(reversed(desk.case.actions(about=about))),
        "notes": desk.case.notes(about),
    }


def _group(rows: list[FindingRow]) -> list[tuple[str, list[FindingRow]]]:
    by_kind: dict[str, list[FindingRow]] = {k: [] for k in KINDS}
    for row in rows:
        by_kind.setdefault(row.kind, []).append(row)
    return [(k, found) for k, found in by_kind.items() if found]


def _choose(document: Document, look: Look) -> Chosen:
    if look.add not in forms.INPUTS:
        raise UsageError(f"'{look.add[:40]}' is no kind of finding: choose {', '.join(forms.INPUTS)}")
    start, end = look.start, look.end
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        return Chosen(kind=look.add)
    return Chosen(kind=look.add, start=start, end=end, words=document.text[start:end])
