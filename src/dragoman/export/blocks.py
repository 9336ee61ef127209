"""A document's text in blocks that can be shown: nothing left out, none too long, findings cut at their edges."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from dragoman.records.document import Block, Document
from dragoman.records.spans import Span


def cover_text(document: Document) -> Iterator[Block]:
    """Yield blocks for the whole text, in order: what no block covers is shown as a paragraph."""
    at = 0
    for block in sorted(document.blocks, key=lambda b: b.start):
        start, end = max(block.start, at), min(block.end, len(document.text))
        if document.text[at:start].strip():
            yield Block(kind="paragraph", start=at, end=start)
        if end > start:
            yield Block(kind=block.kind, start=start, end=end)
        at = max(at, end)
    if document.text[at:].strip():
        yield Block(kind="paragraph", start=at, end=len(document.text))


def split_block(text: str, block: Block, longest: int) -> Iterator[Block]:
    """Cut a block at spaces into pieces of ``longest`` code points at most: a text may be one line of many megabytes."""
    start = block.start
    while block.end - start > longest:
        space = text.rfind(" ", start + longest // 2, start + longest)
        end = space + 1 if space > 0 else start + longest
        yield Block(kind=block.kind, start=start, end=end)
        start = end
    yield Block(kind=block.kind, start=start, end=block.end)


class Edges:
    """Where blocks begin and end, to cut spans at; ``blocks`` are in order and do not overlap."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._starts, self._ends = [b.start for b in blocks], [b.end for b in blocks]

    def cut(self, span: Span) -> Iterator[tuple[int, int, int]]:
        """Yield (the block's number, start, end) for each block that holds a part of a span."""
        for i in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)):
            start, end = max(span.start, self._starts[i]), min(span.end, self._ends[i])
            if end > start:
                yield i, start, end
