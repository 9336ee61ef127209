"""Membership checks: rows, lists, completeness, statuses, dates."""

from dataclasses import replace

import pytest

from dragoman.check.suite import check_claim
from dragoman.records.facts import Complete
from dragoman.records.spans import DateRange

DAY, TODAY = "2020-01-04", "2026-11-24"


@pytest.mark.parametrize(
    ("subject", "predicate", "target", "day", "label"),
    [
        ("KAZ", "member of", "org:pact", DAY, "supported"),
        ("UZB", "member of", "org:pact", DAY, "outdated"),
        ("UZB", "member of", "org:pact", "2010-01-01", "supported"),
        ("UZB", "former member of", "org:pact", DAY, "supported"),
        ("KAZ", "former member of", "org:pact", DAY, "refuted"),
        ("UZB", "was member of", "org:pact", DAY, "supported"),
        ("CHN", "member of", "org:pact", DAY, "refuted"),  # absent from a complete list
        ("RUS", "member of", "org:club", DAY, "insufficient"),  # absent from a list that is not complete
        ("TJK", "member of", "org:club", DAY, "insufficient"),  # a recalled row disagrees
        ("TJK", "observer of", "org:club", DAY, "supported"),
        ("CHN", "observer of", "org:pact", DAY, "insufficient"),  # a complete list of members says nothing of observers
        ("CHN", "member of", "org:club", DAY, "partly"),  # suspended
        ("KAZ", "member of", "org:club", "2010-01-01", "insufficient"),
        ("KAZ", "member of", "org:unheard", DAY, "insufficient"),
        ("org:pact", "includes", ["KAZ", "RUS"], DAY, "supported"),
        ("org:pact", "includes", ["KAZ", "CHN"], DAY, "partly"),
        ("org:pact", "includes", ["CHN", "USA"], DAY, "refuted"),
        ("org:pact", "consists of", ["KAZ", "RUS"], DAY, "partly"),
        ("org:pact", "consists of", ["KAZ", "RUS", "KGZ", "TJK"], DAY, "supported"),
    ],
)
def test_labels(facts, claim, subject, predicate, target, day, label):
    checked = check_claim(claim("membership", subject, predicate, target), facts, day, TODAY)
    assert checked.verdict.label == label, checked.verdict.note


@pytest.mark.parametrize(("subject", "label"), [("CHN", "supported"), ("KAZ", "refuted"), ("UZB", "supported")])
def test_denied_membership(facts, claim, subject, label):
    checked = check_claim(claim("membership", subject, "member of", "org:pact", negated=True), facts, DAY, TODAY)
    assert checked.verdict.label == label


def test_denial_is_not_refuted_by_recalled_rows(facts, claim):
    checked = check_claim(claim("membership", "KAZ", "member of", "org:club", negated=True), facts, DAY, TODAY)
    assert checked.verdict.label == "insufficient"
    assert checked.verdict.rows


@pytest.mark.parametrize(("year", "label"), [("1994", "supported"), ("1995", "insufficient"), ("2003", "refuted")])
def test_year_of_joining(facts, claim, year, label):
    period = DateRange(start=f"{year}-01-01", end=f"{year}-12-31", text=year)
    assert check_claim(claim("membership", "KAZ", "joined", "org:pact", period=period), facts, DAY, TODAY).verdict.label == label


@pytest.mark.parametrize(
    ("count", "approx", "label"), [(4, None, "supported"), (5, None, "outdated"), (9, None, "refuted"), (3, "more than", "supported")]
)
def test_number_of_members(facts, claim, count, approx, label):
    made = claim("membership", "org:pact", "has members", value=float(count), approx=approx)
    assert check_claim(made, facts, DAY, TODAY).verdict.label == label


@pytest.mark.parametrize(
    ("subject", "predicate", "year", "label"),
    [
        ("CHN", "joined", "2003", "refuted"),  # the list is whole in 2003
        ("CHN", "joined", "1980", "insufficient"),  # before it is: an earlier term may be missing
        ("UZB", "left", "1985", "insufficient"),
        ("UZB", "left", "1999", "supported"),
        ("CHN", "was member of", None, "insufficient"),
        ("CHN", "former member of", None, "insufficient"),
    ],
)
def test_days_before_a_list_is_whole(facts, claim, subject, predicate, year, label):
    period = DateRange(start=f"{year}-01-01", end=f"{year}-12-31", text=year) if year else None
    checked = check_claim(claim("membership", subject, predicate, "org:pact", period=period), facts, DAY, TODAY)
    assert checked.verdict.label == label, checked.verdict.note


@pytest.mark.parametrize(("subject", "predicate"), [("CHN", "was member of"), ("CHN", "former member of"), ("CHN", "joined")])
def test_a_whole_history_contradicts_the_past(facts, claim, subject, predicate):
    whole = Complete(table="memberships", key="history/org:pact", valid_from=None, valid_to=None, source="by hand")
    known = replace(facts, complete=(*facts.complete, whole))
    assert check_claim(claim("membership", subject, predicate, "org:pact"), known, DAY, TODAY).verdict.label == "refuted"
