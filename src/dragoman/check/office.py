"""Who holds, held, took or left which office."""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from importlib.resources import files

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import (
    as_day,
    bare_predicate,
    day_before,
    is_near,
    rows_after,
    rows_before,
    rows_in,
    span_of,
    states_day,
    tells_day,
    to_date,
)
from dragoman.check.names import may_be_one, name_of, persons_alike, polity_of, shown
from dragoman.check.succession import check_succession
from dragoman.records.facts import Complete, Facts, Office
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

STALE = timedelta(days=365)  # a bare title of somebody who left longer ago is an honorific or of a story, no mistake about today
# Held of one state alone.
HIGH = frozenset({"head_of_state", "head_of_government", "foreign_minister", "defense_minister", "vice_president"})
_LOOSE = frozenset({"leader", "ruler"})  # titles of no one office
HANDOVER = timedelta(days=45)  # around a change of hands a stranger contradicts nothing: dates of taking office differ by source


@dataclass(frozen=True, slots=True, kw_only=True)
class Title:
    """What a title of data/claims_offices.toml stands for: codes of the offices table and words that its title must have."""

    codes: tuple[str, ...]
    title_words: tuple[str, ...] = ()
    shared: bool = False


@lru_cache(maxsize=1)
def load_titles() -> dict[str, Title]:
    """Return the titles of data/claims_offices.toml by key."""
    rows = tomllib.loads(files("dragoman").joinpath("data", "claims_offices.toml").read_text(encoding="utf-8"))["title"]
    return {
        r["key"]: Title(codes=tuple(r["codes"]), title_words=tuple(r.get("title_words", ())), shared=r.get("shared", False)) for r in rows
    }


def check_office(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check an office claim; None where the claim is of another type.

    The subject is the person, the object the state or organisation (None where the text leaves it open), the predicate a
    key of data/claims_offices.toml, with ``is``, ``was``, ``former``, ``took`` or ``left`` before it where the text says so;
    ``then`` where a title before a name stands in a tale of the past, and means the office of the day or of those days.
    """
    if claim.type != "office":
        return None
    key = bare_predicate(claim).removeprefix("took ").removeprefix("left ")
    title = load_titles().get(key.removeprefix("succeeded "))
    if title is None:
        return unknown(f"The tables hold no such office as {key}.")
    of = polity_of(claim.object)
    rows = _rows_of_person(claim.subject, facts, title, of)
    if key.startswith("succeeded "):
        before = _rows_of_person(claim.objects[0], facts, title, of) if claim.objects else []
        return check_succession(claim, facts, (rows, before), day)
    if not rows:
        return _check_holders(claim, facts, title, day)
    change = bare_predicate(claim).split(" ", 1)[0]
    return (_check_change if change in ("took", "left") else _check_tenure)(claim, facts, rows, day)


def fits_title(row: Office, title: Title, of: str | None) -> bool:
    """Whether a row of the offices table is what a title (of a state or body, where one is named) stands for."""
    if row.office not in title.codes or (of is not None and not _is_of(row, of)):
        return False
    return not title.title_words or any(w in row.title.casefold() for w in title.title_words)


def _is_of(row: Office, of: str) -> bool:
    """Whether an office belongs to a body: the Commission's president is listed under the Union, by title."""
    if row.of == of or (row.office == "party_leader" and of.startswith(f"org:{row.of}-")):
        return True
    return of.startswith(f"{row.of}-") and of.removeprefix(f"{row.of}-").casefold() in row.title.casefold()


def _rows_of_person(who: Ref, facts: Facts, title: Title, of: str | None) -> list[Office]:
    person = who.entity
    if person is None or person.startswith("doc:"):
        # A surname alone ("Putin was prime minister") means the one person of that name who ever held the office.
        known = [e.id for e in facts.named(who.name) if e.type == "person"] if " " not in who.name else []
        if len(known) != 1:
            return []
        person = known[0]
    rows = [r for r in facts.offices_of(person) if fits_title(r, title, of)]
    return sorted(rows, key=lambda r: r.valid_from or "")


def _is_plain(claim: Claim) -> bool:
    """Whether the claim speaks of the day itself ("is president", or the title before a name)."""
    return claim.predicate.removeprefix("is ").removeprefix("then ") == bare_predicate(claim)


def _is_stranger(claim: Claim) -> bool:
    """Whether the tables do not know the person. A title before such a name may be of any age ("President Lincoln")."""
    return claim.subject.entity is None or claim.subject.entity.startswith("doc:")


def spell_holding(facts: Facts, row: Office) -> str:
    """Return "X was Prime Minister (2019-07-24 to 2022-09-06)"."""
    span = f"{row.valid_from or '...'} to {row.valid_to}" if row.valid_to else f"since {row.valid_from}"
    return (
        f"{name_of(facts, row.person)} was {row.title} ({span})"
        if row.valid_to
        else f"{name_of(facts, row.person)} is {row.title} ({span})"
    )


def _check_tenure(claim: Claim, facts: Facts, rows: list[Office], day: str) -> Answer:
    plain = _is_plain(claim)
    start, end = (day, day) if plain else span_of(claim, day)
    # A plain title holds as of the document's day or of the day of the events that its sentence dates.
    now = rows_in(rows, start, end) or (rows_in(rows, *span_of(claim, day)) if plain else ())
    before, after = rows_before(rows, start), rows_after(rows, end)
    if claim.predicate.startswith("former "):
        if before and not now:
            return answer_from("yes", f"{spell_holding(facts, before[-1])}.", agree=before)
        against = now or after
        declared = _declared(facts, against[0], end) if against else None
        return answer_from("no", f"{spell_holding(facts, (against or tuple(rows))[0])}.", against=against, declared=declared)
    if now:
        return answer_from("yes", f"{spell_holding(facts, now[-1])}.", agree=now)
    if claim.predicate.startswith(("was ", "then ")) and claim.period is None and before:
        return answer_from("yes", f"{spell_holding(facts, before[-1])}.", agree=before)
    if before and plain and claim.object is None and not claim.predicate.startswith("is ") and not _left_lately(before[-1], day):
        # Of 26 bare titles of former holders in releases and articles none claimed the office for the day ("even President Bush").
        note = f"{spell_holding(facts, before[-1])}; a bare title before a name may be one of the past."
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=before).rows)
    if before and plain:
        return answer_from("past", f"{spell_holding(facts, before[-1])}.", agree=before)
    after = after or before
    note = f"{spell_holding(facts, after[0])}."
    declared = _declared(facts, after[0], end)
    if claim.object is None or bare_predicate(claim) in _LOOSE:
        # A bare title may be one of something else ("the leader in the polls"): it contradicts nothing.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=after).rows)
    return answer_from("no", note, against=after, declared=declared)


