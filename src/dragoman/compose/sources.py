"""Sources and their standing: who publishes, what is a copy of what, who speaks, and whose voice is missing."""

from collections.abc import Sequence

from dragoman.compose.countries import name_country, with_article
from dragoman.compose.desk import Desk, cite, cite_opening, cite_ref
from dragoman.compose.phrases import count, flat, listed, sentence_case
from dragoman.compose.same import Told
from dragoman.compose.speech import Speaker
from dragoman.records.brief import Cell, Citation, Row, Section, Sentence, Table
from dragoman.records.document import Document
from dragoman.records.findings import Visit
from dragoman.records.spans import Ref

_COLUMNS = ("source", "published", "standing", "origin")
_MOST = 20


def write_sources(desk: Desk, subject: Told | None, speakers: Sequence[Speaker]) -> Section:
    """Return the section; there is always one, because there is always a document."""
    documents = list(desk.documents.values())
    rows = tuple(_row(desk, d) for d in documents[:_MOST])
    after = [*_count_origins(desk, documents), *_count_speakers(desk, speakers), *_missing_voices(subject, speakers)]
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
    title = f" – “{flat(document.title)}”" if document.title else ""
    standing = (publisher.standing if publisher else None) or ("not in the table of outlets" if publisher else "publisher not told")
    origin = document.origin
    copied = f"a copy of {origin.of}: {origin.reason}" if origin else _shared_origin(desk, document) or "no sign of a copy"
    return Row(
        cells=(
            say(f"{desk.labels[document.id]}{author}{title}", named),
            say(document.published[:10] if document.published else "undated"),
            say(standing.replace("_", " "), named),
            say(copied),
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


def _count_speakers(desk: Desk, speakers: Sequence[Speaker]) -> list[Sentence]:
    named = [s for s in speakers if s.is_named]
    if not named:
        opening = tuple(c for d in list(desk.documents.values())[:4] for c in cite_opening(d))
        return [Sentence(text="No speaker was found who is quoted by name.", citations=opening, topic="source")]
    placed = [f"{s.name} ({s.capacity})" if s.capacity else s.name for s in named]
    citations = tuple(c for s in named[:8] for c in cite_ref(s.quotes[0].document, s.quotes[0].source)[:1])
    if not citations:
        citations = cite(named[0].quotes[0].document, named[0].quotes[0].spans[:1])
    text = f"{sentence_case(count(len(named), 'speaker is', 'speakers are'))} quoted by name: {listed(placed, 8)}."
    return [Sentence(text=text, citations=citations, topic="source")]


def _missing_voices(subject: Told | None, speakers: Sequence[Speaker]) -> list[Sentence]:
    heard = {s.country for s in speakers if s.country} | {s.key for s in speakers}
    silent = {code: where for code, where in parties(subject).items() if code not in heard}
    if not silent or not speakers:
        return []
    names = [with_article(name_country(code)) for code in silent]
    unplaced = sum(1 for s in speakers if s.is_named and not s.country)
    text = f"Nobody from {listed(names, 8, last='or')} is quoted by name"
    if unplaced:
        text += f"; the country of {count(unplaced, 'speaker')} is not told"
    citations = tuple(c for document, ref in silent.values() for c in cite_ref(document, ref))[:8]
    fallback = cite(subject.first.document, subject.first.spans) if subject else ()
    return [Sentence(text=text + ".", citations=citations or fallback, topic="source")]
