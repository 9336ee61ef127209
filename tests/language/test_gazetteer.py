"""What the tables know mends what the network guessed."""

from typing import Any

import pytest

from dragoman.language.model import load


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Uzbekistan objected to the plan.", "Uzbekistan", "GPE"),
        ("The CSTO met in Yerevan.", "CSTO", "ORG"),
        ("Kyrgyz officials arrived.", "Kyrgyz", "NORP"),
        ("ASHGABAT, Turkmenistan — Talks opened.", "ASHGABAT", "GPE"),
        ("President Ivanenko arrived.", "Ivanenko", "PERSON"),
        ("It rose by almost 40 percent.", "40 percent", "PERCENT"),
        ("They paid $4.2 billion for it.", "$4.2 billion", "MONEY"),
    ],
)
def test_label(text: str, name: str, label: str) -> None:
    assert (name, label) in {(e.text, e.label_) for e in load()(text).ents}


def test_titles_are_no_part_of_a_name() -> None:
    names = {e.text for e in load()("Then Foreign Minister Sergei Lavrov met President Xi Jinping.").ents if e.label_ == "PERSON"}
    assert names == {"Sergei Lavrov", "Xi Jinping"}


def test_many_names_cost_no_more_looks_each(monkeypatch: pytest.MonkeyPatch) -> None:
    gazetteer: Any = load().get_pipe("dragoman_names")
    looks: list[int] = []
    joined = gazetteer._is_joined
    monkeypatch.setattr(gazetteer, "_is_joined", lambda name, matches: looks.append(len(matches)) or joined(name, matches))
    doc = load()("Kazakhstan and Uzbekistan and Belarus and " * 60 + "they left.")
    assert {e.text for e in doc.ents} == {"Kazakhstan", "Uzbekistan", "Belarus"} and len(doc.ents) == 180
    assert sum(looks) <= len(doc)
