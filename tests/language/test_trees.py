"""Heads are always one tree, and the best one."""

import itertools

import numpy as np
import pytest

from dragoman.language.trees import decode_heads, is_tree


def best_by_search(scores: np.ndarray) -> float:
    width = len(scores)
    best = -np.inf
    for heads in itertools.product(range(width + 1), repeat=width):
        if all(h != i + 1 for i, h in enumerate(heads)) and is_tree(np.array(heads)):
            best = max(best, sum(scores[i, h] for i, h in enumerate(heads)))
    return best


@pytest.mark.parametrize("seed", range(40))
def test_the_best_tree_is_found(seed: int) -> None:
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(rng.integers(1, 6), 0)).astype(np.float32)
    scores = rng.normal(size=(len(scores), len(scores) + 1)).astype(np.float32)
    heads = decode_heads(scores)
    assert is_tree(heads)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(best_by_search(scores), abs=1e-4)


@pytest.mark.parametrize("width", [30, 120])
def test_large_sentences_give_one_root(width: int) -> None:
    scores = np.random.default_rng(width).normal(size=(width, width + 1)).astype(np.float32)
    assert is_tree(decode_heads(scores))


def test_two_roots_and_cycles_are_no_tree() -> None:
    assert not is_tree(np.array([0, 0]))
    assert not is_tree(np.array([2, 1]))
    assert is_tree(np.array([0, 1, 2]))
