"""The names of the tables' happenings, ready to be looked up in running words."""

from collections.abc import Mapping

from dragoman.records.facts import Facts

_LONGEST = 9  # words of a name
_Index = Mapping[str, frozenset[tuple[str, ...]]]
_CACHED: list[tuple[Facts, _Index]] = []


def events_of(facts: Facts) -> _Index:
    """Return the names of all happenings as lower-case words, by first word; kept for the last tables asked for."""
    for known, index in _CACHED:
        if known is facts:
            return index
    found: dict[str, set[tuple[str, ...]]] = {}
    for h in facts.happenings:
        if h.kind in ("independence", "founding", "closure"):
            continue
        for name in (h.name, *h.names):
            parts = tuple(name.lower().replace("-", " - ").replace("’", "'").replace("'s", " 's").split())
            if 1 < len(parts) <= _LONGEST or (len(parts) == 1 and len(name) > 4 and not name.islower()):
                found.setdefault(parts[0], set()).add(parts)
    index = {k: frozenset(v) for k, v in found.items()}
    _CACHED[:] = [(facts, index)]
    return index
