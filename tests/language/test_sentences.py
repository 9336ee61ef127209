"""Sentence ends of edited news."""

import pytest

from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.records.document import Block, Document


def split(text: str) -> list[str]:
    return [s.text.strip() for s in load()(text).sents]


@pytest.mark.parametrize(
    "sentences",
    [
        ["Gen. Mark Milley met Mr. Putin in St. Petersburg.", "They talked."],
        ["“We will leave,” he said.", "“Nobody knows when.”", "The talks ended."],
        ["The U.S. and the U.K. signed it on Jan. 5 in Washington.", "He left."],
        ["He lives in the U.S.", "The visit was short."],
        ["Trade rose 3.5 percent to $4.2 billion in 2019.", "Exports fell."],
        ["What awaits him in Minsk?", "Nobody knows!", "It is unclear."],
        ["Exports of Company No. 5 grew.", "J. K. Kim disagreed."],
    ],
)
def test_edited_news(sentences: list[str]) -> None:
    assert split(" ".join(sentences)) == sentences


def test_a_blank_line_ends_a_sentence() -> None:
    assert split("Seeking a fallback position\n\nThe ministry declined to comment.") == [
        "Seeking a fallback position",
        "The ministry declined to comment.",
    ]


def test_blocks_are_never_crossed() -> None:
    text = "Talks resume in Vienna The delegations arrived on Monday."
    blocks = (Block(kind="heading", start=0, end=22), Block(kind="paragraph", start=23, end=len(text)))
    document = Document(
        id="d", source="s", title=None, published=None, publisher=None, author=None, url=None, language="en", text=text, blocks=blocks
    )
    assert [s.text.strip() for s in parse_document(load(), document).sents] == [
        "Talks resume in Vienna",
        "The delegations arrived on Monday.",
    ]
