"""The title that carries the bottom line, and the bottom line itself."""

import re
from collections.abc import Sequence

from dragoman.compose.acts import is_first_person, is_pronoun, name_act
from dragoman.compose.countries import name_country, with_article
from dragoman.compose.desk import Desk, cite, cite_all, cite_finding, cite_opening, mark, state
from dragoman.compose.judgements import lead_judgement
from dragoman.compose.outcome import outcome_days, outcome_words, say_outcome
from dragoman.compose.phrases import clip, count, flat, listed, number_word, quoted, sentence_case, status_words, when
from dragoman.compose.reasons import group_reasons, name_group, proponents
from dragoman.compose.reported import name_places
from dragoman.compose.same import Told, ref_key
from dragoman.compose.speech import Speaker, say_words
from dragoman.compose.verdicts import tally
from dragoman.compose.words import tell_visit
from dragoman.language.datelines import dateline_end
from dragoman.records.brief import Citation, Section, Sentence
from dragoman.records.document import Document
from dragoman.records.findings import Event, Visit
from dragoman.records.spans import Span

# A first sentence shorter than this is a dateline or a cry, not the news.
_LEDE = 60
_FIRST_BLOCKS = 6  # title, standfirst and the first paragraphs: where news tells its news
# A full stop ends a sentence where no abbreviation of one to three letters stands before it and a capital follows.
# A turn of a transcript ("SECRETARY X: Good morning") opens with no news.
_TURN = re.compile(r"[A-Z][A-Z .’'-]{2,40}:")
_STOP = re.compile(r"\w{4}([.!?][\"”’']?)(?=\s+[\"“‘']?[A-Z])")


def write_title(desk: Desk, subject: Told | None, speakers: Sequence[Speaker]) -> Sentence:
    """Return the title: what it is about, its status, and how many explanations there are."""
    lead = subject.first if subject else None
    if subject and isinstance(lead, Visit):
        text, citations = _visit_title(desk, subject, lead), cite_finding(lead)
    elif named := _own_title(desk, lead):
        return named
    elif isinstance(lead, Event):
        text, citations = _event_title(desk, lead), cite_finding(lead)
    elif direct := [q for s in speakers for q in s.quotes if q.form == "direct"]:
        best = max(direct, key=lambda q: q.confidence)
        who = desk.speaker(best, best.source)
        return Sentence(text=f"{who}: {quoted(say_words(desk, best), 90)}", citations=cite_finding(best), topic="quote")
    elif desk.harvests:
        first = desk.harvests[0].document
        text = f"{quoted(first.text[:400], 80) if first.text.strip() else 'An empty text'}: no visit and no event was found"
        return Sentence(text=text, citations=cite_opening(first), topic="source")
    else:
        lost = tuple(Citation(source=p.source, note=p.code) for p in desk.problems[:8])
        return Sentence(text="Nothing could be read", citations=lost, topic="problem")
    groups, _ = group_reasons(desk, subject)
    offered = sum(1 for g in groups if g.side("for"))
    rated = desk.ground.weighing is not None and not desk.ground.weighing.is_draft
    tail = f"; {count(offered, 'explanation')} offered, {'weighed' if rated else 'none rated'}" if offered else ""
    return Sentence(text=text + tail, citations=citations, topic=lead.kind if lead else "", draft=offered > 0 and not rated)


def _own_title(desk: Desk, lead: Event | Visit | None) -> Sentence | None:
    """Where no visit leads, the title of the article that holds the lead, else of the first, says best what it is about."""
    documents = list(desk.documents.values())
    titled = [d for d in documents if (d.title or "").strip()]
    if not titled:
        return None
    first = next((d for d in titled if lead and d.id == lead.document), titled[0])
    more = f", and {count(len(documents) - 1, 'more source')}" if len(documents) > 1 else ""
    text = f"{sentence_case(desk.labels[first.id])}: {quoted(first.title or '', 120)}{more}"
    return Sentence(text=text, citations=cite_opening(first), topic="source")


def write_bottom_line(desk: Desk, subject: Told | None) -> Section:
    """Return the section that stands first: a few sentences, each of which cites."""
    lead = subject.first if subject else None
    judged = lead_judgement(desk)
    found: list[Sentence] = [judged] if judged else []
    if subject and isinstance(lead, Visit):
        found.extend(_say_visit(desk, subject, lead))
    elif subject and isinstance(lead, Event):
        opened = _say_lede(desk)
        found.extend([opened[1]] if opened else [])
        if opened is None or (not (opened[0].start <= lead.spans[0].start < opened[0].end) and _is_prominent(desk, lead)):
            found.append(_say_event(desk, subject, lead))
    elif desk.harvests:
        opened = _say_lede(desk)
        opening = tuple(c for d in list(desk.documents.values())[:4] for c in cite_opening(d))
        found.extend([opened[1]] if opened else [])
        found.append(Sentence(text=_say_nothing(desk), citations=opening, topic="gap"))
    if subject:
        found.extend(_say_reasons(desk, subject))
    if counted := tally(desk):
        found.append(counted)
    if not found:
        lost = tuple(Citation(source=p.source, note=p.code) for p in desk.problems[:8])
        found.append(Sentence(text="None of the sources could be read.", citations=lost, topic="problem"))
    return Section(id="bottom-line", heading="Bottom line", before=tuple(found))


