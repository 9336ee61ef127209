"""Who founded an organisation, and whose seats in it are permanent."""

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import CLOSE_DAYS, as_day, bare_predicate, same_date, span_of, years_between
from dragoman.check.names import name_of
from dragoman.records.facts import Facts, Membership
from dragoman.records.findings import Claim

# What followed a federation that had belonged to a body from the first: "Serbia was a founding member of the UN" is said of Yugoslavia.
HEIRS = frozenset({"SRB", "CZE", "SVK", "HRV", "SVN", "BIH", "MKD", "MNE"})
FEDERATIONS_END = "1991"
SOON = 245  # days: who is elected waits for its seat from June to January


def check_founder(facts: Facts, who: tuple[str, str], day: str) -> Answer:
    """Return whether a state belongs to an organisation from the first: whether its first term began with the earliest of all.

    Args:
        who: the organisation's id and the state's code.
        day: the day asked for; the key ``founders/ORG`` of the complete lists says that nobody founded it who came later.
    """
    org, country = who
    state, body = name_of(facts, country), name_of(facts, org)
    rows = [m for m in facts.members(org) if m.status == "member" and m.valid_from]
    own = sorted((m for m in rows if m.country == country), key=lambda m: m.valid_from or "")
    declared = facts.is_complete("memberships", f"founders/{org}", day)
    if not rows or declared is None:
        return unknown(f"The tables do not say who founded {body}.")
    first = min(m.valid_from or "" for m in rows)
    if own and same_date(own[0].valid_from or "", first):
        return answer_from("yes", f"{state} has belonged to {body} from its beginning, {first}.", agree=own[:1])
    if country in HEIRS and first < FEDERATIONS_END:
        return unknown(f"{body} was founded on {first}, before {state} was a state of its own.")
    if own and (years_between(first, own[0].valid_from or "") or 0) * 365 <= CLOSE_DAYS:
        return unknown(f"{state} joined {body} on {own[0].valid_from}, soon after it was founded on {first}.")
    if own:
        note = f"{state} joined {body} on {own[0].valid_from}; it was founded on {first}."
        return answer_from("no", note, against=own[:1], declared=declared)
    return answer_from("no", f"{state} is not among the founders of {body}.", declared=declared)


def check_seat(claim: Claim, facts: Facts, who: tuple[str, str], day: str) -> Answer:
    """Return whether a state's seat is a permanent one, or an elected one on any day of the claim's span."""
    org, country = who
    state, body = name_of(facts, country), name_of(facts, org)
    rows = [m for m in facts.members(org) if m.country == country and m.status == "member"]
    declared = facts.is_complete("memberships", f"permanent/{org}", day)
    permanent = [m for m in rows if m.valid_to is None]
    if declared is None:
        return unknown(f"The tables do not say whose seats in {body} are permanent.")
    if bare_predicate(claim) == "permanent member of":
        if permanent:
            return answer_from("yes", f"{state} has a permanent seat in {body}.", agree=permanent)
        return answer_from("no", f"{state} has no permanent seat in {body}.", declared=declared)
    if permanent:
        return answer_from("no", f"{state} has a permanent seat in {body}.", against=permanent, declared=declared)
    span = ("0000", day) if claim.predicate.startswith(("was ", "former ")) and claim.period is None else span_of(claim, day)
    answer = _elected(facts, rows, (state, org), span)
    if answer.holds == "no" and span[0] < day and not facts.is_complete("memberships", org, span[0]):
        return unknown(f"{answer.note} Earlier terms are not all listed.")
    return answer


def _elected(facts: Facts, rows: list[Membership], who: tuple[str, str], span: tuple[str, str]) -> Answer:
    (state, org), (start, end) = who, span
    held = [m for m in rows if (m.valid_from or "") <= end and start < (m.valid_to or "9999")]
    past = [m for m in rows if (m.valid_to or "9999") <= start]
    body = name_of(facts, org)
    soon = [m for m in rows if m.valid_from and 0 < (years_between(end, as_day(m.valid_from)) or 0) * 365 <= SOON]
    if soon and not held:
        return unknown(f"{state} takes its seat in {body} only on {soon[0].valid_from}.")
    if held:
        return answer_from("yes", f"{state} sits in {body} from {held[0].valid_from} to {held[0].valid_to}.", agree=held)
    if past:
        return answer_from("past", f"{state} sat in {body} until {past[-1].valid_to}.", agree=past)
    declared = facts.is_complete("memberships", org, end)
    note = f"{state} is not listed for a seat in {body}."
    return answer_from("no", note, declared=declared) if declared else unknown(note)
