"""Training sentences to padded tensors."""

import random
from dataclasses import dataclass

import torch
from torch import Tensor

from dragoman.language.pieces import MASK, PieceCutter
from training.data import Sentence, shapes_of

IGNORE = -100
TAGS = ("xpos", "upos", "feats", "lemma", "starts")


@dataclass
class Batch:
    """Padded ids: pieces (B, P); first, last, shapes and each gold (B, W), IGNORE where not annotated."""

    pieces: Tensor
    first: Tensor
    last: Tensor
    shapes: Tensor
    gold: dict[str, Tensor]


class Numberer:
    """Labels to ids; a label that the inventory lacks is ignored, not guessed."""

    def __init__(self, lists: dict[str, list[str]]) -> None:
        self.ids = {k: {x: i for i, x in enumerate(v)} for k, v in lists.items()}

    def number(self, key: str, labels: list[str], width: int) -> list[int]:
        table = self.ids[key]
        ids = [table.get(x, IGNORE) for x in labels]
        return ids + [IGNORE] * (width - len(ids))


def pad(rows: list[list[int]], value: int) -> Tensor:
    width = max(map(len, rows))
    return torch.tensor([r + [value] * (width - len(r)) for r in rows])


def mask_words(ids: list[int], first: list[int], last: list[int], rng: random.Random, share: float) -> None:
    for a, b in zip(first, last, strict=True):
        if rng.random() < share:
            ids[a : b + 1] = [MASK] * (b + 1 - a)


def make_batch(sentences: list[Sentence], cutter: PieceCutter, numbers: Numberer, rng: random.Random | None) -> Batch:
    laid = [cutter.lay_out(s.words) for s in sentences]
    if rng is not None:
        for ids, first, last in laid:
            mask_words(ids, first, last, rng, 0.02)
    width = max(len(s.words) for s in sentences)
    gold = {k: torch.tensor([numbers.number(k, getattr(s, k), width) for s in sentences]) for k in (*TAGS, "deps", "names")}
    gold["heads"] = pad([s.heads or [IGNORE] * len(s.words) for s in sentences], IGNORE)
    return Batch(
        pad([x[0] for x in laid], 0),
        pad([x[1] for x in laid], 0),
        pad([x[2] for x in laid], 0),
        pad([shapes_of(s, rng) for s in sentences], len(numbers.ids["shapes"]) - 1),
        gold,
    )


def plan_batches(sentences: list[Sentence], cutter: PieceCutter, pieces: int, rng: random.Random) -> list[list[Sentence]]:
    """Group sentences of like length into batches of at most ``pieces`` padded pieces, in random order."""
    sized = [(sum(len(cutter.cut(w)) for w in s.words) + 2 + rng.random() * 4, i) for i, s in enumerate(sentences)]
    batches, current, longest = [], [], 0
    for size, i in sorted(sized):
        size = int(size)
        if size > 480:
            continue
        if current and max(longest, size) * (len(current) + 1) > pieces:
            batches.append(current)
            current, longest = [], 0
        current.append(sentences[i])
        longest = max(longest, size)
    if current:
        batches.append(current)
    rng.shuffle(batches)
    return batches
