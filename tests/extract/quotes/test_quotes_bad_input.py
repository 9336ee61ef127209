"""Marks and sentences that no writer meant: the work grows with the length, what was given up is told, all else is kept."""

import json
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from quoted import parse
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.extract.quotes.find import find_quotes
from dragoman.extract.quotes.lexicon import load_lexicon
from dragoman.records.cast import Cast

BEFORE, AFTER = "Brandt said the pact was dead.\n\n", "\n\nKowal said it lived."
BAD = {
    "marks": lambda n: " ".join(["\"“”'‘’«»"] * n),
    "nested": lambda n: (
        "He said: " + " ".join(["“one ‘two “three ‘four “five ‘six “seven ‘eight “nine ‘ten’”’”’”’”’” and left."] * (n // 8))
    ),
    "endless": lambda n: "“" + "It goes on and on, she said to them. " * n,
    "one sentence": lambda n: " ".join(["the minister said that officials believe the weak report which she denied and"] * n) + " left.",
    "asides": lambda n: ", ".join(["he said that she thinks it is “over”"] * n) + ".",
}
CODES = {"marks": {"quotation_empty", "quotation_unclosed"}, "endless": {"quotation_unclosed"}}


def count_calls(text: str) -> int:
    """Return how many Python calls the room makes on a text; a count of work that no busy machine changes."""
    doc, document = parse(text)
    load_lexicon()  # read once, whatever the text
    calls = 0

    def see(frame: FrameType, event: str, _: Any) -> None:
        nonlocal calls
        calls += event == "call" and "quotes" in frame.f_code.co_filename

    sys.setprofile(see)
    try:
        find_quotes(doc, document, Cast())
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("kind", BAD)
def test_work_grows_with_the_length(kind: str) -> None:
    assert count_calls(BAD[kind](80)) <= 2.4 * count_calls(BAD[kind](40))


@pytest.mark.parametrize("kind", BAD)
def test_what_stands_beside_bad_input_is_kept(kind: str, tmp_path: Path) -> None:
    source, out = tmp_path / "bad.txt", tmp_path / "out.jsonl"
    source.write_text(BEFORE + BAD[kind](40) + AFTER, encoding="utf-8")
    result = CliRunner().invoke(app, ["read", str(source), "--format", "jsonl", "-o", str(out)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    names = {r["source"]["name"] for r in rows if r["kind"] == "quote" and r["source"]}
    assert {"Brandt", "Kowal"} <= names
    assert {r["code"] for r in rows if r["kind"] == "problem" and r["code"].startswith("quotation")} == CODES.get(kind, set())
