"""Explanations and counter-arguments -> items of evidence with the ratings that their words bear out."""

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.document import Document
from dragoman.records.findings import Claim, Explanation, Quote
from dragoman.records.harvest import Harvest
from dragoman.records.puzzle import Cite, Evidence
from dragoman.records.spans import Span
from dragoman.records.verdict import VerdictRow
from dragoman.weigh.groups import Group
from dragoman.weigh.lexicon import listed, looked_up
from dragoman.weigh.passages import clip, flat, in_marks, sentence_at, unquoted

MOST_WORDS = 240  # code points of a cite's words; enough to find and to recognise a passage
_MOST_CITES, _MOST_ROWS = 6, 3
_ONE, _SEVERAL = 200, 110  # code points of a passage in an item's text


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What drafting looks things up in. ``names`` are the words for an entity in a document, the first of them."""

    harvests: tuple[Harvest, ...]
    documents: dict[str, Document]
    labels: dict[str, str]
    origins: dict[str, str]
    names: dict[tuple[str, str], str]
    quotes: dict[tuple[str, str], Quote]

    def speaker(self, x: Explanation) -> str:
        """Return who offers an explanation: the one named, else who speaks the words, else the outlet."""
        ref = x.proponent
        if ref is None and x.reported_by:
            quote = self.quotes.get((x.document, x.reported_by))
            ref = quote.source if quote else None
        if ref is None or (ref.start is None and ref.entity is None):
            return self.labels[x.document]
        code = len(ref.name) == 3 and ref.name == ref.country
        return self.names.get((x.document, ref.entity or ""), ref.name) if code else flat(ref.name)

    def is_outlet(self, x: Explanation) -> bool:
        """Whether the outlet itself speaks."""
        return self.speaker(x) == self.labels[x.document]

    def reliability(self, document: str) -> str:
        """Return the draft grade of an outlet that speaks in its own voice."""
        publisher = self.documents[document].publisher
        return looked_up("grades", publisher.standing if publisher else None, "F")

    def sentence(self, x: Explanation) -> str:
        """Return the sentences that a reason stands in, on one line."""
        document = self.documents[x.document]
        at = sentence_at(document, Span(start=min(s.start for s in x.spans), end=max(s.end for s in x.spans)))
        return unquoted(document.text[at.start : at.end])


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A drafted item: the evidence (its id still to come), its ratings as (hypothesis, value), and what they rest on."""

    evidence: Evidence
    values: tuple[tuple[str, str], ...] = ()
    reason: str = ""


def cite_words(document: Document, start: int, end: int, verdict: str | None = None) -> Cite:
    """Return a cite of words, quoted up to MOST_WORDS."""
    words = clip(document.text[start:end], min(MOST_WORDS, end - start))
    return Cite(document=document.id, start=start, end=end, words=words, verdict=verdict)


def cite_row(row: VerdictRow) -> Cite:
    """Return a cite of a table row."""
    return Cite(row=row.row, source=row.source, agrees=row.agrees)


def cite_explanations(bench: Bench, offered: Sequence[Explanation]) -> tuple[Cite, ...]:
    """Return cites of the words of some explanations, in text order."""
    ordered = sorted(offered, key=lambda x: (x.document, x.spans[0].start))
    spans = dict.fromkeys((x.document, s.start, s.end) for x in ordered for s in x.spans)
    return tuple(cite_words(bench.documents[d], start, end) for d, start, end in list(spans)[:_MOST_CITES])


def cite_claim(bench: Bench, claim: Claim) -> tuple[Cite, ...]:
    """Return cites of a claim's words with its verdict and of the first rows that the verdict rests on."""
    verdict = claim.verdict
    if verdict is None:
        return ()
    words = [cite_words(bench.documents[claim.document], s.start, s.end, verdict.label) for s in claim.spans[:1] if s.end > s.start]
    return (*words, *(cite_row(r) for r in verdict.rows[:_MOST_ROWS]))


