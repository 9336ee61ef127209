"""Which country an adjective or a people's name means ("Iranian general"), from the shipped table of names."""

from functools import cache

from dragoman.rows import read_rows

_KINDS = frozenset({"demonym", "adjective"})


@cache
def _table() -> dict[str, str]:
    found: dict[str, str] = {}
    for row in read_rows("aliases"):
        if row["kind"] in _KINDS and len(row["entity"]) == 3 and not row["valid_to"]:
            found.setdefault(row["name"], row["entity"])
    return found


def country_of(word: str) -> str | None:
    """Return the ISO alpha-3 country of an adjective or people's name as written; None for any other word."""
    return _table().get(word)
