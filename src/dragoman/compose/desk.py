"""The desk at which a brief is written: the harvests, what each source is called, who speaks, how things are cited."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar
from urllib.parse import urlsplit

from dragoman.compose.acts import is_first_person
from dragoman.compose.countries import name_ref
from dragoman.compose.phrases import day, quoted
from dragoman.records.brief import Citation, Ground, Sentence
from dragoman.records.document import Document
from dragoman.records.findings import ANY_FINDING, Claim, Explanation, Findings, Forecast, Mention, Quote
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.records.spans import Ref, Span
from dragoman.weigh.origins import find_origins

T = TypeVar("T", Quote, Claim, Forecast, Explanation)

# Bounds of the marks of confidence. They are read on how surely the extractors, which share one scale of 0 to 1, read the words.
_HIGH, _MODERATE = 0.8, 0.55
# So many passages tell enough; a statement that rests on more of them cites the first ones.
_MOST_SPANS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What every part of the brief looks things up in. ``documents``, ``labels`` and
    ``origins`` go by document id, in the order of reading."""

    harvests: tuple[Harvest, ...]
    problems: tuple[Problem, ...]
    as_of: str | None
    today: str
    question: str | None
    documents: dict[str, Document]
    labels: dict[str, str]
    origins: dict[str, int]
    quotes: dict[tuple[str, str], Quote]
    offices: dict[tuple[str, str], Mention]
    types: dict[str, str]
    ground: Ground

    @property
    def day(self) -> str:
        """The ISO day that the brief is as of: what was asked, else the latest source's date, else today."""
        dates = [d.published[:10] for d in self.documents.values() if d.published]
        return self.as_of or max(dates, default=self.today)

    @property
    def several(self) -> bool:
        """Whether more than one document is read."""
        return len(self.harvests) > 1

    def voice(self, finding: ANY_FINDING) -> str:
        """Return who says it: the speaker of the quote that it stands in, else the outlet."""
        quote = self.quotes.get((finding.document, finding.reported_by or ""))
        if quote is None:
            return self.labels[finding.document]
        return self.name(quote, quote.source) if quote.source else f"an unnamed speaker in {self.labels[finding.document]}"

    def dated(self, document: str) -> str:
        """Return a source's name with its date, for where sources differ."""
        published = self.documents[document].published
        name = self.labels[document]
        return f"{name} ({day(published[:10])})" if published and "(" not in name else name

    def office(self, document: str, ref: Ref | None) -> Mention | None:
        """Return the mention that tells which office a person held on the document's date."""
        return self.offices.get((document, ref.entity)) if ref and ref.entity else None

    def speaker(self, finding: ANY_FINDING, ref: Ref | None) -> str:
        """Return who speaks in a finding: the one it names, else whose voice it stands in.

        A Ref that neither stands in the text nor is linked is the outlet itself.
        """
        if ref is None or (ref.start is None and ref.entity is None):
            return self.voice(finding) if ref is None else self.labels[finding.document]
        return self.name(finding, ref)

    def name(self, finding: ANY_FINDING, ref: Ref) -> str:
        """Return whom a Ref means; "we" outside of quoted words is the outlet."""
        if ref.entity is None and not finding.reported_by and is_first_person(ref.name):
            return self.labels[finding.document]
        return name_ref(ref)


def open_desk(
    harvests: Sequence[Harvest], problems: Sequence[Problem], dates: tuple[str | None, str], question: str | None, ground: Ground
) -> Desk:
    """Return the desk for some harvests; ``dates`` are as-of and today."""
    origins = _tell_origins([h.document for h in harvests])
    return Desk(
        harvests=_drop_copies(harvests, origins),
        problems=tuple(problems),
        as_of=dates[0],
        today=dates[1],
        question=question,
        documents={h.document.id: h.document for h in harvests},
        labels=_name_sources([h.document for h in harvests]),
        origins=origins,
        quotes={(q.document, q.id): q for h in harvests for q in h.findings.quotes},
        types={key: m.type for h in harvests for m in h.findings.mentions for key in (m.name, m.entity) if key},
        offices={(m.document, m.entity): m for h in harvests for m in h.findings.mentions if m.entity and m.as_of_role},
        ground=ground,
    )


def cite(document: str, spans: Iterable[Span | None]) -> tuple[Citation, ...]:
    """Return citations of the first few distinct spans of a document; an empty span is widened to the code point that it stands at."""
    filled = (s if s.end > s.start else Span(start=s.start, end=s.start + 1) for s in spans if s is not None)
    return tuple(Citation(document=document, span=s) for s in list(dict.fromkeys(filled))[:_MOST_SPANS])


