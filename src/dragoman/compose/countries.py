"""Names of countries by code."""

from functools import cache

from dragoman.records.spans import Ref
from dragoman.rows import read_rows

_PLURALS = ("Netherlands", "Philippines", "Islands", "Republic", "Bahamas", "Maldives", "Gambia", "Comoros")


@cache
def name_country(code: str) -> str:
    """Return a country's usual English name for an ISO 3166 alpha-3 code, as the entities table has it; any other code comes back."""
    return _names().get(code, code)


def with_article(name: str) -> str:
    """Return a country's name as it stands in a sentence ("the United States")."""
    return f"the {name}" if name.startswith("United ") or name.endswith(_PLURALS) else name


def name_ref(ref: Ref) -> str:
    """Return a Ref's name; where it is a country's bare code, the country's name."""
    return name_country(ref.name) if len(ref.name) == 3 and ref.name == ref.country else ref.name


@cache
def _names() -> dict[str, str]:
    return {r["id"]: r["name"] for r in read_rows("entities") if len(r["id"]) == 3}
