"""A brief as Markdown: citations as [n], the cited words with their offsets at the end."""

import re
from collections.abc import Sequence

from dragoman.export.marks import DOUBT, DRAFT, LEGEND, SIGNS, is_draft, sign_in_table
from dragoman.export.notes import Note, Notes, cited_words, number_citations
from dragoman.export.safe import one_line, web_address
from dragoman.records.brief import Brief, Cell, Chances, Matrix, Section, Sentence, Table, Timeline
from dragoman.records.document import Document

_SPECIAL = re.compile(r"([\\`*_\[\]<>|~&#])")
_MOST_WORDS, _ITEM = 240, 90
_QUOTES = tuple('“"„«')


def write_markdown(brief: Brief) -> str:
    """Return the brief as Markdown (GitHub's tables), safe whatever the documents contain."""
    notes = number_citations(brief)
    lines = [f"# {_plain(brief.title.text)}{_marks(notes, brief.title)}", "", _plain(" · ".join(brief.facts))]
    if brief.question:
        lines += ["", f"Question: {_plain(brief.question)}"]
    for section in brief.sections:
        lines += ["", f"## {section.heading}", "", *_section_lines(notes, section)]
    lines += ["", f"*{LEGEND}*", "", "## Cited words", "", *_note_lines(brief, notes), ""]
    return "\n".join(lines)


def _section_lines(notes: Notes, section: Section) -> list[str]:
    lines = [f"- {_sentence_line(notes, s)}" for s in section.before]
    for plot in section.plots:
        # The picture stands in the other formats; here its words do, where no table beside it says the same.
        if not isinstance(plot, Timeline):
            lines += [""] * bool(lines) + [f"*{_plain(plot.title)}*", "", *_plot_lines(plot)]
    if section.table:
        lines += [""] * bool(lines) + _table_lines(notes, section.table)
    if section.after:
        lines += [""] * bool(lines) + [f"- {_sentence_line(notes, s)}" for s in section.after]
    return lines


def _plot_lines(plot: Chances | Matrix) -> list[str]:
    if isinstance(plot, Chances):
        rows = [(f"{c.id}{' (leads)' if c.leads else ''} {c.text}", f"{c.p:.0%}", f"{c.low:.0%} to {c.high:.0%}") for c in plot.chances]
        return _plain_table(("explanation", "probability", "reach"), rows)
    cells = {(c.evidence, c.hypothesis): c.value + ("*" if c.differ else "") for c in plot.weighing.cells}
    ids = [h.id for h in plot.weighing.hypotheses]
    items = [(f"{e.id} {e.text[:_ITEM]}", *(cells.get((e.id, h), "·") for h in ids)) for e in plot.weighing.evidence]
    return _plain_table(("item", *ids), items)


def _plain_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines = [f"| {' | '.join(map(_plain, columns))} |", f"|{'---|' * len(columns)}"]
    return lines + [f"| {' | '.join(map(_plain, row))} |" for row in rows]


def _sentence_line(notes: Notes, sentence: Sentence) -> str:
    told = [DRAFT] * is_draft(sentence) + [DOUBT] * (sentence.confidence == "low")
    tail = f" *({', '.join(told)})*" if told else ""
    return f"{SIGNS[sentence.nature]} {_plain(sentence.text)}{_marks(notes, sentence)}{tail}"


def _table_lines(notes: Notes, table: Table) -> list[str]:
    lines = [f"| {' | '.join(table.columns)} |", f"|{'---|' * len(table.columns)}"]
    for row in table.rows:
        cells = [_cell(notes, cell) for cell in row.cells]
        cells[0] += f" *({DOUBT})*" if row.confidence == "low" else ""
        lines.append(f"| {' | '.join(cells)} |")
    return lines


def _cell(notes: Notes, cell: Cell) -> str:
    return "; ".join(f"{sign_in_table(p)}{_plain(p.text)}{_marks(notes, p)}" for p in cell.parts)


def _marks(notes: Notes, sentence: Sentence) -> str:
    # Escaped, so that no reader takes "[3]" followed by "(...)" for a link.
    keys = "".join(f"\\[{shown}\\]" for _, shown in notes.runs_of(sentence))
    return f" {keys}" if keys else ""


def _note_lines(brief: Brief, notes: Notes) -> list[str]:
    documents = {d.id: d for d in brief.documents}
    labels = dict(zip(documents, brief.labels, strict=True))
    lines = []
    for d in brief.documents:
        address = web_address(d.url)
        shown = f"<{address}>" if address and not re.search("[<>\\\\]", address) else ""
        title = f"“{_plain(d.title)}”" if d.title else "untitled"
        lines.append(f"**{_plain(labels[d.id])}**: {title}{', ' + _plain(d.published) if d.published else ''} {shown}".rstrip() + "  ")
    lines.append("")
    lines += [f"- {_note_line(n, documents, labels)}" for n in notes.notes]
    return lines


def _note_line(note: Note, documents: dict[str, Document], labels: dict[str, str]) -> str:
    c = note.citation
    if c.document is not None and c.span is not None:
        words = one_line(cited_words(c, documents))
        words = words if len(words) <= _MOST_WORDS else f"{words[: _MOST_WORDS // 2]} … {words[-_MOST_WORDS // 2 :]}"
        place = f"{_plain(labels.get(c.document, c.document))}, " if len(documents) > 1 else ""
        shown = words if words[:1] in _QUOTES else f"“{words}”"
        return f"\\[{note.key}\\] {_plain(shown)} ({place}{c.span.start}–{c.span.end})"
    if c.row:
        source = f", from {_plain(c.source)}" if c.source else ""
        return f"\\[{note.key}\\] table row {_plain(c.row)}{source}{' (' + _plain(c.note) + ')' if c.note else ''}"
    return f"\\[{note.key}\\] source {_plain(c.source or '')}{' (' + _plain(c.note) + ')' if c.note else ''}"


def _plain(text: str) -> str:
    """Return words of an article so that nothing in them is Markdown or HTML."""
    return _SPECIAL.sub(r"\\\1", one_line(text))
