"""Words around a finding: the sentence that it stands in, and how they are shown on one line."""

import re
from bisect import bisect_right

from dragoman.records.document import Document
from dragoman.records.spans import Span
from dragoman.weigh.lexicon import abbreviations

_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9#@])")
_WORD = re.compile(r"[^\W\d_]{4,}")
_ANY_WORD = re.compile(r"\w+")
_BEFORE = re.compile(r"\S+$")
_EDGES = " \t\n,;:–—-"
_FAR = 4000  # code points; no sentence that is looked at is longer


def sentence_at(document: Document, span: Span) -> Span:
    """Return the sentence of a span within its block (several sentences where the span reaches over them), by its full stops."""
    blocks = document.blocks
    at = bisect_right(blocks, span.start, key=lambda b: b.start) - 1
    block = blocks[at] if at >= 0 else None
    low, high = (block.start, max(block.end, span.end)) if block else (0, len(document.text))
    low, high = max(low, span.start - _FAR), min(high, span.end + _FAR)
    text = document.text
    start, end = low, high
    for found in _END.finditer(text, low, high):
        if _is_abbreviation(text, low, found.start()):
            continue
        if found.end() <= span.start:
            start = found.end()
        elif found.start() + 1 >= span.end:
            end = found.start() + len(found.group().rstrip())
            break
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=max(end, span.end))


def _is_abbreviation(text: str, low: int, stop: int) -> bool:
    """Whether the full stop at ``stop`` belongs to an abbreviation or an initial."""
    if text[stop] != ".":
        return False
    found = _BEFORE.search(text, max(low, stop - 20), stop)
    word = found.group().lstrip("(“\"'‘") if found else ""
    return (len(word) == 1 and word.isupper()) or "." in word or f"{word}.".lower() in abbreviations()


def telling_words(text: str) -> frozenset[str]:
    """Return the longer words of a text, without case and plural, by which passages are compared."""
    return frozenset(w.casefold().removesuffix("s") for w in _WORD.findall(text))


def fold_words(text: str) -> str:
    """Return the words of a text alone, without case, so that copies compare whatever their marks and breaks."""
    return f" {' '.join(_ANY_WORD.findall(text.casefold()))} "


def flat(text: str) -> str:
    """Return the text on one line."""
    return " ".join(text.split())


def clip(text: str, most: int) -> str:
    """Return the text on one line, cut at a word's end where it is longer than ``most``."""
    line = flat(text)
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(_EDGES) + " …"


def first_clause(text: str, most: int) -> str:
    """Return the text on one line; where it is too long, what stands before a clause that only adds to it, else cut at a word."""
    line = flat(text)
    if len(line) <= most:
        return line
    cuts = [line.find(mark) for mark in (", which ", ", where ", ", who ", " – ", " — ", "; ")]
    cut = min((c for c in cuts if 30 <= c <= most), default=None)
    return line[:cut] if cut is not None else clip(line, most)


def unquoted(text: str) -> str:
    """Return words on one line without the curly quotation marks that have no partner among them."""
    line = flat(text).strip(_EDGES)
    open_at: list[int] = []
    lone: set[int] = set()
    for i, c in enumerate(line):
        if c == "“":
            open_at.append(i)
        elif c == "”":
            if open_at:
                open_at.pop()
            else:
                lone.add(i)
    lone.update(open_at)
    if line.count('"') % 2:
        lone.add(line.index('"'))
    return "".join(c for i, c in enumerate(line) if i not in lone).strip(_EDGES)


def in_marks(passage: str) -> str:
    """Return a passage in quotation marks; one that begins with a mark of its own stays as it is."""
    return passage if passage[:1] in '“"' else f"“{passage}”"
