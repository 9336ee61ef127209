"""Agreements: parties, those outside, what they did with them, and until when they held."""

import pytest
from byhand import ref

from dragoman.check.suite import check_claim
from dragoman.records.spans import DateRange
from dragoman.tables import load_facts


def _named(name: str):
    return ref(None, name)


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "day", "negated", "label"),
    [
        ("USA", "party to", _named("JCPOA"), "2017-01-01", False, "supported"),
        ("USA", "party to", _named("JCPOA"), "2019-01-01", False, "outdated"),
        ("USA", "party to", _named("JCPOA"), "2019-01-01", True, "supported"),
        ("IND", "signed", _named("JCPOA"), "2019-01-01", False, "refuted"),
        ("USA", "left", _named("JCPOA"), "2019-01-01", True, "refuted"),
        ("USA", "party to", _named("Paris Agreement"), "2020-12-01", False, "outdated"),
        ("USA", "party to", _named("Paris Agreement"), "2021-12-01", False, "supported"),
        ("USA", "ratified", _named("CTBT"), "2020-01-01", True, "supported"),
        ("USA", "signed", _named("CTBT"), "2020-01-01", False, "supported"),
        ("IND", "signed", _named("NPT"), "2020-01-01", False, "refuted"),
        ("KAZ", "joined", _named("NPT"), "2020-01-01", True, "refuted"),
        ("CHN", "party to", _named("New START"), "2020-01-01", True, "supported"),
        ("UKR", "ratified", _named("Rome Statute"), "2025-06-01", False, "supported"),
        ("UKR", "ratified", _named("Rome Statute"), "2025-06-01", True, "outdated"),
        ("KOR", "left", _named("NPT"), "2017-01-01", False, "refuted"),
        ("region:central-asia", "signed", _named("Semipalatinsk Treaty"), "2010-01-01", False, "supported"),
        ("region:central-asia", "signed", _named("New START"), "2012-01-01", False, "insufficient"),
        (_named("INF Treaty"), "in force", None, "2015-01-01", False, "supported"),
        (_named("INF Treaty"), "in force", None, "2020-01-01", False, "outdated"),
        (_named("INF Treaty"), "in force", None, "2020-01-01", True, "supported"),
        (_named("INF Treaty"), "in force", None, "2015-01-01", True, "refuted"),
        (_named("CTBT"), "entered into force", None, "2020-01-01", True, "supported"),
        (_named("New START"), "expired", None, "2026-03-01", False, "supported"),
        (_named("Budapest Memorandum"), "signed", ["UKR", "RUS", "USA"], "2020-01-01", False, "supported"),
        (_named("Budapest Memorandum"), "signed", ["UKR", "RUS", "KAZ"], "2020-01-01", False, "supported"),
        (_named("Budapest Memorandum"), "signed", ["UKR", "RUS", "CHN"], "2020-01-01", False, "insufficient"),
        ("TWN", "party to", _named("Paris Agreement"), "2024-01-01", True, "insufficient"),
        ("VAT", "party to", _named("Paris Agreement"), "2022-01-01", True, "insufficient"),
        ("PSE", "party to", _named("NPT"), "2010-01-01", True, "insufficient"),
        ("CHE", "party to", _named("NPT"), "2024-01-01", True, "refuted"),
        ("ARM", "party to", _named("Rome Statute"), "2023-12-20", True, "insufficient"),
        ("TUR", "ratified", _named("Paris Agreement"), "2021-10-20", False, "supported"),
        ("USA", "signed", _named("Good Friday Agreement"), "2020-01-01", False, "insufficient"),
        ("BRA", "signed", _named("New START"), "2020-01-01", False, "refuted"),
        ("KAZ", "signed", _named("Anti-Ballistic Missile Treaty"), "1990-01-01", False, "insufficient"),
        ("PRK", "left", _named("NPT"), "1993-04-01", False, "insufficient"),
        ("PRK", "left", _named("NPT"), "1992-04-01", False, "refuted"),
        (_named("NPT"), "expired", None, "2020-01-01", False, "refuted"),
        (_named("Plaza Accord"), "expired", None, "2020-01-01", False, "insufficient"),
    ],
)
def test_agreements_of_the_shipped_tables(claim, subject, predicate, target, day, negated, label):
    made = claim("treaty", subject, predicate, target, negated=negated)
    assert check_claim(made, load_facts(), day, "2026-11-24").verdict.label == label


def test_the_day_on_which_one_of_many_joined_is_not_known(claim):
    year = DateRange(start="1994-01-01", end="1994-12-31", text="1994")
    made = claim("treaty", "KAZ", "joined", _named("NPT"), period=year)
    assert check_claim(made, load_facts(), "2020-01-01", "2026-11-24").verdict.label == "insufficient"


def test_a_withdrawal_in_another_year_is_contradicted(claim):
    year = DateRange(start="2014-01-01", end="2014-12-31", text="2014")
    made = claim("treaty", "USA", "left", _named("JCPOA"), period=year)
    assert check_claim(made, load_facts(), "2020-01-01", "2026-11-24").verdict.label == "refuted"


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "year", "label"),
    [
        ("GBR", "ratified", "Rome Statute", "2001", "insufficient"),
        ("CHN", "joined", "Genocide Convention", "1983", "insufficient"),
        ("GBR", "signed", "International Covenant on Civil and Political Rights", "1968", "insufficient"),
        ("KAZ", "ratified", "NPT", "1960", "refuted"),
        ("USA", "ratified", "New START", "2008", "refuted"),
        ("USA", "signed", "New START", "2015", "refuted"),
    ],
)
def test_only_a_day_before_the_signature_contradicts_a_ratification(claim, subject, predicate, target, year, label):
    made = claim("treaty", subject, predicate, _named(target), period=DateRange(start=f"{year}-01-01", end=f"{year}-12-31", text=year))
    assert check_claim(made, load_facts(), "2024-01-01", "2026-11-24").verdict.label == label


@pytest.mark.parametrize(
    ("name", "year", "label"),
    [("Osh clashes", "1990", "insufficient"), ("Osh clashes of 2010", "1990", "refuted"), ("Osh clashes", "2010", "supported")],
)
def test_a_name_in_part_may_be_of_another_event(claim, name, year, label):
    month = DateRange(start=f"{year}-06-01", end=f"{year}-06-30", text=f"June {year}")
    made = claim("date", _named(name), "took place", period=month)
    assert check_claim(made, load_facts(), "2024-01-01", "2026-11-24").verdict.label == label
