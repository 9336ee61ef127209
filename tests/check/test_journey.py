"""Journeys: what a row supports, and that only a list declared whole for the days in question contradicts."""

from dataclasses import replace

import pytest

from dragoman.check.suite import check_claim
from dragoman.records.facts import Complete, Entity, Journey, Office
from dragoman.records.spans import DateRange, Ref

TODAY = "2026-11-24"
TERM = {"person": "person:pompeo", "office": "foreign_minister", "title": "Secretary of State", "of": "USA"}
PERIODS = {
    "February": DateRange(start="2020-02-01", end="2020-02-29", text="February 2020"),
    "June": DateRange(start="2020-06-01", end="2020-06-30", text="June 2020"),
    "3 February": DateRange(start="2020-02-03", end="2020-02-03", text="3 February 2020"),
    "2017": DateRange(start="2017-01-01", end="2017-12-31", text="2017"),
}


@pytest.fixture(scope="module")
def listed(facts):
    """The facts by hand with a second journey, a term of office and a list that is whole for that term."""
    second = Journey(
        row="journeys:2", visitor="person:pompeo", country="UZB", city="Tashkent", start="2020-02-02", end="2020-02-03", status="held",
        source="by hand", basis="checked",
    )  # fmt: skip
    term = Office(row="offices:p", source="by hand", basis="checked", valid_from="2018-04-26", valid_to="2021-01-20", **TERM)
    whole = [
        Complete(table="journeys", key=k, valid_from="2018-04-26", valid_to="2021-01-20", source="by hand")
        for k in ("person:pompeo", "foreign_minister/USA/region:middle")
    ]
    entities = {**facts.entities, "person:pompeo": Entity(id="person:pompeo", name="Mike Pompeo", type="person", country="USA")}
    return replace(
        facts,
        entities=entities,
        journeys=(*facts.journeys, second),
        offices=(*facts.offices, term),
        complete=(*facts.complete, *whole),
    )


def label(made, facts, day="2020-07-01"):
    return check_claim(made, facts, day, TODAY).verdict.label


@pytest.mark.parametrize(
    ("target", "period", "expected"),
    [
        ("KAZ", "February", "supported"),
        ("KAZ", None, "supported"),
        ("KAZ", "June", "refuted"),
        ("KAZ", "3 February", "insufficient"),  # a day from the row's: sources differ by as much
        ("KGZ", "February", "refuted"),
        ("KGZ", "2017", "insufficient"),  # before the list begins
        ("KGZ", None, "insufficient"),  # he may have been there before he took office
        (["KAZ", "UZB"], "February", "supported"),
        (["KAZ", "KGZ"], "February", "partly"),
        ("region:middle", "February", "supported"),
    ],
)
def test_a_list_that_is_whole_contradicts(listed, claim, target, period, expected):
    assert label(claim("date", "person:pompeo", "visited", target, period=PERIODS.get(period)), listed) == expected


def test_without_the_list_nothing_is_refuted(facts, claim):
    assert label(claim("date", "person:pompeo", "visited", "KAZ", period=PERIODS["February"]), facts) == "supported"
    assert label(claim("date", "person:pompeo", "visited", "KAZ", period=PERIODS["June"]), facts) == "insufficient"


@pytest.mark.parametrize(
    ("predicate", "target", "negated", "day", "expected"),
    [
        ("visited", "KGZ", False, "2020-07-01", "refuted"),
        ("visited", "KGZ", True, "2020-07-01", "supported"),
        ("visited", "KAZ", True, "2020-07-01", "refuted"),
        ("visited all of", "region:middle", False, "2020-07-01", "partly"),
        ("yet to visit", "KAZ", False, "2020-01-04", "supported"),
        ("yet to visit", "KAZ", False, "2020-07-01", "outdated"),
        ("yet to visit", "KGZ", False, "2020-07-01", "supported"),
    ],
)
def test_in_office_the_term_is_meant(listed, claim, predicate, target, negated, day, expected):
    made = claim("date", "person:pompeo", predicate, target, unit="in office", negated=negated)
    assert label(made, listed, day) == expected


def test_a_journey_ahead_and_one_at_home_are_not_judged(listed, claim):
    assert label(claim("date", "person:pompeo", "visited", "KGZ", period=PERIODS["June"]), listed, "2020-01-04") == "insufficient"
    assert label(claim("date", "person:pompeo", "visited", "USA", period=PERIODS["February"]), listed) == "insufficient"


def test_nobody_of_an_office(listed, claim):
    anybody = Ref(start=0, end=1, name="American secretary of state", country="USA")
    assert label(claim("date", anybody, "visited", "KAZ", unit="in office", negated=True), listed) == "refuted"
    assert label(claim("date", anybody, "visited", "KGZ", unit="in office", negated=True), listed) == "insufficient"  # list from 2018


def test_the_first_of_an_office(listed, claim):
    term = replace(listed.offices[-1], person="person:earlier", valid_from="1997-01-23", valid_to="2001-01-20", row="offices:e")
    earlier = replace(listed.journeys[0], visitor="person:earlier", start="2000-04-15", end="2000-04-16", row="journeys:0")
    since_1991 = Complete(
        table="journeys", key="foreign_minister/USA/region:middle", valid_from="1991-12-26", valid_to="2021-01-20", source="by hand"
    )
    both = replace(listed, offices=(*listed.offices, term), journeys=(earlier, *listed.journeys), complete=(since_1991, *listed.complete))
    assert label(claim("date", "person:pompeo", "first to visit", "KAZ", unit="foreign_minister"), both) == "refuted"
    assert label(claim("date", "person:pompeo", "first to visit", "UZB", unit="foreign_minister"), both) == "supported"
    assert label(claim("date", "person:pompeo", "first to visit", "UZB", unit="foreign_minister"), listed) == "insufficient"
