"""Forecasts: who holds what to come, in which words of likelihood, on what condition.

A forecast is a statement about what will come that somebody makes as a judgement. A plan, a schedule, a promise of one's own
and what is allowed are none; a bare "will" or "may" counts only in a text on public affairs. The likelihood phrase is kept
verbatim; a range of probability stands only where a named scale has the phrase as it is (see ``likelihood.range_of``).
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.clauses import clause_span, is_first_person, is_same, ref_of, span_of
from dragoman.extract.dates import FoundDate, dates_between, find_dates, parse_day
from dragoman.extract.grammar import auxiliaries, child, children, negation, subjects
from dragoman.extract.likelihood import Hedge, find_hedges, interpretation_of, range_of, words
from dragoman.extract.topic import is_political
from dragoman.extract.voices import Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Forecast, Quote
from dragoman.records.maker import MAKER
from dragoman.records.spans import DateRange, Ref, Span

_CONFIDENCE = {"infinitive": 0.85, "impersonal": 0.85, "adverb": 0.75, "noun": 0.7, "verb": 0.7, "modal": 0.55}
_AGENTS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_AGENT_ANCHORS = frozenset({"person", "state", "government", "organisation", "group", "office"})
_SILENT = frozenset({"caption", "boilerplate", "dateline"})
_CLAUSES_UNDER = frozenset({"acl", "acl:relcl", "advcl", "advcl:relcl", "appos", "parataxis", "csubj"})
_HUMAN = frozenset({"he", "she", "they", "who", "you", "one", "everyone", "anyone", "someone", "nobody"})


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules look at beside the parse."""

    document: Document
    cast: Cast
    voices: Voices
    dates: tuple[FoundDate, ...] = ()


def find_forecasts(doc: Doc, document: Document, cast: Cast, quotes: Sequence[Quote]) -> tuple[Forecast, ...]:
    """Return the forecasts of a document in text order, with ids f1, f2, ...

    Args:
        doc: the parse of ``document.text``.
        document: gives the outlet, to which words outside of quotes belong.
        cast: whom names and pronouns mean.
        quotes: whose words stand where.
    """
    scene = _Scene(document, cast, Voices(document, quotes))
    political = is_political(doc)
    best: dict[int, Hedge] = {}
    for hedge in find_hedges(doc):
        if hedge.form == "modal" and not political:
            continue  # how-to and science texts say "will" and "may" of what is always so
        if scene.voices.kind_at(hedge.words[0].idx) not in _SILENT and _is_forecast(hedge, scene):
            other = best.get(hedge.head.i)
            if other is None or _CONFIDENCE[hedge.form] > _CONFIDENCE[other.form]:
                best[hedge.head.i] = hedge
    if not best:
        return ()
    scene = replace(scene, dates=find_dates(document.text, document.published))
    ordered = sorted(_without_nested(list(best.values())), key=lambda h: h.words[0].i)
    return tuple(_forecast(hedge, f"f{n}", scene) for n, hedge in enumerate(ordered, 1))


def _without_nested(hedges: list[Hedge]) -> list[Hedge]:
    """Leave out a hedge that only words another's proposition ("it is likely that prices will rise" is one forecast)."""
    heads = {h.head.i for h in hedges if h.form != "modal"}
    wholes = {h.whole.i for h in hedges if h.form == "infinitive"}
    return [h for h in hedges if h.form != "modal" or h.head.i not in wholes | heads]


def _is_forecast(hedge: Hedge, scene: _Scene) -> bool:
    if hedge.head.sent.text.rstrip("”\"' \n").endswith("?") or _is_question(hedge.whole):
        return False
    if _looks_back(hedge.head) or _is_own_promise(hedge, scene) or _is_disbelieved(hedge.whole):
        return False
    if hedge.form == "modal":
        return _is_predicted(hedge, scene)
    if hedge.form == "adverb":
        return _is_weighed(hedge)
    if hedge.form == "infinitive":
        return _is_judged(hedge, scene)
    if hedge.form == "impersonal":
        return not _is_told_past(hedge.words[-1], scene) and (_is_future(hedge.head) or not _is_past(hedge.head))
    if hedge.form == "verb":
        return not _is_told_past(hedge.words[-1], scene) and (_is_future(hedge.head) or hedge.head.tag_ == "VB")
    return True


