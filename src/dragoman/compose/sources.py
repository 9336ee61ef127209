"""Sources and their standing: who publishes, what is a copy of what, who speaks, and whose voice is missing."""

from collections import Counter
from collections.abc import Sequence

from dragoman.compose.countries import name_country, with_article
from dragoman.compose.desk import Desk, cite, cite_opening, cite_ref
from dragoman.compose.phrases import clip, count, day, flat, listed, number_word, quoted, sentence_case
from dragoman.compose.same import Told
from dragoman.compose.speech import Speaker
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.document import Document
from dragoman.records.findings import Visit
from dragoman.records.spans import Ref

_COLUMNS = ("source", "published", "standing", "origin")
_MOST = 10


def write_sources(desk: Desk, subject: Told | None, speakers: Sequence[Speaker]) -> Section:
    """Return the section; there is always one, because there is always a document."""
    documents = list(desk.documents.values())
    rows = tuple(_row(desk, d) for d in documents[:_MOST])
    left = documents[_MOST:]
    after = []
    if left:
        text = f"{sentence_case(count(len(left), 'further source'))}: {listed((desk.labels[d.id] for d in left), 6)}."
        after.append(Sentence(text=text, citations=tuple(c for d in left[:4] for c in cite_opening(d)), topic="source"))
    after += [
        *_count_origins(desk, documents),
        *_describe_outlets(desk),
        *_sum_up(desk, speakers),
        *_missing_voices(desk, subject, speakers),
    ]
    table = Table(columns=_COLUMNS, rows=rows)
    return Section(id="sources", heading="Sources and their standing", table=table, after=tuple(after))


def parties(subject: Told | None) -> dict[str, tuple[str, Ref]]:
    """Return the countries that a visit or event concerns: code -> (document, the Ref that names it first)."""
    found: dict[str, tuple[str, Ref]] = {}
    for f in subject.findings if subject else ():
        stops = [(s.country, s.place) for s in f.stops] if isinstance(f, Visit) else [(a.country, a) for a in (*f.actors, *f.recipients)]
        own = [(f.visitor.country, f.visitor), (f.host.country if f.host else None, f.host)] if isinstance(f, Visit) else []
        for code, ref in (*own, *stops):
            if code and ref:
                found.setdefault(code, (f.document, ref))
    return found


def _row(desk: Desk, document: Document) -> Row:
    opening = cite_opening(document)
    publisher = document.publisher
    named = cite(document.id, (publisher.evidence,)) if publisher and publisher.evidence else opening

    def say(text: str, citations: tuple[Citation, ...] = opening) -> Cell:
        return Cell(parts=(Sentence(text=text, citations=citations, topic="source"),))

    author = f", by {document.author}" if document.author else ""
    title = f" – {quoted(document.title, 100)}" if document.title else ""
    standing = (publisher.standing if publisher else None) or ("not in the table of outlets" if publisher else "publisher not told")
    origin = document.origin
    copied = f"taken as a copy of {origin.of}: {clip(origin.reason, 120)}" if origin else _shared_origin(desk, document)
    copy = Sentence(text=copied or "no sign of a copy", citations=opening, topic="source", nature="assumption" if origin else "information")
    return Row(
        cells=(
            say(f"{desk.labels[document.id]}{author}{title}", named),
            say(day(document.published) if document.published else "undated"),
            say(standing.replace("_", " "), named),
            Cell(parts=(copy,)),
        ),
        topic="source",
    )


def _shared_origin(desk: Desk, document: Document) -> str:
    first = next(key for key, number in desk.origins.items() if number == desk.origins[document.id])
    return "" if first == document.id else f"its paragraphs stand in {desk.labels[first]}: one origin"


