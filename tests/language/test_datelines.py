"""Datelines: found at the start of a paragraph, and a sentence of their own in the parse."""

import pytest

from dragoman.language.datelines import dateline_end
from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.records.document import Block, Document

REPORT = "Britain's Labour Party was accused of misleading voters."


@pytest.mark.parametrize(
    "line",
    [
        "LONDON (AP) — ",
        "WASHINGTON (Reuters) - ",
        "MOSCOW, March 3 (Xinhua) -- ",
        "PARIS, Aug 31 (Reuters) - ",
        "DES MOINES, Iowa, Aug. 10 (UPI) — ",
        "Kabul, May 3 - ",
        "Hong Kong (CNN Business) ",
        "NEW DELHI - ",
        "MANCHESTER, N.H. -- ",
        "Nur-Sultan – ",
        "Cairo - ",
    ],
)
def test_a_dateline_is_found(line: str) -> None:
    assert dateline_end(line + REPORT) == len(line)


@pytest.mark.parametrize(
    "text",
    [
        REPORT,
        "",
        "QUESTION: Thank you. Is the deal dead?",
        "SECRETARY BLINKEN: Good morning, everyone.",
        "The Russians – Ambassador Smith said – agreed.",
        "Russia and China – once rivals – signed the treaty.",
        "NATO - which is based in Brussels - declined.",
        "He arrived on May 3 (Tuesday) in Kabul.",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert dateline_end(text) == 0


def parsed(text: str, kind: str = "paragraph") -> list[str]:
    document = Document(
        id="d",
        source="d",
        title=None,
        published=None,
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=(Block(kind=kind, start=0, end=len(text)),),
    )
    return [s.text.strip() for s in parse_document(load(), document).sents]


def test_a_dateline_is_a_sentence_of_its_own() -> None:
    assert parsed("LONDON (AP) — " + REPORT) == ["LONDON (AP) —", REPORT]


def test_a_heading_has_no_dateline() -> None:
    assert len(parsed("LONDON (AP) — " + REPORT, "heading")) == 1
