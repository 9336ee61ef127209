"""Independence, wars and their length, treaties, and the dates of events."""

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import (
    as_day,
    bare_predicate,
    is_near,
    last_day,
    same_date,
    stated_date,
    states_day,
    tells_day,
    years_between,
)
from dragoman.check.names import fold_name, name_of, polity_of, shown, state_of
from dragoman.check.tolerance import compare_figure
from dragoman.records.facts import Complete, Facts, Happening
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

PER_YEAR = {"year": 1.0, "decade": 0.1, "month": 12.0, "week": 52.1775, "day": 365.2425}
EARLIER_YEARS = 20  # a year long before the table's may be of an earlier independence or war: Estonia's of 1918, not of 1991
RIVAL_YEARS = 10.0
LEADING = frozenset({"head_of_state", "head_of_government", "supreme_leader", "acting_head_of_state"})
SOVIET = "region:soviet-union"  # "from Moscow", "from Russia" is said of it


def check_independence(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check since when a state is independent (``value``: an ISO date, partial or whole, or None)."""
    if claim.type != "independence":
        return None
    home = state_of(claim.subject)
    rows = [h for h in facts.happenings if h.kind == "independence" and home in h.parties[:1]]
    if home is None or not rows:
        return unknown(f"The tables hold no date of independence of {shown(facts, claim.subject)}.")
    source = polity_of(claim.object)
    others = {p for r in rows for p in r.parties[1:]}
    if source and others and source not in others and not (source in ("RUS", "region:post-soviet") and SOVIET in others):
        names = ", ".join(name_of(facts, p) for p in sorted(others))
        note = f"By the table {shown(facts, claim.subject)} became independent of {names}."
        # Whose rule it was is no matter of degree, but names of empires and unions vary: only between two states of today does it refute.
        if all(len(p) == 3 for p in {source, *others}) and len(others) == 1:
            return answer_from("no", note, against=rows)
        return unknown(note)
    return _compare_dates(claim, [(r, r.valid_from) for r in rows], f"{shown(facts, claim.subject)} became independent", facts, day)


def check_duration(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check how long a war, talks or an office had lasted by the day (``value`` and ``unit``)."""
    if claim.type != "duration":
        return None
    if not isinstance(claim.value, int | float) or claim.unit not in PER_YEAR:
        return unknown("No length is stated.")
    if claim.predicate == "ruled":
        return _check_rule(claim, facts, day)
    rows = [h for h in find_happenings(facts, claim, day) if h.valid_from]
    if not rows:
        return unknown(f"The tables do not know when {claim.subject.name} began.")
    agree: list[Happening] = []
    against: list[Happening] = []
    notes = []
    for row in rows:
        end = min(as_day(row.valid_to), day) if row.valid_to else day
        years = years_between(row.valid_from or "", end)
        if years is None:
            continue
        length = years * PER_YEAR[claim.unit]
        fits = _length_fits(length, float(claim.value), claim.approx, claim.unit)
        (agree if fits else against).append(row)
        notes.append(f"{row.name} had lasted {length:.1f} {claim.unit}s by {end}")
    note = "; ".join(notes) + "."
    if agree:
        return answer_from("yes", note, agree=agree)
    others = _rivals(facts, claim, against[0], day) if _by_words(against, claim.subject) else _wars_at(facts, claim, day)[1:]
    if len(against) > 1 or others:
        # Several wars of one place: which is meant is not settled.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=against).rows)
    return answer_from("no", note, against=against, declared=_settled(facts, against, day))


def _rivals(facts: Facts, claim: Claim, row: Happening, day: str) -> list[Happening]:
    """Return other wars of the place that a war's name gives, which run or ended shortly before it began: "the war in Ukraine"."""
    words = fold_name(claim.subject.name)
    places = {p for p in row.parties if fold_name(name_of(facts, p)) in words}
    return [
        h
        for h in facts.happenings
        if h.kind == "war"
        and h is not row
        and places & set(h.parties)
        and as_day(h.valid_from or "0001") <= day
        and (h.valid_to is None or (years_between(h.valid_to, row.valid_from or day) or 0.0) < RIVAL_YEARS)
    ]


def _check_rule(claim: Claim, facts: Facts, day: str) -> Answer:
    """Compare the years from the first day in a leading office to the last (or to the day) with the stated length."""
    held = [o for o in facts.offices_of(claim.subject.entity or "") if o.office in LEADING and o.valid_from and as_day(o.valid_from) <= day]
    if not held or not isinstance(claim.value, int | float) or claim.unit not in PER_YEAR:
        return unknown(f"The tables do not know how long {shown(facts, claim.subject)} ruled.")
    start = min(o.valid_from or day for o in held)
    end = max(min(as_day(o.valid_to), day) if o.valid_to else day for o in held)
    length = (years_between(start, end) or 0.0) * PER_YEAR[claim.unit]
    note = f"{shown(facts, claim.subject)} is listed in leading offices from {start} to {end}: {length:.1f} {claim.unit}s."
    if _length_fits(length, float(claim.value), claim.approx, claim.unit):
        return answer_from("yes", note, agree=held)
    # Rule may begin before the office of the table (a party's, a region's) and end after it.
    return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=held).rows)


