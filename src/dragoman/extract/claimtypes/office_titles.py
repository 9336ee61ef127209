"""Titles of offices in running words: which title, of what state or body, former or not."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.extract.claimtypes.grammar import either
from dragoman.extract.claimtypes.scene import Name, Scene
from dragoman.extract.grammar import child

LONGEST = 5  # words of a title
_RATING = frozenset({"better", "best", "worse", "worst", "republican", "democratic", "civilian", "female", "black", "likely", "potential"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Titled:
    """A title over tokens [first, last), with whose it is and what stands before it."""

    key: str
    first: int
    last: int
    polity: Name | None
    mark: str = ""


@lru_cache(maxsize=1)
def _table() -> Mapping[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", "claims_offices.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def title_phrases() -> Mapping[tuple[str, ...], str]:
    """Return the titles of data/claims_offices.toml as lower-case words, with their key."""
    return {tuple(w.split()): row["key"] for row in _table()["title"] for w in row["words"]}


@lru_cache(maxsize=1)
def _first_words() -> frozenset[str]:
    return frozenset(phrase[0] for phrase in title_phrases())


@lru_cache(maxsize=16)
def office_words(name: str) -> frozenset[str]:
    """Return one list of data/claims_offices.toml: what stands around a title, or verbs."""
    return frozenset(_table()["around"][name] if name in _table()["around"] else _table()["verbs"][name])


def find_titles(scene: Scene, sentence: tuple[int, int]) -> Iterator[Titled]:
    """Yield the titles in tokens [first, last) that may be offices of the tables, in text order."""
    low, i = scene.lower, sentence[0]
    while i < sentence[1]:
        size, prefix = 0, low[i].partition("-")[0] if "-" in low[i] else ""
        if prefix in ("ex", "then", "former") and (low[i].removeprefix(prefix + "-"),) in title_phrases():
            key = title_phrases()[(low[i].removeprefix(prefix + "-"),)]
            yield Titled(
                key=key, first=i, last=i + 1, polity=_polity_before(scene, i, sentence), mark="was " if prefix == "then" else "former "
            )
            i += 1
            continue
        if low[i] in _first_words():
            size = next((n for n in range(min(LONGEST, sentence[1] - i), 0, -1) if low[i : i + n] in title_phrases()), 0)
        if not size:
            i += 1
            continue
        title = _surround(scene, sentence, (i, i + size))
        if title is not None:
            yield title
        i += size


def _polity_before(scene: Scene, at: int, sentence: tuple[int, int]) -> Name | None:
    name = scene.by_token.get(at - 1) if at > sentence[0] else None
    return name if either(name) else None


def _surround(scene: Scene, sentence: tuple[int, int], span: tuple[int, int]) -> Titled | None:
    """Return the title with its polity and its mark of the past; None where the words name another office."""
    doc, (first, last) = scene.doc, span
    key = title_phrases()[scene.lower[first:last]]
    if last < sentence[1] and doc[last].lower_ in office_words("after"):
        return None
    at, mark, polity = first, "", None
    while at > sentence[0]:
        word = doc[at - 1].lower_
        name = scene.by_token.get(at - 1)
        if name is not None and either(name):
            if polity is not None:
                break
            polity, at = name, name.first
        elif word in office_words("other"):
            return None
        elif word == "then" and at < first and doc[at].lower_ in ("-", "the"):
            mark, at = "was ", at - 1  # "then-President X", "X, then the secretary of state"
        elif word == "then" and at - 2 >= sentence[0] and doc[at - 2].lower_ not in ("the", "a", "-"):
            break
        elif word == "first":
            mark, at = "was ", at - 1  # the first president stays the first
        elif word in office_words("former"):
            mark, at = "was " if word.startswith("then") else "former ", at - 1
        elif word in office_words("skip") and child(doc[at - 1], "aux:pass") is not None:
            break  # "was elected president": the verb of the clause
        elif word in office_words("firsts") and at - 2 >= sentence[0] and doc[at - 2].lower_ == "first":
            at -= 1  # "the first female foreign minister"
        elif word in office_words("skip") or word in ("'s", "’s", "'", "’", "-", "the"):
            at -= 1
        else:
            if doc[at - 1].pos_ == "ADJ" and doc[at - 1].head.i in range(at, last):
                if polity is None and at - 2 >= sentence[0] and (word not in _RATING and _is_owned(scene, at - 2)):
                    at -= 1  # "Ukraine's embattled president"
                    continue
                return None  # "a better president", "a Republican president"
            break
    if polity is None and last < sentence[1] and doc[last].lower_ in ("of", "for"):
        nxt = last + 1
        while nxt < sentence[1] and doc[nxt].lower_ in ("the", "neighboring", "neighbouring", "both"):
            nxt += 1
        polity = scene.by_token.get(nxt)
        if polity is None or not either(polity):
            return None if doc[last].lower_ == "of" else Titled(key=key, first=at, last=last, polity=None, mark=mark)
        last = polity.last
    return Titled(key=key, first=at, last=last, polity=polity, mark=mark)


def _is_owned(scene: Scene, at: int) -> bool:
    """Whether a token is a possessive mark or the last word of a state's or body's name."""
    return scene.lower[at] in ("'s", "’s") or either(scene.by_token.get(at))
