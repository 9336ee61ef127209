"""Who came after whom in an office."""

from dataclasses import replace
from datetime import date

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import as_day, is_near, states_day, tells_day
from dragoman.check.names import name_of
from dragoman.records.facts import Facts, Office
from dragoman.records.findings import Claim

_OVERLAP = 10  # days that two terms may overlap where sources count from election or oath


def check_succession(claim: Claim, facts: Facts, rows: tuple[list[Office], list[Office]], day: str) -> Answer:
    """Check that the subject came after the first of ``objects``; ``rows`` are the terms of both in offices that the title covers."""
    own, theirs = rows
    pairs = [(a, b) for a in own for b in theirs if _office_of(a) == _office_of(b) and a.valid_from and as_day(a.valid_from) <= day]
    if not pairs:
        return unknown("The tables do not list both in one office.")
    found = [(a, b) for a, b in pairs if _follows(facts, a, b)]
    if found:
        a, b = found[0]
        note = f"{name_of(facts, a.person)} followed {name_of(facts, b.person)} as {a.title} on {a.valid_from}."
        start = a.valid_from or ""
        if not tells_day(claim) or any(states_day(claim, x.valid_from or "") for x, _ in found):
            return answer_from("yes", note, agree=[a, b])
        if is_near(claim, start):
            return unknown(note)
        return _contradict(facts, note, (a, b), day)
    a, b = pairs[0]
    note = f"{_term(facts, a)}, {_term(facts, b)}."
    return _contradict(facts, note, (a, b), day) if all(_apart(facts, x, y) for x, y in pairs) else unknown(note)


def _term(facts: Facts, row: Office) -> str:
    return f"{name_of(facts, row.person)} was {row.title} from {row.valid_from or '...'} to {row.valid_to or 'today'}"


def _office_of(row: Office) -> tuple[str, str]:
    return row.office.removeprefix("acting_"), row.of


def _contradict(facts: Facts, note: str, pair: tuple[Office, Office], day: str) -> Answer:
    """Return the answer of two terms that contradict: decisive where both are checked or the holders are all listed."""
    office, of = _office_of(pair[0])
    declared = [
        facts.is_complete("offices", f"{office}/{of}", as_day(when)) for when in (pair[0].valid_from or day, pair[1].valid_to or day)
    ]
    if all(declared):
        return answer_from("no", note, against=pair, declared=declared[0])
    found = answer_from("no", note, against=pair)
    return found if all(r.basis == "checked" for r in pair) else replace(found, decisive=False, basis="recalled")


def _follows(facts: Facts, after: Office, before: Office) -> bool:
    """Whether a term begins where another ends, with nobody but acting holders between."""
    if not after.valid_from or not before.valid_to or _days(after.valid_from) < _days(before.valid_to) - _OVERLAP:
        return False
    office, of = _office_of(after)
    between = [
        r
        for r in facts.holders(office, of)
        if r.person not in (after.person, before.person)
        and r.valid_from
        and r.valid_to
        and _days(before.valid_to) - _OVERLAP <= _days(r.valid_from)
        and _days(r.valid_to) <= _days(after.valid_from) + _OVERLAP
    ]
    return not between


def _apart(facts: Facts, after: Office, before: Office) -> bool:
    """Whether the terms certainly do not follow: the other way round, or with another holder between."""
    if not after.valid_from:
        return False
    if before.valid_to is None or _days(before.valid_to) > _days(after.valid_from) + 2 * _OVERLAP:
        return True
    return not _follows(facts, after, before)


def _days(text: str) -> int:
    return date.fromisoformat(as_day(text)).toordinal()
