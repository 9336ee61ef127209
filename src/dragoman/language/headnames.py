"""Names told by their head noun: seas, straits and ranges, regions, wars and summits.

The network saw few of these in training and calls a sea an organisation; the head noun of a capitalised run tells what it is.
Word lists are in ``data/names.toml``.
"""

import re
from collections.abc import Iterator, Mapping

from spacy.tokens import Doc, Span, Token

_YEAR = re.compile(r"^(?:1[89]|20)\d\d$")
_NUMERALS = frozenset({"I", "II", "One", "Two"})
_MOST_WORDS = 6


def find_head_names(doc: Doc, lists: Mapping[str, frozenset[str]]) -> Iterator[Span]:
    """Yield the places and events of a Doc that their head noun or their region's word tells, in order, without overlaps.

    Args:
        doc: Tokens with part-of-speech tags.
        lists: ``place_heads``, ``place_fronts``, ``event_heads``, ``directions``, ``lands``, ``regions`` of ``data/names.toml``.
    """
    done = 0
    for token in doc:
        if token.i < done or not token.text[:1].isupper():
            continue
        found = _front(doc, token, lists) or _tail(doc, token, lists) or _region(doc, token, lists)
        if found is not None and found.start >= done:
            done = found.end
            yield found


def _front(doc: Doc, token: Token, lists: Mapping[str, frozenset[str]]) -> Span | None:
    """Read "Strait of Hormuz", "Gulf of Aden", "Lake Victoria"."""
    if token.lower_ not in lists["place_fronts"] or token.i + 1 >= len(doc):
        return None
    following = doc[token.i + 1]
    at = token.i + 2 if following.lower_ == "of" else token.i + 1
    if following.lower_ == "of" and token.lower_ in lists["bare_fronts"]:
        return None
    if following.lower_ != "of" and token.lower_ not in lists["bare_fronts"]:
        return None
    end = at
    while end < len(doc) and end - at < 3 and _is_name_word(doc[end]):
        end += 1
    return Span(doc, token.i, end, label="LOC") if end > at else None


def _tail(doc: Doc, token: Token, lists: Mapping[str, frozenset[str]]) -> Span | None:
    """Read a run of capitalised words whose last is a head noun: "Taiwan Strait", "Munich Security Conference", "World War II"."""
    end = token.i
    while end < len(doc) and end - token.i < _MOST_WORDS and (_is_name_word(doc[end]) or doc[end].text in {"-", "–"}):
        end += 1
    start = token.i
    for last in range(end - 1, start, -1):
        head = doc[last]
        label = "LOC" if head.lower_ in lists["place_heads"] else "EVENT" if head.lower_ in lists["event_heads"] else None
        if label is None:
            continue
        numbered = last + 1 < len(doc) and doc[last + 1].text in _NUMERALS and head.lower_ == "war"
        if not numbered and last + 1 < end and not doc[last + 1].is_punct:
            return None  # "Cold War Museum": the head is further on
        if start and label == "EVENT" and _YEAR.match(doc[start - 1].text):
            start -= 1
        return Span(doc, start, last + 2 if numbered else last + 1, label=label)
    return None


def _region(doc: Doc, token: Token, lists: Mapping[str, frozenset[str]]) -> Span | None:
    """Read "Eastern Europe", "Southeast Asia", and the regions that the list names."""
    for size in (3, 2, 1):
        if token.i + size <= len(doc) and doc[token.i : token.i + size].text in lists["regions"]:
            return Span(doc, token.i, token.i + size, label="LOC")
    if token.lower_ in lists["directions"] and token.i + 1 < len(doc) and doc[token.i + 1].text in lists["lands"]:
        following = doc[token.i + 2] if token.i + 2 < len(doc) else None
        if following is None or not _is_name_word(following):
            return Span(doc, token.i, token.i + 2, label="LOC")
    return None


def _is_name_word(token: Token) -> bool:
    return token.text[:1].isupper() and token.pos_ in {"PROPN", "NOUN", "ADJ"} and token.text[:1].isalpha()
