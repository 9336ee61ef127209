"""Arc scores to trees with exactly one root.

Chu-Liu/Edmonds; the single-root constraint by a constant taken off every arc from the root, exact as long as it exceeds
the spread of all tree scores (the constraint is discussed by Zmigrod, Vieira and Cotterell 2020).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
ROOT_COST = 1e6


def decode_heads(scores: NDArray[np.float32]) -> Ints:
    """Return each word's head for scores (W, W+1): 0 is the root, i the i-th word; the result is a tree with one root."""
    width = scores.shape[0]
    own = np.arange(width)
    square = np.full((width + 1, width + 1), -np.inf)
    square[1:] = scores
    square[own + 1, own + 1] = -np.inf
    heads = square[1:].argmax(1)
    if is_tree(heads):
        return heads
    square[1:, 0] -= ROOT_COST
    return _best_tree(square)[1:]


def is_tree(heads: Ints) -> bool:
    """Whether 1-based heads (0 is the root) form a tree with exactly one root."""
    if (heads == 0).sum() != 1:
        return False
    up = np.concatenate((np.zeros(1, dtype=np.int64), heads))
    for _ in range(len(up).bit_length()):
        up = up[up]
    return not up.any()


def _best_tree(scores: Floats) -> Ints:
    """Return the heads of the best arborescence of (N, N) scores [dependent, head], rooted at 0."""
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _find_cycle(heads)
    if cycle is None:
        return heads
    rest = np.setdiff1d(np.arange(len(scores)), cycle)
    size = len(rest)
    gain = scores[np.ix_(cycle, rest)] - scores[cycle, heads[cycle]][:, None]
    out = scores[np.ix_(rest, cycle)]
    small = np.full((size + 1, size + 1), -np.inf)
    small[:size, :size] = scores[np.ix_(rest, rest)]
    small[:size, size] = out.max(1)
    small[size, :size] = gain.max(0)
    inner = _best_tree(small)
    heads[rest] = np.where(inner[:size] == size, cycle[out.argmax(1)], rest[np.minimum(inner[:size], size - 1)])
    heads[0] = 0
    entry = inner[size]
    heads[cycle[gain[:, entry].argmax()]] = rest[entry]
    return heads


def _find_cycle(heads: Ints) -> Ints | None:
    seen = np.zeros(len(heads), dtype=np.int64)
    seen[0] = -1
    for start in range(1, len(heads)):
        node = start
        while seen[node] == 0:
            seen[node] = start
            node = int(heads[node])
        if seen[node] == start:
            cycle = [node]
            while (following := int(heads[cycle[-1]])) != node:
                cycle.append(following)
            return np.array(cycle)
    return None
