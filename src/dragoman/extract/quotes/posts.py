"""Embedded posts: a block that is someone's tweet or post, with its author from the signature, a handle or the text around."""

import re
from collections.abc import Sequence

from dragoman.extract.quotes.draft import Draft, Range
from dragoman.records.document import Block

SIGNATURE = re.compile(r"[—–-]{1,2}\s*(?P<name>[^\n()@—–]{2,60}?)\s*\(?(?P<handle>@\w{1,30})\)?[^\n]{0,60}$")
OPENING = re.compile(r"(?P<name>(?:[^\W\d_][\w.'’-]*\s){0,4})\(?(?P<handle>@\w{1,30})\)?\s*[:·•\n]")


def find_posts(text: str, blocks: Sequence[Block], drafts: Sequence[Draft]) -> list[Draft]:
    """Return one draft for each embedded post.

    Args:
        text: the document's text.
        blocks: its blocks in order.
        drafts: what was found elsewhere, sorted by place; the one that leads up to a post tells its author.
    """
    posts = []
    lead: tuple[int, int] | None = None
    for block in blocks:
        if block.kind != "embed":
            if block.kind in ("paragraph", "standfirst"):
                lead = (block.start, block.end)
            continue
        content, source = _signed(text, block)
        cue: Range | None = None
        speaker: int | None = None
        confidence = 0.9
        if source is None and lead is not None:
            leading = _leading(drafts, lead)
            if leading is not None:
                source, cue, speaker, confidence = leading.source, leading.cue, leading.speaker, 0.6
        posts.append(Draft("statement", "post", [content], cue, source, None, speaker, form="embed", confidence=confidence))
    return posts


def _signed(text: str, block: Block) -> tuple[Range, Range | None]:
    """Return the words of a post and the name or handle that signs it."""
    end = block.end
    m = SIGNATURE.search(text, max(block.start, end - 160), end)
    if m is not None:
        content_end = len(text[block.start : m.start()].rstrip()) + block.start
        return (block.start, max(content_end, block.start + 1)), m.span("handle") if not m.group("name").strip() else m.span("name")
    m = OPENING.match(text, block.start, end)
    if m is not None and m.end() < end:
        start = m.end()
        while start < end and text[start].isspace():
            start += 1
        return (start, end), m.span("handle")
    return (block.start, end), None


def _leading(drafts: Sequence[Draft], lead: Range) -> Draft | None:
    """Return the statement that leads up to a post: the last one of the paragraph before that names its source outright."""
    inside = [
        d
        for d in drafts
        if d.cue is not None and lead[0] <= d.cue[0] < lead[1] and d.source is not None and d.kind in ("statement", "judgement")
    ]
    return inside[-1] if inside else None
