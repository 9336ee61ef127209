"""The tree's roles: subjects and patients through passives, relatives, control and coordination."""

import pytest
from event_reading import parse
from spacy.tokens import Doc, Token

from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, conjuncts, noun_phrase, obliques, patients, possessors, preposition, subjects


def token(doc: Doc, word: str) -> Token:
    return next(t for t in doc if t.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "who", "whom"),
    [
        ("Rebels attacked the port.", "attacked", ["Rebels"], ["port"]),
        ("The port was attacked by rebels.", "attacked", ["rebels"], ["port"]),
        ("The rebels who attacked the port fled.", "attacked", ["rebels"], ["port"]),
        ("The king wants to visit Oman.", "visit", ["king"], ["Oman"]),
        ("The king ordered troops to leave Oman.", "leave", ["troops"], ["Oman"]),
        ("The premier arrived and met the king.", "met", ["premier"], ["king"]),
        ("Chad and Niger attacked the camp.", "attacked", ["Chad", "Niger"], ["camp"]),
    ],
)
def test_roles(text: str, verb: str, who: list[str], whom: list[str]) -> None:
    predicate = token(parse(text), verb)
    assert [t.text for t in agents(predicate)] == who
    assert [t.text for t in patients(predicate)] == whom


def test_phrases_and_links() -> None:
    text = "The Polish foreign minister spoke with leaders of Chad and Niger about his visit."
    doc = parse(text)
    start, end = noun_phrase(token(doc, "minister"))
    assert text[start:end] == "The Polish foreign minister"
    (leaders,) = obliques(token(doc, "spoke"), ("with",))
    assert (leaders.text, preposition(leaders)) == ("leaders", "with")
    assert [t.text for t in conjuncts(token(doc, "Chad"))] == ["Chad", "Niger"]
    assert [t.text for t in possessors(token(doc, "visit"))] == ["his"]
    assert [t.text for t in subjects(token(doc, "spoke"))] == ["minister"]


def test_base_forms_of_irregular_and_doubled_words() -> None:
    doc = parse("They met, spoke, withdrew and expelled the men after planning.")
    assert [base(token(doc, w)) for w in ("met", "spoke", "withdrew", "expelled", "men", "planning")] == [
        "meet",
        "speak",
        "withdraw",
        "expel",
        "man",
        "plan",
    ]
