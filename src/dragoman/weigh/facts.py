"""Checked claims and reported events -> items of evidence. They are not rated: what they mean for an answer is the analyst's to say."""

from collections.abc import Iterable

from dragoman.records.document import Document
from dragoman.records.findings import Claim, Event, Visit
from dragoman.records.puzzle import Evidence
from dragoman.records.spans import Span
from dragoman.weigh.items import Bench, Item, cite_claim, cite_words, grade_claims
from dragoman.weigh.lexicon import listed, looked_up
from dragoman.weigh.passages import clip, in_marks, sentence_at, unquoted

Key = tuple[str, str]
Told = set[tuple[str | None, int | None, int | None]]
_MOST_EVENTS = 12
_SURE = 0.7  # an event that was read less surely is no item by itself
_LONG = 200
_READ = ("title", "standfirst", "paragraph", "embed")


def draft_claims(bench: Bench, told: Told) -> list[Item]:
    """Return one item for each sentence with checked claims that no other item cites yet."""
    scenery = listed("claims", "scenery")
    sentences: dict[tuple[str, int, int], list[Claim]] = {}
    for h in bench.harvests:
        for c in h.findings.claims:
            if c.verdict is None or c.type in scenery or c.verdict.label == "uncheckable" or _is_told(c, told):
                continue
            at = sentence_at(h.document, c.spans[0])
            sentences.setdefault((h.document.id, at.start, at.end), []).append(c)
    return [_claims_item(bench, document, Span(start=start, end=end), found) for (document, start, end), found in sentences.items()]


def _is_told(claim: Claim, told: Told) -> bool:
    return any((claim.document, s.start, s.end) in told for s in claim.spans)


def _claims_item(bench: Bench, document: str, at: Span, claims: list[Claim]) -> Item:
    text = bench.documents[document].text[at.start : at.end]
    labels = " and ".join(dict.fromkeys(c.verdict.label for c in claims if c.verdict))
    evidence = Evidence(
        id="",
        text=f"{bench.labels[document]}: {in_marks(clip(unquoted(text), _LONG))} ({labels})",
        cites=tuple(dict.fromkeys(cite for c in claims for cite in cite_claim(bench, c))),
        origin=bench.origins[document],
        reliability=bench.reliability(document),
        credibility=grade_claims(claims),
        kind="information",
        speaker=bench.labels[document],
    )
    return Item(evidence=evidence)


def draft_events(bench: Bench, subject: frozenset[Key], told: Told) -> list[Item]:
    """Return the surest reported events that concern the parties of the subject, none that another item tells already.

    Where no state is a party to the subject, nothing tells which events bear on it, and none is drafted.
    """
    parties = _find_parties(bench, subject)
    if not parties:
        return []
    seen: set[tuple[str, int, int]] = set()
    found: list[tuple[Event, Item]] = []
    for h in bench.harvests:
        for e in h.findings.events:
            at = sentence_at(h.document, e.spans[0])
            key = (h.document.id, at.start, at.end)
            if (
                key in seen
                or not _is_evidence(e, subject, parties)
                or _is_cited(at, e.document, told)
                or _kind_at(h.document, at) not in _READ
            ):
                continue
            seen.add(key)
            found.append((e, _event_item(bench, e)))
    surest = sorted(found, key=lambda pair: -pair[0].confidence)[:_MOST_EVENTS]
    return [item for pair in found if pair in surest for item in pair[1:]]


def _find_parties(bench: Bench, subject: frozenset[Key]) -> set[str]:
    """Return the countries of the visitor and the stops, or of both sides of the event."""
    found: set[str | None] = set()
    for h in bench.harvests:
        told: tuple[Visit | Event, ...] = (*h.findings.visits, *h.findings.events)
        for f in told:
            if (f.document, f.id) in subject:
                found.update(_countries(f))
    return {code for code in found if code}


def _countries(finding: Visit | Event) -> Iterable[str | None]:
    if isinstance(finding, Visit):
        return (finding.visitor.country, *(s.country for s in finding.stops))
    return (r.country for r in (*finding.actors, *finding.recipients))


def _is_evidence(e: Event, subject: frozenset[Key], parties: set[str]) -> bool:
    """Whether an event is a fact beside the subject: surely read, of a known side that the subject concerns, and no supposition."""
    if (e.document, e.id) in subject or e.mode == "visit" or e.confidence < _SURE or e.status == "hypothetical":
        return False
    countries = {r.country for r in (*e.actors, *e.recipients)}
    return bool(countries & parties)


def _is_cited(at: Span, document: str, told: Told) -> bool:
    """Whether another item cites words of a sentence already."""
    spans = [(start, end) for cited, start, end in told if cited == document and start is not None and end is not None]
    return any(start < at.end and at.start < end for start, end in spans)


def _kind_at(document: Document, at: Span) -> str:
    return next((b.kind for b in document.blocks if b.start <= at.start < b.end), "")


def _speaker_of(bench: Bench, e: Event) -> str | None:
    """Return who reports an event, None where the outlet does; nobody reports his own act to have done it."""
    quote = bench.quotes.get((e.document, e.reported_by or ""))
    source = quote.source if quote else None
    if source is None or (source.start is None and source.entity is None):
        return None
    own = {(r.entity or r.name) for r in e.actors}
    return None if (source.entity or source.name) in own else source.name


def _event_item(bench: Bench, e: Event) -> Item:
    document = bench.documents[e.document]
    speaker = _speaker_of(bench, e)
    at = sentence_at(document, e.spans[0])
    status = looked_up("phrases", e.status, e.status.replace("_", " "))
    evidence = Evidence(
        id="",
        text=f"{speaker or bench.labels[e.document]}: {in_marks(clip(unquoted(document.text[at.start : at.end]), _LONG))} ({status})",
        cites=tuple(cite_words(document, s.start, s.end) for s in e.spans[:2] if s.end > s.start),
        origin=bench.origins[e.document],
        reliability="F" if speaker else bench.reliability(e.document),
        kind="information",
        speaker=speaker or bench.labels[e.document],
    )
    return Item(evidence=evidence)