def _is_disbelieved(head: Token) -> bool:
    """Whether the clause is asked about or denied by what governs it ("does not believe that", "doubts that", "why", "whether")."""
    if any(
        c.lower_ in ("why", "how", "whether", "what", "who", "when", "where") and c.i < head.i
        for c in children(head, "advmod", "mark", "obj", "nsubj")
    ):
        return True
    governor = head.head
    return (
        head.dep_ == "ccomp" and governor.i != head.i and (negation(governor) is not None or governor.lemma_ in words()["verbs"]["doubt"])
    )


def _is_weighed(hedge: Hedge) -> bool:
    """Whether an adverb weighs what will come: a future predicate, or a present one that names a consequence."""
    head, lists = hedge.head, words()
    if _is_future(head):
        modal = next((a.lower_ for a in auxiliaries(head) if a.tag_ == "MD"), "")
        return modal not in lists["modals"]["would"] or _condition(hedge) is not None or hedge.words[-1].lower_ not in ("perhaps", "maybe")
    return head.tag_ in ("VBZ", "VBP") and head.lemma_ in lists["verbs"]["consequence"]


def _is_question(head: Token) -> bool:
    subject = child(head, "nsubj", "nsubj:pass")
    first = child(head, "aux", "cop")
    return (
        subject is not None
        and first is not None
        and first.i < subject.i
        and not any(t.lower_ in ("nor", "neither", "only") for t in head.lefts)
    )


def _looks_back(head: Token) -> bool:
    """Whether the predicate is perfect ("may have known", "would have won"), which tells of the past."""
    aux = [a.lower_ for a in auxiliaries(head)]
    return "have" in aux and head.tag_ in ("VBN", "VBD", "JJ", "NN", "VB")


def _is_past(head: Token) -> bool:
    aux = auxiliaries(head)
    first = aux[0] if aux else head
    return first.tag_ in ("VBD", "VBN")


def _is_told_past(trigger: Token, scene: _Scene) -> bool:
    """Whether the likelihood itself lies in the past ("was likely to"); inside a quote that is only the tense of reporting."""
    return _is_past(trigger) and scene.voices.quote_at(trigger.idx) is None


def _is_future(head: Token) -> bool:
    aux = auxiliaries(head)
    modal = next((a.lower_ for a in aux if a.tag_ == "MD"), None)
    if modal is None:
        return head.lemma_ == "go" and child(head, "xcomp") is not None
    modals = words()["modals"]
    return any(modal in modals[k] for k in ("will", "may", "would"))


def _subject(hedge: Hedge) -> Token | None:
    found = subjects(hedge.whole) or subjects(hedge.head)
    return found[0] if found else None


def _is_agent(subject: Token | None, cast: Cast) -> bool:
    """Whether a subject decides its own acts: a person, a state, an organisation, a group."""
    if subject is None:
        return False
    if subject.lower_ in _HUMAN or is_first_person(subject) or subject.ent_type_ in _AGENTS:
        return True
    anchor = cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    return (anchor is not None and anchor.type in _AGENT_ANCHORS) or subject.lemma_.lower() in words()["agents"]["nouns"]


def _is_own_promise(hedge: Hedge, scene: _Scene) -> bool:
    """Whether a speaker tells what he himself will do; a likelihood word beside it makes it a judgement all the same."""
    subject = _subject(hedge)
    if subject is None:
        return hedge.form == "modal"
    if is_first_person(subject) or any(is_first_person(s) for s in children(hedge.whole, "nsubj")):
        return hedge.form in ("modal", "adverb") or hedge.words[-1].lower_ in words()["predicates"]["scheduled"]
    if hedge.form != "modal":
        return False
    speaker, quote = scene.voices.speaker_at(hedge.words[0].idx)
    if quote is None:
        return False
    if is_same(speaker, ref_of(subject, scene.cast)):
        return True
    anchored = scene.cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    return subject.lower_ in ("he", "she", "they") and anchored is None


