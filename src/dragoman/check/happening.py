"""Independence, wars and their length, treaties, and the dates of events."""

from dataclasses import replace

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
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
from dragoman.check.length import PER_YEAR, is_far, length_fits
from dragoman.check.names import fold_name, name_of, polity_of, shown, state_of
from dragoman.check.warfare import answer_ending
from dragoman.records.facts import Complete, Facts, Happening
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

EARLIER_YEARS = 20  # a year long before the table's may be of an earlier independence or war: Estonia's of 1918, not of 1991
RIVAL_YEARS = 10.0
_ANY_WAR = frozenset({"war", "civil", "the", "a", "conflict", "fighting", "long", "bloody", "brutal", "short", "border"})
_RECURRING = frozenset({"summit", "talks"})  # "the Astana summit" may be another body's, of another year
_LOOSE = frozenset(
    {"war", "conflict", "fighting", "crisis"}
)  # "the war in Ukraine" may be an earlier one, "the invasion of Ukraine" is one
_COLONISERS = frozenset({"ESP", "PRT", "GBR", "FRA", "DEU", "ITA", "NLD", "BEL", "DNK", "JPN", "TUR"})
SOVIET = "region:soviet-union"  # "from Moscow", "from Russia" is said of it


def check_independence(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check since when a state is independent (``value``: an ISO date, partial or whole, or None)."""
    if claim.type != "independence":
        return None
    home = state_of(claim.subject)
    if home is None and str(claim.subject.entity).startswith("region:"):
        members = [m.country for m in facts.members(str(claim.subject.entity), day) if m.status == "member"]
        each = [replace(claim, subject=Ref(name=name_of(facts, m), entity=m)) for m in members]
        found = tuple(a for c in each for a in [check_independence(c, facts, day)] if a is not None)
        return join_answers(found) if found else unknown("The tables list no states of this region.")
    rows = [h for h in facts.happenings if h.kind == "independence" and home in h.parties[:1]]
    if home is None or not rows:
        return unknown(f"The tables hold no date of independence of {shown(facts, claim.subject)}.")
    source = polity_of(claim.object)
    if source == SOVIET and claim.period is None:
        listed = facts.is_complete("memberships", "region:post-soviet", day)
        if listed is not None and home not in {m.country for m in facts.members("region:post-soviet", day)}:
            return answer_from("no", f"{shown(facts, claim.subject)} was no republic of the Soviet Union.", declared=listed)
    others = {p for r in rows for p in r.parties[1:]}
    if source and others and source not in others and not (source in ("RUS", "region:post-soviet") and SOVIET in others):
        names = ", ".join(name_of(facts, p) for p in sorted(others))
        note = f"By the table {shown(facts, claim.subject)} became independent of {names}."
        # Whose rule it was is no matter of degree, but names of empires and unions vary: only between two states of today does it refute.
        if claim.predicate == "ruled by" and not (tells_day(claim) and any(states_day(claim, r.valid_from or "") for r in rows)):
            return unknown(note)  # a colony of somebody earlier contradicts no later independence
        if tells_day(claim) and not any(states_day(claim, r.valid_from or "") for r in rows):
            return unknown(note)  # the Philippines declared their independence of Spain in 1898, and got it of another in 1946
        if claim.period is None and source in _COLONISERS and others != {SOVIET}:
            return unknown(note)  # who ruled before the last: Spain before the United States, Germany before South Africa
        from_union = others == {SOVIET} and len(source) == 3 and any(states_day(claim, r.valid_from or "") for r in rows)
        if (all(len(p) == 3 for p in {source, *others}) and len(others) == 1) or from_union:
            return answer_from("no", note, against=rows)
        return unknown(note)
    return _compare_dates(claim, [(r, r.valid_from) for r in rows], f"{shown(facts, claim.subject)} became independent", facts, day)


def check_duration(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check how long a war or talks had lasted by the day (``value`` and ``unit``)."""
    if claim.type != "duration":
        return None
    return leave_open(_check_length(claim, facts, day), find_happenings(facts, claim, day), claim.subject)


def _check_length(claim: Claim, facts: Facts, day: str) -> Answer:
    if not isinstance(claim.value, int | float) or claim.unit not in PER_YEAR:
        return unknown("No length is stated.")
    rows = [h for h in find_happenings(facts, claim, day) if h.valid_from]
    if not rows:
        return unknown(f"The tables do not know when {claim.subject.name} began.")
    agree: list[Happening] = []
    against: list[Happening] = []
    notes = []
    near = False
    for row in rows:
        end = min(as_day(row.valid_to), day) if row.valid_to else day
        years = years_between(row.valid_from or "", end)
        if years is None:
            continue
        length = years * PER_YEAR[claim.unit]
        fits = length_fits(length, float(claim.value), claim.approx, claim.unit)
        (agree if fits else against).append(row)
        near = near or (not fits and not is_far(length, float(claim.value), claim.approx, claim.unit))
        notes.append(f"{row.name} had lasted {length:.1f} {claim.unit}s by {end}")
    note = "; ".join(notes) + "."
    if agree:
        return answer_from("yes", note, agree=agree)
    others = _rivals(facts, claim, against[0], day) if name_happenings(against, claim.subject) else _wars_at(facts, claim, day)[1:]
    if len(against) > 1 or others or near:
        # Several wars of one place: which is meant is not settled.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=against).rows)
    return answer_from("no", note, against=against, declared=_settled(facts, against, day))


def _rivals(facts: Facts, claim: Claim, row: Happening, day: str) -> list[Happening]:
    """Return other wars of the place that a war's name gives, which run or ended shortly before it began: "the war in Ukraine"."""
    words = fold_name(claim.subject.name)
    whole = any(fold_name(n) == words for n in (row.name, *row.names))
    if not set(words.split()) & _LOOSE or (whole and " in " not in words):
        return []  # "the Iran-Iraq war" is one war, "the war in Iraq" several
    told = 1.2 * float(claim.value) / PER_YEAR[claim.unit] if isinstance(claim.value, int | float) and claim.unit in PER_YEAR else 0.0
    places = {p for p in row.parties if fold_name(name_of(facts, p)) in words}
    return [
        h
        for h in facts.happenings
        if h.kind == "war"
        and h is not row
        and places & set(h.parties)
        and as_day(h.valid_from or "0001") <= day
        and (
            h.valid_to is None
            or (years_between(h.valid_to, row.valid_from or day) or 0.0) < RIVAL_YEARS
            or (years_between(h.valid_from or day, day) or 0.0) < told  # "at war for four decades" counts from an earlier one
        )
    ]


def check_date(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check when an event began, ended, was signed or founded (``value``: an ISO date)."""
    if claim.type != "date":
        return None
    return leave_open(_check_day(claim, facts, day), find_happenings(facts, claim, "9999-12-31"), claim.subject)


def _check_day(claim: Claim, facts: Facts, day: str) -> Answer:
    verb = bare_predicate(claim)
    if verb == "founded":
        return _check_founding(claim, facts, day)
    if verb == "ended by":
        begun = [h for h in facts.happenings if as_day(h.valid_from or "0001") <= day]
        return answer_ending(
            name_happenings(begun, claim.subject) or _wars_at(facts, claim, day), name_happenings(begun, claim.object), facts, day
        )
    rows = find_happenings(facts, claim, "9999-12-31")
    if not rows:
        return unknown(f"The tables do not know {claim.subject.name}.")
    dated = [(r, when) for r in rows for when in _days_of(r, verb)]
    onset = "invasion" in fold_name(claim.subject.name).split()  # an invasion is of its first days, what follows is a war
    if verb == "took place" and not onset and any(_lies_inside(claim, r) for r in rows):
        dated = [(r, r.valid_from) for r in rows if _lies_inside(claim, r)]
        return answer_from(
            "yes", f"{rows[0].name} lasted from {rows[0].valid_from} to {rows[0].valid_to or 'today'}.", agree=[r for r, _ in dated]
        )
    verb = "was signed" if verb == "signed" else verb
    if any(_recurs(r, claim, facts) for r in rows) and tells_day(claim) and not any(w and states_day(claim, w) for _, w in dated):
        return unknown(f"{rows[0].name} of the table was on {rows[0].valid_from}; another may be meant.")
    return _compare_dates(claim, dated, f"{rows[0].name} {verb}", facts, day)


def _recurs(row: Happening, claim: Claim, facts: Facts) -> bool:
    """Whether an event of the same name may have taken place on another day: a summit, a city that fell before."""
    place = claim.subject.name.lower().removeprefix("fall of ")
    fell = row.kind == "takeover" and place != claim.subject.name.lower() and bool(facts.named(place.title()))
    return row.kind in _RECURRING or fell


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
    named = name_happenings(begun, claim.subject)
    if named:
        return named
    kind = claim.unit if claim.type == "date" else "war"
    rows = _wars_at(facts, claim, day, kind)
    if "civil" in fold_name(claim.subject.name).split():
        rows = [h for h in rows if "civil" in fold_name(h.name).split()]
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


def name_happenings(rows: list[Happening], ref: Ref | None) -> list[Happening]:
    """Return the happenings that a Ref's words name: by a whole name first, else by part of one (two words at least)."""
    if ref is None:
        return []
    words = fold_name(ref.name)
    if set(words.split()) <= _ANY_WAR:
        return []  # "the civil war": which, the place tells
    exact = [h for h in rows if any(fold_name(n) == words for n in (h.name, *h.names))]
    if exact or len(words.split()) < 2:
        return exact
    return [h for h in rows if any(f" {words} " in f" {fold_name(n)} " or f" {fold_name(n)} " in f" {words} " for n in (h.name, *h.names))]


def leave_open(answer: Answer, rows: list[Happening], ref: Ref | None) -> Answer:
    """Return an answer about named happenings that contradicts nothing where words name them in part alone.

    "The Osh clashes" are not only those "of 2010": what is so named may be another of the kind.
    """
    if ref is None or not name_happenings(rows, ref) or any(is_named_whole(r, ref) for r in rows):
        return answer
    return replace(answer, holds="unknown" if answer.holds in ("no", "past") else answer.holds, decisive=False)


def is_named_whole(row: Happening, ref: Ref) -> bool:
    """Whether words hold one of a happening's names whole, not a part of it."""
    words = f" {fold_name(ref.name)} "
    return any(f" {fold_name(n)} " in words for n in (row.name, *row.names))
