"""The brief of the example as it reads today. Where a change is meant, look at the difference, then run with UPDATE_SNAPSHOT=1."""

import difflib
import os
from pathlib import Path

import dragoman
from dragoman.config import Settings

ROOT = Path(__file__).resolve().parents[2]
EXPECTED = ROOT / "tests/golden/brief/example/expected.md"


def test_brief_of_the_example() -> None:
    made = dragoman.brief([str(ROOT / "examples/pompeo-journey-2020.txt")], settings=Settings(today="2026-11-24"))
    text = dragoman.to_markdown(made)
    if os.environ.get("UPDATE_SNAPSHOT"):
        EXPECTED.write_text(text, encoding="utf-8")
    old, new = (EXPECTED.read_text(encoding="utf-8").splitlines(), text.splitlines())
    # Processors round int8 sums differently, which can turn a single reading; a changed brief turns many lines.
    same = difflib.SequenceMatcher(None, old, new, autojunk=False).ratio()
    assert old[0] == new[0]
    assert same > 0.9, "\n".join(difflib.unified_diff(old, new, lineterm="", n=0))


def test_every_line_of_the_example_cites() -> None:
    text = EXPECTED.read_text(encoding="utf-8").split("## Cited words")[0]
    lines = [line for line in text.splitlines() if line.startswith(("- ", "# ")) or (line.startswith("| ") and "---" not in line)]
    heads = [
        line
        for line in lines
        if line.startswith(("| what", "| explanation |", "| claim |", "| who |", "| source |", "| speaker |", "| over "))
    ]
    assert len(lines) > 30
    assert [line for line in lines if r"\[" not in line and line not in heads] == []
