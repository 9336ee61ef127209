"""Contradictions of offices that another time or a namesake takes back."""

from dataclasses import replace

import pytest
from byhand import _office, ref

from dragoman.check.suite import check_claim
from dragoman.records.facts import Entity
from dragoman.records.spans import DateRange

TODAY = "2026-11-24"


@pytest.fixture
def world(facts):
    """The small world with a father and a son of one name, both once head of government."""
    people = {"person:elder": "Jan Q. Novak", "person:younger": "Jan W. Novak"}
    rows = (
        _office("person:elder", "head_of_government", "Prime Minister", "UZB", "1994-01-01", "1998-01-01"),
        _office("person:younger", "head_of_government", "Prime Minister", "UZB", "2012-01-01", "2020-05-01"),
    )
    entities = {**facts.entities, **{k: Entity(id=k, name=v, type="person") for k, v in people.items()}}
    return replace(facts, entities=entities, offices=(*facts.offices, *rows))


def year(text: str) -> DateRange:
    return DateRange(start=f"{text}-01-01", end=f"{text}-12-31", text=text)


@pytest.mark.parametrize(
    ("predicate", "when", "day", "label"),
    [
        ("was prime minister", "1996", "2015-01-01", "supported"),  # the years of the father, whom the words may mean
        ("was prime minister", "2005", "2015-01-01", "insufficient"),  # nobody is listed: an earlier term may be missing
        ("was prime minister", "2013", "2015-01-01", "supported"),
        ("left prime minister", "2019", "2019-12-31", "insufficient"),  # stays on until May
        ("left prime minister", "2014", "2015-01-01", "refuted"),
    ],
)
def test_doubts(world, claim, predicate, when, day, label):
    said = replace(claim("office", ref("person:younger", "Jan W. Novak"), predicate, "UZB"), period=year(when))
    checked = check_claim(said, world, day, TODAY)
    assert checked.verdict.label == label, checked.verdict.note
