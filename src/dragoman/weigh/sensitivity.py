"""What the lead rests on: the smallest sets of items whose removal changes the leader.

Scores are sums over items, less is better. Against one leader, a challenger gains most by the removal of the items that favour the
leader most: taking them in that order gives the smallest number at once (exact, and linear but for the sort). All sets of that size are
then listed by depth-first search in which every step can still succeed, up to a stated number of sets. Where several lead together, a
removal has to help one challenger against each of them; that search is exact within a stated number of steps.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from typing import Any

from dragoman.weigh.scores import CLOSE

MOST_SETS = 20
MOST_STEPS = 20_000


# A chosen unit and those chosen before it: a list that search paths share.
_Chain = tuple[int, Any] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """The smallest sets of unit indices; ``exact`` and ``more`` as in ``records.puzzle.Sensitivity``."""

    sets: tuple[tuple[int, ...], ...] = ()
    exact: bool = True
    more: bool = False


def find_leaders(scores: Sequence[float]) -> tuple[int, ...]:
    """Return the indices of the least scores."""
    best = min(scores)
    return tuple(i for i, s in enumerate(scores) if s - best <= CLOSE)


def find_removals(scores: Sequence[float], parts: Sequence[Sequence[float]], tie: bool = False) -> Removal:
    """Return the smallest sets of units without which the leaders lead no more.

    Args:
        scores: one a hypothesis, less is better; may hold infinities, which never lead.
        parts: what each unit adds to each score.
        tie: ask instead for sets after which somebody else leads beside them.
    """
    leaders = find_leaders(scores)
    rivals = [j for j in range(len(scores)) if j not in leaders and scores[j] != float("inf")]
    least: int | None = None
    found: dict[tuple[int, ...], None] = {}
    exact, more = True, False
    for rival in rivals:
        gaps = [scores[rival] - scores[leader] for leader in leaders]
        search = _Search([[part[rival] - part[leader] for leader in leaders] for part in parts], gaps, tie)
        size = search.find_smallest(least)
        exact &= search.exact
        if size is None:
            continue
        if least is None or size < least:
            least, found, more = size, {}, False
        for chosen in search.list_sets(size):
            if len(found) == MOST_SETS and chosen not in found:
                more = True
                break
            found[chosen] = None
        more |= search.cut
    return Removal(sets=tuple(sorted(found)), exact=exact, more=more)


class _Search:
    """The removals that help one rival against every leader.

    ``cut`` tells that the last listing ran out of steps, ``exact`` that the smallest size is known to be the smallest.
    """

    def __init__(self, gains: Sequence[Sequence[float]], gaps: Sequence[float], tie: bool) -> None:
        self._gaps, self._tie = gaps, tie
        useful = [i for i, row in enumerate(gains) if max(row) > 0]
        # Those that help most against the leader that is hardest to reach come first.
        self._order = sorted(useful, key=lambda i: (-min(gains[i]), -fsum(gains[i]), i))
        self._gains = [gains[i] for i in self._order]
        self._best = [self._sum_best(k) for k in range(len(gaps))]
        self.exact, self.cut = True, False

    def _sum_best(self, k: int) -> list[float]:
        """Return the most that 0, 1, 2 ... units gain against one leader."""
        return list(accumulate(sorted((row[k] for row in self._gains if row[k] > 0), reverse=True), initial=0.0))

    def find_smallest(self, most: int | None) -> int | None:
        """Return the smallest number of units that does it; None where none does, or only more than ``most``."""
        least = [next((n for n, total in enumerate(best) if self._reaches(total, k)), None) for k, best in enumerate(self._best)]
        if any(n is None for n in least):
            return None
        size = max(n for n in least if n is not None)
        top = len(self._order) if most is None else min(most, len(self._order))
        while size <= top:
            if len(self._gaps) == 1 or next(self.list_sets(size), None) is not None:
                return size
            if self.cut:
                self.exact = False
                return None
            size += 1
        return None

    def _reaches(self, total: float, k: int) -> bool:
        return total >= self._gaps[k] - CLOSE if self._tie else total > self._gaps[k] + CLOSE

    def list_sets(self, size: int) -> Iterator[tuple[int, ...]]:
        """Yield the sets of so many units, as sorted indices, those of the most helpful units first."""
        self.cut = False
        nothing: tuple[float, ...] = (0.0,) * len(self._gaps)
        stack: list[tuple[int, int, _Chain, tuple[float, ...]]] = [(0, 0, None, nothing)]
        for _ in range(MOST_STEPS + size):
            if not stack:
                return
            start, count, chosen, have = stack.pop()
            if count == size:
                if all(self._reaches(total, k) for k, total in enumerate(have)):
                    yield tuple(sorted(self._order[i] for i in _unroll(chosen)))
                continue
            if start + size - count > len(self._order) or not self._can_reach(have, start, size - count):
                continue
            stack.append((start + 1, count, chosen, have))
            with_it = tuple(a + b for a, b in zip(have, self._gains[start], strict=True))
            stack.append((start + 1, count + 1, (start, chosen), with_it))
        self.cut = bool(stack)

    def _can_reach(self, have: Sequence[float], start: int, room: int) -> bool:
        """Whether the most that ``room`` further units can add would do against every leader.

        Against one leader the units are sorted by what they add, so that the next ones are the most.
        """
        if len(self._gaps) == 1:
            before, after = self._best[0], min(start + room, len(self._best[0]) - 1)
            return self._reaches(have[0] + before[after] - before[min(start, after)], 0)
        most = (best[min(room, len(best) - 1)] for best in self._best)
        return all(self._reaches(total + more, k) for k, (total, more) in enumerate(zip(have, most, strict=True)))


def _unroll(chain: _Chain) -> Iterator[int]:
    while chain is not None:
        index, chain = chain
        yield index
