"""A brief: sentences and table rows, each of which cites."""

from dataclasses import dataclass

from dragoman.errors import RecordError
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.puzzle import Puzzle, Weighing
from dragoman.records.spans import Span

CONFIDENCE = ("low", "moderate", "high")
# What kind of thing a sentence says (ICD 203, standard 3): what a source or a table says, what is taken as given, what is concluded.
NATURES = ("information", "assumption", "judgement")


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
    can settle; ``tone`` is the status or verdict label that it states, for those who show one by a colour. ``nature`` is one of NATURES.

    Raises:
        RecordError: it cites nothing, or is of no known nature.
    """

    text: str
    citations: tuple[Citation, ...]
    topic: str = ""
    confidence: str | None = None
    draft: bool = False
    tone: str | None = None
    nature: str = "information"

    def __post_init__(self) -> None:
        if not self.citations:
            raise RecordError(f"a sentence of a brief cites nothing: {self.text!r}")
        if self.nature not in NATURES:
            raise RecordError(f"a sentence is one of {', '.join(NATURES)}, not {self.nature!r}: {self.text!r}")


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
class Moment:
    """One thing on a timeline. ``start`` and ``end`` are ISO days, both included; ``lane`` is ``text`` (a source tells it) or
    ``table`` (a reference table does)."""

    label: str
    start: str
    end: str
    status: str
    lane: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """Moments in order of their days; ``written`` are when the sources were published; ``description`` replaces it in words."""

    kind: str = "timeline"
    title: str
    description: str
    moments: tuple[Moment, ...]
    written: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A hypothesis with its probability, and its lowest and highest where any one origin is left out. All in [0, 1]."""

    id: str
    text: str
    p: float
    low: float
    high: float
    leads: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """The probabilities of the hypotheses of a puzzle, in its order."""

    kind: str = "chances"
    title: str
    description: str
    chances: tuple[Chance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Matrix:
    """The matrix of a weighing, to be drawn as a heat map."""

    kind: str = "matrix"
    title: str
    description: str
    weighing: Weighing


Plot = Timeline | Chances | Matrix


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A heading with sentences, plots and at most one table; ``id`` is stable ("reported", "explanations", ...)."""

    id: str
    heading: str
    before: tuple[Sentence, ...] = ()
    table: Table | None = None
    after: tuple[Sentence, ...] = ()
    plots: tuple[Plot, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """How one thing stands in a brief, so that a later brief can tell what changed: "visit", its key, its words, its status."""

    kind: str
    key: str
    what: str
    value: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """What an earlier brief said: the day on which it was written, what it was as of, and how everything stood."""

    name: str
    today: str
    as_of: str | None
    question: str | None
    stands: tuple[Stand, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What a brief rests on beside what was read: the tables, a puzzle with its weighing, the brief before this one."""

    facts: Facts | None = None
    puzzle: Puzzle | None = None
    weighing: Weighing | None = None
    since: Previous | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """The answer for a reader. ``title`` is a sentence and cites; ``facts`` are the words under it (dates, sources, state).

    ``documents`` are whole, because citations count their text; ``labels`` names each of them as the brief does. ``stands`` is what a
    later brief compares itself with; ``scale`` names the one scale of likelihood that the key judgements use, None where there is none.
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
    stands: tuple[Stand, ...] = ()
    scale: str | None = None

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
