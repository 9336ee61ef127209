"""Several sources: what each adds, and where they disagree on the same visit, event, claim or explanation."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations, islice

from dragoman.compose.acts import name_act
from dragoman.compose.countries import name_country
from dragoman.compose.desk import Desk, cite_all, cite_finding
from dragoman.compose.phrases import clip, count, listed, quoted, sentence_case, status_words, when
from dragoman.compose.same import Told, days_meet, ref_key
from dragoman.compose.speech import find_speakers
from dragoman.compose.verdicts import claim_key, group_claims
from dragoman.compose.words import name_theme
from dragoman.records.brief import Cell, Row, Section, Sentence, Table
from dragoman.records.findings import ANY_FINDING, Claim, Event, Explanation, Visit
from dragoman.records.spans import DateRange

_COLUMNS = ("matter", "differ in", "one has", "another has")
_MOST, _MOST_COMPARED, _MOST_ADDING = 12, 40, 6
# Two events of the same act between the same parties are one where they lie no further apart; journeys as in ``same``.
_NEAR, _SEASON = 10, 120
# Numbers that differ by less than this share are the same, rounded otherwise.
_ROUNDING = 0.01


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """One matter on which two sources differ: in what, and the finding of each with its words."""

    matter: str
    aspect: str
    one: tuple[ANY_FINDING, str]
    other: tuple[ANY_FINDING, str]


def write_differences(desk: Desk, visits: Sequence[Told], events: Sequence[Told]) -> Section | None:
    """Return the section; None where fewer than two origins were read, since copies cannot differ and add nothing."""
    if len(set(desk.origins.values())) < 2:
        return None
    found = find_differences(desk)
    rows = tuple(_row(desk, d) for d in found[:_MOST])
    before = _say_additions(desk, visits, events)
    after = []
    dates = {(desk.documents[f.document].published or "")[:10] for d in found for f in (d.one[0], d.other[0])} - {""}
    if found and len(dates) > 1:
        cited = cite_all([found[0].one[0], found[0].other[0]])
        after.append(
            Sentence(text="What was written later may simply know more.", citations=cited, topic="difference", nature="assumption")
        )
    if len(found) > _MOST:
        text = f"{sentence_case(count(len(found) - _MOST, 'further difference is', 'further differences are'))} left out."
        after.append(Sentence(text=text, citations=cite_all([d.one[0] for d in found[_MOST:]]), topic="difference"))
    if not found:
        first = [h.findings.every()[0] for h in desk.harvests if h.findings.every()]
        text = "No two of them were found to differ on the same visit, event, number or explanation."
        after += [Sentence(text=text, citations=cite_all(first), topic="difference")] if first else []
    if not (before or rows or after):
        return None
    table = Table(columns=_COLUMNS, rows=rows) if rows else None
    heading = "What each source adds, and where they disagree"
    return Section(id="differences", heading=heading, before=tuple(before), table=table, after=tuple(after))


def find_differences(desk: Desk) -> list[Difference]:
    """Return where findings of different origins disagree: visits, then events, claims and explanations."""
    every = [h.findings for h in desk.harvests]
    found = [*_compare_visits(desk, [v for f in every for v in f.visits])]
    found += _compare_events(desk, [e for f in every for e in f.events])
    found += _compare_claims(desk, [c for f in every for c in f.claims])
    found += _compare_reasons(desk, [x for f in every for x in f.explanations])
    return list({(d.matter, d.aspect, d.one[1], d.other[1]): d for d in found}.values())


def _pairs(desk: Desk, findings: Iterable[ANY_FINDING]) -> list[tuple[ANY_FINDING, ANY_FINDING]]:
    """Pair the findings of different origins; of a crowd the first ones stand for all, so that a thousand sources stay quick."""
    few = list(islice(findings, _MOST_COMPARED))
    return [(a, b) for a, b in combinations(few, 2) if desk.origins[a.document] != desk.origins[b.document]]


def _compare_visits(desk: Desk, visits: Sequence[Visit]) -> list[Difference]:
    found = []
    by_visitor: dict[str, list[Visit]] = {}
    for v in visits:
        by_visitor.setdefault(ref_key(v.visitor), []).append(v)
    for group in by_visitor.values():
        for a, b in _pairs(desk, group):
            assert isinstance(a, Visit) and isinstance(b, Visit)
            shared = _countries(a) & _countries(b)
            dates = (_first_date(a), _first_date(b))
            if not shared or _gap(*dates) > _SEASON:
                continue
            matter = f"visit of {a.visitor.name} to {listed((name_country(c) for c in sorted(shared)), 3)}"
            if a.status != b.status:
                found.append(_differ(matter, "status", (a, status_words(a.status)), (b, status_words(b.status))))
            if _apart(*dates):
                found.append(_differ(matter, "date", (a, when(dates[0])), (b, when(dates[1]))))
            only = (sorted(_countries(a) - _countries(b)), sorted(_countries(b) - _countries(a)))
            if all(only):
                words = [listed((name_country(c) for c in side), 4) for side in only]
                found.append(_differ(matter, "other stops", (a, words[0]), (b, words[1])))
    return found


def _compare_events(desk: Desk, events: Sequence[Event]) -> list[Difference]:
    found = []
    groups: dict[tuple[object, ...], list[Event]] = {}
    for e in events:
        sides = frozenset(r.entity for r in (*e.actors, *e.recipients) if r.entity and not r.entity.startswith("doc:"))
        if len(sides) > 1:
            groups.setdefault((e.type, sides), []).append(e)
    for group in groups.values():
        for a, b in _pairs(desk, group):
            assert isinstance(a, Event) and isinstance(b, Event)
            if _gap(a.date, b.date) > _NEAR or (a.mode and b.mode and a.mode != b.mode):
                continue
            names = [clip(desk.name(a, r), 40) for r in {ref_key(r): r for r in (*a.actors, *a.recipients)}.values()]
            matter = f"{name_act(a.type, a.mode)}: {listed(names, 3)}"
            if a.status != b.status:
                aspect = "denial" if "denied" in (a.status, b.status) else "status"
                found.append(_differ(matter, aspect, (a, _status_by(desk, a)), (b, _status_by(desk, b))))
            if _apart(a.date, b.date):
                found.append(_differ(matter, "date", (a, when(a.date)), (b, when(b.date))))
    return found


def _status_by(desk: Desk, event: Event) -> str:
    """Say the status, and whose word it is where it stands in a quotation: a denial is somebody's."""
    return f"{status_words(event.status)}{', says ' + desk.voice(event) if event.reported_by else ''}"


