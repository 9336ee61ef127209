"""Names of the tables that claims look up in running words: of happenings, and surnames of those who led a state."""

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.records.facts import Facts

_LONGEST = 9  # words of a happening's name
_LEADING = frozenset({"head_of_state", "head_of_government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Happenings' names as lower-case words by first word, and surnames (lower case) that mean one leader alone."""

    events: Mapping[str, frozenset[tuple[str, ...]]]
    leaders: frozenset[str]


_CACHED: list[tuple[Facts, KnownNames]] = []


def known_names(facts: Facts) -> KnownNames:
    """Return the names to look for, kept for the tables last asked for."""
    for known, names in _CACHED:
        if known is facts:
            return names
    found = KnownNames(events=_index_events(facts), leaders=_list_leaders(facts))
    _CACHED[:] = [(facts, found)]
    return found


def _index_events(facts: Facts) -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for h in facts.happenings:
        if h.kind in ("independence", "founding", "closure"):
            continue
        for name in (h.name, *h.names):
            parts = tuple(name.lower().replace("-", " - ").replace("’", "'").replace("'s", " 's").split())
            if 1 < len(parts) <= _LONGEST or (len(parts) == 1 and len(name) > 3 and not name.islower()):
                found.setdefault(parts[0], set()).add(parts)
    return {k: frozenset(v) for k, v in found.items()}


def _list_leaders(facts: Facts) -> frozenset[str]:
    meant: dict[str, set[str]] = {}
    for rows in facts.aliases.values():
        for a in rows:
            if a.kind == "surname" and " " not in a.name:
                meant.setdefault(a.name.lower(), set()).add(a.entity)
    led = {o.person for o in facts.offices if o.office in _LEADING}
    return frozenset(name for name, people in meant.items() if len(people) == 1 and people <= led)
