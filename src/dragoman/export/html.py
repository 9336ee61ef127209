"""A brief as one self-contained HTML file: the brief at the left, the articles beside it, every citation a link.

No script is needed: a link's target is marked by ``:target`` and ``:has()``; a short script only marks it in more browsers and
leads the way back. A content security policy lets nothing else load or run, whatever an article contains.
"""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from dragoman.export.article import anchor, write_article
from dragoman.export.marks import DOUBT, DRAFT, LEGEND, is_draft, sign_in_table
from dragoman.export.notes import Note, Notes, cited_words, number_citations
from dragoman.export.plots import draw_plot
from dragoman.export.safe import one_line
from dragoman.records.brief import Brief, Cell, Plot, Row, Section, Sentence, Table

_KINDS = {
    "visit": "visit",
    "event": "event",
    "explanation": "explanation",
    "claim": "claim",
    "forecast": "forecast",
    "quote": "statement",
}
_TIP = 200


def write_html(brief: Brief) -> str:
    """Return the page; safe whatever the documents contain."""
    notes = number_citations(brief)
    style, script = load_asset("brief.css") + _target_rules(notes), load_asset("brief.js")
    policy = f"default-src 'none'; style-src 'sha256-{_digest(style)}'; script-src 'sha256-{_digest(script)}'; "
    policy += "base-uri 'none'; form-action 'none'"
    title = escape(one_line(brief.title.text))
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n<meta name="color-scheme" content="light dark">\n'
        f'<meta name="generator" content="{escape(brief.maker)}">\n<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n'
        '<a class="skip" href="#articles">Skip to the article</a>\n'
        f'<div class="desk">\n{write_main(brief, notes)}\n{_articles(brief, notes)}\n</div>\n'
        f'<a id="return" class="return" href="#brief" hidden>Back to the brief</a>\n<script>{script}</script>\n</body>\n</html>\n'
    )


def write_main(brief: Brief, notes: Notes, rest: bool = True) -> str:
    """Return the brief itself as HTML, every citation a link to an anchor of the page."""
    seen: set[str] = set()
    facts = "".join(f"<li>{escape(one_line(f))}</li>" for f in brief.facts)
    asked = f'<p class="question">Question: <bdi>{escape(one_line(brief.question))}</bdi></p>' if brief.question else ""
    head = f'<header><h1>{_words(notes, brief.title, brief, seen)}</h1><ul class="facts">{facts}</ul>{asked}</header>'
    sections = "\n".join(_section(s, notes, brief, seen) for s in brief.sections)
    listed = _rests(notes) if rest else ""
    return f'<main id="brief" tabindex="-1">{head}\n{sections}\n{listed}<footer><p>{escape(LEGEND)}</p></footer></main>'


def _section(section: Section, notes: Notes, brief: Brief, seen: set[str]) -> str:
    def block(sentences: tuple[Sentence, ...]) -> str:
        items = "".join(
            f'<li class="n-{s.nature}">{_nature(s)}{_words(notes, s, brief, seen)}{_doubt(s.confidence)}</li>' for s in sentences
        )
        return f'<ul class="says">{items}</ul>' if items else ""

    before = block(section.before)
    table = _table(section.table, notes, brief, seen, section.id) if section.table else ""
    plots = "".join(_figure(p, f"{section.id}-{i}") for i, p in enumerate(section.plots, 1))
    heading = f'<h2 id="h-{section.id}">{escape(section.heading)}</h2>'
    inner = f"{heading}{before}{plots}{table}{block(section.after)}"
    return f'<section id="{section.id}" aria-labelledby="h-{section.id}">{inner}</section>'


def _figure(plot: Plot, name: str) -> str:
    words = f"<details><summary>In words</summary><p>{escape(one_line(plot.description))}</p></details>"
    return f'<figure class="plot plot-{plot.kind}">{draw_plot(plot, name)}<figcaption>{escape(plot.title)}</figcaption>{words}</figure>'


def _nature(sentence: Sentence) -> str:
    """Say the nature for those who do not see the mark before the line."""
    return f'<span class="nature">{sentence.nature}: </span>'


