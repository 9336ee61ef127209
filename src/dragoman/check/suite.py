"""The suite of checks and how an answer becomes a verdict."""

from collections.abc import Callable
from dataclasses import replace

from dragoman.check.answer import Answer, join_answers, label_of, unknown
from dragoman.check.body import check_body
from dragoman.check.border import check_border
from dragoman.check.capital import check_capital, check_name
from dragoman.check.days import as_day, span_of
from dragoman.check.happening import check_date, check_duration, check_independence
from dragoman.check.holder import check_holder
from dragoman.check.journey import check_journey
from dragoman.check.length import check_tenure
from dragoman.check.member_lists import check_member_list
from dragoman.check.membership import check_membership
from dragoman.check.neighbours import check_neighbours
from dragoman.check.output_share import check_output_share
from dragoman.check.quantity import check_quantity
from dragoman.check.region import check_comparison, check_gdp_share, check_region_rank
from dragoman.check.subject_rows import is_row, spell_row
from dragoman.check.trade import check_partner_rank, check_share
from dragoman.check.treaty import check_treaty
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim
from dragoman.records.verdict import Verdict

Check = Callable[[Claim, Facts, str], Answer | None]

# Each takes (claim, facts, day) and returns None where the claim is none of its business; the first answer counts.
SUITE: tuple[Check, ...] = (
    check_body,
    check_member_list,
    check_membership,
    check_holder,
    check_capital,
    check_name,
    check_border,
    check_neighbours,
    check_share,
    check_partner_rank,
    check_region_rank,
    check_comparison,
    check_output_share,
    check_gdp_share,
    check_quantity,
    check_independence,
    check_tenure,
    check_duration,
    check_treaty,
    check_journey,
    check_date,
)

# What was so stays so: no label of today differs.
LASTING = frozenset({"duration", "date", "treaty", "independence"})


def check_claim(claim: Claim, facts: Facts, as_of: str | None, today: str) -> Claim:
    """Return the claim with its verdict as of a date.

    Args:
        claim: a claim of any type; an opinion (predicate ``opinion``) is uncheckable.
        facts: the reference tables.
        as_of: ISO date of the document, or None where it has none: then ``today`` is used and the note says "undated".
        today: ISO date of the reader.
    """
    day = as_day(as_of or today)
    answer = _ask_suite(claim, facts, day)
    label = label_of(answer, claim.negated)
    now = label
    if as_of is not None and as_day(today) != day and claim.type not in LASTING and span_of(claim, day)[1] >= day:
        # A title in a tale of the past is asked of the reader's day as any other.
        of_today = replace(claim, predicate=claim.predicate.removeprefix("then "))
        now = label_of(_ask_suite(of_today, facts, as_day(today)), claim.negated)
        now = _settle_now(label, now)
    note = answer.note if as_of is not None else f"Undated, read as of {day}. {answer.note}"
    verdict = Verdict(label=label, basis=answer.basis, as_of=as_of and day, now=now if now != label else None, rows=answer.rows, note=note)
    return replace(claim, verdict=verdict)


def _settle_now(label: str, now: str) -> str:
    """Return today's label as a reader of the old text needs it: what was true then and is contradicted today is outdated."""
    if label == "supported" and now in ("refuted", "partly"):
        return "outdated"
    return now


def _ask_suite(claim: Claim, facts: Facts, day: str) -> Answer:
    if claim.type == "opinion" or claim.predicate == "opinion":
        return Answer(holds="opinion", note="This is a judgement, a forecast or a figure of speech; no table can settle it.")
    if is_row(claim):
        return join_answers(tuple(_ask_suite(one, facts, day) for one in spell_row(claim)))
    for check in SUITE:
        answer = check(claim, facts, day)
        if answer is not None:
            return answer
    return unknown(f"There is no check for claims of type {claim.type}.")
