"""The scores, over plain rows of numbers: a row is an item, a column a hypothesis. Sums are exact, so that no order changes them."""

from collections.abc import Sequence
from math import exp, fsum, log, sqrt

from dragoman.weigh.scales import NEUTRAL

Rows = Sequence[Sequence[float]]
# Scores nearer than this are a tie.
CLOSE = 1e-9


def sum_columns(rows: Rows, weights: Sequence[float], columns: int) -> tuple[float, ...]:
    """Return the weighted sum of each column: with penalties in the rows, the inconsistency of each hypothesis."""
    return tuple(fsum(w * row[j] for row, w in zip(rows, weights, strict=True)) for j in range(columns))


def square_below(positions: Rows) -> list[list[float]]:
    """Return (3 - m)^2 where a place m lies below neutral, else 0: what the squared inconsistency sums."""
    return [[(NEUTRAL - m) ** 2 if m < NEUTRAL else 0.0 for m in row] for row in positions]


def find_posterior(priors: Sequence[float], likelihoods: Rows, weights: Sequence[float]) -> tuple[float, ...]:
    """Return the posterior of each hypothesis by Bayes' rule over independent items; a weight is an exponent of its row.

    A hypothesis of prior 0 stays at 0.
    """
    logs = [log_posterior(p, [row[j] for row in likelihoods], weights) for j, p in enumerate(priors)]
    top = max(logs)
    shares = [exp(x - top) for x in logs]
    return tuple(s / fsum(shares) for s in shares)


def log_posterior(prior: float, likelihoods: Sequence[float], weights: Sequence[float]) -> float:
    """Return the unnormalised log posterior of one hypothesis."""
    if prior <= 0:
        return float("-inf")
    return fsum([log(prior), *(w * log(x) for x, w in zip(likelihoods, weights, strict=True))])


def measure_diagnosticity(positions: Sequence[float]) -> float:
    """Return the population standard deviation of an item's places: 0 where it fits, or contradicts, every hypothesis alike.

    Burton's row sum of inconsistency is no such measure: it puts an item that contradicts everything first.
    """
    mean = fsum(positions) / len(positions)
    return sqrt(fsum((m - mean) ** 2 for m in positions) / len(positions))


def rank_up(scores: Sequence[float]) -> tuple[int, ...]:
    """Return ranks, 1 for the least; scores that are close share a rank and the next ones are skipped ("1, 1, 3")."""
    order = sorted(range(len(scores)), key=lambda i: scores[i])
    ranks = [0] * len(scores)
    for place, i in enumerate(order):
        before = order[place - 1] if place else i
        near = place > 0 and scores[i] - scores[before] <= CLOSE
        ranks[i] = ranks[before] if near else place + 1
    return tuple(ranks)
