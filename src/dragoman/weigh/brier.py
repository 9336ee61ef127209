"""Scores of one forecast against what came of it, at both ends of its range of probability. Pure arithmetic.

Brier: G. W. Brier, Verification of forecasts expressed in terms of probability, Monthly Weather Review 78 (1950), in the form for
one yes-or-no question, (p - o)^2 with o = 1 where it came true, so 0 is best, 1 worst and .25 what a tossed coin scores.
Log score: I. J. Good, Rational decisions, Journal of the Royal Statistical Society B 14 (1952), as a loss in nats, -ln of the
probability given to what happened: 0 is best, ln 2 = .693 a coin's, and infinite where 0 or 100% was wrong. It is not clipped.
Wilson interval: E. B. Wilson, Journal of the American Statistical Association 22 (1927), for the share of few cases.
"""

from collections.abc import Sequence
from math import inf, log, sqrt

Range = tuple[float, float]
_Z95 = 1.959964


def brier_range(p: Range, came_true: bool) -> Range:
    """Return the Brier score at the better and at the worse end of a range of probability.

    Args:
        p: (low, high) in [0, 1].
        came_true: what happened.
    """
    _refuse_bad(p)
    ends = sorted((x - came_true) ** 2 for x in p)
    return ends[0], ends[1]


def log_range(p: Range, came_true: bool) -> Range:
    """Return the log score (loss in nats) at the better and at the worse end; ``inf`` where an end gave what happened no chance."""
    _refuse_bad(p)
    ends = sorted(_loss(x if came_true else 1 - x) for x in p)
    return ends[0], ends[1]


def _loss(chance: float) -> float:
    return inf if chance <= 0 else -log(chance) + 0.0


def _refuse_bad(p: Range) -> None:
    if not 0 <= p[0] <= p[1] <= 1:
        raise ValueError(f"{p} is no range of probability: low and high lie in [0, 1], low first")


def mean_range(ranges: Sequence[Range]) -> Range | None:
    """Return the mean of the better and of the worse ends; None of nothing."""
    if not ranges:
        return None
    return sum(r[0] for r in ranges) / len(ranges), sum(r[1] for r in ranges) / len(ranges)


def wilson_interval(true: int, all_: int) -> Range:
    """Return the 95% Wilson interval of a share; (0, 1) of nothing."""
    if all_ == 0:
        return 0.0, 1.0
    share, z2 = true / all_, _Z95**2
    middle = (share + z2 / (2 * all_)) / (1 + z2 / all_)
    half = _Z95 * sqrt(share * (1 - share) / all_ + z2 / (4 * all_ * all_)) / (1 + z2 / all_)
    return max(0.0, middle - half), min(1.0, middle + half)
