"""The word lists of cleaning, read once from ``data/clean_*.toml``."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """How an outlet can be told: whom people told, words of its pages alone, its mark in datelines, its domains."""

    name: str
    told: tuple[str, ...]
    marks: tuple[str, ...]
    wire: tuple[str, ...]
    domains: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lexicon:
    """All lists; see the comments in the data files for what each is."""

    open_words: frozenset[str]
    abbreviations: frozenset[str]
    caption_starts: tuple[str, ...]
    credits: tuple[str, ...]
    post_openings: tuple[str, ...]
    networks: tuple[str, ...]
    english: frozenset[str]
    months: dict[str, int]
    lines: frozenset[str]
    starts: tuple[str, ...]
    footers: frozenset[str]
    platforms: dict[str, tuple[str, ...]]
    outlets: tuple[Outlet, ...]


@cache
def load_lexicon() -> Lexicon:
    """Return the lists that ship with the package."""
    words, furniture, outlets = (_read_toml(name) for name in ("clean_words", "clean_furniture", "clean_outlets"))
    return Lexicon(
        open_words=frozenset(words["open_words"]),
        abbreviations=frozenset(words["abbreviations"]),
        caption_starts=tuple(words["caption_starts"]),
        credits=tuple(words["credits"]),
        post_openings=tuple(words["post_openings"]),
        networks=tuple(words["networks"]),
        english=frozenset(words["english"]),
        months=dict(words["months"]),
        lines=frozenset(furniture["lines"]),
        starts=tuple(furniture["starts"]),
        footers=frozenset(furniture["footers"]),
        platforms={name: tuple(marks) for name, marks in furniture["platforms"].items()},
        outlets=tuple(_read_outlet(row) for row in outlets["outlet"]),
    )


def _read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", f"{name}.toml").read_text(encoding="utf-8"))


def _read_outlet(row: dict[str, Any]) -> Outlet:
    return Outlet(
        name=row["name"],
        told=tuple(row.get("told", ())),
        marks=tuple(row.get("marks", ())),
        wire=tuple(row.get("wire", ())),
        domains=tuple(row.get("domains", ())),
    )
