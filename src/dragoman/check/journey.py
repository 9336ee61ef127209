"""Whether somebody visited a state, by the table of documented journeys."""

from dataclasses import replace
from datetime import timedelta

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import as_day, last_day, span_of, to_date
from dragoman.check.names import fold_name, name_of, shown, state_of
from dragoman.records.facts import Complete, Facts, Journey, Office
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

JOURNEYS = frozenset({"visited", "visited all of", "first to visit", "yet to visit"})
NEAR_DAYS = 3  # sources count a day of flight or of another time zone here or there: so near a date is not contradicted
LEEWAY_DAYS = 31  # "in 2017" is said of a president who took office on 20 January
LED = ("head_of_state", "foreign_minister")  # the offices whose journeys the lists follow
FIRST_DAY = "1991-12-26"  # before it the states of the former Soviet Union were places in it
OLDER = frozenset({"RUS", "UKR"})  # visited as parts of the Soviet Union: who came first is told with another list


def is_journey(claim: Claim) -> bool:
    """Whether a claim of type ``date`` tells a journey."""
    return claim.type == "date" and claim.predicate in JOURNEYS


def check_journey(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check that somebody visited states (``object``, ``objects``; a region means any of its states, "visited all of" all of them).

    ``unit`` "in office" asks for a visit in an office whose journeys the table follows; of "first to visit" it is that office.
    Refuted only where a list of the visitor's journeys is declared whole for the days in question.
    """
    if not is_journey(claim):
        return None
    goals = _list_goals(claim, facts)
    if not goals:
        return unknown("The tables do not know the place.")
    if claim.period is not None and claim.period.start and as_day(claim.period.start) > day:
        return unknown("The days of this journey lie ahead.")
    if claim.predicate == "first to visit":
        return _check_first(claim, goals, facts, day)
    terms = _terms(claim, facts)
    if not terms:
        return unknown(f"The tables hold no journeys of {claim.subject.name}.")
    home = {e.country for person, _, _ in terms if (e := facts.entities.get(person)) is not None}
    if any(states & home for states, _, _ in goals):
        return unknown("The tables follow journeys abroad.")
    answers = tuple(_check_goal(claim, goal, terms, facts, day) for goal in goals)
    if claim.unit != "in office" and len(_list_people(claim.subject, facts)) > 1:
        # "Clinton visited Tashkent in 1997" may be of the other of that name: it contradicts nothing
        answers = tuple(replace(a, holds="unknown") if a.holds == "no" else a for a in answers)
    if claim.predicate == "yet to visit":
        return _not_yet(join_answers(answers))
    if claim.negated and len(answers) > 1:
        # "Never visited A or B" denies each: one visit makes it false.
        held = [a for a in answers if a.holds == "yes"]
        if held:
            return held[0]
    return join_answers(answers)


_Goal = tuple[frozenset[str], str | None, str]  # (states of which any will do, the city where one is named, the name)
_Term = tuple[str, str | None, str | None]  # (person, first day, last day: None where the table knows no office or none is asked for)


def _list_goals(claim: Claim, facts: Facts) -> list[_Goal]:
    goals: list[_Goal] = []
    for ref in claim.objects or ((claim.object,) if claim.object else ()):
        entity = ref.entity or ""
        if entity.startswith("region:"):
            states = sorted(m.country for m in facts.members(entity) if m.status == "member")
            if claim.predicate == "visited all of" or claim.approx == "all":
                goals += [(frozenset({s}), None, name_of(facts, s)) for s in states]
            elif states:
                goals.append((frozenset(states), None, shown(facts, ref)))
        elif (code := state_of(ref)) is not None:
            city = fold_name(name_of(facts, entity, ref.name)) if entity.startswith("place:") else None
            goals.append((frozenset({code}), city, shown(facts, ref)))
    return goals


def _terms(claim: Claim, facts: Facts) -> list[_Term]:
    """Return whose journeys are meant, with the days of the office where the claim is about the office."""
    office = _office_named(claim.subject)
    if office is not None:
        return [(o.person, o.valid_from, o.valid_to) for o in facts.offices if o.office == office and o.of == "USA"]
    people = _list_people(claim.subject, facts)
    if len(people) > 1 and claim.period is not None and claim.period.start:
        # "Clinton visited Armenia in June 2012": the one who led in those days
        on = as_day(claim.period.start)
        people = [p for p in people if any(o.holds_on(on) for o in _led(facts, p))]
    if len(people) != 1:
        return []
    if claim.unit != "in office":
        return [(people[0], None, None)]
    return [(o.person, o.valid_from, o.valid_to) for o in _led(facts, people[0])] or [(people[0], None, None)]


def _office_named(subject: Ref) -> str | None:
    if subject.entity is not None or subject.country != "USA":
        return None
    words = fold_name(subject.name).split()
    if words[-1:] in (["president"], ["presidents"]):
        return "head_of_state"
    return "foreign_minister" if words[-2:] == ["of", "state"] else None


def _list_people(subject: Ref, facts: Facts) -> list[str]:
    """Return the travellers that a Ref may mean: the person itself, else all who bear the bare surname."""
    if subject.entity and subject.entity.startswith("person:"):
        return [subject.entity]
    surname = subject.name.split()[-1].casefold()
    visitors = sorted({j.visitor for j in facts.journeys})
    return [v for v in visitors if any(a.name.casefold() == surname for a in facts.names_of(v, "surname"))]


def _led(facts: Facts, person: str) -> list[Office]:
    return [o for o in facts.offices_of(person) if o.office in LED]


def _check_goal(claim: Claim, goal: _Goal, terms: list[_Term], facts: Facts, day: str) -> Answer:
    states, city, _ = goal
    people = {person for person, _, _ in terms}
    rows = [j for j in facts.journeys if j.visitor in people and j.country in states and j.status == "held" and j.start <= _later(day, 1)]
    dated = claim.period is not None and claim.period.start is not None
    if dated:
        low, high = span_of(claim, day)
        fits = [j for j in rows if j.start <= high and low <= j.end]
    else:
        fits = [j for j in rows if any(j.visitor == p and _inside(j, start, end) for p, start, end in terms)]
    if fits and city is not None and not any(fold_name(j.city or "") == city for j in fits):
        # A row names the first stop alone: what else was seen in the state it does not say.
        same = [j for j in fits if _is_city(facts, j, city)]
        if not same:
            return unknown(f"The tables have {shown(facts, claim.subject)} in {', '.join(sorted({j.city or '' for j in fits}))} there.")
        fits = same
    if fits:
        told = "; ".join(f"{name_of(facts, j.visitor)} in {j.city or name_of(facts, j.country)}, {_days_of(j)}" for j in fits[:3])
        return answer_from("yes", f"Held: {told}.", agree=fits[:3])
    return _none_found(claim, goal, terms, rows, facts, day)


def _days_of(row: Journey) -> str:
    return row.start if row.start == row.end else f"{row.start} to {row.end}"


def _is_city(facts: Facts, row: Journey, city: str) -> bool:
    """Whether a row's city is the one named under another name: Nur-Sultan for Astana."""
    return any(fold_name(name_of(facts, e.id)) == city for e in facts.named(row.city or "", row.start))


def _inside(row: Journey, start: str | None, end: str | None) -> bool:
    return (start is None or as_day(start) <= row.start) and (end is None or row.start <= as_day(end))


def _none_found(claim: Claim, goal: _Goal, terms: list[_Term], rows: list[Journey], facts: Facts, day: str) -> Answer:
    """Return what the absence of a fitting row says: a contradiction where the list of those days is declared whole."""
    states, _, name = goal
    who = shown(facts, claim.subject)
    others = ", ".join(_days_of(j) for j in rows[:3])
    note = f"The tables hold no visit of {who} to {name} on those days" + (f" (others: {others})." if others else ".")
    if claim.period is not None and claim.period.start is not None:
        low, high = span_of(claim, day)
        if any(_later(low, -NEAR_DAYS) <= j.end and j.start <= _later(high, NEAR_DAYS) for j in rows):
            return unknown(note)
        spans = [(person, low, min(high, day)) for person, _, _ in terms]
    else:
        spans = [(person, as_day(start), min(as_day(end or "9999"), day)) for person, start, end in terms if start and as_day(start) <= day]
    declared = _declared(claim, states, spans, facts)
    if declared is None:
        return unknown(note)
    return answer_from("no", note, against=rows[:3], declared=declared)


def _declared(claim: Claim, states: frozenset[str], spans: list[tuple[str, str, str]], facts: Facts) -> Complete | None:
    """Return a declaration that holds for all the spans of days, None where one of them is not covered."""
    office = _office_named(claim.subject)
    if office is not None:
        days = sorted({FIRST_DAY, *(high for _, _, high in spans)})
        spans = [(f"{office}/USA", days[0], days[-1])]
    found = [_whole_list(person, states, low, high, facts) for person, low, high in spans]
    return found[0] if found and all(found) else None


def _whole_list(key: str, states: frozenset[str], low: str, high: str, facts: Facts) -> Complete | None:
    """Return the declaration that all journeys of a person or office to some states from one day to another are listed."""
    groups = {m.org for m in facts.memberships if m.org.startswith("region:") and m.country in states}
    whole = [g for g in groups if states <= {m.country for m in facts.members(g)}]
    for name in (key, *(f"{key}/{g}" for g in sorted(whole))):
        firsts = {facts.is_complete("journeys", name, d) for d in (low, min(_later(low, LEEWAY_DAYS), high))} - {None}
        lasts = {facts.is_complete("journeys", name, d) for d in (high, max(_later(high, -LEEWAY_DAYS), low))}
        if firsts & lasts:
            return (firsts & lasts).pop()
    return None


def _not_yet(answer: Answer) -> Answer:
    """Return the answer to "has yet to visit" from that to "visited"."""
    if answer.holds == "yes":
        return replace(answer, holds="past", rows=tuple(replace(r, agrees=False) for r in answer.rows))
    if answer.holds == "no" and answer.decisive:
        return replace(answer, holds="yes", rows=tuple(replace(r, agrees=True) for r in answer.rows))
    return replace(answer, holds="unknown")


def _check_first(claim: Claim, goals: list[_Goal], facts: Facts, day: str) -> Answer:
    """Check that of all holders of an office (``unit``) somebody was the first who visited all the goals."""
    people = _list_people(claim.subject, facts)
    if len(people) != 1 or claim.unit not in LED:
        return unknown(f"The tables hold no journeys of {claim.subject.name}.")
    reached: dict[str, tuple[str, Journey]] = {}
    for o in facts.offices:
        if o.office != claim.unit or o.of != "USA":
            continue
        own = [j for j in facts.journeys if j.visitor == o.person and j.status == "held" and j.start <= day]
        own = [j for j in own if _inside(j, o.valid_from, o.valid_to)]
        legs = [min((j for j in own if j.country in states), key=lambda j: j.start, default=None) for states, _, _ in goals]
        if legs and all(legs):
            last = max((j for j in legs if j is not None), key=lambda j: j.start)
            reached[o.person] = (last.start, last)
    return _rank_first(people[0], reached, goals, claim.unit, facts)


def _rank_first(person: str, reached: dict[str, tuple[str, Journey]], goals: list[_Goal], office: str, facts: Facts) -> Answer:
    who = name_of(facts, person)
    states = frozenset(s for g, _, _ in goals for s in g)
    earlier = sorted(
        (when, row) for p, (when, row) in reached.items() if p != person and (person not in reached or when < reached[person][0])
    )
    if earlier:
        row = earlier[0][1]
        return answer_from("no", f"{name_of(facts, row.visitor)} was there before {who}: {_days_of(row)}.", against=[row])
    if person not in reached:
        return unknown(f"The tables hold no such visit of {who} in that office.")
    when, row = reached[person]
    declared = _whole_list(f"{office}/USA", states, FIRST_DAY, row.start, facts)
    if declared is None or states & OLDER:
        return unknown(f"{who} was there on {when}; who was there before, the tables do not say.")
    return answer_from("yes", f"{who} was there on {when}; the list has no earlier visit since {FIRST_DAY}.", agree=[row])


def _later(day: str, days: int) -> str:
    found = to_date(day)
    return last_day(day) if found is None else (found + timedelta(days=days)).isoformat()
