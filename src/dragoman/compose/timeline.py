"""The days of the visits and events, and of what the tables tell of them, for a plot that a reader takes in at a glance."""

from collections.abc import Sequence

from dragoman.compose.acts import name_act
from dragoman.compose.countries import name_country
from dragoman.compose.desk import Desk, cite_finding, cite_ref
from dragoman.compose.phrases import clip, days, listed, status_words
from dragoman.compose.same import Told, ref_key
from dragoman.records.brief import Citation, Moment, Timeline
from dragoman.records.findings import Event, Visit
from dragoman.records.spans import DateRange

# Fewer moments than this a reader takes from the table as fast; more than the most nobody reads.
_FEWEST, _MOST = 3, 14
# What lies further than this from the day of the brief would press the rest together.
_YEARS = 3
_NAME = 50


def draw_timeline(desk: Desk, visits: Sequence[Told], events: Sequence[Told]) -> Timeline | None:
    """Return the timeline; None where too little has a day."""
    found = [m for t in visits for m in _visit_moments(t)]
    found += [m for t in events if (m := _event_moment(desk, t))]
    near = [m for m in found if abs(int(m.start[:4]) - int(desk.day[:4])) <= _YEARS]
    distinct = list({(m.label, m.start, m.end, m.status): m for m in near}.values())[:_MOST]
    moments = tuple(sorted(distinct, key=lambda m: (m.start, m.end, m.label)))
    if len(moments) < _FEWEST:
        return None
    written = tuple(sorted({d.published[:10] for d in desk.documents.values() if d.published}))
    told = [f"{days(m.start, m.end)}: {m.label}, {status_words(m.status)}{' (table)' if m.lane == 'table' else ''}" for m in moments]
    text = "; ".join(told) + (f". Written {listed((days(w, w) for w in written), 4)}." if written else ".")
    return Timeline(title="When: as told, and as the tables have it", description=text, moments=moments, written=written)


def _visit_moments(told: Told) -> list[Moment]:
    found = []
    for v in (v for v in told.findings if isinstance(v, Visit)):
        spans: dict[tuple[str, str], list[str]] = {}
        for stop in v.stops:
            if range_ := _range(stop.date):
                spans.setdefault(range_, []).append(stop.place.name)
        for (start, end), places in spans.items():
            label = f"{v.visitor.name.split()[-1]} to {listed(places, 2)}"
            citations = tuple(c for s in v.stops for c in cite_ref(v.document, s.place))[:2] or cite_finding(v)
            found.append(Moment(label=clip(label, _NAME), start=start, end=end, status=v.status, lane="text", citations=citations))
        found += _table_moments(v)
    return found


def _table_moments(visit: Visit) -> list[Moment]:
    outcome = visit.outcome
    if outcome is None:
        return []
    name = visit.visitor.name.split()[-1]
    found = []
    if outcome.row and (range_ := _range(outcome.date)):
        where = name_country(outcome.row.split("/")[1]) if outcome.row.count("/") else ""
        label = f"{name} in {where}" if where else f"visit by {name}"
        row = (Citation(row=outcome.row),)
        found.append(Moment(label=clip(label, _NAME), start=range_[0], end=range_[1], status=outcome.status, lane="table", citations=row))
    groups: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for other in outcome.others:
        groups.setdefault((other.start, other.status), []).append((name_country(other.country), other.row))
    for (start, status), rows in groups.items():
        label = f"{name} {'in' if status == 'held' else 'to'} {listed((c for c, _ in rows), 2)}"
        cited = tuple(Citation(row=r) for _, r in rows)
        found.append(Moment(label=clip(label, _NAME), start=start, end=start, status=status, lane="table", citations=cited))
    return found


def _event_moment(desk: Desk, told: Told) -> Moment | None:
    event = told.first
    if not isinstance(event, Event) or not (range_ := _range(event.date)):
        return None
    names = [desk.name(event, r).split(",")[0] for r in {ref_key(r): r for r in (*event.actors, *event.recipients)}.values()]
    label = clip(f"{name_act(event.type, event.mode)}: {listed(names, 2)}" if names else name_act(event.type, event.mode), _NAME)
    return Moment(label=label, start=range_[0], end=range_[1], status=event.status, lane="text", citations=cite_finding(event))


def _range(date: DateRange | None) -> tuple[str, str] | None:
    """Return the first and the last day; None where either is open or the range is longer than a year, which is no moment."""
    if date is None or not date.start or not date.end or len(date.start) < 10 or len(date.end) < 10:
        return None
    start, end = date.start[:10], date.end[:10]
    if end < start or int(end[:4]) - int(start[:4]) > 1 or (start[5:] == "01-01" and end[5:] == "12-31"):
        return None
    return start, end
