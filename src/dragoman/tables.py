"""Loads the reference tables (``data/tables/*.csv``) into ``Facts``, describes and validates them.

One row is one fact with its source, its dates and the day on which it was last reviewed. ``source`` in a file is a key of
``sources.csv``; rows carry the full citation once loaded. Lists inside a cell are joined by "|".
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import MISSING, Field, dataclass, fields
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from pathlib import Path
from typing import IO, Any

from dragoman.errors import TableError
from dragoman.records.facts import (
    ALIAS_KINDS,
    Alias,
    Body,
    Border,
    Complete,
    Dated,
    Entity,
    Facts,
    Figure,
    Happening,
    Journey,
    Membership,
    Office,
    Outlet,
    Place,
)

_CODE = re.compile("[A-Z]{3}")
_PREFERENCE = {kind: i for i, kind in enumerate(ALIAS_KINDS)}
# "Georgia" the state before a place of that name; people last, since a surname says least.
_TYPE_PREFERENCE = {"state": 0, "organisation": 1, "government": 2, "group": 3, "place": 4, "person": 5}
_LISTS = frozenset({"names", "domains", "parties", "signed", "seats"})
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# Columns that name entities.
_REFERENCES = {
    "aliases": ("entity",),
    "offices": ("person", "of"),
    "memberships": ("org", "country"),
    "places": ("country",),
    "borders": ("a", "b"),
    "figures": ("country", "partner"),
    "happenings": ("parties",),
    "journeys": ("visitor", "country"),
    "outlets": ("country",),
    "bodies": ("org",),
    "entities": ("country",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """How a file's rows become records: the record type and the key that a verdict cites."""

    name: str
    record: type
    key: Callable[[dict[str, Any]], str]


def _spell(*names: str) -> Callable[[dict[str, Any]], str]:
    return lambda r: "/".join(str(r[n]) for n in names if r.get(n) not in (None, ""))


