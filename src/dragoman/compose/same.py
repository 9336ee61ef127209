"""Which visits and events of several documents are the same, and which of them the brief is about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.compose.acts import weigh_act
from dragoman.compose.desk import Desk
from dragoman.records.document import Document
from dragoman.records.findings import Event, Explanation, Visit
from dragoman.records.spans import DateRange, Ref

# What a visit must share to lead: weights of salience, set by reading briefs of releases, op-eds and agency reports.
_IN_TITLE, _PER_REASON, _EARLY, _IN_LEDE, _AGAIN = 3.0, 1.0, 2.0, 1.5, 0.25
# What an event loses where it stands in somebody's words, is only supposed, or is history.
_REPORTED, _SUPPOSED, _BACKGROUND = 1.0, 1.5, 2.0
_RECENT_YEARS = 1
# An event must outweigh a visit by this much to lead.
_FOR_VISITS = 1.5
# Journeys that begin within so many days of each other may be one affair (the window in which a visit put off is made up for).
_SEASON = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One visit or event with every finding that tells of it, the first one leading; ``also`` are events that are part of it."""

    findings: tuple[Visit | Event, ...]
    weight: float
    also: frozenset[tuple[str, str]] = frozenset()

    @property
    def first(self) -> Visit | Event:
        """The finding that leads."""
        return self.findings[0]

    @property
    def keys(self) -> frozenset[tuple[str, str]]:
        """(document, id) of each finding, by which explanations name them; a visit's own events among them."""
        return self.also | frozenset((f.document, f.id) for f in self.findings)


def ref_key(ref: Ref) -> str:
    """Return what tells one actor from another: the entity, else the folded name."""
    return ref.entity or " ".join(ref.name.casefold().split())


def find_visits(desk: Desk) -> tuple[Told, ...]:
    """Return the visits of all documents, those of the same journey together, weightiest first."""
    groups: list[list[Visit]] = []
    by_visitor: dict[str, list[list[Visit]]] = {}
    for visit in (v for h in desk.harvests for v in h.findings.visits):
        known = by_visitor.setdefault(ref_key(visit.visitor), [])
        group = next((g for g in known if _same_journey(g, visit)), None)
        if group is None:
            group = []
            known.append(group)
            groups.append(group)
        group.append(visit)
    weights = _weigh_reasons(desk)
    told = [Told(findings=tuple(g), weight=_visit_weight(desk, g, weights)) for g in groups]
    return tuple(sorted(told, key=lambda t: -t.weight))


def find_events(desk: Desk) -> tuple[Told, ...]:
    """Return the events of all documents, like ones together, weightiest first."""
    groups: dict[tuple[object, ...], list[Event]] = {}
    for event in (e for h in desk.harvests for e in h.findings.events):
        groups.setdefault(_event_key(desk, event), []).append(event)
    weights = _weigh_reasons(desk)
    again = Counter((e.document, _party(e)) for g in groups.values() for e in g)
    told = [Told(findings=tuple(g), weight=_event_weight(desk, g, weights, again)) for g in groups.values()]
    return tuple(sorted(told, key=lambda t: -t.weight))


def choose_subject(visits: Sequence[Told], events: Sequence[Told]) -> Told | None:
    """Return what the brief is about: the weightiest visit, unless an event weighs clearly more; None where nothing can lead.

    A visit leads only where its visitor has a name, and an event only where somebody known to the tables takes part: in other texts
    (sport, trade) acts are easily misread.
    """
    visit = next((t for t in visits if isinstance(t.first, Visit) and t.first.visitor.entity), None)
    event = next((t for t in events if any(map(_has_known_party, t.findings))), None)
    if visit is None or (event is not None and event.weight > visit.weight + _FOR_VISITS):
        return event
    return _join_affair(visit, visits)


def _join_affair(subject: Told, visits: Sequence[Told]) -> Told:
    """Add the same visitor's other journeys to the same country, near in time: what explains one put off explains its repetition."""
    keys = {
        (f.document, f.id) for t in visits for f in t.findings if isinstance(f, Visit) and any(_is_near(f, v) for v in subject.findings)
    }
    return replace(subject, also=subject.also | keys)


def _is_near(visit: Visit, other: Visit | Event) -> bool:
    if not isinstance(other, Visit) or visit.document != other.document or ref_key(visit.visitor) != ref_key(other.visitor):
        return False
    countries = {s.country for s in visit.stops if s.country} & {s.country for s in other.stops if s.country}
    starts = [[s.date.start[:10] for s in v.stops if s.date and s.date.start] for v in (visit, other)]
    return bool(countries) and (not all(starts) or _days_between(min(starts[0]), min(starts[1])) <= _SEASON)


def _days_between(a: str, b: str) -> int:
    try:
        return abs((date.fromisoformat(a) - date.fromisoformat(b)).days)
    except ValueError:
        return _SEASON + 1


def _has_known_party(finding: Visit | Event) -> bool:
    refs = (*finding.actors, *finding.recipients) if isinstance(finding, Event) else (finding.visitor,)
    return any(r.entity and not r.entity.startswith("doc:") for r in refs)


def fold_events(visits: Sequence[Told], events: Sequence[Told]) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """Return the visits with the events that only name them again, and the other events."""
    taken: set[tuple[str, str]] = set()
    folded = []
    for told in visits:
        own = [v for v in told.findings if isinstance(v, Visit)]
        again = {
            k for t in events for e in t.findings if isinstance(e, Event) and _names_visit(e, own) for k in ((e.document, e.id),)
        } - taken
        parts = {(v.document, key) for v in own for key in v.events}
        taken |= again
        folded.append(replace(told, also=frozenset(again | parts)))
    rest = tuple(t for t in events if not t.keys <= taken)
    return tuple(folded), rest


