"""Office checks: who holds what when; strangers refute only where a checked row says who it was."""

import pytest
from byhand import ref

from dragoman.check.names import persons_alike
from dragoman.check.suite import check_claim
from dragoman.records.spans import DateRange

DAY, TODAY = "2020-01-04", "2026-11-24"


@pytest.mark.parametrize(
    ("person", "predicate", "of", "day", "label"),
    [
        ("person:tokayev", "president", "KAZ", DAY, "supported"),
        ("person:tokayev", "president", None, DAY, "supported"),
        ("person:tokayev", "president", "KAZ", "2018-01-01", "refuted"),
        ("person:tokayev", "president", None, "2018-01-01", "insufficient"),
        ("person:tokayev", "president", "KGZ", DAY, "refuted"),
        ("person:nazarbayev", "president", "KAZ", DAY, "outdated"),
        ("person:nazarbayev", "former president", "KAZ", DAY, "supported"),
        ("person:nazarbayev", "was president", "KAZ", DAY, "supported"),
        ("person:nazarbayev", "left president", "KAZ", DAY, "supported"),
        ("person:tokayev", "former president", "KAZ", DAY, "refuted"),
        ("person:tleuberdi", "foreign minister", "KAZ", DAY, "supported"),
        ("person:tleuberdi", "prime minister", "KAZ", DAY, "insufficient"),
        ("person:tokayev", "leader", "KGZ", DAY, "insufficient"),  # a word for many posts refutes nothing
        ("person:tokayev", "archivist", "KAZ", DAY, "insufficient"),
    ],
)
def test_labels(facts, claim, person, predicate, of, day, label):
    checked = check_claim(claim("office", person, predicate, of), facts, day, TODAY)
    assert checked.verdict.label == label, checked.verdict.note


@pytest.mark.parametrize(
    ("name", "of", "day", "label"),
    [
        ("Kassym-Zhomart Tokaev", "KAZ", DAY, "supported"),  # another spelling
        ("Mukhtar Tileuberdi", "KAZ", DAY, "refuted"),  # spelt nearly like somebody, but not like the president
        ("Ivan Sidorov", "KAZ", DAY, "refuted"),
        ("Ivan Sidorov", "KAZ", "2019-04-01", "insufficient"),  # days after a change of hands
        ("Ivan Sidorov", "TJK", DAY, "insufficient"),
    ],
)
def test_strangers(facts, claim, name, of, day, label):
    stranger = ref("doc:d/stranger", name)
    assert check_claim(claim("office", stranger, "is president", of), facts, day, TODAY).verdict.label == label


def test_a_title_before_an_unknown_name_refutes_nothing(facts, claim):
    historic = claim("office", ref("doc:d/lincoln", "Abraham Lincoln"), "president", "KAZ")
    assert check_claim(historic, facts, DAY, TODAY).verdict.label == "insufficient"


def test_date_of_taking_office(facts, claim):
    march = DateRange(start="2019-03-01", end="2019-03-31", text="March 2019")
    early = DateRange(start="2011-01-01", end="2011-12-31", text="2011")
    assert (
        check_claim(claim("office", "person:tokayev", "took president", "KAZ", period=march), facts, DAY, TODAY).verdict.label
        == "supported"
    )
    assert (
        check_claim(claim("office", "person:tokayev", "took president", "KAZ", period=early), facts, DAY, TODAY).verdict.label == "refuted"
    )


@pytest.mark.parametrize(
    ("a", "b", "alike"),
    [
        ("Mukhtar Tileuberdi", "Mukhtar Tleuberdi", True),
        ("Sergei Lavrov", "Sergey Lavrov", True),
        ("Dariga Nazarbayeva", "Nursultan Nazarbayev", False),
        ("Sergei Ivanov", "Sergei Lavrov", False),
        ("Xi", "Xi Jinping", True),
        ("Recep Tayyip Erdoğan", "Recep Tayyip Erdogan", True),
    ],
)
def test_persons_alike(a, b, alike):
    assert persons_alike(a, b) is alike