def _length_fits(length: float, stated: float, approx: str | None, unit: str) -> bool:
    if unit == "decade" and approx in (None, "almost", "about"):
        return abs(length - stated) <= 0.3
    if approx is None:
        # "18-year-long" counts full years or the year that runs.
        return int(length) <= stated <= int(length) + 1 or abs(length - stated) <= 0.05 * stated
    return compare_figure(length, stated, approx) == "agrees"


def check_treaty(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check that states signed an agreement with each other, or are party to a named one (``signed``, ``party to``, ``left``)."""
    if claim.type != "treaty":
        return None
    home = polity_of(claim.subject)
    partners = [polity_of(r) for r in (claim.objects or ((claim.object,) if claim.object else ()))]
    known = [h for h in facts.happenings if h.kind in ("agreement", "treaty", "alliance", "partnership")]
    if home is None or not partners:
        return unknown("The tables do not know the parties.")
    named = _by_words(known, claim.object) if claim.object and not claim.objects else []
    if named:
        return _check_party(claim, facts, home, named, day)
    rows = []
    for partner in partners:
        found = [h for h in known if home in h.parties and partner in h.parties and partner and as_day(h.valid_from or "0001") <= day]
        if not found:
            return unknown(
                f"The tables hold no agreement between {shown(facts, claim.subject)} and {name_of(facts, partner, 'that party')}."
            )
        rows += found
    return answer_from("yes", f"For instance: {rows[0].name} ({rows[0].valid_from}).", agree=rows[:6])


def _check_party(claim: Claim, facts: Facts, home: str, named: list[Happening], day: str) -> Answer:
    row = named[0]
    state = shown(facts, claim.subject)
    leaving = bare_predicate(claim) == "left"
    departed = _departures(facts, home, row, day)
    if departed and leaving:
        dated = [(h, when) for h in departed for when in (h.valid_from, *h.signed)]
        return _compare_dates(claim, dated, f"{departed[0].name} took effect or was announced", facts, day)
    if departed and bare_predicate(claim) == "party to":
        return answer_from("past", f"{departed[0].name}: {departed[0].valid_from}.", agree=departed)
    if home in row.parties:
        begun = as_day(row.valid_from or "0001") <= day
        if begun and (row.valid_to is None or day < as_day(row.valid_to)):
            return unknown(f"{state} is a party to {row.name} in the table.") if leaving else _date_party(claim, row, facts, day)
        if begun:
            note = f"{row.name} held for {state} until {row.valid_to}."
            return answer_from("yes" if leaving else "past", note, agree=named[:1])
        return answer_from("no", f"{row.name} began only on {row.valid_from}.", against=named[:1])
    declared = facts.is_complete("happenings", row.row.split(":", 1)[-1], day)
    note = f"{state} is not among the parties that the table gives for {row.name}."
    return answer_from("no", note, declared=declared) if declared else unknown(note)


def _departures(facts: Facts, home: str, row: Happening, day: str) -> list[Happening]:
    """Return a state's withdrawals from an agreement by a day: happenings of that kind named after it."""
    names = {fold_name(n) for n in (row.name, *row.names)}
    return [
        h
        for h in facts.happenings
        if h.kind in ("withdrawal", "exit")
        and h.parties[:1] == (home,)
        and any(when <= day for when in (h.valid_from or "9999", *h.signed))
        and any(f" from {n}" in f"{fold_name(x).replace(' the ', ' ')}" for n in names for x in (h.name, *h.names))
    ]


def _date_party(claim: Claim, row: Happening, facts: Facts, day: str) -> Answer:
    state = shown(facts, claim.subject)
    if tells_day(claim):
        dated: list[tuple[Happening, str | None]] = [(row, when) for when in (*row.signed, row.valid_from)]
        return _compare_dates(claim, dated, f"{row.name} was concluded", facts, day)
    return answer_from("yes", f"{state} is a party to {row.name} ({row.valid_from}).", agree=[row])


def check_date(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check when an event began, ended, was signed or founded, or when a person visited (``value``: an ISO date)."""
    if claim.type != "date":
        return None
    verb = bare_predicate(claim)
    if verb == "visited":
        return _check_visit(claim, facts, day)
    if verb == "founded":
        return _check_founding(claim, facts, day)
    rows = find_happenings(facts, claim, "9999-12-31")
    if not rows:
        return unknown(f"The tables do not know {claim.subject.name}.")
    dated = [(r, when) for r in rows for when in _days_of(r, verb)]
    if verb == "took place" and any(_lies_inside(claim, r) for r in rows):
        dated = [(r, r.valid_from) for r in rows if _lies_inside(claim, r)]
        return answer_from(
            "yes", f"{rows[0].name} lasted from {rows[0].valid_from} to {rows[0].valid_to or 'today'}.", agree=[r for r, _ in dated]
        )
    verb = "was signed" if verb == "signed" else verb
    return _compare_dates(claim, dated, f"{rows[0].name} {verb}", facts, day)


def _days_of(row: Happening, verb: str) -> tuple[str | None, ...]:
    """Return the days of a happening that a verb speaks of: its start, its end, its signatures."""
    if verb == "ended":
        return (row.valid_to,)
    if verb == "signed":
        return row.signed or (row.valid_from,)
    if verb == "concluded":
        return (*row.signed, row.valid_from, row.valid_to)
    if verb == "took place":
        return (row.valid_from, *row.signed)
    return (row.valid_from,)


def _lies_inside(claim: Claim, row: Happening) -> bool:
    stated = stated_date(claim)
    if stated is None or row.valid_from is None or row.kind == "agreement":
        return False
    return as_day(row.valid_from) <= last_day(stated) and as_day(stated) <= (row.valid_to or "9999")


def _check_visit(claim: Claim, facts: Facts, day: str) -> Answer:
    country = state_of(claim.object)
    person = claim.subject.entity
    rows = [j for j in facts.journeys if j.visitor == person and j.country == country and j.status == "held" and j.start <= day]
    if not rows:
        return unknown(f"The tables hold no visit of {shown(facts, claim.subject)} there by that day.")
    stated = stated_date(claim)
    spans = ", ".join(f"{j.start} to {j.end}" for j in rows[:3])
    if stated is None:
        return answer_from("yes", f"Held: {spans}.", agree=rows[:3])
    fits = [j for j in rows if same_date(stated, j.start) or same_date(stated, j.end) or j.start <= stated <= j.end]
    if fits:
        return answer_from("yes", f"Held: {fits[0].start} to {fits[0].end}.", agree=fits)
    return unknown(f"The tables have visits on other days only: {spans}.")


def _check_founding(claim: Claim, facts: Facts, day: str) -> Answer:
    org = claim.subject.entity
    rows = [h for h in facts.happenings if h.kind in ("founding", "foundation") and org in h.parties] or find_happenings(facts, claim, day)
    dated: list[tuple[Happening, str | None]] = [(r, r.valid_from) for r in rows]
    if dated:
        return _compare_dates(claim, dated, f"{shown(facts, claim.subject)} was founded", facts, day)
    members = sorted((m for m in facts.members(org or "") if m.valid_from and m.status == "member"), key=lambda m: m.valid_from or "")
    stated = stated_date(claim)
    if members and stated and same_date(stated, members[0].valid_from or ""):
        first = members[0].valid_from
        return answer_from("yes", f"The first members of {shown(facts, claim.subject)} date from {first}.", agree=members[:3])
    return unknown(f"The tables hold no founding date of {shown(facts, claim.subject)}.")


def _compare_dates(claim: Claim, dated: list[tuple[Happening, str | None]], what: str, facts: Facts, day: str) -> Answer:
    known = [(r, when) for r, when in dated if when]
    done = [(r, when) for r, when in known if as_day(when) <= day]
    if not known:
        return unknown(f"The tables hold no date at which {what}.")
    note = f"{what} on {', '.join(dict.fromkeys(when for _, when in known[:3]))} by the table."
    declared = _settled(facts, [r for r, _ in known], day)
    if not done:
        return answer_from("no", note, against=[r for r, _ in known], declared=declared)
    if not tells_day(claim):
        return answer_from("yes", note, agree=[r for r, _ in done])
    fits = [r for r, when in done if states_day(claim, when)]
    if fits:
        return answer_from("yes", note, agree=fits)
    if any(is_near(claim, when) or _is_earlier_one(claim, when) for _, when in done):
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=[r for r, _ in known]).rows)
    return answer_from("no", note, against=[r for r, _ in known], declared=declared)


def _settled(facts: Facts, rows: list[Happening], day: str) -> Complete | None:
    """Return the declaration that the dates of all these happenings are undisputed, None where one has none."""
    found = [facts.is_complete("happenings", f"dates/{r.row.split(':', 1)[-1]}", day) for r in rows]
    return found[0] if found and all(found) else None


def _is_earlier_one(claim: Claim, when: str) -> bool:
    """Whether a year long before the table's may be of an earlier event of the kind: Estonia's independence of 1918."""
    stated = stated_date(claim)
    return stated is not None and len(stated) == 4 and int(when[:4]) - int(stated) >= EARLIER_YEARS


def find_happenings(facts: Facts, claim: Claim, day: str) -> list[Happening]:
    """Return the happenings that a claim's subject may mean, begun by the day: by name, else by kind and party."""
    begun = [h for h in facts.happenings if as_day(h.valid_from or "0001") <= day]
    named = _by_words(begun, claim.subject)
    if named:
        return named
    kind = claim.unit if claim.type == "date" else "war"
    rows = _wars_at(facts, claim, day, kind)
    running = [h for h in rows if h.valid_to is None or day < as_day(h.valid_to)]
    return running if running and day < "9999" else rows


def _wars_at(facts: Facts, claim: Claim, day: str, kind: str | None = "war") -> list[Happening]:
    """Return the wars (or happenings of another kind) begun by a day in the places that a claim is about."""
    begun = [h for h in facts.happenings if as_day(h.valid_from or "0001") <= day]
    places = {p for p in (state_of(claim.subject), state_of(claim.object)) if p}
    if kind is None or not places:
        return []
    if len(places) > 1:
        return [h for h in begun if h.kind == kind and places <= set(h.parties)]
    where = {fold_name(name_of(facts, p, p)) for p in places}
    return [h for h in begun if h.kind == kind and (any(w in fold_name(h.name) for w in where) or places <= set(h.parties))]


def _by_words(rows: list[Happening], ref: Ref | None) -> list[Happening]:
    if ref is None:
        return []
    words = fold_name(ref.name)
    exact = [h for h in rows if any(fold_name(n) == words for n in (h.name, *h.names))]
    if exact or len(words.split()) < 2:
        return exact
    return [h for h in rows if any(f" {words} " in f" {fold_name(n)} " or f" {fold_name(n)} " in f" {words} " for n in (h.name, *h.names))]
