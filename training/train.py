"""Train the model: ``python -m training.train --data FOLDER --base FOLDER --out FOLDER``.

The schedule starts from the recipe in docs/model.md: AdamW, warm-up, linear decay to 2%, an exponential average of the
weights, and a last share of steps that rehearses int8 so that quantisation costs little.
"""

import argparse
import copy
import json
import random
import time
from pathlib import Path

import torch
import torch.nn.functional as F  # noqa: N812 - the name that torch users know

from dragoman.language.pieces import PieceCutter
from training.batches import IGNORE, TAGS, Batch, Numberer, make_batch, plan_batches
from training.data import inventories, join_sentences, load_training, syntax_sentences
from training.network import Linear, Parser

RATE_ENCODER, RATE_HEADS, WARM_UP, PIECES = 1.2e-4, 1.5e-3, 150, 2200
REHEARSE_FROM = 0.85  # share of the steps after which int8 is rehearsed


def losses(model: Parser, batch: Batch) -> torch.Tensor:
    """Arcs + labels + names + half the tags, each averaged over what is annotated."""
    tags, arcs, dep, head, names = model(batch.pieces, batch.first, batch.last, batch.shapes)
    gold = batch.gold
    total = torch.zeros((), device=arcs.device)
    if (gold["names"] != IGNORE).any():
        total = total + F.cross_entropy(names.flatten(0, 1), gold["names"].flatten(), ignore_index=IGNORE)
    known = gold["heads"] != IGNORE
    if known.any():
        lengths = (batch.first > 0).sum(1, keepdim=True)
        exists = torch.arange(arcs.shape[2], device=arcs.device)[None] <= lengths
        arcs = arcs.masked_fill(~exists[:, None, :], -1e4)
        total = total + F.cross_entropy(arcs[known], gold["heads"][known])
        rows = torch.nonzero(known)[:, 0]
        logits = model.label_logits(dep[known], head[rows, gold["heads"][known]], gold["heads"][known])
        total = total + F.cross_entropy(logits, gold["deps"][known], ignore_index=IGNORE)
        for key, weight in zip(TAGS, (0.5, 0.5, 0.25, 0.25, 0.5), strict=True):
            total = total + weight * F.cross_entropy(tags[key].flatten(0, 1), gold[key].flatten(), ignore_index=IGNORE)
    return total


def to_device(batch: Batch, device: str) -> Batch:
    return Batch(
        *(x.to(device) for x in (batch.pieces, batch.first, batch.last, batch.shapes)), {k: v.to(device) for k, v in batch.gold.items()}
    )


@torch.no_grad()
def dev_scores(model: Parser, sentences, cutter, numbers, device: str) -> tuple[float, float]:
    """Greedy UAS and LAS on gold tokens, punctuation counted; a running check, not the reported score."""
    model.eval()
    uas = las = n = 0
    for group in plan_batches(sentences, cutter, 4000, random.Random(0)):
        b = to_device(make_batch(group, cutter, numbers, None), device)
        _, arcs, dep, head, _ = model(b.pieces, b.first, b.last, b.shapes)
        for i, s in enumerate(group):
            w = len(s.words)
            best = arcs[i, :w, : w + 1].argmax(-1)
            labels = model.label_logits(dep[i, :w], head[i, best], best).argmax(-1)
            ok = best == b.gold["heads"][i, :w]
            uas, las, n = uas + int(ok.sum()), las + int((ok & (labels == b.gold["deps"][i, :w])).sum()), n + w
    model.train()
    return 100 * uas / n, 100 * las / n


def optimiser(model: Parser) -> torch.optim.AdamW:
    encoder = list(model.encoder.parameters())
    known = {id(p) for p in encoder}
    heads = [p for p in model.parameters() if id(p) not in known]
    return torch.optim.AdamW([{"params": encoder, "lr": RATE_ENCODER}, {"params": heads, "lr": RATE_HEADS}], weight_decay=0.01)


def train(args: argparse.Namespace) -> None:
    torch.manual_seed(args.seed)
    rng = random.Random(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    args.out.mkdir(parents=True, exist_ok=True)
    sentences = load_training(args.data)[:: args.every]
    lists = inventories(sentences)
    (args.out / "labels.json").write_text(json.dumps(lists, ensure_ascii=False))
    cutter, numbers = PieceCutter(args.base / "vocab.txt"), Numberer(lists)
    dev = [s for n in ("gum-dev", "ewt-dev") for s in syntax_sentences(args.data, n, False)][:: args.every]
    model = Parser({k: len(v) for k, v in lists.items()}).to(device)
    model.encoder.load_base(args.base / "model.safetensors")
    average, opt = copy.deepcopy(model).eval(), optimiser(model)
    epochs = [plan_batches(join_sentences(sentences, rng), cutter, PIECES, rng) for _ in range(args.epochs)]
    steps, done, began = sum(map(len, epochs)), 0, time.time()
    rule = torch.optim.lr_scheduler.LambdaLR(opt, lambda s: min((s + 1) / WARM_UP, max(0.02, 1 - 0.98 * s / steps)))
    for number, epoch in enumerate(epochs, 1):
        for group in epoch:
            Linear.rehearse = done >= REHEARSE_FROM * steps
            loss = losses(model, to_device(make_batch(group, cutter, numbers, rng), device))
            opt.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            opt.step()
            rule.step()
            done += 1
            if done % 5 == 0:
                decay = min(0.985, done / (done + 50))
                with torch.no_grad():
                    for a, p in zip(average.parameters(), model.parameters(), strict=True):
                        a.lerp_(p, 1 - decay)
            if done % 20 == 0:
                print(f"step {done}/{steps} loss {loss.item():.3f} {time.time() - began:.0f} s", flush=True)
        torch.save(average.state_dict(), args.out / "average.pt")
        print(f"epoch {number}: dev UAS {{:.2f}} LAS {{:.2f}}".format(*dev_scores(average, dev, cutter, numbers, device)), flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of DocBins")
    parser.add_argument("--base", type=Path, required=True, help="folder with model.safetensors and tokenizer.json of MiniLM-L6")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=10)
    parser.add_argument("--seed", type=int, default=20200104)
    parser.add_argument("--every", type=int, default=1, help="take one sentence in N, for a quick trial")
    train(parser.parse_args())


if __name__ == "__main__":
    main()
