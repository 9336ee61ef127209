"""Rows of the reference tables and the index that stages ask. Loaded by ``dragoman.tables``; pure once built.

Dates are ISO strings ("2019-03-23"); ``valid_from`` inclusive, ``valid_to`` exclusive, None where open. A partial date
("2019", "2019-03") stands for its first day. ``row`` is the address a verdict cites: ``table:key``.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TypeVar

_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dated:
    """What every row has. ``basis``: checked (an independent set agrees) or recalled."""

    row: str
    source: str
    basis: str = "recalled"
    reviewed: str | None = None
    valid_from: str | None = None
    valid_to: str | None = None

    def holds_on(self, day: str | None) -> bool:
        """Whether the row is valid on an ISO day; always true where ``day`` is None."""
        if day is None:
            return True
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)


# In the order in which they are preferred when one name may mean several entities.
ALIAS_KINDS = (
    "name",
    "short",
    "acronym",
    "handle",
    "official",
    "variant",
    "capital",
    "metonym",
    "demonym",
    "adjective",
    "ethnic",
    "surname",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A state, organisation, person or place that the tables know. ``type`` is a mention's type."""

    id: str
    name: str
    type: str
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alias(Dated):
    """A name of an entity. ``kind`` is one of ALIAS_KINDS.

    ``capital`` is a capital's name that stands for its state (the city has an entity of its own, ``place:...``);
    ``ethnic`` is a people's name that is also read for the state ("Kazakh" beside the civic "Kazakhstani").
    """

    name: str
    entity: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Office(Dated):
    """Who held which office. ``office``: head_of_state, head_of_government, foreign_minister, ... ; ``of``: ISO3 or org id."""

    person: str
    office: str
    title: str
    of: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership(Dated):
    """``status``: member, observer, associate, candidate, partner, suspended, withdrawn."""

    org: str
    country: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Dated):
    """A city or region. ``role``: capital, former_name, city, region; ``name`` is its name while valid."""

    name: str
    country: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Border(Dated):
    """A land border between two states, ``a`` < ``b``."""

    a: str
    b: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Dated):
    """A number: ``measure`` (import_share, export_share, gdp, population, area_km2, ...), of a year, in a vintage of a source."""

    country: str
    measure: str
    value: float
    unit: str
    year: int | None = None
    partner: str | None = None
    vintage: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening(Dated):
    """An agreement, war, talks, founding or independence: from ``valid_from`` to ``valid_to`` (here the last day itself).

    ``parties`` are entity ids; of an independence the state first, then of what it was part. ``names``: other names.
    ``signed``: of an agreement the days of adoption, signature or opening for signature, where it took effect on another.
    """

    kind: str
    name: str
    names: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    note: str = ""
    signed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey(Dated):
    """A documented visit. ``visitor`` is a person id, ``status`` held, postponed or cancelled; days inclusive in ``start``, ``end``."""

    visitor: str
    country: str
    city: str | None
    start: str
    end: str
    status: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet(Dated):
    """Who publishes. ``standing`` is a descriptive type (state-controlled, public, private, agency, government, ...)."""

    id: str
    name: str
    names: tuple[str, ...]
    domains: tuple[str, ...]
    country: str | None
    standing: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body(Dated):
    """What an organisation is for. ``depth``: mutual_defence, security, common_market, monetary_union, trade, political, format, ...

    ``seats``: the cities in which it has its headquarters.
    """

    org: str
    purpose: str
    depth: str
    seats: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Complete:
    """A declaration that ``table`` lists every row of ``key`` between two dates, so that absence contradicts."""

    table: str
    key: str
    valid_from: str | None
    valid_to: str | None
    source: str


