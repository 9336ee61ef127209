"""Figures of several years and vintages against one stated figure."""

from collections.abc import Sequence
from itertools import pairwise

from dragoman.check.answer import Answer, answer_from, spell_vintage, unknown
from dragoman.check.days import bare_predicate
from dragoman.check.tolerance import compare_figure, covered_range, spell_number
from dragoman.records.facts import Complete, Figure
from dragoman.records.findings import Claim

STOCKS = frozenset({"population", "area_km2"})  # known within the year; trade and output of a year are known the year after
_COUNTED_YEARS = 10
SLOW = 0.08  # a population so near the table's is not said to be outdated: sources and years of counting differ by as much
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
    agree = [r for r, v in verdicts if v == "agrees"] or _around(rows, stated, claim.approx, span or (year - WINDOW_YEARS, year))
    against = [r for r, v in verdicts if v != "agrees" and r not in agree]
    if agree:
        return answer_from("yes", _spell(agree, against), agree=agree, against=against)
    older = [r for r in known if r not in chosen and compare_figure(r.value, stated, claim.approx, percent=percent) == "agrees"]
    if span is None and older and any(r.measure == "population" and abs(r.value - stated) <= SLOW * r.value for r in against):
        return unknown(f"The nearest figures are {_list(against)}; only older ones agree, and counts of people differ by as much.")
    if span is None and older and against:
        return answer_from(
            "past", f"Only older figures agree: {_list(older)}; later ones say {_list(against)}.", agree=older, against=against
        )
    if not against:
        return unknown("The tables hold no such figure for that time.")
    bounded = claim.negated and claim.approx in ("more than", "less than")  # "did not exceed A": a near figure below A bears it out
    if (any(v == "near" for _, v in verdicts) or _sources_differ(chosen, stated, year, percent)) and not bounded:
        note = f"The nearest figures are {_list(against)}: outside what is stated, within what sources differ by."
        return Answer(holds="unknown", note=note, rows=answer_from("no", note, against=against).rows)
    return answer_from("no", f"The tables say {_list(against)}.", against=against, declared=declared)


def _sources_differ(rows: Sequence[Figure], stated: float, year: int, percent: bool) -> bool:
    """Whether other sources than the rows may give the stated figure: a count of people years later, a share of one rounded source."""
    for r in rows:
        far = abs(r.value - stated)
        if r.measure == "population" and r.year is not None and far <= min(0.3, 0.1 + 0.05 * max(0, year - r.year)) * r.value:
            return True
    alone = len({(r.year, r.vintage) for r in rows}) == 1
    return percent and alone and all(abs(r.value - stated) <= 0.3 * r.value for r in rows)


def _around(rows: Sequence[Figure], stated: float, approx: str | None, years: tuple[int, int]) -> list[Figure]:
    """Return the counts before and after some years between which a stock passed the stated figure, [] where none did.

    A population is counted once in five or ten years: what it was in between lies on the straight line from count to count.
    """
    dated = sorted((r for r in rows if r.year is not None and r.measure == "population"), key=lambda r: r.year or 0)
    for a, b in pairwise(dated):
        first, last = max(a.year or 0, years[0]), min(b.year or 0, years[1])
        if first > last or a.year == b.year or (b.year or 0) - (a.year or 0) > _COUNTED_YEARS:
            continue
        step = (b.value - a.value) / ((b.year or 0) - (a.year or 0))
        low, high = sorted(a.value + step * (y - (a.year or 0)) for y in (first, last))
        lowest, highest = covered_range(stated, approx)
        if low <= highest and lowest <= high:
            return [a, b]
    return []


def _spell(agree: Sequence[Figure], against: Sequence[Figure]) -> str:
    note = f"Agrees with {_list(agree)}"
    return note + (f"; {_list(against)} disagrees." if against else ".")


def _list(rows: Sequence[Figure]) -> str:
    recent = sorted(rows, key=lambda r: -(r.year or 9999))[:3]
    return ", ".join(spell_number(r.value, r.unit) + (f" ({spell_vintage(r)})" if spell_vintage(r) else "") for r in recent)
