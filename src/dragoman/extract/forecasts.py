"""Forecasts: who holds what to come, in which words of likelihood, on what condition.

A forecast is a statement about what will come that somebody makes as a judgement. A plan, a schedule, a promise of one's own
and what is allowed are none; a bare "will" or "may" counts only in a text on public affairs. The likelihood phrase is kept
verbatim; a range of probability stands only where a named scale has the phrase as it is (see ``likelihood.range_of``).
"""

from collections.abc import Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from dragoman.extract.clauses import clause_span, is_first_person, ref_of, span_of
from dragoman.extract.dates import find_dates
from dragoman.extract.due import find_due
from dragoman.extract.grammar import child
from dragoman.extract.judgement import Scene, find_condition, is_agent, is_forecast
from dragoman.extract.likelihood import Hedge, find_hedges, interpretation_of, range_of, words
from dragoman.extract.topic import is_political
from dragoman.extract.voices import Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Forecast, Quote
from dragoman.records.maker import MAKER
from dragoman.records.spans import Ref, Span

_CONFIDENCE = {"infinitive": 0.85, "impersonal": 0.85, "adverb": 0.75, "noun": 0.7, "verb": 0.7, "modal": 0.55}
_SILENT = frozenset({"caption", "boilerplate", "dateline"})


def find_forecasts(doc: Doc, document: Document, cast: Cast, quotes: Sequence[Quote]) -> tuple[Forecast, ...]:
    """Return the forecasts of a document in text order, with ids f1, f2, ...

    Args:
        doc: the parse of ``document.text``.
        document: gives the outlet, to which words outside of quotes belong.
        cast: whom names and pronouns mean.
        quotes: whose words stand where.
    """
    scene = Scene(document, cast, Voices(document, quotes))
    political = is_political(doc)
    best: dict[int, Hedge] = {}
    for hedge in find_hedges(doc):
        if hedge.form == "modal" and not political:
            continue  # how-to and science texts say "will" and "may" of what is always so
        if scene.voices.kind_at(hedge.words[0].idx) not in _SILENT and is_forecast(hedge, scene):
            other = best.get(hedge.head.i)
            if other is None or _CONFIDENCE[hedge.form] > _CONFIDENCE[other.form]:
                best[hedge.head.i] = hedge
    if not best:
        return ()
    scene = replace(scene, dates=find_dates(document.text, document.published))
    ordered = sorted(_without_nested(list(best.values())), key=lambda h: h.words[0].i)
    found = [f for f in (_forecast(hedge, scene) for hedge in ordered) if not _is_nobodys(f)]
    return tuple(replace(f, id=f"f{n}") for n, f in enumerate(found, 1))


def _is_nobodys(forecast: Forecast) -> bool:
    """Whether all that is known of the forecaster is a pronoun that nothing resolves: such a forecast can be held against nobody."""
    who = forecast.forecaster
    return who is not None and who.entity is None and who.name.lower() in words()["pronouns"]["nobody"]


def _without_nested(hedges: list[Hedge]) -> list[Hedge]:
    """Leave out a hedge that only words another's proposition ("it is likely that prices will rise" is one forecast)."""
    heads = {h.head.i for h in hedges if h.form != "modal"}
    wholes = {h.whole.i for h in hedges if h.form == "infinitive"}
    return [h for h in hedges if h.form != "modal" or h.head.i not in wholes | heads]


def _forecast(hedge: Hedge, scene: Scene) -> Forecast:
    text = scene.document.text
    phrase = span_of(hedge.words, hedge.words[-1])
    if hedge.words[0].pos_ == "PUNCT":
        phrase = Span(start=hedge.words[0].idx, end=phrase.end)
    proposition = scene.voices.clip(clause_span(hedge.whole, own_conjuncts=False), phrase.start)
    forecaster, quote = _forecaster(hedge, scene)
    condition = find_condition(hedge)
    known = range_of(text[phrase.start : phrase.end])
    cover = (
        scene.voices.clip(clause_span(hedge.words[-1], own_conjuncts=False), phrase.start)
        if hedge.form in ("impersonal", "verb")
        else proposition
    )
    start, end = min(proposition.start, phrase.start, cover.start), max(proposition.end, phrase.end)
    return Forecast(
        document=scene.document.id,
        id="f",
        spans=(Span(start=start, end=end),),
        text=text[start:end],
        maker=MAKER,
        confidence=_CONFIDENCE[hedge.form],
        reported_by=quote,
        proposition=proposition,
        forecaster=forecaster,
        phrase=text[phrase.start : phrase.end],
        phrase_span=phrase,
        p=(known.low, known.high) if known else None,
        scale=known.scale if known else None,
        condition=condition,
        due=find_due(hedge, proposition, condition, scene.dates, scene.document.published),
        interpretation=interpretation_of(text[phrase.start : phrase.end]),
    )


def _is_comment(head: Token) -> bool:
    """Whether a clause is the writer's comment on what was said: ", which most likely means"."""
    if head.dep_ == "advcl:relcl":
        return True
    subject = child(head, "nsubj")
    before = head.doc[subject.i - 1] if subject is not None and subject.i else None
    return head.dep_ == "acl:relcl" and subject is not None and subject.lower_ == "which" and before is not None and before.text == ","


def _forecaster(hedge: Hedge, scene: Scene) -> tuple[Ref | None, str | None]:
    start = hedge.words[0].idx
    speaker, quote = scene.voices.speaker_at(start)
    if quote is not None and scene.voices.is_indirect(start) and _is_comment(hedge.whole):
        return scene.voices.outlet(), None
    holder = hedge.words[-1] if hedge.form == "verb" else hedge.whole.head if hedge.whole.dep_ == "ccomp" else None
    if holder is not None and (hedge.form == "verb" or holder.lemma_ in words()["verbs"]["hold"]):
        subject = child(holder, "nsubj")
        known = hedge.form == "verb" or is_agent(subject, scene.cast)
        if subject is not None and known and not is_first_person(subject) and subject.lower_ not in ("who", "that", "which"):
            whom = ref_of(subject, scene.cast)
            return whom, quote
    return speaker, quote
