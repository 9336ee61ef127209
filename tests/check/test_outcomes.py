"""What came of a planned visit, by the journeys table."""

import pytest

from dragoman.check.outcomes import resolve_outcome
from dragoman.records.facts import Facts, Journey
from dragoman.records.findings import Stop, Visit
from dragoman.records.spans import Ref, Span

HELD = Journey(
    row="journeys:1",
    source="s",
    visitor="person:a-b",
    country="KAZ",
    city="Nur-Sultan",
    start="2020-02-01",
    end="2020-02-02",
    status="held",
)
PUT_OFF = Journey(
    row="journeys:2", source="s", visitor="person:a-b", country="KAZ", city=None, start="2020-01-04", end="2020-01-04", status="postponed"
)


def visit(status: str = "planned", country: str = "KAZ", entity: str | None = "person:a-b") -> Visit:
    return Visit(
        document="d",
        id="v1",
        spans=(Span(start=0, end=1),),
        text="x",
        maker="test",
        confidence=1.0,
        visitor=Ref(entity=entity, name="A B"),
        stops=(Stop(place=Ref(name=country), country=country),),
        status=status,
    )


def test_the_held_row_counts_before_the_postponed_one() -> None:
    outcome = resolve_outcome(visit(), Facts(journeys=(PUT_OFF, HELD)), "2020-01-04T13:50").outcome
    assert outcome is not None
    assert (outcome.status, outcome.row) == ("held", "journeys:1")
    assert outcome.date is not None
    assert outcome.date.start == "2020-02-01"
    assert [o.row for o in outcome.others] == ["journeys:2"]


@pytest.mark.parametrize(
    ("made", "published"),
    [
        (visit("held"), "2020-01-04"),
        (visit(country="UZB"), "2020-01-04"),
        (visit(entity="person:c-d"), "2020-01-04"),
        (visit(entity=None), "2020-01-04"),
        (visit(), "2019-01-04"),
        (visit(), "2020-07-04"),
        (visit(), None),
        (visit(), "no day"),
    ],
)
def test_no_row_fits(made: Visit, published: str | None) -> None:
    assert resolve_outcome(made, Facts(journeys=(HELD,)), published) is made
