"""Who has means over whom, as of a date, channel by channel: capacity, not influence.

Every channel stands by itself: nothing is summed, ranked or weighed against another. What no row tells is ``missing``, never 0; what
the tables list in full and do not hold is ``none``. Figures keep their year and vintage, and several vintages stand side by side.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.records.facts import Dated, Facts, Figure, Happening, Journey, Membership

TOLD, NONE, MISSING = "told", "none", "missing"
# A body with more members than this binds nobody in particular (the UN and its kind).
_UNIVERSAL = 60
# A figure this many years older than the date still tells of it; journeys are counted over as many years.
YEARS = 5
_COVERED = 5
_IN_FORCE = ("agreement", "partnership")
# A treaty of more parties than this binds no two of them in particular.
_FEW_PARTIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TiePart:
    """One thing that ties two states: its words in fields, and the row that says so. ``detail`` is a status, a depth or a vintage."""

    name: str
    value: float | None = None
    unit: str = ""
    year: int | None = None
    detail: str = ""
    row: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """One cell: what one power has over the state in one channel. ``state`` is told, none or missing; ``looked`` are the rows that were
    looked through where nothing was found."""

    power: str
    state: str
    parts: tuple[TiePart, ...] = ()
    looked: tuple[TiePart, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """One row: a channel with one tie a power, in the order of the powers. ``kind`` is pacts, agreements, figure, journeys or border;
    ``measure`` is the figure's measure; ``years`` the window of days or years that was looked at."""

    kind: str
    measure: str = ""
    ties: tuple[Tie, ...]
    years: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pacts:
    """Which bodies count as a pact or union: kinds of body (``Body.depth``), deepest first, and ids of bodies that do not count."""

    depths: tuple[str, ...]
    without: frozenset[str] = frozenset()


def find_ties(facts: Facts, over: str, powers: Sequence[str], day: str, pacts: Pacts) -> tuple[Channel, ...]:
    """Return the channels between some powers and a state in which at least one cell is told.

    Args:
        facts: The tables.
        over: ISO alpha-3 code of the state.
        powers: Codes of the powers, in the order of the cells.
        day: ISO day as of which the ties are taken.
        pacts: Which bodies count as a pact or union.
    """
    figures = _partner_figures(facts, over)
    channels = [
        _find_pacts(facts, over, powers, day, pacts),
        _find_agreements(facts, over, powers, day),
        *(_find_figures(figures[m], powers, m, day) for m in figures),
        _find_journeys(facts, over, powers, day),
        _find_borders(facts, over, powers, day),
    ]
    return tuple(c for c in channels if any(t.state == TOLD for t in c.ties))


def _part(row: Dated, name: str, detail: str = "") -> TiePart:
    return TiePart(name=name, detail=detail, row=row.row, source=row.source)


def _find_pacts(facts: Facts, over: str, powers: Sequence[str], day: str, pacts: Pacts) -> Channel:
    """Bodies that both belong to, deepest first; the state's own row and the power's are both needed, the power's is cited."""
    depth = {b.org: b.depth for b in facts.bodies if b.depth in pacts.depths and b.org not in pacts.without}
    own = [
        m
        for m in facts.memberships
        if m.country == over and m.holds_on(day) and m.org in depth and len(facts.members(m.org, day)) <= _UNIVERSAL
    ]
    own.sort(key=lambda m: pacts.depths.index(depth[m.org]))
    ties = []
    for power in powers:
        shared = [(m, t) for m in own for t in facts.members(m.org, day) if t.country == power]
        parts = tuple(_part(t, _name(facts, m.org), _pact_detail(depth[m.org], m, t)) for m, t in shared)
        listed = all(facts.is_complete("memberships", m.org, day) for m in own)
        state = TOLD if parts else NONE if own and listed else MISSING
        ties.append(Tie(power=power, state=state, parts=parts, looked=tuple(_part(m, _name(facts, m.org)) for m in own)))
    return Channel(kind="pacts", ties=tuple(ties))


def _pact_detail(depth: str, own: Membership, theirs: Membership) -> str:
    lesser = [m.status for m in (theirs, own) if m.status != "member"]
    return f"{depth}|{lesser[0] if lesser else ''}"


