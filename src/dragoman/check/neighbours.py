"""What a state's land borders say of it: how many neighbours it has, whether it has a coast, who else borders a state."""

from dataclasses import replace

from dragoman.check.answer import Answer, answer_from, cite_row, join_answers, unknown
from dragoman.check.border import share_border
from dragoman.check.days import bare_predicate, rows_before, span_of
from dragoman.check.names import name_of, polity_of, state_of
from dragoman.check.tolerance import covered_range
from dragoman.records.facts import Border, Facts
from dragoman.records.findings import Claim

LANDLOCKED = "region:landlocked"
WORLD = "region:world"


def check_neighbours(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check the claims of type ``border`` that name no single pair of states.

    ``neighbours``: ``value`` counts them, those of the object's group alone where there is one. ``landlocked`` and ``doubly
    landlocked``. ``borders all of``: the object is the group. ``alone borders``: of the members of the last of ``objects`` the
    subject alone borders the others.
    """
    predicate = bare_predicate(claim)
    if claim.type != "border" or predicate == "borders":
        return None
    home, span = state_of(claim.subject), span_of(claim, day)
    if predicate == "all landlocked":
        members = _members(facts, polity_of(claim.subject), span[1])
        return join_answers(tuple(_check_coast(facts, m, span[1], doubly=False) for m in members)) if members else unknown("No list.")
    if home is None:
        return unknown(f"The tables do not know a state called {claim.subject.name}.")
    if predicate == "neighbours":
        return _check_count(claim, facts, home, span)
    if predicate in ("landlocked", "doubly landlocked"):
        return _check_coast(facts, home, span[1], doubly=predicate != "landlocked")
    if predicate == "between":
        found = join_answers(tuple(share_border(facts, home, c, span) for c in map(state_of, claim.objects) if c is not None))
        return found if found.holds == "yes" else unknown(found.note)  # "between A and B" may be loosely meant
    group = polity_of(claim.object or (claim.objects[-1] if claim.objects else None))
    members = _members(facts, group, span[1])
    if members is None:
        return unknown("The tables do not list all states of this group.")
    if predicate == "borders all of":
        left_out = {state_of(o) for o in claim.objects}
        return join_answers(tuple(share_border(facts, home, m, span) for m in members if m != home and m not in left_out))
    return _check_alone(claim, facts, [m for m in members if m != home], span)


def _members(facts: Facts, group: str | None, day: str) -> list[str] | None:
    """Return the states of a group whose members are all listed, None where they are not."""
    if group == WORLD:
        return [e.id for e in facts.entities.values() if e.type == "state"]
    if group is None or not facts.is_complete("memberships", group, day):
        return None
    return list(dict.fromkeys(m.country for m in facts.members(group, day) if m.status == "member"))


def _rows(facts: Facts, home: str, day: str) -> dict[str, Border]:
    return {b.b if b.a == home else b.a: b for b in facts.neighbours(home, day)}


def _check_count(claim: Claim, facts: Facts, home: str, span: tuple[str, str]) -> Answer:
    rows = _rows(facts, home, span[1])
    declared = facts.is_complete("borders", home, span[1])
    if claim.object is not None:
        group = _members(facts, polity_of(claim.object), span[1])
        if group is None:
            return unknown("The tables do not list all states of this group.")
        rows = {k: b for k, b in rows.items() if k in group}
    if declared is None or not isinstance(claim.value, int | float):
        return unknown(f"The tables do not list all borders of {name_of(facts, home)}.")
    names = ", ".join(sorted(name_of(facts, k) for k in rows))
    note = f"{name_of(facts, home)} has {len(rows)} neighbours by land: {names}." if rows else f"{name_of(facts, home)} has no land border."
    low, high = covered_range(float(claim.value), claim.approx) if claim.approx else (claim.value, claim.value)
    if low <= len(rows) <= high:
        # The whole list is what supports a count, so that it may contradict a denial as well.
        return Answer(holds="yes", note=note, rows=tuple(cite_row(b) for b in rows.values()), decisive=True, basis="complete list")
    return answer_from("no", note, against=rows.values(), declared=declared)


def _check_coast(facts: Facts, home: str, day: str, *, doubly: bool) -> Answer:
    rows = [m for m in facts.members(LANDLOCKED) if m.country == home]
    now = [r for r in rows if r.holds_on(day)]
    declared = facts.is_complete("memberships", LANDLOCKED, day)
    name = name_of(facts, home)
    if not now:
        before = rows_before(rows, day)
        if before:
            return answer_from("past", f"{name} was landlocked until {before[-1].valid_to}.", agree=before)
        if rows:
            return unknown(f"{name} is listed as landlocked from {rows[0].valid_from}.")
        return (
            answer_from("no", f"{name} has a coast.", declared=declared)
            if declared
            else unknown(f"The tables do not say whether {name} has a coast.")
        )
    if not doubly:
        # The list is whole, so that it may contradict a denial as well.
        return replace(answer_from("yes", f"{name} has no coast on the open sea.", agree=now), decisive=declared is not None)
    around = _rows(facts, home, day)
    inland = {m.country for m in facts.members(LANDLOCKED, day)}
    coastal = [b for k, b in around.items() if k not in inland]
    if coastal:
        return answer_from(
            "no", f"{name} borders {name_of(facts, next(k for k in around if k not in inland))}, which has a coast.", against=coastal
        )
    return answer_from("yes", f"All neighbours of {name} are landlocked.", agree=[*now, *around.values()])


def _check_alone(claim: Claim, facts: Facts, rivals: list[str], span: tuple[str, str]) -> Answer:
    home = state_of(claim.subject) or ""
    others = [c for c in map(state_of, claim.objects[:-1]) if c is not None]
    own = join_answers(tuple(share_border(facts, home, c, span) for c in others)) if others else unknown("No neighbour is named.")
    if own.holds != "yes":
        return own
    also = [m for m in rivals if m not in others and all(c in _rows(facts, m, span[1]) for c in others)]
    if also:
        rows = [_rows(facts, m, span[1])[c] for m in also for c in others]
        return answer_from("no", f"{', '.join(name_of(facts, m) for m in also[:4])} does so too.", against=rows)
    if all(facts.is_complete("borders", c, span[1]) for c in others):
        return Answer(holds="yes", note=own.note, rows=own.rows, decisive=own.decisive, basis=own.basis)
    return unknown(f"The tables do not list all borders of {', '.join(name_of(facts, c) for c in others)}.")
