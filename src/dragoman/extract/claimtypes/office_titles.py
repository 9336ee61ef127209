"""Titles of offices in running words: which title, of what state or body, former or not."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from dragoman.extract.claimtypes.grammar import either
from dragoman.extract.claimtypes.scene import Name, Scene
from dragoman.extract.grammar import child

LONGEST = 8  # words of a title
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


@lru_cache(maxsize=1)
def posts() -> Mapping[str, str]:
    """Return the nouns of posts of data/claims_offices.toml with the title that their holder bears ("presidency": president)."""
    return dict(_table()["posts"])


@lru_cache(maxsize=1)
def ministries() -> Mapping[str, str]:
    """Return the ministries of data/claims_offices.toml by entity, with the title of who heads them."""
    return dict(_table()["ministries"])


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
        top = _top_of(scene, i, sentence)
        if top is not None:
            yield top
            i = top.last
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


def _top_of(scene: Scene, at: int, sentence: tuple[int, int]) -> Titled | None:
    """Return the title of "the top US diplomat", "Washington's chief diplomat": the state stands inside it."""
    name = scene.by_token.get(at + 1) if scene.lower[at] in ("top", "chief") else None
    if name is None or not either(name) or name.last >= sentence[1] or scene.lower[name.last] != "diplomat":
        return None
    return Titled(key="foreign minister", first=at, last=name.last + 1, polity=name)


def _polity_before(scene: Scene, at: int, sentence: tuple[int, int]) -> Name | None:
    name = scene.by_token.get(at - 1) if at > sentence[0] else None
    return name if either(name) else None


def _surround(scene: Scene, sentence: tuple[int, int], span: tuple[int, int]) -> Titled | None:
    """Return the title with its polity and its mark of the past; None where the words name another office."""
    doc, (first, last) = scene.doc, span
    key = title_phrases()[scene.lower[first:last]]
    if key in office_words("bodies_only"):
        return _head_of_body(scene, sentence, span)
    if last < sentence[1] and doc[last].lower_ in office_words("after"):
        return None
    at, mark, polity = first, "", None
    while at > sentence[0]:
        word = doc[at - 1].lower_
        name = scene.by_token.get(at - 1)
        if name is not None and either(name):
            if polity is not None:
                break
            polity, at = _state_of_agency(name), name.first
        elif word == "under" and not doc[first].lower_.startswith("secretary"):
            break  # "under President X": no under secretary
        elif word == "elected" and doc[at - 1].pos_ in ("VERB", "AUX") and doc[at - 1].dep_ != "amod":
            break  # "was elected president": the verb of the clause
        elif word in office_words("other"):
            return None
        elif word == "then" and at < first and doc[at].lower_ in ("-", "the"):
            mark, at = "was ", at - 1  # "then-President X", "X, then the secretary of state"
        elif word == "then" and at - 2 >= sentence[0] and doc[at - 2].lower_ not in ("the", "a", "-"):
            break
        elif word in ("first", "last"):
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
        if polity is None or not either(polity) or _is_longer_name(scene, polity, sentence):
            return None if doc[last].lower_ == "of" else Titled(key=key, first=at, last=last, polity=None, mark=mark)
        last = polity.last
    return Titled(key=key, first=at, last=last, polity=polity, mark=mark)


def _state_of_agency(name: Name) -> Name:
    """Return the state of a department that stands before a title: "US Treasury Secretary" is the United States' secretary."""
    if name.type == "government" and name.ref.country is not None and str(name.ref.entity).startswith("org:"):
        return replace(name, ref=replace(name.ref, entity=name.ref.country))
    return name


def _is_longer_name(scene: Scene, polity: Name, sentence: tuple[int, int]) -> bool:
    """Whether a state is but the beginning of another name: "president of the American Action Forum", "of the Kazakh Chess Union"."""
    if polity.last >= sentence[1]:
        return False
    token, nxt = scene.tokens[polity.last - 1], scene.tokens[polity.last]
    if polity.how == "adjective":
        return nxt.lower_ not in office_words("state_nouns") and nxt.pos_ in ("NOUN", "PROPN", "ADJ")
    return token.dep_ in ("compound", "amod") and token.head.i >= polity.last and nxt.pos_ in ("NOUN", "PROPN")


def _head_of_body(scene: Scene, sentence: tuple[int, int], span: tuple[int, int]) -> Titled | None:
    """Return the title of "NATO chief", "the UN's head", "the head of the IMF"; a "chief" of anything else is no office of the tables."""
    first, last = span
    at = first - 1
    while at > sentence[0] and scene.lower[at] in ("'s", "’s", "current", "new", "former"):
        at -= 1
    before = scene.by_token.get(at) if at >= sentence[0] else None
    mark = "former " if "former" in scene.lower[max(sentence[0], at - 1) : first] else ""
    if last < sentence[1] and scene.lower[last] in (
        "of",
        "executive",
        "negotiator",
        "economist",
        "spokesman",
        "spokeswoman",
        "-",
        "prosecutor",
    ):
        if scene.lower[last] != "of":
            return None
        nxt = last + 1 + (scene.lower[last + 1 : last + 2] == ("the",))
        after = scene.by_token.get(nxt)
        ends = after is not None and (after.last >= sentence[1] or scene.tokens[after.last].pos_ not in ("NOUN", "PROPN", "ADJ"))
        return Titled(key="chief", first=first, last=after.last, polity=after) if after is not None and _is_body(after) and ends else None
    if before is not None and before.ref.entity in ministries():
        return Titled(key=ministries()[str(before.ref.entity)], first=before.first, last=last, polity=_state_of_agency(before), mark=mark)
    if before is None or not _is_body(before):
        return None
    return Titled(key="chief", first=before.first, last=last, polity=before, mark=mark)


def _is_body(name: Name) -> bool:
    return name.type == "organisation" and bool(name.ref.entity) and str(name.ref.entity).startswith("org:")


def _is_owned(scene: Scene, at: int) -> bool:
    """Whether a token is a possessive mark or the last word of a state's or body's name."""
    return scene.lower[at] in ("'s", "’s") or either(scene.by_token.get(at))
