"""The scales on which cells are rated and grades count, with the numbers that they stand for.

Cell scale and its inconsistency weights: Heuer, Psychology of Intelligence Analysis (CIA 1999), ch. 8, as PARC's ACH tool scores it
(II 2, I 1, everything else 0; multipliers L 1/sqrt(2), M 1, H sqrt(2) for credibility and for relevance). Multipliers .5, 1, 2 for
credibility alone: Burton's ACH tool. Places 1 to 5: the idea is open-synthesis', nothing else of it is used. Likelihoods of the
letters (.05, .20, .50, .80, .95) are this project's reading of them, and an analyst may give a number instead.
"""

from collections.abc import Sequence
from itertools import pairwise
from math import prod, sqrt

LIKELIHOOD = {"II": 0.05, "I": 0.20, "N": 0.50, "NA": 0.50, "C": 0.80, "CC": 0.95}
PENALTY = {"II": 2.0, "I": 1.0, "N": 0.0, "NA": 0.0, "C": 0.0, "CC": 0.0}
POSITION = {"II": 1.0, "I": 2.0, "N": 3.0, "NA": 3.0, "C": 4.0, "CC": 5.0}
NEUTRAL = 3.0
# Cromwell's rule (Lindley 1985): no rating makes a hypothesis impossible or certain for good.
_LEAST_LIKELY = 0.001
_ORDERED = ("II", "I", "N", "C", "CC")

_PARC = {"L": 1 / sqrt(2), "M": 1.0, "H": sqrt(2)}
_BURTON = {"L": 0.5, "M": 1.0, "H": 2.0}
# Admiralty grades on the three levels. F and 6 say that nothing is known, which neither raises nor lowers a weight.
_RELIABILITY = {"A": "H", "B": "H", "C": "M", "D": "L", "E": "L"}
_CREDIBILITY = {"1": "H", "2": "H", "3": "M", "4": "L", "5": "L"}


def likelihood_of(value: str | float) -> float:
    """Return the likelihood that a rating stands for, kept off 0 and 1."""
    given = LIKELIHOOD[value] if isinstance(value, str) else float(value)
    return min(max(given, _LEAST_LIKELY), 1 - _LEAST_LIKELY)


def nearest_letter(likelihood: float) -> str:
    """Return the letter whose likelihood is nearest; the more neutral one on a tie."""
    return min(_ORDERED, key=lambda v: (round(abs(LIKELIHOOD[v] - likelihood), 9), abs(POSITION[v] - NEUTRAL)))


def penalty_of(value: str | float) -> float:
    """Return the inconsistency that a rating counts: II 2, I 1, else 0; a likelihood counts as the nearest letter."""
    return PENALTY[value if isinstance(value, str) else nearest_letter(value)]


def position_of(value: str | float) -> float:
    """Return the place of a rating on the scale II = 1 ... CC = 5; a likelihood lies between its neighbours in proportion."""
    if isinstance(value, str):
        return POSITION[value]
    marks = [(LIKELIHOOD[v], POSITION[v]) for v in _ORDERED]
    if value <= marks[0][0]:
        return marks[0][1]
    for (low, at), (high, to) in pairwise(marks):
        if value <= high:
            return at + (to - at) * (value - low) / (high - low)
    return marks[-1][1]


def credibility_levels(reliability: str, credibility: str) -> tuple[str, ...]:
    """Return the levels (L, M, H) of the known axes of an Admiralty grade; none where nothing is known."""
    known = (_RELIABILITY.get(reliability), _CREDIBILITY.get(credibility))
    return tuple(level for level in known if level is not None)


def weigh_grade(weighting: str, levels: Sequence[str], relevance: str) -> float:
    """Return the factor of a grade: the geometric mean over the known axes' multipliers, times relevance where the method has it.

    Args:
        weighting: ``parc`` (credibility times relevance), ``burton`` (credibility alone) or ``none`` (always 1).
        levels: those of credibility; several are independent axes of one grade.
        relevance: L, M or H.
    """
    if weighting == "none":
        return 1.0
    table = _PARC if weighting == "parc" else _BURTON
    credibility = prod(table[level] for level in levels) ** (1 / len(levels)) if levels else 1.0
    return credibility * table[relevance] if weighting == "parc" else credibility
