"""A state's share of a whole whose own output the tables hold: the world's, the European Union's."""

from dragoman.check.answer import Answer
from dragoman.check.figures import weigh_figures
from dragoman.check.names import polity_of, state_of
from dragoman.records.facts import Facts, Figure
from dragoman.records.findings import Claim


def check_output_share(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a state's share of the GDP of a whole that has a figure of its own, in percent; None where it has none."""
    if claim.type != "gdp_share":
        return None
    home, whole = state_of(claim.subject), polity_of(claim.object)
    if home is None or whole is None:
        return None
    totals = {r.year: r for r in facts.figures_of("gdp", whole)}
    shares = [_share_row(r, totals[r.year]) for r in facts.figures_of("gdp", home) if r.year in totals]
    return weigh_figures(claim, shares, day, percent=True) if shares else None


def _share_row(own: Figure, whole: Figure) -> Figure:
    """Return the share as a figure that cites the state's own row; checked only where both figures are."""
    return Figure(
        row=own.row,
        source=own.source,
        basis="checked" if own.basis == whole.basis == "checked" else "recalled",
        reviewed=own.reviewed,
        country=own.country,
        measure="gdp_share",
        value=100 * own.value / whole.value,
        unit="percent",
        year=own.year,
        vintage=own.vintage,
    )
