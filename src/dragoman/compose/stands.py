"""How everything stands in a brief, keyed so that the next brief of the same matter can tell what changed."""

from collections.abc import Sequence

from dragoman.compose.acts import name_act
from dragoman.compose.countries import name_country, name_ref
from dragoman.compose.desk import Desk, cite_all, cite_finding
from dragoman.compose.judgements import probability
from dragoman.compose.likelihood import find_term
from dragoman.compose.phrases import clip, days, listed, quoted, status_words
from dragoman.compose.same import Told, ref_key
from dragoman.compose.verdicts import claim_key, group_claims, row_citations
from dragoman.records.brief import Citation, Stand
from dragoman.records.findings import Claim, Event, Forecast, Visit
from dragoman.records.spans import Ref


def take_stands(desk: Desk, visits: Sequence[Told], events: Sequence[Told]) -> tuple[Stand, ...]:
    """Return visits and events with their status, claims with their verdict, forecasts with their outcome, and who leads the puzzle."""
    found = [s for t in visits for s in _visit_stands(t)]
    found += [_event_stand(desk, t) for t in events]
    found += [_claim_stand(g) for g in group_claims([c for h in desk.harvests for c in h.findings.claims])]
    found += [_forecast_stand(desk, f) for h in desk.harvests for f in h.findings.forecasts]
    found += _leader_stands(desk)
    # What has the same key is one thing; its first stand, the weightiest, is kept.
    return tuple({(s.kind, s.key): s for s in reversed(found)}.values())[::-1]


def _visit_stands(told: Told) -> list[Stand]:
    lead = told.first
    if not isinstance(lead, Visit):
        return []
    visits = [f for f in told.findings if isinstance(f, Visit)]
    places = sorted({s.country or ref_key(s.place) for v in visits for s in v.stops})
    names = [name_country(p) if len(p) == 3 else p for p in places]
    what = f"visit of {lead.visitor.name} to {listed(names, 4)}" if names else f"visit of {lead.visitor.name}"
    key = f"{ref_key(lead.visitor)}|{','.join(places)}"
    value = "/".join(dict.fromkeys(v.status for v in visits))
    stands = [Stand(kind="visit", key=key, what=what, value=value, citations=cite_all(visits, 3))]
    starts = sorted({s.date.start[:10] for v in visits for s in v.stops if s.date and s.date.start})
    ends = sorted({(s.date.end or s.date.start or "")[:10] for v in visits for s in v.stops if s.date and s.date.start})
    if starts:
        time = days(starts[0], ends[-1])
        stands.append(Stand(kind="date", key=key, what=f"time of the {what}", value=time, citations=cite_all(visits, 3)))
    if done := next((v for v in visits if v.outcome), None):
        row = (Citation(row=done.outcome.row),) if done.outcome and done.outcome.row else cite_finding(done)
        status = done.outcome.status if done.outcome else ""
        stands.append(Stand(kind="outcome", key=key, what=f"what came of the {what}", value=status, citations=row))
    return stands


def _event_stand(desk: Desk, told: Told) -> Stand:
    event = told.first
    assert isinstance(event, Event)
    refs: dict[str, Ref] = {ref_key(r): r for r in (*event.actors, *event.recipients)}
    names = [clip(desk.name(event, r), 40) for r in refs.values()]
    what = f"{name_act(event.type, event.mode)}: {listed(names, 3)}" if names else quoted(event.text, 80)
    start = event.date.start[:10] if event.date and event.date.start else ""
    key = f"{event.type}|{event.mode or ''}|{','.join(sorted(refs)) or event.text.casefold()[:80]}|{start}"
    return Stand(kind="event", key=key, what=what, value=event.status, citations=cite_all(told.findings, 3))


def _claim_stand(group: Sequence[Claim]) -> Stand:
    claim = group[0]
    kind, subject, predicate, objects = claim_key(claim)
    assert isinstance(objects, frozenset)
    key = f"{kind}|{subject}|{predicate}|{','.join(sorted(objects))}|{claim.value if claim.value is not None else ''}|{claim.negated}"
    label = claim.verdict.label if claim.verdict else "uncheckable"
    what = f"claim {quoted(claim.text, 90)}" if claim.text else f"claim on {name_ref(claim.subject)}"
    return Stand(kind="claim", key=key, what=what, value=label, citations=(*cite_all(group, 2), *row_citations(claim.verdict)[:1]))


def _forecast_stand(desk: Desk, forecast: Forecast) -> Stand:
    text = desk.documents[forecast.document].text
    words = " ".join(text[forecast.proposition.start : forecast.proposition.end].split()) or forecast.text
    key = f"{ref_key(forecast.forecaster) if forecast.forecaster else ''}|{words.casefold()[:120]}"
    what = f"forecast {quoted(words, 90)} ({desk.speaker(forecast, forecast.forecaster)})"
    return Stand(kind="forecast", key=key, what=what, value=forecast.outcome or "open", citations=cite_finding(forecast))


def _leader_stands(desk: Desk) -> list[Stand]:
    weighing = desk.ground.weighing
    if weighing is None or weighing.is_draft:
        return []
    texts = {h.id: h.text for h in weighing.hypotheses}
    value = listed((f"{i} ({quoted(texts[i], 60)})" for i in weighing.leaders), 4)
    cited = (Citation(source="puzzle", note=f"ranking by {weighing.rank_by}"),)
    stands = [Stand(kind="leader", key="leader", what="leading explanation", value=value, citations=cited)]
    for h in weighing.hypotheses:
        if h.rated > h.drafted:
            what = f"likelihood of {h.id} ({quoted(h.text, 60)})"
            stands.append(Stand(kind="likelihood", key=h.id, what=what, value=find_term(probability(h)).name, citations=cited))
    return stands


def say_value(stand: Stand) -> str:
    """Return the value of a stand as a reader says it."""
    return " or ".join(status_words(v) for v in stand.value.split("/")) if stand.kind in ("visit", "event", "outcome") else stand.value