def _find_agreements(facts: Facts, over: str, powers: Sequence[str], day: str) -> Channel:
    """Agreements in force to which both are parties, those with fewest parties first."""
    ties = []
    for power in powers:
        found = [h for h in facts.happenings if h.kind in _IN_FORCE and {over, power} <= set(h.parties) and _in_force(h, day)]
        found = sorted((h for h in found if len(h.parties) <= _FEW_PARTIES), key=lambda h: (len(h.parties), h.valid_from or ""))
        parts = tuple(_part(h, h.name, (h.valid_from or "")[:4]) for h in found)
        ties.append(Tie(power=power, state=TOLD if parts else MISSING, parts=parts))
    return Channel(kind="agreements", ties=tuple(ties))


def _in_force(row: Happening, day: str) -> bool:
    return (row.valid_from or "") <= day and (row.valid_to is None or day <= row.valid_to)


def _partner_figures(facts: Facts, over: str) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for f in facts.figures:
        if f.country == over and f.partner and f.year is not None:
            found.setdefault(f.measure, []).append(f)
    return found


def _find_figures(figures: Iterable[Figure], powers: Sequence[str], measure: str, day: str) -> Channel:
    """The year before the date in which most of the powers have a figure, the latest of such; who has none in it keeps an earlier one."""
    # The year of the date itself was not over, so that no figure of it can have been meant.
    last = int(day[:4]) - 1
    near = [f for f in figures if f.partner in powers and f.year is not None and last - YEARS < f.year <= last]
    years = {f.year for f in near if f.year is not None}
    best = max(years, key=lambda y: (len({f.partner for f in near if f.year == y}), y), default=None)
    ties = []
    for power in powers:
        mine = [f for f in near if f.partner == power]
        year = best if any(f.year == best for f in mine) else max((f.year for f in mine if f.year is not None), default=None)
        parts = tuple(
            TiePart(name=measure, value=f.value, unit=f.unit, year=f.year, detail=f.vintage or "", row=f.row, source=f.source)
            for f in mine
            if f.year == year
        )
        ties.append(Tie(power=power, state=TOLD if parts else MISSING, parts=parts))
    return Channel(kind="figure", measure=measure, ties=tuple(ties), years=(str(last - YEARS + 1), str(last)))


def _find_journeys(facts: Facts, over: str, powers: Sequence[str], day: str) -> Channel:
    """Journeys to the state held in the years before the date by people who then held office in the power.

    A power whose journeys the table hardly knows has ``missing``; one whose journeys it knows has ``none`` where none went there.
    """
    first = f"{int(day[:4]) - YEARS:04d}{day[4:]}"
    near = [j for j in facts.journeys if j.status == "held" and first <= j.start < day]
    ties = []
    for power in powers:
        mine = [j for j in near if _serves(facts, j, power)]
        parts = tuple(_part(j, _name(facts, j.visitor), j.start) for j in mine if j.country == over)
        state = TOLD if parts else NONE if len(mine) >= _COVERED else MISSING
        looked = tuple(_part(j, _name(facts, j.visitor), j.start) for j in mine[-3:])
        ties.append(Tie(power=power, state=state, parts=parts, looked=looked))
    return Channel(kind="journeys", ties=tuple(ties), years=(first, day))


def _serves(facts: Facts, journey: Journey, power: str) -> bool:
    return any(o.of == power for o in facts.offices_of(journey.visitor, journey.start))


def _find_borders(facts: Facts, over: str, powers: Sequence[str], day: str) -> Channel:
    rows = facts.neighbours(over, day)
    listed = facts.is_complete("borders", over, day) is not None
    ties = []
    for power in powers:
        parts = tuple(_part(b, "land border") for b in rows if power in (b.a, b.b))
        state = TOLD if parts else NONE if listed else MISSING
        ties.append(Tie(power=power, state=state, parts=parts, looked=tuple(_part(b, "land border") for b in rows)))
    return Channel(kind="border", ties=tuple(ties))


def _name(facts: Facts, entity: str) -> str:
    """Return an entity's acronym where it has one, else its name."""
    acronyms = facts.names_of(entity, "acronym")
    if entity.startswith("org:") and acronyms:
        return acronyms[0].name
    known = facts.entities.get(entity)
    return known.name if known else entity
