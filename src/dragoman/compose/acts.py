"""What the brief calls an act, how much it weighs, and which words are pronouns."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any


def name_act(kind: str, mode: str | None) -> str:
    """Return the noun for an act and its mode ("CONSULT", "phone" -> "call"); what no list knows keeps its own word."""
    words = _load()
    return str((words["mode"].get(mode) if mode else None) or words["act"].get(kind) or kind.replace("_", " ").lower())


def weigh_act(kind: str) -> float:
    """Return how much an act adds to the weight of an event."""
    return float(_load()["weight"].get(kind, 0.0))


def is_first_person(words: str) -> bool:
    """Whether the words are "I" or "we" in any form."""
    return words.casefold() in _load()["pronoun"]["first"]


def is_pronoun(words: str) -> bool:
    """Whether the words are a pronoun, which names nobody."""
    return is_first_person(words) or words.casefold() in _load()["pronoun"]["other"]


@cache
def _load() -> dict[str, dict[str, Any]]:
    return tomllib.loads((files("dragoman.data") / "brief" / "acts.toml").read_text(encoding="utf-8"))
