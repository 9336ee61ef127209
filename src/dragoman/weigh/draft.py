"""Harvests -> a drafted puzzle: the machine proposes, and says of each rating what it rests on.

Hypotheses are the groups of explanations of one matter; items of evidence are who offers and who opposes them, counter-arguments
against all of them, checked claims, and reported events that concern the parties. Only what the words say outright is rated: an
explanation fits the hypothesis that it offers (C), an argument speaks against what it argues against (I). The rest is left open.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from dragoman.records.document import Document
from dragoman.records.findings import Explanation, Finding, Visit
from dragoman.records.harvest import Harvest
from dragoman.records.maker import MAKER
from dragoman.records.puzzle import MACHINE, Evidence, Hypothesis, Puzzle, Rating, Source
from dragoman.weigh.facts import draft_claims, draft_events
from dragoman.weigh.groups import Group, group_explanations
from dragoman.weigh.items import Bench, Item, cite_explanations, draft_counters, draft_sides
from dragoman.weigh.origins import find_origins
from dragoman.weigh.passages import clip, flat, fold_words, sentence_at, telling_words

Key = tuple[str, str]
F = TypeVar("F", bound=Finding)
_LOOSE = "Draft: all explanations answer one question, though the text ties them to no one event. Strike those that do not."
_EPOCH = "1970-01-01"


def draft_puzzle(
    harvests: Sequence[Harvest],
    *,
    question: str | None = None,
    as_of: str | None = None,
    day: str | None = None,
    subject: frozenset[Key] | None = None,
) -> Puzzle:
    """Return a puzzle with draft ratings.

    Args:
        harvests: what was read, one a document; copies of one text count once.
        question: what is asked; a question is made of the subject where it is left out.
        as_of: ISO day of the puzzle; the latest document's where left out.
        day: ISO day on which it is drafted, the date of its ratings; ``as_of`` where left out.
        subject: (document, id) of the visits and events that are asked about; the one that most explanations explain where left out.
    """
    distinct = list({h.document.id: h for h in reversed(harvests)}.values())[::-1]
    bench = _set_bench(distinct)
    when = as_of or max((d.published[:10] for d in bench.documents.values() if d.published), default=None)
    keys = subject if subject is not None and _explained(distinct, subject) else _find_subject(distinct, question)
    groups = group_explanations(_explained(bench.harvests, keys) if keys else _all(bench.harvests), bench.documents)
    offered = [g for g in groups if g.side("for")]
    items = [
        *(item for n, g in enumerate(offered, 1) for item in draft_sides(bench, g, f"h{n}")),
        *(item for g in groups if not g.side("for") for item in draft_counters(bench, g, len(offered))),
    ]
    items.extend(draft_claims(bench, _cited(items)))
    items.extend(draft_events(bench, keys, _cited(items)))
    evidence, ratings = _number(items, day or when or _EPOCH)
    return Puzzle(
        question=question or _ask(distinct, keys),
        title=_name(distinct),
        as_of=when,
        maker=MAKER,
        sources=tuple(_source(bench, d) for d in bench.documents.values()),
        hypotheses=tuple(_hypothesis(bench, g, f"h{n}") for n, g in enumerate(offered, 1)),
        assumptions=(_LOOSE,) if len(offered) > 1 and not keys else (),
        evidence=evidence,
        ratings=ratings,
    )


def _set_bench(harvests: Sequence[Harvest]) -> Bench:
    documents = {h.document.id: h.document for h in harvests}
    origins = find_origins(list(documents.values()))
    names = {(h.document.id, m.entity): m.text for h in harvests for m in reversed(h.findings.mentions) if m.entity}
    return Bench(
        harvests=_drop_copies(harvests, origins),
        documents=documents,
        labels=_label(harvests),
        origins=origins,
        names=names,
        quotes={(q.document, q.id): q for h in harvests for q in h.findings.quotes},
    )


def _drop_copies(harvests: Sequence[Harvest], origins: dict[str, str]) -> tuple[Harvest, ...]:
    """Take from each copy what stands in the fullest text of its origin too, so that a sentence is drafted once."""
    fullest: dict[str, Harvest] = {}
    for h in sorted(harvests, key=lambda h: (-len(h.findings.explanations), origins[h.document.id] != h.document.id, h.document.id)):
        fullest.setdefault(origins[h.document.id], h)
    texts = {origin: fold_words(h.document.text) for origin, h in fullest.items()}
    return tuple(h if fullest[origins[h.document.id]] is h else _keep_own(h, texts[origins[h.document.id]]) for h in harvests)


def _keep_own(harvest: Harvest, elsewhere: str) -> Harvest:
    """Return a copy's harvest with only those findings whose sentences do not stand elsewhere."""

    def keep(findings: Iterable[F]) -> tuple[F, ...]:
        return tuple(f for f in findings if fold_words(_sentence_of(harvest.document, f)) not in elsewhere)

    f = harvest.findings
    own = replace(f, explanations=keep(f.explanations), claims=keep(f.claims), events=keep(f.events))
    return replace(harvest, findings=own)


