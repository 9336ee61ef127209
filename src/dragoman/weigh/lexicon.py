"""The word lists of drafting, from ``data/puzzle.toml`` and the abbreviations of ``data/sentences.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """How a line is made of a reason after a marker; ``first`` and ``classes`` take any where they are empty."""

    last: tuple[str, ...]
    first: tuple[str, ...]
    classes: tuple[str, ...]
    line: str

    def takes(self, marker: str, kind: str | None) -> bool:
        """Whether a marker (lower case) of a class has this wording."""
        if marker.split()[-1] not in self.last or (self.classes and kind not in self.classes):
            return False
        return not self.first or marker.startswith(self.first)


@cache
def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", name).read_text("utf-8"))


@cache
def wordings() -> tuple[Wording, ...]:
    """Return the wordings in the order in which they are tried."""
    return tuple(
        Wording(last=tuple(w["last"]), first=tuple(w.get("first", ())), classes=tuple(w.get("classes", ())), line=w["line"])
        for w in _load("puzzle.toml")["wording"]
    )


@cache
def listed(section: str, key: str) -> frozenset[str]:
    """Return a list of words."""
    return frozenset(_load("puzzle.toml")[section][key])


def looked_up(section: str, key: str | None, default: str) -> str:
    """Return one entry of a section, the default where it has none."""
    found = _load("puzzle.toml")[section].get(key, default)
    return found if isinstance(found, str) else default


@cache
def abbreviations() -> frozenset[str]:
    """Return the abbreviations that stand before a name or a number, lower case."""
    return frozenset(w.lower() for w in _load("sentences.toml")["before_name"]["words"])
