"""Lemmas of verbs that news is made of, and rules that do not fit."""

import pytest

from dragoman.language.lemmas import apply_lemma_rule
from dragoman.language.model import load


@pytest.mark.parametrize(
    ("sentence", "form", "lemma"),
    [
        ("She told us that they flew home.", "flew", "fly"),
        ("He denied it and praised them.", "denied", "deny"),
        ("He denied it and praised them.", "praised", "praise"),
        ("They stopped planning the visit.", "planning", "plan"),
        ("The ministers sought a deal.", "sought", "seek"),
        ("Kazakhstan borders China.", "Kazakhstan", "Kazakhstan"),
        ("Two countries signed treaties.", "treaties", "treaty"),
    ],
)
def test_lemma(sentence: str, form: str, lemma: str) -> None:
    assert {t.text: t.lemma_ for t in load()(sentence)}[form] == lemma


def test_a_rule_that_is_longer_than_the_word_leaves_it() -> None:
    assert apply_lemma_rule("is", "l|5|be") == "is"
    assert apply_lemma_rule("Went", "l|3|o") == "wo"
    assert apply_lemma_rule("a", "k|1|") == "a"
