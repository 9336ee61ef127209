"""Where a journey leads: states, places in them, regions, and "all five Central Asian countries"."""

from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.extract.claimtypes.grammar import is_excluded
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed
from dragoman.extract.grammar import child, children, conjuncts, preposition

_ALL = frozenset({"all", "each", "every"})


def list_destinations(scene: Scene, goals: Iterable[Token]) -> tuple[list[Name], bool]:
    """Return (the states, places and regions that some nouns name, whether a region is meant with all its states)."""
    found: list[Name] = []
    whole = False
    for goal in goals:
        for noun in (n for n in conjuncts(goal) if n == goal or not is_excluded(n)):
            name = scene.name_at(noun)
            if _is_place(name) and name is not None:
                found.append(name)
                whole = whole or ((name.ref.entity or "").startswith("region:") and any(c.lower_ in _ALL for c in noun.children))
            elif noun.lower_ in listed("journey", "states"):
                below = _states_in(scene, noun)
                whole = whole or (bool(below) and _takes_all(scene, noun))
                found += below
    return list({(n.first, n.last): n for n in found}.values()), whole


def _is_place(name: Name | None) -> bool:
    if name is None or name.how not in ("name", "handle", "adjective"):
        return False
    entity = name.ref.entity or ""
    return is_state(name) or entity.startswith("region:") or (name.type == "place" and name.ref.country is not None)


def _states_in(scene: Scene, noun: Token) -> list[Name]:
    """Return the region of "the Central Asian states", "the five states of Central Asia", or the states in apposition to it."""
    told = [*children(noun, "amod", "compound"), *(c for c in children(noun, "nmod") if preposition(c) in ("of", "in"))]
    regions = [n for c in told for n in [scene.name_at(c)] if n is not None and (n.ref.entity or "").startswith("region:")]
    if regions:
        return regions[:1]
    rows = [m for c in children(noun, "appos", "parataxis", "dep") for m in conjuncts(c)]
    return [n for m in rows for n in [scene.name_at(m)] if _is_place(n) and n is not None]


def _takes_all(scene: Scene, noun: Token) -> bool:
    if any(c.lower_ in _ALL for c in noun.children):
        return True
    det = child(noun, "det")
    return det is not None and det.lower_ == "the" and child(noun, "nummod") is not None and scene.lower[noun.i] != "leaders"
