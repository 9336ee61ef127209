"""A brief as PDF, by WeasyPrint from HTML of its own: the brief, then the cited words as a list that every citation links to.

Nothing is fetched: the page refers to nothing outside of itself, and the fetcher refuses whatever an article might bring. The same
brief gives the same bytes: no clock is read, and the identifier comes of the page itself.
"""

from hashlib import sha256
from html import escape
from typing import Any

from dragoman.errors import UsageError
from dragoman.export.article import anchor
from dragoman.export.html import load_asset, write_main, write_rest
from dragoman.export.notes import Note, Notes, cited_words, number_citations
from dragoman.export.safe import drop_illegal, one_line
from dragoman.records.brief import Brief
from dragoman.records.document import Document

_WORDS, _SHORT = 240, 90


def write_pdf(brief: Brief) -> bytes:
    """Return the PDF.

    Raises:
        UsageError: Pango, which lays out the text, is not installed; the message names the package.
    """
    page = write_page(brief)
    html = _load_weasyprint()
    document = html(string=page, url_fetcher=_refuse, base_url=None).render()
    return bytes(document.write_pdf(pdf_identifier=sha256(page.encode("utf-8")).digest()[:16], pdf_tags=True))


def write_page(brief: Brief) -> str:
    """Return the HTML that is laid out: no script, one style, every citation a link into the list at its end."""
    notes = number_citations(brief)
    title = one_line(brief.title.text)
    short = title if len(title) <= _SHORT else title[:_SHORT].rsplit(" ", 1)[0] + " …"
    body = write_main(brief, notes, rest=False).replace("<h1>", f'<h1 data-short="{escape(short)}">', 1)
    page = (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="generator" content="{escape(brief.maker)}"><style>{load_asset("print.css")}</style></head>\n'
        f"<body>{body}\n{_list_notes(brief, notes)}</body></html>\n"
    )
    return drop_illegal(page)


def _list_notes(brief: Brief, notes: Notes) -> str:
    documents = {d.id: d for d in brief.documents}
    labels = dict(zip(documents, brief.labels, strict=True))
    items = "".join(f'<li id="{anchor(n.key)}"><a href="#r{n.key}">[{n.key}]</a> {_note(n, documents, labels)}</li>' for n in notes.notes)
    return f'<section aria-labelledby="h-cited"><h2 id="h-cited">Cited words, rows and sources</h2><ul class="rows">{items}</ul></section>'


def _note(note: Note, documents: dict[str, Document], labels: dict[str, str]) -> str:
    c = note.citation
    if c.document is None or c.span is None:
        return write_rest(note)
    words = one_line(cited_words(c, documents))
    words = words if len(words) <= _WORDS else f"{words[: _WORDS // 2]} … {words[-_WORDS // 2 :]}"
    place = f"{one_line(labels.get(c.document, c.document))}, " if len(documents) > 1 else ""
    return f"“<bdi>{escape(words)}</bdi>” ({escape(place)}{c.span.start}–{c.span.end})"


def _refuse(url: str, *_: Any, **__: Any) -> dict[str, Any]:
    raise ValueError(f"a brief loads nothing: {url[:80]}")


def _load_weasyprint() -> Any:
    try:
        from weasyprint import HTML
    except (ImportError, OSError) as error:
        missing = str(error).splitlines()[0][:100]
        raise UsageError(
            f"a PDF needs the Pango library, which is not installed ({missing}): install it "
            "(Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0; macOS: brew install pango) or write --format html"
        ) from error
    return HTML
