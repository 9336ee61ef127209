"""Claims of rows: "the presidents of A and B, X and Y", "the foreign ministers X of A and Y of B"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, is_asserted, is_denied, is_past, subject_names
from dragoman.extract.claimtypes.office_clauses import draft_office
from dragoman.extract.claimtypes.office_titles import LONGEST, office_words, title_phrases
from dragoman.extract.claimtypes.scene import Name, Scene, is_person, is_state
from dragoman.extract.grammar import child

_JOINTS = frozenset({",", "and", "the"})


def find_office_rows(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the office claims of "TITLEs of A and B, X and Y" in tokens [first, last): in order, as many people as states."""
    low = scene.lower
    for i in range(*sentence):
        if not low[i].endswith("s"):
            continue
        size = next((n for n in range(min(LONGEST, i - sentence[0] + 1), 0, -1) if _singular(low[i - n + 1 : i + 1]) in title_phrases()), 0)
        if not size or low[i + 1 : i + 2] != ("of",):
            continue
        before = low[max(sentence[0], i - size - 1) : i - size + 1]
        if any(w in office_words("former") or w in office_words("other") for w in before):
            continue
        states, at = _row(scene, i + 2, sentence, state=True)
        key = title_phrases()[_singular(low[i - size + 1 : i + 1])]
        if child(scene.tokens[i], "cop") is not None:
            yield from _from_copula(scene, scene.tokens[i], key, states)
            continue
        people, end = _row(scene, at, sentence, state=False)
        if not people:
            people = _people_before(scene, i - size + 1, sentence)  # "X and Y, the TITLEs of A and B,"
        if len(states) > 1 and len(states) == len(people):
            for state, person in zip(states, people, strict=True):
                yield draft_office(person, key, state.ref, (i - size + 1, end))


def _people_before(scene: Scene, at: int, sentence: tuple[int, int]) -> list[Name]:
    """Return the row of persons that an apposition, a comma before it, is about."""
    at -= at > sentence[0] and scene.lower[at - 1] == "the"
    if at <= sentence[0] or scene.lower[at - 1] not in (",", "(", "–", "—"):
        return []
    found, at = [], at - 2
    while at >= sentence[0]:
        name = scene.by_token.get(at)
        if name is None or not is_person(name) or name.how != "name":
            break
        found.append(name)
        at = name.first - 1
        while at >= sentence[0] and scene.lower[at] in (",", "and"):
            at -= 1
    return found[::-1]


def _from_copula(scene: Scene, noun: Token, key: str, states: list[Name]) -> Iterator[Draft]:
    """Read "A and B were (both) presidents of X", "A and B are the presidents of X and Y"."""
    people = distinct(subject_names(scene, noun, is_person))
    if len(people) < 2 or not states or not is_asserted(noun):
        return
    was = "was" if is_past(noun) or any(c.lower_ == "been" for c in noun.children) else "is"
    first, last = spread([people[0].first, noun, *(s.last - 1 for s in states)])
    if len(states) == len(people):
        for state, person in zip(states, people, strict=True):
            yield draft_office(person, f"{was} {key}", state.ref, (first, last), negated=is_denied(noun))
    elif len(states) == 1:
        draft = draft_office(people[0], f"{was} {key}", states[0].ref, (first, last), negated=is_denied(noun))
        yield replace(draft, objects=tuple(p.ref for p in people))


def _singular(words: tuple[str, ...]) -> tuple[str, ...]:
    return (*words[:-1], words[-1].removesuffix("s")) if words else words


def _row(scene: Scene, at: int, sentence: tuple[int, int], *, state: bool) -> tuple[list[Name], int]:
    """Return the row of states or of people that begins at a token, and where it ends; a comma may open it."""
    found: list[Name] = []
    while at < sentence[1]:
        while at < sentence[1] and scene.lower[at] in _JOINTS:
            at += 1
        name = scene.by_token.get(at)
        if name is None or name.first != at or not (is_state(name) if state else is_person(name) and name.how == "name"):
            break
        found.append(name)
        at = name.last
    return found, at
