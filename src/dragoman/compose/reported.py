"""What is reported: visits and events, with who, when, status, and by whom."""

import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.compose.countries import name_country
from dragoman.compose.desk import Desk, cite, cite_all, cite_finding, cite_ref, mark, state
from dragoman.compose.outcome import outcome_citations, outcome_days, outcome_note, say_rows
from dragoman.compose.phrases import clip, count, listed, quoted, sentence_case, status_words, when
from dragoman.compose.same import Told, ref_key
from dragoman.compose.timeline import draw_timeline
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.findings import Event, Stop, Visit
from dragoman.records.spans import DateRange, Ref

_COLUMNS = ("what", "who", "when", "status", "by whom")
_MOST_VISITS, _MOST_EVENTS, _MOST_PURPOSES = 4, 7, 2
# An event read less surely than this is shown only where there is nothing better.
_SURE = 0.5
_FIGURE = re.compile(r"\d")


def write_reported(desk: Desk, visits: tuple[Told, ...], events: tuple[Told, ...]) -> Section | None:
    """Return the section; None where no visit and no event was found."""
    order = {key: i for i, key in enumerate(desk.documents)}
    sure = [t for t in events if max(f.confidence for f in t.findings) >= _SURE]
    chosen = (sure if sure or visits else list(events))[:_MOST_EVENTS]
    shown = sorted(chosen, key=lambda t: (order[t.first.document], t.first.spans[0].start))
    rows: list[Row] = []
    for i, told in enumerate(visits[:_MOST_VISITS]):
        # The bottom line has told the other rows of the journey that leads.
        rows.extend(_visit_rows(desk, told, others=i > 0))
    rows.extend(_event_row(desk, told) for told in shown)
    if not rows:
        return None
    rest = [t.first for t in (*visits[_MOST_VISITS:], *(t for t in events if t not in chosen))]
    after = []
    if rest:
        text = f"{count(len(rest), 'further visit or event is', 'further visits and events are')} of less weight and left out."
        after.append(Sentence(text=sentence_case(text), citations=cite_all(rest), topic="event"))
    line = draw_timeline(desk, visits[:_MOST_VISITS], shown)
    table = Table(columns=_COLUMNS, rows=tuple(rows))
    return Section(id="reported", heading="What is reported", table=table, after=tuple(after), plots=(line,) if line else ())


def status_changes(visits: Sequence[Visit]) -> list[str]:
    """Return the statuses that the text gives in turn; what a writer only supposes is none.

    A bare "visit" reads as held, which a visit to come cannot have been.
    """
    ahead = all(v.status in ("planned", "tentative", "postponed") for v in visits)
    changes = [c.status for v in visits for c in v.status_history if c.status != "hypothetical" and not (ahead and c.status == "held")]
    return list(dict.fromkeys(status_words(c) for c in changes))


def name_places(stops: tuple[Stop, ...]) -> list[str]:
    """Name the stops in order: a city with its country, a country alone only where none of its cities is a stop."""
    cities = {s.country for s in stops if s.country and s.place.entity != s.country}
    names = []
    for s in stops:
        if s.country and s.place.entity == s.country:
            if s.country not in cities:
                names.append(s.place.name)
        elif s.country and name_country(s.country) not in (s.place.name, s.country):
            names.append(f"{s.place.name} ({name_country(s.country)})")
        else:
            names.append(s.place.name)
    return list(dict.fromkeys(names))


def _visit_rows(desk: Desk, told: Told, others: bool) -> list[Row]:
    visits = [v for v in told.findings if isinstance(v, Visit)]
    lead = visits[0]
    confidence = mark(max(v.confidence for v in visits))
    told_places = (state(v, _visit_what(v), *_stop_citations(v)) for v in visits if v is lead or v.stops != lead.stops)
    rows = [
        Row(
            cells=(
                Cell(parts=(*told_places, *_purposes(visits))),
                _who(desk, lead),
                Cell(parts=_visit_times(visits)),
                Cell(parts=tuple(_status(desk, v, told) for v in _distinct(visits))),
                Cell(parts=tuple(state(v, desk.voice(v)) for v in visits)),
            ),
            topic="visit",
            confidence=confidence,
        )
    ]
    for v in visits:
        if v.invited_by:
            text = f"invited by {v.invited_by.name}"
            rows[0] = _add(rows[0], 1, Sentence(text=text, citations=cite_ref(v.document, v.invited_by) or cite_finding(v), topic="visit"))
            break
    done = next((v for v in visits if v.outcome), None)
    if done:
        rows.append(_outcome_row(done, others))
    return rows


def _outcome_row(visit: Visit, others: bool) -> Row:
    rows = outcome_citations(visit)

    def say(text: str) -> Cell:
        return Cell(parts=(Sentence(text=text, citations=rows, topic="visit"),)) if text else Cell()

    outcome = visit.outcome
    told = "the table of journeys" if outcome and outcome.row else "a later document"
    note = outcome_note(visit)
    status = outcome.status if outcome else ""
    words = Sentence(text=status_words(status), citations=rows, topic="visit", tone=status)
    parts = [
        Sentence(text=f"what came of it{': ' + note if note else ''}", citations=rows, topic="visit"),
        *(say_rows(visit) if others else ()),
    ]
    return Row(cells=(Cell(parts=tuple(parts)), Cell(), say(outcome_days(visit)), Cell(parts=(words,)), say(told)), topic="visit")


def _visit_what(visit: Visit) -> str:
    places = name_places(visit.stops)
    return f"visit to {listed(places, 8)}" if places else f"visit: {quoted(visit.text, 90)}"


