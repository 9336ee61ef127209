"""The words that linking knows: titles and roles, nouns that stand for a state or body, first names, regions."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """Word lists of ``data/``, lower-cased.

    ``roles`` maps a phrase of words to (its role classes, its offices); the two indexes hold the phrases of a
    first or last word, longest first.
    """

    roles: Mapping[tuple[str, ...], tuple[frozenset[str], frozenset[str]]]
    roles_by_first: Mapping[str, tuple[tuple[str, ...], ...]]
    roles_by_last: Mapping[str, tuple[tuple[str, ...], ...]]
    honorifics: Mapping[str, str]
    past: frozenset[str]
    future: frozenset[str]
    rank: frozenset[str]
    male_words: frozenset[str]
    female_words: frozenset[str]
    male_names: frozenset[str]
    female_names: frozenset[str]
    state_nouns: frozenset[str]
    government_nouns: frozenset[str]
    body_nouns: frozenset[str]
    organisation_nouns: frozenset[str]
    pact_nouns: frozenset[str]
    rebel_nouns: frozenset[str]
    people_nouns: frozenset[str]
    motion: frozenset[str]
    at_place: frozenset[str]
    place_prepositions: frozenset[str]
    place_nouns: frozenset[str]
    folk: frozenset[str]
    regions: Mapping[str, frozenset[str]]
    region_adjectives: Mapping[str, str]
    cities: Mapping[str, str]
    handle_titles: frozenset[str]
    generic_roles: frozenset[str]
    new_words: frozenset[str]
    expletive_adjectives: frozenset[str]
    expletive_verbs: frozenset[str]
    thing_words: frozenset[str]
    program_words: frozenset[str]
    inclusive_words: frozenset[str]
    event_words: frozenset[str]
    government_words: frozenset[str]
    coming_words: frozenset[str]


_CLASS_OF_OFFICE = {
    "head_of_state": "leader",
    "head_of_government": "leader",
    "supreme_leader": "leader",
    "crown_prince": "leader",
    "vice_president": "leader",
    "head_of_organisation": "chair",
    "un_ambassador": "diplomat",
    "trade_representative": "diplomat",
    "high_representative": "diplomat",
    "national_security_adviser": "official",
    "cia_director": "official",
    "speaker_of_parliament": "lawmaker",
}


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", name).read_text(encoding="utf-8"))


def _phrases(names: Iterable[str]) -> Iterable[tuple[str, ...]]:
    for name in names:
        yield tuple(name.split())
        if "-" in name:
            yield tuple(name.replace("-", " - ").split())


def _index_phrases(phrases: Iterable[tuple[str, ...]], at: int) -> dict[str, tuple[tuple[str, ...], ...]]:
    groups: dict[str, list[tuple[str, ...]]] = {}
    for phrase in phrases:
        groups.setdefault(phrase[at], []).append(phrase)
    return {word: tuple(sorted(group, key=lambda p: -len(p))) for word, group in groups.items()}


@lru_cache(maxsize=1)
def load_lexicon() -> Lexicon:
    """Return the word lists of ``data/titles.toml``, ``descriptions.toml``, ``first_names.toml`` and ``places.toml``."""
    titles, nouns, first, places = (_read(f"{n}.toml") for n in ("titles", "descriptions", "first_names", "places"))
    words = {key: frozenset(text.split()) for key, text in _read("linking.toml").items()}
    roles: dict[tuple[str, ...], tuple[set[str], set[str]]] = {}
    for office, names in titles["offices"].items():
        for phrase in _phrases(names):
            roles.setdefault(phrase, (set(), set()))[1].add(office)
            roles[phrase][0].add(
                _CLASS_OF_OFFICE.get(office, "spokesperson" if office.endswith(("spokesperson", "secretary")) else "minister")
            )
    for kind, names in titles["classes"].items():
        for phrase in _phrases(names):
            roles.setdefault(phrase, (set(), set()))[0].add(kind)
    frozen = {p: (frozenset(c), frozenset(o)) for p, (c, o) in roles.items()}
    return Lexicon(
        roles=frozen,
        roles_by_first=_index_phrases(frozen, 0),
        roles_by_last=_index_phrases(frozen, -1),
        honorifics={n: gender for gender, names in titles["honorifics"].items() for n in names},
        past=frozenset(titles["prefixes"]["past"]),
        future=frozenset(titles["prefixes"]["future"]),
        rank=frozenset(titles["prefixes"]["rank"]),
        male_words=frozenset(titles["gender"]["male"]),
        female_words=frozenset(titles["gender"]["female"]),
        male_names=frozenset(first["male"].split()),
        female_names=frozenset(first["female"].split()),
        state_nouns=frozenset(nouns["state"]),
        government_nouns=frozenset(nouns["government"]),
        body_nouns=frozenset(nouns["body"]),
        organisation_nouns=frozenset(nouns["organisation"]),
        pact_nouns=frozenset(nouns["pact"]),
        rebel_nouns=frozenset(nouns["rebel"]),
        people_nouns=frozenset(nouns["people"]),
        motion=frozenset(nouns["motion"]),
        at_place=frozenset(nouns["at_place"]),
        place_nouns=frozenset(nouns["place_nouns"]),
        folk=frozenset(nouns["folk"]),
        place_prepositions=frozenset(nouns["place_prepositions"]),
        regions={name: frozenset(members) for name, members in places["region"].items()},
        region_adjectives={a.casefold(): r for a, r in places["adjective"].items()},
        cities={name: iso for iso, names in places["country"].items() for name in names},
        handle_titles=words["handle_titles"],
        generic_roles=words["generic_roles"],
        new_words=words["new_words"],
        expletive_adjectives=words["expletive_adjectives"],
        expletive_verbs=words["expletive_verbs"],
        thing_words=words["thing_words"],
        program_words=words["program_words"],
        inclusive_words=words["inclusive_words"],
        event_words=words["event_words"],
        government_words=words["government_words"],
        coming_words=words["coming_words"],
    )
