"""Who belongs to which organisation: members, observers, candidates, lists of members, joining and leaving."""

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
)
from dragoman.check.names import name_of, polity_of, shown, state_of
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
}
SIGNATURE_DAYS = 400
ROTATING = frozenset({"org:UNSC"})  # whose members come and go
LISTS = ("includes", "consists of")


def check_membership(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check a membership claim; None where the claim is of another type.

    Predicates: ``member of``, ``observer of``, ``candidate of``, ``associate of``, ``partner of``, ``suspended of`` (subject a
    state, object or objects the organisations), ``joined``, ``left``, ``includes`` and ``consists of`` (subject the
    organisation, objects the states), ``has members`` (value: how many), ``has members among`` (object a region; -1: all of it).
    """
    if claim.type != "membership":
        return None
    predicate = bare_predicate(claim)
    if predicate in LISTS:
        return _check_list(claim, facts, day)
    if predicate == "has members":
        return _count_members(claim, facts, day)
    if predicate == "has members among":
        return _count_among(claim, facts, day)
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
    wanted = predicate.removesuffix(" of")
    start, end = span_of(claim, day)
    if claim.predicate.startswith("was ") and claim.period is None:
        start = "0000"
    if claim.predicate.startswith("former "):
        return _check_former(facts, (org, country), wanted, day)
    return find_status(facts, (org, country), wanted, (start, end))


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
    now = rows_in(rows, start, end)
    good = [r for r in now if r.status in statuses]
    suspended = [r for r in now if r.status == "suspended"]
    if good and suspended and wanted == "member" and start > "0000":
        return answer_from(
            "part", f"{state} is a member of {body}, but suspended since {suspended[0].valid_from}.", agree=good, against=suspended
        )
    if good:
        since = f" since {good[0].valid_from}" if good[0].valid_from else ""
        return answer_from("yes", f"{state} is listed as {good[0].status} of {body}{since}.", agree=good)
    # A list declared complete is one of members: it says nothing of observers and partners.
    declared = facts.is_complete("memberships", org, end) if wanted == "member" else None
    before = [r for r in rows_before(rows, start) if r.status in statuses]
    others = [r for r in now if r.status != "withdrawn"]
    ended = [r for r in rows if r.status == "member" and r.valid_to and start[:4] <= day_before(r.valid_to)[:4] <= end[:4]]
    if wanted == "suspended" and ended and start > "0000":
        return answer_from("yes", f"{state} counts as a member of {body} until {ended[-1].valid_to}.", agree=ended)
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


def _check_former(facts: Facts, who: tuple[str, str], wanted: str, day: str) -> Answer:
    current = find_status(facts, who, wanted, (day, day))
    if current.holds == "past":
        return Answer(holds="yes", note=current.note, rows=current.rows, decisive=current.decisive, basis=current.basis)
    if current.holds == "yes":
        return Answer(holds="no", note=current.note, rows=current.rows, decisive=current.decisive, basis=current.basis)
    return current


def _check_change(claim: Claim, facts: Facts, who: tuple[str, str], day: str) -> Answer:
    org, country = who
    state, body = name_of(facts, country), name_of(facts, org)
    rows = [r for r in _rows(facts, org, country) if r.status == "member"]
    joining = bare_predicate(claim) == "joined"
    if not rows:
        return find_status(facts, who, "member", (day, day))
    dated = [(r, (r.valid_from if joining else r.valid_to) or "") for r in rows]
    done = [(r, when) for r, when in dated if when and as_day(when) <= day]
    verb = "joined" if joining else "left"
    if not done:
        future = [when for _, when in dated if when]
        note = f"{state} {verb} {body} only on {future[0]}." if future else f"The table gives no date at which {state} {verb} {body}."
        if not joining and any(r.holds_on(day) for r in rows):
            return answer_from("no", f"{state} is still listed as a member of {body}.", against=rows)
        return answer_from("no", note, against=rows) if future else unknown(note)
    if not tells_day(claim):
        return answer_from("yes", f"{state} {verb} {body} on {done[-1][1]}.", agree=[r for r, _ in done])
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


def _check_list(claim: Claim, facts: Facts, day: str) -> Answer:
    org = polity_of(claim.subject)
    if org is None:
        return unknown(f"The tables hold no members of {claim.subject.name}.")
    start, end = span_of(claim, day)
    if claim.predicate.startswith("was ") and claim.period is None:
        start = "0000"
    answers, named = [], set()
    for ref in claim.objects:
        country = state_of(ref)
        if country is None:
            answers.append(unknown(f"The tables do not know a state called {ref.name}."))
            continue
        named.add(country)
        answers.append(find_status(facts, (org, country), "member", (start, end)))
    if not answers:
        return unknown("No member is named.")
    if len(answers) > 2 and all(a.holds == "no" for a in answers):
        # Nobody lists only strangers: such a list is of something else than the body's members.
        return unknown(f"None of those named is listed as a member of {shown(facts, claim.subject)}: the list may be of something else.")
    joined = join_answers(tuple(answers))
    if joined.holds == "yes" and len(answers) > 1:
        joined = Answer(
            holds="yes",
            note=f"All {len(answers)} are listed as members of {shown(facts, claim.subject)}.",
            rows=joined.rows,
            decisive=joined.decisive,
            basis=joined.basis,
        )
    if bare_predicate(claim) == "consists of" and joined.holds == "yes":
        missing = [m for m in facts.members(org, end) if m.status == "member" and m.country not in named]
        if missing:
            left_out = ", ".join(name_of(facts, m.country) for m in missing[:6])
            extra = answer_from("part", f"The list leaves out {left_out}.", against=missing)
            return Answer(holds="part", note=extra.note, rows=joined.rows + extra.rows, decisive=True, basis=joined.basis)
    return joined


def _count_members(claim: Claim, facts: Facts, day: str) -> Answer:
    org = polity_of(claim.subject)
    body = shown(facts, claim.subject)
    end = span_of(claim, day)[1]
    rows = [m for m in facts.members(org or "") if m.status == "member"]
    if org is None or not isinstance(claim.value, int | float) or not rows:
        return unknown(f"The tables hold no members of {body}.")
    declared = facts.is_complete("memberships", org, end)
    if declared is None:
        return unknown(f"The list of members of {body} is not declared complete, so they cannot be counted.")
    now = {m.country for m in rows_in(rows, end, end)}
    counted = rows_in(rows, end, end)
    note = f"The table lists {len(now)} members of {body}."
    if _count_fits(len(now), float(claim.value), claim.approx):
        return answer_from("yes", note, agree=counted)
    earlier = {len({m.country for m in rows_in(rows, d, d)}) for d in _change_days(rows, end)}
    if any(_count_fits(n, float(claim.value), claim.approx) for n in earlier):
        return answer_from("past", note, agree=counted)
    return answer_from("no", note, against=counted, declared=declared)


def _count_among(claim: Claim, facts: Facts, day: str) -> Answer:
    """Count the members of an organisation among the states of a region, both lists declared complete."""
    org, region = polity_of(claim.subject), polity_of(claim.object)
    if org is None or region is None or not isinstance(claim.value, int | float):
        return unknown("The tables do not know these lists.")
    if not all(facts.is_complete("memberships", key, day) for key in (org, region)):
        return unknown("These lists are not declared complete, so they cannot be counted.")
    states = {m.country for m in facts.members(region, day) if m.status == "member"}
    rows = [m for m in facts.members(org, day) if m.status == "member" and m.country in states]
    wanted = len(states) if claim.value < 0 else claim.value
    names = ", ".join(name_of(facts, m.country) for m in rows) or "none"
    note = f"Of the {len(states)} states of {name_of(facts, region)} {len(rows)} are members of {name_of(facts, org)}: {names}."
    if len(rows) == wanted:
        return answer_from("yes", note, agree=rows)
    return answer_from("no", note, against=rows, declared=facts.is_complete("memberships", org, day))


def _count_fits(counted: int, stated: float, approx: str | None) -> bool:
    if approx == "more than":
        return counted >= stated
    if approx == "less than":
        return counted <= stated
    if approx is None:
        return counted == stated
    return abs(counted - stated) <= 0.1 * stated


def _change_days(rows: list[Membership], end: str) -> set[str]:
    days = {as_day(d) for m in rows for d in (m.valid_from, m.valid_to) if d}
    return {d for d in days if d <= end}
