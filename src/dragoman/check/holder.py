"""What keeps a row about another time or a namesake from contradicting what is said of somebody's office."""

from collections.abc import Sequence
from datetime import timedelta

from dragoman.check.answer import Answer, answer_from
from dragoman.check.days import as_day, bare_predicate, rows_in, span_of, to_date
from dragoman.check.names import fold_name, name_of, polity_of
from dragoman.check.office import check_office, fits_title, load_titles, spell_holding
from dragoman.records.facts import Facts, Office
from dragoman.records.findings import Claim

CARETAKER = timedelta(days=400)  # who resigns may stay on until a successor is found; the table dates the end


def check_holder(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check an office claim as ``check_office`` does, but take back a contradiction that rests on another time or person.

    Three doubts: a namesake held the office on the days spoken of ("George Bush" of 1989: then it is true of him); the days
    lie before the table's first row of the person and nobody else is listed for them (an earlier term may be missing); who is
    said to have resigned leaves within the next thirteen months by the table.
    """
    answer = check_office(claim, facts, day)
    if answer is None or answer.holds not in ("no", "past") or claim.negated:
        return answer
    doubt = _doubt_of(claim, facts, day)
    if isinstance(doubt, Office):
        return answer_from("yes", f"{spell_holding(facts, doubt)}.", agree=[doubt])
    if doubt is None or answer.holds == "past":
        return answer
    return Answer(holds="unknown", note=f"{answer.note} {doubt}", rows=answer.rows)


def _doubt_of(claim: Claim, facts: Facts, day: str) -> Office | str | None:
    """Return what to say against a contradiction, or the row of the namesake of whom the claim is true."""
    words = bare_predicate(claim).split(" ", 1)
    change = words[0] if words[0] in ("took", "left") and len(words) == 2 else ""
    title = load_titles().get(words[1] if change else " ".join(words))
    person = claim.subject.entity
    if title is None or person is None or not person.startswith("person:"):
        return None
    of = polity_of(claim.object)
    own = [r for r in facts.offices_of(person) if fits_title(r, title, of)]
    states = {of} if of is not None else {r.of for r in own}
    every = [r for s in states for code in title.codes for r in facts.holders(code, s) if fits_title(r, title, s)]
    others = [r for r in every if r.person != person]
    told = span_of(claim, day)
    same = next((r for r in rows_in(others, *told) if _is_namesake(facts, claim, r)), None)
    if same is not None:
        return "A namesake held the office then." if change or claim.predicate.startswith("former ") else same
    if change == "left" and _goes_soon(own, day):
        return "Who resigns may stay on for a time; by the table the office is left soon after."
    if claim.period is not None and own and told[1] < min(as_day(r.valid_from or "0000") for r in own) and not rows_in(every, *told):
        return "Nobody is listed for those days; an earlier term may be missing."
    return None


def _is_namesake(facts: Facts, claim: Claim, row: Office) -> bool:
    """Whether the words may mean a row's holder as well: "George Bush" and "President Assad", but not "Ilham Aliyev"."""
    one, other = fold_name(name_of(facts, claim.subject.entity)).split(), fold_name(name_of(facts, row.person)).split()
    if not one or not other or one[-1] != other[-1]:
        return False
    return one[0] == other[0] or one[0] not in fold_name(claim.text).split()


def _goes_soon(rows: Sequence[Office], day: str) -> bool:
    """Whether an office held on a day is left by the table in the months after."""
    now = to_date(day)
    ends = [to_date(r.valid_to) for r in rows if r.valid_to and r.holds_on(day)]
    return now is not None and any(e is not None and e - now <= CARETAKER for e in ends)
