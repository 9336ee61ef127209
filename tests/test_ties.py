"""Who has means over whom: channels side by side, as of a date; missing is never none, none is never nought."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.records.facts import Body, Border, Complete, Facts, Figure, Happening, Journey, Membership, Office
from dragoman.tables import load_facts
from dragoman.ties import MISSING, NONE, TOLD, Channel, Pacts, find_ties

DAY = "2021-05-01"
PACTS = Pacts(depths=("mutual_defence", "common_market", "political"))


def member(org: str, country: str, status: str = "member", until: str | None = None) -> Membership:
    return Membership(row=f"memberships:{org}/{country}", source="s", org=org, country=country, status=status, valid_to=until)


def share(partner: str, year: int, value: float, vintage: str = "v1") -> Figure:
    return Figure(
        row=f"figures:NOR/import_share/{partner}/{year}/{vintage}",
        source="s",
        country="NOR",
        measure="import_share",
        partner=partner,
        year=year,
        value=value,
        unit="percent",
        vintage=vintage,
    )


def make_facts() -> Facts:
    return Facts(
        bodies=(
            Body(row="bodies:A", source="s", org="org:A", purpose="", depth="mutual_defence"),
            Body(row="bodies:T", source="s", org="org:T", purpose="", depth="format"),
        ),
        memberships=(
            member("org:A", "NOR"),
            member("org:A", "DNK", "observer"),
            member("org:A", "SWE", until="2020-01-01"),
            member("org:T", "NOR"),
            member("org:T", "SWE"),
        ),
        complete=(Complete(table="memberships", key="org:A", valid_from=None, valid_to=None, source="s"),),
        figures=(share("DNK", 2019, 12.5), share("DNK", 2019, 11.0, "v2"), share("SWE", 2018, 7.0), share("DNK", 2021, 99.0)),
        happenings=(
            Happening(row="happenings:p", source="s", kind="agreement", name="Pact", parties=("NOR", "DNK"), valid_from="2001-01-01"),
        ),
        journeys=(
            Journey(
                row="journeys:1",
                source="s",
                visitor="person:x",
                country="NOR",
                city=None,
                start="2020-02-01",
                end="2020-02-02",
                status="held",
            ),
            Journey(
                row="journeys:2",
                source="s",
                visitor="person:x",
                country="NOR",
                city=None,
                start="2021-06-01",
                end="2021-06-02",
                status="held",
            ),
            Journey(
                row="journeys:3",
                source="s",
                visitor="person:x",
                country="NOR",
                city=None,
                start="2020-03-01",
                end="2020-03-01",
                status="postponed",
            ),
        ),
        offices=(Office(row="offices:x", source="s", person="person:x", office="foreign_minister", title="Minister", of="DNK"),),
        borders=(Border(row="borders:NOR/SWE", source="s", a="NOR", b="SWE"),),
    )


def find(facts: Facts, *powers: str) -> dict[str, Channel]:
    return {c.measure or c.kind: c for c in find_ties(facts, "NOR", powers or ("DNK", "SWE"), DAY, PACTS)}


def test_pact_needs_both_and_keeps_the_lesser_status_and_its_dates() -> None:
    dnk, swe = find(make_facts())["pacts"].ties
    assert (dnk.state, dnk.parts[0].name, dnk.parts[0].detail) == (TOLD, "org:A", "mutual_defence|observer")
    assert dnk.parts[0].row == "memberships:org:A/DNK"
    # Sweden has left, and the list is kept in full.
    assert swe.state == NONE
    assert swe.looked


def test_body_that_does_not_count_is_left_out() -> None:
    pacts = Pacts(depths=PACTS.depths, without=frozenset({"org:A"}))
    assert "pacts" not in {c.kind for c in find_ties(make_facts(), "NOR", ("DNK", "SWE"), DAY, pacts)}


def test_without_a_full_list_absence_is_missing() -> None:
    facts = replace(make_facts(), complete=())
    assert [t.state for t in find(facts)["pacts"].ties] == [TOLD, MISSING]


def test_figures_are_of_a_year_that_was_over_with_every_vintage() -> None:
    dnk, swe = find(make_facts())["import_share"].ties
    assert [(p.value, p.year, p.detail) for p in dnk.parts] == [(12.5, 2019, "v1"), (11.0, 2019, "v2")]
    assert [(p.value, p.year) for p in swe.parts] == [(7.0, 2018)]


def test_year_is_the_one_that_most_powers_have() -> None:
    facts = make_facts()
    facts = replace(facts, figures=(*facts.figures, share("DNK", 2018, 10.0)))
    dnk, swe = find(facts)["import_share"].ties
    assert {p.year for p in (*dnk.parts, *swe.parts)} == {2018}


def test_power_without_a_row_is_missing_never_nought() -> None:
    ties = find(make_facts(), "DNK", "FIN")["import_share"].ties
    assert ties[1].state == MISSING
    assert ties[1].parts == ()


def test_journeys_count_what_was_held_before_the_day() -> None:
    dnk, swe = find(make_facts())["journeys"].ties
    assert [p.row for p in dnk.parts] == ["journeys:1"]
    assert swe.state == MISSING


def test_channel_in_which_nothing_is_told_is_left_out() -> None:
    assert "border" not in find(make_facts(), "DNK")
    assert find(Facts()) == {}


def test_many_sided_bodies_and_treaties_bind_nobody_in_particular() -> None:
    facts = make_facts()
    crowd = tuple(member("org:A", f"X{i:02d}") for i in range(70))
    assert "pacts" not in find(replace(facts, memberships=(*facts.memberships, *crowd)))
    wide = replace(facts.happenings[0], parties=("NOR", "DNK", "SWE", "FIN", "ISL"))
    assert "agreements" not in find(replace(facts, happenings=(wide,)))


@given(st.permutations(["DNK", "SWE", "FIN"]))
def test_order_of_the_powers_changes_no_cell(powers: list[str]) -> None:
    facts = make_facts()
    told = {k: {t.power: t for t in c.ties} for k, c in find(facts, *powers).items()}
    assert told == {k: {t.power: t for t in c.ties} for k, c in find(facts, "DNK", "SWE", "FIN").items()}


def test_shipped_tables_tell_the_means_over_kazakhstan() -> None:
    found = find_ties(
        load_facts(),
        "KAZ",
        ("RUS", "CHN", "USA"),
        "2020-01-04",
        Pacts(depths=("mutual_defence", "common_market", "security"), without=frozenset({"org:IAEA"})),
    )
    channels = {c.measure or c.kind: c for c in found}
    imports = [t.parts[0].value for t in channels["import_share"].ties]
    assert imports == pytest.approx([39.70, 16.15, 3.83])
    pacts = [{p.name for p in t.parts} for t in channels["pacts"].ties]
    assert pacts[0] >= {"CSTO", "EAEU"}
    assert channels["pacts"].ties[2].state == NONE
    assert channels["fdi_stock"].ties[0].state == MISSING
