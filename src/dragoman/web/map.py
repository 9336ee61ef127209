"""Where visits stop: points on outlines of the world, in an equirectangular projection (a degree is as long both ways)."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any

from dragoman.records.findings import Visit

_UNIT = 10  # the outlines are in tenths of a degree
_MARGIN = 120
_LEAST_WIDTH = 700
_SHAPE = 0.5  # height over width
_WORLD = (-1800, -840, 1800, 560)  # Antarctica is left out


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A stop on the map; its name stands to its right unless ``left``, where a neighbour is in the way.

    ``exact`` is False where only its state is known and the middle of it stands for the stop.
    """

    x: int
    y: int
    name: str
    country: str | None
    exact: bool
    visits: tuple[tuple[str, str], ...]
    left: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """What the template draws: the view box, the land, the states visited, the points, and stops that have no place on it."""

    box: tuple[int, int, int, int]
    land: str
    visited: tuple[tuple[str, str], ...]
    points: tuple[Point, ...]
    unplaced: tuple[str, ...]
    about: str


def draw_map(visits: Sequence[tuple[str, Visit]]) -> Map | None:
    """Return the map of some visits' stops; None where no stop has a place.

    Args:
        visits: pairs of a document's id and a visit in it.
    """
    data = _load()
    stops: dict[tuple[int, int], Point] = {}
    unplaced: dict[str, None] = {}
    for document, visit in visits:
        for stop in visit.stops:
            placed = _place(stop.place.name, stop.country, data)
            if placed is None:
                unplaced[stop.place.name] = None
                continue
            (x, y), exact = placed
            before = stops.get((x, y))
            who = dict.fromkeys((*(before.visits if before else ()), (document, visit.id)))
            stops[x, y] = Point(x=x, y=y, name=stop.place.name, country=stop.country, exact=exact, visits=tuple(who))
    if not stops:
        return None
    box = _frame(list(stops))
    countries = dict.fromkeys(p.country for p in stops.values() if p.country in data["states"])
    return Map(
        box=box,
        land="".join(data["states"].values()),
        visited=tuple((c, data["states"][c]) for c in countries if c),
        points=tuple(replace(p, left=_is_crowded(p, stops, box[2])) for p in stops.values()),
        unplaced=tuple(unplaced),
        about=data["about"],
    )


def _place(name: str, country: str | None, data: dict[str, Any]) -> tuple[tuple[int, int], bool] | None:
    if name in data["cities"]:
        x, y = data["cities"][name]
        return (x, y), True
    if country in data["middles"]:
        x, y = data["middles"][country]
        return (x, y), False
    return None


def _is_crowded(point: Point, stops: Iterable[tuple[int, int]], width: int) -> bool:
    """Whether another stop lies where the point's name would stand, taking a name as a sixth of the map's width."""
    return any(0 < x - point.x < width / 6 and abs(y - point.y) < width / 50 for x, y in stops)


def _frame(points: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    """Return (x, y, width, height) around the points, within the world."""
    x0, x1 = min(p[0] for p in points) - _MARGIN, max(p[0] for p in points) + _MARGIN
    y0, y1 = min(p[1] for p in points) - _MARGIN, max(p[1] for p in points) + _MARGIN
    width = min(max(x1 - x0, _LEAST_WIDTH, int((y1 - y0) / _SHAPE)), _WORLD[2] - _WORLD[0])
    height = min(int(width * _SHAPE), _WORLD[3] - _WORLD[1])
    left = min(max((x0 + x1 - width) // 2, _WORLD[0]), _WORLD[2] - width)
    top = min(max((y0 + y1 - height) // 2, _WORLD[1]), _WORLD[3] - height)
    return left, top, width, height


@cache
def _load() -> dict[str, Any]:
    data: dict[str, Any] = json.loads((files("dragoman.data") / "web" / "outlines.json").read_text(encoding="utf-8"))
    return data