def _count_origins(desk: Desk, documents: Sequence[Document]) -> list[Sentence]:
    if not desk.several:
        return []
    number = len(set(desk.origins.values()))
    text = f"{sentence_case(count(len(documents), 'document'))} {'has' if len(documents) == 1 else 'have'} {count(number, 'origin')}"
    if number < len(documents):
        groups: dict[int, list[str]] = {}
        for key, origin in desk.origins.items():
            groups.setdefault(origin, []).append(desk.labels[key])
        shared = [f"{listed(names, 6)} share one" for names in groups.values() if len(names) > 1]
        text += f": {'; '.join(shared[:4])}, and a copy corroborates nothing"
    citations = tuple(c for d in documents[:8] for c in cite_opening(d))
    return [Sentence(text=text + ".", citations=citations, topic="source")]


def _describe_outlets(desk: Desk) -> list[Sentence]:
    """Say what the table of outlets adds to the standing of each publisher."""
    facts = desk.ground.facts
    found: dict[str, Sentence] = {}
    for d in desk.documents.values() if facts else ():
        outlet = facts.outlet(d.publisher.name, (d.published or "")[:10] or None) if facts and d.publisher else None
        if outlet and outlet.note:
            where = f", {name_country(outlet.country)}" if outlet.country else ""
            text = f"{outlet.name} ({outlet.standing.replace('_', ' ')}{where}): {flat(outlet.note).rstrip('.')}."
            row = Citation(row=outlet.row, source=outlet.source)
            found.setdefault(outlet.id, Sentence(text=text, citations=(row,), topic="source"))
    return list(found.values())[:6]


def _sum_up(desk: Desk, speakers: Sequence[Speaker]) -> list[Sentence]:
    """Say in one sentence what everything rests on: origins, standing, named speakers and where they come from."""
    named = [s for s in speakers if s.is_named]
    documents = list(desk.documents.values())
    opening = tuple(c for d in documents[:3] for c in cite_opening(d))
    if not named:
        return [Sentence(text="No speaker was found who is quoted by name.", citations=opening, topic="source")]
    placed = Counter(name_country(s.country) for s in named if s.country)
    if not placed:
        text = f"{sentence_case(count(len(named), 'speaker is', 'speakers are'))} named; no country is told"
        text += " of any." if len(named) > 1 else "."
        return [Sentence(text=text, citations=_cite_speakers(named) or opening, topic="source")]
    parts = [f"{number_word(n)} from {with_article(c)}" for c, n in placed.most_common(4)]
    untold = len(named) - sum(n for _, n in placed.most_common(4))
    parts += [f"{number_word(untold)} of other countries or none told"] if untold else []
    alike = f", {'all ' if len(named) > 1 else ''}from {with_article(next(iter(placed)))}"
    told = alike if len(parts) == 1 else f": {listed(parts)}"
    text = f"{sentence_case(count(len(named), 'speaker is', 'speakers are'))} named{told}."
    return [Sentence(text=text, citations=_cite_speakers(named) or opening, topic="source")]


def _cite_speakers(speakers: Sequence[Speaker]) -> tuple[Citation, ...]:
    return tuple(c for s in speakers[:4] for c in cite_ref(s.quotes[0].document, s.quotes[0].source)[:1])


def _own_voices(desk: Desk) -> set[str]:
    """Return the countries whose governments publish what is read: a release is its government's own voice."""
    facts = desk.ground.facts
    published = [d.publisher.name for d in desk.documents.values() if d.publisher]
    outlets = [facts.outlet(name) for name in published] if facts else []
    return {o.country for o in outlets if o and o.country and o.standing == "government"}


def _missing_voices(desk: Desk, subject: Told | None, speakers: Sequence[Speaker]) -> list[Sentence]:
    heard = {s.country for s in speakers if s.country} | {s.key for s in speakers} | _own_voices(desk)
    silent = {code: where for code, where in parties(subject).items() if code not in heard}
    if not silent or not speakers:
        return []
    names = [with_article(name_country(code)) for code in silent]
    text = f"Nobody from {listed(names, 8, last='or')} is quoted by name"
    citations = tuple(c for document, ref in silent.values() for c in cite_ref(document, ref))[:4]
    fallback = cite(subject.first.document, subject.first.spans) if subject else ()
    return [Sentence(text=text + ".", citations=citations or fallback, topic="source")]
