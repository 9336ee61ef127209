"""Finds the names that the reference tables know, anywhere in a text, in one pass."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from dragoman.records.facts import Facts

_WORD = re.compile(r"\w+|[^\w\s]")
# A surname or a handle alone is not evidence enough; linking settles those.
_SKIPPED_KINDS = frozenset({"surname", "handle"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A known name at [start, end). ``kind`` is an alias kind, or ``place`` for the project's own list of places."""

    start: int
    end: int
    name: str
    kind: str
    type: str
    entity: str | None
    country: str | None


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    name: str
    kind: str
    type: str
    entity: str | None
    country: str | None


@lru_cache(maxsize=1)
def _common_words() -> frozenset[str]:
    """Names that are common words once their capital is gone."""
    raw = tomllib.loads(files("dragoman").joinpath("data", "linking.toml").read_text(encoding="utf-8"))
    return frozenset(raw["common_words"].split())


@lru_cache(maxsize=1)
def _own_places() -> tuple[_Entry, ...]:
    raw = tomllib.loads(files("dragoman").joinpath("data", "places.toml").read_text(encoding="utf-8"))
    cities = [(name, iso) for iso, names in raw["country"].items() for name in names]
    regions: list[tuple[str, str | None]] = [(name, None) for name in raw["region"]]
    return tuple(
        _Entry(words=_split(name), name=name, kind="place", type="place", entity=None, country=country)
        for name, country in [*cities, *regions]
    )


def _split(name: str) -> tuple[str, ...]:
    return tuple(m.group().casefold() for m in _WORD.finditer(name))


class Gazetteer:
    """An index of names by their first word. Build it once for a ``Facts``; ``find`` is linear in the text."""

    def __init__(self, facts: Facts) -> None:
        by_first: dict[str, dict[tuple[str, ...], list[_Entry]]] = {}
        for entry in (*_table_entries(facts), *_own_places()):
            if entry.words:
                by_first.setdefault(entry.words[0], {}).setdefault(entry.words, []).append(entry)
        # Longest first, so that "South Sudan" is never "Sudan"; table rows come before own places of the same name.
        self._by_first = {
            first: tuple(sorted(((words, tuple(entries)) for words, entries in group.items()), key=lambda pair: -len(pair[0])))
            for first, group in by_first.items()
        }

    def find(self, text: str, lower_ranges: tuple[tuple[int, int], ...] = ()) -> list[Hit]:
        """Return the longest known names in ``text``, in order, without overlaps.

        ``lower_ranges`` are stretches (a lower-case headline) where a name may stand without its capital.
        """
        found = [(m.group(), m.start(), m.end()) for m in _WORD.finditer(text)]
        words = [w.casefold() for w, _, _ in found]
        hits: list[Hit] = []
        lower = iter(lower_ranges)
        span = next(lower, None)
        i, known = 0, self._by_first
        while i < len(words):
            if words[i] not in known:
                i += 1
                continue
            while span is not None and span[1] <= found[i][1]:
                span = next(lower, None)
            in_lower = span is not None and span[0] <= found[i][1]
            hit = self._match(text, found, words, i, in_lower)
            if hit is None:
                i += 1
                continue
            hits.append(hit)
            while i < len(words) and found[i][1] < hit.end:
                i += 1
        return hits

    def _match(self, text: str, found: list[tuple[str, int, int]], words: list[str], i: int, in_lower: bool) -> Hit | None:
        for key, entries in self._by_first.get(words[i], ()):
            if tuple(words[i : i + len(key)]) != key:
                continue
            if len(key) == 1 and words[i] in _common_words() and words[i] != "us" and _is_shouted(found, i):
                continue
            start, end = found[i][1], found[i + len(key) - 1][2]
            surface = " ".join(text[start:end].split())
            for entry in entries:
                if _case_fits(surface, entry.name, in_lower):
                    return Hit(
                        start=start, end=end, name=surface, kind=entry.kind, type=entry.type, entity=entry.entity, country=entry.country
                    )
        return None


def _is_shouted(found: list[tuple[str, int, int]], i: int) -> bool:
    """Whether the words on both sides are in capitals too: "THE SCHEDULE IS SUBJECT"."""
    around = [w for w, _, _ in found[max(0, i - 2) : i] + found[i + 1 : i + 3] if w.isalpha()]
    return len(around) > 1 and all(w.isupper() for w in around)


def _table_entries(facts: Facts) -> Iterator[_Entry]:
    seen: set[str] = set()
    for name, rows in facts.aliases.items():
        for row in rows:
            entity = facts.entities.get(row.entity)
            if entity is None or row.kind in _SKIPPED_KINDS or (entity.type == "person" and " " not in name):
                continue
            country = entity.country or (entity.id if entity.type in ("state", "government") and len(entity.id) == 3 else None)
            kind = row.kind
            if name not in seen or kind not in ("adjective", "ethnic", "demonym"):
                yield _Entry(words=_split(name), name=name, kind=kind, type=entity.type, entity=entity.id, country=country)
            seen.add(name)


def _case_fits(surface: str, name: str, in_lower: bool) -> bool:
    if surface == name or surface.replace("’", "'") == name.replace("’", "'"):
        return True
    letters = sum(c.isalpha() for c in name)
    if surface.isupper():
        # "KAZAKHSTAN"; of short names only the caps of the table itself ("US"), never a shouted word ("WHO").
        return letters >= 4 and not name.isupper()
    if surface.islower():
        return in_lower and letters >= 2 and name.casefold() not in _common_words() and not (name.isupper() and letters < 4)
    return surface[0].isupper() and letters > 6 and surface.casefold() == name.casefold() and " " in name


_CACHED: list[tuple[Facts, Gazetteer]] = []


def gazetteer_of(facts: Facts) -> Gazetteer:
    """Return the index for ``facts``; the last one is kept, since a run asks for the same one each time."""
    for known, index in _CACHED:
        if known is facts:
            return index
    index = Gazetteer(facts)
    _CACHED[:] = [(facts, index)]
    return index
