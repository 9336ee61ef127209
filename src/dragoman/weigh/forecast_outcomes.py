"""What the tables tell of a forecast: only what they hold, which so far is journeys.

A forecast is settled by a table where it foretells a visit itself ("is likely to visit Astana") and the journeys table has that
visit. A row that says held makes it true; cancelled or postponed makes it neither, since the visit may still have come about
later, and the row is cited for whoever decides. No row, no word: that the table has none is no proof.
"""

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files

from dragoman.records.findings import Forecast, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.spans import DateRange
from dragoman.weigh.brier import brier_range
from dragoman.weigh.ledger import Entry, Resolution

_NEAR = 4  # words after the phrase among which the verb of going stands
_SKIPPED = frozenset({"to", "be", "soon", "also", "again", "that", "he", "she"})
_DENIED = frozenset({"not", "never"})
_JOURNEYS = ("visit", "trip", "tour", "journey")


def resolve_forecast(forecast: Forecast, visits: Sequence[Visit]) -> Forecast:
    """Return the forecast with what the visits of its document tell: outcome and resolver, or the days of its occasion.

    Args:
        forecast: as extracted, or settled by hand, which is left alone.
        visits: of the same document, with their outcomes from the journeys table.
    """
    if forecast.outcome is not None:
        return forecast
    known = [v for v in visits if v.outcome is not None and v.outcome.row]
    foretold = next((v for v in known if _is_foretold(v, forecast)), None)
    if foretold is not None and foretold.outcome is not None:
        held = foretold.outcome.status == "held" and forecast.condition is None
        scored = brier_range(forecast.p, True) if held and forecast.p is not None else None
        return replace(forecast, resolver=f"journeys table, {foretold.outcome.row}", outcome="true" if held else None, brier=scored)
    return _date_occasion(forecast, known)


def _is_foretold(visit: Visit, forecast: Forecast) -> bool:
    """Whether the journey itself is foretold: the visit's words hold the phrase, and a verb of going follows it, not denied.

    "Is likely to visit Astana" is; "will unveil a plan during the visit" is about a plan.
    """
    phrase, said = forecast.phrase_span, forecast.spans[0]
    if phrase is None or not any(s.start <= phrase.start and phrase.end <= s.end for s in visit.spans):
        return False
    after = forecast.text[phrase.end - said.start :].lower().split()[:_NEAR]
    first = next((w.strip(",.;:") for w in after if w not in _SKIPPED), "")
    return first in _going() and not any(w in _DENIED for w in after)


@cache
def _going() -> frozenset[str]:
    raw = tomllib.loads(files("dragoman").joinpath("data", "forecast_words.toml").read_text("utf-8"))
    return frozenset(raw["journey"]["verbs"])


def _date_occasion(forecast: Forecast, visits: Sequence[Visit]) -> Forecast:
    """Return a forecast due "during the visit" with the days of that visit, where the document tells of one documented visit alone."""
    due = forecast.due
    if due is None or due.end is not None or len(visits) != 1 or not any(w in due.text.lower().split() for w in _JOURNEYS):
        return forecast
    outcome = visits[0].outcome
    if outcome is None or outcome.status != "held" or outcome.date is None:
        return forecast
    days = DateRange(start=outcome.date.start, end=outcome.date.end, text=due.text)
    return replace(forecast, due=days, resolver=forecast.resolver or f"due by the journeys table, {outcome.row}")


def resolve_harvest(harvest: Harvest) -> Harvest:
    """Return the harvest with its forecasts resolved as far as its visits tell."""
    found = harvest.findings
    forecasts = tuple(resolve_forecast(f, found.visits) for f in found.forecasts)
    return replace(harvest, findings=replace(found, forecasts=forecasts))


def resolutions_of(harvest: Harvest, entries: Sequence[Entry], today: str) -> Iterator[Resolution]:
    """Yield the rows for forecasts that the tables settled; the evidence is the table's row, the author this program.

    Args:
        harvest: after ``resolve_harvest``.
        entries: its forecasts as rows, in the same order.
        today: the ISO day of saying so.
    """
    for forecast, entry in zip(harvest.findings.forecasts, entries, strict=True):
        if forecast.outcome is not None and forecast.resolver:
            yield Resolution(forecast=entry.id, outcome=forecast.outcome, evidence=forecast.resolver, by=MAKER, date=today)
