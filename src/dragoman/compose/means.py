"""The means: what the powers that the text names have over the state that it is about. Capacity, not influence."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.compose.countries import name_country, with_article
from dragoman.compose.desk import Desk, cite_all
from dragoman.compose.phrases import day, days, listed
from dragoman.compose.same import Told
from dragoman.compose.words import choose_pacts, name_depth, name_measure
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.facts import Facts
from dragoman.records.findings import Mention, Visit
from dragoman.ties import MISSING, NONE, TOLD, Channel, Tie, TiePart, find_ties

_MOST_POWERS, _MOST_PARTS = 4, 4
# A state that is named less often than this beside the subject is not one that the text reckons with.
_NAMED = 2
# One channel alone is no picture of what anybody could use.
_FEWEST = 2
# A power stays where it has a cell told for every so many that the best told one has.
_TOLD_SHARE = 4


def write_means(desk: Desk, subject: Told | None) -> Section | None:
    """Return the section; None where no state leads, or no power that the text names has any tie to it in the tables."""
    facts = desk.ground.facts
    over = find_target(desk, subject)
    if facts is None or over is None:
        return None
    powers = _find_powers(desk, facts, over)
    channels = find_ties(facts, over, list(powers), desk.day, choose_pacts()) if powers else ()
    kept = _keep_tied(channels, list(powers))
    if not kept or len(channels) < _FEWEST:
        return None
    powers = {p: powers[p] for p in kept}
    channels = tuple(replace(c, ties=tuple(t for t in c.ties if t.power in powers)) for c in channels)
    name = with_article(name_country(over))
    columns = (f"over {name}, as of {day(desk.day)}", *(name_country(p) for p in powers))
    rows = tuple(_row(c, list(powers), name) for c in channels)
    text = "What each could use, side by side and never summed; it does not say that any of it is used. “Missing” means that no table "
    text += "at hand tells, “none” that a list kept in full has nothing."
    cited = tuple(Citation(document=m.document, span=m.spans[0]) for m in powers.values() if m is not None)[:4]
    note = Sentence(text=text, citations=cited or cite_all(subject.findings if subject else ()), topic="means")
    table = Table(columns=columns, rows=rows)
    return Section(id="means", heading="The means (capacity, not influence)", table=table, after=(note,))


def _keep_tied(channels: Sequence[Channel], powers: Sequence[str]) -> list[str]:
    """Keep the powers of which the tables tell something: a column that is missing throughout tells a reader nothing."""
    told = Counter(t.power for c in channels for t in c.ties if t.state == TOLD)
    return [p for p in powers if told[p] * _TOLD_SHARE >= max(told.values(), default=0) > 0]


def find_target(desk: Desk, subject: Told | None) -> str | None:
    """Return the state that the subject is about; None where it is about several, or none.

    Of a visit it is the only state of its stops, else the one of them that the title names; of an event that of its recipient.
    """
    lead = subject.first if subject else None
    if lead is None:
        return None
    if isinstance(lead, Visit):
        title = (desk.documents[lead.document].title or "").casefold()
        own = lead.visitor.country
        stops = [s for s in lead.stops if s.country and s.country != own]
        named = [s for s in stops if name_country(s.country or "").casefold() in title or s.place.name.casefold() in title]
        every, told = ({s.country for s in group if s.country} for group in (stops, named))
        return next(iter(every)) if len(every) == 1 else next(iter(told)) if len(told) == 1 else None
    acting = {a.country for a in lead.actors}
    return next((r.country for r in lead.recipients if r.country and r.country not in acting), None)


def _find_powers(desk: Desk, facts: Facts, over: str) -> dict[str, Mention | None]:
    """Return the states that the texts name most and whose economy is larger than the target's, with where each is named first."""
    counts: Counter[str] = Counter()
    first: dict[str, Mention] = {}
    for m in (m for h in desk.harvests for m in h.findings.mentions):
        if m.country and m.country != over and m.type in ("state", "government", "person", "place", "organisation"):
            counts[m.country] += 1
            if m.type in ("state", "government"):
                first.setdefault(m.country, m)
    size = _economy(facts, over, desk.day)
    larger = [c for c, n in counts.most_common() if n >= _NAMED and size is not None and (_economy(facts, c, desk.day) or 0) > size]
    return {c: first.get(c) for c in larger[:_MOST_POWERS]}


