"""What must hold of the shipped tables: a boundary changes a verdict and nothing else, and what is taken away settles nothing."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.check.suite import check_claim
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim
from dragoman.records.spans import Ref, Span
from dragoman.tables import load_facts

TODAY = "2026-11-24"
FACTS = load_facts()
BASE = {"document": "d", "id": "c1", "spans": (Span(start=0, end=1),), "text": "x", "maker": "test", "confidence": 1.0}


def ref(entity: str | None, name: str | None = None) -> Ref:
    return Ref(entity=entity, name=name or entity or "", country=entity if entity and len(entity) == 3 else None)


def claims_of_ends() -> list[tuple[Claim, str]]:
    """Return claims that stop to hold on a day, with that day: from memberships, main offices and capitals that ended for good."""
    found: list[tuple[Claim, str]] = []
    for m in FACTS.memberships:
        goes_on = any(o.country == m.country and o.status == "member" and o.valid_from == m.valid_to for o in FACTS.members(m.org))
        if m.status == "member" and m.valid_to and len(m.valid_to) == 10 and not goes_on and m.org.startswith("org:"):
            found.append((Claim(type="membership", subject=ref(m.country), predicate="member of", object=ref(m.org), **BASE), m.valid_to))
    for o in FACTS.offices:
        if (
            o.office in ("head_of_state", "foreign_minister")
            and o.of in ("KAZ", "UKR", "FRA", "RUS")
            and o.valid_to
            and len(o.valid_to) == 10
        ):
            key = "is president" if o.office == "head_of_state" else "is foreign minister"
            again = [x for x in FACTS.offices if x.person == o.person and x.office.endswith(o.office) and x.of == o.of]
            if len(again) == 1:
                found.append((Claim(type="office", subject=ref(o.person), predicate=key, object=ref(o.of), **BASE), o.valid_to))
    capitals = [p for p in FACTS.places if p.role == "capital" and p.valid_to and len(p.valid_to) == 10]
    made = {p: Claim(type="capital", subject=ref(None, p.name), predicate="capital of", object=ref(p.country), **BASE) for p in capitals}
    return [*found, *((claim, p.valid_to or "") for p, claim in made.items())]


ENDS = claims_of_ends()
TABLES = ("offices", "memberships", "places", "borders", "figures", "happenings", "journeys")
CLAIMS = [c for c, _ in ENDS] + [
    Claim(type="border", subject=ref("KAZ"), predicate="borders", objects=(ref("KGZ"), ref("TJK")), **BASE),
    Claim(
        type="share", subject=ref("KAZ"), predicate="imports from", object=ref("RUS"), value=40.0, unit="percent", approx="almost", **BASE
    ),
    Claim(type="rank", subject=ref("KAZ"), predicate="rank by exports", object=ref("CHN"), value=2.0, **BASE),
    Claim(type="rank", subject=ref("KAZ"), predicate="rank by trade", object=ref("USA"), value=1.0, **BASE),
    Claim(type="rank", subject=ref("UZB"), predicate="rank by area", object=ref("region:central-asia"), value=1.0, **BASE),
    Claim(
        type="gdp_share",
        subject=ref("KAZ"),
        predicate="gdp share of",
        object=ref("region:central-asia"),
        value=10.0,
        unit="percent",
        **BASE,
    ),
    Claim(type="area", subject=ref("KAZ"), predicate="area_km2", value=5e6, unit="km2", **BASE),
    Claim(type="independence", subject=ref("KAZ"), predicate="independent since", value="1985", **BASE),
    Claim(type="date", subject=ref(None, "Korean War"), predicate="began", value="1960", **BASE),
    Claim(type="name", subject=ref(None, "Swaziland"), predicate="renamed", object=ref(None, "Eswatini"), value="2008", **BASE),
]


def test_there_are_boundaries_of_every_kind():
    assert {c.type for c, _ in ENDS} == {"membership", "office", "capital"} and len(ENDS) > 40


@pytest.mark.parametrize(("made", "end"), ENDS, ids=lambda x: x if isinstance(x, str) else f"{x.subject.name} {x.predicate}")
def test_a_boundary_changes_the_verdict_and_nothing_else(made: Claim, end: str):
    before = (date.fromisoformat(end) - timedelta(days=1)).isoformat()
    one, two = (check_claim(made, FACTS, d, TODAY) for d in (before, end))
    assert one.verdict.label in ("supported", "partly") and one.verdict.label != two.verdict.label
    assert replace(one, verdict=None) == replace(two, verdict=None) == made


@given(st.sampled_from(CLAIMS), st.dates(date(1993, 1, 1), date(2025, 12, 31)).map(str), st.sampled_from(TABLES), st.booleans())
@settings(max_examples=120, deadline=None)
def test_removing_a_table_makes_its_verdicts_insufficient(made: Claim, day: str, table: str, negated: bool):
    made = replace(made, negated=negated)
    poorer = replace(FACTS, **{table: ()}, complete=tuple(c for c in FACTS.complete if c.table != table))
    before, after = (check_claim(made, f, day, TODAY).verdict.label for f in (FACTS, poorer))
    assert after in (before, "insufficient")


@pytest.mark.parametrize("made", CLAIMS[-10:], ids=lambda c: f"{c.type} {c.predicate}")
def test_without_its_table_a_claim_is_insufficient(made: Claim):
    assert check_claim(made, Facts(entities=FACTS.entities, complete=FACTS.complete), "2020-01-04", TODAY).verdict.label == "insufficient"
    assert check_claim(made, FACTS, "2020-01-04", TODAY).verdict.label != "insufficient"


@pytest.mark.parametrize(
    ("person", "predicate", "of", "day"),
    [
        ("person:iurie-leanca", "prime minister", "MDA", "2013-05-10"),
        ("person:bronislaw-komorowski", "president", "POL", "2010-05-24"),
        ("person:ali-akbar-salehi", "foreign minister", "IRN", "2011-01-05"),
    ],
)
def test_whoever_acts_in_an_office_may_bear_its_title(person: str, predicate: str, of: str, day: str) -> None:
    claim = Claim(type="office", subject=ref(person, FACTS.entities[person].name), predicate=predicate, object=ref(of), **BASE)
    assert check_claim(claim, FACTS, day, TODAY).verdict.label == "supported"
