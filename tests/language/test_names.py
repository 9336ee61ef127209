"""Name tags are valid whatever the scores."""

import numpy as np
import pytest

from dragoman.language.names import decode_names, transition_scores

TAGS = ["O", "B-ORG", "I-ORG", "E-ORG", "S-ORG", "B-GPE", "I-GPE", "E-GPE", "S-GPE"]


def is_valid(tags: list[str]) -> bool:
    open_type = None
    for tag in tags:
        kind, _, label = tag.partition("-")
        if (kind in ("I", "E")) != (open_type is not None) or (open_type and label != open_type):
            return False
        open_type = label if kind in ("B", "I") else None
    return open_type is None


@pytest.mark.parametrize("seed", range(30))
def test_any_scores_give_a_valid_sequence(seed: int) -> None:
    rng = np.random.default_rng(seed)
    logits = rng.normal(size=(rng.integers(1, 12), len(TAGS))).astype(np.float32)
    assert is_valid([TAGS[i] for i in decode_names(logits, transition_scores(TAGS))])


def test_a_valid_greedy_path_is_kept() -> None:
    wanted = ["O", "B-ORG", "E-ORG", "S-GPE"]
    logits = np.full((4, len(TAGS)), -5, dtype=np.float32)
    for i, tag in enumerate(wanted):
        logits[i, TAGS.index(tag)] = 5
    assert [TAGS[i] for i in decode_names(logits, transition_scores(TAGS))] == wanted
