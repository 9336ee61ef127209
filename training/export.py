"""Checkpoint -> int8 ONNX with its tokenizer and labels: ``python -m training.export --run FOLDER --base FOLDER --out FOLDER``.

Linear weights become int8 per output channel with dynamic inputs; the word embedding becomes int8 per row; the small
heads stay in float32. The result is what ``dragoman.language.model`` loads.
"""

import argparse
import hashlib
import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.lemmas import write_lemma_table
from training.network import Parser

OUTPUTS = ("xpos", "upos", "feats", "lemma", "starts", "arcs", "deps", "lab_dep", "lab_head", "names")


class ByteEmbedding(nn.Module):
    """An embedding with int8 rows and one scale a row."""

    def __init__(self, weight: Tensor) -> None:
        super().__init__()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("rows", torch.round(weight / scale).to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.rows[ids].float() * self.scale[ids]


class Inference(nn.Module):
    """The network as it runs: best tags, arc scores, and labels for the best heads."""

    def __init__(self, parser: Parser, root_label: int) -> None:
        super().__init__()
        self.parser, self.root_label = parser, root_label
        parser.encoder.word = ByteEmbedding(parser.encoder.word.weight.data)
        # One matrix (J, L*I) so that label scores are a plain product.
        labels, i, j = parser.lab.shape
        self.lab = nn.Parameter(parser.lab.data.permute(2, 0, 1).reshape(j, labels * i).contiguous())
        self.width = i

    def forward(self, pieces: Tensor, first: Tensor, last: Tensor, shapes: Tensor):
        tags, arcs, dep, head, names = self.parser(pieces, first, last, shapes)
        lengths = (first > 0).sum(1, keepdim=True)
        exists = torch.arange(first.shape[1] + 1)[None] <= lengths
        arcs = arcs + (~exists).float()[:, None, :] * -1e4
        heads = arcs.argmax(-1)
        chosen = torch.gather(head, 1, heads[..., None].expand(-1, -1, head.shape[-1]))
        one = torch.ones_like(dep[..., :1])
        half = torch.cat([chosen, one], -1) @ self.lab
        half = half.view(*half.shape[:2], -1, self.width)
        scores = (half @ torch.cat([dep, one], -1)[..., None])[..., 0]
        is_root_label = (torch.arange(scores.shape[-1]) == self.root_label).float()
        scores = scores - 1e4 * is_root_label * (heads[..., None] != 0).float()
        best = [tags[k].argmax(-1).int() for k in ("xpos", "upos", "feats", "lemma")]
        starts = tags["starts"].softmax(-1)[..., 1]
        return (*best, starts, arcs, scores.argmax(-1).int(), dep, head, names)


def export(run: Path, base: Path, data: Path, out: Path, float32: bool) -> None:
    lists = json.loads((run / "labels.json").read_text())
    parser = Parser({k: len(v) for k, v in lists.items()})
    parser.load_state_dict(torch.load(run / "average.pt", map_location="cpu"))
    parser.eval()
    model = Inference(parser, lists["deps"].index("root")).eval()
    out.mkdir(parents=True, exist_ok=True)
    two = torch.tensor([[101, 2009, 2003, 102], [101, 2009, 102, 0]])
    words = (torch.tensor([[1, 2], [1, 0]]), torch.tensor([[1, 2], [1, 0]]), torch.zeros(2, 2, dtype=torch.long))
    axes = {"pieces": {0: "B", 1: "P"}, **{k: {0: "B", 1: "W"} for k in ("first", "last", "shapes", *OUTPUTS)}}
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            model,
            (two, *words),
            str(plain),
            input_names=["pieces", "first", "last", "shapes"],
            output_names=list(OUTPUTS),
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        target = out / "model.onnx"
        if float32:
            shutil.copy(plain, target)
        else:
            graph = onnx.load(plain)
            keep = [n.name for n in graph.graph.node if n.op_type in ("MatMul", "Gemm") and "/layers" not in n.name]
            quantize_dynamic(
                plain,
                target,
                op_types_to_quantize=["MatMul"],
                per_channel=True,
                weight_type=QuantType.QInt8,
                nodes_to_exclude=keep,
                extra_options={"MatMulConstBOnly": True},
            )
    # The biaffine weights once more for words whose head the tree decoder changes.
    lists["label_weights"] = "label_weights.npy"
    np.save(out / "label_weights.npy", parser.lab.data.numpy().astype("float16"))
    (out / "labels.json").write_text(json.dumps(lists, ensure_ascii=False, separators=(",", ":")))
    shutil.copy(base / "vocab.txt", out / "vocab.txt")
    write_lemma_table(data, out / "lemmas.json")
    meta = {"format": 1, "sha256": hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()}
    (out / "meta.json").write_text(json.dumps(meta))
    print({p.name: p.stat().st_size for p in out.iterdir()})


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True, help="folder of DocBins, for the lemma table")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--float32", action="store_true", help="no quantisation, for comparison")
    args = parser.parse_args()
    export(args.run, args.base, args.data, args.out, args.float32)


if __name__ == "__main__":
    main()
