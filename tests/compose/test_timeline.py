"""The timeline: days as told and as the tables have them, in order, and only where a picture says more than a line."""

from dataclasses import replace

from compose_parts import section

from dragoman.compose.brief import write_brief
from dragoman.records.brief import Timeline
from dragoman.records.findings import JourneyRow
from dragoman.records.harvest import Harvest
from dragoman.records.spans import DateRange


def timeline(harvest: Harvest) -> Timeline | None:
    plots = section(write_brief([harvest], as_of=None, today="2024-06-01"), "reported").plots
    return plots[0] if plots and isinstance(plots[0], Timeline) else None


def dated(harvest: Harvest) -> Harvest:
    event = replace(harvest.findings.events[0], date=DateRange(start="2021-03-01", end="2021-03-31", text="In March"))
    return replace(harvest, findings=replace(harvest.findings, events=(event,)))


def test_days_of_text_and_table_stand_in_order(harvest: Harvest) -> None:
    plot = timeline(dated(harvest))
    assert plot is not None
    assert [(m.start, m.status, m.lane) for m in plot.moments] == [
        ("2021-03-01", "cancelled", "text"),
        ("2021-05-01", "planned", "text"),
        ("2021-05-03", "held", "table"),
    ]
    assert plot.written == ("2021-04-20",)
    assert "1–31 March 2021: refusal: Finland, cancelled" in plot.description


def test_two_moments_make_no_picture(harvest: Harvest) -> None:
    assert timeline(replace(harvest, findings=replace(harvest.findings, visits=()))) is None


def test_rows_of_one_journey_are_moments_of_the_table(harvest: Harvest) -> None:
    visit = harvest.findings.visits[0]
    assert visit.outcome is not None
    rows = tuple(JourneyRow(row=f"journeys:{c}", country=c, start=f"2021-05-0{i}", status="held") for i, c in enumerate(("SWE", "FIN"), 4))
    changed = replace(visit, outcome=replace(visit.outcome, others=rows))
    plot = timeline(replace(harvest, findings=replace(harvest.findings, visits=(changed,))))
    assert plot is not None
    assert [m.label for m in plot.moments if m.lane == "table"][-2:] == ["Lind in Sweden", "Lind in Finland"]


def test_years_and_days_long_ago_are_no_moments(harvest: Harvest) -> None:
    base = harvest.findings.events[0]
    year = replace(base, id="e2", date=DateRange(start="2021-01-01", end="2021-12-31", text="2021"))
    old = replace(base, id="e3", date=DateRange(start="1991-01-05", end="1991-01-05", text=""))
    broken = replace(base, id="e4", date=DateRange(start="2021-05-09", end="2021-05-01", text=""))
    found = replace(harvest.findings, events=(*dated(harvest).findings.events, year, old, broken))
    plot = timeline(replace(harvest, findings=found))
    assert plot is not None
    assert len([m for m in plot.moments if m.lane == "text"]) == 2