def _left_lately(row: Office, day: str) -> bool:
    left, now = to_date(row.valid_to or ""), to_date(day)
    return left is None or now is None or timedelta(days=1) < now - left <= STALE


def _declared(facts: Facts, row: Office, day: str) -> Complete | None:
    """Return the declaration that the holders of a row's office are all listed on a day."""
    return facts.is_complete("offices", f"{row.office.removeprefix('acting_')}/{row.of}", day)


def _check_change(claim: Claim, facts: Facts, rows: list[Office], day: str) -> Answer:
    taking = bare_predicate(claim).startswith("took ")
    dated = [(r, (r.valid_from if taking else r.valid_to) or "") for r in rows]
    done = [(r, when) for r, when in dated if when and as_day(when) <= day]
    verb = "taken up" if taking else "left"
    if not done:
        held = [r for r, _ in dated if r.holds_on(day)]
        soon = any(when and _close(day, when) for _, when in dated)
        if held and not taking and not soon:
            return answer_from("no", "By the table the office is still held.", against=held, declared=_declared(facts, held[0], day))
        return unknown(f"The table has no date on which the office was {verb}.")
    note = f"By the table the office was {verb} on {', '.join(dict.fromkeys(when for _, when in done))}."
    if not tells_day(claim):
        return answer_from("yes", note, agree=[r for r, _ in done])
    # The day on which a term ended is exclusive: "until 1 December" is the end of November as well.
    fits = [r for r, when in done if states_day(claim, when) or (not taking and states_day(claim, day_before(when)))]
    if fits:
        return answer_from("yes", note, agree=fits)
    if any(is_near(claim, when) for _, when in done):
        # Election, appointment and taking office are days or weeks apart.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=[r for r, _ in done]).rows)
    stated = claim.period.start if claim.period is not None else None
    if bare_predicate(claim) == "took leader" and stated and as_day(stated) < min(as_day(when) for _, when in done):
        # Rule may begin before the office of the table: a party's, a Soviet republic's.
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=[r for r, _ in done]).rows)
    declared = _declared(facts, done[-1][0], as_day(done[-1][1])) or _declared(facts, done[-1][0], day)
    return answer_from("no", note, against=[r for r, _ in done], declared=declared)