def _compare_claims(desk: Desk, claims: Sequence[Claim]) -> list[Difference]:
    found = []
    groups: dict[tuple[object, ...], list[Claim]] = {}
    for c in claims:
        groups.setdefault((*claim_key(c), c.unit), []).append(c)
    for group in groups.values():
        for a, b in _pairs(desk, group):
            assert isinstance(a, Claim) and isinstance(b, Claim)
            if a.negated != b.negated or _values_differ(a.value, b.value):
                aspect = "number" if isinstance(a.value, float) and isinstance(b.value, float) else "what holds"
                matter = f"{a.type.replace('_', ' ')}: {a.subject.name}"
                found.append(_differ(matter, aspect, (a, quoted(a.text, 90)), (b, quoted(b.text, 90))))
    return found


def _values_differ(a: float | str | None, b: float | str | None) -> bool:
    if a is None or b is None:
        return False
    if isinstance(a, float) and isinstance(b, float):
        return abs(a - b) > _ROUNDING * max(abs(a), abs(b))
    # "2019" and "2019-03" do not contradict each other.
    return not (str(a).startswith(str(b)) or str(b).startswith(str(a)))


def _compare_reasons(desk: Desk, reasons: Sequence[Explanation]) -> list[Difference]:
    """An explanation that one source only offers and another only argues against; who weighs both sides differs from nobody."""
    found = []
    for theme in dict.fromkeys(x.theme for x in reasons if x.theme):
        own = [x for x in reasons if x.theme == theme and x.of]
        stances: dict[int, set[str]] = {}
        for x in own:
            stances.setdefault(desk.origins[x.document], set()).add(x.stance)
        sided = [x for x in own if len(stances[desk.origins[x.document]]) == 1]
        pair = next(((a, b) for a in sided for b in sided if (a.stance, b.stance) == ("for", "against")), None)
        if pair:
            a, b = pair
            words = (quoted(a.reason or a.text, 90), quoted(b.reason or b.text, 90))
            found.append(_differ(f"explanation: {name_theme(theme or '')}", "for and against", (a, words[0]), (b, words[1])))
    return found


