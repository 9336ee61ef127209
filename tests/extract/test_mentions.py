"""Names, read with the shipped model and tables. The texts are written for the tests."""

from functools import lru_cache
from typing import Any

import pytest

from dragoman.extract.mentions import find_mentions
from dragoman.extract.titles import load_titles, title_length
from dragoman.language.model import load
from dragoman.language.parse import parse_document
from dragoman.records.document import Block, Document
from dragoman.records.findings import Mention
from dragoman.tables import load_facts


@lru_cache(maxsize=1)
def nlp() -> Any:
    return load()


def mentions(text: str, kind: str = "paragraph") -> tuple[Mention, ...]:
    blocks, at = [], 0
    for line in text.split("\n"):
        blocks.append(Block(kind=kind, start=at, end=at + len(line)))
        at += len(line) + 1
    d = Document(
        id="t",
        source="t",
        title=None,
        published="2020-01-04",
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
    )
    return find_mentions(parse_document(nlp(), d), d, load_facts())


def typed(text: str, kind: str = "paragraph") -> dict[str, str]:
    return {m.text: m.type for m in mentions(text, kind)}


def test_titles_and_possessives_are_stripped() -> None:
    found = typed("Uzbek Foreign Minister Abdulaziz Kamilov’s plane landed in Tashkent after President Lukashenko’s.")
    assert found["Abdulaziz Kamilov"] == "person"
    assert found["Lukashenko"] == "person"
    assert found["Tashkent"] == "place"


def test_tables_correct_the_model() -> None:
    found = typed("The CSTO and NATO sent observers to Kazakhstan, Kyrgyzstan and Tajikistan.")
    assert found["CSTO"] == found["NATO"] == "organisation"
    assert found["Kazakhstan"] == found["Kyrgyzstan"] == found["Tajikistan"] == "state"


def test_a_longer_name_wins_over_a_state_inside_it() -> None:
    found = typed("She moved from New Mexico to South Sudan and then to Papua New Guinea.")
    assert found["New Mexico"] == "place"
    assert found["South Sudan"] == "state"
    assert "Mexico" not in found
    assert "Sudan" not in found
    assert "Guinea" not in found


def test_adjectives_count_where_they_name_an_actor() -> None:
    assert "Kazakh" in typed("The report cites Kazakh officials.")
    assert "Kazakh" not in typed("She studies Kazakh politics and Kazakh carpets.")
    assert typed("The Russians agreed to the terms.")["Russians"] == "group"


def test_handles_and_hashtags() -> None:
    found = typed("Yesterday @SecPompeo praised #Kazakhstan in a post.")
    assert found["@SecPompeo"] == "person"
    assert found["Kazakhstan"] == "state"


@pytest.mark.parametrize("text", ["KAZAKHSTAN TO HOST TALKS WITH UZBEKISTAN", "kazakhstan to host talks with uzbekistan"])
def test_headlines_in_capitals_or_none(text: str) -> None:
    found = {m.text.lower() for m in mentions(text, "title") if m.type == "state"}
    assert found == {"kazakhstan", "uzbekistan"}


def test_common_words_in_lower_case_are_no_states() -> None:
    assert not [m for m in mentions("they ate turkey with us, who knows", "title") if m.type == "state"]
    assert "IS" not in typed("THE SCHEDULE IS SUBJECT TO CHANGE")


def test_speaker_labels_of_a_transcript() -> None:
    found = typed("MR HOLLIS: Good morning.\nQUESTION: Thank you.")
    assert found["HOLLIS"] == "person"
    assert "QUESTION" not in found


def test_a_name_reaches_as_far_as_its_acronym() -> None:
    found = typed("The Baltic Shipping Registry (BSR) closed, and so did the Union of Northern Fishers (UNF).")
    assert found["Baltic Shipping Registry"] == "organisation"
    assert found["Union of Northern Fishers"] == "organisation"


def test_title_length() -> None:
    titles = load_titles()
    assert title_length(["former", "foreign", "minister", "x"], titles) == 3
    assert title_length(["secretary", "of", "state", "x"], titles) == 3
    assert title_length(["x"], titles) == 0


def test_spans_are_exact_and_ids_run() -> None:
    text = "  “Mr. Sato,” said Ms. Ito of the U.N., “is in Kyiv's  North-East (ROK).”"
    found = mentions(text)
    assert [m.id for m in found] == [f"m{n}" for n in range(1, len(found) + 1)]
    for m in found:
        assert text[m.start : m.end] == m.text == m.text.strip()