def _economy(facts: Facts, state: str, on: str) -> float | None:
    """Return the gross domestic product of the last year before a day; None where no table tells."""
    rows = [f for f in facts.figures_of("gdp", state) if f.year is not None and f.year < int(on[:4])]
    return max(rows, key=lambda f: f.year or 0).value if rows else None


def _row(channel: Channel, powers: Sequence[str], over: str) -> Row:
    label = _label(channel)
    if channel.years and channel.kind == "journeys":
        label += f" ({days(*channel.years)})"
    cited = next(p for t in channel.ties for p in (*t.parts, *t.looked))
    head = Sentence(text=label, citations=(_cite(cited),), topic="means")
    return Row(cells=(Cell(parts=(head,)), *(_cell(channel, t) for t in channel.ties)), topic="means")


def _label(channel: Channel) -> str:
    if channel.kind == "figure":
        return name_measure(channel.measure)
    return {
        "pacts": "pacts and unions in common",
        "agreements": "agreements in force between them",
        "journeys": "journeys to it by holders of office",
        "border": "land border",
    }[channel.kind]


def _cell(channel: Channel, tie: Tie) -> Cell:
    if tie.state in (MISSING, NONE):
        cited = tuple(_cite(p) for p in tie.looked[:2])
        table = {"figure": "figures", "journeys": "journeys", "agreements": "happenings", "pacts": "memberships"}.get(
            channel.kind, "borders"
        )
        nothing = Citation(source=f"table {table}", note=f"no row for {tie.power}{' ' + channel.measure if channel.measure else ''}")
        text = f"{tie.state} listed" if channel.kind == "journeys" and tie.state == NONE else tie.state
        return Cell(parts=(Sentence(text=text, citations=cited if tie.state == NONE and cited else (nothing,), topic="means"),))
    if channel.kind == "journeys":
        who = [f"{p.name} ({day(p.detail)})" for p in tie.parts]
        text = f"{len(tie.parts)} held: {listed(who, 3)}"
        return Cell(parts=(Sentence(text=text, citations=tuple(_cite(p) for p in tie.parts[:3]), topic="means"),))
    if channel.kind == "border":
        return Cell(parts=(Sentence(text="yes", citations=(_cite(tie.parts[0]),), topic="means"),))
    parts = tuple(Sentence(text=_say(channel, p), citations=(_cite(p),), topic="means") for p in tie.parts[:_MOST_PARTS])
    if len(tie.parts) > _MOST_PARTS:
        more = tie.parts[_MOST_PARTS:]
        parts += (Sentence(text=f"and {len(more)} more", citations=tuple(_cite(p) for p in more[:3]), topic="means"),)
    return Cell(parts=parts)


def _say(channel: Channel, part: TiePart) -> str:
    if channel.kind == "pacts":
        depth, _, status = part.detail.partition("|")
        return f"{part.name} ({name_depth(depth)}{', ' + status if status else ''})"
    if channel.kind == "agreements":
        return f"{part.name} ({part.detail})" if part.detail else part.name
    # A vintage that is a span of years is what the figure covers, and takes the place of its year.
    spans = part.detail[:4].isdigit() and "-" in part.detail[4:5]
    return f"{_amount(part)} ({part.detail if spans else ', '.join(x for x in (str(part.year or ''), part.detail) if x)})"


def _amount(part: TiePart) -> str:
    value = part.value or 0.0
    if part.unit in ("percent", "%"):
        return f"{value:.1f}%"
    for size, word in ((1e9, "bn"), (1e6, "m")):
        if abs(value) >= size:
            return f"{value / size:.1f} {word} {part.unit}"
    return f"{value:g} {part.unit}".strip()


def _cite(part: TiePart) -> Citation:
    return Citation(row=part.row, source=part.source, note=part.detail.replace("|", " ").strip())