def _stop_citations(visit: Visit) -> tuple[Citation, ...]:
    return tuple(c for s in visit.stops for c in cite_ref(visit.document, s.place))[:6]


def _who(desk: Desk, visit: Visit) -> Cell:
    office = desk.office(visit.document, visit.visitor)
    role = visit.role or (office.as_of_role if office else None)
    rows = (Citation(row=office.role_row),) if office and office.role_row else ()
    name = visit.visitor.name + (f", {role}" if role and role.casefold() != visit.visitor.name.casefold() else "")
    words = cite_ref(visit.document, visit.visitor) or cite_finding(visit)
    parts = [Sentence(text=name, citations=(*words, *rows), topic="visit")]
    if visit.delegation:
        refs = tuple(c for r in visit.delegation for c in cite_ref(visit.document, r))[:4]
        parts.append(Sentence(text=f"with {listed(r.name for r in visit.delegation)}", citations=refs or words, topic="visit"))
    return Cell(parts=tuple(parts))


def _visit_times(visits: list[Visit]) -> tuple[Sentence, ...]:
    """Say when, each time once, with its stops where there are several times."""
    places: dict[tuple[str, str], list[Stop]] = {}
    for v in visits:
        for stop in v.stops:
            if stop.date and (time := when(stop.date)):
                places.setdefault((v.document, time), []).append(stop)
    parts = []
    for (document, time), stops in places.items():
        citations = tuple(c for s in stops for c in cite_ref(document, s.place))[:4]
        text = time if len(places) == 1 else f"{listed((s.place.name for s in stops), 4)}: {time}"
        parts.append(
            Sentence(
                text=text,
                citations=citations or cite_finding(next(v for v in visits if v.document == document)),
                topic="visit",
                nature=time_nature(stops[0].date),
            )
        )
    return tuple(parts)


def _purposes(visits: list[Visit]) -> tuple[Sentence, ...]:
    """Say what purposes the text gives for the visit; what named others make of it stands among the explanations."""
    stated = {quoted(p.text, 120): (v.document, p.span) for v in visits for p in v.purposes if p.by is None}
    return tuple(
        Sentence(text=f"purpose given: {words}", citations=cite(document, (span,)), topic="visit")
        for words, (document, span) in list(stated.items())[:_MOST_PURPOSES]
    )


def _status(desk: Desk, visit: Visit, told: Told) -> Sentence:
    changes = status_changes([visit])
    text = status_words(visit.status)
    also = [c for c in changes if c != text]
    if also:
        text = f"{text}; also {listed(also)}"
    if len({v.status for v in told.findings}) > 1:
        text = f"{text} ({desk.labels[visit.document]})"
    spans = [visit.status_span, *(c.span for c in visit.status_history)]
    return Sentence(text=text, citations=cite(visit.document, spans) or cite_finding(visit), topic="visit", tone=visit.status)


def _distinct(visits: list[Visit]) -> list[Visit]:
    by_status: dict[str, Visit] = {}
    for v in visits:
        by_status.setdefault(v.status, v)
    return list(by_status.values())


def _event_row(desk: Desk, told: Told) -> Row:
    events = [e for e in told.findings if isinstance(e, Event)]
    lead = events[0]
    span = (lead.status_span,) if lead.status_span else ()
    words = cite(lead.document, span) or cite_finding(lead)
    status = Sentence(text=status_words(lead.status), citations=words, topic="event", tone=lead.status)
    voices = dict.fromkeys(desk.voice(e) for e in events)
    where = f" in {lead.place.name}" if lead.place and lead.place.name.casefold() not in lead.text.casefold() else ""
    return Row(
        cells=(
            Cell(parts=(Sentence(text=f"{quoted(lead.text, 110)}{where}", citations=cite_all(events, 3), topic="event"),)),
            _sides(desk, lead),
            _event_time(lead),
            Cell(parts=(status,)),
            Cell(parts=(Sentence(text=listed(voices, 4), citations=cite_all(events, 3), topic="event"),)),
        ),
        topic="event",
        confidence=mark(max(e.confidence for e in events)),
    )


def _event_time(event: Event) -> Cell:
    time = when(event.date)
    return Cell(parts=(replace(state(event, time), nature=time_nature(event.date)),)) if time else Cell()


def _points(ref: Ref) -> bool:
    """Whether the words only point at something said before ("these actions")."""
    return ref.name.split(" ", 1)[0].casefold() in ("this", "these", "that", "those", "it", "its", "such")


def time_nature(date: DateRange | None) -> str:
    """Return the nature of a date: days that words do not give ("mid-December") are taken, not told."""
    return "assumption" if date and date.text and date.start and not _FIGURE.search(date.text) else "information"


def _sides(desk: Desk, event: Event) -> Cell:
    def side(refs: tuple[Ref, ...]) -> str:
        told = [desk.name(event, r) for r in {ref_key(r): r for r in refs}.values() if r.entity or not _points(r)]
        return listed((clip(n, 40) for n in told), 4)

    actors, recipients = side(event.actors), side(event.recipients)
    text = f"{actors} → {recipients}" if actors and recipients else actors or (f"→ {recipients}" if recipients else "")
    if not text:
        return Cell()
    refs = tuple(c for r in (*event.actors, *event.recipients) for c in cite_ref(event.document, r))[:4]
    return Cell(parts=(Sentence(text=text, citations=refs or cite_finding(event), topic="event"),))


def _add(row: Row, column: int, part: Sentence) -> Row:
    cells = list(row.cells)
    cells[column] = Cell(parts=(*cells[column].parts, part))
    return Row(cells=tuple(cells), topic=row.topic, confidence=row.confidence)