def _grouped(rows: Iterable[_Row], key: Callable[[_Row], str]) -> dict[str, tuple[_Row, ...]]:
    groups: dict[str, list[_Row]] = {}
    for row in rows:
        groups.setdefault(key(row), []).append(row)
    return {k: tuple(v) for k, v in groups.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All tables. Look-ups by name are case-sensitive first, then folded (``aliases_folded`` keys are casefolded).

    Alias rows of one name stand in order of preference. A region ("region:central-asia") is an organisation as far as
    ``memberships`` goes: its members are the states that lie in it.
    """

    entities: dict[str, Entity] = field(default_factory=dict)
    aliases: dict[str, tuple[Alias, ...]] = field(default_factory=dict)
    aliases_folded: dict[str, tuple[Alias, ...]] = field(default_factory=dict)
    offices: tuple[Office, ...] = ()
    memberships: tuple[Membership, ...] = ()
    places: tuple[Place, ...] = ()
    borders: tuple[Border, ...] = ()
    figures: tuple[Figure, ...] = ()
    happenings: tuple[Happening, ...] = ()
    journeys: tuple[Journey, ...] = ()
    outlets: tuple[Outlet, ...] = ()
    bodies: tuple[Body, ...] = ()
    complete: tuple[Complete, ...] = ()
    _by_person: dict[str, tuple[Office, ...]] = field(init=False, repr=False, compare=False)
    _by_office: dict[str, tuple[Office, ...]] = field(init=False, repr=False, compare=False)
    _by_org: dict[str, tuple[Membership, ...]] = field(init=False, repr=False, compare=False)
    _by_entity: dict[str, tuple[Alias, ...]] = field(init=False, repr=False, compare=False)
    _figures: dict[str, tuple[Figure, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        put = object.__setattr__  # the record is frozen; the indexes are derived from its fields
        put(self, "_by_person", _grouped(self.offices, lambda o: o.person))
        put(self, "_by_office", _grouped(self.offices, lambda o: f"{o.office}/{o.of}"))
        put(self, "_by_org", _grouped(self.memberships, lambda m: m.org))
        put(self, "_by_entity", _grouped((a for rows in self.aliases.values() for a in rows), lambda a: a.entity))
        put(self, "_figures", _grouped(self.figures, lambda f: f"{f.measure}/{f.country}"))

    def alias_rows(self, name: str, day: str | None = None) -> tuple[Alias, ...]:
        """Return the alias rows of a name that hold on a day (all of them where none does), preferred kinds first.

        Words all in lower case are looked up exactly, and as handles: "turkey" and "us" are no states.
        """
        rows = self.aliases.get(name)
        if not rows:
            rows = self.aliases_folded.get(name.casefold(), ())
            if name.islower():
                rows = tuple(a for a in rows if a.kind == "handle")
        return tuple(a for a in rows if a.holds_on(day)) or rows

    def named(self, name: str, day: str | None = None) -> tuple[Entity, ...]:
        """Return the entities that ``name`` may mean on a day, best first, without doubles."""
        ids = dict.fromkeys(a.entity for a in self.alias_rows(name, day))
        return tuple(self.entities[i] for i in ids if i in self.entities)

    def names_of(self, entity: str, kind: str | None = None) -> tuple[Alias, ...]:
        """Return an entity's alias rows, of one kind or of all."""
        return tuple(a for a in self._by_entity.get(entity, ()) if kind is None or a.kind == kind)

    def offices_of(self, person: str, day: str | None = None) -> tuple[Office, ...]:
        """Return the offices that a person held on a day (all of them where ``day`` is None)."""
        return tuple(o for o in self._by_person.get(person, ()) if o.holds_on(day))

    def holders(self, office: str, of: str, day: str | None = None) -> tuple[Office, ...]:
        """Return who held an office of a state or organisation on a day."""
        return tuple(o for o in self._by_office.get(f"{office}/{of}", ()) if o.holds_on(day))

    def members(self, org: str, day: str | None = None) -> tuple[Membership, ...]:
        """Return an organisation's membership rows (any status) that hold on a day."""
        return tuple(m for m in self._by_org.get(org, ()) if m.holds_on(day))

    def capitals(self, country: str, day: str | None = None) -> tuple[Place, ...]:
        """Return a state's capital rows that hold on a day; some states have two."""
        return tuple(p for p in self.places if p.country == country and p.role == "capital" and p.holds_on(day))

    def neighbours(self, country: str, day: str | None = None) -> tuple[Border, ...]:
        """Return the land borders of a state on a day."""
        return tuple(b for b in self.borders if country in (b.a, b.b) and b.holds_on(day))

    def figures_of(self, measure: str, country: str, year: int | None = None, partner: str | None = None) -> tuple[Figure, ...]:
        """Return the figures of a measure, every vintage; ``year`` and ``partner`` narrow them where given."""
        rows = self._figures.get(f"{measure}/{country}", ())
        return tuple(f for f in rows if (year is None or f.year == year) and (partner is None or f.partner == partner))

    def outlet(self, name_or_host: str, day: str | None = None) -> Outlet | None:
        """Return the outlet of a name ("RT") or a host ("www.rt.com", "amp.rt.com")."""
        host = name_or_host.casefold().removeprefix("www.")
        for o in self.outlets:
            if o.holds_on(day) and (name_or_host in o.names or any(host == d or host.endswith("." + d) for d in o.domains)):
                return o
        return None

    def is_complete(self, table: str, key: str, day: str) -> Complete | None:
        """Return the declaration under which absence from ``table`` for ``key`` contradicts on a day.

        Keys: memberships by organisation id ("org:CSTO"), borders and capitals (table "places") by state ("KAZ"),
        offices by "office/of" ("head_of_state/KAZ"); figures by measure ("area_km2"), measure and state, or measure and group
        (its first fifteen); memberships also by "founders/org:EAEU", "history/org:NATO", "permanent/org:UNSC", "suspended/org:AU"; bodies
        by "seat/org:NATO", "depth/org:NATO"; happenings by parties ("agreement/NAME") or dates ("dates/war/NAME"); places also by
        "names/KAZ".
        """
        if not getattr(self, table, ()):
            return None  # a list that was taken away declares nothing
        for c in self.complete:
            if c.table == table and c.key == key and (c.valid_from or "") <= day and (not c.valid_to or day < c.valid_to):
                return c
        return None
