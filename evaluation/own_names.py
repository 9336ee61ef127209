"""The sentences of political news written for this project, with every name marked by hand, read as gold Docs.

``tests/golden/names/sentences.txt`` has one sentence a line with marks ``[[TYPE:words]]``; its opening comments hold the rules.
``second.txt`` beside it was written later, without a look at the model or its errors.
"""

import re
from pathlib import Path

import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from dragoman.language.tokenizer import adapt_tokenizer

SENTENCES = Path(__file__).resolve().parents[1] / "tests/golden/names/sentences.txt"
SECOND = SENTENCES.with_name("second.txt")
TYPES = frozenset({"PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT"})
_MARK = re.compile(r"\[\[([A-Z]+):([^\[\]]+)\]\]")


def strip_marks(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return a line without its marks, and the start, end and type of each name in what is left."""
    text, names, end = "", [], 0
    for mark in _MARK.finditer(line):
        text += line[end : mark.start()]
        names.append((len(text), len(text) + len(mark[2]), mark[1]))
        text += mark[2]
        end = mark.end()
    return text + line[end:], names


def read_own_names(vocab: Vocab, path: Path = SENTENCES) -> list[Doc]:
    """Return the sentences as Docs with their names as entities; a bad mark raises ValueError with its line number."""
    nlp = spacy.blank("en", vocab=vocab)
    adapt_tokenizer(nlp)
    docs: list[Doc] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        text, names = strip_marks(line.strip())
        if "[[" in text or "]]" in text:
            raise ValueError(f"{path.name}, line {number}: a mark is not of the form [[TYPE:words]]")
        doc = nlp.make_doc(text)
        spans: list[Span] = []
        for start, end, kind in names:
            if kind not in TYPES:
                raise ValueError(f"{path.name}, line {number}: {kind} is not a type of name")
            span = doc.char_span(start, end, label=kind)
            if span is None:
                raise ValueError(f"{path.name}, line {number}: {text[start:end]!r} does not fall on token bounds")
            spans.append(span)
        doc.ents = tuple(spans)
        docs.append(doc)
    return docs
