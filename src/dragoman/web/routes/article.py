"""An article with its findings, and the side panel with one finding's record."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import Response

from dragoman.errors import UsageError
from dragoman.records.document import Document
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


@router.get("/article")
def show_article(
    request: Request, desk: OnDesk, d: Id, f: Id = "", at: int | None = None, part: int = 0, add: Id = "", start: int | None = None,
    end: int | None = None,
) -> Response:  # fmt: skip
    """Show a document: ``f`` a finding to open, ``at`` an offset to jump to, ``add`` a kind of finding to add at [start, end)."""
    document = desk.case.document(d)
    parts = marks.cut_parts(document)
    row = desk.case.finding(d, f) if f else None
    jump = row.record.spans[0].start if row and row.record.spans else at if at is not None else start
    number = min(max(part, 1), len(parts)) if part else (marks.find_part(parts, jump) + 1 if jump is not None else 1)
    rows = list_findings(desk, d)
    body = marks.write_blocks(document, parts[number - 1], rows, f or None, at if not f else None)
    return render(
        request,
        "article.html",
        document=document,
        body=body,
        parts=len(parts),
        number=number,
        has_title=any(b.kind == "title" for b in parts[number - 1]),
        groups=_group(rows),
        kinds=[k for k in KINDS if any(r.kind == k for r in rows)],
        problems=desk.case.harvest(d).problems,
        chosen=_choose(document, add, start, end) if add else None,
        **panel_context(desk, document, row),
    )


@router.get("/article/panel")
def show_panel(request: Request, desk: OnDesk, d: Id, f: Id) -> Response:
    """Return the side panel of one finding alone, for the script that opens it without a new page."""
    return render(
        request, "panel.html", document=desk.case.document(d), **panel_context(desk, desk.case.document(d), desk.case.finding(d, f))
    )


def list_findings(desk: Desk, document: str) -> list[FindingRow]:
    """Return all findings of a document, rejected ones too, in the order of the text."""
    rows: list[FindingRow] = []
    for number in range(1, 21):
        found = desk.case.findings(FindingFilter(document=document, state="any"), Page(number=number, size=_MOST))
        rows.extend(found.rows)
        if len(rows) >= found.total:
            break
    return rows


def panel_context(desk: Desk, document: Document, row: FindingRow | None) -> dict[str, object]:
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


def _choose(document: Document, kind: str, start: int | None, end: int | None) -> Chosen:
    if kind not in forms.INPUTS:
        raise UsageError(f"'{kind[:40]}' is no kind of finding: choose {', '.join(forms.INPUTS)}")
    if start is None or end is None or not 0 <= start < end <= len(document.text):
        return Chosen(kind=kind)
    return Chosen(kind=kind, start=start, end=end, words=document.text[start:end])
