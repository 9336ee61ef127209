"""The people that the tables know, indexed by their folded names."""

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.link.folding import are_first_names_alike, content_words, core, is_variant, middle_letters, name_words, skeleton
from dragoman.records.facts import Facts, Office


@dataclass(frozen=True, slots=True)
class PersonsTable:
    """``full``: folded full names -> ids; ``by_surname`` and ``by_bones``: a surname, or its consonants, -> ids."""

    full: dict[tuple[str, ...], tuple[str, ...]]
    by_surname: dict[str, tuple[str, ...]]
    by_bones: dict[str, tuple[str, ...]]
    names: dict[str, tuple[tuple[str, ...], ...]]
    by_state: dict[str, tuple[Office, ...]]
    canonical: dict[str, str]
    middles: dict[str, frozenset[str]]

    def ids(self, people: Iterable[str]) -> tuple[str, ...]:
        """Return ids without doubles: one person entered twice ("Barack Obama", "Barack H. Obama") counts once."""
        return tuple(dict.fromkeys(self.canonical.get(p, p) for p in people))

    def spelt_so(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of people with exactly this surname."""
        return self.ids(self.by_surname.get(" ".join(core(words))) or self.by_surname.get(words[-1] if words else "") or ())

    def same_surname(self, words: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of people whose surname is spelt so, or may be another spelling of it."""
        last = words[-1] if words else ""
        found = self.spelt_so(words)
        bones = skeleton(last)
        more = self.by_bones.get(bones, ()) if len(bones) >= 3 else ()
        return self.ids((*found, *more))

    def has_other_middle(self, person: str, name: str) -> bool:
        """Whether the middle initials tell a name apart from a person's: George H.W. Bush is not George W. Bush."""
        mine = middle_letters(name)
        known = {m for m in self.middles.get(person, ()) if m}
        return bool(mine and known) and not any(m[0] == mine[0] for m in known)

    def is_spelt(self, person: str, words: tuple[str, ...]) -> bool:
        """Whether a full name may be a spelling of a person's name: the surname and the first name both fit."""
        for known in self.names.get(person, ()):
            if len(known) < 2 or len(words) < 2:
                continue
            middle, mine = content_words(known[1:-1]), content_words(words[1:-1])
            if middle and mine and not middle & mine and not any(is_variant(a, b) for a in middle for b in mine):
                continue  # Ahmad Nasser ... Al-Sabah is not Ahmad Abdullah ... Al-Sabah
            if (known[-1] == words[-1] or is_variant(known[-1], words[-1])) and are_first_names_alike(known[0], words[0]):
                return True
        return False


def _build(facts: Facts) -> PersonsTable:
    full: dict[tuple[str, ...], list[str]] = {}
    surnames: dict[str, list[str]] = {}
    bones: dict[str, list[str]] = {}
    names: dict[str, list[tuple[str, ...]]] = {}
    middles: dict[str, set[str]] = {}
    rows = [(a.entity, a.name, a.kind) for group in facts.aliases.values() for a in group]
    rows += [(e.id, e.name, "name") for e in facts.entities.values()]
    for entity, name, kind in rows:
        known = facts.entities.get(entity)
        if known is None or known.type != "person" or kind == "handle":
            continue
        words = name_words(name)
        if not words:
            continue
        if len(words) > 1 and kind != "surname":
            full.setdefault(words, []).append(entity)
            names.setdefault(entity, []).append(words)
            middles.setdefault(entity, set()).add(middle_letters(name))
        if kind == "surname" or len(words) == 1:
            surnames.setdefault(" ".join(core(words)), []).append(entity)
            bones.setdefault(skeleton(words[-1]), []).append(entity)
    for entity, forms in names.items():
        # A person without a surname row is known by the last word of the name.
        for words in forms:
            if entity not in surnames.get(words[-1], ()) and not any(entity in surnames.get(w, ()) for w in words):
                surnames.setdefault(words[-1], []).append(entity)
                bones.setdefault(skeleton(words[-1]), []).append(entity)
    by_state: dict[str, list[Office]] = {}
    for office in facts.offices:
        by_state.setdefault(office.of, []).append(office)
    canonical: dict[str, str] = {}
    for entities in full.values():
        same = [e for e in dict.fromkeys(entities) if facts.entities[e].country == facts.entities[entities[0]].country]
        best = max(same, key=lambda e: (len(facts.offices_of(e)), -len(e)))
        canonical.update((e, best) for e in same if e != best)
    return PersonsTable(
        canonical=canonical,
        middles={k: frozenset(v) for k, v in middles.items()},
        full={k: tuple(dict.fromkeys(v)) for k, v in full.items()},
        by_surname={k: tuple(dict.fromkeys(v)) for k, v in surnames.items()},
        by_bones={k: tuple(dict.fromkeys(v)) for k, v in bones.items() if len(k) >= 3},
        names={k: tuple(dict.fromkeys(v)) for k, v in names.items()},
        by_state={k: tuple(v) for k, v in by_state.items()},
    )


_CACHED: list[tuple[Facts, PersonsTable]] = []


def persons_table_of(facts: Facts) -> PersonsTable:
    """Return the index for ``facts``; the last one is kept, since a run asks for the same one each time."""
    for known, table in _CACHED:
        if known is facts:
            return table
    table = _build(facts)
    _CACHED[:] = [(facts, table)]
    return table
