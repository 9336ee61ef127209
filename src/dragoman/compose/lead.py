"""The title that carries the bottom line, and the bottom line itself."""

from collections.abc import Sequence

from dragoman.compose.acts import is_first_person, is_pronoun, name_act
from dragoman.compose.countries import name_country
from dragoman.compose.desk import Desk, cite, cite_all, cite_finding, cite_opening, mark, state
from dragoman.compose.outcome import outcome_days, outcome_words, say_outcome
from dragoman.compose.outlook import forecaster
from dragoman.compose.phrases import clip, count, listed, number_word, quoted, sentence_case, status_words, when
from dragoman.compose.reasons import group_reasons, proponents
from dragoman.compose.reported import name_places, status_changes
from dragoman.compose.same import Told, ref_key
from dragoman.compose.speech import Speaker, say_words
from dragoman.compose.verdicts import tally
from dragoman.records.brief import Citation, Section, Sentence
from dragoman.records.findings import Event, Visit


def write_title(desk: Desk, subject: Told | None, speakers: Sequence[Speaker]) -> Sentence:
    """Return the title: what it is about, its status, and how many explanations there are."""
    lead = subject.first if subject else None
    if subject and isinstance(lead, Visit):
        text, citations = _visit_title(desk, subject, lead), cite_finding(lead)
    elif subject and isinstance(lead, Event):
        text, citations = _event_title(desk, lead), cite_finding(lead)
    elif direct := [q for s in speakers for q in s.quotes if q.form == "direct"]:
        best = max(direct, key=lambda q: q.confidence)
        who = desk.speaker(best, best.source)
        return Sentence(text=f"{who}: {quoted(say_words(desk, best), 90)}", citations=cite_finding(best), topic="quote")
    elif speakers:
        text = f"{_source_title(desk)}: statements by {listed((s.name for s in speakers), 3)}, no visit and no event among known parties"
        return Sentence(text=text, citations=cite_all([s.quotes[0] for s in speakers], 3), topic="quote")
    elif desk.harvests:
        first = desk.harvests[0].document
        text = f"{_source_title(desk)}: no visit, no statement and no event among known parties was found"
        return Sentence(text=text, citations=cite_opening(first), topic="source")
    else:
        lost = tuple(Citation(source=p.source, note=p.code) for p in desk.problems[:8])
        return Sentence(text="Nothing could be read", citations=lost, topic="problem")
    groups, _ = group_reasons(desk, subject)
    offered = sum(1 for g in groups if g.side("for"))
    bare = "; no explanation found" if isinstance(lead, Visit) else ""
    tail = f"; {count(offered, 'explanation')} offered, none rated" if offered else bare
    return Sentence(text=text + tail, citations=citations, topic=lead.kind if lead else "", draft=offered > 0)


def _source_title(desk: Desk) -> str:
    first = desk.harvests[0].document
    named = first.title or first.text[:400]
    return quoted(named, 80) if named.strip() else "An empty text"


def write_bottom_line(desk: Desk, subject: Told | None) -> Section:
    """Return the section that stands first: a few sentences, each of which cites."""
    lead = subject.first if subject else None
    found: list[Sentence] = []
    if subject and isinstance(lead, Visit):
        found.extend(_say_visit(desk, subject, lead))
    elif subject and isinstance(lead, Event):
        found.append(_say_event(desk, subject, lead))
    elif desk.harvests:
        opening = tuple(c for d in list(desk.documents.values())[:4] for c in cite_opening(d))
        found.append(Sentence(text=_say_nothing(desk), citations=opening, topic="gap"))
    if subject:
        found.append(_say_reasons(desk, subject))
    if counted := tally(desk):
        found.append(counted)
    found.extend(_say_forecasts(desk))
    if not found:
        lost = tuple(Citation(source=p.source, note=p.code) for p in desk.problems[:8])
        found.append(Sentence(text="None of the sources could be read.", citations=lost, topic="problem"))
    return Section(id="bottom-line", heading="Bottom line", before=tuple(found))


def _say_nothing(desk: Desk) -> str:
    if any(h.findings.events for h in desk.harvests):
        return "No visit was found, and no event in which a known state, body or office-holder takes part."
    return "No visit and no event was found."


def _visit_title(desk: Desk, subject: Told, visit: Visit) -> str:
    places = _title_places(desk, visit)
    where = f"{listed(places, 3)}: " if places else ""
    statuses = list(dict.fromkeys(status_words(f.status) for f in subject.findings))
    status = statuses[0] if len(statuses) == 1 else f"reported {listed((f'as {x}' for x in statuses), 3)}"
    done = next((f for f in subject.findings if isinstance(f, Visit) and f.outcome), None)
    if done and done.outcome:
        time = outcome_days(done)
        same = status == status_words(done.outcome.status)
        status += f", {time}" if same and time else "" if same else f", then {outcome_words(done)}" if len(statuses) == 1 else ""
    return f"{where}visit by {visit.visitor.name} {status}"


def _title_places(desk: Desk, visit: Visit) -> list[str]:
    """Name the stop that the document's own title names; else all stops."""
    names = [name_country(s.country) if s.country else s.place.name for s in visit.stops]
    title = (desk.documents[visit.document].title or "").casefold()
    stops = list(zip(names, visit.stops, strict=True))
    chosen = [n for n, s in stops if n.casefold() in title or s.place.name.casefold() in title]
    return list(dict.fromkeys(chosen or names))


