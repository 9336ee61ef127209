"""News dates against the day of publication."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.extract.dates import dates_between, find_dates, parse_day

DAY = "2020-01-04"  # a Saturday


@pytest.mark.parametrize(
    ("text", "past", "ahead"),
    [
        ("on 2019-11-07", ("2019-11-07", "2019-11-07"), ("2019-11-07", "2019-11-07")),
        ("on November 7, 2019", ("2019-11-07", "2019-11-07"), ("2019-11-07", "2019-11-07")),
        ("4 Jan, 2020", ("2020-01-04", "2020-01-04"), ("2020-01-04", "2020-01-04")),
        ("from July 20 to July 26, 2021", ("2021-07-20", "2021-07-26"), ("2021-07-20", "2021-07-26")),
        ("June 13-17", ("2019-06-13", "2019-06-17"), ("2020-06-13", "2020-06-17")),
        ("in mid-December", ("2019-12-10", "2019-12-20"), ("2020-12-10", "2020-12-20")),
        ("on Tuesday", ("2019-12-31", "2019-12-31"), ("2020-01-07", "2020-01-07")),
        ("yesterday", ("2020-01-03", "2020-01-03"), ("2020-01-03", "2020-01-03")),
        ("next week", ("2020-01-06", "2020-01-12"), ("2020-01-06", "2020-01-12")),
        ("shortly after the New Year", ("2020-01-01", "2020-01-31"), ("2020-01-01", "2020-01-31")),
        ("two days ago", ("2020-01-02", "2020-01-02"), ("2020-01-02", "2020-01-02")),
        ("in 2018", ("2018-01-01", "2018-12-31"), ("2018-01-01", "2018-12-31")),
        ("in February", ("2019-02-01", "2019-02-28"), ("2020-02-01", "2020-02-29")),
    ],
)
def test_readings(text: str, past: tuple[str, str], ahead: tuple[str, str]) -> None:
    (found,) = find_dates(text, DAY)
    assert (found.past.start, found.past.end) == past
    assert (found.ahead.start, found.ahead.end) == ahead
    assert text[found.start : found.end] == found.past.text


@pytest.mark.parametrize("text", ["He may march in.", "The 2000 people left.", "It is 40 percent.", "Augusta won."])
def test_no_date(text: str) -> None:
    assert find_dates(text, DAY) == ()


def test_without_a_day_relative_dates_stay_open() -> None:
    (found,) = find_dates("on Tuesday", None)
    assert (found.past.start, found.past.end, found.past.text) == (None, None, "Tuesday")
    (absolute,) = find_dates("on May 3, 2018", None)
    assert absolute.past.start == "2018-05-03"


def test_impossible_days_stay_open() -> None:
    (found,) = find_dates("on February 31, 2019", DAY)
    assert found.past.start is None


@given(st.text(max_size=200), st.sampled_from([DAY, None, "2024-02-29", "broken"]))
def test_offsets_and_order(text: str, day: str | None) -> None:
    found = find_dates(text, day)
    assert all(text[f.start : f.end] == f.past.text for f in found)
    assert list(found) == sorted(found, key=lambda f: f.start)
    assert all(f.past.start <= f.past.end for f in found if f.past.start and f.past.end)
    assert dates_between(found, 0, len(text)) == found


def test_parse_day() -> None:
    day = parse_day("2020-01-04T13:50:00+00:00")
    assert day is not None
    assert day.isoformat() == "2020-01-04"
    assert parse_day("no day") is None
