"""The reference tables: they load, keep their rules, and know what the seed needs."""

import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from dragoman.errors import TableError
from dragoman.records.facts import Facts, Membership
from dragoman.tables import describe_tables, load_facts, validate_tables

ROOT = Path(__file__).resolve().parents[1]
REFERENCE = ROOT.parent / "shared" / "reference"
DAY = "2020-01-04"


@pytest.fixture(scope="module")
def facts() -> Facts:
    return load_facts()


def test_no_row_breaks_a_rule() -> None:
    assert validate_tables() == ()


def test_loading_is_fast_and_cached() -> None:
    load_facts.cache_clear()
    first = load_facts()
    assert load_facts() is first


@pytest.mark.parametrize(
    ("name", "entity"),
    [
        ("Kazakhstan", "KAZ"), ("KAZAKHSTAN", "KAZ"), ("Kazakh", "KAZ"), ("Kazakhstani", "KAZ"), ("Foggy Bottom", "USA"),
        ("Kremlin", "RUS"),
        ("CSTO", "org:CSTO"), ("Collective Security Treaty Organization", "org:CSTO"), ("Georgia", "GEO"), ("Congo", "COD"), ("US", "USA"),
        ("Pompeo", "person:mike-pompeo"), ("@SecPompeo", "person:mike-pompeo"), ("Tileuberdi", "person:mukhtar-tleuberdi"),
        ("Tleuberdi", "person:mukhtar-tleuberdi"), ("Taliban", "org:Taliban"), ("Alma-Ata", "place:almaty"),
        ("Central Asia", "region:central-asia"),
    ],
)  # fmt: skip
def test_a_name_means(facts: Facts, name: str, entity: str) -> None:
    assert facts.named(name, DAY)[0].id == entity


@pytest.mark.parametrize("word", ["us", "turkey", "who", "chad", "jordan", "may"])
def test_a_common_word_means_nothing(facts: Facts, word: str) -> None:
    assert facts.named(word) == ()


def test_a_capital_stands_for_city_and_state(facts: Facts) -> None:
    assert [e.id for e in facts.named("Washington", DAY)] == ["place:washington", "USA"]


@pytest.mark.parametrize(
    ("day", "capital"),
    [
        ("1995-01-01", "Almaty"), ("1998-05-06", "Astana"), ("2019-03-22", "Astana"), ("2019-03-23", "Nur-Sultan"), (DAY, "Nur-Sultan"),
        ("2022-09-16", "Nur-Sultan"), ("2022-09-17", "Astana"),
    ],
)  # fmt: skip
def test_the_capital_of_kazakhstan_by_day(facts: Facts, day: str, capital: str) -> None:
    assert [p.name for p in facts.capitals("KAZ", day)] == [capital]


@pytest.mark.parametrize(
    ("org", "members"),
    [
        ("org:CSTO", {"ARM", "BLR", "KAZ", "KGZ", "RUS", "TJK"}),
        ("org:EAEU", {"ARM", "BLR", "KAZ", "KGZ", "RUS"}),
        ("org:C5+1", {"KAZ", "KGZ", "TJK", "TKM", "UZB", "USA"}),
        ("region:central-asia", {"KAZ", "KGZ", "TJK", "TKM", "UZB"}),
    ],
)
def test_member_lists_on_the_day(facts: Facts, org: str, members: set[str]) -> None:
    assert {m.country for m in facts.members(org, DAY) if m.status == "member"} == members
    assert facts.is_complete("memberships", org, DAY)


@pytest.mark.parametrize(
    ("org", "count"), [("org:UN", 193), ("org:NATO", 29), ("org:EU", 28), ("org:OSCE", 57), ("org:WTO", 164), ("org:OIC", 56)]
)
def test_member_counts_on_the_day(facts: Facts, org: str, count: int) -> None:
    # The EU is the WTO's 164th; Syria was suspended from the OIC's 57.
    suspended = {m.country for m in facts.members(org, DAY) if m.status == "suspended"}
    assert len({m.country for m in facts.members(org, DAY) if m.status == "member"} - suspended) == count


