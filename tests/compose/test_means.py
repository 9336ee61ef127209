"""The section on means: powers that the text names, over the state that it is about; every cell cites its row."""

from dataclasses import replace

from compose_parts import section, texts

from dragoman.compose.brief import write_brief
from dragoman.records.brief import Brief, Ground
from dragoman.records.facts import Entity, Facts, Figure
from dragoman.records.findings import Mention
from dragoman.records.harvest import Harvest
from dragoman.records.spans import Span


def figure(country: str, measure: str, value: float, partner: str | None = None) -> Figure:
    key = f"figures:{country}/{measure}/{partner or ''}"
    return Figure(
        row=key, source="s", country=country, measure=measure, value=value, unit="percent" if partner else "USD", year=2019, partner=partner
    )


FACTS = Facts(
    entities={c: Entity(id=c, name=c, type="state") for c in ("NOR", "RUS", "CHN", "ISL")},
    figures=(
        figure("NOR", "gdp", 400e9),
        figure("RUS", "gdp", 1600e9),
        figure("CHN", "gdp", 14000e9),
        figure("ISL", "gdp", 25e9),
        figure("NOR", "import_share", 4.25, "RUS"),
        figure("NOR", "import_share", 30.0, "ISL"),
        figure("NOR", "arms_import_share", 1.0, "RUS"),
    ),
)


def naming(harvest: Harvest, *countries: str) -> Harvest:
    """Return the harvest with each country named twice more."""
    base = harvest.findings.mentions[0]
    more = tuple(replace(base, id=f"n{i}", entity=c, name=c, country=c) for i, c in enumerate(countries * 2))
    document = replace(harvest.document, title="Why does the minister go to Norway?")
    return replace(harvest, document=document, findings=replace(harvest.findings, mentions=(*harvest.findings.mentions, *more)))


def brief_of(harvest: Harvest, facts: Facts | None = FACTS) -> Brief:
    return write_brief([harvest], as_of=None, today="2024-06-01", ground=Ground(facts=facts))


def test_larger_powers_that_are_named_stand_side_by_side(harvest: Harvest) -> None:
    found = section(brief_of(naming(harvest, "RUS", "CHN", "ISL")), "means")
    assert found.table is not None
    # China has no cell at all in these tables, and Iceland is the smaller one.
    assert found.table.columns == ("over Norway, as of 20 April 2021", "Russia")
    text = texts(found)
    assert "4.2% (2019)" in text
    assert "never summed" in text
    assert all(cell.parts for row in found.table.rows for cell in row.cells)


def test_every_cell_cites_its_row(harvest: Harvest) -> None:
    table = section(brief_of(naming(harvest, "RUS")), "means").table
    assert table is not None
    shares = next(r for r in table.rows if r.cells[0].parts[0].text == "share of its imports")
    assert shares.cells[1].parts[0].citations[0].row == "figures:NOR/import_share/RUS"


def test_missing_cites_the_table_that_was_asked(harvest: Harvest) -> None:
    facts = replace(FACTS, figures=(*FACTS.figures, figure("NOR", "export_share", 9.0, "CHN")))
    table = section(brief_of(naming(harvest, "RUS", "CHN"), facts), "means").table
    assert table is not None
    shares = next(r for r in table.rows if r.cells[0].parts[0].text == "share of its exports")
    missing = shares.cells[1].parts[0]
    assert missing.text == "missing"
    assert (missing.citations[0].source, missing.citations[0].note) == ("table figures", "no row for RUS export_share")


def test_no_tables_or_no_one_state_or_no_named_power_means_no_section(harvest: Harvest) -> None:
    several = replace(naming(harvest, "RUS"), document=harvest.document)
    for brief in (brief_of(several), brief_of(naming(harvest, "RUS"), None), brief_of(harvest), brief_of(naming(harvest, "ISL"))):
        assert not any(s.id == "means" for s in brief.sections)


def test_state_that_the_title_names_is_the_one(harvest: Harvest) -> None:
    document = replace(harvest.document, title="Why Sweden?")
    facts = replace(
        FACTS,
        figures=(*FACTS.figures, figure("SWE", "gdp", 500e9), *(figure("SWE", m, 5.0, "RUS") for m in ("import_share", "export_share"))),
    )
    found = section(brief_of(replace(naming(harvest, "RUS"), document=document), facts), "means")
    assert found.table is not None
    assert found.table.columns[0].startswith("over Sweden")


def test_mention_once_in_passing_is_no_power(harvest: Harvest) -> None:
    one = Mention(
        document="d1", id="n1", spans=(Span(start=0, end=3),), text="Why", maker="x", confidence=0.9, type="state", start=0, end=3,
        entity="RUS", name="Russia", country="RUS",
    )  # fmt: skip
    changed = replace(harvest, findings=replace(harvest.findings, mentions=(*harvest.findings.mentions, one)))
    assert not any(s.id == "means" for s in brief_of(changed).sections)
