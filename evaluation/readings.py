"""Precision of findings that were read by hand: ids and verdicts stand in ``evaluation/readings``, the texts in ../shared alone."""

import json
from collections.abc import Iterator
from pathlib import Path

READINGS = Path(__file__).parent / "readings"
NAMES = ("explanations", "forecasts", "events-releases", "events-polnear", "events-first-draw")
Figures = Iterator[tuple[str, float]]


def read_verdicts(path: Path) -> list[tuple[bool, bool | None]]:
    """Return (first reader's, second reader's) verdict of each row; the second is None where nobody read it again.

    Args:
        path: a JSON Lines file of ``{"document", "start", "end", "first", "second", ...}``; verdicts are 1 (right) or 0 (wrong).
    """
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
    return [(bool(r["first"]), None if r.get("second") is None else bool(r["second"])) for r in rows]


def agreement(pairs: list[tuple[bool, bool]]) -> tuple[float, float]:
    """Return the share of rows judged alike, and Cohen's kappa (J. Cohen, Educational and Psychological Measurement 20, 1960)."""
    alike = sum(a == b for a, b in pairs) / len(pairs)
    first, second = (sum(p[i] for p in pairs) / len(pairs) for i in (0, 1))
    chance = first * second + (1 - first) * (1 - second)
    return alike, 1.0 if chance == 1 else (alike - chance) / (1 - chance)


def reading_figures() -> Figures:
    """Precision by each reader, by both at once, and how far they agree; in percent."""
    for name in NAMES:
        verdicts = read_verdicts(READINGS / f"{name}.jsonl")
        yield f"{name} read", len(verdicts)
        yield f"{name} right, first reader", 100 * sum(a for a, _ in verdicts) / len(verdicts)
        pairs = [(a, b) for a, b in verdicts if b is not None]
        if not pairs:
            continue
        alike, kappa = agreement(pairs)
        yield f"{name} right, second reader", 100 * sum(b for _, b in pairs) / len(pairs)
        yield f"{name} right, both readers", 100 * sum(a and b for a, b in pairs) / len(pairs)
        yield f"{name} readers alike", 100 * alike
        yield f"{name} kappa", kappa
