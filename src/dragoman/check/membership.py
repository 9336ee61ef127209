"""Who belongs to which organisation: members, observers, candidates, lists of members, joining and leaving."""

from dataclasses import replace

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import (
    as_day,
    bare_predicate,
    day_before,
    is_near,
    rows_after,
    rows_before,
    rows_in,
    span_of,
    states_day,
    tells_day,
    years_between,
)
from dragoman.check.member_origin import check_founder, check_seat
from dragoman.check.names import name_of, polity_of
from dragoman.records.facts import Facts, Membership
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

# What a claim calls a status -> the statuses of the table that make it so.
STATUSES = {
    "member": ("member",),
    "observer": ("observer",),
    "candidate": ("candidate",),
    "associate": ("associate", "partner"),
    "partner": ("partner", "associate"),
    "suspended": ("suspended",),
    "takes part in": ("member", "partner", "observer", "associate"),
}
SIGNATURE_DAYS = 400
LATELY_YEARS = 10  # who denies a membership of longer standing is wrong rather than out of date
ROTATING = frozenset({"org:UNSC"})  # whose members come and go


def check_membership(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check one state's membership; None where the claim is of another type.

    Predicates: ``member of``, ``observer of``, ``candidate of``, ``associate of``, ``partner of``, ``suspended of``, ``joined``,
    ``left``, ``founder of``, ``permanent member of``, ``elected member of``: subject a state, object or objects the organisations.
    What has an organisation for its subject is for check/member_lists.py.
    """
    if claim.type != "membership":
        return None
    country = polity_of(claim.subject)  # the EU is a member of the WTO
    if country is None:
        return unknown(f"The tables do not know a state called {claim.subject.name}.")
    targets = claim.objects or ((claim.object,) if claim.object else ())
    return (
        join_answers(tuple(_check_one(claim, facts, country, o, day) for o in targets)) if targets else unknown("No organisation is named.")
    )


def _rows(facts: Facts, org: str, country: str) -> tuple[Membership, ...]:
    return tuple(m for m in facts.members(org) if m.country == country)


def _check_one(claim: Claim, facts: Facts, country: str, target: Ref, day: str) -> Answer:
    org = polity_of(target)
    if org is None or not org.startswith(("org:", "region:")):
        return unknown(f"The tables hold no members of {target.name}.")
    predicate = bare_predicate(claim)
    if predicate in ("joined", "left"):
        return _check_change(claim, facts, (org, country), day)
    if predicate == "founder of":
        return check_founder(facts, (org, country), day)
    if predicate in ("permanent member of", "elected member of"):
        return check_seat(claim, facts, (org, country), day)
    wanted = predicate.removesuffix(" of")
    start, end = span_of(claim, day)
    never = claim.negated and "never" in claim.text.lower().split()
    if (claim.predicate.startswith("was ") or never) and claim.period is None:
        start = "0000"
    if claim.predicate.startswith("former "):
        return _check_former(facts, (org, country), wanted, day)
    answer = find_status(facts, (org, country), wanted, (start, end))
    if answer.holds == "no" and start < day and not knows_terms(facts, org, wanted, (start, end)):
        return unknown(f"{answer.note} Earlier terms are not all listed.")
    if never and answer.holds == "yes" and (current := find_status(facts, (org, country), wanted, (day, day))).holds == "yes":
        return current
    if claim.negated and start == "0000" and answer.holds != "no":
        return unknown(f"When {claim.subject.name} is said not to have been {wanted}, the text does not say.")
    if answer.holds == "past" and claim.period is not None and (end < day or claim.predicate.startswith("was ")):
        # What is said of a past day had ended before it: that is false, not out of date.
        ended = [r for r in rows_before(_rows(facts, org, country), start) if r.status in STATUSES.get(wanted, (wanted,))]
        if not knows_terms(facts, org, wanted, (start, end)):
            return unknown(f"{answer.note} Earlier terms are not all listed.")
        key = org if wanted == "member" else f"{wanted}/{org}"
        return answer_from("no", answer.note, against=ended, declared=facts.is_complete("memberships", key, end))
    return answer


def knows_terms(facts: Facts, org: str, wanted: str, span: tuple[str, str]) -> bool:
    """Whether the tables list whoever had a status in an organisation on every day of a span, so that a past claim may be contradicted.

    Either its list is declared whole on the first and the last day, or (key ``history/ORG``) all terms of its members since it was founded.
    """
    key = org if wanted == "member" else f"{wanted}/{org}"
    if wanted == "member" and facts.is_complete("memberships", f"history/{org}", span[1]):
        return True
    return all(facts.is_complete("memberships", key, d) for d in span)


def find_status(facts: Facts, who: tuple[str, str], wanted: str, span: tuple[str, str]) -> Answer:
    """Return whether a state has a status in an organisation on any day of a span.

    Args:
        who: the organisation's id and the state's code.
        wanted: a key of STATUSES.
        span: first and last day.
    """
    (org, country), (start, end) = who, span
    state, body = name_of(facts, country), name_of(facts, org)
    rows = _rows(facts, org, country)
    if not rows and not facts.members(org):
        return unknown(f"The tables hold no members of {body}.")
    statuses = STATUSES.get(wanted, (wanted,))
    if wanted == "member" and not any(m.status == "member" for m in facts.members(org)):
        statuses = ("member", "partner")  # the Partnership for Peace has partners alone
    now = rows_in(rows, start, end)
    good = [r for r in now if r.status in statuses]
    suspended = [r for r in now if r.status == "suspended"]
    if good and suspended and wanted == "member" and start > "0000":
        return answer_from(
            "part", f"{state} is a member of {body}, but suspended since {suspended[0].valid_from}.", agree=good, against=suspended
        )
    if good:
        since = f" since {good[0].valid_from}" if good[0].valid_from else ""
        answer = answer_from("yes", f"{state} is listed as {good[0].status} of {body}{since}.", agree=good)
        return replace(answer, lately=_is_late(facts, good, start))
    # A list declared complete is one of members: of observers, candidates, suspensions it says nothing, but by a key of their own.
    declared = facts.is_complete("memberships", org if wanted == "member" else f"{wanted}/{org}", end)
    before = [r for r in rows_before(rows, start) if r.status in statuses]
    others = [r for r in now if r.status != "withdrawn"]
    ended = [r for r in rows if r.status == "member" and r.valid_to and start[:4] <= day_before(r.valid_to)[:4] <= end[:4]]
    if wanted == "suspended" and ended and start > "0000":
        return answer_from("yes", f"{state} counts as a member of {body} until {ended[-1].valid_to}.", agree=ended)
    if any(r.status == "invited" for r in now) and wanted == "member":
        return unknown(f"{state} was invited to {body}; whether it has become a member is disputed.")
    if wanted == "suspended" and before:
        return answer_from("past", f"{state} was suspended from {body} until {before[-1].valid_to}.", agree=before)
    if wanted == "suspended" and declared and start > "0000":
        return answer_from("no", f"{state} is not among those suspended from {body}.", declared=declared)
    if wanted == "suspended" and others:
        # A member may be suspended: the member's row contradicts nothing.
        return unknown(f"The table has no suspension of {state} from {body}.")
    if others:
        note = f"{state} is listed as {others[0].status} of {body}, not as {wanted}."
        kind = "part" if wanted == "member" and others[0].status == "suspended" else "past" if before else "no"
        return answer_from(kind, note, agree=before, against=others, declared=declared if kind == "no" else None)
    if before:
        return answer_from("past", f"{state} was {before[-1].status} of {body} until {before[-1].valid_to}.", agree=before)
    later = [r for r in rows_after(rows, end) if r.status in statuses]
    if later and org in ROTATING and declared is None:
        return unknown(f"{state} is listed for {body} from {later[0].valid_from}; earlier terms are not all listed.")
    if later:
        return answer_from("no", f"{state} became {later[0].status} of {body} on {later[0].valid_from}.", against=later, declared=declared)
    if declared:
        return answer_from("no", f"{state} is not on the full list of {body}.", declared=declared)
    return unknown(f"The tables do not say what {state} is to {body}.")


def _is_late(facts: Facts, rows: list[Membership], day: str) -> bool:
    """Whether a status began in the years before a day, and not with the body itself: who denies it says what was so before."""
    began = min(as_day(r.valid_from or "0000") for r in rows)
    founded = next((as_day(b.valid_from) for b in facts.bodies if b.org == rows[0].org and b.valid_from), began)
    since, opened = years_between(began, day), years_between(founded, began)
    return since is not None and opened is not None and opened > 1 and 0 <= since <= LATELY_YEARS


def _check_former(facts: Facts, who: tuple[str, str], wanted: str, day: str) -> Answer:
    current = find_status(facts, who, wanted, (day, day))
    if current.holds == "past":
        return Answer(holds="yes", note=current.note, rows=current.rows, decisive=current.decisive, basis=current.basis)
    if current.holds == "yes":
        return Answer(holds="no", note=current.note, rows=current.rows, decisive=current.decisive, basis=current.basis)
    if current.holds == "no" and not knows_terms(facts, who[0], wanted, ("0000", day)):
        return unknown(f"{current.note} Earlier terms are not all listed.")
    return current


def _check_change(claim: Claim, facts: Facts, who: tuple[str, str], day: str) -> Answer:
    """Return whether a state joined or left; a date is contradicted only where the list is whole on it."""
    answer = _date_change(claim, facts, who, day)
    if answer.holds != "no":
        return answer
    stated = span_of(claim, day) if claim.period is not None else (as_day(str(claim.value)) if tells_day(claim) else "0000", day)
    rows = _rows(facts, *who)
    looser = [r for r in rows if r.status in ("associate", "partner", "observer") and r.valid_from and states_day(claim, r.valid_from)]
    if looser and bare_predicate(claim) == "joined":
        return unknown(f"{answer.note} It became {looser[0].status} on {looser[0].valid_from}.")
    held = any(r.status == "member" and r.holds_on(stated[0] if tells_day(claim) else day) for r in rows)
    if held or knows_terms(facts, who[0], "member", (stated[0], min(stated[1], day))):
        return answer
    return unknown(f"{answer.note} Earlier terms are not all listed.")


def _date_change(claim: Claim, facts: Facts, who: tuple[str, str], day: str) -> Answer:
    org, country = who
    state, body = name_of(facts, country), name_of(facts, org)
    rows = [r for r in _rows(facts, org, country) if r.status == "member"]
    if not any(m.status == "member" for m in facts.members(org)):
        rows = [r for r in _rows(facts, org, country) if r.status == "partner"]
    joining = bare_predicate(claim) == "joined"
    if not rows:
        return find_status(facts, who, "member", (day, day))
    dated = [(r, (r.valid_from if joining else r.valid_to) or "") for r in rows]
    if joining:  # who is let in again returns where a suspension ends
        dated += [(r, r.valid_to) for r in _rows(facts, org, country) if r.status == "suspended" and r.valid_to]
    if not joining:  # a term that the next one continues ended in no departure
        begun = {r.valid_from for r in rows}
        dated = [(r, when) for r, when in dated if when not in begun]
    done = [(r, when) for r, when in dated if when and as_day(when) <= day]
    verb = "joined" if joining else "left"
    if not done:
        future = [when for _, when in dated if when]
        note = f"{state} {verb} {body} only on {future[0]}." if future else f"The table gives no date at which {state} {verb} {body}."
        if tells_day(claim) and any(is_near(claim, when, SIGNATURE_DAYS) for when in future):
            return unknown(note)  # signed, declared or notified before it takes effect
        if not joining and any(r.holds_on(day) for r in rows):
            return answer_from("no", f"{state} is still listed as a member of {body}.", against=rows)
        return answer_from("no", note, against=rows) if future else unknown(note)
    if not tells_day(claim):
        answer = answer_from("yes", f"{state} {verb} {body} on {done[-1][1]}.", agree=[r for r, _ in done])
        return replace(answer, lately=joining and _is_late(facts, [r for r, _ in done], day))
    # The end of a row is the first day without it: "left at the end of 2023" is an end on 2024-01-01.
    fits = [r for r, when in done if states_day(claim, when) or (not joining and states_day(claim, day_before(when)))]
    if fits:
        return answer_from("yes", f"{state} {verb} {body} then: the table says {done[-1][1]}.", agree=fits)
    note = f"{state} {verb} {body} on {done[-1][1]} by the table."
    if any(is_near(claim, when, SIGNATURE_DAYS) for _, when in done):
        # Signature, ratification and entry into force often lie in two years.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=[r for r, _ in done]).rows)
    declared = facts.is_complete("memberships", org, as_day(done[-1][1])) or facts.is_complete("memberships", org, day)
    return answer_from("no", note, against=[r for r, _ in done], declared=declared)
