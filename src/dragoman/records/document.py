"""What is read, and what cleaning makes of it."""

from dataclasses import dataclass

from dragoman.records.spans import Span

BLOCK_KINDS = ("title", "dateline", "standfirst", "heading", "paragraph", "caption", "embed", "boilerplate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Raw:
    """One text as it came: bytes decoded, nothing else done.

    ``media`` is ``text``, ``markdown``, ``html`` or ``record`` (a JSON Lines text, kept verbatim). The optional fields are
    what the container said (a feed's entry, a JSON Lines object), never guesses.
    """

    source: str
    text: str
    media: str
    id: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    publisher: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of text of one kind (see BLOCK_KINDS); blocks are in order and do not overlap."""

    kind: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """Who published; ``evidence`` is the words that tell it, ``standing`` what the outlets table says (e.g. state-controlled)."""

    name: str
    evidence: Span | None = None
    standing: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What this text is a copy of. Copies share an origin and corroborate nothing."""

    of: str
    method: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A cleaned text. ``text`` never changes; all offsets count its code points. ``published`` is ISO 8601 or None."""

    kind: str = "document"
    id: str
    source: str
    title: str | None
    published: str | None
    publisher: Publisher | None
    author: str | None
    url: str | None
    language: str | None
    text: str
    blocks: tuple[Block, ...]
    origin: Origin | None = None
