"""The map of stops, the line of time, the calibration: places and days that are right, and none that leave the page."""

from dataclasses import replace
from types import ModuleType
from typing import Any

import pytest

from dragoman.records.findings import Outcome, StatusChange, Stop, Visit
from dragoman.records.spans import DateRange, Ref
from dragoman.web.calibration import draw_calibration, score_forecast
from dragoman.web.map import draw_map
from dragoman.web.timeline import WIDTH, draw_timeline


def make_visit(oslo: ModuleType, *stops: tuple[str, str | None], **changes: Any) -> Visit:
    visit: Visit = oslo.make_findings().visits[0]
    made = tuple(Stop(place=Ref(name=name), country=country) for name, country in stops)
    return replace(visit, stops=made, **changes)


def test_cities_stand_where_they_are(oslo: ModuleType) -> None:
    drawn = draw_map([("d1", make_visit(oslo, ("Moscow", "RUS"), ("Canberra", "AUS"), ("Nowhere Hill", None)))])
    assert drawn is not None
    found = {p.name: (p.x, p.y, p.exact) for p in drawn.points}
    assert found["Moscow"][:2] == pytest.approx((376, -558), abs=6) and found["Moscow"][2]
    assert found["Canberra"][:2] == pytest.approx((1491, 353), abs=6)
    assert drawn.unplaced == ("Nowhere Hill",) and {c for c, _ in drawn.visited} == {"RUS", "AUS"}
    x, y, width, height = drawn.box
    assert all(x <= p.x <= x + width and y <= p.y <= y + height for p in drawn.points)


def test_a_state_stands_for_an_unknown_town(oslo: ModuleType) -> None:
    drawn = draw_map([("d1", make_visit(oslo, ("Smalltown", "KAZ"))), ("d2", make_visit(oslo, ("Other", "KAZ")))])
    assert drawn is not None and len(drawn.points) == 1
    assert not drawn.points[0].exact and len(drawn.points[0].visits) == 2


@pytest.mark.parametrize("name", ["Wellington", "Suva", "Nuku'alofa", "Apia", "Honolulu", "Reykjavík", "Moscow", "Tokyo"])
def test_the_frame_stays_on_the_world(oslo: ModuleType, name: str) -> None:
    drawn = draw_map([("d1", make_visit(oslo, (name, "FJI"), ("Washington, D.C.", "USA")))])
    assert drawn is not None
    x, y, width, height = drawn.box
    assert x >= -1800 and x + width <= 1800 and y >= -840 and y + height <= 560


def test_no_stop_no_map(oslo: ModuleType) -> None:
    assert draw_map([]) is None and draw_map([("d1", make_visit(oslo, ("Nowhere", None)))]) is None


def test_days_stand_in_order(oslo: ModuleType) -> None:
    drawn = draw_timeline([("d1", oslo.make_findings().visits[0])])
    assert drawn is not None and len(drawn.lanes) == 1
    told, came = (next(b for b in drawn.bars if b.is_outcome is flag) for flag in (False, True))
    assert told.label == "2021-05-01 to 2021-05-07" and came.label == "2021-05-03 to 2021-05-04"
    assert told.x < came.x < told.x + told.width
    assert all(b.x >= 0 and b.x + b.width <= WIDTH + 6 for b in drawn.bars)


@pytest.mark.parametrize(
    ("start", "end"),
    [("0001-01-01", "9999-12-31"), ("2021", "2021-05"), ("soon", None), (None, None), ("2021-13-45", "2021-01-01"), ("", "")],
)
def test_days_that_cannot_be_are_left_out(oslo: ModuleType, start: str | None, end: str | None) -> None:
    day = DateRange(start=start, end=end, text="then")
    visit = make_visit(oslo, outcome=None, status_history=(StatusChange(status="planned", span=None, date=day),))
    assert draw_timeline([("d1", visit)]) is None


def test_centuries_are_marked_sparsely(oslo: ModuleType) -> None:
    outcome = Outcome(status="held", date=DateRange(start="1600-01-01", end="1600-01-02", text=""), note="")
    drawn = draw_timeline([("d1", replace(oslo.make_findings().visits[0], outcome=outcome))])
    assert drawn is not None and 1 <= len(drawn.ticks) <= 40


def test_calibration_counts_what_is_scored(oslo: ModuleType) -> None:
    forecast = oslo.make_findings().forecasts[0]
    cases = [
        replace(forecast, outcome=o, p=p) for o, p in (("true", (0.55, 0.8)), ("false", (0.55, 0.8)), (None, (0.9, 0.95)), ("true", None))
    ]
    plot = draw_calibration(cases)
    assert (plot.scored, plot.resolved, plot.open) == (2, 3, 1)
    (dot,) = plot.dots
    assert dot.share == 0.5 and dot.number == 2 and dot.high < dot.y < dot.low
    assert (
        score_forecast(cases[0]) == pytest.approx((0.04, 0.2025)) and score_forecast(cases[2]) is None and score_forecast(cases[3]) is None
    )
    assert draw_calibration([]).dots == ()
