"""Names of countries by code."""

from functools import cache

import pycountry
from babel import Locale

from dragoman.records.spans import Ref

_PLURALS = ("Netherlands", "Philippines", "Islands", "Republic", "Bahamas", "Maldives", "Gambia", "Comoros")


@cache
def name_country(code: str) -> str:
    """Return a country's usual English name (CLDR) for an ISO 3166 alpha-3 code; what is no such code comes back."""
    known = pycountry.countries.get(alpha_3=code)
    return str(_territories().get(known.alpha_2, known.name)) if known else code


def with_article(name: str) -> str:
    """Return a country's name as it stands in a sentence ("the United States")."""
    return f"the {name}" if name.startswith("United ") or name.endswith(_PLURALS) else name


def name_ref(ref: Ref) -> str:
    """Return a Ref's name; where it is a country's bare code, the country's name."""
    return name_country(ref.name) if len(ref.name) == 3 and ref.name == ref.country else ref.name


@cache
def _territories() -> dict[str, str]:
    return dict(Locale("en").territories)