def draft_sides(bench: Bench, group: Group, hypothesis: str) -> list[Item]:
    """Return who offers a hypothesis, an item a speaker, and who argues against it."""
    items = []
    for speaker, said in _by_speaker(bench, group.side("for")):
        markers = ", ".join(dict.fromkeys(f"“{clip(x.marker, 40)}”" for x in said))
        items.append(_argue(bench, said, ((hypothesis, "C"),), f"{speaker} offers this explanation ({markers})"))
    for speaker, said in _by_speaker(bench, group.side("against")):
        markers = ", ".join(dict.fromkeys(f"“{clip(x.marker, 40)}”" for x in said))
        items.append(_argue(bench, said, ((hypothesis, "I"),), f"{speaker} argues against this explanation ({markers})"))
    return items


def draft_counters(bench: Bench, group: Group, hypotheses: int) -> list[Item]:
    """Return what stands against every hypothesis: an item a speaker; facts (pacts, shares) one each, with what the tables say."""
    facts = listed("grouping", "facts")
    values = tuple((f"h{n}", "I") for n in range(1, hypotheses + 1))
    items = []
    for speaker, said in _by_speaker(bench, [x for x in group.members if x.marker_class not in facts]):
        items.append(_argue(bench, said, values, f"{speaker} argues against the whole ({_first_marker(said)})"))
    for x in group.members:
        if x.marker_class in facts:
            reason = f"{bench.speaker(x)} sets this against the whole ({_first_marker([x])})"
            items.append(_argue(bench, [x], values, reason, kind="information"))
    return items


def _first_marker(said: Sequence[Explanation]) -> str:
    return f"“{clip(said[0].marker, 40)}”"


def _by_speaker(bench: Bench, members: Sequence[Explanation]) -> list[tuple[str, list[Explanation]]]:
    found: dict[tuple[str, str], list[Explanation]] = {}
    for x in sorted(members, key=lambda x: (x.document, x.spans[0].start)):
        found.setdefault((bench.speaker(x), bench.origins[x.document]), []).append(x)
    return [(speaker, said) for (speaker, _), said in found.items()]


def _argue(bench: Bench, said: Sequence[Explanation], values: tuple[tuple[str, str], ...], reason: str, kind: str = "judgement") -> Item:
    """Return one item of what a speaker says; claims among the words bring their verdicts along."""
    first = said[0]
    passages = [clip(p, _ONE if len(said) == 1 else _SEVERAL) for p in dict.fromkeys(bench.sentence(x) for x in said)]
    claims = [c for x in said for c in _claims_in(bench, x)]
    evidence = Evidence(
        id="",
        text=f"{bench.speaker(first)}: {'; '.join(map(in_marks, passages[:4]))}",
        cites=tuple(dict.fromkeys((*cite_explanations(bench, said), *(cite for c in claims for cite in cite_claim(bench, c))))),
        origin=bench.origins[first.document],
        reliability=bench.reliability(first.document) if bench.is_outlet(first) else "F",
        credibility=grade_claims(claims) if kind == "information" else "6",
        kind=kind,
        speaker=bench.speaker(first),
    )
    return Item(evidence=evidence, values=values, reason=reason)


def _claims_in(bench: Bench, x: Explanation) -> list[Claim]:
    """Return the checked claims whose words stand within an explanation's, scenery left out."""
    scenery = listed("claims", "scenery")
    claims = next((h.findings.claims for h in bench.harvests if h.document.id == x.document), ())
    return [
        c
        for c in claims
        if c.verdict is not None and c.type not in scenery and any(s.start <= c.spans[0].start and c.spans[0].end <= s.end for s in x.spans)
    ]


def grade_claims(claims: Sequence[Claim]) -> str:
    """Return the draft credibility of words by the verdicts on the claims in them: the worst one known, 6 where none is."""
    grades = [looked_up("claims", c.verdict.label, "6") for c in claims if c.verdict is not None]
    return max((g for g in grades if g != "6"), default="6")
