"""Plots: well-formed SVG with a text alternative, shapes that tell a status without colour, nothing of an article that runs."""

import re
import xml.etree.ElementTree as ET
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from dragoman.export.plots import STATUS_SHAPES, draw_plot
from dragoman.records.brief import Chance, Chances, Citation, Moment, Timeline
from dragoman.records.findings import STATUSES

SVG = "{http://www.w3.org/2000/svg}"
CITED = (Citation(row="t:1"),)


def moment(start: str, end: str | None = None, status: str = "held", label: str = "talks") -> Moment:
    return Moment(label=label, start=start, end=end or start, status=status, lane="text", citations=CITED)


def timeline(*moments: Moment, written: tuple[str, ...] = ("2021-04-20",)) -> Timeline:
    return Timeline(title="When", description="In words.", moments=moments, written=written)


def parse(svg: str) -> ET.Element:
    root = ET.fromstring(svg)
    title, desc = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and desc is not None
    assert root.get("role") == "img"
    assert (root.get("aria-labelledby") or "").split() == [title.get("id"), desc.get("id")]
    width, height = (float(x) for x in (root.get("viewBox") or "").split()[2:])
    for element in root.iter():
        for name, most in (("x", width), ("cx", width), ("x1", width), ("x2", width), ("y", height), ("cy", height)):
            value = element.get(name)
            assert value is None or -1 <= float(value) <= most + 1, (element.tag, name, value)
    return root


def test_timeline_keeps_the_order_of_days() -> None:
    root = parse(draw_plot(timeline(moment("2021-03-01"), moment("2021-04-01"), moment("2021-06-01"))))
    places = [float(c.get("cx") or 0) for c in root.iter(f"{SVG}circle")]
    assert all(a < b for a, b in pairwise(places))


def test_every_status_has_a_shape_of_its_own_kind() -> None:
    assert set(STATUS_SHAPES) == set(STATUSES)
    drawn = {
        s: re.sub(r"[\d.]+", "", draw_plot(timeline(moment("2021-03-01", status=s)))) for s in ("held", "planned", "postponed", "denied")
    }
    bodies = {s: re.sub(r"<text.*?</text>", "", d) for s, d in drawn.items()}
    assert len(set(bodies.values())) == 4
    assert all(f"talks – {s}" in d for s, d in drawn.items())


def test_nothing_needs_style_or_script() -> None:
    svg = draw_plot(timeline(moment("2021-03-01", "2021-03-09", label='"><script>alert(1)</script>\u202e')))
    assert "style=" not in svg and "<script" not in svg and "\u202e" not in svg
    parse(svg)


def test_chances_lie_on_their_reach() -> None:
    plot = Chances(
        title="How likely", description="In words.", chances=(Chance(id="h1", text="a" * 300, p=0.7, low=0.5, high=0.9, leads=True),)
    )
    root = parse(draw_plot(plot))
    reach = next(line for line in root.iter(f"{SVG}line") if line.get("stroke-width") == "3")
    dot = next(root.iter(f"{SVG}circle"))
    assert float(reach.get("x1") or 0) < float(dot.get("cx") or 0) < float(reach.get("x2") or 0)


@given(st.lists(st.tuples(st.dates(), st.integers(0, 400)), min_size=1, max_size=6))
def test_any_days_fit_the_picture(days: list[tuple[object, int]]) -> None:
    from datetime import date, timedelta

    moments = []
    for start, length in days:
        assert isinstance(start, date)
        end = start + timedelta(days=length) if start < date(9990, 1, 1) else start
        moments.append(moment(start.isoformat(), end.isoformat(), "planned"))
    parse(draw_plot(timeline(*moments, written=())))
