"""A brief: sentences and table rows, each of which cites."""

from dataclasses import dataclass

from dragoman.errors import RecordError
from dragoman.records.document import Document
from dragoman.records.spans import Span

CONFIDENCE = ("low", "moderate", "high")


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a statement rests on: words of a document, a row of a reference table, or a source that gave a problem.

    Words have ``document`` and ``span``; a table row has ``row`` ("table:key") and ``source``; a problem has ``source`` and
    ``note`` alone.

    Raises:
        RecordError: neither words, nor a row, nor a source is named.
    """

    document: str | None = None
    span: Span | None = None
    row: str | None = None
    source: str | None = None
    note: str = ""

    def __post_init__(self) -> None:
        if not (self.is_words or self.row or self.source):
            raise RecordError("a citation names neither words of a document, nor a table row, nor a source")

    @property
    def is_words(self) -> bool:
        """Whether this cites words of a document."""
        return self.document is not None and self.span is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence. ``topic`` is the kind of finding that it tells of; ``confidence`` one of CONFIDENCE, or None.

    The confidence says how surely the words were read, never how likely the thing is. ``draft`` marks what only an analyst
    can settle; ``tone`` is the status or verdict label that it states, for those who show one by a colour.

    Raises:
        RecordError: it cites nothing.
    """

    text: str
    citations: tuple[Citation, ...]
    topic: str = ""
    confidence: str | None = None
    draft: bool = False
    tone: str | None = None

    def __post_init__(self) -> None:
        if not self.citations:
            raise RecordError(f"a sentence of a brief cites nothing: {self.text!r}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a table: parts, each with what it cites; an empty cell has no parts."""

    parts: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One row of a table.

    Raises:
        RecordError: no cell of it cites anything.
    """

    cells: tuple[Cell, ...]
    topic: str
    confidence: str | None = None

    def __post_init__(self) -> None:
        if not any(cell.parts for cell in self.cells):
            raise RecordError("a row of a brief cites nothing")


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows under named columns; every row has one cell a column.

    Raises:
        RecordError: a row has another number of cells.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise RecordError(f"a row of a brief does not fit its columns {self.columns}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with sentences and at most one table; ``id`` is stable ("reported", "explanations", ...)."""

    id: str
    heading: str
    before: tuple[Sentence, ...] = ()
    table: Table | None = None
    after: tuple[Sentence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The answer for a reader. ``title`` is a sentence and cites; ``facts`` are the words under it (dates, sources, state).

    ``documents`` are whole, because citations count their text; ``labels`` names each of them as the brief does.
    """

    kind: str = "brief"
    title: Sentence
    facts: tuple[str, ...]
    question: str | None
    as_of: str | None
    today: str
    maker: str
    sections: tuple[Section, ...]
    documents: tuple[Document, ...]
    labels: tuple[str, ...]

    def statements(self) -> tuple[Sentence, ...]:
        """Every sentence and every part of a cell, in reading order, the title first."""
        found = [self.title]
        for section in self.sections:
            found.extend(section.before)
            for row in section.table.rows if section.table else ():
                for cell in row.cells:
                    found.extend(cell.parts)
            found.extend(section.after)
        return tuple(found)
