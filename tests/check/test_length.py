"""How long somebody held an office: full years and the one that runs fit; what is far off contradicts, where the row may."""

import pytest
from byhand import ref

from dragoman.check.length import is_far, length_fits
from dragoman.check.suite import check_claim
from dragoman.check.warfare import answer_ending
from dragoman.records.facts import Happening


@pytest.mark.parametrize(
    ("predicate", "value", "unit", "approx", "expected"),
    [
        ("was president", 27.0, "year", None, "supported"),
        ("was president", 28.0, "year", None, "supported"),
        ("was president", 3.0, "decade", "almost", "supported"),
        ("was president", 30.0, "year", "almost", "supported"),
        ("was president", 10.0, "year", None, "refuted"),
        ("was president", 10.0, "year", "less than", "refuted"),
        ("was president", 40.0, "year", None, "refuted"),
        ("was president", 25.0, "year", None, "insufficient"),  # not so far that no way of counting makes up for it
        ("ruled", 10.0, "year", None, "refuted"),
        ("ruled", 40.0, "year", None, "insufficient"),  # rule may have begun before the office
        ("was chancellor", 27.0, "year", None, "insufficient"),
    ],
)
def test_years_in_office(facts, claim, predicate, value, unit, approx, expected):
    made = claim("duration", "person:nazarbayev", predicate, "KAZ", value=value, unit=unit, approx=approx)
    assert check_claim(made, facts, "2019-04-10", "2026-11-24").verdict.label == expected


def test_a_term_that_runs_ends_on_the_day(facts, claim):
    made = claim("duration", "person:tokayev", "was president", "KAZ", value=3.0, unit="year")
    assert [check_claim(made, facts, day, "2026-11-24").verdict.label for day in ("2022-03-30", "2019-09-01")] == ["supported", "refuted"]


def test_fits_and_far():
    assert length_fits(8.7, 9.0, None, "year")
    assert not length_fits(8.7, 15.0, None, "year")
    assert is_far(8.7, 15.0, None)
    assert not is_far(8.7, 7.0, "more than")
    assert is_far(2.0, 6.0, "more than")


def _row(kind, name, parties, start, end=None):
    row = f"happenings:{kind}/{name}"
    return Happening(row=row, source="by hand", basis="checked", kind=kind, name=name, parties=parties, valid_from=start, valid_to=end)


@pytest.mark.parametrize(
    ("war", "holds"),
    [
        (("XXA", "1992-04-06", "1995-12-14"), "yes"),
        (("XXB", "1998-02-28", "1999-06-11"), "no"),
        (("XXA", "1992-04-06", "1997-06-14"), "unknown"),
    ],
)
def test_which_pact_ended_which_war(facts, war, holds):
    code, start, end = war
    pact = _row("agreement", "Pact", ("XXA", "XXC"), "1995-12-14")
    assert answer_ending([_row("war", "War", (code,), start, end)], [pact], facts, "2005-01-01").holds == holds


def test_an_ending_of_an_unknown_war_is_open(facts, claim):
    made = claim("date", ref(None, "war in Nowhere"), "ended by", ref(None, "Friendship Treaty"), unit="war")
    assert check_claim(made, facts, "2019-04-10", "2026-11-24").verdict.label == "insufficient"
