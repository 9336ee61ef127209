"""A brief as a Word document: real headings, lists and tables; citations as links into a list at its end; plots as tables.

The same brief gives the same bytes: the dates of the file are the brief's own, those inside the archive are fixed. What XML does not
allow is replaced, and what reorders or hides is shown as its code point, as in every other export.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.shared import Cm, Pt

from dragoman.export.docx_parts import add_note_link, add_notes, add_table, add_words, safe, shade, style_document
from dragoman.export.marks import DOUBT, DRAFT, LEGEND, SIGNS, is_draft, sign_in_table
from dragoman.export.notes import Notes, number_citations
from dragoman.records.brief import Brief, Cell, Chances, Matrix, Plot, Section, Sentence, Table, Timeline

_EPOCH = (1980, 1, 1, 0, 0, 0)
_TITLE = 250
_FILLS = {"II": "E9B8A0", "I": "F7DFC9", "N": "ECECE8", "NA": "F7F6F2", "C": "D2E7F2", "CC": "9DC7DF"}


def write_docx(brief: Brief) -> bytes:
    """Return the document as bytes."""
    notes = number_citations(brief)
    document = docx.Document()
    style_document(document)
    _set_properties(document, brief)
    _sentence(document.add_heading(level=0), notes, brief.title)
    document.add_paragraph(safe(" · ".join(brief.facts)), style="Subtitle")
    if brief.question:
        document.add_paragraph(safe(f"Question: {brief.question}")).runs[0].bold = True
    for section in brief.sections:
        _section(document, notes, section)
    legend = document.add_paragraph(safe(LEGEND))
    legend.runs[0].italic = True
    legend.runs[0].font.size = Pt(8)
    document.add_heading("Cited words, rows and sources", level=1)
    add_notes(document, brief, notes)
    return _fix_archive(document)


def _set_properties(document: Any, brief: Brief) -> None:
    told = document.core_properties
    day = (
        datetime.strptime(brief.today[:10], "%Y-%m-%d").replace(tzinfo=UTC) if len(brief.today) >= 10 else datetime(2000, 1, 1, tzinfo=UTC)
    )
    told.created = told.modified = told.last_printed = day.replace(tzinfo=None)
    told.title = safe(brief.title.text)[:_TITLE]
    told.author = told.last_modified_by = brief.maker
    told.subject = safe(brief.question or "")[:_TITLE]
    told.comments = ""
    told.language = "en"
    told.revision = 1


def _section(document: Any, notes: Notes, section: Section) -> None:
    document.add_heading(safe(section.heading), level=1)
    for s in section.before:
        _line(document, notes, s)
    for plot in section.plots:
        _plot(document, plot)
    if section.table:
        _table(document, notes, section.table)
    for s in section.after:
        _line(document, notes, s)


def _line(document: Any, notes: Notes, sentence: Sentence) -> None:
    paragraph = document.add_paragraph(style="List Bullet")
    paragraph.paragraph_format.left_indent = Cm(0.6)
    add_words(paragraph, f"{SIGNS[sentence.nature]} " if sentence.nature != "information" else "")
    _sentence(paragraph, notes, sentence)


def _sentence(paragraph: Any, notes: Notes, sentence: Sentence, bold: bool = False) -> None:
    add_words(paragraph, sentence.text, bold=bold or (sentence.tone is not None))
    for key, shown in notes.runs_of(sentence):
        add_note_link(paragraph, key, shown)
    told = [DRAFT] * is_draft(sentence) + [DOUBT] * (sentence.confidence == "low")
    if told:
        add_words(paragraph, f" ({', '.join(told)})", italic=True)


def _table(document: Any, notes: Notes, table: Table) -> None:
    made = add_table(document, table.columns, len(table.rows))
    for row, cells in zip(table.rows, made.rows[1:], strict=True):
        for i, (cell, place) in enumerate(zip(row.cells, cells.cells, strict=True)):
            _cell(place, notes, cell)
            if i == 0 and row.confidence == "low":
                add_words(place.paragraphs[-1], f" ({DOUBT})", italic=True)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _cell(place: Any, notes: Notes, cell: Cell) -> None:
    for i, part in enumerate(cell.parts):
        paragraph = place.paragraphs[0] if i == 0 else place.add_paragraph()
        add_words(paragraph, sign_in_table(part))
        _sentence(paragraph, notes, part)


def _plot(document: Any, plot: Plot) -> None:
    """Say a plot as a table: Word shows no SVG that every version of it can read."""
    caption = document.add_paragraph()
    add_words(caption, plot.title, bold=True)
    if isinstance(plot, Timeline):
        rows = [
            (_days(m.start, m.end), m.label, m.status.replace("_", " "), "a table" if m.lane == "table" else "the text")
            for m in plot.moments
        ]
        _plain_table(document, ("when", "what", "status", "by"), rows)
    elif isinstance(plot, Chances):
        shares = [(c.id + (" (leads)" if c.leads else ""), c.text, f"{c.p:.0%}", f"{c.low:.0%} to {c.high:.0%}") for c in plot.chances]
        _plain_table(document, ("", "explanation", "probability", "reach"), shares)
    else:
        _matrix(document, plot)


def _days(start: str, end: str) -> str:
    return start if start == end else f"{start} to {end}"


def _plain_table(document: Any, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Any:
    made = add_table(document, columns, len(rows))
    for row, cells in zip(rows, made.rows[1:], strict=True):
        for text, place in zip(row, cells.cells, strict=True):
            add_words(place.paragraphs[0], text)
    document.add_paragraph().paragraph_format.space_after = Pt(0)
    return made


def _matrix(document: Any, plot: Matrix) -> None:
    weighing = plot.weighing
    cells = {(c.evidence, c.hypothesis): c for c in weighing.cells}
    ids = [h.id for h in weighing.hypotheses]
    rows = []
    for e in weighing.evidence:
        found = [cells.get((e.id, h)) for h in ids]
        rows.append((f"{e.id} {e.text[:120]}", *((f"{c.value}{' (draft)' if c.draft else ''}" if c else "·") for c in found)))
    made = _plain_table(document, ("item", *ids), rows)
    for row, cells_of in zip(rows, made.rows[1:], strict=True):
        for value, place in zip(row[1:], cells_of.cells[1:], strict=True):
            if fill := _FILLS.get(value.split(" ")[0]):
                shade(place, fill)


def _fix_archive(document: Any) -> bytes:
    """Return the archive with fixed dates, so that the same document has the same bytes."""
    raw, fixed = BytesIO(), BytesIO()
    document.save(raw)
    with ZipFile(raw) as source, ZipFile(fixed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            info = ZipInfo(name, date_time=_EPOCH)
            info.compress_type = ZIP_DEFLATED
            target.writestr(info, source.read(name))
    return fixed.getvalue()
