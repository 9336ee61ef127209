"""Names of the tables that claims look up in running words: of happenings, of those who led a state, of travellers."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.records.facts import Facts

TREATIES = frozenset({"agreement", "treaty", "alliance", "partnership"})
_LONGEST = 9  # words of a happening's name
_LEADING = frozenset({"head_of_state", "head_of_government"})


@dataclass(frozen=True, slots=True, kw_only=True)
class TreatyNames:
    """Treaties by their names in lower case without spaces, and the first letters of these."""

    names: Mapping[str, str] = field(default_factory=dict)
    stems: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.names)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNames:
    """Happenings' names as lower-case words by first word, surnames (lower case) that mean one leader alone, those of travellers."""

    events: Mapping[str, frozenset[tuple[str, ...]]]
    leaders: frozenset[str]
    travellers: frozenset[str]
    treaties: TreatyNames = field(default_factory=TreatyNames)


_CACHED: list[tuple[Facts, KnownNames]] = []


def known_names(facts: Facts) -> KnownNames:
    """Return the names to look for, kept for the tables last asked for."""
    for known, names in _CACHED:
        if known is facts:
            return names
    found = KnownNames(
        events=_index_events(facts), leaders=_list_leaders(facts), travellers=_list_travellers(facts), treaties=_index_treaties(facts)
    )
    _CACHED[:] = [(facts, found)]
    return found


def _index_events(facts: Facts) -> Mapping[str, frozenset[tuple[str, ...]]]:
    found: dict[str, set[tuple[str, ...]]] = {}
    for h in facts.happenings:
        if h.kind in ("independence", "founding", "closure", "outside", "unratified"):
            continue
        for name in (h.name, *h.names):
            plain = name.lower().replace("’", "'").replace("'s", " 's")
            # The tokeniser leaves some hyphens inside a word: "Non-Proliferation", but "Nuclear - Test - Ban".
            for parts in {tuple(plain.replace("-", " - ").split()), tuple(plain.split())}:
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


def _list_travellers(facts: Facts) -> frozenset[str]:
    people = {j.visitor for j in facts.journeys}
    return frozenset(a.name.lower() for p in people for a in facts.names_of(p, "surname") if " " not in a.name)


def _index_treaties(facts: Facts) -> TreatyNames:
    found = {n.lower().replace(" ", "").replace("–", "-"): n for h in facts.happenings if h.kind in TREATIES for n in (*h.names, h.name)}
    found = {k: n for k, n in found.items() if (len(k) > 3 or n.isupper())}
    return TreatyNames(names=found, stems=frozenset(k[:3] for k in found))
