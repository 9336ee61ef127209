"""Which agreement ended which war."""

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import as_day, years_between
from dragoman.records.facts import Complete, Facts, Happening

SAME_YEARS = 1.0  # a peace is signed within a year of the last shots (Versailles), one that lies further away is of another war
OTHER_YEARS = 2.0
STRANGE_YEARS = 0.35  # of an agreement between others altogether even four months are too far


def answer_ending(wars: list[Happening], pacts: list[Happening], facts: Facts, day: str) -> Answer:
    """Return whether one of some agreements ended one of some wars, by their parties and days.

    Args:
        wars: what the words for the war may mean.
        pacts: what the words for the agreement may mean.
        facts: the tables, for the declarations that an agreement's dates are undisputed.
        day: ISO day as of which is asked.
    """
    pacts = [p for p in pacts if p.kind in ("agreement", "talks", "summit") and as_day(p.valid_from or "9999") <= day]
    wars = [w for w in wars if w.kind == "war"]
    if not wars or not pacts:
        return unknown("The tables do not know this war or this agreement.")
    told = [(w, p, _years_apart(w, p, day)) for w in wars for p in pacts]
    note = "; ".join(f"{p.name}: {_days(p)[0]}, {w.name}: {w.valid_from} to {w.valid_to or 'today'}" for w, p, _ in told[:3]) + "."
    ended = [(w, p) for w, p, years in told if years <= SAME_YEARS and set(w.parties) & set(p.parties)]
    if ended:
        return answer_from("yes", note, agree=[r for pair in ended for r in pair])
    strange = {id(w): not any(set(w.parties) & set(p.parties) for p in pacts) for w in wars}
    if any(years <= (STRANGE_YEARS if strange[id(w)] else OTHER_YEARS) for w, _, years in told):
        return unknown(note)
    return answer_from("no", note, against=[*wars, *pacts], declared=_settled(pacts, facts, day))


def _days(row: Happening) -> tuple[str, ...]:
    return tuple(d for d in (*row.signed, row.valid_from) if d) or ("",)


def _years_apart(war: Happening, pact: Happening, day: str) -> float:
    end = min(as_day(war.valid_to), day) if war.valid_to else "9999-01-01"
    return min(abs(years_between(d, end) or 0.0) for d in _days(pact))


def _settled(pacts: list[Happening], facts: Facts, day: str) -> Complete | None:
    found = [facts.is_complete("happenings", f"dates/{p.row.split(':', 1)[-1]}", day) for p in pacts]
    return found[0] if found and all(found) else None
