"""Land borders."""

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import bare_predicate, rows_before, rows_in, span_of
from dragoman.check.names import name_of, state_of
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim


def check_border(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check that the subject shares a land border with the object or with each of the objects."""
    if claim.type != "border" or bare_predicate(claim) != "borders":
        return None
    home = state_of(claim.subject)
    others = claim.objects or ((claim.object,) if claim.object else ())
    if home is None or not others:
        return unknown(f"The tables do not know a state called {claim.subject.name}.")
    span = span_of(claim, day)
    codes = [state_of(ref) for ref in others]
    answers = tuple(
        unknown(f"The tables do not know a state called {ref.name}.") if code is None else share_border(facts, home, code, span)
        for ref, code in zip(others, codes, strict=True)
    )
    return join_answers(answers)


def share_border(facts: Facts, home: str, other: str, span: tuple[str, str]) -> Answer:
    """Return whether two states share a land border on a day of a span."""
    pair = f"{name_of(facts, home)} and {name_of(facts, other)}"
    a, b = sorted((home, other))
    rows = [r for r in facts.borders if r.a == a and r.b == b]
    now = rows_in(rows, *span)
    if now:
        return answer_from("yes", f"{pair} share a land border.", agree=now)
    ended = rows_before(rows, span[0])
    if ended:
        return answer_from("past", f"{pair} shared a border until {ended[-1].valid_to}.", agree=ended)
    territory = next((s for s in (home, other) if s in facts.entities and facts.entities[s].type != "state"), None)
    if territory is not None:
        return unknown(f"The tables list borders of states, not of {name_of(facts, territory)}.")
    declared = facts.is_complete("borders", home, span[1]) or facts.is_complete("borders", other, span[1])
    if declared:
        return answer_from("no", f"{pair} share no land border.", declared=declared)
    return unknown(f"The tables do not list all borders of {pair}.")
