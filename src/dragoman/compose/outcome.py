"""What came of a visit, in words: the row that tells it, and the other rows that the check names."""

import re

from dragoman.compose.countries import name_country
from dragoman.compose.desk import cite_finding
from dragoman.compose.phrases import day, days, flat, listed, status_words
from dragoman.records.brief import Citation, Sentence
from dragoman.records.findings import Visit

_CODE = re.compile(r"\b[A-Z]{3}\b")


def outcome_words(visit: Visit) -> str:
    """Return what came of a visit in a few words ("held, 1–2 February 2020")."""
    if visit.outcome is None:
        return ""
    time = outcome_days(visit)
    return f"{status_words(visit.outcome.status)}{', ' + time if time else ''}"


def outcome_days(visit: Visit) -> str:
    """Return the days of the outcome in words; empty where there are none."""
    date = visit.outcome.date if visit.outcome else None
    return days(date.start, date.end) if date else ""


def outcome_note(visit: Visit) -> str:
    """Return the note of the outcome without its status and without row addresses, country codes as names."""
    if visit.outcome is None:
        return ""
    note = flat(visit.outcome.note).removeprefix(visit.outcome.status).strip(" :.")
    return _CODE.sub(lambda m: name_country(m.group()), note)


def outcome_citations(visit: Visit) -> tuple[Citation, ...]:
    """Return the row that tells the outcome; the visit's words where a later document does."""
    row = visit.outcome.row if visit.outcome else None
    return (Citation(row=row),) if row else cite_finding(visit)


def say_outcome(visit: Visit) -> list[Sentence]:
    """Return sentences on what came of it, and on the other rows about the same journey."""
    if visit.outcome is None:
        return []
    told = "by the table of journeys" if visit.outcome.row else "by a later document"
    note = outcome_note(visit)
    text = f"What came of it, {told}: {outcome_words(visit)}{', ' + note if note else ''}."
    citations = (*outcome_citations(visit), *cite_finding(visit)[:1])
    return [Sentence(text=text, citations=citations, topic="visit"), *say_rows(visit)]


def say_rows(visit: Visit) -> list[Sentence]:
    """Say what other rows of the journeys table tell, by status and day."""
    rows = visit.outcome.others if visit.outcome else ()
    by_status: dict[str, dict[str, list[str]]] = {}
    for row in rows:
        by_status.setdefault(row.status, {}).setdefault(row.start, []).append(name_country(row.country))
    if not by_status:
        return []
    parts = []
    for status, dates in by_status.items():
        each = [f"{listed(places, 8)} ({day(start)})" for start, places in dates.items()]
        # Of what did not take place the day is the news, the places are those of the journey.
        undone = status in ("postponed", "cancelled")
        parts.append(f"{status_words(status)} {listed((day(d) for d in dates), 4) if undone else f'in {listed(each, 8)}'}")
    told = {visit.status, *(c.status for c in visit.status_history)}
    silent = ", which the text does not say" if "postponed" in by_status and "postponed" not in told else ""
    text = f"The same journey by that table: {'; '.join(parts)}{silent}."
    return [Sentence(text=text, citations=tuple(Citation(row=r.row) for r in rows), topic="visit")]
