"""How long somebody held an office or ruled, and whether a stated length fits a true one."""

from itertools import pairwise

from dragoman.check.answer import Answer, answer_from, unknown
from dragoman.check.days import as_day, bare_predicate, years_between
from dragoman.check.names import polity_of, shown
from dragoman.check.office import fits_title, load_titles
from dragoman.check.tolerance import compare_figure
from dragoman.records.facts import Facts, Office
from dragoman.records.findings import Claim

PER_YEAR = {"year": 1.0, "decade": 0.1, "month": 12.0, "week": 52.1775, "day": 365.2425}
LEADING = frozenset({"head_of_state", "head_of_government", "supreme_leader", "acting_head_of_state"})
GAP_YEARS = 0.2  # rows of one office so near are one term: an acting one before it, a date that two sources give differently
FAR = 0.15  # a stated length this share away from every true one, and a unit at least, contradicts it
LONGER = 1.4  # so many times the listed time nobody held an office for whom an earlier term is missing; prime ministers return more often
RETURNED = 2.5
RULE_FAR = 0.3  # of rule, which need not begin and end with the office


def length_fits(length: float, stated: float, approx: str | None, unit: str) -> bool:
    """Whether a true length in units fits a stated one; a bare count covers full units and the one that runs."""
    if unit == "decade" and approx in (None, "almost", "about"):
        return abs(length - stated) <= 0.3
    if approx is None:
        # "18-year-long" counts full years or the year that runs.
        return int(length) <= stated <= int(length) + 1 or abs(length - stated) <= 0.05 * stated
    if approx == "almost" and stated >= 10 and stated % 10 == 0 and 0.9 * stated <= length <= stated:
        return True  # "almost thirty years" of 27
    if approx in ("almost", "about") and stated <= 10:
        return abs(length - stated) <= 0.5 or compare_figure(length, stated, approx) == "agrees"
    return compare_figure(length, stated, approx) == "agrees"


def is_far(length: float, stated: float, approx: str | None, unit: str = "year", share: float = FAR) -> bool:
    """Whether a true length is so far from a stated one that no way of counting makes up for it."""
    if (approx == "more than" and length > stated) or (approx == "less than" and length < stated):
        return False
    small = 0.2 if approx in ("more than", "less than") else 0.35 if unit == "decade" else 1.0
    return abs(length - stated) > max(share * stated if approx is None else max(0.2, share) * stated, small)


def check_tenure(claim: Claim, facts: Facts, day: str) -> Answer | None:
    """Check how long somebody "ruled" or "was president" (a key of data/claims_offices.toml), in ``value`` and ``unit``, by a day."""
    verb = bare_predicate(claim)
    if claim.type != "duration" or (verb != "ruled" and verb not in load_titles()):
        return None
    if not isinstance(claim.value, int | float) or claim.unit not in PER_YEAR:
        return unknown("No length is stated.")
    held = _rows_held(claim, facts, day)
    if not held:
        return unknown(f"The tables do not know how long {shown(facts, claim.subject)} was in office.")
    start, end = held[0].valid_from or day, max(_end(o, day) for o in held)
    runs = [r * PER_YEAR[claim.unit] for r in _list_lengths(held, day)]
    unit = "year" if claim.unit == "decade" else claim.unit
    longest = max(runs) / PER_YEAR[claim.unit] * PER_YEAR[unit]
    note = f"{shown(facts, claim.subject)} is listed in office from {start} to {end}: {longest:.1f} {unit}s."
    if any(length_fits(r, float(claim.value), claim.approx, claim.unit) for r in runs):
        return answer_from("yes", note, agree=held)
    against = answer_from("no", note, against=held, declared=facts.is_complete("offices", f"{held[0].office}/{held[0].of}", as_day(start)))
    far = all(is_far(r, float(claim.value), claim.approx, claim.unit, RULE_FAR if verb == "ruled" else FAR) for r in runs)
    # Rule may begin before the office of the table (a party's, a region's), and a term before the table's first year may be missing:
    # time in office was no shorter, but perhaps longer.
    most = max(runs) * (RETURNED if any(o.office == "head_of_government" for o in held) else LONGER)
    longer = claim.approx != "less than" and max(runs) < float(claim.value) and (verb == "ruled" or float(claim.value) < most)
    if not far or longer:
        return Answer(holds="unknown", note=note, rows=against.rows)
    return against


def _rows_held(claim: Claim, facts: Facts, day: str) -> list[Office]:
    person = claim.subject.entity or ""
    if not person.startswith("person:"):
        known = [e.id for e in facts.named(claim.subject.name.split()[-1]) if e.type == "person"]
        if len(known) != 1:
            return []
        person = known[0]
    of, title = polity_of(claim.object), load_titles().get(bare_predicate(claim))
    rows = [o for o in facts.offices_of(person) if o.valid_from and as_day(o.valid_from) <= day]
    rows = [o for o in rows if (fits_title(o, title, of) if title is not None else o.office in LEADING)]
    return sorted(rows, key=lambda o: o.valid_from or "")


def _end(row: Office, day: str) -> str:
    return min(as_day(row.valid_to), day) if row.valid_to else day


def _list_lengths(held: list[Office], day: str) -> list[float]:
    """Return the lengths in years that may be meant: every unbroken run of terms, all of them together, first to last day."""
    runs: list[tuple[str, str]] = []
    for row in held:
        start, end = as_day(row.valid_from or day), _end(row, day)
        if runs and (years_between(runs[-1][1], start) or 0.0) <= GAP_YEARS:
            runs[-1] = (runs[-1][0], max(runs[-1][1], end))
        else:
            runs.append((start, end))
    lengths = [years_between(a, b) or 0.0 for a, b in runs]
    if len(runs) > 1:
        lengths += [sum(lengths), years_between(runs[0][0], runs[-1][1]) or 0.0]
    # somebody in office who took part of the count in a term before: each boundary starts a count of its own
    lengths += [years_between(as_day(b.valid_from or day), _end(held[-1], day)) or 0.0 for _, b in pairwise(held)]
    return lengths
