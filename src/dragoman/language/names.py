"""Name logits to valid BIOES sequences."""

import numpy as np
from numpy.typing import NDArray

FORBIDDEN = -1e9


def transition_scores(tags: list[str]) -> NDArray[np.float32]:
    """Return (T+2, T+2) additive scores: 0 where tag j may follow tag i, FORBIDDEN elsewhere; the last two are start and end."""
    size = len(tags)
    full = [*tags, "<start>", "<end>"]
    scores = np.full((size + 2, size + 2), FORBIDDEN, dtype=np.float32)
    for i, a in enumerate(full):
        open_name = a[2:] if a[:2] in ("B-", "I-") else None
        for j, b in enumerate(full):
            continues = b[2:] if b[:2] in ("I-", "E-") else None
            if b != "<start>" and a != "<end>" and open_name == continues:
                scores[i, j] = 0
    return scores


def decode_names(logits: NDArray[np.float32], allowed: NDArray[np.float32]) -> NDArray[np.int64]:
    """Return the best valid tag ids (W,) of logits (W, T) by Viterbi; the greedy path is taken where it is valid."""
    size = logits.shape[1]
    start, end = size, size + 1
    best = logits.argmax(1)
    path = np.concatenate(([start], best, [end]))
    if not allowed[path[:-1], path[1:]].any():
        return best
    inner = allowed[:size, :size]
    score = logits[0] + allowed[start, :size]
    back = np.zeros(logits.shape, dtype=np.int64)
    for i in range(1, len(logits)):
        options = score[:, None] + inner
        back[i] = options.argmax(0)
        score = options.max(0) + logits[i]
    tag = int((score + allowed[:size, end]).argmax())
    out = np.empty(len(logits), dtype=np.int64)
    for i in range(len(logits) - 1, -1, -1):
        out[i] = tag
        tag = int(back[i, tag])
    return out
