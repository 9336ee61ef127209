"""The claim sentences of our own, from text to label through the whole path, against their gold labels.

The sentences and labels (tests/golden/check/sentences.jsonl) were written by hand from public facts; `gold` lists the labels that a
careful reader accepts. Calibrated 2026-11-24 with the shipped tables and model.
"""

import json
from functools import cache
from pathlib import Path

from dragoman.config import Settings
from dragoman.sentences import check_sentences

SENTENCES = Path(__file__).parent.parent / "golden" / "check" / "sentences.jsonl"
RIGHT = 0.95


@cache
def judged() -> list[tuple[dict, str]]:
    rows = [json.loads(line) for line in SENTENCES.read_text(encoding="utf-8").splitlines()]
    found = check_sentences(((r["id"], r["text"], r["as_of"]) for r in rows), Settings(today="2026-11-24"))
    return list(zip(rows, (v.label for v in found), strict=True))


def test_no_true_claim_is_refuted():
    assert [r["id"] for r, label in judged() if "supported" in r["gold"] and label in ("refuted", "outdated")] == []


def test_labels_are_right():
    wrong = [(r["id"], r["text"], r["gold"], label) for r, label in judged() if label not in r["gold"]]
    assert len(wrong) <= (1 - RIGHT) * len(judged()), wrong


def test_every_label_is_among_the_gold():
    assert {x for r, _ in judged() for x in r["gold"]} == {"supported", "refuted", "partly", "outdated", "insufficient", "uncheckable"}