def _table(table: Table, notes: Notes, brief: Brief, seen: set[str], name: str) -> str:
    head = "".join(f'<th scope="col" role="columnheader">{escape(c)}</th>' for c in table.columns)
    rows = "".join(_row(row, table.columns, notes, brief, seen) for row in table.rows)
    return (
        f'<table role="table" class="t-{name}" aria-labelledby="h-{name}"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(row: Row, columns: tuple[str, ...], notes: Notes, brief: Brief, seen: set[str]) -> str:
    cells = []
    for i, (column, cell) in enumerate(zip(columns, row.cells, strict=True)):
        tag, role = ('th scope="row"', "rowheader") if i == 0 else ("td", "cell")
        empty = "" if cell.parts else ' class="empty"'
        doubt = _doubt(row.confidence) if i == 0 else ""
        words = f"{_cell(cell, notes, brief, seen)}{doubt}"
        cells.append(f'<{tag} role="{role}" data-label="{escape(column)}"{empty}>{words}</{tag.split()[0]}>')
    return f'<tr role="row" class="k-{escape(row.topic)}">{"".join(cells)}</tr>'


def _cell(cell: Cell, notes: Notes, brief: Brief, seen: set[str]) -> str:
    parts = [f"{_sign(p)}{_words(notes, p, brief, seen)}" for p in cell.parts]
    return parts[0] if len(parts) == 1 else "".join(f"<p>{p}</p>" for p in parts)


def _sign(sentence: Sentence) -> str:
    sign = sign_in_table(sentence)
    return f'<span class="sign" role="img" aria-label="{sentence.nature}" title="{sentence.nature}">{sign}</span>' if sign else ""


def _words(notes: Notes, sentence: Sentence, brief: Brief, seen: set[str]) -> str:
    text = f"<bdi>{escape(one_line(sentence.text))}</bdi>"
    if sentence.tone:
        text = f'<span class="tone tone-{escape(sentence.tone)}">{text}</span>'
    draft = f' <span class="draft">{DRAFT}</span>' if is_draft(sentence) else ""
    return f"{text}{_links(notes, sentence, brief, seen)}{draft}"


def _links(notes: Notes, sentence: Sentence, brief: Brief, seen: set[str]) -> str:
    documents = {d.id: d for d in brief.documents}
    links = []
    by_key = {notes.keys[c]: c for c in sentence.citations}
    for key, shown in notes.runs_of(sentence):
        citation = by_key[key]
        own = "" if key in seen else f' id="r{key}"'
        seen.add(key)
        words = one_line(cited_words(citation, documents)[: _TIP * 4])[:_TIP] or citation.row or citation.source or ""
        kind = "cited words" if citation.is_words else "table row" if citation.row else "source"
        links.append(f'<a class="cite"{own} href="#{anchor(key)}" title="{escape(words)}" aria-label="{kind} {shown}">{shown}</a>')
    return f'<span class="cites">{"".join(links)}</span>' if links else ""


def _doubt(confidence: str | None) -> str:
    return f' <span class="doubt">{DOUBT}</span>' if confidence == "low" else ""


def _rests(notes: Notes) -> str:
    """List the citations that are no words of an article."""
    rest = [n for n in notes.notes if not n.citation.is_words]
    if not rest:
        return ""
    items = "".join(f'<li id="{anchor(n.key)}" tabindex="-1"><a href="#r{n.key}">{n.key}</a> {write_rest(n)}</li>' for n in rest)
    return f'<section aria-labelledby="h-rows"><h2 id="h-rows">Table rows and sources cited</h2><ul class="rows">{items}</ul></section>'


def write_rest(note: Note) -> str:
    """Return a citation of a table row or a source as HTML."""
    c = note.citation
    source = f" from <bdi>{escape(one_line(c.source))}</bdi>" if c.row and c.source else ""
    name = c.row or c.source or ""
    return f"<bdi>{escape(one_line(name))}</bdi>{source}{f' ({escape(one_line(c.note))})' if c.note else ''}"


def _articles(brief: Brief, notes: Notes) -> str:
    by_document: dict[str, list[Note]] = {d.id: [] for d in brief.documents}
    for note in notes.notes:
        if note.citation.document in by_document:
            by_document[note.citation.document].append(note)
    kinds = "".join(f'<li><mark class="k-{key}">{name}</mark></li>' for key, name in _KINDS.items())
    heading = "The article" if len(brief.documents) == 1 else "The articles"
    pairs = zip(brief.documents, brief.labels, strict=True)
    body = "\n".join(write_article(d, label, by_document[d.id]) for d, label in pairs)
    legend = f'<ul class="legend" aria-label="kinds of marked words">{kinds}</ul>' if brief.documents else ""
    return f'<aside id="articles" tabindex="0" aria-labelledby="h-articles"><h2 id="h-articles">{heading}</h2>{legend}{body}</aside>'


def _target_rules(notes: Notes) -> str:
    """Mark all pieces of a citation's words when its anchor is the target; a browser without ``:has()`` skips these rules."""
    rules = (f'aside:has(#{anchor(n.key)}:target) [data-c~="{n.key}"]' for n in notes.notes if n.citation.is_words)
    return "".join(f"{rule}{{background:var(--on);color:var(--on-ink)}}\n" for rule in rules)


def _digest(text: str) -> str:
    return b64encode(sha256(text.encode("utf-8")).digest()).decode("ascii")


@cache
def load_asset(name: str) -> str:
    """Return a file of the pages' styles and scripts."""
    return (files("dragoman.data") / "web" / name).read_text(encoding="utf-8")
