"""The record of a journey, written from its mentions: stops, status with its history, purposes, programme, events on the way."""

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice

from spacy.tokens import Doc, Token

from dragoman.extract.forms import read_table
from dragoman.extract.grammar import clause_head, preposition
from dragoman.extract.visits.details import Contents, companions_of, hosts_who_invite, inviter_of, programme_of, purposes_of, role_of
from dragoman.extract.visits.journeys import AHEAD, Journey, is_presumed
from dragoman.extract.visits.stops import Atlas, join_stops
from dragoman.extract.visits.traces import Trace, party_key, party_key_of
from dragoman.extract.voices import Intervals
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Event, Purpose, Quote, StatusChange, Stop, Visit
from dragoman.records.maker import MAKER
from dragoman.records.spans import DateRange, Ref, Span

_FORMAL = frozenset({"kingdom", "republic", "state", "city", "capital", "sultanate", "emirate", "principality"})  # "the Kingdom of ..."
_REACH = 8000  # characters behind a journey's last mention in which a clause of the visitor's still tells of it
_EXPLICIT = frozenset({"postponed", "cancelled", "denied"})
_SIGNS = frozenset({"governor", "adjective", "negation", "noun", "modal", "date", "preposition"})


def is_person(ref: Ref, cast: Cast) -> bool:
    """Whether a party is one person, by the cast's anchor."""
    anchor = cast.anchor_at(ref.start, ref.end) if ref.start is not None and ref.end is not None else None
    return anchor is not None and anchor.type == "person" and anchor.ref.entity == ref.entity


@dataclass(frozen=True, slots=True)
class Text:
    """One document as the stages before have read it."""

    doc: Doc
    document: Document
    cast: Cast
    events: tuple[Event, ...]
    quotes: tuple[Quote, ...]


