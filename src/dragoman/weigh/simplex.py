"""Judgements of probability made coherent, and those of a group made one.

Method: Mandel, Karvetski and Dhami, Boosting intelligence analysts' judgment accuracy: What works, what fails? (Judgment and Decision
Making 13(6), 2018): each rater's probabilities of exclusive and exhaustive hypotheses are moved to the nearest coherent
ones (coherence approximation, Osherson and Vardi 2006) and then averaged. Nearest is by Euclid: the projection on the simplex of
Duchi et al., Efficient Projections onto the l1-Ball (ICML 2008).
"""

from collections.abc import Sequence
from math import fsum


def coherentise(probabilities: Sequence[float]) -> tuple[float, ...]:
    """Return the nearest probabilities that are none below 0 and sum to 1.

    Args:
        probabilities: one a hypothesis, at least one.
    """
    ordered = sorted(probabilities, reverse=True)
    shift = 0.0
    for k in range(1, len(ordered) + 1):
        candidate = (fsum(ordered[:k]) - 1) / k
        if ordered[k - 1] - candidate > 0:
            shift = candidate
    return tuple(max(p - shift, 0.0) for p in probabilities)


def combine_raters(judgements: Sequence[Sequence[float]]) -> tuple[float, ...]:
    """Return the mean of the raters' coherent probabilities, which is coherent too."""
    coherent = [coherentise(j) for j in judgements]
    return tuple(fsum(column) / len(coherent) for column in zip(*coherent, strict=True))