def _close(stated: str, true: str) -> bool:
    if len(stated) == 4:
        return abs(int(stated) - int(true[:4])) <= 1
    a, b = to_date(stated), to_date(true)
    return a is None or b is None or abs(a - b) <= timedelta(days=120)


def _check_holders(claim: Claim, facts: Facts, title: Title, day: str) -> Answer:
    of = polity_of(claim.object)
    who = claim.subject.name
    if of is None:
        return unknown(f"The tables do not say which office {who} holds.")
    start, end = span_of(claim, day)
    bodies = dict.fromkeys((of, of.split("-")[0]))
    every = [r for code in title.codes for body in bodies for r in facts.holders(code, body) if fits_title(r, title, of)]
    held = rows_in(every, start, end)
    alike = [r for r in held if persons_alike(who, name_of(facts, r.person))]
    if alike and not claim.predicate.startswith("former "):
        return answer_from("yes", f"{spell_holding(facts, alike[0])}; the name is spelt {who} here.", agree=alike)
    earlier = [r for r in every if persons_alike(who, name_of(facts, r.person))]
    if earlier and _is_plain(claim) and all(r in rows_before(earlier, start) for r in earlier):
        return answer_from("past", f"{spell_holding(facts, earlier[-1])}; the name is spelt {who} here.", agree=earlier)
    if earlier:
        return unknown(f"The table has a like name in this office at another time; {who} was not told apart from it.")
    elsewhere = _held_elsewhere(claim, facts, title, day)
    if elsewhere and _is_plain(claim):
        return answer_from(
            "no",
            f"{spell_holding(facts, elsewhere[0])} of {name_of(facts, elsewhere[0].of)}.",
            against=[*elsewhere, *held],
            declared=_declared(facts, elsewhere[0], end),
        )
    if (
        not held
        or not _is_plain(claim)
        or (_is_stranger(claim) and not claim.predicate.startswith("is ") and not facts.named(who))
        or title.shared
        or bare_predicate(claim) in _LOOSE
        or bare_predicate(claim).split(" ")[0] in ("took", "left")
    ):
        return unknown(f"The tables do not know {who} in this office.")
    note = f"{spell_holding(facts, held[0])}; {shown(facts, claim.subject)} is not listed."
    if any(may_be_one(who, name_of(facts, r.person)) for r in held):
        return unknown(f"{note} The names may be one person's.")
    found = answer_from("no", note, against=held, declared=_declared(facts, held[0], end))
    known_elsewhere = claim.subject.entity is not None and bool(facts.offices_of(claim.subject.entity, day))
    if not known_elsewhere and _near_change(held, start, end):
        return Answer(holds="unknown", note=note, rows=found.rows)
    return found


def _held_elsewhere(claim: Claim, facts: Facts, title: Title, day: str) -> list[Office]:
    """Return the high offices of other states that the person holds on the day: nobody is president or minister of two."""
    person, of = claim.subject.entity, polity_of(claim.object)
    if person is None or person.startswith("doc:"):
        known = [e.id for e in facts.named(claim.subject.name) if e.type == "person"]
        person = known[0] if len(known) == 1 and " " in claim.subject.name else None
    if person is None or of is None or of.startswith("org:") or not set(title.codes) & HIGH or not _is_one_office(bare_predicate(claim)):
        return []
    rows = [r for r in facts.offices_of(person, day) if r.office in HIGH and r.of != of and not r.of.startswith("org:")]
    return sorted(rows, key=lambda r: not fits_title(r, title, None))


def _is_one_office(key: str) -> bool:
    """Whether a title names one office and no rank: a monarch may reign over several states."""
    return key not in ("monarch", "leader", "office", "head of state")


def _near_change(rows: tuple[Office, ...], start: str, end: str) -> bool:
    first, last = to_date(start), to_date(end)
    for row in rows:
        for edge in (row.valid_from, row.valid_to):
            day = to_date(edge) if edge else None
            if day and first and last and (abs(day - first) <= HANDOVER or abs(day - last) <= HANDOVER):
                return True
    return False
