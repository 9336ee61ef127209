"""A calibration plot: how often things came that were given such a chance."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.findings import ANY_FINDING, Forecast
from dragoman.weigh.brier import brier_range, mean_range, wilson_interval

SIDE = 300
_BINS = ((0.0, 0.2), (0.2, 0.4), (0.4, 0.6), (0.6, 0.8), (0.8, 1.01))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dot:
    """One bin: its mean chance, the share that came (with its 95% Wilson interval), how many; places in units of SIDE."""

    x: float
    y: float
    high: float
    low: float
    chance: float
    share: float
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Plot:
    """What the template draws. ``scored`` counts the resolved forecasts with a range; ``brier`` is the mean of their ranges."""

    dots: tuple[Dot, ...]
    scored: int
    resolved: int
    open: int
    brier: tuple[float, float] | None
    side: int = SIDE


def draw_calibration(records: Sequence[ANY_FINDING]) -> Plot:
    """Return the plot of some forecasts; a range counts by its middle, as the words cannot be split further."""
    forecasts = [r for r in records if isinstance(r, Forecast)]
    scored = [(f.p, f.outcome == "true") for f in forecasts if f.p and f.outcome in ("true", "false")]
    dots = []
    for low, high in _BINS:
        inside = [(sum(p) / 2, came) for p, came in scored if low <= sum(p) / 2 < high]
        if inside:
            dots.append(_make_dot([p for p, _ in inside], sum(came for _, came in inside)))
    return Plot(
        dots=tuple(dots),
        scored=len(scored),
        resolved=sum(f.outcome in ("true", "false") for f in forecasts),
        open=sum(f.outcome in (None, "open") for f in forecasts),
        brier=mean_range([brier_range(p, came) for p, came in scored]),
    )


def score_forecast(forecast: Forecast) -> tuple[float, float] | None:
    """Return the Brier score at the better and at the worse end of a forecast's range; None where it has none or is open."""
    if forecast.p is None or forecast.outcome not in ("true", "false"):
        return None
    return brier_range(forecast.p, forecast.outcome == "true")


def _make_dot(chances: list[float], came: int) -> Dot:
    number = len(chances)
    chance, share = sum(chances) / number, came / number
    low, high = wilson_interval(came, number)
    return Dot(
        x=chance * SIDE, y=(1 - share) * SIDE, low=(1 - low) * SIDE, high=(1 - high) * SIDE, chance=chance, share=share, number=number
    )
