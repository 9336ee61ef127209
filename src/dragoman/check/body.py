"""What an organisation is and where it has its seat."""

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import bare_predicate, rows_in
from dragoman.check.names import fold_name, polity_of, shown
from dragoman.records.facts import Body, Facts
from dragoman.records.findings import Claim

# What is said of a body -> the depths of the table that make it so.
DEPTHS = {
    "defence": ("mutual_defence",),
    "economy": ("common_market", "customs_union", "free_trade", "economic", "trade", "monetary_union", "monetary"),
    "security": ("security", "mutual_defence"),
}


def check_body(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check ``has its seat in`` (object a city) and ``counts as`` (value a key of DEPTHS), said of an organisation; else None."""
    predicate = bare_predicate(claim)
    if claim.type != "membership" or predicate not in ("has its seat in", "counts as"):
        return None
    org = polity_of(claim.subject) or ""
    rows = [b for b in rows_in(facts.bodies, day, day) if b.org == org]
    if not rows:
        return unknown(f"The tables do not describe {shown(facts, claim.subject)}.")
    return _check_seat(claim, facts, rows[0], day) if predicate == "has its seat in" else _check_kind(claim, facts, rows[0], day)


def _check_seat(claim: Claim, facts: Facts, row: Body, day: str) -> Answer:
    city, body = claim.object.name if claim.object else "", shown(facts, claim.subject)
    if not row.seats:
        return unknown(f"The tables do not say where {body} has its seat.")
    note = f"{body} has its seat in {' and '.join(row.seats)}."
    if any(_is_one(facts, city, seat) for seat in row.seats):
        return answer_from("yes", note, agree=[row])
    if claim.predicate.startswith("was ") or not any(fold_name(p.name) == fold_name(city) for p in facts.places):
        return unknown(note)
    return answer_from("no", note, against=[row], declared=facts.is_complete("bodies", f"seat/{row.org}", day))


def _is_one(facts: Facts, a: str, b: str) -> bool:
    """Whether two names mean one city, spelt in another way or known by one id."""
    left, right = fold_name(a), fold_name(b)
    same = {e.id for e in facts.named(a) if e.type == "place"} & {e.id for e in facts.named(b) if e.type == "place"}
    return left == right or bool(same) or (left.startswith(f"{right} ") or right.startswith(f"{left} "))


def _check_kind(claim: Claim, facts: Facts, row: Body, day: str) -> Answer:
    body, note = shown(facts, claim.subject), row.purpose
    if row.depth in DEPTHS.get(str(claim.value), ()):
        return answer_from("yes", f"{body}: {note}", agree=[row])
    declared = facts.is_complete("bodies", f"depth/{row.org}", day)
    return answer_from("no", f"{body}: {note}", against=[row], declared=declared) if declared else unknown(f"{body}: {note}")
