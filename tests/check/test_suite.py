"""What must hold of every verdict, whatever the claim."""

from dataclasses import replace

import pytest
from byhand import build_facts, ref
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.check.answer import Answer, label_of
from dragoman.check.sentence import judge_sentence, pick_label
from dragoman.check.suite import SUITE, check_claim
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim
from dragoman.records.spans import Span
from dragoman.records.verdict import LABELS, Verdict

TODAY = "2026-11-24"
FACTS = build_facts()
BASE = {"document": "d", "id": "c1", "spans": (Span(start=0, end=1),), "text": "x", "maker": "test", "confidence": 1.0}
CLAIMS = [
    Claim(type="membership", subject=ref("UZB"), predicate="member of", object=ref("org:pact"), **BASE),
    Claim(type="membership", subject=ref("org:pact"), predicate="includes", objects=(ref("KAZ"), ref("CHN")), **BASE),
    Claim(type="office", subject=ref("person:tokayev"), predicate="president", object=ref("KAZ"), **BASE),
    Claim(type="office", subject=ref("doc:d/x", "Ivan Sidorov"), predicate="is president", object=ref("KAZ"), **BASE),
    Claim(type="capital", subject=ref(None, "Astana"), predicate="capital of", object=ref("KAZ"), **BASE),
    Claim(type="border", subject=ref("KAZ"), predicate="borders", objects=(ref("KGZ"), ref("TJK")), **BASE),
    Claim(type="share", subject=ref("KAZ"), predicate="imports from", object=ref("RUS"), value=90.0, unit="percent", **BASE),
    Claim(type="rank", subject=ref("UZB"), predicate="rank by area", object=ref("region:middle"), value=1.0, **BASE),
    Claim(type="gdp_share", subject=ref("KAZ"), predicate="gdp share of", object=ref("region:middle"), value=5.0, unit="percent", **BASE),
    Claim(type="area", subject=ref("KAZ"), predicate="area_km2", value=10.0, unit="km2", **BASE),
    Claim(type="independence", subject=ref("KAZ"), predicate="independent since", value="2005", **BASE),
    Claim(type="duration", subject=ref(None, "war in Ruritania"), predicate="lasted", value=2.0, unit="year", **BASE),
    Claim(type="treaty", subject=ref("KAZ"), predicate="signed", object=ref("USA"), **BASE),
    Claim(type="date", subject=ref("person:pompeo"), predicate="visited", object=ref("KAZ"), **BASE),
]
TABLES = ("offices", "memberships", "places", "borders", "figures", "happenings", "journeys")
DAYS = st.dates(min_value=__import__("datetime").date(1992, 1, 1), max_value=__import__("datetime").date(2025, 12, 31)).map(str)


@pytest.mark.parametrize("made", CLAIMS, ids=lambda c: f"{c.type} {c.predicate}")
@pytest.mark.parametrize("negated", [False, True])
def test_without_tables_nothing_is_settled(made, negated):
    assert check_claim(replace(made, negated=negated), Facts(), "2020-01-04", TODAY).verdict.label == "insufficient"


@given(st.sampled_from(CLAIMS), DAYS, st.sampled_from(TABLES), st.booleans())
@settings(max_examples=150, deadline=None)
def test_removing_a_table_never_refutes(made, day, table, negated):
    made = replace(made, negated=negated)
    before = check_claim(made, FACTS, day, TODAY).verdict
    poorer = replace(FACTS, **{table: ()}, complete=tuple(c for c in FACTS.complete if c.table != table))
    after = check_claim(made, poorer, day, TODAY).verdict
    assert after.label == before.label or after.label == "insufficient"


@given(st.sampled_from(CLAIMS), DAYS, st.booleans())
@settings(max_examples=150, deadline=None)
def test_recalled_rows_never_refute(made, day, negated):
    recalled = {t: tuple(replace(r, basis="recalled") for r in getattr(FACTS, t)) for t in TABLES}
    found = check_claim(replace(made, negated=negated), replace(FACTS, **recalled, complete=()), day, TODAY).verdict
    assert found.label != "refuted"


@given(st.sampled_from(CLAIMS), DAYS)
@settings(max_examples=100, deadline=None)
def test_verdicts_are_well_formed(made, day):
    checked = check_claim(made, FACTS, day, TODAY)
    found = checked.verdict
    assert replace(checked, verdict=None) == made
    assert found.label in LABELS and found.as_of == day and found.note
    assert found.now is None or (found.now in LABELS and found.now != found.label)
    assert found.label == "insufficient" or found.rows


@pytest.mark.parametrize(
    ("made", "day_before", "day_after"),
    [(CLAIMS[0], "2012-12-18", "2012-12-19"), (CLAIMS[2], "2019-03-19", "2019-03-20"), (CLAIMS[4], "2019-03-22", "2019-03-23")],
)
def test_a_boundary_changes_the_verdict_and_nothing_else(made, day_before, day_after):
    one, two = (check_claim(made, FACTS, d, TODAY) for d in (day_before, day_after))
    assert one.verdict.label != two.verdict.label
    assert replace(one, verdict=None) == replace(two, verdict=None)


def test_undated_is_said(facts):
    found = check_claim(CLAIMS[0], facts, None, TODAY).verdict
    assert found.as_of is None and found.now is None and "Undated" in found.note


def test_opinions_are_uncheckable(facts):
    assert check_claim(replace(CLAIMS[0], predicate="opinion"), facts, "2020-01-04", TODAY).verdict.label == "uncheckable"
    assert check_claim(replace(CLAIMS[0], type="horoscope"), facts, "2020-01-04", TODAY).verdict.label == "insufficient"


def test_only_decisive_answers_refute():
    assert label_of(Answer(holds="no", note="", decisive=False), negated=False) == "insufficient"
    assert label_of(Answer(holds="no", note="", decisive=True), negated=False) == "refuted"
    assert label_of(Answer(holds="yes", note="", decisive=True), negated=True) == "refuted"
    assert label_of(Answer(holds="past", note=""), negated=True) == "supported"
    assert isinstance(SUITE, tuple)


def test_the_least_favourable_label_wins():
    def labelled(*labels):
        return [replace(CLAIMS[0], verdict=Verdict(label=x, basis=None, as_of=None)) for x in labels]

    assert pick_label(labelled("supported", "insufficient")) == "insufficient"
    assert pick_label(labelled("outdated", "partly", "supported")) == "partly"
    assert pick_label(labelled("uncheckable", "supported")) == "supported"
    assert judge_sentence("s1", ()).label == "uncheckable"
    assert judge_sentence("s1", (), stated=True).label == "insufficient"
    assert pick_label(labelled("uncheckable"), stated=True) == "uncheckable"