def _is_prominent(desk: Desk, event: Event) -> bool:
    """Whether an event stands in the title or among the first paragraphs: what comes later is mostly background."""
    blocks = [b for b in desk.documents[event.document].blocks if b.kind in ("title", "standfirst", "paragraph")]
    return any(b.start <= event.spans[0].start < b.end for b in blocks[:_FIRST_BLOCKS])


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
    places = [with_article(p) for p in name_places(visit.stops)]
    who = visit.visitor.name + (f", {role}," if role and role.casefold() != visit.visitor.name.casefold() else "")
    times = list(dict.fromkeys(when(s.date) for s in visit.stops if s.date))
    time = f" ({listed(times, 2)})" if times else ""
    by_status: dict[str, list[Visit]] = {}
    for v in visits:
        by_status.setdefault(status_words(v.status), []).append(v)
    if len(by_status) > 1:
        told = ", but ".join(f"{status} in {listed(desk.dated(v.document) for v in group)}" for status, group in by_status.items())
        text = f"A visit by {who} to {listed(places, 6) or 'places not named'}{time} is {told}."
    elif places:
        text = f"{who} {tell_visit(visit.status)} {listed(places, 6)}{time}, {_by(desk, visits)}."
    else:
        text = f"{who} – visit {status_words(visit.status)}{time}, {_by(desk, visits)}: {quoted(visit.text, 120)}."
    found = [state(visit, sentence_case(text), *cite(visit.document, (visit.status_span,)), *cite_all(visits[1:], 2))]
    done = next((v for v in visits if v.outcome), None)
    return [*found, *(say_outcome(done) if done else [])]


def _by(desk: Desk, findings: Sequence[Visit | Event]) -> str:
    voices = list(dict.fromkeys(desk.voice(f) for f in findings))
    return f"{listed(voices, 4)} {'report' if len(voices) > 1 else 'reports'}"


def _say_lede(desk: Desk) -> tuple[Span, Sentence] | None:
    """Quote how the one source opens: reports are written with the news first."""
    documents = list(desk.documents.values())
    lede = find_lede(documents[0]) if len(documents) == 1 else None
    if lede is None:
        return None
    words = quoted(documents[0].text[lede.start : lede.end].rstrip(". "), 260)
    cited = (Citation(document=documents[0].id, span=lede),)
    return lede, Sentence(text=f"{sentence_case(desk.labels[documents[0].id])} opens: {words}.", citations=cited, topic="source")


def find_lede(document: Document) -> Span | None:
    """Return the first sentence of the first paragraph that is long enough to tell something, without its dateline, else None."""
    for block in document.blocks:
        if block.kind in ("standfirst", "paragraph") and block.end - block.start >= _LEDE:
            text = document.text[block.start : block.end]
            if flat(text).rstrip(".!?").casefold() == flat(document.title or "").rstrip(".!?").casefold():
                continue
            if _TURN.match(text):
                return None
            begin = dateline_end(text)
            stop = next((m.end(1) for m in _STOP.finditer(text, begin) if m.end(1) >= begin + _LEDE), len(text))
            return Span(start=block.start + begin, end=block.start + stop)
    return None


def _say_event(desk: Desk, subject: Told, event: Event) -> Sentence:
    place = f" in {event.place.name}" if event.place and event.place.name.casefold() not in event.text.casefold() else ""
    date = f", {when(event.date)}" if when(event.date) else ""
    events = [f for f in subject.findings if isinstance(f, Event)]
    text = f"{sentence_case(_by(desk, events))} {quoted(event.text, 180)} "
    text += f"({name_act(event.type, event.mode)}, {status_words(event.status)}{place}{date})."
    return Sentence(text=text, citations=cite_all(subject.findings), topic="event", confidence=mark(event.confidence))


def _say_reasons(desk: Desk, subject: Told) -> list[Sentence]:
    groups, _ = group_reasons(desk, subject)
    offered = [g for g in groups if g.side("for")]
    if not offered:
        return []
    pro = [x for g in offered for x in g.side("for")]
    con = [x for g in groups for x in g.side("against")]
    names = listed(proponents(desk, pro), 3)
    labels = listed((name_group(g) for g in offered), 6)
    text = f"{sentence_case(count(len(offered), 'explanation is', 'explanations are'))} offered ({labels}), by {names}"
    if con:
        text += f"; {number_word(len(con))} {'passage argues' if len(con) == 1 else 'passages argue'} against"
    rated = desk.ground.weighing is not None and not desk.ground.weighing.is_draft
    text += "" if rated else f"; no analyst has weighed {'it' if len(offered) == 1 else 'them'} yet"
    citations = (*cite_all([g.side("for")[0] for g in offered], 6), *cite_all(con, 1))
    return [Sentence(text=text + ".", citations=tuple(dict.fromkeys(citations)), topic="explanation", draft=not rated)]