TABLES = (
    _Table(name="entities", record=Entity, key=_spell("id")),
    _Table(name="aliases", record=Alias, key=_spell("entity", "kind", "name", "valid_from")),
    _Table(name="offices", record=Office, key=_spell("of", "office", "person", "valid_from")),
    _Table(name="memberships", record=Membership, key=_spell("org", "country", "status", "valid_from")),
    _Table(name="places", record=Place, key=_spell("country", "role", "name", "valid_from")),
    _Table(name="borders", record=Border, key=_spell("a", "b")),
    _Table(name="figures", record=Figure, key=_spell("country", "measure", "partner", "year", "vintage")),
    _Table(name="happenings", record=Happening, key=_spell("kind", "name")),
    _Table(name="journeys", record=Journey, key=_spell("visitor", "country", "city", "start", "end", "status")),
    _Table(name="outlets", record=Outlet, key=_spell("id", "valid_from")),
    _Table(name="bodies", record=Body, key=_spell("org")),
    _Table(name="complete", record=Complete, key=_spell("table", "key", "valid_from")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TableSummary:
    """A table in one line: how many rows, how many of each basis, the dates they span, when last reviewed."""

    name: str
    rows: int
    checked: int
    recalled: int
    first: str | None
    last: str | None
    reviewed: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """A row that breaks a rule."""

    table: str
    row: str
    message: str


def _open_table(name: str, extra: Path | None) -> Iterator[tuple[str, IO[str]]]:
    shipped = files("dragoman").joinpath("data", "tables", f"{name}.csv")
    if shipped.is_file():
        with shipped.open("r", encoding="utf-8") as stream:
            yield f"{name}.csv", stream
    if extra is not None and (extra / f"{name}.csv").is_file():
        with (extra / f"{name}.csv").open("r", encoding="utf-8", newline="") as stream:
            yield str(extra / f"{name}.csv"), stream


def _read_cells(name: str, extra: Path | None) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield (file:line, cells) of a table, the shipped file first; lines that start with "#" are comments."""
    for label, stream in _open_table(name, extra):
        lines = ((n, line) for n, line in enumerate(stream, 1) if not line.startswith("#"))
        numbers: list[int] = []

        def counted(pairs: Iterable[tuple[int, str]] = lines, seen: list[int] = numbers) -> Iterator[str]:
            for n, line in pairs:
                seen.append(n)
                yield line

        reader = csv.reader(counted())
        header = next(reader, [])
        for cells in reader:
            if len(cells) != len(header):
                raise TableError(f"{label}:{numbers[-1]}: {len(cells)} cells, the header has {len(header)}")
            yield f"{label}:{numbers[-1]}", dict(zip(header, cells, strict=True))


def _convert(name: str, text: str) -> Any:
    if name in _LISTS:
        return tuple(part for part in text.split("|") if part)
    if name == "value":
        return float(text)
    if name == "year":
        return int(text) if text else None
    return text


def _load_table(table: _Table, sources: dict[str, str], extra: Path | None) -> Iterator[Any]:
    known = {f.name: f for f in fields(table.record)}
    required = {f.name for f in fields(table.record) if f.name in known and _is_required(f)}
    dated = issubclass(table.record, Dated)
    for where, cells in _read_cells(table.name, extra):
        try:
            row = {k: _convert(k, v) for k, v in cells.items() if k in known and (v or k in required)}
        except ValueError as error:
            raise TableError(f"{where}: {error}") from error
        if "source" in cells and "source" in known:
            row["source"] = sources.get(cells["source"], cells["source"])
        if dated:
            row["row"] = f"{table.name}:{table.key(cells)}"
        missing = sorted(required - row.keys())
        if missing:
            raise TableError(f"{where}: no value for {', '.join(missing)}")
        yield table.record(**row)


def _is_required(f: "Field[Any]") -> bool:
    return f.default is MISSING and f.default_factory is MISSING


def _index_aliases(
    aliases: Iterable[Alias], entities: dict[str, Entity]
) -> tuple[dict[str, tuple[Alias, ...]], dict[str, tuple[Alias, ...]]]:
    exact: dict[str, list[Alias]] = {}
    folded: dict[str, list[Alias]] = {}
    for a in aliases:
        exact.setdefault(a.name, []).append(a)
        # "us" is no state and "who" no organisation: short acronyms count as written only.
        if a.kind != "acronym" or len(a.name) > 3:
            folded.setdefault(a.name.casefold(), []).append(a)

    def rank(a: Alias) -> tuple[int, int]:
        entity = entities.get(a.entity)
        return _PREFERENCE.get(a.kind, 99), _TYPE_PREFERENCE.get(entity.type if entity else "", 9)

    def settle(index: dict[str, list[Alias]]) -> dict[str, tuple[Alias, ...]]:
        return {k: tuple(sorted(v, key=rank) if len(v) > 1 else v) for k, v in index.items()}

    return settle(exact), settle(folded)


@lru_cache(maxsize=4)
def load_facts(extra: Path | None = None) -> Facts:
    """Return all tables as ``Facts``; the result is cached and shared.

    Args:
        extra: a folder with files of the same names, whose rows are added to the shipped ones.

    Raises:
        TableError: a file is malformed; the message names the file and the line.
    """
    if extra is not None and not extra.is_dir():
        raise TableError(f"there is no folder '{extra}' of tables: change DRAGOMAN_TABLES or the setting tables")
    sources = load_sources(extra)
    rows = {t.name: tuple(_load_table(t, sources, extra)) for t in TABLES}
    entities = {e.id: e for e in rows.pop("entities")}
    exact, folded = _index_aliases(rows.pop("aliases"), entities)
    return Facts(entities=entities, aliases=exact, aliases_folded=folded, **rows)


def load_sources(extra: Path | None = None) -> dict[str, str]:
    """Return source keys and the citations that they stand for."""
    return {c["key"]: c["citation"] for _, c in _read_cells("sources", extra)}


def describe_tables(extra: Path | None = None) -> tuple[TableSummary, ...]:
    """Return one summary a table, for ``dragoman tables``."""
    return tuple(_describe(t, extra) for t in TABLES)


def _describe(table: _Table, extra: Path | None) -> TableSummary:
    cells = [c for _, c in _read_cells(table.name, extra)]
    starts = [c.get("valid_from") or c.get("start") or c.get("year") or "" for c in cells]
    days = sorted(d for d in [*starts, *(c.get("valid_to") or c.get("end") or "" for c in cells)] if d)
    reviews = sorted(c["reviewed"] for c in cells if c.get("reviewed"))
    return TableSummary(
        name=table.name,
        rows=len(cells),
        checked=sum(c.get("basis") == "checked" for c in cells),
        recalled=sum(c.get("basis") == "recalled" for c in cells),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        reviewed=reviews[0] if reviews else None,
    )


def validate_tables(extra: Path | None = None) -> tuple[Fault, ...]:
    """Return every row that breaks a rule: unknown ids, codes, sources, kinds or dates, doubles, overlapping terms.

    Raises:
        TableError: a file cannot be read as a table at all.
    """
    facts, sources = load_facts(extra), load_sources(extra)
    faults: list[Fault] = []
    for table in TABLES:
        seen: set[str] = set()
        for where, cells in _read_cells(table.name, extra):
            key = table.key(cells)
            messages = list(_check_row(table.name, cells, facts, sources))
            if key in seen:
                messages.append(f"double of {key}")
            seen.add(key)
            faults.extend(Fault(table=table.name, row=where, message=m) for m in messages)
    return (*faults, *_check_overlaps(facts))


def _check_row(table: str, cells: dict[str, str], facts: Facts, sources: dict[str, str]) -> Iterator[str]:
    if cells.get("source") not in sources:
        yield f"source {cells.get('source')!r} is not in sources.csv"
    if cells.get("basis", "recalled") not in ("checked", "recalled"):
        yield f"basis {cells['basis']!r}"
    for column in ("valid_from", "valid_to", "start", "end", "reviewed"):
        if cells.get(column) and not _DATE.fullmatch(cells[column]):
            yield f"{column} {cells[column]!r} is no ISO date"
    # A happening ends on its last day; elsewhere the end is the first day on which the row no longer holds.
    first, last = cells.get("valid_from") or cells.get("start"), cells.get("valid_to") or cells.get("end")
    if first and last and (last < first or (last == first and table not in ("happenings", "journeys"))):
        yield f"ends ({last}) before it begins ({first})"
    for column in _REFERENCES.get(table, ()):
        for entity in cells[column].split("|"):
            if entity and entity not in facts.entities:
                yield f"{column} {entity!r} is not in entities.csv"
    if table == "aliases" and cells["kind"] not in ALIAS_KINDS:
        yield f"kind {cells['kind']!r}"
    if table == "entities" and cells["type"] == "state" and not _CODE.fullmatch(cells["id"]):
        yield f"{cells['id']} has not the form of an ISO 3166-1 alpha-3 code"
    if table == "borders" and not cells["a"] < cells["b"]:
        yield "a must sort before b"


def _check_overlaps(facts: Facts) -> Iterator[Fault]:
    """Two holders of one office at once are a fault, unless the rows say who contests it (two sources)."""
    for office in ("head_of_state", "head_of_government"):
        for state in (e.id for e in facts.entities.values() if e.type == "state"):
            terms = sorted(facts.holders(office, state), key=lambda o: o.valid_from or "")
            for earlier, later in pairwise(terms):
                if (earlier.valid_to or "9999") > (later.valid_from or "") and earlier.source == later.source:
                    yield Fault(table="offices", row=later.row, message=f"overlaps {earlier.row}")
    for org, states in _status_rows(facts).items():
        for rows in states.values():
            for a, b in pairwise(rows):
                if (a.valid_to or "9999") > (b.valid_from or ""):
                    yield Fault(table="memberships", row=b.row, message=f"overlaps {a.row} in {org}")


def _status_rows(facts: Facts) -> dict[str, dict[str, list[Membership]]]:
    grouped: dict[str, dict[str, list[Membership]]] = {}
    for m in sorted(facts.memberships, key=lambda m: m.valid_from or ""):
        grouped.setdefault(m.org, {}).setdefault(f"{m.country}/{m.status}", []).append(m)
    return grouped
