"""An article's text with its findings as marks.

Where findings overlap the text is cut at every edge, and a piece is wrapped once for each kind that covers it, so that every kind
keeps its own line under the words. Offsets are code points into ``Document.text``: a block carries where it starts, and what the page
shows otherwise than it stands in the text (a control character, a lone carriage return) says how many code points it stands for.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from dragoman.export.blocks import Edges, cover_text, split_block
from dragoman.records.document import Block, Document
from dragoman.records.spans import Span
from dragoman.store.rows import FindingRow
from dragoman.web.pages import article_link
from dragoman.web.words import KINDS

PART = 60_000  # code points of text on one page; a longer document has several
_PIECE = 4_000
_TAGS = {"title": "h2", "heading": "h3", "embed": "blockquote"}
# As in export/safe.py, and carriage returns, which HTML would turn into line feeds of its own.
_HIDDEN = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_RANK = {kind: i for i, kind in enumerate(KINDS)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """One stretch of a finding's words, cut at a block's edges; ``first`` where the finding's words begin."""

    start: int
    end: int
    row: FindingRow
    first: bool


def cut_parts(document: Document) -> list[list[Block]]:
    """Return the blocks of a document by page; blocks cover the whole text, and one that is too long is cut at a space."""
    parts: list[list[Block]] = [[]]
    taken = 0
    for block in (piece for whole in cover_text(document) for piece in split_block(document.text, whole, _PIECE)):
        if taken and taken + block.end - block.start > PART:
            parts.append([])
            taken = 0
        parts[-1].append(block)
        taken += block.end - block.start
    return parts


def find_part(parts: Sequence[Sequence[Block]], at: int) -> int:
    """Return the number, from 0, of the part in which an offset lies."""
    starts = [part[0].start if part else 0 for part in parts]
    return max(0, bisect_right(starts, at) - 1)


def write_blocks(document: Document, blocks: Sequence[Block], rows: Iterable[FindingRow], on: str | None, at: int | None) -> Markup:
    """Return blocks as HTML.

    Args:
        document: whose text it is.
        blocks: those to show, in order.
        rows: the findings to mark.
        on: the id of the finding that is looked at.
        at: an offset to jump to, where no finding is meant.
    """
    stretches = _cut(blocks, rows)
    return Markup("\n").join(_write_block(document, b, stretches.get(i, []), on, at) for i, b in enumerate(blocks))


def spans_of(row: FindingRow) -> tuple[Span, ...]:
    """Return the words that a finding marks."""
    return row.record.spans


def _cut(blocks: Sequence[Block], rows: Iterable[FindingRow]) -> dict[int, list[Stretch]]:
    edges = Edges(blocks)
    found: dict[int, list[Stretch]] = {}
    for row in rows:
        first = True
        for span in sorted(spans_of(row), key=lambda s: s.start):
            for i, start, end in edges.cut(span):
                found.setdefault(i, []).append(Stretch(start=start, end=end, row=row, first=first))
                first = False
    return found


def _write_block(document: Document, block: Block, stretches: list[Stretch], on: str | None, at: int | None) -> Markup:
    tag = _TAGS.get(block.kind, "p")
    body = Markup("").join(_write_pieces(document, block, stretches, on, at))
    return Markup('<{0} class="b b-{1}" dir="auto" data-s="{2}">{3}</{0}>').format(Markup(tag), block.kind, block.start, body)


def _write_pieces(document: Document, block: Block, stretches: list[Stretch], on: str | None, at: int | None) -> Iterator[Markup]:
    opening: dict[int, list[Stretch]] = {}
    closing: dict[int, list[Stretch]] = {}
    for s in stretches:
        opening.setdefault(s.start, []).append(s)
        closing.setdefault(s.end, []).append(s)
    jump = {at} if at is not None and block.start <= at < block.end else set()
    active: dict[str, Stretch] = {}
    for start, end in pairwise(sorted({block.start, block.end, *opening, *closing, *jump})):
        if start == at:
            yield Markup('<span id="at" class="anchor"></span>')
        for s in opening.get(start, ()):
            active[s.row.id] = s
            if s.first:
                yield Markup('<span id="t-{}" class="anchor"></span>').format(s.row.id)
        yield _mark(document.id, write_text(document.text[start:end]), list(active.values()), start, on)
        for s in closing.get(end, ()):
            if active.get(s.row.id) is s:
                del active[s.row.id]


def _mark(document: str, words: Markup, stretches: list[Stretch], start: int, on: str | None) -> Markup:
    if not stretches or not words.strip():
        return words
    ranked = sorted(stretches, key=lambda s: (_RANK.get(s.row.kind, 9), s.end - s.start))
    kinds = list(dict.fromkeys(s.row.kind for s in ranked))
    for kind in reversed(kinds):
        words = Markup('<span class="k k-{}">{}</span>').format(kind, words)
    lead = ranked[0]
    # One stop of the Tab key a finding: where its words begin. The list beside the text reaches all of them too.
    reach = "" if lead.first and lead.start == start else Markup(' tabindex="-1"')
    lit = " on" if any(s.row.id == on for s in stretches) else ""
    dim = " rejected" if all(s.row.state == "rejected" for s in stretches) else ""
    ids = " ".join(s.row.id for s in ranked)
    href = article_link(document, lead.row.id)
    return Markup('<a class="m{}{}" href="{}" data-f="{}" data-k="{}"{}>{}</a>').format(lit, dim, href, ids, " ".join(kinds), reach, words)


def write_text(text: str) -> Markup:
    """Return escaped text; a hidden character stands as its code point, and counts as the one character that it is."""
    parts: list[Markup] = []
    at = 0
    for match in _HIDDEN.finditer(text):
        parts.append(escape(text[at : match.start()]))
        char = match.group()
        shown = "" if char == "\r" else "¶" if char in "\u2028\u2029" else f"⟨U+{ord(char):04X}⟩"
        parts.append(Markup('<span class="ctl" data-n="1">{}</span>').format(shown))
        at = match.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