def _names_visit(event: Event, visits: Sequence[Visit]) -> bool:
    """Whether an event is one of the visits once more: the visitor's act of visiting, to a stop or nowhere named, on days that meet."""
    if event.mode != "visit":
        return False
    for v in visits:
        if v.document != event.document:
            continue
        if event.id in v.events:
            return True
        stops = {s.country for s in v.stops if s.country}
        goals = {r.country for r in (*event.recipients, event.place) if r and r.country}
        mine = any(ref_key(a) == ref_key(v.visitor) for a in event.actors)
        dates = [s.date for s in v.stops if s.date]
        meets = any(days_meet(d, event.date) for d in dates) if dates else True
        if mine and meets and (not goals or not stops or goals & stops):
            return True
    return False


def days_meet(a: DateRange | None, b: DateRange | None) -> bool:
    """Whether two ranges of days may be the same time; an unknown one meets any."""
    if a is None or b is None or not (a.start or a.end) or not (b.start or b.end):
        return True
    a_start, a_end = (a.start or "")[:10], (a.end or "9999")[:10]
    b_start, b_end = (b.start or "")[:10], (b.end or "9999")[:10]
    return a_start <= b_end and b_start <= a_end


def _same_journey(group: Sequence[Visit], visit: Visit) -> bool:
    """Whether a visit of another document is the journey of the group: a common country, and days that meet."""
    if any(v.document == visit.document for v in group):
        return False
    here = {s.country or ref_key(s.place) for s in visit.stops}
    there = {s.country or ref_key(s.place) for v in group for s in v.stops}
    if here and there and not here & there:
        return False
    mine: list[DateRange | None] = [s.date for s in visit.stops if s.date] or [None]
    theirs: list[DateRange | None] = [s.date for v in group for s in v.stops if s.date] or [None]
    return any(days_meet(a, b) for a in mine for b in theirs)


def _event_key(desk: Desk, event: Event) -> tuple[object, ...]:
    """Events are alike by act, status, both sides and day; undated ones only within one origin."""
    sides = (frozenset(map(ref_key, event.actors)), frozenset(map(ref_key, event.recipients)))
    started = event.date.start[:10] if event.date and event.date.start else None
    alone = None if started else desk.origins[event.document]
    unknown = (event.id, event.document) if not sides[0] and not sides[1] else None
    return (event.type, event.mode, event.status, sides, started, alone, unknown)


def _weigh_reasons(desk: Desk) -> dict[tuple[str, str], int]:
    counts: dict[tuple[str, str], int] = {}
    for x in (x for h in desk.harvests for x in h.findings.explanations):
        if x.of:
            counts[(x.document, x.of)] = counts.get((x.document, x.of), 0) + 1
    return counts


def _visit_weight(desk: Desk, group: Sequence[Visit], reasons: dict[tuple[str, str], int]) -> float:
    weight = 0.0
    for v in group:
        document = desk.documents[v.document]
        named = [v.visitor.name, *(s.place.name for s in v.stops)]
        weight += v.confidence + 0.5 * min(len(v.stops), 6) + 0.25 * min(len(v.spans), 8)
        weight += _PER_REASON * reasons.get((v.document, v.id), 0) + _place_weight(desk, document, v, named)
    return weight


def _party(event: Event) -> str:
    """Return who acts first in an event, by which one sees what a text comes back to."""
    return next((ref_key(r) for r in (*event.actors, *event.recipients)), "")


def _lede_end(document: Document) -> int:
    """Return where the first paragraph of a document ends: reports are written with the news first."""
    told = [b for b in document.blocks if b.kind in ("title", "standfirst", "paragraph")]
    return next((b.end for b in told if b.kind == "paragraph"), told[-1].end if told else 0)


def _event_weight(desk: Desk, group: Sequence[Event], reasons: dict[tuple[str, str], int], again: Counter[tuple[str, str]]) -> float:
    weight = 0.0
    for e in group:
        document = desk.documents[e.document]
        named = [a.name for a in (*e.actors, *e.recipients)]
        linked = sum(1 for a in (*e.actors, *e.recipients) if a.entity)
        weight += weigh_act(e.type) + e.confidence + 0.5 * min(linked, 4) + (0.5 if e.date else 0.0) + (0.5 if e.recipients else 0.0)
        weight += _PER_REASON / 2 * reasons.get((e.document, e.id), 0) + _place_weight(desk, document, e, named)
        weight += _IN_LEDE * (e.spans[0].start < _lede_end(document)) + _AGAIN * min(again[(e.document, _party(e))] - 1, 4)
        weight -= _REPORTED if e.reported_by else 0.0
        weight -= _SUPPOSED if e.status in ("hypothetical", "tentative") else 0.0
        weight -= _BACKGROUND if _is_background(document, e) else 0.0
    return weight / len(group) + 0.25 * (len(group) - 1)


def _is_background(document: Document, event: Event) -> bool:
    """Whether an event lies long before the day on which its text was published: history, told to explain the news."""
    if not document.published or event.date is None or not event.date.start:
        return False
    return int(document.published[:4]) - int((event.date.end or event.date.start)[:4]) > _RECENT_YEARS


def _place_weight(desk: Desk, document: Document, finding: Visit | Event | Explanation, named: Sequence[str]) -> float:
    """Weigh what stands early, in the title, or in the question that was asked."""
    start = finding.spans[0].start
    early = _EARLY * (1 - start / max(len(document.text), 1))
    title = (document.title or "").casefold()
    asked = (desk.question or "").casefold()
    words = {w.casefold() for name in named for w in name.split() if len(w) > 3}
    return early + _IN_TITLE * any(w in title for w in words) + _IN_TITLE * sum(w in asked for w in words)
