"""Visits of a document: one record a journey."""

from dataclasses import replace

from spacy.tokens import Doc

from dragoman.extract.dates import find_dates, parse_day
from dragoman.extract.events.parties import bound_pronoun, to_actor
from dragoman.extract.forms import base
from dragoman.extract.grammar import subjects
from dragoman.extract.status import Judged
from dragoman.extract.visits.journeys import Journey, gather
from dragoman.extract.visits.stops import Atlas
from dragoman.extract.visits.traces import Trace, find_traces, party_key
from dragoman.extract.visits.writer import Text, VisitWriter
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.facts import Facts
from dragoman.records.findings import Event, Quote, Visit
from dragoman.records.spans import Ref, Span


def find_visits(
    doc: Doc, document: Document, cast: Cast, events: tuple[Event, ...], quotes: tuple[Quote, ...], facts: Facts
) -> tuple[Visit, ...]:
    """Return the journeys of public persons that a document tells, in order, with ids v1, v2 ...

    Args:
        doc: the parse.
        document: gives the date against which the journey's dates are read.
        cast: whom names and pronouns mean, and the offices held.
        events: those that belong to a journey (meetings on the way) are named in it.
        quotes: a journey told inside a quotation is reported by it; a purpose there has its explainer.
        facts: countries of cities.
    """
    atlas = Atlas(cast, facts, document.published[:10] if document.published else None)
    dates = find_dates(document.text, document.published)
    journeys: list[Journey] = []
    refs: dict[int, tuple[str, Ref]] = {}
    boilerplate = [(b.start, b.end) for b in document.blocks if b.kind == "boilerplate"]
    for trace in find_traces(doc, cast, atlas, dates):
        if any(lo <= trace.span.start < hi for lo, hi in boilerplate):
            continue
        key, visitor = _visitor(trace, cast)
        if key is None and not trace.bare:
            continue
        trace = _settle(trace, document)
        gather(journeys, trace, key, visitor)
    clauses = _visitor_clauses(doc, cast, {j.key for j in journeys}, refs) if journeys else {}
    writer = VisitWriter(Text(doc, document, cast, events, quotes), atlas, clauses)
    visits = [v for j in journeys if (v := writer.write(j)) is not None]
    visits += writer.implied(visits)
    return tuple(replace(v, id=f"v{n}") for n, v in enumerate(sorted(visits, key=lambda v: v.spans[0].start), 1))


def _visitor(trace: Trace, cast: Cast) -> tuple[str | None, Ref | None]:
    if not trace.visitors:
        return None, None
    actor = to_actor(trace.visitors[0], cast)
    return party_key(actor), Ref(start=actor.start, end=actor.end, entity=actor.entity, name=actor.name, country=actor.country)


def _settle(trace: Trace, document: Document) -> Trace:
    """Return a mention with its status settled by the date: arriving today is under way, a present tense with a day to come is planned."""
    day = parse_day(document.published)
    judged = trace.judged
    if base(trace.token) in ("arrive", "depart", "leave", "embark", "land") and judged.status == "held" and judged.sign == "tense":
        start = trace.date.start if trace.date is not None else None
        if base(trace.token) != "arrive" or start is None or (day is not None and start >= day.isoformat()):
            return replace(
                trace,
                judged=Judged(
                    "under_way", Span(start=trace.token.idx, end=trace.token.idx + len(trace.token.text)), "verb", trace.token.lower_
                ),
            )
    if (
        day is not None
        and trace.date is not None
        and trace.date.start is not None
        and judged.status in ("held", "under_way")
        and judged.sign == "tense"
    ):
        verb = trace.verb or trace.token
        if trace.date.start > day.isoformat() and verb.tag_ in ("VBZ", "VBP", "VBG", "NN"):
            return replace(trace, judged=Judged("planned", None, "date", trace.date.text))
    return trace


def _visitor_clauses(doc: Doc, cast: Cast, keys: set[str], refs: dict[int, tuple[str, Ref]]) -> dict[int, str]:
    """Return {predicate index: visitor key} for the clauses whose subject is one of the visitors."""
    found: dict[int, str] = {}
    for token in doc:
        if token.pos_ != "VERB" or token.dep_ in ("amod", "compound"):
            continue
        for subject in subjects(token)[:2]:
            if subject.i not in refs:
                bound = bound_pronoun(subject) if subject.pos_ == "PRON" else subject
                actor = to_actor(bound, cast)
                refs[subject.i] = (party_key(actor), actor)
            if refs[subject.i][0] in keys:
                found[token.i] = refs[subject.i][0]
                break
    return found
