"""Which attribution stands in which."""

from dragoman.extract.quotes.draft import Draft, subtract, union
from dragoman.extract.quotes.marks import pair_quotes
from dragoman.extract.quotes.nesting import clip_to_quotations, find_parents


def test_ranges() -> None:
    assert subtract([(0, 10)], (3, 5)) == [(0, 3), (5, 10)]
    assert subtract([(0, 3), (6, 9)], (2, 7)) == [(0, 2), (7, 9)]
    assert union([(5, 9), (0, 5), (12, 13)]) == [(0, 9), (12, 13)]


def test_parent_is_the_innermost_content_around_a_cue() -> None:
    outer = Draft("statement", "clause", [(10, 90)], (5, 9))
    middle = Draft("statement", "clause", [(40, 90)], (30, 35))
    inner = Draft("belief", "clause", [(70, 90)], (60, 65))
    assert find_parents([outer, middle, inner]) == [None, 0, 1]


def test_two_that_hold_each_other_are_settled_for_the_longer() -> None:
    said = Draft("statement", "clause", [(10, 60)], (3, 7))
    according = Draft("statement", "according", [(0, 40)], (42, 54))
    assert find_parents([said, according]) == [None, 0]


def test_what_is_said_inside_marks_stays_inside() -> None:
    text = "“I think so,” he said, and left."
    draft = Draft("belief", "clause", [(9, 32)], (3, 8))
    clip_to_quotations([draft], pair_quotes(text, [(0, len(text))]).quotations)
    assert draft.content == [(9, 13)]