def _is_predicted(hedge: Hedge, scene: _Scene) -> bool:
    """Whether a bare modal predicts: not a schedule, not a permission, not an ability, not a promise."""
    head, modal = hedge.head, hedge.words[0].lower_
    if hedge.whole.dep_ in ("acl:relcl", "advcl", "advcl:relcl", "csubj", "acl", "nmod") or _inside_condition(hedge.whole):
        return False
    lists, subject = words(), _subject(hedge)
    if _asks_within(hedge.whole) or (hedge.whole.dep_ == "conj" and child(hedge.whole, "nsubj", "nsubj:pass", "expl") is None):
        return False  # a bare conjunct belongs to the forecast before it
    if (
        subject is None
        or (modal not in lists["modals"]["may"] and head.pos_ == "VERB" and subject.lemma_.lower() in lists["programme"]["nouns"])
        or is_first_person(subject)
        or subject.lower_ in ("you", "one", "who", "which", "that", "what")
    ):
        return False
    if modal in lists["modals"]["would"]:
        return _condition(hedge) is not None and head.lemma_ not in lists["ability"]["verbs"]
    if modal in lists["modals"]["may"]:
        return _is_epistemic(hedge, subject, scene)
    return _is_foretold(hedge, subject, scene)


def _asks_within(head: Token) -> bool:
    """Whether the clause opens with a question word or a relative ("how far it could go", "whose interests might clash")."""
    return any(t.tag_ in ("WDT", "WP", "WP$", "WRB") for t in head.doc[head.left_edge.i : head.left_edge.i + 2] if t.i < head.i)


def _inside_condition(head: Token) -> bool:
    mark = child(head, "mark")
    return mark is not None and mark.lower_ in words()["condition"]["marks"] | {"when", "before", "after", "while"}


def _is_epistemic(hedge: Hedge, subject: Token, scene: _Scene) -> bool:
    head, modal = hedge.head, hedge.words[0].lower_
    lists = words()
    if head.lemma_ in lists["deontic"]["verbs"] or (
        modal == "could" and (head.lemma_ in lists["ability"]["verbs"] or negation(head) is not None)
    ):
        return False
    if head.pos_ != "VERB" or head.lemma_ in lists["verbs"]["stative"]:
        return False  # "might be the reason" and "may lie in" weigh what is, not what comes
    if child(head, "aux:pass") is not None and modal in ("may", "could") and _condition(hedge) is None:
        return False
    # "could" beside an agent tells as often what one was able to do; a condition settles it.
    if _is_agent(subject, scene.cast) and (modal == "could" or negation(head) is not None) and _condition(hedge) is None:
        return False
    return hedge.head.dep_ in ("ROOT", "conj", "ccomp", "parataxis")


def _is_foretold(hedge: Hedge, subject: Token, scene: _Scene) -> bool:
    head, lists = hedge.head, words()
    speaker, quote = scene.voices.speaker_at(hedge.words[0].idx)
    if head.lemma_ in lists["schedule"]["verbs"] and _condition(hedge) is None:
        return _is_guessed(hedge, scene)
    if head.lemma_ in lists["verbs"]["duty"]:
        return False
    if quote is None and child(head, "aux:pass") is not None and _condition(hedge) is None:
        return False  # "the results will be published on Friday"
    if head.ent_type_ == "DATE" or (quote is None and subject.lower_ == "it"):
        return False  # "the vote will be on Monday"; what "it" is, a reader would have to guess
    if not _is_agent(subject, scene.cast):
        return True
    if quote is None:
        return _condition(hedge) is not None
    if head.lemma_ in lists["commitment"]["verbs"]:
        return False
    whom = ref_of(subject, scene.cast)
    return speaker is None or whom.country is None or whom.country != speaker.country


def _is_guessed(hedge: Hedge, scene: _Scene) -> bool:
    """Whether the quote's cue says that its words are a guess ("reports suggested", "analysts believe")."""
    quote = scene.voices.quote_at(hedge.words[0].idx)
    if quote is None or quote.cue is None:
        return False
    cue = scene.document.text[quote.cue.start : quote.cue.end].lower().split()
    return any(w in words()["cues"]["guess"] for w in cue)


