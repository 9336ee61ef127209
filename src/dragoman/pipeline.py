"""The whole system on one page: sources in, harvests out.

    source -> read -> clean -> parse -> extract -> link -> check -> brief

Stages are pure; what they need of the outside (model, tables, the day that it is) stands in a ``Kit``.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from spacy.language import Language
from spacy.tokens import Doc

from dragoman.check.outcomes import resolve_outcome
from dragoman.check.suite import check_claim
from dragoman.clean.document import clean_raw
from dragoman.extract.claims import find_claims
from dragoman.extract.events.find import find_events
from dragoman.extract.explanations import find_explanations
from dragoman.extract.forecasts import find_forecasts
from dragoman.extract.mentions import find_mentions
from dragoman.extract.quotes.find import find_quotes
from dragoman.extract.visits.find import find_visits
from dragoman.language.parse import parse_documents, parse_problems
from dragoman.link.cast import link_mentions
from dragoman.link.outlets import name_outlet
from dragoman.records.document import Document, Raw
from dragoman.records.facts import Facts
from dragoman.records.findings import Claim, Findings
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem
from dragoman.weigh.forecast_outcomes import resolve_forecast

TEXTS_AT_ONCE = 32  # parsed together: enough to fill batches of like length, few enough to keep memory flat


@dataclass(frozen=True, slots=True, kw_only=True)
class Kit:
    """What the stages need of the outside. ``today`` and ``as_of`` are ISO days; ``as_of`` None takes each document's date."""

    nlp: Language
    facts: Facts
    today: str
    as_of: str | None = None


def ingest(raws: Iterable[Raw | Problem], kit: Kit) -> Iterator[Harvest | Problem]:
    """Yield a harvest for each text and every problem, in order. One text that fails never stops the others."""
    cleaned = _clean_all(raws)
    while group := list(islice(cleaned, TEXTS_AT_ONCE)):
        parses = parse_documents(kit.nlp, (d for d, _ in group if d is not None and _is_readable(d)))
        for document, problems in group:
            if document is None:
                yield from problems
            elif _is_readable(document):
                yield harvest_document(next(parses), document, kit, problems)
            else:
                yield Harvest(document=document, problems=problems)


def _is_readable(document: Document) -> bool:
    """Whether the model knows the document's language; what it does not know is not half-extracted."""
    return document.language in (None, "en")


def _clean_all(raws: Iterable[Raw | Problem]) -> Iterator[tuple[Document | None, tuple[Problem, ...]]]:
    """Yield cleaned documents; the same text twice is one document and a Problem."""
    seen: dict[str, str] = {}
    for raw in raws:
        if isinstance(raw, Problem):
            yield None, (raw,)
            continue
        document, problems = clean_raw(raw)
        if document is not None and document.id in seen:
            message = f"the same document as {seen[document.id]}: read once"
            problems = (
                *problems,
                Problem(source=raw.source, document=document.id, severity="warning", code="duplicate", message=message, stage="read"),
            )
            document = None
        if document is not None:
            seen[document.id] = document.source
        yield document, problems


def check_claims(doc: Doc, document: Document, kit: Kit) -> tuple[Claim, ...]:
    """Return the claims of one parsed document with their verdicts, and nothing else."""
    cast = link_mentions(doc, document, find_mentions(doc, document, kit.facts), kit.facts)
    claims = find_claims(doc, document, cast, find_quotes(doc, document, cast)[0], kit.facts)
    return tuple(check_claim(c, kit.facts, _as_of(document, kit), kit.today) for c in claims)


def _as_of(document: Document, kit: Kit) -> str | None:
    """The day that verdicts are taken at: what the user says, else the document's own."""
    return kit.as_of or (document.published or "")[:10] or None


def harvest_document(doc: Doc, document: Document, kit: Kit, problems: tuple[Problem, ...] = ()) -> Harvest:
    """Return everything that one parsed document gives."""
    document = name_outlet(document, kit.facts)
    as_of = _as_of(document, kit)
    mentions = find_mentions(doc, document, kit.facts)
    cast = link_mentions(doc, document, mentions, kit.facts)
    quotes, troubles = find_quotes(doc, document, cast)
    events = find_events(doc, document, cast, quotes)
    visits = find_visits(doc, document, cast, events, quotes, kit.facts)
    visits = tuple(resolve_outcome(v, kit.facts, as_of) for v in visits)
    claims = find_claims(doc, document, cast, quotes, kit.facts)
    findings = Findings(
        mentions=cast.mentions,
        quotes=quotes,
        events=events,
        visits=visits,
        claims=tuple(check_claim(c, kit.facts, as_of, kit.today) for c in claims),
        forecasts=tuple(resolve_forecast(f, visits) for f in find_forecasts(doc, document, cast, quotes)),
        explanations=find_explanations(doc, document, cast, quotes, events, visits),
    )
    return Harvest(document=document, findings=findings, problems=(*problems, *parse_problems(doc, document), *troubles))
