"""Finds copies in a case: what the store keeps, judged by what ``weigh`` knows of copies.

A search for some of a document's phrases names the few documents that may share its text; only these are compared whole, so that a case
may hold thousands.
"""

import re
from collections.abc import Iterator

from dragoman.records.document import Document
from dragoman.records.maker import MAKER
from dragoman.store.case import Case
from dragoman.store.rows import About, Action, By, FindingFilter, Page
from dragoman.weigh.origins import find_origins

_RUNNING = ("paragraph", "standfirst")
_PHRASE_WORDS = 7  # rarer than six by chance, and short enough to be whole in a copy that was edited
_PHRASES = 12
_CANDIDATES = Page(size=20)
_DOCUMENTS = FindingFilter(kind="document")
_WORD = re.compile(r"\w+")


def link_copies(case: Case, document_id: str, now: str) -> tuple[Action, ...]:
    """Link a document with the copies of it that the case holds, so that they share an origin; signed by this version.

    A document that was linked before, by whomever, is left alone, also where somebody undid the link.

    Args:
        case: an open case.
        document_id: one that was just added.
        now: ISO 8601, UTC.

    Raises:
        CaseError: no such document, or the case cannot be written.
    """
    document = case.document(document_id)
    near = [case.document(i) for i in _find_near(case, document)]
    origins = find_origins([document, *near])
    group = [d.id for d in (document, *near) if origins[d.id] == origins[document.id]]
    by = By(author=MAKER, now=now, note="more than half of the smaller one's running text stands in the other")
    return tuple(_link(case, group, origins[document.id], by))


def _link(case: Case, group: list[str], origin: str, by: By) -> Iterator[Action]:
    for each in group:
        keys = [case.document_row(i).origin_key for i in (each, origin)]
        if keys[0] != keys[1] and not any(a.verb == "link" for a in case.actions(about=About(document=each))):
            yield case.link(each, origin, by)


def _find_near(case: Case, document: Document) -> list[str]:
    """Return the ids of documents that hold one of the document's phrases."""
    found: dict[str, None] = {}
    for phrase in _take_phrases(document):
        found.update((hit.document, None) for hit in case.search(f'"{phrase}"', _DOCUMENTS, _CANDIDATES).hits)
    return [i for i in found if i != document.id]


def _take_phrases(document: Document) -> list[str]:
    """Return words from the middle of paragraphs, spread over the whole text."""
    phrases = []
    for block in document.blocks:
        words = _WORD.findall(document.text[block.start : block.end]) if block.kind in _RUNNING else []
        if len(words) >= _PHRASE_WORDS:
            middle = (len(words) - _PHRASE_WORDS) // 2
            phrases.append(" ".join(words[middle : middle + _PHRASE_WORDS]))
    step = max(1, len(phrases) // _PHRASES)
    return phrases[::step][:_PHRASES]
