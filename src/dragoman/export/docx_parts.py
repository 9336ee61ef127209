"""Pieces of a Word document: safe text, links to bookmarks, tables with a head that repeats, the list of what is cited."""

from collections.abc import Sequence
from typing import Any

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from dragoman.export.article import anchor
from dragoman.export.notes import Notes, cited_words
from dragoman.export.safe import drop_illegal, one_line
from dragoman.records.brief import Brief

_INK = RGBColor(0x1D, 0x1F, 0x23)
_LINK = "1F4E8C"
_WORDS = 240


def safe(text: str) -> str:
    """Return text that XML allows and that shows what would reorder or hide it."""
    return drop_illegal(one_line(text))


def style_document(document: Any) -> None:
    """Set page, fonts and sizes; headings stay Word's own, so that its outline and its readers find them."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21.0), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(2.0)
    for name, size in (("Normal", 10), ("Title", 18), ("Heading 1", 13), ("Subtitle", 9), ("List Bullet", 10)):
        style = document.styles[name]
        style.font.name = "Calibri"
        style.font.size = Pt(size)
        style.font.color.rgb = _INK
        style.paragraph_format.space_after = Pt(4)
    document.styles["Subtitle"].font.italic = False


def add_words(paragraph: Any, text: str, *, bold: bool = False, italic: bool = False) -> None:
    """Add text as one run; nothing where there is none. Blanks at either end stay."""
    if not text:
        return
    body = safe(text)
    lead, tail = (" " if text[:1].isspace() else ""), (" " if text[-1:].isspace() and body else "")
    run = paragraph.add_run(f"{lead}{body}{tail}")
    run.bold, run.italic = bold or None, italic or None


def add_note_link(paragraph: Any, key: str, shown: str) -> None:
    """Add a raised number that leads to its entry in the list of what is cited."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), anchor(key))
    run = OxmlElement("w:r")
    look = OxmlElement("w:rPr")
    for tag, value in (("w:color", _LINK), ("w:vertAlign", "superscript")):
        element = OxmlElement(tag)
        element.set(qn("w:val"), value)
        look.append(element)
    text = OxmlElement("w:t")
    text.text = f"[{shown}]"
    run.append(look)
    run.append(text)
    link.append(run)
    paragraph._p.append(link)


def add_table(document: Any, columns: Sequence[str], rows: int) -> Any:
    """Add a table with its head in bold, repeated on every page, and rows that are not cut."""
    table = document.add_table(rows=rows + 1, cols=len(columns), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.LEFT
    for name, cell in zip(columns, table.rows[0].cells, strict=True):
        add_words(cell.paragraphs[0], name, bold=True)
        shade(cell, "F1EFE9")
    _mark_row(table.rows[0], "w:tblHeader")
    for row in table.rows:
        _mark_row(row, "w:cantSplit")
        for cell in row.cells:
            cell.paragraphs[0].paragraph_format.space_after = Pt(1)
    return table


def _mark_row(row: Any, tag: str) -> None:
    element = OxmlElement(tag)
    element.set(qn("w:val"), "true")
    row._tr.get_or_add_trPr().append(element)


def shade(cell: Any, fill: str) -> None:
    """Give a cell a ground of a colour (six hexadecimal digits)."""
    element = OxmlElement("w:shd")
    for name, value in (("w:val", "clear"), ("w:color", "auto"), ("w:fill", fill)):
        element.set(qn(name), value)
    cell._tc.get_or_add_tcPr().append(element)


def add_notes(document: Any, brief: Brief, notes: Notes) -> None:
    """Add one paragraph a citation, each with the bookmark that its links lead to."""
    documents = {d.id: d for d in brief.documents}
    labels = dict(zip(documents, brief.labels, strict=True))
    for number, note in enumerate(notes.notes, 1):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(1)
        _bookmark(paragraph, anchor(note.key), number)
        add_words(paragraph, f"[{note.key}] ", bold=True)
        c = note.citation
        if c.document is not None and c.span is not None:
            words = one_line(cited_words(c, documents))
            words = words if len(words) <= _WORDS else f"{words[: _WORDS // 2]} … {words[-_WORDS // 2 :]}"
            place = f"{labels.get(c.document, c.document)}, " if len(documents) > 1 else ""
            add_words(paragraph, f"“{words}” ({place}{c.span.start}–{c.span.end})")
        else:
            source = f", from {c.source}" if c.row and c.source else ""
            add_words(paragraph, f"{'table row ' if c.row else 'source '}{c.row or c.source}{source}{f' ({c.note})' if c.note else ''}")
        for run in paragraph.runs:
            run.font.size = Pt(8)


def _bookmark(paragraph: Any, name: str, number: int) -> None:
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        element = OxmlElement(tag)
        element.set(qn("w:id"), str(number))
        if tag.endswith("Start"):
            element.set(qn("w:name"), name)
        paragraph._p.append(element)
