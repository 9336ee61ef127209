"""MiniLM-L6 with tagging, biaffine and name heads, in plain torch.

Shapes: B sentences, P word pieces, W words. Biaffine parser after Dozat and Manning (2017).
"""

import math
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - the name that torch users know
from safetensors.torch import load_file
from torch import Tensor, nn

HIDDEN, LAYERS, HEADS, INNER = 384, 6, 12, 1536
SHAPE_DIM, ARC_DIM, LABEL_DIM, NAME_DIM = 32, 256, 96, 192


class _FakeQuant(torch.autograd.Function):
    """Round as int8 inference will; pass the gradient through (straight-through estimator)."""

    @staticmethod
    def forward(ctx, x, scale, zero, low, high):
        return (torch.clamp(torch.round(x / scale) + zero, low, high) - zero) * scale

    @staticmethod
    def backward(ctx, grad):
        return grad, None, None, None, None


class Linear(nn.Linear):
    """A linear layer that can rehearse int8: weights per output channel, inputs per tensor."""

    rehearse = False

    def forward(self, x: Tensor) -> Tensor:
        if not Linear.rehearse:
            return super().forward(x)
        with torch.no_grad():
            ws = self.weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
            low, high = x.amin().clamp(max=0).float(), x.amax().clamp(min=0).float()
            xs = ((high - low) / 255).clamp(min=1e-8)
            zero = torch.round(-low / xs)
        w = _FakeQuant.apply(self.weight, ws, 0.0, -127, 127)
        return F.linear(_FakeQuant.apply(x.float(), xs, zero, 0, 255), w, self.bias)


class Layer(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.q, self.k, self.v, self.o = (Linear(HIDDEN, HIDDEN) for _ in range(4))
        self.up, self.down = Linear(HIDDEN, INNER), Linear(INNER, HIDDEN)
        self.norm1, self.norm2 = nn.LayerNorm(HIDDEN, 1e-12), nn.LayerNorm(HIDDEN, 1e-12)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        b, p, _ = x.shape
        q, k, v = (m(x).view(b, p, HEADS, -1).transpose(1, 2) for m in (self.q, self.k, self.v))
        scores = q @ k.transpose(-1, -2) / math.sqrt(HIDDEN // HEADS) + bias
        mixed = (self.drop(scores.softmax(-1)) @ v).transpose(1, 2).reshape(b, p, HIDDEN)
        x = self.norm1(x + self.drop(self.o(mixed)))
        return self.norm2(x + self.drop(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.word, self.position = nn.Embedding(30522, HIDDEN), nn.Embedding(512, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.norm, self.drop = nn.LayerNorm(HIDDEN, 1e-12), nn.Dropout(0.1)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))

    def forward(self, pieces: Tensor) -> Tensor:
        place = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.drop(self.norm(self.word(pieces) + self.position(place) + self.kind))
        bias = (pieces == 0).float()[:, None, None, :] * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        return x

    def load_base(self, path: Path) -> None:
        """Take the weights of MiniLM-L6-H384 (BERT names) from a safetensors file."""
        w = {k.removeprefix("bert."): v for k, v in load_file(path).items()}
        names = {
            "q": "attention.self.query",
            "k": "attention.self.key",
            "v": "attention.self.value",
            "o": "attention.output.dense",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm1": "attention.output.LayerNorm",
            "norm2": "output.LayerNorm",
        }
        state = {
            "word.weight": w["embeddings.word_embeddings.weight"],
            "position.weight": w["embeddings.position_embeddings.weight"],
            "kind": w["embeddings.token_type_embeddings.weight"][0],
            "norm.weight": w["embeddings.LayerNorm.weight"],
            "norm.bias": w["embeddings.LayerNorm.bias"],
        }
        for i in range(LAYERS):
            for ours, theirs in names.items():
                for part in ("weight", "bias"):
                    state[f"layers.{i}.{ours}.{part}"] = w[f"encoder.layer.{i}.{theirs}.{part}"]
        self.load_state_dict(state)


def mlp(inside: int, out: int, drop: float = 0.25) -> nn.Sequential:
    return nn.Sequential(Linear(inside, out), nn.GELU(), nn.Dropout(drop))


class Parser(nn.Module):
    """Encoder and heads. Labels are scored for given heads; at inference in numpy (``language.decode``)."""

    def __init__(self, sizes: dict[str, int]) -> None:
        super().__init__()
        self.encoder, self.shape = Encoder(), nn.Embedding(sizes["shapes"], SHAPE_DIM)
        width = HIDDEN + SHAPE_DIM
        self.drop = nn.Dropout(0.15)
        self.tags = nn.ModuleDict({k: Linear(width, sizes[k]) for k in ("xpos", "upos", "feats", "lemma", "starts")})
        self.arc_dep, self.arc_head = mlp(width, ARC_DIM), mlp(width, ARC_DIM)
        self.lab_dep, self.lab_head = mlp(width, LABEL_DIM), mlp(width, LABEL_DIM)
        self.root = nn.Parameter(torch.randn(width) * 0.02)
        self.arc = nn.Parameter(torch.zeros(ARC_DIM + 1, ARC_DIM))
        self.lab = nn.Parameter(torch.zeros(sizes["deps"], LABEL_DIM + 1, LABEL_DIM + 1))
        self.name = nn.Sequential(mlp(width, NAME_DIM), Linear(NAME_DIM, sizes["names"]))
        nn.init.normal_(self.arc, std=0.02)
        nn.init.normal_(self.lab, std=0.02)

    def word_vectors(self, pieces: Tensor, first: Tensor, last: Tensor, shapes: Tensor) -> Tensor:
        with torch.autocast(pieces.device.type, torch.bfloat16, enabled=self.training):
            x = self.encoder(pieces)
        x = x.float()
        rows = torch.arange(x.shape[0], device=x.device)[:, None]
        words = (x[rows, first] + x[rows, last]) / 2
        return self.drop(torch.cat([words, self.shape(shapes)], -1))

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor, shapes: Tensor):
        """Return tag logits, arc scores (B, W, W+1) with the root first, label vectors, name logits."""
        words = self.word_vectors(pieces, first, last, shapes)
        tags = {k: head(words) for k, head in self.tags.items()}
        rooted = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        one = torch.ones(1, device=words.device)
        dep, head = self.arc_dep(words), self.arc_head(rooted)
        dep = torch.cat([dep, one.expand(*dep.shape[:2], 1)], -1)
        arcs = (dep @ self.arc) @ head.transpose(1, 2)
        return tags, arcs, self.lab_dep(words), self.lab_head(rooted), self.name(words)

    def label_logits(self, dep: Tensor, head: Tensor, heads: Tensor) -> Tensor:
        """Score labels (N, L) of N words with dep vectors and the vectors of their heads."""
        one = torch.ones(1, device=dep.device)
        dep = torch.cat([dep, one.expand(*dep.shape[:-1], 1)], -1)
        head = torch.cat([head, one.expand(*head.shape[:-1], 1)], -1)
        half = torch.einsum("nj,lij->nli", head, self.lab)
        return (half * dep[:, None, :]).sum(-1)