def _event_title(desk: Desk, event: Event) -> str:
    """Name the two sides and the act; where nobody is named, the article's words stand for them."""
    sides = {ref_key(r): r for r in (*event.actors, *event.recipients) if not is_pronoun(desk.name(event, r))}
    names = [desk.name(event, r) for r in sides.values()]
    linked = [desk.name(event, r) for r in sides.values() if r.entity or is_first_person(r.name)]
    status = "" if event.status == "held" else f" {status_words(event.status)}"
    if not names:
        return f"{quoted(event.text, 90)}{':' if status else ''}{status}"
    return f"{listed((clip(n, 40) for n in linked or names), 3)}: {name_act(event.type, event.mode)}{status}"


def _say_visit(desk: Desk, subject: Told, visit: Visit) -> list[Sentence]:
    visits = [f for f in subject.findings if isinstance(f, Visit)]
    office = desk.office(visit.document, visit.visitor)
    role = visit.role or (office.as_of_role if office else None)
    places = name_places(visit.stops)
    where = f" to {listed(places, 8)}" if places else ""
    times = list(dict.fromkeys(when(s.date) for s in visit.stops if s.date))
    time = f" ({listed(times, 3)})" if times else ""
    voices = listed((desk.voice(v) for v in visits), 4)
    verb = "report" if len({desk.voice(v) for v in visits}) > 1 else "reports"
    who = visit.visitor.name + (f", {role}," if role and role.casefold() != visit.visitor.name.casefold() else "")
    if len({v.status for v in visits}) > 1:
        voices = count(len({v.document for v in visits}), "source")
    text = f"{sentence_case(voices)} {verb} a visit by {who}{where}{time} as {_statuses(desk, visits)}."
    spans = cite(visit.document, (*visit.spans, visit.status_span))
    found = [state(visit, text, *spans, *(cite_all(visits[1:])))]
    done = next((v for v in visits if v.outcome), None)
    return [*found, *(say_outcome(done) if done else [])]


def _statuses(desk: Desk, visits: Sequence[Visit]) -> str:
    """Say the status; where the sources differ, each with its own."""
    by_status: dict[str, list[Visit]] = {}
    for v in visits:
        by_status.setdefault(status_words(v.status), []).append(v)
    if len(by_status) > 1:
        return ", but ".join(f"{status} in {listed(desk.dated(v.document) for v in group)}" for status, group in by_status.items())
    changes = status_changes(visits)
    said = next(iter(by_status))
    return f"{said} (in turn {', '.join(changes)})" if len(changes) > 1 else said


def _say_event(desk: Desk, subject: Told, event: Event) -> Sentence:
    place = f"in {event.place.name}" if event.place else ""
    told = ", ".join(x for x in (name_act(event.type, event.mode), status_words(event.status), when(event.date), place) if x)
    text = f"The weightiest event ({told}), as {listed(desk.voice(e) for e in subject.findings)} has it: {quoted(event.text, 200)}."
    return Sentence(text=text, citations=cite_all(subject.findings), topic="event", confidence=mark(event.confidence))


def _say_reasons(desk: Desk, subject: Told) -> Sentence:
    groups, _ = group_reasons(desk, subject)
    offered = [g for g in groups if g.side("for")]
    if not offered:
        return Sentence(text="No explanation of it was found in the text.", citations=cite_finding(subject.first), topic="gap")
    pro = [x for g in offered for x in g.side("for")]
    con = [x for g in groups for x in g.side("against")]
    names = listed(proponents(desk, pro), 4)
    text = f"{sentence_case(count(len(offered), 'explanation'))} of it {'is' if len(offered) == 1 else 'are'} offered, by {names}"
    text += f"; {count(len(con), 'passage argues', 'passages argue')} against ({listed(proponents(desk, con), 4)})" if con else ""
    most = offered[0]
    if len(offered) > 1 and len(most.side("for")) > len(offered[1].side("for")):
        text += f"; most often offered, which is no measure of its truth: {quoted(most.label, 60)}"
    citations = (*cite_all([g.side("for")[0] for g in offered], 6), *cite_all(con, 3))
    return Sentence(text=text + ".", citations=tuple(dict.fromkeys(citations)), topic="explanation", draft=True)


def _say_forecasts(desk: Desk) -> list[Sentence]:
    forecasts = [f for h in desk.harvests for f in h.findings.forecasts]
    if not forecasts:
        return []
    worded = [f for f in forecasts if f.phrase]
    settled = [f for f in forecasts if f.outcome and f.outcome != "open"]
    names = listed((forecaster(desk, f) for f in forecasts), 4)
    text = f"{sentence_case(count(len(forecasts), 'forecast is', 'forecasts are'))} made, by {names}"
    text += f"; {number_word(len(worded))} with a likelihood in words" if worded and len(worded) < len(forecasts) else ""
    text += f"; {number_word(len(settled))} settled since" if settled else ""
    return [Sentence(text=text + ".", citations=cite_all(worded or forecasts, 6), topic="forecast")]
