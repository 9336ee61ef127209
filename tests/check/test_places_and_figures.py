"""Capitals, names, borders, shares, ranks, areas, lengths and dates."""

import pytest
from byhand import ref

from dragoman.check.suite import check_claim
from dragoman.records.spans import DateRange

DAY, TODAY = "2020-01-04", "2026-11-24"


def verdict(made, facts, day=DAY):
    return check_claim(made, facts, day, TODAY).verdict


@pytest.mark.parametrize(
    ("city", "predicate", "day", "label", "now"),
    [
        ("Nur-Sultan", "capital of", DAY, "supported", "outdated"),
        ("Nursultan", "capital of", DAY, "supported", "outdated"),
        ("Nur-Sultan", "capital of", "2018-01-01", "refuted", "outdated"),
        ("Astana", "capital of", DAY, "outdated", "supported"),
        ("Astana", "capital of", "2018-01-01", "supported", None),
        ("Almaty", "capital of", DAY, "refuted", None),
        ("Astana", "was capital of", DAY, "supported", None),
    ],
)
def test_capitals(facts, claim, city, predicate, day, label, now):
    found = verdict(claim("capital", ref(None, city), predicate, "KAZ"), facts, day)
    assert (found.label, found.now) == (label, now), found.note


def test_renaming(facts, claim):
    assert verdict(claim("name", ref(None, "Nur-Sultan"), "formerly", ref(None, "Astana")), facts).label == "supported"
    assert verdict(claim("name", ref(None, "Nur-Sultan"), "formerly", ref(None, "Pishpek")), facts).label == "insufficient"


@pytest.mark.parametrize(
    ("others", "label"),
    [(["RUS", "CHN"], "supported"), (["KGZ", "TJK"], "partly"), (["TJK", "USA"], "refuted"), (["RUS"], "supported")],
)
def test_borders(facts, claim, others, label):
    assert verdict(claim("border", "KAZ", "borders", others), facts).label == label


def test_border_outside_complete_lists(facts, claim):
    assert verdict(claim("border", "RUS", "borders", "USA"), facts).label == "insufficient"


@pytest.mark.parametrize(
    ("partner", "value", "approx", "label"),
    [
        ("RUS", 40.0, "almost", "supported"),
        ("CHN", 16.0, None, "supported"),
        ("USA", 4.0, "slightly more than", "supported"),
        ("RUS", 60.0, "almost", "refuted"),
        ("RUS", 43.0, None, "insufficient"),  # outside, but by less than sources differ
        ("TJK", 2.0, None, "insufficient"),
    ],
)
def test_import_shares(facts, claim, partner, value, approx, label):
    assert verdict(claim("share", "KAZ", "imports from", partner, value=value, unit="percent", approx=approx), facts).label == label


def test_disagreeing_vintage_is_shown(facts, claim):
    found = verdict(claim("share", "KAZ", "imports from", "USA", value=4.0, unit="percent", approx="slightly more than"), facts)
    assert {(r.vintage, r.agrees) for r in found.rows} == {("2017", True), ("2018", False)}


def test_stated_year_picks_its_row(facts, claim):
    year = DateRange(start="2018-01-01", end="2018-12-31", text="2018")
    made = claim("share", "KAZ", "imports from", "USA", value=4.0, unit="percent", approx="slightly more than", period=year)
    assert verdict(made, facts).label == "insufficient"


@pytest.mark.parametrize(
    ("partner", "place", "label"), [("CHN", 2, "supported"), ("RUS", 4, "insufficient"), ("RUS", 2, "refuted"), ("CHN", 1, "refuted")]
)
def test_export_ranks(facts, claim, partner, place, label):
    # Half of the exports are not in the table: Russia may be further down, but not further up.
    found = verdict(claim("rank", "KAZ", "rank by exports", partner, value=float(place)), facts)
    assert found.label in ({"insufficient": ("insufficient", "supported")}.get(label, (label,))), found.note


@pytest.mark.parametrize(
    ("state", "value", "label"), [("KAZ", 1.0, "supported"), ("UZB", 1.0, "refuted"), ("UZB", 2.0, "supported"), ("TJK", -1.0, "supported")]
)
def test_place_in_region(facts, claim, state, value, label):
    assert verdict(claim("rank", state, "rank by area", "region:middle", value=value), facts).label == label


@pytest.mark.parametrize(("value", "label"), [(59.0, "supported"), (60.0, "supported"), (65.0, "insufficient"), (90.0, "refuted")])
def test_share_of_regional_output(facts, claim, value, label):
    found = verdict(claim("gdp_share", "KAZ", "was gdp share of", "region:middle", value=value, unit="percent"), facts)
    assert found.label == label, found.note


@pytest.mark.parametrize(
    ("type_", "predicate", "value", "unit", "approx", "label"),
    [
        ("area", "area_km2", 2.7e6, "km2", None, "supported"),
        ("area", "area_km2", 1e6, "km2", "about", "refuted"),
        ("quantity", "population", 18e6, "people", "more than", "supported"),
        ("quantity", "population", 25e6, "people", None, "refuted"),
        ("quantity", "sheep", 2e6, None, None, "insufficient"),
    ],
)
def test_quantities(facts, claim, type_, predicate, value, unit, approx, label):
    assert verdict(claim(type_, "KAZ", predicate, value=value, unit=unit, approx=approx), facts).label == label


@pytest.mark.parametrize(
    ("year", "label"), [("1991", "supported"), ("1992", "insufficient"), ("2005", "refuted"), ("1918", "insufficient")]
)
def test_independence(facts, claim, year, label):
    period = DateRange(start=f"{year}-01-01", end=f"{year}-12-31", text=year)
    assert verdict(claim("independence", "KAZ", "independent since", period=period), facts).label == label


@pytest.mark.parametrize(
    ("value", "unit", "approx", "day", "label"),
    [
        (18.0, "year", None, DAY, "supported"),
        (19.0, "year", None, DAY, "supported"),
        (12.0, "year", None, DAY, "refuted"),
        (2.0, "decade", "almost", "2021-07-01", "supported"),
        (20.0, "year", None, "2024-01-01", "supported"),
    ],
)
def test_length_of_war(facts, claim, value, unit, approx, day, label):
    made = claim("duration", ref(None, "war in Ruritania"), "lasted", value=value, unit=unit, approx=approx)
    assert verdict(made, facts, day).label == label


def test_agreements(facts, claim):
    assert verdict(claim("treaty", "KAZ", "signed", "USA"), facts).label == "supported"
    assert verdict(claim("treaty", "KAZ", "signed", "CHN"), facts).label == "insufficient"
    assert verdict(claim("treaty", "KAZ", "party to", ref(None, "Friendship Treaty")), facts).label == "supported"