def _is_judged(hedge: Hedge, scene: _Scene) -> bool:
    """Whether "set to", "expected to", "due to" and the like judge rather than report a programme."""
    trigger = hedge.words[-1].lower_
    if trigger == "bound" and any(c.lower_ in words()["predicates"]["duty_adverbs"] for c in hedge.whole.children):
        return False
    if _is_told_past(hedge.whole, scene) and child(hedge.whole, "cop", "aux:pass", "aux") is not None:
        return False
    if hedge.words[0].lower_ in ("more", "less") and hedge.head.lemma_ in words()["verbs"]["surveyed"]:
        return False
    if trigger not in words()["predicates"]["scheduled"]:
        return True
    if trigger == "due" or _is_past(hedge.whole):
        return False
    if trigger == "set" and hedge.whole.dep_ not in ("ROOT", "conj", "ccomp", "acl:relcl"):
        return False
    planned = hedge.head.lemma_ in words()["schedule"]["verbs"]
    if trigger == "expected" and any(a.lower_ in ("be", "being") for a in auxiliaries(hedge.whole)):
        return False
    return not planned


def _condition(hedge: Hedge) -> Span | None:
    """Return what the proposition hangs on: an "if" clause, or a hypothetical event as its subject."""
    marks = words()["condition"]["marks"]
    for top in dict.fromkeys((hedge.whole, hedge.head, *list(hedge.whole.ancestors)[:2])):
        for c in children(top, "advcl"):
            mark = child(c, "mark")
            if mark is not None and mark.lower_ in marks and not {t.i for t in c.subtree} & {hedge.head.i}:
                return span_of(list(c.subtree), c)
            first = child(c, "aux", "cop")
            if first is not None and first.lower_ in ("should", "were", "had") and first.i == c.left_edge.i:
                return span_of(list(c.subtree), c)
    subject = _subject(hedge)
    if subject is None or subject.lemma_.lower() not in words()["hypothetical"]["nouns"]:
        return None
    if any(t.dep_ in ("det", "nmod:poss", "advmod") and t.lower_ in words()["hypothetical"]["definite"] for t in subject.children):
        return None
    return clause_span(subject)


def _due(hedge: Hedge, span: Span, condition: Span | None, scene: _Scene) -> DateRange | None:
    """Return the first date of the predicate itself (not of a clause under it) that does not lie before the day of publication."""
    day = parse_day(scene.document.published)
    for found in dates_between(scene.dates, span.start, span.end):
        if condition is not None and condition.start <= found.start < condition.end:
            continue
        if not _dates_predicate(hedge, found):
            continue
        end = parse_day(found.ahead.end)
        if end is not None and (day is None or end >= day):
            return found.ahead
    return None


def _dates_predicate(hedge: Hedge, found: FoundDate) -> bool:
    words_ = hedge.head.doc.char_span(found.start, found.end, alignment_mode="expand")
    if words_ is None:
        return False
    node = words_.root
    for _ in range(12):
        if node.i in (hedge.head.i, hedge.whole.i):
            return True
        if node.dep_ in _CLAUSES_UNDER or node.head.i == node.i:
            return False
        node = node.head
    return False


def _forecast(hedge: Hedge, number: str, scene: _Scene) -> Forecast:
    text = scene.document.text
    phrase = span_of(hedge.words, hedge.words[-1])
    if hedge.words[0].pos_ == "PUNCT":
        phrase = Span(start=hedge.words[0].idx, end=phrase.end)
    proposition = scene.voices.clip(clause_span(hedge.whole, own_conjuncts=False), phrase.start)
    forecaster, quote = _forecaster(hedge, scene)
    condition = _condition(hedge)
    known = range_of(text[phrase.start : phrase.end])
    cover = (
        scene.voices.clip(clause_span(hedge.words[-1], own_conjuncts=False), phrase.start)
        if hedge.form in ("impersonal", "verb")
        else proposition
    )
    start, end = min(proposition.start, phrase.start, cover.start), max(proposition.end, phrase.end)
    return Forecast(
        document=scene.document.id,
        id=number,
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
        due=_due(hedge, proposition, condition, scene),
        interpretation=interpretation_of(text[phrase.start : phrase.end]),
    )


def _forecaster(hedge: Hedge, scene: _Scene) -> tuple[Ref | None, str | None]:
    start = hedge.words[0].idx
    speaker, quote = scene.voices.speaker_at(start)
    if hedge.whole.dep_ == "advcl:relcl" and quote is not None and scene.voices.is_indirect(start):
        return scene.voices.outlet(), None  # ", which most likely means": the writer's comment on what was said
    if hedge.form == "verb":
        subject = child(hedge.words[-1], "nsubj")
        if subject is not None and not is_first_person(subject):
            return ref_of(subject, scene.cast), quote
    return speaker, quote
