"""Shares of trade partners and their ranks."""

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.figures import WINDOW_YEARS, weigh_figures, years_of
from dragoman.check.names import name_of, polity_of, state_of
from dragoman.records.facts import Facts, Figure
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

MEASURES = {"imports from": "import_share", "exports to": "export_share", "trade with": "trade_share"}
RANKS = {"rank by imports": "import_share", "rank by exports": "export_share", "rank by trade": "trade_share"}
RECENT_YEARS = 2  # a place claimed without a year is that of the last two lists
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
    listed = _listed(facts, measure, day)
    lists = dict.fromkeys((r.year, r.vintage) for r in rows if r.year is not None and years[0] <= r.year <= years[1])
    found = [_place_in([r for r in rows if (r.year, r.vintage) == key], claim, partner, listed) for key in lists]
    told = sorted((p for p in found if p is not None), key=lambda p: -p.year)
    latest = max((p.year for p in told if p.fits is not None), default=0)
    held = [p for p in told if p.fits]
    recent = [p for p in held if claim.period is not None or p.year > latest - RECENT_YEARS]
    against = [r for p in told if p.fits is False for r in p.rows]
    note = f"{name_of(facts, partner)} takes {', '.join(dict.fromkeys(p.words for p in told))}."
    if recent:
        return answer_from("yes", note, agree=[r for p in recent for r in p.rows[:1]], against=against)
    if against and len(held) > 1:
        return answer_from("past", note, agree=[p.rows[0] for p in held], against=against)
    if against:
        return answer_from("no", note, against=against)
    return unknown(f"The partners of {name_of(facts, home)} in the tables do not settle the place of {ref.name}.")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A partner's place in one year's list: whether it is the claimed one (None: not settled), and the rows that tell."""

    year: int
    words: str
    fits: bool | None
    rows: tuple[Figure, ...]


def _place_in(rows: list[Figure], claim: Claim, partner: str, listed: Callable[[int], int]) -> _Place | None:
    """Return a partner's place in the list of one year and vintage; of partners level with it either may be first."""
    ranked = sorted(rows, key=lambda r: -r.value)
    own = next((r for r in ranked if r.partner == partner), None)
    year, wanted = ranked[0].year or 0, float(claim.value or 1)
    vintage = f" ({ranked[0].vintage})" if ranked[0].vintage else ""
    if own is None:
        whole = listed(len(ranked)) >= (max(ONE_OF, wanted) if claim.approx == "one of" else wanted)
        words = f"no place among the first {len(ranked)} in {year}{vintage}"
        return _Place(year=year, words=words, fits=False, rows=tuple(ranked[:3])) if whole else None
    ahead = [r for r in ranked if r.value > own.value]
    level = sum(r.value == own.value for r in ranked)
    fits = any(_place_fits(len(ahead) + 1 + k, claim, several=bool(claim.objects)) for k in range(level))
    settled = 100 - sum(r.value for r in ranked) < own.value or len(ahead) < listed(len(ranked))
    certain = settled or (len(ahead) + 1 >= wanted if fits else len(ahead) + 1 > wanted)
    words = f"place {len(ahead) + 1} in {year}{vintage}"
    return _Place(year=year, words=words, fits=fits if certain else None, rows=(own, *(() if fits else ahead[:3])))


def _listed(facts: Facts, measure: str, day: str) -> Callable[[int], int]:
    """Return how many of a year's first partners are certainly among its rows, given how many rows it has.

    The sources list the first partners of a year (five, or those above a share): a declared list is the first of theirs.
    """
    declared = facts.is_complete("figures", f"{measure}/first-listed", day) or facts.is_complete("figures", f"{measure}/first-five", day)
    return lambda rows: rows if declared is not None else 0


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
    if claim.approx == "top":
        return place <= wanted
    return place <= wanted if several else place == wanted
