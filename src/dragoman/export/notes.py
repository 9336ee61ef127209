"""The numbers under which a brief's citations are listed: [3] for words, [T2] for a table row, [S1] for a source."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.records.brief import Brief, Citation, Sentence
from dragoman.records.document import Document

# So many numbers in a row are shown as a range.
_RUN = 3


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

    def runs_of(self, sentence: Sentence) -> tuple[tuple[str, str], ...]:
        """Return the keys that a sentence cites with what is shown for each: a run of numbers is one, under its first ("T2–T9")."""
        return tuple(_join_runs(sorted(self.of(sentence), key=lambda k: (k.rstrip("0123456789"), _number(k)))))


def _number(key: str) -> int:
    return int(key.lstrip("TS"))


def _join_runs(keys: Iterable[str]) -> list[tuple[str, str]]:
    runs: list[list[str]] = []
    for key in keys:
        last = runs[-1][-1] if runs else ""
        if last and last.rstrip("0123456789") == key.rstrip("0123456789") and _number(key) == _number(last) + 1:
            runs[-1].append(key)
        else:
            runs.append([key])
    found: list[tuple[str, str]] = []
    for run in runs:
        found.extend([(run[0], f"{run[0]}–{run[-1]}")] if len(run) >= _RUN else [(k, k) for k in run])
    return found


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
