"""Agreements: who signed, ratified, joined, left or suspended them, who is party to them, whether they are in force."""

from collections.abc import Iterable
from dataclasses import replace

from dragoman.check.answer import Answer, answer_from, join_answers, unknown
from dragoman.check.days import as_day, bare_predicate, is_near, is_past, last_day, span_of, states_day, tells_day, years_between
from dragoman.check.happening import leave_open, name_happenings
from dragoman.check.names import fold_name, name_of, polity_of, shown
from dragoman.records.facts import Complete, Facts, Happening
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref

TREATIES = ("agreement", "treaty", "alliance", "partnership")
SOVIET = "region:soviet-union"
FEW = 3  # parties: of an agreement of so few, the day of signature is the same for all
DEPOSIT_DAYS = 180  # from a parliament's vote or a deposit until the state is a party
# Whose signature under an agreement of others need be no party's: they witness, guarantee, keep it.
_WITNESSES = frozenset({"USA", "RUS", "GBR", "FRA", "CHN", "region:soviet-union", "org:UN", "org:EU"})
_DEEDS = {
    "left": ("withdrawal", "exit"),
    "suspended": ("suspension",),
    "rejoined": ("return",),
    "extended": ("extension",),
    "withdrew ratification": ("withdrawal",),
}


def check_treaty(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check what is said of an agreement.

    Predicates: ``signed``, ``ratified``, ``joined``, ``party to``, ``left``, ``rejoined``, ``suspended``, ``withdrew ratification``
    with a state for subject and the agreement for object, or with the agreement for subject and several states; ``extended``,
    ``in force``, ``expired`` of the agreement itself. ``signed`` with states for objects means some agreement among them.
    """
    if claim.type != "treaty":
        return None
    known = [h for h in facts.happenings if h.kind in TREATIES]
    answer = _check_known(claim, facts, known, day)
    for ref in (claim.object, claim.subject):
        if ref is not None and ref.entity is None:
            return leave_open(answer, name_happenings(known, ref)[:1], ref)
    return answer


def _check_known(claim: Claim, facts: Facts, known: list[Happening], day: str) -> Answer:
    """Check what is said of one of the agreements that the tables know, or of two states that have one."""
    verb = bare_predicate(claim)
    if verb in ("in force", "expired", "entered into force"):
        named = name_happenings(known, claim.subject)
        return _check_force(claim, named[0], facts, day) if named else unknown(f"The tables do not know {claim.subject.name}.")
    home = polity_of(claim.subject)
    if home is None:
        named = name_happenings(known, claim.subject)
        if named and not claim.objects and verb == "extended":
            return _check_deed(claim, facts, None, named[0], day)
        if not named or not claim.objects:
            return unknown(f"The tables do not know {claim.subject.name}.")
        return join_answers(tuple(_check_home(claim, facts, ref, named[0], day) for ref in claim.objects))
    named = name_happenings(known, claim.object) if claim.object is not None and claim.object.entity is None else []
    if named:
        return _check_home(claim, facts, claim.subject, named[0], day)
    partners = claim.objects or ((claim.object,) if claim.object else ())
    if not partners and home.startswith("region:"):
        states = [m.country for m in facts.members(home, day) if m.status == "member"]
        shared = [h for h in known if set(states) <= set(h.parties) and any(states_day(claim, d) for d in h.signed)]
        if claim.unit is not None:  # an agreement on something: of those whose names tell of it
            shared = [h for h in shared if len(set(fold_name(claim.unit).split()) & set(fold_name(h.name).split())) > 1]
        claim = replace(claim, subject=Ref(name=name_of(facts, states[0]), entity=states[0])) if states else claim
        return _check_partners(claim, facts, list(states[1:]), shared, day)
    return _check_partners(claim, facts, [polity_of(r) for r in partners], known, day)


def _check_partners(claim: Claim, facts: Facts, partners: list[str | None], known: list[Happening], day: str) -> Answer:
    """Check that two states have signed some agreement, in the time that the claim gives."""
    home, rows = polity_of(claim.subject), []
    for partner in partners:
        found = [h for h in known if home in h.parties and partner in h.parties and partner and _begins(h) <= day]
        if tells_day(claim):
            found = [h for h in found if any(states_day(claim, d) for d in (*h.signed, *([h.valid_from] if h.valid_from else [])))]
        if not found:
            return unknown(
                f"The tables hold no such agreement between {shown(facts, claim.subject)} and {name_of(facts, partner, 'that party')}."
            )
        rows += found
    if not rows:
        return unknown("The tables do not know the parties.")
    return answer_from("yes", f"For instance: {rows[0].name} ({rows[0].valid_from or rows[0].signed[0]}).", agree=rows[:6])


def _check_home(claim: Claim, facts: Facts, ref: Ref, row: Happening, day: str) -> Answer:
    """Check what one state is said to have done with one agreement."""
    home, verb = polity_of(ref), bare_predicate(claim)
    if home is None:
        return unknown(f"The tables do not know {ref.name}.")
    if not is_state_code(home) and home != SOVIET and home not in row.parties:
        return _check_group(claim, facts, home, row, day)
    home = "RUS" if home == SOVIET and "RUS" in row.parties and _begins(row) < "1992" else home
    if verb in _DEEDS:
        return _check_deed(claim, facts, home, row, day)
    if _begins(row) > day:
        return _answer("no", f"{row.name} dates from {_begins(row)}.", [row], _dated(facts, row, day))
    outside = _outside(facts, home, row, day)
    if outside is not None and (outside.kind == "outside" or verb != "signed"):
        declared = facts.is_complete("happenings", outside.row.split(":", 1)[-1], day)
        told = "has not signed" if outside.kind == "outside" else "has not ratified"
        return answer_from("no", f"{shown(facts, ref)} {told} {row.name}.", against=[outside], declared=declared)
    if (since := _outside(facts, home, row, day, ended=True)) is not None:
        return _check_late(claim, facts, ref, (row, since), day)
    if verb == "party to":
        return _check_party(claim, facts, (home, ref), row, day)
    return _date_entry(claim, facts, ref, row, day) if _belongs(facts, home, row, day) else _stranger(claim, facts, (home, ref), row, day)


def is_state_code(entity: str) -> bool:
    """Whether an entity id is a state's."""
    return len(entity) == 3 and entity.isupper()


def _check_group(claim: Claim, facts: Facts, group: str, row: Happening, day: str) -> Answer:
    """Check "the five Central Asian states signed X": all members of a region are parties, or nothing is known."""
    members = [m.country for m in facts.members(group, day) if m.status == "member"] if group.startswith("region:") else []
    found = [_check_home(claim, facts, Ref(name=name_of(facts, c), entity=c, country=c), row, day) for c in members]
    whole = bool(found) and all(a.holds == found[0].holds and a.holds in ("yes", "past") for a in found)
    return join_answers(tuple(found)) if whole else unknown(f"The tables do not know what {name_of(facts, group)} did with {row.name}.")


def _check_party(claim: Claim, facts: Facts, who: tuple[str, Ref], row: Happening, day: str) -> Answer:
    home, ref = who
    if not _belongs(facts, home, row, day):
        return _stranger(claim, facts, who, row, day)
    left = _last(facts, home, row, day, ("withdrawal", "exit"))
    back = _last(facts, home, row, day, ("return",))
    if left is not None and (back is None or (back.valid_from or "") < (left.valid_from or "")):
        note = f"{left.name}: {left.valid_from}."
        return _answer("yes" if is_past(claim) else "past", note, [left], _dated(facts, left, day))
    if row.valid_to is not None and as_day(row.valid_to) <= day:
        note = f"{row.name} ended on {row.valid_to}."
        return _answer("yes" if is_past(claim) else "past", note, [row], _dated(facts, row, day))
    note = f"{shown(facts, ref)} is a party to {row.name} ({_begins(row)})."
    if claim.negated and _told_of(facts, home, row, day, ("suspension",)):
        return _unsettled(note, [row])  # a part that is suspended may be denied
    return _answer("yes", note, [row], _whole(facts, row, day))


def _date_entry(claim: Claim, facts: Facts, ref: Ref, row: Happening, day: str) -> Answer:
    """Return that a party signed, ratified or joined.

    Each state ratifies or accedes on a day of its own, before the agreement is in force or after, so that only a day before the
    signature contradicts; when it signed is known of agreements among few, all of them listed.
    """
    note = f"{shown(facts, ref)} is a party to {row.name} ({_begins(row)})."
    if not tells_day(claim):
        return _answer("yes", note, [row], _whole(facts, row, day))
    days = [d for d in (*row.signed, row.valid_from) if d]
    if any(states_day(claim, d) for d in days):
        return _answer("yes", note, [row], _whole(facts, row, day))
    listed = facts.is_complete("happenings", row.row.split(":", 1)[-1], day) is not None
    together = bare_predicate(claim) == "signed" and listed and len(row.parties) <= FEW
    before = span_of(claim, day)[1] < min(days, default="")
    if not (before or together) or any(is_near(claim, d) for d in days):
        return _unsettled(note, [row])
    return _answer("no", f"{row.name}: {', '.join(days)}.", [row], _dated(facts, row, day))


def _check_deed(claim: Claim, facts: Facts, home: str | None, row: Happening, day: str) -> Answer:
    """Check a withdrawal, suspension, return or extension against the rows that tell of one."""
    verb, state = bare_predicate(claim), name_of(facts, home)
    rows = [h for h in _told_of(facts, home, row, day, _DEEDS[verb]) if ("ratification" in h.name) == (verb == "withdrew ratification")]
    if not rows:
        ended = verb == "left" and home in row.parties and row.valid_to is not None and as_day(row.valid_to) <= day
        if ended and not tells_day(claim):
            return answer_from("yes", f"{row.name} held for {state} until {row.valid_to}.", agree=[row])
        if verb == "extended" and row.valid_to is not None and as_day(row.valid_to) <= day:
            return _answer("no", f"{row.name} ended on {row.valid_to}.", [row], _dated(facts, row, day))
        note = f"The tables tell of no such act of {state} with {row.name}."
        whole = facts.is_complete("happenings", f"departures/{row.name}", day) if verb == "left" else None
        return answer_from("no", note, declared=whole) if whole is not None else unknown(note)
    note = "; ".join(f"{h.name}: {h.valid_from}" for h in rows) + "."
    declared = _dated(facts, rows[0], day)
    if verb == "extended" and isinstance(claim.value, str):
        fits = [h for h in rows if h.valid_to and _same_end(claim.value, h.valid_to)]
        return _answer("yes", note, fits, declared) if fits else _answer("no", note, rows, declared)
    if not tells_day(claim):
        return _answer("yes", note, rows, declared)
    fits = [h for h in rows if any(states_day(claim, d) for d in (*h.signed, h.valid_from) if d)]
    if fits:
        return _answer("yes", note, fits, declared)
    if any(is_near(claim, d) for h in rows for d in (*h.signed, h.valid_from) if d):
        return _unsettled(note, rows)
    return _answer("no", note, rows, declared)


def _check_force(claim: Claim, row: Happening, facts: Facts, day: str) -> Answer:
    """Check that an agreement is, or on the days that the claim gives was, in force; ``expired``: is no more."""
    expired = bare_predicate(claim) == "expired"
    first, last = span_of(claim, day)
    if claim.period is not None and not is_past(claim):
        last = day  # "in force since 2011"
    declared = _dated(facts, row, day)
    end = as_day(row.valid_to) if row.valid_to else None
    if row.valid_from is None or as_day(row.valid_from) > last:
        note = f"{row.name} " + (f"took effect on {row.valid_from}." if row.valid_from else "has not taken effect by the table.")
        return _answer("no", note, [row], declared)
    note = f"{row.name} has been in force since {row.valid_from}" + (f", until {row.valid_to}." if row.valid_to else ".")
    if bare_predicate(claim) == "entered into force" or (
        is_past(claim) and not claim.negated and (claim.period is None or end is None or end > first)
    ):
        return _answer("yes", note, [row], declared)
    if end is not None and end <= last:
        return _answer("yes" if expired else "past", note, [row], declared)
    universal = facts.is_complete("happenings", f"all but those outside/{row.name}", day) is not None
    if end is None and (expired or claim.negated or not row.signed) and not universal:
        return _unsettled(note, [row])  # a row without an end knows of none: the agreement may be carried out, broken, replaced
    if expired:
        return _answer("no", note, [row], declared)
    if isinstance(claim.value, str) and not (row.valid_to and _same_end(claim.value, row.valid_to)):
        return _unsettled(note, [row])
    return _answer("yes", note, [row], declared)


def _stranger(claim: Claim, facts: Facts, who: tuple[str, Ref], row: Happening, day: str) -> Answer:
    """Return that a state is not among an agreement's parties: no, where all are listed and it stands for none of them."""
    home, ref = who
    note = f"{shown(facts, ref)} is not among the parties that the table gives for {row.name}."
    declared = facts.is_complete("happenings", row.row.split(":", 1)[-1], day)
    witness = bare_predicate(claim) == "signed" and home in _WITNESSES and len(_WITNESSES & set(row.parties)) < 2
    if declared is None or witness or _succeeds(facts, home, row):
        return unknown(note)
    return answer_from("no", note, declared=declared)


def _succeeds(facts: Facts, home: str, row: Happening) -> bool:
    """Whether a state may be a party as a successor of the Soviet Union, or that one be meant by its name."""
    heirs = {"RUS", SOVIET, *(m.country for m in facts.members("region:post-soviet"))}
    return home in heirs and bool({"RUS", SOVIET} & set(row.parties)) and _begins(row) < "1992"


def _belongs(facts: Facts, home: str, row: Happening, day: str) -> bool:
    """Whether a state is among an agreement's parties, or is one where the list of those outside is whole.

    Such a list tells of members of the United Nations alone: the Holy See, Palestine, Kosovo, Taiwan may be parties or not.
    """
    everybody = facts.is_complete("happenings", f"all but those outside/{row.name}", day)
    return home in row.parties or (
        everybody is not None and any(m.country == home and m.status == "member" for m in facts.members("org:UN", day))
    )


def _check_late(claim: Claim, facts: Facts, ref: Ref, rows: tuple[Happening, Happening], day: str) -> Answer:
    """Return that a state that was long outside an agreement has joined it: a denial is outdated."""
    row, since = rows
    note = f"{shown(facts, ref)} was outside {row.name} until {since.valid_to}."
    new = (years_between(since.valid_to or day, day) or 0.0) * 365.2425 < DEPOSIT_DAYS
    if (tells_day(claim) and not states_day(claim, since.valid_to or "")) or (new and bare_predicate(claim) == "party to"):
        return _unsettled(note, [since])
    return replace(_answer("yes", note, [since], None), lately=True)


def _outside(facts: Facts, home: str, row: Happening, day: str, *, ended: bool = False) -> Happening | None:
    """Return the row that tells that a state is (or, where ``ended``, was until a day before) outside an agreement."""
    named = (h for h in facts.happenings if h.kind in ("outside", "unratified") and h.note == row.name)
    mine = [h for h in named if home in h.parties]
    if ended:
        return next((h for h in mine if h.valid_to is not None and as_day(h.valid_to) <= day), None)
    return next((h for h in mine if h.holds_on(day)), None)


def _told_of(facts: Facts, home: str | None, row: Happening, day: str, kinds: Iterable[str]) -> list[Happening]:
    """Return a state's withdrawals from an agreement by a day, or what else of ``kinds`` is named after it; anybody's where None."""
    names = {fold_name(n) for n in (row.name, *row.names)}
    wanted = frozenset(kinds)
    return [
        h
        for h in facts.happenings
        if h.kind in wanted
        and (home is None or home in h.parties)
        and any(when <= day for when in (h.valid_from or "9999", *h.signed))
        and any(f"{fold_name(x).replace(' the ', ' ')} ".endswith(f" {n} ") for n in names for x in (h.name, *h.names))
    ]


def _last(facts: Facts, home: str, row: Happening, day: str, kinds: Iterable[str]) -> Happening | None:
    told = [h for h in _told_of(facts, home, row, day, kinds) if "ratification" not in h.name]
    return max(told, key=lambda h: h.valid_from or "", default=None)


def _begins(row: Happening) -> str:
    return min([as_day(d) for d in (*row.signed, row.valid_from) if d], default="0001-01-01")


def _same_end(stated: str, true: str) -> bool:
    """Whether an end is the stated one, as far as a year goes where it is given as the last day of one."""
    return stated[:4] == true[:4] and (stated.endswith("12-31") or stated[:7] == true[:7] or last_day(stated[:7]) == stated)


def _dated(facts: Facts, row: Happening, day: str) -> Complete | None:
    return facts.is_complete("happenings", f"dates/{row.row.split(':', 1)[-1]}", day)


def _whole(facts: Facts, row: Happening, day: str) -> Complete | None:
    key = row.row.split(":", 1)[-1]
    return facts.is_complete("happenings", key, day) or facts.is_complete("happenings", f"all but those outside/{row.name}", day)


def _answer(holds: str, note: str, rows: list[Happening], declared: Complete | None) -> Answer:
    """Return an answer that a declared list makes decisive either way, so that it may contradict a denial."""
    if holds == "no":
        return answer_from("no", note, against=rows, declared=declared)
    found = answer_from(holds, note, agree=rows)
    return Answer(
        holds=holds,
        note=note,
        rows=found.rows,
        decisive=found.decisive or declared is not None,
        basis=found.basis if found.decisive or declared is None else "complete list",
    )


def _unsettled(note: str, rows: list[Happening]) -> Answer:
    return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=rows).rows)
