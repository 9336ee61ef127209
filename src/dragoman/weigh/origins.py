"""Which documents are one: copies share an origin, however often a story is printed.

Two documents are one by exact hash (their ids), or where more than half of the smaller one's running text stands in the other,
paragraph by paragraph. A paragraph stands in another document where at least four fifths of its word shingles do, so that a changed
break, a cut or a corrected word hides nothing. Shingles and containment: Broder, On the Resemblance and Containment of Documents (1997).
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.records.document import Document

_RUNNING = ("paragraph", "standfirst")
_SHINGLE = 6  # words
_STANDS = 0.8  # of a paragraph's shingles
_COPIED = 0.5  # of the smaller document's words
_COMMON = 200  # a shingle of so many documents is furniture and pairs nobody
_WORD = re.compile(r"\w+")


def find_origins(documents: Sequence[Document]) -> dict[str, str]:
    """Return the id of the document that each one shares its origin with, by document id; the first published of them stands for all.

    A document that its own page shows to be a copy yields to one that is none. The order of the documents changes nothing.
    """
    distinct = {d.id: d for d in documents}
    texts = {ident: _shingle(d) for ident, d in distinct.items()}
    home = {ident: ident for ident in distinct}

    def find(ident: str) -> str:
        while home[ident] != ident:
            home[ident] = home[home[ident]]
            ident = home[ident]
        return ident

    for a, b in _pair_up(texts):
        if find(a) != find(b) and _is_copy(texts[a], texts[b]):
            home[find(a)] = find(b)
    groups: dict[str, list[str]] = {}
    for ident in distinct:
        groups.setdefault(find(ident), []).append(ident)
    origins: dict[str, str] = {}
    for group in groups.values():
        first = min(group, key=lambda i: _precedence(distinct[i]))
        origins.update(dict.fromkeys(group, first))
    return origins


def _precedence(document: Document) -> tuple[bool, bool, str, str]:
    """Sort what has a date before what has none, what is no copy by its own page before what is, then by date."""
    return document.published is None, document.origin is not None, document.published or "", document.id


def _shingle(document: Document) -> list[tuple[int, frozenset[int]]]:
    """Return each paragraph's length in words and the hashes of its shingles; those too short for one are left out."""
    found = []
    for block in document.blocks:
        words = _WORD.findall(document.text[block.start : block.end].casefold()) if block.kind in _RUNNING else []
        if len(words) >= _SHINGLE:
            shingles = frozenset(hash(tuple(words[i : i + _SHINGLE])) for i in range(len(words) - _SHINGLE + 1))
            found.append((len(words), shingles))
    return found


def _pair_up(texts: dict[str, list[tuple[int, frozenset[int]]]]) -> Iterable[tuple[str, str]]:
    """Yield the pairs of documents that share shingles, each once."""
    holders: dict[int, list[str]] = {}
    for ident, paragraphs in sorted(texts.items()):
        for shingle in frozenset().union(*(s for _, s in paragraphs)):
            holders.setdefault(shingle, []).append(ident)
    shared: Counter[tuple[str, str]] = Counter()
    for ids in holders.values():
        if 1 < len(ids) <= _COMMON:
            shared.update((a, b) for n, a in enumerate(ids) for b in ids[n + 1 :])
    return sorted(shared)


def _is_copy(a: list[tuple[int, frozenset[int]]], b: list[tuple[int, frozenset[int]]]) -> bool:
    small, large = sorted((a, b), key=lambda t: sum(n for n, _ in t))
    inside = frozenset().union(*(s for _, s in large))
    size = sum(n for n, _ in small)
    stands = sum(n for n, shingles in small if len(shingles & inside) >= _STANDS * len(shingles))
    return stands > _COPIED * size
