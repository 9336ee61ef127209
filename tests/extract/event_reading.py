"""How the event and visit tests read a text: the shipped model and tables, one call."""

from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.extract.events.find import find_events
from dragoman.extract.mentions import find_mentions
from dragoman.extract.quotes.find import find_quotes
from dragoman.extract.visits.find import find_visits
from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.link.cast import link_mentions
from dragoman.records.document import Block, Document
from dragoman.records.findings import Event, Visit
from dragoman.tables import load_facts

DAY = "2021-03-10"


@cache
def english() -> Language:
    return load()


def document_of(text: str, published: str | None = DAY) -> Document:
    """Return a document of paragraphs split at blank lines."""
    blocks, at = [], 0
    for part in text.split("\n\n"):
        if part.strip():
            blocks.append(Block(kind="paragraph", start=at, end=at + len(part)))
        at += len(part) + 2
    return Document(
        id="d",
        source="d",
        title=None,
        published=published,
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )


def parse(text: str) -> Doc:
    return parse_document(english(), document_of(text))


@cache
def read(text: str, published: str | None = DAY) -> tuple[tuple[Event, ...], tuple[Visit, ...]]:
    """Return the events and visits of a text."""
    document, facts = document_of(text, published), load_facts()
    doc = parse_document(english(), document)
    cast = link_mentions(doc, document, find_mentions(doc, document, facts), facts)
    quotes, _ = find_quotes(doc, document, cast)
    events = find_events(doc, document, cast, quotes)
    return events, find_visits(doc, document, cast, events, quotes, facts)
