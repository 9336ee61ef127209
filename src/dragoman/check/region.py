"""A state among the states of its region or group: places by area, population or output, and shares of the region's output."""

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.figures import STOCKS, weigh_figures
from dragoman.check.names import name_of, polity_of, state_of
from dragoman.check.tolerance import spell_number
from dragoman.records.facts import Facts, Figure
from dragoman.records.findings import Claim

RANKS = {"rank by area": "area_km2", "rank by population": "population", "rank by gdp": "gdp", "rank by uranium": "uranium_output"}
NEAR = 0.05  # two figures that are this close, in shares of the greater, are not told apart
WORLD = "region:world"
DEPTH = 15  # a declared list of a measure holds at least so many of the first
ONE_OF = 5


def check_region_rank(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a state's place by area, population or GDP among the members of a region or group.

    ``value`` counts from the biggest (1, 2, ...) or, negative, from the smallest (-1, -2, ...).
    """
    if claim.type != "rank" or bare_predicate(claim) not in RANKS:
        return None
    measure = RANKS[bare_predicate(claim)]
    home, group = state_of(claim.subject), polity_of(claim.object)
    if home is None or group is None or not isinstance(claim.value, int | float):
        return unknown("The tables do not know this ranking.")
    members = _members(facts, group, day)
    if home not in members:
        return unknown(f"The tables do not count {name_of(facts, home)} among {name_of(facts, group)}.")
    latest = {m: _latest(facts, measure, m, int(day[:4])) for m in members}
    own = latest[home]
    if own is None:
        return unknown(f"The tables hold no such figure for {name_of(facts, home)}.")
    known = [r for r in latest.values() if r is not None and r is not own]
    smallest = claim.value < 0
    ahead = [r for r in known if (r.value < own.value if smallest else r.value > own.value)]
    place, wanted = len(ahead) + 1, abs(float(claim.value))
    missing = [m for m, r in latest.items() if r is None]
    limit = max(ONE_OF, wanted) if claim.approx == "one of" else wanted
    note = f"{name_of(facts, home)} takes place {place} of {len(members)} in {name_of(facts, group)}"
    first = max(ahead, key=lambda r: -r.value if smallest else r.value, default=None)
    note += f", with {name_of(facts, first.country)} first." if first is not None else "."
    whole = facts.is_complete("figures", measure, day)
    declared = facts.is_complete("figures", f"{measure}/{group}", day)
    if place > limit:
        return answer_from("no", note, against=[*ahead, own], declared=whole or declared)
    if missing and not (declared and not smallest and wanted <= DEPTH):
        return unknown(f"The tables lack the figure for {', '.join(name_of(facts, m) for m in missing[:4])}.")
    if place == wanted or claim.approx == "one of":
        return answer_from("yes", note, agree=[own, *sorted(known, key=lambda r: -r.value)[:5]])
    return answer_from("no", note, against=[own], declared=whole or declared)


def check_comparison(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check that a state is ``bigger`` or ``smaller`` than another by area, population or GDP; near figures settle nothing."""
    way, _, by = bare_predicate(claim).partition(" by ")
    if claim.type != "rank" or way not in ("bigger", "smaller") or f"rank by {by}" not in RANKS:
        return None
    measure, home, other = RANKS[f"rank by {by}"], state_of(claim.subject), state_of(claim.object)
    rows = [_latest(facts, measure, s, int(day[:4])) if s else None for s in (home, other)]
    if rows[0] is None or rows[1] is None:
        return unknown("The tables do not hold both figures.")
    own, theirs = rows[0], rows[1]
    unit = f" ({own.year})" if own.year else ""
    told = [f"{name_of(facts, row.country)}: {spell_number(row.value, row.unit)}" for row in (own, theirs)]
    note = f"{'; '.join(told)}{unit}."
    if abs(own.value - theirs.value) <= NEAR * max(own.value, theirs.value):
        return unknown(note)
    if (own.value > theirs.value) == (way == "bigger"):
        return answer_from("yes", note, agree=[own, theirs])
    return answer_from("no", note, against=[own, theirs], declared=facts.is_complete("figures", measure, day))


def _members(facts: Facts, group: str, day: str) -> list[str]:
    if group == WORLD:
        return [e.id for e in facts.entities.values() if e.type == "state"]
    return list(dict.fromkeys(m.country for m in facts.members(group, day) if m.status == "member"))


def _latest(facts: Facts, measure: str, country: str, year: int) -> Figure | None:
    rows = [r for r in facts.figures_of(measure, country) if r.year is None or r.year < year or (r.year == year and measure in STOCKS)]
    return max(rows, key=lambda r: r.year or 0, default=None)


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