def _sentence_of(document: Document, finding: Finding) -> str:
    at = sentence_at(document, finding.spans[0])
    return document.text[at.start : at.end]


def _label(harvests: Sequence[Harvest]) -> dict[str, str]:
    """Name each document by its publisher, else its title; a number tells doubles apart."""
    labels: dict[str, str] = {}
    for n, h in enumerate(harvests, 1):
        d = h.document
        plain = "the article" if len(harvests) == 1 else f"“{clip(d.title, 40)}”" if d.title else f"article {n}"
        name = d.publisher.name if d.publisher else plain
        labels[d.id] = f"{name} ({n})" if name in labels.values() else name
    return labels


def _all(harvests: Iterable[Harvest]) -> list[Explanation]:
    return [x for h in harvests for x in h.findings.explanations]


def _explained(harvests: Iterable[Harvest], keys: frozenset[Key]) -> list[Explanation]:
    return [x for x in _all(harvests) if x.of and (x.document, x.of) in keys]


def _find_subject(harvests: Sequence[Harvest], question: str | None) -> frozenset[Key]:
    """Return the visit or event that is asked about, with the same visit of other documents; empty where none is explained.

    It is the one that shares most telling words with the question; among equals, the one that most explanations explain.
    """
    counts: dict[Key, int] = {}
    for x in _all(harvests):
        if x.of:
            counts[x.document, x.of] = counts.get((x.document, x.of), 0) + 1
    if not counts:
        return frozenset()
    texts = {(f.document, f.id): f.text for h in harvests for f in (*h.findings.visits, *h.findings.events)}
    asked = telling_words(question or "")
    lead = max(counts, key=lambda key: (len(asked & telling_words(texts.get(key, ""))), counts[key]))
    visits = {(v.document, v.id): v for h in harvests for v in h.findings.visits}
    if lead not in visits:
        return frozenset({lead})
    return frozenset({lead, *(key for key, v in visits.items() if _is_same(v, visits[lead]))})


def _is_same(a: Visit, b: Visit) -> bool:
    """Whether two documents tell of visits of one visitor to a common country."""
    same = (a.visitor.entity or flat(a.visitor.name)) == (b.visitor.entity or flat(b.visitor.name))
    return same and a.document != b.document and bool({s.country for s in a.stops if s.country} & {s.country for s in b.stops})


def _ask(harvests: Sequence[Harvest], keys: frozenset[Key]) -> str:
    """Return the question: the article's own where its title asks one, else what is behind the subject."""
    for h in harvests:
        asked = [part for part in (h.document.title or "").split(": ") if part.rstrip().endswith("?")]
        if asked:
            return flat(asked[-1])
    told = {(f.document, f.id): f for h in harvests for f in (*h.findings.visits, *h.findings.events)}
    found = next((told[key] for key in sorted(keys) if key in told), None)
    if found is None:
        title = _name(harvests)
        return f"What explains what “{title}” reports?" if title else "What explains what is reported?"
    return f"What is behind this: “{clip(found.text, 110)}”?"


def _name(harvests: Sequence[Harvest]) -> str:
    return next((clip(h.document.title, 120) for h in harvests if h.document.title), "")


def _source(bench: Bench, d: Document) -> Source:
    return Source(
        id=d.id,
        label=bench.labels[d.id],
        path=d.url or d.source,
        published=d.published,
        origin=bench.origins[d.id],
        standing=d.publisher.standing if d.publisher else None,
        length=len(d.text),
    )


def _hypothesis(bench: Bench, group: Group, ident: str) -> Hypothesis:
    offered = group.side("for")
    by = dict.fromkeys(bench.speaker(x) for x in sorted(offered, key=lambda x: x.spans[0].start))
    return Hypothesis(id=ident, text=group.text, theme=group.theme, proponents=tuple(by), cites=cite_explanations(bench, offered))


def _cited(items: Sequence[Item]) -> set[tuple[str | None, int | None, int | None]]:
    return {(c.document, c.start, c.end) for i in items for c in i.evidence.cites}


def _number(items: Sequence[Item], day: str) -> tuple[tuple[Evidence, ...], tuple[Rating, ...]]:
    """Return the evidence with ids e1, e2, ... and the draft ratings of it."""
    evidence = tuple(replace(item.evidence, id=f"e{n}") for n, item in enumerate(items, 1))
    ratings = tuple(
        Rating(evidence=e.id, hypothesis=h, value=value, rater=MACHINE, date=day, reason=item.reason, draft=True)
        for e, item in zip(evidence, items, strict=True)
        for h, value in item.values
    )
    return evidence, ratings
