"""Quotation marks: who opens, who closes, what is only an apostrophe."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.extract.quotes.marks import DEEPEST, Pairing, pair_quotes


def pair(text: str) -> Pairing:
    spans, at = [], 0
    for paragraph in text.split("\n\n"):
        spans.append((at, at + len(paragraph)))
        at += len(paragraph) + 2
    return pair_quotes(text, spans)


def words(text: str) -> list[tuple[int, list[str]]]:
    return [(q.depth, [text[a:b] for a, b in q.parts]) for q in pair(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said, “It’s the workers’ right.”", [(0, ["It’s the workers’ right."])]),
        ("‘The farmers’ patience ends,’ he said. ‘We won.’", [(0, ["The farmers’ patience ends,"]), (0, ["We won."])]),
        ("'It's done,' she said of the '90s and Jones' car.", [(0, ["It's done,"])]),
        ("''We won,'' he said. ''It's over.''", [(0, ["We won,"]), (0, ["It's over."])]),
        ('"Mixed marks,” he said', [(0, ["Mixed marks,"])]),
        ("“one ‘two “three” two’ one”", [(0, ["one ‘two “three” two’ one"]), (1, ["two “three” two"]), (2, ["three"])]),
        ('"Yes"--he said--"no".', [(0, ["Yes"]), (0, ["no"])]),
        ("”Turned signs” are read too", [(0, ["Turned signs"])]),
        ("He is 6'2\" tall.", []),
    ],
)
def test_pairs(text: str, expected: list[tuple[int, list[str]]]) -> None:
    assert words(text) == expected


def test_quotation_over_paragraphs_opens_each_and_closes_once() -> None:
    found = pair("“First.\n\n“Second.\n\n“Third,” he said.")
    assert [q.closed for q in found.quotations] == [True]
    assert words("“First.\n\n“Second.\n\n“Third,” he said.") == [(0, ["First.", "Second.", "Third,"])]
    assert not found.unclosed


def test_unclosed_mark_is_told_and_ends_with_its_paragraph() -> None:
    text = "He hailed the “pact and left.\n\nNothing else “was” said."
    found = pair(text)
    assert found.unclosed == [14]
    assert [(text[q.start : q.end], q.closed) for q in found.quotations] == [("“pact and left.", False), ("“was”", True)]


def test_too_deep_is_told() -> None:
    found = pair("“a " * (DEEPEST + 3))
    assert len(found.too_deep) == 3


@pytest.mark.parametrize("unit", ['"', "“", "'", '" ', ' "a', "“a ", "‘a ", "’ ", "s’ a "])
def test_many_marks_take_linear_time(unit: str) -> None:
    text = unit * (200_000 // len(unit))
    pair(text)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab .,\n\"'“”‘’`«»s", max_size=120))
def test_quotations_lie_inside_and_outermost_do_not_overlap(text: str) -> None:
    found = pair(text)
    end = 0
    for q in found.quotations:
        assert 0 <= q.start <= q.parts[0][0] and q.parts[-1][1] <= q.end <= len(text)
        if q.depth == 0:
            assert q.start >= end
            end = q.end
