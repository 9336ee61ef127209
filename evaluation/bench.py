"""`make bench`: words a second of each stage, the whole read against the bare parse, memory, start-up.

Every figure is a ratio or is printed beside what it is compared with, from the same run, on one core. Nothing fails here:
performance is looked at, not tested.
"""

import os
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
ROUNDS = 3


def bench_texts() -> list[str]:
    """Return articles to read: releases of ../shared where they are, else the example many times over."""
    import gzip
    import json

    path = SHARED / "corpus/statedept/releases-2021.jsonl.gz"
    if path.is_file():
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            return [json.loads(line)["text"] for line in lines][:60]
    return [(ROOT / "examples/pompeo-journey-2020.txt").read_text(encoding="utf-8")] * 30


def best_of(run: Callable[[], Any], rounds: int = ROUNDS) -> tuple[float, Any]:
    """Return the least seconds of some rounds, and the last result."""
    times, result = [], None
    for _ in range(rounds):
        began = time.perf_counter()
        result = run()
        times.append(time.perf_counter() - began)
    return min(times), result


def bench_stages(texts: Sequence[str]) -> None:
    """Print each stage's words a second and its share of the bare parse."""
    from dragoman import pipeline
    from dragoman.api import make_kit
    from dragoman.clean.document import clean_raw
    from dragoman.language.parse import parse_documents
    from dragoman.records.document import Raw

    kit = make_kit()
    raws = [Raw(source=f"{i}", text=t, media="record", id=str(i)) for i, t in enumerate(texts)]
    clean_s, cleaned = best_of(lambda: [clean_raw(r)[0] for r in raws])
    documents = [d for d in cleaned if d is not None]
    parse_s, docs = best_of(lambda: list(parse_documents(kit.nlp, documents)))
    words = sum(len(d) for d in docs)
    pairs = list(zip(docs, documents, strict=True))
    print(f"{words:,} tokens in {len(docs)} texts; best of {ROUNDS} rounds")
    print(f"{'stage':<16}{'tokens/s':>12}{'of the parse':>15}")
    rows = [("clean", clean_s), ("parse", parse_s), *_stage_times(pairs, kit)]
    whole_s, _ = best_of(lambda: list(pipeline.ingest(iter(raws), kit)))
    for name, seconds in [*rows, ("whole read", whole_s)]:
        print(f"{name:<16}{words / seconds:>12,.0f}{100 * seconds / parse_s:>14.1f}%")
    print(f"whole read / bare parse = {whole_s / parse_s:.2f}   (first bar 1.60, goal 1.25)")


def _stage_times(pairs: Any, kit: Any) -> list[tuple[str, float]]:
    from dragoman import pipeline as p

    facts = kit.facts
    times = []
    link_s, casts = best_of(lambda: [p.link_mentions(d, t, p.find_mentions(d, t, facts), facts) for d, t in pairs])
    times.append(("mentions, link", link_s))
    given = [(d, t, c) for (d, t), c in zip(pairs, casts, strict=True)]
    seconds, quotes = best_of(lambda: [p.find_quotes(d, t, c)[0] for d, t, c in given])
    times.append(("quotes", seconds))
    told = [(*g, q) for g, q in zip(given, quotes, strict=True)]
    seconds, events = best_of(lambda: [p.find_events(*g) for g in told])
    times.append(("events", seconds))
    seconds, visits = best_of(lambda: [p.find_visits(d, t, c, e, q, facts) for (d, t, c, q), e in zip(told, events, strict=True)])
    times.append(("visits", seconds))
    seconds, claims = best_of(lambda: [p.find_claims(*g, facts) for g in told])
    times.append(("claims", seconds))
    seconds, _ = best_of(lambda: [p.check_claim(c, facts, "2021-06-01", kit.today) for cs in claims for c in cs])
    times.append(("check", seconds))
    times.append(("forecasts", best_of(lambda: [p.find_forecasts(*g) for g in told])[0]))
    full = [(*g, e, v) for g, e, v in zip(told, events, visits, strict=True)]
    times.append(("explanations", best_of(lambda: [p.find_explanations(*g) for g in full])[0]))
    return times


def bench_load() -> None:
    """Print start-up and load in fresh processes."""
    for name, code in {
        "dragoman --help": "import sys; sys.argv = ['dragoman', '--help']; from dragoman.cli.main import main; main()",
        "import spacy": "import spacy",
        "load the model": (
            "import time, spacy; t = time.perf_counter(); from dragoman.language.model import load; load(); print(time.perf_counter() - t)"
        ),
    }.items():
        runs = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
            runs.append(float(done.stdout) if name.startswith("load") else time.perf_counter() - began)
        print(f"{name:<16}{min(runs):>8.2f} s" + ("   (after spaCy is imported)" if name.startswith("load") else ""))


def bench_reading() -> None:
    """Print start-up, each stage's speed, and memory."""
    bench_load()
    bench_stages(bench_texts())
    print(f"peak memory     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def main() -> None:
    """Run the parts that are named, all of them where none is: `python -m evaluation.bench case`."""
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    from evaluation.bench_case import bench_case
    from evaluation.bench_web import bench_workbench

    parts: dict[str, Callable[[], None]] = {"reading": bench_reading, "case": bench_case, "workbench": bench_workbench}
    wanted = sys.argv[1:] or list(parts)
    if unknown := [name for name in wanted if name not in parts]:
        sys.exit(f"no part '{unknown[0]}': choose {', '.join(parts)}")
    for name in wanted:
        parts[name]()


if __name__ == "__main__":
    main()
