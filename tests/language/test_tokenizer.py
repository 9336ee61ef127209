"""Tokens of the English treebanks, in linear time."""

import pytest

from dragoman.language.model import load


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("anti-war protests", ["anti-war", "protests"]),
        ("a well-known US-led F-16", ["a", "well", "-", "known", "US", "-", "led", "F", "-", "16"]),
        ("They don't.", ["They", "do", "n't", "."]),
        ("What?! No!!!", ["What", "?!", "No", "!!!"]),
        ("2019–2025, 11/28/2000", ["2019", "–", "2025", ",", "11/28/2000"]),
        ("Gov. Smith", ["Gov.", "Smith"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [t.text for t in load().make_doc(text)] == tokens


def test_a_run_of_marks_is_read_whole() -> None:
    # Square time would take hours here; the suite has ten minutes.
    text = '"' * 1_000_000
    assert load().make_doc(text).text == text
