"""Blocks to show: all of the text, in pieces, and spans cut at their edges. The text is written for the test."""

from dragoman.export.blocks import Edges, cover_text, split_block
from dragoman.records.document import Block, Document
from dragoman.records.spans import Span

TEXT = "Lind left.\n\nNobody covers this line.\n\nBerg stayed."


def document() -> Document:
    blocks = (Block(kind="title", start=0, end=10), Block(kind="paragraph", start=38, end=len(TEXT)))
    return Document(
        id="d", source="d", title=None, published=None, publisher=None, author=None, url=None, language="en", text=TEXT, blocks=blocks
    )


def test_what_no_block_covers_is_a_paragraph() -> None:
    found = list(cover_text(document()))
    assert [b.kind for b in found] == ["title", "paragraph", "paragraph"]
    assert "".join("".join(TEXT[b.start : b.end].split()) for b in found) == "".join(TEXT.split())


def test_a_long_block_is_cut_at_spaces_and_loses_nothing() -> None:
    pieces = list(split_block(TEXT, Block(kind="paragraph", start=0, end=len(TEXT)), 16))
    assert "".join(TEXT[p.start : p.end] for p in pieces) == TEXT
    assert all(p.end - p.start <= 16 for p in pieces)


def test_a_span_over_an_edge_is_two_parts() -> None:
    edges = Edges([Block(kind="title", start=0, end=10), Block(kind="paragraph", start=12, end=36)])
    assert list(edges.cut(Span(start=5, end=18))) == [(0, 5, 10), (1, 12, 18)]
    assert list(edges.cut(Span(start=10, end=12))) == []
