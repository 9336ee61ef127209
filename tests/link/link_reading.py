"""Reads a text of the tests' own writing into a cast."""

from functools import lru_cache
from typing import Any

from dragoman.extract.mentions import find_mentions
from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.link.cast import link_mentions
from dragoman.records.cast import Anchor, Cast
from dragoman.records.document import Block, Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Mention
from dragoman.tables import load_facts


@lru_cache(maxsize=1)
def nlp() -> Any:
    """The shipped model, loaded once."""
    return load()


@lru_cache(maxsize=1)
def facts() -> Facts:
    """The shipped tables, loaded once."""
    return load_facts()


def document(text: str, published: str | None = "2020-01-04", kind: str = "paragraph") -> Document:
    """A document of one block a line."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(kind=kind, start=at, end=at + len(line)))
        at += len(line) + 1
    return Document(
        id="t",
        source="t",
        title=None,
        published=published,
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )


def mentions(text: str, kind: str = "paragraph") -> tuple[Mention, ...]:
    """The names of a text, not linked."""
    d = document(text, kind=kind)
    return find_mentions(parse_document(nlp(), d), d, facts())


def cast(text: str, published: str | None = "2020-01-04") -> Cast:
    """The cast of a text."""
    d = document(text, published)
    doc = parse_document(nlp(), d)
    return link_mentions(doc, d, find_mentions(doc, d, facts()), facts())


def anchor(text: str, words: str, published: str | None = "2020-01-04", nth: int = 0) -> Anchor | None:
    """The anchor over the nth occurrence of ``words`` in ``text``."""
    at = -1
    for _ in range(nth + 1):
        at = text.index(words, at + 1)
    return cast(text, published).anchor_at(at, at + len(words))


def entity(text: str, words: str, published: str | None = "2020-01-04", nth: int = 0) -> str | None:
    """The entity that the nth occurrence of ``words`` is anchored to."""
    found = anchor(text, words, published, nth)
    return found.ref.entity if found else None