class VisitWriter:
    """Writes the records of a document's journeys.

    ``clauses`` maps a predicate's index to the visitor whose clause it is.
    """

    def __init__(self, text: Text, atlas: Atlas, clauses: dict[int, str]) -> None:
        self.doc, self.document, self.cast, self.atlas = text.doc, text.document, text.cast, atlas
        self.events, self.clauses = text.events, clauses
        self.contents: Contents = Intervals((c.start, c.end, (n, q)) for n, q in enumerate(text.quotes) for c in q.content)
        self.offices: dict[str | None, str] = {}
        for mention in self.cast.mentions:
            if mention.as_of_role:
                self.offices.setdefault(mention.entity, mention.as_of_role)
        self.own_clauses: dict[str, list[int]] = {}
        for index, key in sorted(clauses.items()):
            self.own_clauses.setdefault(key, []).append(index)
        self.own_events: dict[str, list[Event]] = {}
        for event in self.events:
            for who in {party_key(a) for a in (*event.actors, *event.recipients)}:
                self.own_events.setdefault(who, []).append(event)
        self.uncertain = tuple(read_table("events_status")["uncertain"]["words"])

    @cached_property
    def inviting(self) -> dict[str, Ref]:
        """Who invited a visitor, by the visitor's key."""
        return hosts_who_invite(self.doc, self.cast)

    def write(self, journey: Journey) -> Visit | None:
        """Return the record of a journey; None where it leads nowhere abroad."""
        first = journey.traces[0]
        history = self.history(journey)
        status, span = self.status(journey, history)
        stops = self.stops(journey, status)
        if not stops:
            return None
        events = self.events_of(journey, stops, status)
        stops = self.with_cities(stops, events)
        text = self.document.text
        visitor_token = next(t.visitors[0] for t in journey.traces if t.visitors)
        return Visit(
            document=self.document.id,
            id="v0",
            spans=tuple(sorted({t.span for t in journey.traces}, key=lambda s: (s.start, s.end))),
            text=text[first.span.start : first.span.end],
            maker=MAKER,
            confidence=self.confidence(journey, stops),
            reported_by=self.quote_at(first.span.start),
            visitor=journey.visitor,
            delegation=self.delegation(journey),
            role=self.office_of(journey.visitor) or role_of(journey.visitor, visitor_token, self.cast),
            host=self.host(stops),
            stops=stops,
            status=status,
            status_span=span,
            status_history=history,
            purposes=self.purposes(journey),
            programme=tuple(
                programme_of(
                    self.doc,
                    self.own_clauses.get(journey.key, []),
                    {t.token.i for t in journey.traces} | {t.verb.i for t in journey.traces if t.verb is not None},
                )
            ),
            invited_by=next((i for t in journey.traces if (i := inviter_of(t, self.cast)) is not None), None)
            or self.inviting.get(journey.key),
            events=events,
        )

    def implied(self, visits: list[Visit]) -> list[Visit]:
        """Return the journeys that only a meeting tells: someone met the hosts in their own country."""
        found: list[Visit] = []
        known = {(party_key_of(v.visitor), s.country) for v in visits for s in v.stops}
        for event in self.events:
            visitor = event.actors[0] if event.actors else None
            country = event.place.country if event.place is not None else None
            if (
                event.type != "CONSULT"
                or event.mode == "phone"
                or visitor is None
                or country is None
                or event.status not in ("held", "planned", "under_way")
            ):
                continue
            hosts = {r.country for r in event.recipients}
            if (
                (party_key(visitor), country) in known
                or country not in hosts
                or visitor.country == country
                or not is_person(visitor, self.cast)
            ):
                continue
            found.append(self.from_event(event, visitor, country))
            known.add((party_key_of(found[-1].visitor), country))
        return found

    def from_event(self, event: Event, visitor: Ref, country: str) -> Visit:
        """Return the journey that a meeting abroad implies; its confidence says that no word names a journey."""
        assert event.place is not None
        stop = Stop(place=event.place, country=country, date=event.date)
        return Visit(
            document=self.document.id,
            id="v0",
            spans=event.spans[:1],
            text=event.text,
            maker=MAKER,
            confidence=0.5,
            reported_by=event.reported_by,
            visitor=Ref(start=visitor.start, end=visitor.end, entity=visitor.entity, name=visitor.name, country=visitor.country),
            role=self.offices.get(visitor.entity),
            host=self.host((stop,)),
            stops=(stop,),
            status=event.status,
            status_span=event.status_span,
            events=(event.id,),
        )

    def quote_at(self, offset: int) -> str | None:
        """Return the quotation that a mention stands in."""
        inside = [(n, quote.id) for _, _, (n, quote) in self.contents.at(offset)]
        return min(inside)[1] if inside else None

    def office_of(self, visitor: Ref) -> str | None:
        """Return the office that a known visitor holds on the day, by the table."""
        return self.offices.get(visitor.entity) if visitor.entity is not None else None

    def delegation(self, journey: Journey) -> tuple[Ref, ...]:
        """Return companions without doubles."""
        found: dict[str, Ref] = {}
        for trace in journey.traces:
            for ref in companions_of(trace, self.cast):
                found.setdefault(ref.entity or ref.name, ref)
        found.pop(journey.visitor.entity or journey.visitor.name, None)
        return tuple(found.values())

    def purposes(self, journey: Journey) -> tuple[Purpose, ...]:
        """Return purposes without doubles."""
        outlet = self.document.publisher.name if self.document.publisher is not None else self.document.author or "the article"
        found = {p.span: p for t in journey.traces for p in purposes_of(t, self.contents, journey.visitor, outlet)}
        return tuple(found[s] for s in sorted(found, key=lambda s: s.start))

    # ------------------------------------------------------------ stops

    def stops(self, journey: Journey, status: str) -> tuple[Stop, ...]:
        """Return the stops: those named with the journey, then the places where the visitor's other acts stand; home is none."""
        named = [s for t in journey.traces for s in t.stops]
        further = self.further_stops(journey, status)
        joined = join_stops([*named, *further], self.atlas)
        abroad = tuple(s for s in joined if s.country is None or s.country != journey.visitor.country)
        if any(s.country is not None for s in abroad):
            return tuple(s for s in abroad if s.country is not None)
        return abroad if any(s.country is None for s in abroad) else ()

    def with_cities(self, stops: tuple[Stop, ...], events: tuple[str, ...]) -> tuple[Stop, ...]:
        """Return stops told by their country alone with the city in which an event of the journey takes place."""
        by_id = {e.id: e.place for e in self.events} if events else {}
        places = [p for e in events if (p := by_id[e]) is not None and p.entity != p.country]
        cities = {p.country: p for p in reversed(places) if p.country is not None}
        return tuple(replace(s, place=cities[s.country]) if s.country in cities and self.atlas.is_country(s) else s for s in stops)

    def further_stops(self, journey: Journey, status: str) -> list[Stop]:
        """Return places after "in" in clauses of the same visitor and the same time ("In Tokyo, the Secretary will meet")."""
        found = []
        last = max(t.span.end for t in journey.traces)
        own = self.own_places.get(journey.key, [])
        for token, head in islice(own, bisect_left(own, journey.traces[0].span.start, key=lambda p: p[0].idx), None):
            if token.idx > last + _REACH:
                break
            if self.is_other_time(head, status) or self.quote_at(token.idx) is not None:
                continue
            stop = self.atlas.stop_at(token)
            if stop is not None and stop.country is not None:
                found.append(stop)
        return found

    @cached_property
    def own_places(self) -> dict[str, list[tuple[Token, Token]]]:
        """The places after "in" in a visitor's clauses with those clauses' heads, in order, by the visitor's key."""
        found: dict[str, list[tuple[Token, Token]]] = {}
        for ent in self.doc.ents:
            token = ent.root
            outer = token.head if preposition(token) == "of" and token.head.lower_ in _FORMAL else token
            if ent.label_ == "GPE" and preposition(outer) in ("in", "at"):
                head = clause_head(outer)
                if head.i in self.clauses:
                    found.setdefault(self.clauses[head.i], []).append((token, head))
        return found

    def is_other_time(self, verb: Token, status: str) -> bool:
        """Whether a clause's tense does not go with the journey's status."""
        future = any(a.lower_ in ("will", "'ll", "’ll") for a in verb.children)
        past = verb.tag_ == "VBD" or (verb.tag_ == "VBN" and not future)
        return past if status in AHEAD else future and status == "held"

    def host(self, stops: tuple[Stop, ...]) -> Ref | None:
        """Return the state that receives the journey: the first stop's."""
        country = stops[0].country
        entity = self.atlas.facts.entities.get(country) if country else None
        if country is None:
            return None
        return Ref(entity=country, name=entity.name if entity is not None else country, country=country)

    # ------------------------------------------------------------ status

    def history(self, journey: Journey) -> tuple[StatusChange, ...]:
        """Return the statuses that the text gives in turn, repetitions left out."""
        changes: list[StatusChange] = []
        for trace in journey.traces:
            silent = (trace.bare and trace.judged.span is None) or (is_presumed(trace) and not all(is_presumed(t) for t in journey.traces))
            if silent and self.doubt(trace) is None:
                continue
            if is_presumed(trace) and changes:
                continue
            change = StatusChange(status=trace.judged.status, span=trace.judged.span or trace.span, date=trace.date)
            if not changes or changes[-1].status != change.status:
                changes.append(change)
            doubt = self.doubt(trace)
            if doubt is not None and changes[-1].status == "planned":
                changes.append(StatusChange(status="tentative", span=doubt))
        return tuple(changes)

    def doubt(self, trace: Trace) -> Span | None:
        """Return the words by which the text says that the journey is not sure ("little is known about this trip")."""
        sentence = trace.token.sent
        folded = sentence.text.lower()
        for words in self.uncertain:
            at = folded.find(words)
            if at >= 0:
                return Span(start=sentence.start_char + at, end=sentence.start_char + at + len(words))
        return None

    def status(self, journey: Journey, history: tuple[StatusChange, ...]) -> tuple[str, Span | None]:
        """Return the status that stands at the end: a cancellation or delay, else what the full mentions say, the first deciding."""
        if not history:
            return "held", journey.traces[0].span
        explicit = [c for c in history if c.status in _EXPLICIT]
        later_plan = explicit and any(c.status in ("planned", "held") for c in history[history.index(explicit[-1]) + 1 :])
        if explicit and not later_plan:
            return explicit[-1].status, explicit[-1].span
        full = (
            [t for t in journey.traces if not t.bare and t.judged.status != "hypothetical" and not is_presumed(t)]
            or [t for t in journey.traces if not t.bare]
            or journey.traces
        )
        clear = [t for t in full if t.judged.sign in _SIGNS and t.judged.span is not None] or full
        chosen = clear[0] if clear[0].judged.status in AHEAD or full[0].judged.status in AHEAD else full[0]
        if any(t.judged.status == "under_way" and t.judged.sign == "verb" for t in full):
            chosen = next(t for t in full if t.judged.status == "under_way")
        status, span = chosen.judged.status, chosen.judged.span or chosen.span
        doubts = [c for c in history if c.status == "tentative"]
        if status == "planned" and doubts and self.doubtful(history):
            return "tentative", doubts[0].span
        return status, span

    def doubtful(self, history: tuple[StatusChange, ...]) -> bool:
        """Whether doubt outweighs: the text ends on it, or never says the plan plainly."""
        return history[-1].status == "tentative" or sum(c.status == "tentative" for c in history) > sum(
            c.status == "planned" for c in history
        )

    def confidence(self, journey: Journey, stops: tuple[Stop, ...]) -> float:
        """Return a figure: more mentions and a known visitor raise it, unknown countries lower it."""
        value = 0.7 + 0.04 * min(4, len(journey.traces) - 1) + (0.06 if journey.visitor.entity else 0.0)
        value -= 0.15 if any(s.country is None for s in stops) else 0.0
        return round(min(0.95, value), 2)

    def events_of(self, journey: Journey, stops: tuple[Stop, ...], status: str) -> tuple[str, ...]:
        """Return the ids of the events on the journey: the visitor's, at one of its stops or with one of its hosts, at its time."""
        countries = {s.country for s in stops if s.country}
        found = []
        for event in self.own_events.get(journey.key, []):
            people = (*event.actors, *event.recipients)
            if (event.status in AHEAD) != (status in AHEAD):
                continue
            place = event.place.country if event.place is not None else None
            at_stop = place in countries if place is not None else bool({a.country for a in people} & countries)
            if at_stop and event.mode != "phone" and _in_time(event.date, stops):
                found.append(event.id)
        return tuple(found)


def _in_time(date: DateRange | None, stops: tuple[Stop, ...]) -> bool:
    known = [s.date for s in stops if s.date is not None and s.date.start and s.date.end]
    if date is None or date.start is None or date.end is None or not known:
        return True
    return any(date.start <= (s.end or "") and (s.start or "") <= date.end for s in known)
