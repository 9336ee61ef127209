"""Shares of trade partners and their ranks."""

from collections.abc import Callable

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.figures import WINDOW_YEARS, weigh_figures, years_of
from dragoman.check.names import name_of, polity_of, state_of
from dragoman.records.facts import Facts, Figure
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

MEASURES = {"imports from": "import_share", "exports to": "export_share", "trade with": "trade_share"}
RANKS = {"rank by imports": "import_share", "rank by exports": "export_share", "rank by trade": "trade_share"}
ONE_OF = 5  # "one of the biggest": among the first five


def check_share(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a partner's share of a state's imports, exports or trade, in percent."""
    if claim.type != "share":
        return None
    measure = MEASURES.get(bare_predicate(claim))
    home, partner = state_of(claim.subject), polity_of(claim.object)
    if measure is None or home is None or partner is None:
        return unknown("The tables do not know this share.")
    rows = [r for r in facts.figures_of(measure, home, partner=partner) if r.unit.startswith(("percent", "%"))]
    if not rows:
        return unknown(f"The tables hold no share of {name_of(facts, partner)} in the trade of {name_of(facts, home)}.")
    return weigh_figures(claim, rows, day, percent=True)


def check_partner_rank(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check which place a partner takes among a state's export markets, suppliers or trading partners.

    ``value`` is the place (1 is the biggest); with several objects all must be among the first ``value``.
    """
    if claim.type != "rank" or bare_predicate(claim) not in RANKS:
        return None
    home = state_of(claim.subject)
    partners = claim.objects or ((claim.object,) if claim.object else ())
    if home is None or not partners or not isinstance(claim.value, int | float):
        return unknown("The tables do not know this ranking.")
    return join_answers(tuple(_rank_partner(claim, facts, home, ref, day) for ref in partners))


def _rank_partner(claim: Claim, facts: Facts, home: str, ref: Ref, day: str) -> Answer:
    partner = polity_of(ref)
    measure = RANKS[bare_predicate(claim)]
    rows = [r for r in facts.figures_of(measure, home) if r.unit.startswith(("percent", "%")) and r.year is not None]
    if partner is None or not rows:
        return unknown(f"The tables hold no figure for {ref.name} in the trade of {name_of(facts, home)}.")
    if len(partner) != 3:
        return unknown(f"The tables rank states, no unions of them such as {ref.name}.")
    if not any(r.partner == partner for r in rows):
        return _rank_unlisted(claim, facts, (home, partner), rows, day)
    years = years_of(claim, day) or (int(day[:4]) - WINDOW_YEARS, int(day[:4]) - 1)
    # A list that holds at least the first five partners settles their places.
    listed = _listed(facts, measure, day)
    agree: list[Figure] = []
    against: list[Figure] = []
    places: list[str] = []
    for year in sorted({r.year for r in rows if r.year is not None and years[0] <= r.year <= years[1]}, reverse=True):
        for vintage in dict.fromkeys(r.vintage for r in rows if r.year == year):
            ranked = sorted((r for r in rows if r.year == year and r.vintage == vintage), key=lambda r: -r.value)
            own = next((r for r in ranked if r.partner == partner), None)
            if own is None:
                continue
            place, ahead = ranked.index(own) + 1, ranked[: ranked.index(own)]
            settled = 100 - sum(r.value for r in ranked) < own.value or place <= listed(len(ranked))
            fits = _place_fits(place, claim, several=bool(claim.objects))
            places.append(f"place {place} in {year}" + (f" ({vintage})" if vintage else ""))
            if fits and (settled or place >= float(claim.value or 1)):
                agree.append(own)
            elif not fits and (settled or place > float(claim.value or 1)):
                against += [own, *ahead[:3]]
    note = f"{name_of(facts, partner)} takes {', '.join(dict.fromkeys(places))}."
    if agree:
        return answer_from("yes", note, agree=agree, against=against)
    if against:
        return answer_from("no", note, against=against)
    return unknown(f"The partners of {name_of(facts, home)} in the tables do not settle the place of {ref.name}.")


def _listed(facts: Facts, measure: str, day: str) -> Callable[[int], int]:
    """Return how many of a year's first partners are certainly among its rows, given how many rows it has."""
    if facts.is_complete("figures", f"{measure}/first-listed", day):
        return lambda rows: rows
    five = facts.is_complete("figures", f"{measure}/first-five", day) is not None
    return lambda rows: ONE_OF if five and rows >= ONE_OF else 0


def _rank_unlisted(claim: Claim, facts: Facts, pair: tuple[str, str], rows: list[Figure], day: str) -> Answer:
    """Return whether a partner without a row can take the place: not where more partners have more than all that is left over."""
    home, partner = pair
    years = years_of(claim, day) or (int(day[:4]) - WINDOW_YEARS, int(day[:4]) - 1)
    wanted = max(ONE_OF, float(claim.value or 1)) if claim.approx == "one of" else float(claim.value or 1)
    beaten: list[Figure] = []
    listed = _listed(facts, rows[0].measure, day)
    for year, vintage in dict.fromkeys((r.year, r.vintage) for r in rows if r.year is not None and years[0] <= r.year <= years[1]):
        ranked = [r for r in rows if r.year == year and r.vintage == vintage]
        left_over = 100 - sum(r.value for r in ranked)
        ahead = sorted((r for r in ranked if r.value > left_over), key=lambda r: -r.value)
        if listed(len(ranked)) > len(ahead):
            ahead = sorted(ranked, key=lambda r: -r.value)[: listed(len(ranked))]
        if len(ahead) < wanted:
            return unknown(f"The tables hold no figure for {name_of(facts, partner)} in the trade of {name_of(facts, home)}.")
        beaten += ahead[:3]
    if not beaten:
        return unknown(f"The tables hold no figure for {name_of(facts, partner)} in the trade of {name_of(facts, home)}.")
    leading = ", ".join(dict.fromkeys(name_of(facts, r.partner) for r in beaten))
    return answer_from("no", f"{name_of(facts, partner)} is not among the first; {leading} are.", against=beaten)


def _place_fits(place: int, claim: Claim, *, several: bool) -> bool:
    wanted = float(claim.value or 1)
    if claim.approx == "one of":
        return place <= max(ONE_OF, wanted)
    return place <= wanted if several else place == wanted
