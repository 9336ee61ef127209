"""The brief's own words, from its data: what a status does in a sentence, what a theme or a channel is called, what to watch for."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.ties import Pacts


def name_theme(theme: str) -> str:
    """Return what the brief calls a theme of explanations; an unknown one keeps its own name."""
    return str(_load("themes")["theme"].get(theme, {}).get("name", theme))


def suggest_indicators(theme: str | None) -> tuple[str, ...]:
    """Return what to watch for under a theme: generic suggestions, none for an unknown theme."""
    return tuple(_load("themes")["theme"].get(theme or "", {}).get("indicators", ()))


def name_measure(measure: str) -> str:
    """Return what the brief calls a measure of the figures table."""
    return str(_load("channels")["measure"].get(measure, measure.replace("_", " ")))


def choose_pacts() -> Pacts:
    """Return which bodies count as a pact or union."""
    depth = _load("channels")["depth"]
    return Pacts(depths=tuple(depth["order"]), without=frozenset(depth["without"]))


def name_depth(depth: str) -> str:
    """Return what the brief calls the depth of a body."""
    return str(_load("channels")["depth"].get(depth, depth.replace("_", " ")))


def tell_visit(status: str) -> str:
    """Return the words that stand between visitor and places for a status ("is to visit"); of an unknown one "visit, ..., to"."""
    return str(_load("acts")["visit"].get(status, f"– {status.replace('_', ' ')}: visit to"))


def is_vague(phrase: str | None) -> bool:
    """Whether a phrase of a forecast says no more than that something is to come ("will")."""
    return phrase is None or phrase.casefold() in _load("acts")["forecast"]["vague"]


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("dragoman.data") / "brief" / f"{name}.toml").read_text(encoding="utf-8"))
