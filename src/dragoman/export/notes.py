"""The numbers under which a brief's citations are listed: [3] for words, [T2] for a table row, [S1] for a source."""

from dataclasses import dataclass

from dragoman.records.brief import Brief, Citation, Sentence
from dragoman.records.document import Document


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One numbered citation. ``key`` is what is shown ("3", "T2", "S1"); ``topics`` are the kinds of finding that cite it."""

    key: str
    citation: Citation
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Notes:
    """All citations of a brief, numbered in order of first use; the same words have one number."""

    notes: tuple[Note, ...]
    keys: dict[Citation, str]

    def of(self, sentence: Sentence) -> tuple[str, ...]:
        """Return the keys that a sentence cites, in order, each once."""
        return tuple(dict.fromkeys(self.keys[c] for c in sentence.citations))


def number_citations(brief: Brief) -> Notes:
    """Number every citation of a brief."""
    topics: dict[Citation, dict[str, None]] = {}
    for sentence in brief.statements():
        for citation in sentence.citations:
            topics.setdefault(citation, {})[sentence.topic] = None
    counts = {"": 0, "T": 0, "S": 0}
    notes = []
    for citation, kinds in topics.items():
        series = "" if citation.is_words else "T" if citation.row else "S"
        counts[series] += 1
        notes.append(Note(key=f"{series}{counts[series]}", citation=citation, topics=tuple(kinds)))
    return Notes(notes=tuple(notes), keys={n.citation: n.key for n in notes})


def cited_words(citation: Citation, documents: dict[str, Document]) -> str:
    """Return the words that a citation names; empty where it names none."""
    if citation.document is None or citation.span is None or citation.document not in documents:
        return ""
    return documents[citation.document].text[citation.span.start : citation.span.end]
