"""The linter: each rule catches its fault, and every brief that is written keeps them all."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from compose_parts import make_ground, make_puzzle
from riddle import RATED

from dragoman.compose.brief import write_brief
from dragoman.compose.lint import lint_brief, lint_sentence
from dragoman.records.brief import Brief, Citation, Sentence
from dragoman.records.harvest import Harvest

CITED = (Citation(row="t:1"),)


def codes(text: str, topic: str = "", nature: str = "judgement") -> set[str]:
    return {p.code for p in lint_sentence(Sentence(text=text, citations=CITED, topic=topic, nature=nature))}


@pytest.mark.parametrize(
    ("text", "topic", "code"),
    [
        ("It is likely, with moderate confidence, that she comes.", "judgement", "lint-mixed"),
        ("Confidence is low that this is probable.", "confidence", "lint-mixed"),
        ("We believe it is likely that she comes.", "judgement", "lint-forbidden"),
        ("It cannot be ruled out that she comes.", "", "lint-forbidden"),
        ("She comes for gas.", "judgement", "lint-no-likelihood"),
        ("It is likely or very likely that she comes.", "judgement", "lint-two-terms"),
        ("It is highly likely that she comes.", "judgement", "lint-other-scale"),
        ("It is likely that she comes.", "weighing", "lint-stray"),
        ("This rests on two items.", "confidence", "lint-no-confidence"),
    ],
)
def test_each_fault_is_caught(text: str, topic: str, code: str) -> None:
    assert code in codes(text, topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("It is likely (55–80%, ICD 203) that the main answer is h1.", "judgement"),
        ("There is a roughly even chance (45–55%, ICD 203) that the main answer is h1.", "judgement"),
        ("Confidence in this is low: one origin.", "confidence"),
        ("Karl Berg: “it is likely, and I have confidence in it”", "quote"),
    ],
)
def test_good_sentences_pass(text: str, topic: str) -> None:
    assert codes(text, topic) == set()


def test_words_of_others_are_theirs_even_where_they_are_cut() -> None:
    assert codes("RT: “we believe it is likely, with high confidence …", "quote") == set()


def test_judgement_must_be_marked_and_rest_on_evidence() -> None:
    assert "lint-unmarked" in codes("It is likely that the main answer is h1.", "judgement", "information")
    idle = Sentence(text="It is likely that h1.", citations=(Citation(source="puzzle"),), topic="judgement", nature="judgement")
    assert "lint-no-evidence" in {p.code for p in lint_sentence(idle)}
    draft = replace(idle, citations=CITED, draft=True)
    assert "lint-no-evidence" in {p.code for p in lint_sentence(draft)}


def change(brief: Brief, to: Callable[[tuple[Sentence, ...]], tuple[Sentence, ...]]) -> Brief:
    """Return the brief with other key judgements."""
    return replace(brief, sections=tuple(replace(s, before=to(s.before)) if s.id == "judgements" else s for s in brief.sections))


def test_number_of_judgements_scale_and_confidence_are_counted(harvest: Harvest) -> None:
    brief = write_brief([harvest], as_of=None, today="2024-06-01", ground=make_ground(make_puzzle()))
    assert lint_brief(brief) == ()
    assert {p.code for p in lint_brief(change(brief, lambda s: s[:2]))} == {"lint-count"}
    assert {p.code for p in lint_brief(change(brief, lambda s: s * 3))} == {"lint-count"}
    assert {p.code for p in lint_brief(change(brief, lambda s: s[:3]))} == {"lint-no-confidence"}
    assert {p.code for p in lint_brief(replace(brief, scale="PHIA"))} == {"lint-scale"}
    silent = change(brief, lambda s: (Sentence(text="Nothing.", citations=CITED),))
    assert {p.code for p in lint_brief(silent)} == {"lint-count"}


def test_every_brief_of_the_article_keeps_the_rules(harvest: Harvest, bare: Harvest) -> None:
    for given in (harvest, bare):
        assert lint_brief(write_brief([given], as_of=None, today="2024-06-01")) == ()
    for e in RATED:
        puzzle = make_puzzle()
        fewer = replace(puzzle, ratings=tuple(r for r in puzzle.ratings if r.evidence == e))
        assert lint_brief(write_brief([harvest], as_of=None, today="2024-06-01", ground=make_ground(fewer))) == ()
