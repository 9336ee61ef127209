"""Which true figures a stated one covers, and which contradict it."""

import tomllib
from functools import lru_cache
from importlib.resources import files
from math import floor, inf, log10
from typing import Any

APPROX_FILE = "claims_approx.toml"


@lru_cache(maxsize=1)
def _load_bounds() -> dict[str, Any]:
    return tomllib.loads(files("dragoman").joinpath("data", APPROX_FILE).read_text(encoding="utf-8"))


def covered_range(value: float, approx: str | None) -> tuple[float, float]:
    """Return the lowest and highest true figure that a stated value covers.

    Args:
        value: the figure as stated.
        approx: a kind of data/claims_approx.toml, or None for a bare figure, which covers half a unit of its last
            written digit or a fortieth of it.
    """
    table = _load_bounds()
    for row in table["approx"]:
        if row["kind"] == approx:
            below, above = float(row["below"]), float(row["above"])
            low = -inf if below == inf else value - abs(value) * below
            high = inf if above == inf else value + abs(value) * above
            return low, high
    reach = max(_half_unit(value), abs(value) * table["exact"]["share"])
    return value - reach, value + reach


def _half_unit(value: float) -> float:
    """Return half a unit of the last digit that is not a zero, at most of the ones: 16 -> 0.5, 2.7 -> 0.05, 60 -> 0.5."""
    if value == 0:
        return 0.0
    if float(value).is_integer():
        size = abs(value)
        return 0.5 if size < 1000 else 0.5 * 10 ** (floor(log10(size)) - 2)
    decimals = len(repr(float(value)).split(".")[-1]) if "e" not in repr(float(value)) else 0
    return float(0.5 * 10**-decimals)


def compare_figure(true: float, value: float, approx: str | None, *, percent: bool = False) -> str:
    """Return ``agrees``, ``near`` (outside, by less than sources differ) or ``contradicts``."""
    low, high = covered_range(value, approx)
    if low <= true <= high:
        return "agrees"
    near = _load_bounds()["near"]
    reach = abs(value) * near["share"]
    if percent:
        reach = max(reach, near["points"])
    return "near" if low - reach <= true <= high + reach else "contradicts"


def spell_number(value: float, unit: str | None = None) -> str:
    """Return a figure as a note shows it: 39.6 percent, 2.72 million km2."""
    for size, word in ((1e12, " trillion"), (1e9, " billion"), (1e6, " million")):
        if abs(value) >= size:
            return f"{value / size:.3g}{word}" + (f" {unit}" if unit else "")
    text = f"{value:,.0f}" if float(value).is_integer() or abs(value) >= 1000 else f"{value:.3g}"
    return text + (f" {unit}" if unit else "")
