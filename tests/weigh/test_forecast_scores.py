"""Scores of forecasts against examples worked by hand."""

from math import inf, log

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import UsageError
from dragoman.weigh.brier import brier_range, log_range, mean_range, wilson_interval
from dragoman.weigh.forecast_scores import MINIMUM, find_calibration, score_ledger, score_pairs
from dragoman.weigh.ledger import Entry, Ledger, Resolution

LIKELY, UNLIKELY = (0.55, 0.80), (0.20, 0.45)


def entry(id_: str, **changes: object) -> Entry:
    base = {"id": id_, "forecaster": "Ana Ruiz", "outlet": "The Courier", "text": "t", "proposition": "p", "phrase": "likely", "p": LIKELY}
    return Entry(**{**base, "scale": "ICD 203", **changes})  # type: ignore[arg-type]


def ledger(*pairs: tuple[Entry, str | None]) -> Ledger:
    told = {e.id: Resolution(forecast=e.id, outcome=o, evidence="e", by="b", date="2024-01-02") for e, o in pairs if o is not None}
    return Ledger(entries=tuple(e for e, _ in pairs), resolutions=tuple(told.values()), latest=told)


def test_brier_of_likely_that_came_true_by_hand() -> None:
    # (.80 - 1)^2 = .04 and (.55 - 1)^2 = .2025; had it not come true: .55^2 = .3025 and .80^2 = .64
    assert brier_range(LIKELY, True) == pytest.approx((0.04, 0.2025))
    assert brier_range(LIKELY, False) == pytest.approx((0.3025, 0.64))


def test_log_score_of_likely_by_hand() -> None:
    # -ln .80 = .2231, -ln .55 = .5978; -ln .45 = .7985, -ln .20 = 1.6094
    assert log_range(LIKELY, True) == pytest.approx((0.2231, 0.5978), abs=1e-4)
    assert log_range(LIKELY, False) == pytest.approx((0.7985, 1.6094), abs=1e-4)


def test_certainty_that_was_wrong_is_infinitely_bad_and_not_clipped() -> None:
    assert log_range((1.0, 1.0), False) == (inf, inf)
    assert log_range((0.0, 0.05), True) == (pytest.approx(-log(0.05)), inf)
    assert log_range((1.0, 1.0), True) == (0.0, 0.0)
    assert brier_range((0.0, 0.0), True) == (1.0, 1.0)


@given(st.floats(0, 1), st.floats(0, 1), st.booleans())
def test_the_ends_bound_every_point_of_the_range(a: float, b: float, came_true: bool) -> None:
    low, high = min(a, b), max(a, b)
    best, worst = brier_range((low, high), came_true)
    middle = ((low + high) / 2 - came_true) ** 2
    assert 0 <= best <= middle + 1e-12 <= worst + 2e-12 <= 1 + 3e-12


@pytest.mark.parametrize("p", [(0.6, 0.5), (-0.1, 0.5), (0.5, 1.1)])
def test_what_is_no_range_is_refused(p: tuple[float, float]) -> None:
    with pytest.raises(ValueError, match="no range"):
        brier_range(p, True)


def test_means_of_two_by_hand() -> None:
    # likely & true (.04, .2025), unlikely & false (.2^2 = .04, .45^2 = .2025): the mean is the same
    found = score_pairs([(LIKELY, "true"), (UNLIKELY, "false")])
    assert found.brier == pytest.approx((0.04, 0.2025))
    assert (found.scored, found.enough) == (2, False)
    assert mean_range([]) is None


def test_wilson_interval_by_hand() -> None:
    # 7 of 10: (.7 + 3.8415/20) / 1.38415 = .6445; half = 1.96 * sqrt(.021 + 3.8415/400) / 1.38415 = .2477
    assert wilson_interval(7, 10) == pytest.approx((0.3968, 0.8922), abs=1e-3)
    assert wilson_interval(0, 0) == (0.0, 1.0)


def test_open_ambiguous_void_and_phrases_on_no_scale_are_counted_and_not_scored() -> None:
    held = ledger(
        (entry("aaaa"), "true"),
        (entry("bbbb"), None),
        (entry("cccc"), "ambiguous"),
        (entry("dddd"), "void"),
        (entry("eeee", p=None, scale=None, phrase="bound", reading=(0.95, 1.0)), "true"),
    )
    found = score_ledger(held).overall
    assert found.outcomes == {"open": 1, "true": 2, "false": 0, "ambiguous": 1, "void": 1}
    assert (found.plain.scored, found.off_scale, found.forecasts) == (1, 1, 5)


def test_conditional_forecasts_are_scored_apart() -> None:
    held = ledger((entry("aaaa"), "true"), (entry("bbbb", condition="if it rains"), "false"), (entry("cccc", condition="if not"), "void"))
    found = score_ledger(held).overall
    assert (found.plain.scored, found.conditional.scored) == (1, 1)
    assert found.plain.brier == pytest.approx((0.04, 0.2025))
    assert found.conditional.brier == pytest.approx((0.3025, 0.64))


def test_by_outlet_and_by_forecaster() -> None:
    held = ledger((entry("aaaa"), "true"), (entry("bbbb", forecaster="Li"), "false"), (entry("cccc", outlet="Other"), "true"))
    assert [(s.name, s.forecasts) for s in score_ledger(held, "forecaster").standings] == [("Ana Ruiz", 2), ("Li", 1)]
    assert [(s.name, s.forecasts) for s in score_ledger(held, "outlet").standings] == [("The Courier", 2), ("Other", 1)]
    with pytest.raises(UsageError, match="choose forecaster, outlet"):
        score_ledger(held, "mood")


def test_too_few_are_marked_so() -> None:
    few = score_pairs([(LIKELY, "true")] * (MINIMUM - 1))
    enough = score_pairs([(LIKELY, "true")] * MINIMUM)
    assert (few.enough, enough.enough) == (False, True)


def test_calibration_counts_by_band() -> None:
    pairs = [(entry(f"a{n:03}"), "true" if n < 7 else "false") for n in range(10)]
    pairs += [(entry("zzzz", p=UNLIKELY, phrase="unlikely"), "false"), (entry("yyyy", condition="if"), "true"), (entry("xxxx"), "open")]
    low, high = find_calibration(pairs)
    assert (low.p, low.resolved, low.true) == (UNLIKELY, 1, 0)
    assert (high.p, high.resolved, high.true, high.phrases) == (LIKELY, 10, 7, ("likely",))


@given(st.permutations([("aaaa", "true"), ("bbbb", "false"), ("cccc", "true"), ("dddd", "void")]))
def test_the_order_of_the_ledger_changes_no_score(order: list[tuple[str, str]]) -> None:
    found = score_ledger(ledger(*[(entry(i, p=UNLIKELY if i == "cccc" else LIKELY), o) for i, o in order])).overall.plain
    assert found.brier == pytest.approx(((0.04 + 0.3025 + 0.3025) / 3, (0.2025 + 0.64 + 0.64) / 3))
