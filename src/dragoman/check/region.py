"""A state among the states of its region or group: places by area, population or output, and shares of the region's output."""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import combinations

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import bare_predicate, span_of
from dragoman.check.figures import STOCKS, weigh_figures
from dragoman.check.names import name_of, polity_of, state_of
from dragoman.check.tolerance import compare_figure, spell_number
from dragoman.records.facts import Complete, Facts, Figure
from dragoman.records.findings import Claim

RANKS = {"rank by area": "area_km2", "rank by population": "population", "rank by gdp": "gdp", "rank by uranium": "uranium_output"}
NEAR = 0.05  # two figures that are this close, in shares of the greater, are not told apart
NEAR_PEOPLE = 0.1  # counts and projections of a population differ by more than those of output
NEAR_AREA = 0.01  # areas are surveyed; where definitions differ by more the table has several rows
WORLD = "region:world"
CONTINENTS = ("region:africa", "region:south-america")  # those whose states the tables list; "the continent" is the subject's own
DEPTH = 15  # a declared list of a measure holds at least so many of the first
# States that some count in the region and others do not: where the answers differ nothing is settled.
DIVIDED = {
    "region:europe": ("RUS",),
    "region:asia": ("RUS", "TUR"),
    "region:middle-east": ("EGY", "TUR", "IRN"),
    "region:north-africa": ("SDN", "MRT"),
    "region:sub-saharan-africa": ("SDN",),
}
LATER = 6  # years: where no population of the time is listed the next one tells the order as well
APART = 0.3  # projections of a population differ by up to this share
ALMOST_TIMES = 0.85  # "almost twice" is said of 1.7: multiples are rounder than figures
ONE_OF = 5
FIRST_YEAR = 1992  # how far back a rank that no longer holds is looked for


