"""Lists and numbers of an organisation's members: all of them, some of them, how many, how many of a region."""

from dataclasses import replace

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import as_day, bare_predicate, rows_in, span_of
from dragoman.check.membership import check_membership
from dragoman.check.names import name_of, polity_of, shown, state_of
from dragoman.records.facts import Facts, Membership
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

# What a claim says of several states at once -> what it says of each.
EACH = {
    "includes": "member of",
    "consists of": "member of",
    "has as members": "member of",
    "joined by": "joined",
    "left by": "left",
    "founded by": "founder of",
    "has observers": "observer of",
    "has candidates": "candidate of",
    "has associates": "associate of",
    "has partners": "partner of",
    "has suspended": "suspended of",
}


def check_member_list(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check what is said of an organisation's members; None where the claim is of another kind.

    Predicates: those of EACH (subject the organisation, objects the states; ``consists of``: all of them are named), ``has members``
    (value: how many), ``has members among`` (object a region; -1: all of it).
    """
    if claim.type != "membership":
        return None
    predicate = bare_predicate(claim)
    if predicate in EACH:
        return _check_list(claim, facts, day)
    if predicate == "has members":
        return _count_members(claim, facts, day)
    return _count_among(claim, facts, day) if predicate == "has members among" else None


def _check_list(claim: Claim, facts: Facts, day: str) -> Answer:
    predicate = bare_predicate(claim)
    if polity_of(claim.subject) is None:
        return unknown(f"The tables hold no members of {claim.subject.name}.")
    answers = [_check_each(claim, facts, ref, day) for ref in _spell_regions(claim.objects, facts, day)]
    if not answers:
        return unknown("No member is named that the tables know.")
    if predicate in ("includes", "consists of") and len(answers) > 2 and all(a.holds == "no" for a in answers) and not claim.negated:
        # Nobody lists only strangers: such a list is of something else than the body's members.
        return unknown(f"None of those named is listed as a member of {shown(facts, claim.subject)}: the list may be of something else.")
    joined = join_answers(tuple(answers))
    if joined.holds == "yes" and len(answers) > 1 and EACH[predicate] == "member of":
        joined = replace(joined, note=f"All {len(answers)} are listed as members of {shown(facts, claim.subject)}.")
    return _ask_for_others(claim, facts, joined, day) if predicate == "consists of" and joined.holds == "yes" else joined


def _spell_regions(refs: tuple[Ref, ...], facts: Facts, day: str) -> tuple[Ref, ...]:
    """Return states with a region among them spelt out, () for one whose list is not declared complete."""
    found: list[Ref] = []
    for ref in refs:
        region = str(ref.entity)
        if not region.startswith("region:"):
            found.append(ref)
        elif facts.is_complete("memberships", region, day):
            states = dict.fromkeys(m.country for m in facts.members(region, day) if m.status == "member")
            found += [replace(ref, entity=c, name=name_of(facts, c), country=c) for c in states]
        else:
            return ()
    return tuple(found)


def _check_each(claim: Claim, facts: Facts, state: Ref, day: str) -> Answer:
    mark = claim.predicate.removesuffix(bare_predicate(claim))
    one = replace(claim, subject=state, predicate=mark + EACH[bare_predicate(claim)], object=claim.subject, objects=())
    return check_membership(one, facts, day) or unknown(f"The tables do not know a state called {state.name}.")


def _ask_for_others(claim: Claim, facts: Facts, joined: Answer, day: str) -> Answer:
    """Return the answer to a list that claims to be whole: in part where it leaves members out."""
    named = {state_of(ref) for ref in _spell_regions(claim.objects, facts, day)}
    end = span_of(claim, day)[1]
    missing = [m for m in facts.members(polity_of(claim.subject) or "", end) if m.status == "member" and m.country not in named]
    if not missing:
        return joined
    left_out = ", ".join(dict.fromkeys(name_of(facts, m.country) for m in missing[:6]))
    extra = answer_from("part", f"The list leaves out {left_out}.", against=missing)
    return Answer(holds="part", note=extra.note, rows=joined.rows + extra.rows, decisive=True, basis=joined.basis)


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
    invited = {m.country for m in facts.members(org, end) if m.status == "invited"}
    if any(_count_fits(n, float(claim.value), claim.approx) for n in (len(now), len(now) + len(invited))):
        return answer_from("yes", note, agree=counted)
    earlier = {len({m.country for m in rows_in(rows, d, d)}) for d in _change_days(rows, end)}
    if (
        claim.predicate.startswith("was ")
        and claim.period is None
        and any(_count_fits(n, float(claim.value), claim.approx) for n in earlier)
    ):
        return answer_from("yes", note, agree=counted)
    if any(_count_fits(n, float(claim.value), claim.approx) for n in earlier):
        return answer_from("past", note, agree=counted)
    if claim.predicate.startswith("was ") and claim.period is None and float(claim.value) < len(now):
        return unknown(f"{note} How many it had at the time that is told of is not known.")
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
