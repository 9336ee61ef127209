"""Forecasts: who foresees what, in which words, on which scale, on what condition, and what came of it."""

from collections.abc import Sequence

from dragoman.compose.desk import Desk, cite, cite_all, cite_finding, mark, state
from dragoman.compose.phrases import count, listed, quoted, sentence_case, when
from dragoman.compose.words import is_vague
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.findings import Forecast

_COLUMNS = ("who", "what", "words and range", "condition", "came of it")
_FEWEST, _MOST = 3, 6
_SCALES = {"icd203": "ICD 203", "phia": "PHIA", "kent": "Kent", "ipcc": "IPCC", "nato": "NATO"}


def write_outlook(desk: Desk) -> Section | None:
    """Return the section; None where nothing is foreseen. Those with a degree of likelihood are kept first, shown in the text's order.

    A column that no forecast fills is left out, and the reader told.
    """
    forecasts = [f for h in desk.harvests for f in h.findings.forecasts]
    if not forecasts:
        return None
    ranked = sorted(forecasts, key=lambda f: (f.p is None, is_vague(f.phrase), -f.confidence))
    telling = [f for f in ranked if f.p is not None or not is_vague(f.phrase)]
    best = {(f.document, f.id) for f in (telling if len(telling) >= _FEWEST else ranked[:_FEWEST])[:_MOST]}
    shown = [f for f in forecasts if (f.document, f.id) in best]
    rest = [f for f in forecasts if (f.document, f.id) not in best]
    columns = [c for c in _COLUMNS if c not in _unfilled(shown)]
    rows = tuple(_row(desk, f, columns) for f in shown)
    after = []
    if "came of it" not in columns:
        text = "None of them is settled: no resolver is named for any." if len(shown) > 1 else "It is not settled: no resolver is named."
        after.append(Sentence(text=text, citations=cite_all(shown, 2), topic="forecast"))
    if rest:
        names = listed((forecaster(desk, f) for f in rest), 4)
        text = f"{sentence_case(count(len(rest), 'further forecast', 'further forecasts'))}: {names}."
        after.append(Sentence(text=text, citations=cite_all(rest), topic="forecast"))
    return Section(id="forecasts", heading="Forecasts", table=Table(columns=tuple(columns), rows=rows), after=tuple(after))


def _unfilled(forecasts: Sequence[Forecast]) -> set[str]:
    empty = set()
    if not any(f.condition for f in forecasts):
        empty.add("condition")
    if all((f.outcome or "open") == "open" and not f.resolver for f in forecasts):
        empty.add("came of it")
    return empty


def forecaster(desk: Desk, forecast: Forecast) -> str:
    """Return who foresees it."""
    return desk.speaker(forecast, forecast.forecaster)


def range_words(forecast: Forecast) -> str:
    """Return the phrase and its range ("“likely”: 55–80% (ICD 203)"); a phrase on no scale says so."""
    phrase = quoted(forecast.phrase, 40) if forecast.phrase else "no likelihood given"
    if forecast.p is None:
        return phrase if is_vague(forecast.phrase) else f"{phrase}: on no scale"
    low, high = (f"{round(100 * p)}" for p in forecast.p)
    reach = f"{low}%" if low == high else f"{low}–{high}%"
    return f"{phrase}: {reach} ({name_scale(forecast.scale)})"


def name_scale(scale: str | None) -> str:
    """Return a scale's name as its readers know it."""
    if not scale:
        return "scale not named"
    return next((name for key, name in _SCALES.items() if scale.casefold().startswith(key)), scale)


def _row(desk: Desk, forecast: Forecast, columns: Sequence[str]) -> Row:
    made = {c: _cell(desk, forecast, c) for c in columns}
    return Row(cells=tuple(made[c] for c in columns), topic="forecast", confidence=mark(forecast.confidence))


def _cell(desk: Desk, forecast: Forecast, column: str) -> Cell:
    document = desk.documents[forecast.document]
    if column == "who":
        return Cell(parts=(state(forecast, forecaster(desk, forecast)),))
    if column == "what":
        words = document.text[forecast.proposition.start : forecast.proposition.end] or forecast.text
        due = f" (due {when(forecast.due)})" if when(forecast.due) else ""
        cited = cite(forecast.document, (forecast.proposition,))
        return Cell(parts=(Sentence(text=quoted(words, 130) + due, citations=cited, topic="forecast"),))
    if column == "words and range":
        phrase = cite(forecast.document, (forecast.phrase_span,)) or cite_finding(forecast)
        return Cell(parts=(Sentence(text=range_words(forecast), citations=phrase, topic="forecast"),))
    if column == "condition":
        if forecast.condition is None:
            return Cell()
        words = quoted(document.text[forecast.condition.start : forecast.condition.end], 80)
        return Cell(parts=(Sentence(text=words, citations=cite(forecast.document, (forecast.condition,)), topic="forecast"),))
    outcome = forecast.outcome or "open"
    outcome += f", by {forecast.resolver}" if forecast.resolver else ": no resolver named" if outcome == "open" else ""
    return Cell(parts=(Sentence(text=outcome, citations=cite_finding(forecast), topic="forecast"),))