def test_kazakhstan_has_five_neighbours(facts: Facts) -> None:
    assert {b.a if b.b == "KAZ" else b.b for b in facts.neighbours("KAZ", DAY)} == {"CHN", "KGZ", "RUS", "TKM", "UZB"}
    assert facts.is_complete("borders", "KAZ", DAY)


@pytest.mark.parametrize(
    ("office", "of", "person"),
    [
        ("head_of_state", "KAZ", "person:kassym-jomart-tokayev"), ("foreign_minister", "KAZ", "person:mukhtar-tleuberdi"),
        ("foreign_minister", "USA", "person:mike-pompeo"), ("head_of_state", "USA", "person:donald-trump"),
        ("head_of_government", "RUS", "person:dmitry-medvedev"), ("head_of_organisation", "org:CSTO", "person:stanislav-zas"),
    ],
)  # fmt: skip
def test_who_held_an_office_on_the_day(facts: Facts, office: str, of: str, person: str) -> None:
    assert [o.person for o in facts.holders(office, of, DAY)] == [person]


@pytest.mark.parametrize(
    ("office", "of", "day", "person"),
    [
        ("head_of_government", "GBR", "2003-03-20", "person:tony-blair"),
        ("foreign_minister", "POL", "2003-03-20", "person:wlodzimierz-cimoszewicz"),
        ("head_of_government", "BEL", "2008-08-08", "person:yves-leterme"),
        ("head_of_state", "IND", "2005-01-01", "person:a-p-j-abdul-kalam"),
        ("foreign_minister", "ITA", "2004-06-01", "person:franco-frattini"),
        ("head_of_government", "BGR", "2010-01-01", "person:boyko-borisov"),
        ("head_of_government", "KOR", "2025-12-01", "person:kim-min-seok"),
    ],
)
def test_who_held_an_office_before(facts: Facts, office: str, of: str, day: str, person: str) -> None:
    assert [o.person for o in facts.holders(office, of, day)] == [person]


@pytest.mark.parametrize("office", ["head_of_state", "head_of_government", "foreign_minister"])
def test_no_gap_of_more_than_a_week_in_a_declared_list_of_holders(facts: Facts, office: str) -> None:
    gaps = []
    for c in facts.complete:
        role, _, of = c.key.partition("/")
        if c.table != "offices" or role != office or of.startswith("org:"):
            continue
        at = c.valid_from or ""
        terms = (o for o in facts.offices if o.of == of and o.office.removeprefix("acting_") == office)
        for term in sorted(terms, key=lambda o: o.valid_from or ""):
            start = f"{term.valid_from or ''}-01-01"[:10]
            if at < start < (c.valid_to or "9999") and (date.fromisoformat(start) - date.fromisoformat(at)).days > 7:
                gaps.append((c.key, at, start))
            at = max(at, f"{term.valid_to or '9999'}-01-01"[:10])
        if at < (c.valid_to or "9999"):
            gaps.append((c.key, at, c.valid_to))
    assert gaps == []


def test_conflicting_dates_are_two_rows_with_two_sources(facts: Facts) -> None:
    rows = [o for o in facts.offices_of("person:mukhtar-tleuberdi") if o.office == "foreign_minister"]
    assert {o.valid_from for o in rows} == {"2019-09-08", "2019-09-18"}
    assert len({o.source for o in rows}) == 2


def test_figures_carry_their_vintage(facts: Facts) -> None:
    shares = {(f.year, f.vintage, f.value) for f in facts.figures_of("import_share", "KAZ", partner="USA") if f.year in (2017, 2018)}
    assert {v for y, _, v in shares if y == 2018} == {3.83}
    assert 4.24 in {v for y, _, v in shares if y == 2017} and len({vintage for _, vintage, _ in shares}) > 1


def test_the_journey_was_postponed_and_held(facts: Facts) -> None:
    rows = [j for j in facts.journeys if j.visitor == "person:mike-pompeo" and j.country == "KAZ"]
    assert {(j.status, j.start, j.end) for j in rows} == {("postponed", "2020-01-03", "2020-01-07"), ("held", "2020-02-01", "2020-02-02")}


