"""Which country an adjective or a people's name means ("Iranian general"), from the shipped table of names."""

import csv
from functools import cache
from importlib.resources import files

_KINDS = frozenset({"demonym", "adjective"})


@cache
def _table() -> dict[str, str]:
    text = (files("dragoman.data") / "tables" / "aliases.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(line for line in text.splitlines() if not line.startswith("#"))
    found: dict[str, str] = {}
    for row in rows:
        if row["kind"] in _KINDS and len(row["entity"]) == 3 and not row["valid_to"]:
            found.setdefault(row["name"], row["entity"])
    return found


def country_of(word: str) -> str | None:
    """Return the ISO alpha-3 country of an adjective or people's name as written; None for any other word."""
    return _table().get(word)
