"""Figures of several years and vintages against one stated figure."""

from collections.abc import Sequence

from dragoman.check.answer import Answer, answer_from, spell_vintage, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.tolerance import compare_figure, spell_number
from dragoman.records.facts import Complete, Figure
from dragoman.records.findings import Claim

STOCKS = frozenset({"population", "area_km2"})  # known within the year; trade and output of a year are known the year after
WINDOW_YEARS = 4  # a figure stated without a year may be up to this many years old: statistics come late


def years_of(claim: Claim, day: str) -> tuple[int, int] | None:
    """Return the first and last year that a claim's period names, None where it names none."""
    if claim.period is None or not (claim.period.start or claim.period.end):
        return None
    first = claim.period.start or claim.period.end or day
    last = claim.period.end or claim.period.start or day
    return int(first[:4]), int(last[:4])


def weigh_figures(claim: Claim, rows: Sequence[Figure], day: str, *, percent: bool = False, declared: Complete | None = None) -> Answer:
    """Return whether rows of several years and vintages agree with the figure that a claim states.

    A stated year picks its rows. Without one, the last WINDOW_YEARS years before ``day`` count, or all years where the claim
    speaks of the past ("at one time"); where only older rows agree the claim is past. One row that agrees suffices: the
    rows that disagree are shown beside it. All rows must contradict, by more than sources differ, for a ``no``.
    """
    if not isinstance(claim.value, int | float):
        return unknown("No figure is stated.")
    stated, year = float(claim.value), int(day[:4])
    span = years_of(claim, day)
    known = [r for r in rows if r.year is None or r.year < year or (r.year == year and r.measure in STOCKS)]
    if span is not None:
        chosen = [r for r in known if r.year is not None and span[0] <= r.year <= span[1]]
    elif claim.predicate != bare_predicate(claim):
        chosen = known
    else:
        chosen = [r for r in known if r.year is None or r.year >= year - WINDOW_YEARS]
    verdicts = [(r, compare_figure(r.value, stated, claim.approx, percent=percent)) for r in chosen]
    agree = [r for r, v in verdicts if v == "agrees"]
    against = [r for r, v in verdicts if v != "agrees"]
    if agree:
        return answer_from("yes", _spell(agree, against), agree=agree, against=against)
    older = [r for r in known if r not in chosen and compare_figure(r.value, stated, claim.approx, percent=percent) == "agrees"]
    if span is None and older and against:
        return answer_from(
            "past", f"Only older figures agree: {_list(older)}; later ones say {_list(against)}.", agree=older, against=against
        )
    if not against:
        return unknown("The tables hold no such figure for that time.")
    if any(v == "near" for _, v in verdicts):
        note = f"The nearest figures are {_list(against)}: outside what is stated, within what sources differ by."
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=against).rows)
    return answer_from("no", f"The tables say {_list(against)}.", against=against, declared=declared)


def _spell(agree: Sequence[Figure], against: Sequence[Figure]) -> str:
    note = f"Agrees with {_list(agree)}"
    return note + (f"; {_list(against)} disagrees." if against else ".")


def _list(rows: Sequence[Figure]) -> str:
    recent = sorted(rows, key=lambda r: -(r.year or 9999))[:3]
    return ", ".join(spell_number(r.value, r.unit) + (f" ({spell_vintage(r)})" if spell_vintage(r) else "") for r in recent)
