"""Numbers, lists, dates and passages in words."""

import pytest

from dragoman.compose.phrases import clip, count, days, listed, quoted, unwrap, when
from dragoman.records.spans import DateRange


def test_counts_read_as_words_up_to_twelve() -> None:
    assert count(1, "source") == "one source"
    assert count(12, "source") == "twelve sources"
    assert count(1300, "source") == "1,300 sources"
    assert count(2, "further visit or event", "further visits and events") == "two further visits and events"


def test_lists_join_once_and_count_the_rest() -> None:
    assert listed(["a", "b", "a", "c"]) == "a, b and c"
    assert listed("abcdef", 3) == "a, b and 4 more"
    assert listed([]) == ""


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2020-02-01", "2020-02-02", "1–2 February 2020"),
        ("2020-02-01", "2020-02-01", "1 February 2020"),
        ("2020-01-29", "2020-02-03", "29 January – 3 February 2020"),
        ("2019-12-30", "2020-01-02", "30 December 2019 – 2 January 2020"),
        ("2020-02", None, "from February 2020"),
        (None, "2020", "until 2020"),
        (None, None, ""),
        ("soon", "soon", "soon"),
    ],
)
def test_days_in_words(start: str | None, end: str | None, words: str) -> None:
    assert days(start, end) == words


def test_date_keeps_the_article_s_own_words() -> None:
    assert when(DateRange(start="2019-12-10", end="2019-12-20", text="in mid-December")) == "“in mid-December”: 10–20 December 2019"
    assert when(DateRange(start=None, end=None, text="soon")) == "“soon”"
    assert when(DateRange(start="2020-02-01", end="2020-02-01", text="1 February 2020")) == "1 February 2020"
    assert when(None) == ""


def test_long_passages_are_cut_at_a_word() -> None:
    assert clip("one two three", 8) == "one two …"
    assert len(clip("x" * 5_000_000, 100)) <= 102
    assert quoted("“said”") == "“said”"


@pytest.mark.parametrize(
    ("given", "bare"),
    [
        ("“said”", "said"),
        ("“said,”", "said,"),
        ("it was “stable but weak,”", "it was “stable but weak,”"),
        ("“stable” and “weak”", "“stable” and “weak”"),
        ("“half a quote", "half a quote"),
        ("half a quote”", "half a quote"),
        ('"said"', "said"),
        ('said "so"', 'said "so"'),
        ("", ""),
    ],
)
def test_only_outer_quotation_marks_are_taken_off(given: str, bare: str) -> None:
    assert unwrap(given) == bare


def test_marks_inside_a_passage_are_single_and_paired() -> None:
    assert quoted("the “strategic partnership” of two") == "“the ‘strategic partnership’ of two”"
    assert quoted("stronger relations” with Oslo") == "“‘stronger relations’ with Oslo”"
