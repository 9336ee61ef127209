"""Figures of the stages, by the scorers in ../shared/eval run on what `dragoman read` prints."""

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

Figures = Iterator[tuple[str, float]]


def read_file(source: Path, out: Path) -> None:
    """Write what the command prints of a source."""
    command = [sys.executable, "-m", "dragoman", "read", str(source), "--format", "jsonl", "-o", str(out)]
    subprocess.run(command, check=False, stderr=subprocess.DEVNULL)


def run_scorer(shared: Path, scorer: str, *arguments: Path) -> str:
    command = [sys.executable, str(shared / "eval" / scorer), *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout


def _numbers(text: str, pattern: str) -> list[float]:
    found = re.search(pattern, text)
    if found is None:
        raise SystemExit(f"the scorer's output has changed: no {pattern!r} in\n{text}")
    return [float(x) for x in found.groups()]


def clean_figures(shared: Path) -> Figures:
    """Body text of the 91 raw pages."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pred.jsonl"
        read_file(shared / "corpus/html/html", out)
        text = run_scorer(shared, "score_clean.py", shared / "corpus/html", out)
    yield "clean F1", 100 * float(re.findall(r"(?:0|1)?\.\d+", text)[0])


# Macro-F1 as published for the test half of PLV, which is not at hand: to be read beside ours, not measured here.
_PUBLISHED = {"Universal PETRARCH": (46.3, 51.8, 80.8), "ConfliBERT": (86.7, 96.3, 98.4)}


def event_figures(shared: Path) -> Figures:
    """PLOVER codes on the PLV sentences, strict matching."""
    gold = shared / "events/plv-train.tsv"
    with tempfile.TemporaryDirectory() as folder:
        sentences, out = Path(folder) / "plv.jsonl", Path(folder) / "pred.jsonl"
        run_scorer(shared, "score_events.py", Path("to-jsonl"), gold, sentences)
        read_file(sentences, out)
        text = run_scorer(shared, "score_events.py", gold, out)
    values = _numbers(text, r"strict: root ([\d.]+) quad ([\d.]+) binary ([\d.]+) accuracy ([\d.]+)")
    yield from zip(("plv root", "plv quad", "plv binary", "plv accuracy"), values, strict=True)
    for coder, published in _PUBLISHED.items():
        yield from ((f"published, test half: {coder} {k}", v) for k, v in zip(("root", "quad", "binary"), published, strict=True))


def diplomacy_figures(shared: Path) -> Figures:
    """Stops, status and consultations of State Department releases."""
    gold = shared / "events/diplomacy-dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "pred.jsonl"
        read_file(gold, out)
        text = run_scorer(shared, "score_diplomacy.py", gold, out)
    pattern = r"P ([\d.]+) R ([\d.]+) F ([\d.]+) status (\d+)/(\d+) consult (\d+)/(\d+) = [\d.]+ mode (\d+)/"
    p, r, f, status, visits, consult, meetings, mode = _numbers(text, pattern)
    yield from (("stops P", p), ("stops R", r), ("stops F", f), ("visit status", status / visits))
    yield from (("consult counterpart", consult / meetings), ("consult mode", mode / meetings))


def check_figures(shared: Path) -> Figures:
    """The project's own claim sentences, all sets: each has been worked on since its first sight (docs/tables.md)."""
    with tempfile.TemporaryDirectory() as folder:
        gold, out = Path(folder) / "gold.jsonl", Path(folder) / "pred.jsonl"
        gold.write_text(
            "".join(p.read_text(encoding="utf-8") for p in sorted(Path("tests/golden/check").glob("*.jsonl"))), encoding="utf-8"
        )
        command = [sys.executable, "-m", "dragoman", "check", "--file", str(gold), "--format", "jsonl"]
        out.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)
        text = run_scorer(shared, "score_checks.py", gold, out)
    right, refuted = _numbers(text, r"= ([\d.]+), true claims refuted (\d+)")
    yield "own claims right", 100 * right
    yield "true claims not refuted", 100.0 if refuted == 0 else 0.0


def contract_figures(shared: Path) -> Figures:
    """Breaches of the record contract on the three real inputs."""
    for name in ("corpus/seed", "corpus/html/html", "corpus/statedept/releases-2021.jsonl.gz"):
        with tempfile.TemporaryDirectory() as folder:
            out = Path(folder) / "pred.jsonl"
            read_file(shared / name, out)
            text = run_scorer(shared, "check_contract.py", out)
        (breaches,) = _numbers(text, r"(\d+) breaches")
        yield f"contract {name}", 100.0 if breaches == 0 else 0.0
