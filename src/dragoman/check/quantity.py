"""Areas, populations, outputs: one state's figure with its unit."""

from dragoman.check.answer import Answer, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.figures import weigh_figures
from dragoman.check.names import polity_of, shown
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim

PART = 12.0  # a figure so many times smaller than any of a state is most likely of a part of it: a city, a province, a people


def check_quantity(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a figure of a state: the predicate is the measure, in the unit of the table (extraction converts it)."""
    if claim.type not in ("area", "quantity"):
        return None
    home = polity_of(claim.subject)
    measure = bare_predicate(claim)
    rows = facts.figures_of(measure, home) if home else ()
    rows = tuple(r for r in rows if r.partner is None and (claim.unit is None or _unit(r.unit) == _unit(claim.unit)))
    if not rows:
        return unknown(f"The tables hold no {measure.replace('_', ' ')} of {shown(facts, claim.subject)} in this unit.")
    declared = facts.is_complete("figures", measure, day) or facts.is_complete("figures", f"{measure}/{home}", day)
    if isinstance(claim.value, int | float) and claim.value * PART < min(r.value for r in rows):
        return unknown(f"The figure is so far below those of {shown(facts, claim.subject)} that something else seems meant.")
    return weigh_figures(claim, rows, day, percent=_unit(rows[0].unit) == "percent", declared=declared)


def _unit(unit: str) -> str:
    return {"%": "percent", "persons": "people", "person": "people", "tonne": "tonnes", "t": "tonnes", "usd": "us dollars"}.get(
        unit.casefold(), unit.casefold()
    )
