"""Numbers of neighbours, coasts, who alone borders whom, who came after whom, and multiples of a size."""

from dataclasses import replace

import pytest
from byhand import CHECKED, ref

from dragoman.check.suite import check_claim
from dragoman.records.facts import Complete, Membership, Office

DAY, TODAY = "2020-01-04", "2026-11-24"


@pytest.fixture(scope="module")
def world(facts):
    """The small world with a list of landlocked states, whose members Kazakhstan and Uzbekistan are, and complete borders."""
    inland = tuple(
        Membership(row=f"memberships:region:landlocked/{c}", org="region:landlocked", country=c, status="member", **CHECKED)
        for c in ("KAZ", "UZB")
    )
    lists = [
        ("memberships", "region:landlocked"),
        ("memberships", "region:middle"),
        ("figures", "area_km2"),
        *(("borders", c) for c in ("KGZ", "RUS")),
    ]
    declared = tuple(Complete(table=t, key=k, valid_from=None, valid_to=None, source="by hand") for t, k in lists)
    return replace(facts, memberships=(*facts.memberships, *inland), complete=(*facts.complete, *declared))


def label(made, facts, day=DAY):
    return check_claim(made, facts, day, TODAY).verdict.label


@pytest.mark.parametrize(
    ("count", "approx", "expected"), [(4.0, None, "supported"), (5.0, None, "refuted"), (3.0, "more than", "supported")]
)
def test_numbers_of_neighbours(world, claim, count, approx, expected):
    assert label(claim("border", "KAZ", "neighbours", value=count, approx=approx), world) == expected


def test_neighbours_of_a_group_and_of_a_state_without_a_list(world, claim):
    assert label(claim("border", "KAZ", "neighbours", "region:middle", value=2.0), world) == "supported"
    assert label(claim("border", "USA", "neighbours", value=2.0), world) == "insufficient"


def test_coasts(world, claim):
    assert label(claim("border", "KAZ", "landlocked"), world) == "supported"
    assert label(claim("border", "KAZ", "landlocked", negated=True), world) == "refuted"
    assert label(claim("border", "RUS", "landlocked"), world) == "refuted"
    assert label(claim("border", "KAZ", "doubly landlocked"), world) == "refuted"


def test_who_alone_borders(world, claim):
    assert label(claim("border", "KAZ", "alone borders", ["RUS", "region:middle"]), world) == "supported"
    assert label(claim("border", "KAZ", "alone borders", ["KGZ", "region:middle"]), world) == "refuted"
    assert label(claim("border", "KGZ", "borders all of", "region:middle"), world) == "partly"


def test_between_supports_only(world, claim):
    assert label(claim("border", "KAZ", "between", ["RUS", "KGZ"]), world) == "supported"
    assert label(claim("border", "KAZ", "between", ["RUS", "TJK"]), world) == "insufficient"


@pytest.mark.parametrize(("value", "approx", "expected"), [(6.0, None, "supported"), (2.0, None, "refuted"), (7.0, "almost", "supported")])
def test_multiples(world, claim, value, approx, expected):
    assert label(claim("rank", "KAZ", "times by area", "UZB", value=value, approx=approx), world) == expected


def test_succession(world, claim):
    after, before = ref("person:tokayev"), ref("person:nazarbayev")
    assert label(replace(claim("office", after, "succeeded president", "KAZ"), objects=(before,)), world) == "supported"
    assert label(replace(claim("office", before, "succeeded president", "KAZ"), objects=(after,)), world) == "refuted"
    assert label(replace(claim("office", after, "succeeded office"), objects=(ref("person:pompeo"),)), world) == "insufficient"


def test_nobody_holds_two_states(world, claim):
    assert label(claim("office", "person:tokayev", "is prime minister", "KGZ"), world) == "refuted"


def test_an_earlier_rank_is_outdated(world, claim):
    grown = replace(next(f for f in world.figures if f.country == "UZB" and f.measure == "area_km2"), row="figures:x", year=1995, value=9e6)
    shrunk = replace(grown, row="figures:y", year=2005, value=447400.0)
    others = tuple(f for f in world.figures if not (f.country == "UZB" and f.measure == "area_km2"))
    facts = replace(world, figures=(*others, grown, shrunk))
    assert label(claim("rank", "UZB", "rank by area", "region:middle", value=1.0), facts) == "outdated"
    assert label(claim("rank", "UZB", "rank by area", "region:middle", value=1.0), facts, "2000-01-01") == "supported"


def test_between_two_holders_stands_another(world, claim):
    third = Office(
        row="offices:x", person="person:pompeo", office="head_of_state", title="President", of="KAZ", valid_from="2024-01-01", **CHECKED
    )
    facts = replace(
        world, offices=(*(replace(o, valid_to="2024-01-01") if o.person == "person:tokayev" else o for o in world.offices), third)
    )
    made = replace(claim("office", ref("person:pompeo"), "succeeded president", "KAZ"), objects=(ref("person:nazarbayev"),))
    assert label(made, facts, "2025-01-01") == "refuted"
