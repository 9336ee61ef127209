"""Words of journeys (``data/events_visits.toml``)."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class VisitWords:
    """Verbs, nouns and prepositions of journeys, and who is no visitor of state."""

    direct: frozenset[str]
    motion: frozenset[str]
    prepositions: frozenset[str]
    noun_prepositions: frozenset[str]
    nouns: frozenset[str]
    not_visitors: frozenset[str]
    invitation: frozenset[str]
    supposing: frozenset[str]
    deeds: frozenset[str]


@cache
def load_words() -> VisitWords:
    """Return the shipped words."""
    raw = tomllib.loads((files("dragoman.data") / "events_visits.toml").read_text(encoding="utf-8"))
    return VisitWords(
        direct=frozenset(raw["verbs"]["direct"]),
        motion=frozenset(raw["verbs"]["motion"]),
        prepositions=frozenset(raw["prepositions"]["to"]),
        noun_prepositions=frozenset(raw["prepositions"]["noun"]),
        nouns=frozenset(raw["nouns"]["words"]),
        not_visitors=frozenset(raw["visitor_not"]["words"]),
        invitation=frozenset(raw["invitation"]["words"]),
        supposing=frozenset(raw["supposing"]["words"]),
        deeds=frozenset(raw["deeds"]["words"]),
    )
