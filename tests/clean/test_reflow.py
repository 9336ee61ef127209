"""Re-flow must find the same paragraphs however a text was wrapped."""

import textwrap

import pytest

from dragoman.clean.plain import clean_plain

HEADING = "What the board has not said"
PARAGRAPHS = (
    "Shipping companies on both shores of the sea have waited for the winter to end before they send their vessels out again, and "
    "the insurers have used the time to rewrite every contract that names the eastern harbour.",
    "The chairman of the board, Ivan Dobrev, said on Tuesday that two of the four states had paid into the fund. He would not say which, "
    "and the Ministry of Transport in Constanta did not answer questions sent to it last week.",
    "In Brussels the matter is seen as a test. If the fund is not full by June, the European Commission could withdraw the guarantee that "
    "it gave in 2019, and the Black Sea Institute expects freight rates to double within the year.",
    HEADING,
    "Nothing has been said about the dredging that the port has asked for since 2016, nor about the tugs that were promised to it when the "
    "second quay was built by a company from Izmir.",
    "“We will sign when there is something to sign,” Dobrev told reporters, and added that his office had no date for the next session of "
    "the board, which last met in the autumn.",
)


def wrap(text: str, width: int, opener: int) -> str:
    if not opener or text == HEADING:
        return textwrap.fill(text, width, break_on_hyphens=False)
    first = textwrap.wrap(text, opener, break_on_hyphens=False)[0]
    return first + "\n" + textwrap.fill(text[len(first) :].strip(), width, break_on_hyphens=False)


@pytest.mark.parametrize("width", [56, 65, 72, 79, 90])
@pytest.mark.parametrize("opener", [0, 24, 30])
@pytest.mark.parametrize("gap", ["\n", "\n\n"])
def test_paragraphs_come_back_whole(width: int, opener: int, gap: str) -> None:
    pieces, _ = clean_plain(gap.join(wrap(text, width, opener) for text in PARAGRAPHS))
    found = {piece.text: piece.kind for piece in pieces}
    # Without blank lines a paragraph whose last line happens to be full cannot be told from one that goes on: one such may be joined.
    missed = [text for text in PARAGRAPHS if text not in found]
    assert len(missed) <= (2 if gap == "\n" else 0), missed
    if HEADING in found:
        assert found[HEADING] == "heading"


def test_every_sentence_is_on_one_line() -> None:
    pieces, _ = clean_plain("\n".join(wrap(text, 79, 28) for text in PARAGRAPHS))
    assert not any("\n" in piece.text for piece in pieces)


@pytest.mark.parametrize(("broken", "whole"), [("the old govern-\nment", "government"), ("the 18-year-\nlong war", "18-year-long")])
def test_hyphen_at_the_line_end(broken: str, whole: str) -> None:
    body = (
        "The government of the island, which had ruled for most of a decade and\nwhich had seen three elections in that time, said of "
        + broken
        + " on the\nday of the vote that nobody in the capital had seen the end of it coming."
    )
    pieces, _ = clean_plain(body)
    assert whole in pieces[0].text
