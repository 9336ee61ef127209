"""Capitals, and what places and states were called when."""

from difflib import SequenceMatcher

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import (
    as_day,
    bare_predicate,
    is_near,
    rows_after,
    rows_before,
    rows_in,
    same_date,
    span_of,
    stated_date,
    states_day,
    tells_day,
)
from dragoman.check.names import fold_name, name_of, state_of
from dragoman.records.facts import Alias, Dated, Facts, Place
from dragoman.records.findings import Claim

TABLED_FROM = "1991-12-31"  # what was a capital before, the table does not say
SPELLING = 0.86  # "Sana" and "Sanaa" are .89 alike, "Bucharest" and "Budapest" .71


def check_capital(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check which city is a state's capital (subject the city by its name in the text, object the state)."""
    if claim.type != "capital":
        return None
    country = state_of(claim.object)
    rows = facts.capitals(country) if country else ()
    if country is None or not rows:
        return unknown(f"The tables hold no capital of {claim.object.name if claim.object else 'that state'}.")
    start, end = span_of(claim, day)
    city, state = claim.subject.name, name_of(facts, country)
    matched = [r for r in rows if _joined(r.name) == _joined(city)] or [r for r in rows if _same_place(facts, r.name, city)]
    if claim.predicate.startswith("was "):  # Astana became the capital under another name
        matched += [r for r in rows if r not in matched and _same_place(facts, r.name, city)]
    now, before, after = rows_in(matched, start, end), rows_before(matched, start), rows_after(matched, end)
    if claim.predicate.startswith("former "):
        # A date beside "former" or "ceased to be" is that of the end: the state of things is asked for on the day.
        now, before = rows_in(matched, day, day), rows_before(matched, day)
        ended = tells_day(claim) and not any(states_day(claim, r.valid_to or "") or is_near(claim, r.valid_to or "", 400) for r in before)
        if before and not now and ended:
            note = f"{before[-1].name} was the capital of {state} until {before[-1].valid_to}."
            return answer_from("no", note, against=before, declared=facts.is_complete("places", country, day))
        if before and not now:
            return answer_from("yes", f"{before[-1].name} was the capital of {state} until {before[-1].valid_to}.", agree=before)
        return answer_from("no", f"{city} is the capital of {state}.", against=now) if now else unknown(f"The table has no {city}.")
    if claim.predicate.startswith("was ") and claim.period is None and (before or now):
        return answer_from("yes", f"{city} was the capital of {state}.", agree=before or now)
    if claim.predicate.startswith("was ") and claim.period is None and not matched and not _is_capital_now(facts, city, day):
        return unknown(f"The table's capitals of {state} begin in {min(r.valid_from or '?' for r in rows)}; {city} may be an earlier one.")
    if claim.predicate.startswith("was ") and end < TABLED_FROM and not now:
        return unknown(f"The table's capitals reach back to {TABLED_FROM[:4]}.")
    current = rows_in(rows, start, end)
    listed = ", ".join(dict.fromkeys(r.name for r in current))
    if now:
        since = f" from {now[0].valid_from}" if now[0].valid_from else ""
        return answer_from("yes", f"{now[0].name} is listed as the capital of {state}{since}.", agree=now)
    if before:
        note = f"{city} was the name of the capital of {state} until {before[-1].valid_to}; then {listed or 'unknown'}."
        return answer_from("past", note, agree=before, against=current)
    if after:
        return answer_from(
            "no", f"{city} became the capital of {state} on {after[0].valid_from}; before, {listed}.", against=current or after
        )
    if current and _is_variant(city, current[0].name):
        return answer_from("yes", f"{current[0].name} is listed as the capital of {state}; it is spelt {city} here.", agree=current)
    if current and not _is_known(facts, city):
        return unknown(f"The capital of {state} is {listed}; the tables know no place called {city}.")
    if current:
        declared = facts.is_complete("places", country, end)
        return answer_from("no", f"The capital of {state} is {listed}.", against=current, declared=declared)
    return unknown(f"The table has no capital of {state} for that day.")


def _is_capital_now(facts: Facts, city: str, day: str) -> bool:
    """Whether a city is the capital of some state on the day, and so hardly a former one of another."""
    return any(p.role == "capital" and p.holds_on(day) and _joined(p.name) == _joined(city) for p in facts.places)


def _joined(name: str) -> str:
    """Return a folded name in one word: "Nur-Sultan" and "Nursultan" are one."""
    return fold_name(name).replace(" ", "")


def _is_variant(a: str, b: str) -> bool:
    """Whether two names may be spellings of one ("Sana", "Sanaa")."""
    left, right = _joined(a), _joined(b)
    return left[:1] == right[:1] and SequenceMatcher(None, left, right, autojunk=False).ratio() >= SPELLING


def _is_known(facts: Facts, city: str) -> bool:
    return any(_joined(p.name) == _joined(city) for p in facts.places) or any(e.type == "place" for e in facts.named(city))


def _same_place(facts: Facts, a: str, b: str) -> bool:
    """Whether two names mean one place at all ("Kiev", "Kyiv"): the tables know both by one place's id."""
    left = {e.id for e in facts.named(a) if e.type == "place"}
    return bool(left & {e.id for e in facts.named(b) if e.type == "place"})


def check_name(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check what a place or state was called: ``formerly`` (subject the new name, object the old), ``renamed`` (the reverse)."""
    if claim.type != "name" or claim.object is None:
        return None if claim.type != "name" else unknown("No second name is given.")
    if claim.predicate == "in use":
        return _check_use(claim, facts, day)
    renamed = bare_predicate(claim) == "renamed"
    old, new = (claim.subject.name, claim.object.name) if renamed else (claim.object.name, claim.subject.name)
    if renamed and fold_name(old) == fold_name(new):
        return _check_new_name(claim, facts, new, day)
    olds, news = _named_rows(facts, old), _named_rows(facts, new)
    pairs = [(o, n) for o in olds for n in news if _successive(facts, o, n)]
    if not pairs:
        return _compare_strangers(facts, (old, new), (olds, news), day)
    forward = [(o, n) for o, n in pairs if o.valid_to and as_day(n.valid_from or o.valid_to) >= as_day(o.valid_to)]
    done = [(o, n) for o, n in forward or pairs if o.valid_to and as_day(o.valid_to) <= day]
    done.sort(key=lambda p: not same_date(stated_date(claim) or "", p[1].valid_from or p[0].valid_to or "?"))
    if not done:
        o, n = pairs[0]
        if n.valid_to and o.valid_from and as_day(n.valid_to) <= as_day(o.valid_from) <= day:
            note = f"It is the other way about: {new} was renamed {old} on {o.valid_from}."
        else:
            note = f"{old} became {new} only on {o.valid_to or n.valid_from}."
        declared = facts.is_complete("places", f"names/{n.country}", day) if isinstance(n, Place) else None
        return answer_from("no", note, against=[o, n], declared=declared)
    o, n = done[0]
    answers = [answer_from("yes", f"{old} has been called {new} from {n.valid_from or o.valid_to}.", agree=[o, n])]
    stated = stated_date(claim)
    when = n.valid_from or o.valid_to
    if stated and when and not same_date(stated, when):
        note = f"The renaming is dated {when} in the table."
        declared = facts.is_complete("places", f"names/{n.country}", day) if isinstance(n, Place) else None
        near = is_near(claim, when, 400)
        answers = [unknown(note) if near else answer_from("no", note, against=[n], declared=declared)]
    if not renamed and n.valid_to and as_day(n.valid_to) <= day:
        answers = [answer_from("past", f"{new} was itself replaced on {n.valid_to}.", agree=[n])]
    return join_answers(tuple(answers))


def _check_use(claim: Claim, facts: Facts, day: str) -> Answer:
    """Check that a place or state bears a name on the day."""
    name = claim.subject.name
    rows = _named_rows(facts, name)
    now, before, after = rows_in(rows, day, day), rows_before(rows, day), rows_after(rows, day)
    if now:
        return answer_from("yes", f"{now[0].name} is listed as a name in use.", agree=now)
    if before:
        return answer_from("past", f"The name {before[-1].name} was in use until {before[-1].valid_to}.", agree=before)
    if not after:
        return unknown(f"The tables do not know when {name} was in use.")
    declared = next((facts.is_complete("places", f"names/{r.country}", day) for r in after if isinstance(r, Place)), None)
    return answer_from("no", f"{after[0].name} is so called only from {after[0].valid_from}.", against=after, declared=declared)


def _compare_strangers(facts: Facts, names: tuple[str, str], rows: tuple[list[Place | Alias], list[Place | Alias]], day: str) -> Answer:
    """Return the answer to two names that the tables do not join: false where both are known as names of two states' places."""
    (old, new), (olds, news) = names, rows
    left = {r.country for r in olds if isinstance(r, Place)}
    right = {r.country for r in news if isinstance(r, Place)}
    declared = [facts.is_complete("places", f"names/{c}", day) for c in sorted(left | right)]
    if left and right and not left & right and all(declared):
        against = [r for r in (*olds, *news) if isinstance(r, Place)]
        return answer_from("no", f"{old} and {new} are names of places in two states.", against=against, declared=declared[0])
    return unknown(f"The tables do not know {old} and {new} as names of one place.")


def _check_new_name(claim: Claim, facts: Facts, new: str, day: str) -> Answer:
    rows = [r for r in _named_rows(facts, new) if r.valid_from and as_day(r.valid_from) <= day]
    if not rows:
        return unknown(f"The tables have no date from which {new} is so called.")
    stated = stated_date(claim)
    note = f"{new} is so called from {rows[-1].valid_from}."
    if stated is None or any(same_date(stated, r.valid_from or "") for r in rows):
        return answer_from("yes", note, agree=rows[-1:])
    declared = next((facts.is_complete("places", f"names/{r.country}", day) for r in rows if isinstance(r, Place)), None)
    if any(is_near(claim, r.valid_from or "", 400) for r in rows):
        return unknown(note)
    return answer_from("no", note, against=rows[-1:], declared=declared)


def _named_rows(facts: Facts, name: str) -> list[Place | Alias]:
    folded = fold_name(name)
    folded = f"saint {folded[3:]}" if folded.startswith("st ") else folded
    for title in ("republic of ", "kingdom of ", "union of "):
        folded = folded.removeprefix(title) if not folded.endswith("congo") else folded
    places = [
        p for p in facts.places if p.role in ("capital", "former_name", "renamed", "state_name", "city") and fold_name(p.name) == folded
    ]
    return [*places, *(a for a in facts.alias_rows(name) if a.valid_from or a.valid_to)]


def _successive(facts: Facts, old: Place | Alias, new: Place | Alias) -> bool:
    """Whether two rows name one thing at different times, by their country and role or their entity."""
    if not _apart(old, new):
        return False
    if isinstance(old, Alias) and isinstance(new, Alias):
        return old.entity == new.entity and old.name != new.name
    if isinstance(old, Place) and isinstance(new, Place):
        if old.country != new.country or old.name == new.name:
            return False
        return _same_place(facts, old.name, new.name) or bool(old.valid_to and old.valid_to == new.valid_from)
    return False


def _apart(a: Dated, b: Dated) -> bool:
    return bool((a.valid_to and (b.valid_from or "") >= a.valid_to) or (b.valid_to and (a.valid_from or "") >= b.valid_to))