def _differ(matter: str, aspect: str, one: tuple[ANY_FINDING, str], other: tuple[ANY_FINDING, str]) -> Difference:
    return Difference(matter=matter, aspect=aspect, one=one, other=other)


def _countries(visit: Visit) -> set[str]:
    return {s.country for s in visit.stops if s.country}


def _first_date(visit: Visit) -> DateRange | None:
    dated = [s.date for s in visit.stops if s.date and s.date.start]
    return min(dated, key=lambda d: d.start or "", default=None)


def _apart(a: DateRange | None, b: DateRange | None) -> bool:
    return a is not None and b is not None and not days_meet(a, b)


def _gap(a: DateRange | None, b: DateRange | None) -> int:
    """Return the days between two dates; 0 where they meet or one is unknown."""
    if a is None or b is None or days_meet(a, b) or not a.start or not b.start:
        return 0
    try:
        return abs((date.fromisoformat(a.start[:10]) - date.fromisoformat(b.start[:10])).days)
    except ValueError:
        return 0


def _row(desk: Desk, difference: Difference) -> Row:
    both = (difference.one[0], difference.other[0])

    def cell(side: tuple[ANY_FINDING, str]) -> Cell:
        finding, words = side
        text = f"{words or 'no more than that'} ({desk.dated(finding.document)})"
        tone = finding.status if isinstance(finding, Event | Visit) and difference.aspect in ("status", "denial") else None
        return Cell(parts=(Sentence(text=text, citations=cite_finding(finding), topic=finding.kind, tone=tone),))

    matter = Sentence(text=difference.matter, citations=cite_all(both), topic=both[0].kind)
    aspect = Sentence(text=difference.aspect, citations=cite_all(both), topic="difference")
    return Row(cells=(Cell(parts=(matter,)), Cell(parts=(aspect,)), cell(difference.one), cell(difference.other)), topic="difference")


def _say_additions(desk: Desk, visits: Sequence[Told], events: Sequence[Told]) -> list[Sentence]:
    """Say of each source what it alone tells, of those that add most first; a copy adds nothing and is not listed."""
    told: dict[int, list[tuple[str, ANY_FINDING]]] = {}

    def add(kind: str, findings: Sequence[ANY_FINDING]) -> None:
        origins = {desk.origins[f.document] for f in findings}
        if len(origins) == 1:
            told.setdefault(origins.pop(), []).append((kind, findings[0]))

    for t in visits:
        add("visit", t.findings)
    for t in events:
        add("event", t.findings)
    for g in group_claims([c for h in desk.harvests for c in h.findings.claims]):
        add("claim", g)
    speakers: dict[int, list[str]] = {}
    for s in find_speakers(desk):
        add("speaker", s.quotes)
        origins = {desk.origins[q.document] for q in s.quotes}
        if len(origins) == 1 and s.is_named:
            speakers.setdefault(origins.pop(), []).append(s.name)
    found = []
    richest = sorted(dict.fromkeys(desk.origins.values()), key=lambda o: -len(told.get(o, [])))
    for origin in richest[:_MOST_ADDING]:
        name = next(desk.labels[d] for d, o in desk.origins.items() if o == origin)
        own = told.get(origin, [])
        counts = [(k, sum(1 for kind, _ in own if kind == k)) for k in ("visit", "event", "claim")]
        parts = [count(n, k) for k, n in counts if n]
        told_of = [f"tells of {listed(parts)}"] if parts else []
        told_of += [f"quotes {listed(speakers[origin], 4)}"] if speakers.get(origin) else []
        if own and told_of:
            text = f"{sentence_case(name)} alone {' and '.join(told_of)}."
            found.append(Sentence(text=text, citations=cite_all([f for _, f in own]), topic="difference"))
    if len(richest) > _MOST_ADDING:
        rest = [f for o in richest[_MOST_ADDING:] for _, f in told.get(o, [])]
        text = f"{sentence_case(count(len(richest) - _MOST_ADDING, 'further source adds', 'further sources add'))} less."
        found += [Sentence(text=text, citations=cite_all(rest), topic="difference")] if rest else []
    return found
