"""Seas, ranges, regions, wars and meetings by their head noun, and what the tables and the lists put right."""

import pytest

from dragoman.language.model import load


def names(text: str) -> set[tuple[str, str]]:
    return {(e.text, e.label_) for e in load()(text).ents if e.label_ != "DATE"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tankers waited in the Bering Strait for two days.", ("Bering Strait", "LOC")),
        ("The fleet left the Gulf of Finland on Monday.", ("Gulf of Finland", "LOC")),
        ("Villages around Lake Tanganyika were flooded.", ("Lake Tanganyika", "LOC")),
        ("Trade with Southeast Asia grew.", ("Southeast Asia", "LOC")),
        ("He spoke of the Falklands War at length.", ("Falklands War", "EVENT")),
        ("She will attend the Halifax Security Forum in November.", ("Halifax Security Forum", "EVENT")),
        ("South Korean diplomats met in Seoul.", ("South Korean", "NORP")),
        ("Kurdish leaders met in Erbil.", ("Kurdish", "NORP")),
        ("He joined the Estonian Defence Forces.", ("Estonian Defence Forces", "ORG")),
    ],
)
def test_a_head_noun_tells_what_a_name_is(text: str, name: tuple[str, str]) -> None:
    assert name in names(text)


def test_a_longer_name_stands() -> None:
    assert ("Black Sea Fleet", "ORG") in names("The Black Sea Fleet sailed at dawn.")
    assert not any(label == "EVENT" for _, label in names("Tourists filled the Cold War Museum in Vilnius."))


def test_states_that_are_islands_stay_states() -> None:
    assert ("Solomon Islands", "GPE") in names("The Solomon Islands signed a pact with China.")


def test_two_states_are_two_names() -> None:
    assert {("India", "GPE"), ("Pakistan", "GPE")} <= names("India and Pakistan exchanged lists.")