@pytest.mark.parametrize(
    ("name", "standing"),
    [("RT", "state-controlled"), ("www.rt.com", "state-controlled"), ("state.gov", "government"), ("reuters.com", "private")],
)
def test_standing_of_outlets(facts: Facts, name: str, standing: str) -> None:
    outlet = facts.outlet(name)
    assert outlet is not None and outlet.standing == standing


def test_a_host_that_only_ends_alike_is_another_outlet(facts: Facts) -> None:
    assert facts.outlet("start.com") is None


def test_a_dropped_table_is_silent(facts: Facts) -> None:
    bare = replace(facts, memberships=())
    assert bare.members("org:CSTO") == () and bare.named("CSTO") == facts.named("CSTO")


def test_rows_hold_from_their_start_until_before_their_end() -> None:
    row = Membership(row="r", source="s", org="o", country="KAZ", status="member", valid_from="2019-03", valid_to="2020-01-01")
    assert [row.holds_on(d) for d in ("2019-02-28", "2019-03-01", "2019-12-31", "2020-01-01", None)] == [False, True, True, False, True]


def test_own_rows_are_added(tmp_path: Path, facts: Facts) -> None:
    (tmp_path / "entities.csv").write_text("id,name,type,country,source\norg:X,Body X,organisation,,own\n", encoding="utf-8")
    (tmp_path / "aliases.csv").write_text("name,entity,kind,source\nBody X,org:X,name,own\n", encoding="utf-8")
    (tmp_path / "sources.csv").write_text("key,citation\nown,A document of ours\n", encoding="utf-8")
    mine = load_facts(tmp_path)
    assert mine.named("Body X")[0].id == "org:X" and mine.aliases["Body X"][0].source == "A document of ours"
    assert facts.named("Body X") == () and len(mine.entities) == len(facts.entities) + 1


@pytest.mark.parametrize(
    ("text", "message"),
    [("country,measure,value\nKAZ,gdp\n", "cells"), ("country,measure,value,unit,source\nKAZ,gdp,many,USD,x\n", "many")],
)
def test_a_malformed_file_is_named_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "figures.csv").write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=rf"figures\.csv:2: .*{message}"):
        load_facts(tmp_path)


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "memberships.csv").write_text(
        "org,country,status,valid_from,valid_to,source,basis\norg:CSTO,ZZZ,member,2020-13-x,2019-01-01,nowhere,sure\n", encoding="utf-8"
    )
    faults = " / ".join(f.message for f in validate_tables(tmp_path))
    for what in ("ZZZ", "2020-13-x", "nowhere", "sure", "before it begins"):
        assert what in faults


def test_summaries_count_rows() -> None:
    rows = {t.name: t for t in describe_tables()}
    assert rows["memberships"].rows > 1000 and 0 < rows["memberships"].checked < rows["memberships"].rows
    assert rows["borders"].reviewed == "2026-11-24"


@pytest.mark.shared
@pytest.mark.skipif(not REFERENCE.is_dir(), reason="needs ../shared/reference")
def test_every_checked_row_is_confirmed_by_an_independent_set() -> None:
    script = ROOT / "scripts" / "crosscheck_tables.py"
    done = subprocess.run([sys.executable, str(script), str(REFERENCE)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, [line for line in done.stdout.splitlines() if line.startswith("NOT CONFIRMED")][:5] or done.stderr[-500:]


def test_states_have_iso_codes() -> None:
    import pycountry

    states = [e.id for e in load_facts().entities.values() if e.type == "state"]
    assert len(states) > 190
    assert [s for s in states if pycountry.countries.get(alpha_3=s) is None] == ["XKX"]


def test_a_missing_folder_of_tables_is_an_error_and_not_passed_over(tmp_path: Path) -> None:
    with pytest.raises(TableError, match="there is no folder"):
        load_facts(tmp_path / "none")
