"""The articles beside a brief: their text in blocks, cited words marked, each with an anchor and a way back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

from dragoman.export.blocks import Edges, cover_text, split_block
from dragoman.export.notes import Note
from dragoman.export.safe import one_line, visible, web_address
from dragoman.records.document import Block, Document

_TAGS = {"title": "h3", "heading": "h4", "embed": "blockquote"}
# The kind that colours words which several findings cite: the rarer one tells more.
_RANK = ("visit", "explanation", "forecast", "claim", "event", "quote")
# A longer document is shown by its cited blocks and their neighbours only: a page of many megabytes helps nobody.
_WHOLE = 300_000
_PIECE = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cut:
    """A stretch of a block that a note cites; ``first`` and ``last`` tell whether the cited words begin and end in it."""

    start: int
    end: int
    note: Note
    first: bool
    last: bool


def anchor(key: str) -> str:
    """Return the id of a citation's target."""
    return f"c{key}"


def write_article(document: Document, label: str, notes: Sequence[Note]) -> str:
    """Return one article as HTML; ``notes`` are the numbered citations of its words."""
    blocks = _blocks_of(document)
    cuts = _cut(blocks, notes)
    shown = _choose(document, blocks, cuts)
    body: list[str] = []
    skipped = 0
    for i, block in enumerate(blocks):
        if i not in shown:
            skipped += 1
            continue
        if skipped:
            body.append(_skip_line(skipped))
            skipped = 0
        body.append(_block(document, block, cuts.get(i, [])))
    body += [_skip_line(skipped)] if skipped else []
    return f'<article lang="{_language(document)}" aria-label="{escape(one_line(label))}">{_head(document, label)}{"".join(body)}</article>'


def _head(document: Document, label: str) -> str:
    address = web_address(document.url)
    link = f' · <a href="{escape(address)}" rel="noopener noreferrer nofollow">{escape(address)}</a>' if address else ""
    date = f" · {escape(one_line(document.published))}" if document.published else ""
    titled = any(b.kind == "title" for b in document.blocks)
    title = f"<h3><bdi>{escape(one_line(document.title))}</bdi></h3>" if document.title and not titled else ""
    return f'<p class="source"><bdi>{escape(one_line(label))}</bdi>{date}{link}</p>{title}'


def _blocks_of(document: Document) -> list[Block]:
    """Return blocks for the whole text; those of a long one in pieces that can be left out one by one."""
    found = list(cover_text(document))
    return found if len(document.text) <= _WHOLE else [piece for block in found for piece in split_block(document.text, block, _PIECE)]


def _cut(blocks: Sequence[Block], notes: Sequence[Note]) -> dict[int, list[_Cut]]:
    """Cut every citation at the edges of blocks; return the pieces by the block's number."""
    edges = Edges(blocks)
    found: dict[int, list[_Cut]] = {}
    for note in notes:
        if note.citation.span is None:
            continue
        parts = list(edges.cut(note.citation.span))
        for n, (i, start, end) in enumerate(parts):
            found.setdefault(i, []).append(_Cut(start=start, end=end, note=note, first=n == 0, last=n == len(parts) - 1))
    return found


def _choose(document: Document, blocks: Sequence[Block], cuts: dict[int, list[_Cut]]) -> set[int]:
    if len(document.text) <= _WHOLE:
        return set(range(len(blocks)))
    return {0} | {i + d for i in cuts for d in (-1, 0, 1)}


def _skip_line(blocks: int) -> str:
    return f'<p class="skipped">[{blocks:,} paragraphs that nothing cites are not shown]</p>'


def _block(document: Document, block: Block, cuts: list[_Cut]) -> str:
    tag = _TAGS.get(block.kind, "p")
    return f'<{tag} class="b-{escape(block.kind)}" dir="auto">{"".join(_pieces(document.text, block, cuts))}</{tag}>'


def _pieces(text: str, block: Block, cuts: list[_Cut]) -> Iterator[str]:
    """Yield the block's text; where citations overlap, it is split so that every piece carries all that cite it."""
    opening: dict[int, list[_Cut]] = {}
    closing: dict[int, list[_Cut]] = {}
    for cut in cuts:
        opening.setdefault(cut.start, []).append(cut)
        closing.setdefault(cut.end, []).append(cut)
    edges = sorted({block.start, block.end, *opening, *closing})
    active: dict[str, Note] = {}
    for start, end in pairwise(edges):
        for cut in opening.get(start, ()):
            active[cut.note.key] = cut.note
            if cut.first:
                yield f'<span class="anchor" id="{anchor(cut.note.key)}" tabindex="-1"></span>'
        yield _marked(escape(visible(text[start:end])), list(active.values()))
        for cut in closing.get(end, ()):
            active.pop(cut.note.key, None)
            if cut.last:
                key = cut.note.key
                yield f'<sup class="back"><a href="#r{key}" aria-label="back to statement {key} of the brief">{key}</a></sup>'


def _marked(words: str, notes: list[Note]) -> str:
    if not notes:
        return words
    kinds = {t for n in notes for t in n.topics}
    kind = next((k for k in _RANK if k in kinds), "other")
    return f'<mark class="k-{kind}" data-c="{" ".join(n.key for n in notes)}">{words}</mark>'


def _language(document: Document) -> str:
    code = (document.language or "").replace("_", "-")
    return escape(code) if code.replace("-", "").isalnum() and len(code) <= 12 else "und"
