"""Forecasts: who foresees what, in which words, on which scale, on what condition, and what came of it."""

from dragoman.compose.desk import Desk, cite, cite_all, cite_finding, mark, state
from dragoman.compose.phrases import count, quoted, sentence_case, when
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.findings import Forecast

_COLUMNS = ("who", "what", "words and range", "condition", "came of it")
_MOST = 12
_SCALES = {"icd203": "ICD 203", "phia": "PHIA", "kent": "Kent", "ipcc": "IPCC", "nato": "NATO"}


def write_outlook(desk: Desk) -> Section | None:
    """Return the section; None where nothing is foreseen. Worded likelihoods stand first, then the order of the text."""
    forecasts = [f for h in desk.harvests for f in h.findings.forecasts]
    if not forecasts:
        return None
    best = {(f.document, f.id) for f in sorted(forecasts, key=lambda f: (f.p is None, -f.confidence))[:_MOST]}
    shown = [f for f in forecasts if (f.document, f.id) in best]
    after = []
    if len(forecasts) > _MOST:
        rest = [f for f in forecasts if (f.document, f.id) not in best]
        text = f"{sentence_case(count(len(rest), 'further forecast is', 'further forecasts are'))} not shown here."
        after.append(Sentence(text=text, citations=cite_all(rest), topic="forecast"))
    table = Table(columns=_COLUMNS, rows=tuple(_row(desk, f) for f in shown))
    return Section(id="forecasts", heading="Forecasts", table=table, after=tuple(after))


def forecaster(desk: Desk, forecast: Forecast) -> str:
    """Return who foresees it."""
    return desk.speaker(forecast, forecast.forecaster)


def range_words(forecast: Forecast) -> str:
    """Return the phrase and its range ("“likely”: 55–80% (ICD 203)"); a phrase on no scale says so."""
    phrase = quoted(forecast.phrase, 40) if forecast.phrase else "no likelihood given"
    if forecast.p is None:
        return f"{phrase}: on no scale" if forecast.phrase else phrase
    low, high = (f"{round(100 * p)}" for p in forecast.p)
    reach = f"{low}%" if low == high else f"{low}–{high}%"
    return f"{phrase}: {reach} ({name_scale(forecast.scale)})"


def name_scale(scale: str | None) -> str:
    """Return a scale's name as its readers know it."""
    if not scale:
        return "scale not named"
    return next((name for key, name in _SCALES.items() if scale.casefold().startswith(key)), scale)


def _row(desk: Desk, forecast: Forecast) -> Row:
    document = desk.documents[forecast.document]
    proposition = document.text[forecast.proposition.start : forecast.proposition.end] or forecast.text
    phrase = cite(forecast.document, (forecast.phrase_span,)) or cite_finding(forecast)
    condition = forecast.condition
    due = f" (due {when(forecast.due)})" if when(forecast.due) else ""
    outcome = forecast.outcome or "open"
    outcome += f", by {forecast.resolver}" if forecast.resolver else ": no resolver named" if outcome == "open" else ""
    conditions: tuple[Sentence, ...] = ()
    if condition:
        words = quoted(document.text[condition.start : condition.end], 100)
        conditions = (Sentence(text=words, citations=cite(forecast.document, (condition,)), topic="forecast"),)
    return Row(
        cells=(
            Cell(parts=(state(forecast, forecaster(desk, forecast)),)),
            Cell(
                parts=(
                    Sentence(
                        text=quoted(proposition, 150) + due, citations=cite(forecast.document, (forecast.proposition,)), topic="forecast"
                    ),
                )
            ),
            Cell(parts=(Sentence(text=range_words(forecast), citations=phrase, topic="forecast"),)),
            Cell(parts=conditions),
            Cell(parts=(Sentence(text=outcome, citations=cite_finding(forecast), topic="forecast"),)),
        ),
        topic="forecast",
        confidence=mark(forecast.confidence),
    )