def check_region_rank(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a state's place by area, population or GDP among the members of a region or group, or of several at once.

    ``value`` counts from the biggest (1, 2, ...) or, negative, from the smallest (-1, -2, ...). A rank that held in an earlier year
    and no longer does is past.
    """
    if claim.type != "rank" or bare_predicate(claim) not in RANKS:
        return None
    home = state_of(claim.subject)
    groups = [g for g in map(polity_of, claim.objects or ((claim.object,) if claim.object else ())) if g is not None]
    if home is not None and "region:continent" in groups:
        groups = [g for g in CONTINENTS if home in _members(facts, g, day)]
    if home is None or not groups or not isinstance(claim.value, int | float):
        return unknown("The tables do not know this ranking.")
    start, end = span_of(claim, day)
    days = [day] if claim.period is None else [_middle(start, min(end, day))]
    if claim.predicate.startswith("was ") and claim.period is None:
        days += _years_before(day)
    found = unknown("The tables do not know this ranking.")
    for when in days:
        found = _rank_on(claim, facts, (home, groups), when)
        divided = [c for c in DIVIDED.get(groups[0], ()) if c != home]
        readings = [set(c) for n in range(1, len(divided) + 1) for c in combinations(divided, n)] if found.holds == "no" else []
        if any(_rank_on(claim, facts, (home, groups), when, turned).holds != "no" for turned in readings):
            return unknown(f"{found.note} By another reading of what belongs to {name_of(facts, groups[0])} it is another place.")
        if found.holds == "unknown" and (passed := _overtaken(claim, facts, (home, groups), when)) is not None:
            return replace(passed, note=f"{passed.note} {found.note}")
        if found.holds != "no":
            return found
    if claim.period is None and not claim.negated:
        for earlier in _years_before(day):
            past = _rank_on(claim, facts, (home, groups), earlier)
            if past.holds == "yes":
                agree = _latest(facts, RANKS[bare_predicate(claim)], home, int(earlier[:4]))
                return answer_from("past", f"It was so in {earlier[:4]}; now: {found.note}", agree=agree)
    return found


def _overtaken(claim: Claim, facts: Facts, who: tuple[str, list[str]], day: str) -> Answer | None:
    """Return that a first place by population has gone to another since, though both are too near to tell by one year's figures.

    Populations move slowly: the order of two turns over once, and the years before and after that say when.
    """
    home, groups = who
    if bare_predicate(claim) != "rank by population" or claim.value != 1 or claim.approx or claim.negated or claim.predicate[:3] == "was":
        return None
    members = [m for g in groups[:1] for m in _members(facts, g, day) if all(m in _members(facts, g, day) for g in groups)]
    own = {r.year: r for r in facts.figures_of("population", home) if r.year is not None and r.year <= int(day[:4])}
    others = [(r.year, r) for m in members if m != home for r in facts.figures_of("population", m) if r.year is not None and r.year in own]
    ahead = {y for y, r in others if r.value > own[y].value}
    led = [y for y in own if y not in ahead and any(at == y for at, _ in others)]
    if home not in members or not led or not ahead or max(led) > min(ahead) or max(own) not in ahead:
        return None
    last = max(led)
    note = f"{name_of(facts, home)} was first until {last} by the figures of those years."
    against = [r for y, r in others if y == max(own) and r.value > own[y].value]
    return answer_from("past", note, agree=[own[last]], against=against)


def _middle(start: str, end: str) -> str:
    """Return the last day of a span's first year, or its last day: figures are of whole years."""
    return min(f"{start[:4]}-12-31", end) if end >= start else end


def _years_before(day: str) -> list[str]:
    return [f"{y}-12-31" for y in range(int(day[:4]) - 1, FIRST_YEAR - 1, -1)]


def _rank_on(claim: Claim, facts: Facts, who: tuple[str, list[str]], day: str, turned: AbstractSet[str] = frozenset()) -> Answer:
    """Return a state's place on a day; ``turned``: states counted in the first group if its list lacks them, and out if it has them."""
    home, groups = who
    measure = RANKS[bare_predicate(claim)]
    first_group = set(_members(facts, groups[0], day)) ^ turned
    members = [m for m in sorted(first_group) if all(m in _members(facts, g, day) for g in groups[1:])]
    among = " and ".join(name_of(facts, g) for g in groups)
    if home not in members:
        return unknown(f"The tables do not count {name_of(facts, home)} among {among}.")
    latest = {m: _latest(facts, measure, m, int(day[:4])) for m in members}
    own = latest.pop(home)
    if not own:
        return unknown(f"The tables hold no such figure for {name_of(facts, home)}.")
    assert isinstance(claim.value, int | float)
    smallest, wanted = claim.value < 0, abs(float(claim.value))
    standing = _stand(own, [rows for rows in latest.values() if rows], smallest, _near(measure))
    note = f"{name_of(facts, home)} takes place {len(standing.ahead) + 1} of {len(members)} in {among}"
    first = max((r for rows in standing.ahead for r in rows), key=lambda r: -r.value if smallest else r.value, default=None)
    note += f", with {name_of(facts, first.country)} first." if first is not None else "."
    lists = [facts.is_complete("figures", f"{measure}/{g}", day) for g in groups if len(groups) == 1 or g != WORLD]
    declared = facts.is_complete("figures", measure, day) or next((d for d in lists if d is not None), None)
    if standing.first > (max(ONE_OF, wanted) if claim.approx == "one of" else wanted):
        return answer_from("no", note, against=[*(r for rows in standing.ahead for r in rows), *own], declared=declared)
    missing = [m for m, rows in latest.items() if not rows]
    if missing and not (declared and not smallest and wanted <= DEPTH):
        return unknown(f"The tables lack the figure for {', '.join(name_of(facts, m) for m in missing[:4])}.")
    if claim.approx in ("one of", "top") or len(standing.ahead) + 1 <= wanted <= len(standing.level) + 1:
        known = sorted((rows[0] for rows in latest.values() if rows), key=lambda r: -r.value)
        return answer_from("yes", note, agree=[*own, *known[:5]])
    if wanted <= standing.last:
        return unknown(f"{note} Some figures are too near to tell.")
    return answer_from("no", note, against=own, declared=declared)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Standing:
    """Who stands before a state by all figures of both (``ahead``) or by one pair of them (``level``), and its first and last place."""

    ahead: list[tuple[Figure, ...]]
    level: list[tuple[Figure, ...]]
    first: int
    last: int


def _stand(own: tuple[Figure, ...], others: list[tuple[Figure, ...]], smallest: bool, near: float) -> _Standing:
    sign = -1 if smallest else 1
    mine = [sign * r.value for r in own]

    def leads(rows: tuple[Figure, ...], slack: float) -> list[bool]:
        return [sign * r.value > m + slack * abs(m) for r in rows for m in mine]

    return _Standing(
        ahead=[rows for rows in others if all(leads(rows, 0.0))],
        level=[rows for rows in others if any(leads(rows, 0.0))],
        first=1 + sum(all(leads(rows, near)) for rows in others),
        last=1 + sum(any(leads(rows, -near)) for rows in others),
    )


def _near(measure: str) -> float:
    return {"area_km2": NEAR_AREA, "population": NEAR_PEOPLE}.get(measure, NEAR)


def check_comparison(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check that a state is ``bigger`` or ``smaller`` than another by area, population or GDP, or ``value`` ``times`` its size.

    Near figures settle nothing. Where definitions give a state several figures, one pair that agrees suffices.
    """
    way, _, by = bare_predicate(claim).partition(" by ")
    if claim.type != "rank" or way not in ("bigger", "smaller", "times") or f"rank by {by}" not in RANKS:
        return None
    measure, home = RANKS[f"rank by {by}"], state_of(claim.subject)
    others = [state_of(o) for o in (claim.objects or ((claim.object,) if claim.object else ()))]
    if home is None or not others or None in others:
        return unknown("The tables do not hold both figures.")
    year = int(day[:4]) if claim.period is None or not claim.period.start else int(claim.period.start[:4]) + 1
    own = _latest(facts, measure, home, year)
    theirs = [_latest(facts, measure, o, year) for o in others if o is not None]
    if not own or not all(theirs):
        return unknown("The tables do not hold both figures.")
    verdicts = [_compare_pair(claim, way, a, b, _near(measure)) for rows in theirs for a in own for b in rows]
    told = [f"{name_of(facts, r.country)}: {spell_number(r.value, r.unit)}" for r in (own[0], *(rows[0] for rows in theirs))]
    unit = f" ({own[0].year})" if own[0].year else ""
    note = f"{'; '.join(told)}{unit}."
    rows = [*own, *(r for each in theirs for r in each)]
    if (len(theirs) == 1 and "yes" in verdicts) or set(verdicts) == {"yes"}:
        return answer_from("yes", note, agree=rows)
    if ("unknown" in verdicts and "no" not in verdicts) or (len(theirs) == 1 and "unknown" in verdicts):
        return unknown(note)
    declared = facts.is_complete("figures", measure, day) or _declared_group(facts, measure, (home, *(o for o in others if o)), day)
    apart = min(abs(a.value - r.value) / max(a.value, r.value) for a in own for each in theirs for r in each)
    return answer_from("no", note, against=rows, declared=declared if measure == "area_km2" or apart > APART else None)


def _declared_group(facts: Facts, measure: str, states: tuple[str, ...], day: str) -> Complete | None:
    """Return the declaration of a group's figures to which all of some states belong, the world apart."""
    prefix = f"{measure}/"
    for c in facts.complete:
        group = c.key.removeprefix(prefix)
        told = c.table == "figures" and c.key.startswith(prefix) and ":" in group and group != WORLD
        if told and set(states) <= set(_members(facts, group, day)):
            return facts.is_complete("figures", c.key, day)
    return None


def _compare_pair(claim: Claim, way: str, own: Figure, other: Figure, near: float) -> str:
    if way == "times":
        assert isinstance(claim.value, int | float)
        ratio, value = own.value / other.value, float(claim.value)
        if claim.approx == "almost" and value * ALMOST_TIMES <= ratio <= value * 1.02:
            return "yes"
        told = compare_figure(ratio, value, claim.approx)
        return {"agrees": "yes", "near": "unknown"}.get(told, "no")
    if abs(own.value - other.value) <= near * max(own.value, other.value):
        return "unknown"
    return "yes" if (own.value > other.value) == (way == "bigger") else "no"


def _members(facts: Facts, group: str, day: str) -> list[str]:
    if group == WORLD:
        return [e.id for e in facts.entities.values() if e.type == "state"]
    return list(dict.fromkeys(m.country for m in facts.members(group, day) if m.status == "member"))


def _latest(facts: Facts, measure: str, country: str, year: int) -> tuple[Figure, ...]:
    """Return the figures of the last year that was known: several where definitions differ."""
    rows = [r for r in facts.figures_of(measure, country) if r.year is None or r.year < year or (r.year == year and measure in STOCKS)]
    if not rows and measure == "population":
        later = [r for r in facts.figures_of(measure, country) if r.year is not None and r.year <= year + LATER]
        return tuple(r for r in later if r.year == min(x.year or 0 for x in later))
    last = max((r.year or 0 for r in rows), default=0)
    return tuple(r for r in rows if (r.year or 0) == last)


def check_gdp_share(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a state's share of its region's GDP, in percent, summed from the figures of all its members, year by year."""
    if claim.type != "gdp_share":
        return None
    home, group = state_of(claim.subject), polity_of(claim.object)
    if home is None or group is None:
        return unknown("The tables do not know this region.")
    members = _members(facts, group, day)
    if home not in members:
        return unknown(f"The tables do not count {name_of(facts, home)} among {name_of(facts, group)}.")
    shares = []
    for year in sorted({r.year for r in facts.figures_of("gdp", home) if r.year is not None}):
        rows = [next(iter(facts.figures_of("gdp", m, year)), None) for m in members]
        if any(r is None for r in rows):
            continue
        present = [r for r in rows if r is not None]
        own = next(r for r in present if r.country == home)
        shares.append(_share_row(own, present))
    if not shares:
        return unknown(f"The tables lack the GDP of some members of {name_of(facts, group)}.")
    return weigh_figures(claim, shares, day, percent=True)


def _share_row(own: Figure, every: list[Figure]) -> Figure:
    """Return the share as a figure that cites the state's own row; checked only where every part of the sum is."""
    basis = "checked" if all(r.basis == "checked" for r in every) else "recalled"
    share = 100 * own.value / sum(r.value for r in every)
    return Figure(
        row=own.row,
        source=own.source,
        basis=basis,
        reviewed=own.reviewed,
        country=own.country,
        measure="gdp_share",
        value=share,
        unit="percent",
        year=own.year,
        vintage=own.vintage,
    )
