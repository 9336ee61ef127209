"""A parsed text and its quotes, for the tests of this room; texts are of our own writing."""

import re
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.records.document import Block, Document
from dragoman.records.findings import Quote
from dragoman.records.problem import Problem

Found = tuple[tuple[Quote, ...], tuple[Problem, ...]]


@cache
def english() -> Language:
    return load()


def make_document(text: str, kinds: tuple[str, ...] = ()) -> Document:
    """Return a document whose paragraphs are parted by blank lines; ``kinds`` names the first blocks' kinds."""
    blocks = []
    for n, m in enumerate(re.finditer(r"[^\n]+", text)):
        blocks.append(Block(kind=kinds[n] if n < len(kinds) else "paragraph", start=m.start(), end=m.end()))
    return Document(
        id="d",
        source="d.txt",
        title=None,
        published=None,
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )


@cache
def parse(text: str, kinds: tuple[str, ...] = ()) -> tuple[Doc, Document]:
    document = make_document(text, kinds)
    return parse_document(english(), document), document