def cite_finding(finding: ANY_FINDING) -> tuple[Citation, ...]:
    """Return citations of a finding's words."""
    return cite(finding.document, finding.spans)


def cite_all(findings: Iterable[ANY_FINDING], most: int = 4) -> tuple[Citation, ...]:
    """Return one citation of each of the first ``most`` findings."""
    return tuple(dict.fromkeys(c for f in findings for c in cite(f.document, f.spans[:1])))[:most]


def cite_ref(document: str, ref: Ref | None) -> tuple[Citation, ...]:
    """Return a citation of a Ref's own words; none where it is not anchored in the text."""
    if ref is None or ref.start is None or ref.end is None or ref.end <= ref.start:
        return ()
    return (Citation(document=document, span=Span(start=ref.start, end=ref.end)),)


def cite_opening(document: Document) -> tuple[Citation, ...]:
    """Return a citation of what a document opens with (its title, else its first block): for what is said of the whole."""
    blocks = sorted(document.blocks, key=lambda b: (b.kind != "title", b.start))
    start, end = (blocks[0].start, blocks[0].end) if blocks else (0, min(len(document.text), 200))
    if end > start:
        return (Citation(document=document.id, span=Span(start=start, end=min(end, start + 200))),)
    return (Citation(source=document.source, note="the document is empty"),)


def mark(confidence: float) -> str:
    """Return the mark for a confidence between 0 and 1."""
    return "high" if confidence >= _HIGH else "moderate" if confidence >= _MODERATE else "low"


def state(finding: ANY_FINDING, text: str, *more: Citation) -> Sentence:
    """Return a statement that rests on one finding, and on what else is given."""
    return Sentence(
        text=text,
        citations=tuple(dict.fromkeys((*cite_finding(finding), *more))),
        topic=finding.kind,
        confidence=mark(finding.confidence),
    )


def _name_sources(documents: Sequence[Document]) -> dict[str, str]:
    """Name every document: its publisher, else its site or its title; a date or a number tells doubles apart."""
    names: dict[str, str] = {}
    for i, d in enumerate(documents, 1):
        site = urlsplit(d.url).hostname if d.url and d.url.startswith(("http://", "https://")) else None
        plain = "the article" if len(documents) == 1 else quoted(d.title, 40) if d.title else f"article {i}"
        names[d.id] = d.publisher.name if d.publisher else site or plain
    counted = Counter(names.values())
    told: dict[str, str] = {}
    taken: set[str] = set()
    for i, d in enumerate(documents, 1):
        name = names[d.id]
        if counted[name] > 1:
            date = day(d.published[:10]) if d.published else ""
            full = f"{name} ({date})" if date else f"{name} (source {i})"
            name = f"{name} ({date}, source {i})" if full in taken else full
        told[d.id] = name
        taken.add(name)
    return told


def _tell_origins(documents: Sequence[Document]) -> dict[str, int]:
    """Number the origins in the order of reading; copies share one (see ``weigh.origins``)."""
    origins = find_origins(documents)
    numbers: dict[str, int] = {}
    return {d.id: numbers.setdefault(origins[d.id], len(numbers) + 1) for d in documents}


def _drop_copies(harvests: Sequence[Harvest], origins: dict[str, int]) -> tuple[Harvest, ...]:
    """Take from a copy what its original says in the same words, so that one origin counts once; visits and events stay."""
    first: dict[tuple[int, str, str], str] = {}
    kept = []
    for h in harvests:
        f, origin = h.findings, origins[h.document.id]
        own = Findings(
            mentions=f.mentions,
            quotes=_keep_own(f.quotes, origin, first),
            events=f.events,
            visits=f.visits,
            claims=_keep_own(f.claims, origin, first),
            forecasts=_keep_own(f.forecasts, origin, first),
            explanations=_keep_own(f.explanations, origin, first),
        )
        kept.append(replace(h, findings=own))
    return tuple(kept)


def _keep_own(findings: Sequence[T], origin: int, first: dict[tuple[int, str, str], str]) -> tuple[T, ...]:
    """Keep what no earlier document of the origin says; ``first`` remembers which document said what first."""
    keys = [(origin, f.kind, " ".join(f.text.casefold().split())) for f in findings]
    return tuple(f for f, key in zip(findings, keys, strict=True) if first.setdefault(key, f.document) == f.document)
