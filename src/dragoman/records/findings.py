"""What the extractors find. Every finding cites at least one span; its key is (document, id)."""

from dataclasses import dataclass, field

from dragoman.records.spans import Actor, DateRange, Ref, Span
from dragoman.records.verdict import Verdict

STATUSES = ("planned", "tentative", "postponed", "cancelled", "under_way", "held", "denied", "hypothetical")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What all findings share. ``reported_by`` is the id of the quote that it stands in, or None."""

    kind: str = ""
    document: str
    id: str
    spans: tuple[Span, ...]
    text: str
    maker: str
    confidence: float
    reported_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Finding):
    """A name. ``type``: person, state, government, organisation, group, place, office."""

    kind: str = "mention"
    type: str
    start: int
    end: int
    entity: str | None
    name: str
    country: str | None = None
    as_of_role: str | None = None
    role_row: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote(Finding):
    """Source, cue, content of one attribution. ``form``: direct, indirect, mixed, embed.

    ``attitude`` is what the source does with the content: statement, judgement, belief, emotion, perception, appearance, or, where
    the content is an act rather than words, intention ("plans to") and decree ("ordered X"): then the teller vouches for the act.
    """

    kind: str = "quote"
    form: str
    source: Ref | None
    cue: Span | None
    content: tuple[Span, ...]
    venue: str | None = None
    role: str | None = None
    affiliation: str | None = None
    negated: bool = False
    attitude: str = "statement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(Finding):
    """A PLOVER 2 event. ``type`` is the act whatever its status; ``plover`` the code PLOVER 2 would give, or None."""

    kind: str = "event"
    type: str
    mode: str | None = None
    context: tuple[str, ...] = ()
    plover: str | None = None
    actors: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    date: DateRange | None = None
    place: Ref | None = None
    status: str = "held"
    status_span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop of a journey; ``country`` is ISO alpha-3 or None."""

    place: Ref
    country: str | None
    date: DateRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why; ``by`` is None where the parties state it, else who explains it so."""

    text: str
    span: Span
    by: Ref | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange:
    """One status that the article gives, with its words."""

    status: str
    span: Span | None
    date: DateRange | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JourneyRow:
    """Another row of the journeys table about the same journey; ``start`` is an ISO day, ``country`` alpha-3."""

    row: str
    country: str
    start: str
    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a visit by a table or a later document; ``others`` are rows on its other stops and its earlier dates."""

    status: str
    date: DateRange | None
    note: str
    row: str | None = None
    others: tuple[JourneyRow, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit(Finding):
    """One journey: who, where, with what status, why."""

    kind: str = "visit"
    visitor: Ref
    delegation: tuple[Ref, ...] = ()
    role: str | None = None
    host: Ref | None = None
    stops: tuple[Stop, ...] = ()
    status: str = "held"
    status_span: Span | None = None
    status_history: tuple[StatusChange, ...] = ()
    purposes: tuple[Purpose, ...] = ()
    programme: tuple[Purpose, ...] = ()
    invited_by: Ref | None = None
    events: tuple[str, ...] = ()
    outcome: Outcome | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim(Finding):
    """Something that can be checked. ``value`` is a number or ISO date as text-free data; ``approx`` e.g. almost, about."""

    kind: str = "claim"
    type: str
    subject: Ref
    predicate: str
    object: Ref | None = None
    objects: tuple[Ref, ...] = ()
    value: float | str | None = None
    unit: str | None = None
    approx: str | None = None
    period: DateRange | None = None
    negated: bool = False
    verdict: Verdict | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Interpretation:
    """How we read a likelihood phrase that is on no scale; ``p`` is None where it names no range. Ours, never the forecaster's."""

    p: tuple[float, float] | None
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast(Finding):
    """What someone holds to come. ``p`` is a range of probability on ``scale``, None where the phrase is on no scale.

    Then ``interpretation`` says how the phrase is read, marked as ours; it is shown and never scored. ``due`` without days is an
    occasion ("during the visit"); ``resolver`` is what can tell, or told, what came of it.
    """

    kind: str = "forecast"
    proposition: Span
    forecaster: Ref | None
    phrase: str | None
    phrase_span: Span | None = None
    p: tuple[float, float] | None = None
    scale: str | None = None
    condition: Span | None = None
    due: DateRange | None = None
    resolver: str | None = None
    outcome: str | None = None
    brier: tuple[float, float] | None = None
    interpretation: Interpretation | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation(Finding):
    """Why ``of`` (a visit or event id) happens, by whom; ``stance`` for or against; ``reason`` is the words.

    ``marker`` is the words that mark it, at ``marker_span``; ``marker_class``: cause, purpose, interest, and of counter-arguments
    doubt, obstacle, bond, setback, concession.
    """

    kind: str = "explanation"
    of: str | None
    reason: str
    proponent: Ref | None
    stance: str
    marker: str
    theme: str | None = None
    marker_span: Span | None = None
    marker_class: str | None = None


ANY_FINDING = Mention | Quote | Event | Visit | Claim | Forecast | Explanation


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """All findings of one document, by kind."""

    mentions: tuple[Mention, ...] = ()
    quotes: tuple[Quote, ...] = ()
    events: tuple[Event, ...] = ()
    visits: tuple[Visit, ...] = ()
    claims: tuple[Claim, ...] = ()
    forecasts: tuple[Forecast, ...] = ()
    explanations: tuple[Explanation, ...] = field(default=())

    def every(self) -> tuple[ANY_FINDING, ...]:
        """All of them, in the order in which they are printed."""
        return (*self.mentions, *self.quotes, *self.events, *self.visits, *self.claims, *self.forecasts, *self.explanations)
