"""Explanations: candidate answers to "what is behind this?", who gives them, and what stands against them.

A reason marked by a connective counts where it explains an act of public affairs; wordings without one (what an actor wants,
what matters, what stands in the way) count only beside a question or a visit to explain. Like explanations share a theme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Sentence

from dragoman.extract.arguments import argues_against, find_concession, find_desires, find_framed, find_heading
from dragoman.extract.clauses import FIRST_PERSON
from dragoman.extract.grammar import child, clause_head, subjects
from dragoman.extract.marker_lists import theme_of, words
from dragoman.extract.reasons import Reason, find_marked
from dragoman.extract.topic import Topic, anchor_keys, concerns, find_topic, mentions_any
from dragoman.extract.voices import Acts, Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Event, Explanation, Quote, Visit
from dragoman.records.maker import MAKER

_READ = frozenset({"paragraph", "standfirst", "title", "embed"})
_POLITICAL_TYPES = frozenset({"state", "government", "organisation", "group", "office"})
_NAMES = frozenset({"GPE", "NORP", "ORG", "PERSON"})
_FADE = 3  # sentences for which a counter-argument keeps the ground for those that need one before them


@dataclass(frozen=True, slots=True)
class _Scene:
    """What the rules look at beside the parse."""

    document: Document
    cast: Cast
    voices: Voices
    acts: Acts
    topic: Topic


def find_explanations(
    doc: Doc,
    document: Document,
    cast: Cast,
    quotes: Sequence[Quote],
    events: Sequence[Event],
    visits: Sequence[Visit],
) -> tuple[Explanation, ...]:
    """Return the explanations of a document in text order, with ids x1, x2, ...

    Args:
        doc: the parse of ``document.text``.
        document: gives the outlet, to which words outside of quotes belong.
        cast: whom names and pronouns mean.
        quotes: whose words stand where.
        events: what ``of`` may point to.
        visits: what ``of`` may point to; the main one is what weakly marked reasons explain.
    """
    topic = find_topic(doc, document, cast, events, visits)
    if not topic.political:
        return ()
    scene = _Scene(document, cast, Voices(document, quotes), Acts(events, visits), topic)
    found = [*_marked(doc, scene), *_argued(doc, scene)]
    ordered = sorted(_without_doubles(found), key=lambda r: (r.spans[0].start, r.spans[-1].end))
    return tuple(_explanation(reason, f"x{n}", scene) for n, reason in enumerate(ordered, 1))


def _marked(doc: Doc, scene: _Scene) -> Iterator[Reason]:
    for reason in find_marked(doc):
        if scene.voices.kind_at(reason.at.idx) in _READ and _explains_act(reason, scene):
            yield reason


def _explains_act(reason: Reason, scene: _Scene) -> bool:
    """Whether what a marked reason explains is an act of public affairs rather than how somebody knows or feels."""
    explained = reason.explained
    if explained is None or _asks(reason.at.sent):
        return False
    if scene.acts.at(explained.idx) is not None:
        return not _is_opinion(explained)
    if explained.pos_ in ("NOUN", "PROPN") and child(explained, "cop", "nsubj") is None:
        return explained.lemma_.lower() in words("acts", "nouns")
    predicate = explained if explained.pos_ in ("VERB", "AUX", "ADJ") else clause_head(explained)
    if _is_opinion(predicate):
        return False
    if predicate.pos_ == "ADJ" and not predicate.lower_.endswith("ed") and predicate.lower_ not in words("states", "adjectives"):
        return False
    actors = subjects(predicate)
    if not actors or any(a.lower_ in ("it", "you", "that", "this", "there", "which", "what") for a in actors[:1]):
        return False
    return any(_is_actor(a, scene) for a in actors)


def _asks(sentence: Sentence) -> bool:
    return sentence.text.rstrip("”\"' \n").endswith("?") or sentence.text.lstrip().startswith("QUESTION")


def _is_opinion(predicate: Token) -> bool:
    if predicate.lemma_ in words("not_acts", "verbs"):
        return True
    if predicate.pos_ in ("ADJ", "NOUN", "ADV") and predicate.lower_ in words("not_acts", "predicates"):
        return True
    return predicate.lemma_ in ("be", "have", "do") and predicate.pos_ in ("AUX", "VERB") and child(predicate, "obj", "xcomp") is None


def _names_public(sentence: Sentence) -> bool:
    listed = words("politics", "words") | words("acts", "nouns")
    return any(t.ent_type_ in ("GPE", "NORP") or t.lower_ in listed for t in sentence)


def _is_actor(subject: Token, scene: _Scene) -> bool:
    if subject.ent_type_ in _NAMES or subject.lower_ in words("politics", "words") or subject.lemma_.lower() in words("politics", "words"):
        return True
    if subject.lower_ in FIRST_PERSON:
        return subject.lower_ == "we" and _names_public(subject.sent)
    anchor = scene.cast.anchor_at(subject.idx, subject.idx + len(subject.text))
    if anchor is not None:
        return True
    if subject.pos_ == "PRON":
        return subject.lower_ in ("he", "she", "they") and _names_public(subject.sent)
    return any(t.ent_type_ in _NAMES for t in subject.subtree if t.i <= subject.i) or subject.lemma_.lower() in words("acts", "nouns")


def _argued(doc: Doc, scene: _Scene) -> Iterator[Reason]:
    """Yield what frames, desires, concessions and headings give, sentence by sentence."""
    starts = {b.start for b in scene.document.blocks}
    before: Sentence | None = None
    against = _FADE + 1  # sentences since the last counter-argument
    section = False
    for sentence in doc.sents:
        first = next((t for t in sentence if not t.is_space), None)
        kind = scene.voices.kind_at(first.idx) if first is not None else ""
        if first is None or kind not in _READ | {"heading"}:
            continue
        if kind == "heading":
            section, before, against = argues_against(sentence.text.strip()), None, _FADE + 1
            heading = find_heading(sentence)
            if heading is not None and _has_topic(scene):
                yield heading
            continue
        if first.idx in starts:
            before = None
        if not _asks(sentence):
            kept = [r for r in _reasons_in(sentence, before, scene) if not r.follows or section or against <= _FADE]
            against = 0 if any(r.stance == "against" for r in kept) else against + 1
            yield from kept
        before = sentence


def _has_topic(scene: _Scene) -> bool:
    return scene.topic.of is not None and bool(scene.topic.targets)


def _reasons_in(sentence: Sentence, before: Sentence | None, scene: _Scene) -> Iterator[Reason]:
    near = _has_topic(scene) and _is_near(sentence, before, scene)
    for reason in find_framed(sentence, before, weak=near):
        if reason.weak or _names_public(sentence):
            yield reason
    if not near:
        return
    concession = find_concession(sentence)
    if concession is not None and mentions_any(sentence.start_char, concession.spans[0].start, scene.topic.actors, scene.cast):
        yield concession
    for reason in find_desires(sentence):
        if _wants_of_target(reason, before, scene):
            yield reason


def _is_near(sentence: Sentence, before: Sentence | None, scene: _Scene) -> bool:
    """Whether a sentence concerns the affair's target, or its actor right after a sentence on the target."""
    aim = replace(scene.topic, actors=frozenset())
    if concerns(sentence, aim, scene.cast):
        return True
    return before is not None and concerns(before, aim, scene.cast)


def _wants_of_target(reason: Reason, before: Sentence | None, scene: _Scene) -> bool:
    """Whether the one who wants is the affair's actor, and what is wanted concerns its target (or the region)."""
    owner, topic = reason.explained, scene.topic
    if owner is None:
        return False
    anchor = scene.cast.anchor_at(owner.idx, owner.idx + len(owner.text))
    speaker, _ = scene.voices.speaker_at(reason.marker.start)
    if anchor is not None:
        if not anchor_keys(anchor) & topic.actors:
            return False
    elif not (owner.lower_ in ("they", "it") and speaker is not None):
        return False
    sentence = owner.sent
    start = before.start_char if before is not None else sentence.start_char
    return mentions_any(start, sentence.end_char, topic.targets, scene.cast) or concerns(
        sentence, replace(topic, actors=frozenset()), scene.cast
    )


def _without_doubles(reasons: list[Reason]) -> list[Reason]:
    """Keep one of the reasons that say the same: same stance and one's words inside the other's, or the same marker."""
    kept: list[Reason] = []
    for reason in sorted(reasons, key=lambda r: (-r.confidence, r.spans[0].start)):
        if not any(_overlap(reason, k) for k in kept):
            kept.append(reason)
    return kept


def _overlap(a: Reason, b: Reason) -> bool:
    if a.stance != b.stance:
        return a.spans == b.spans
    for s in a.spans:
        for t in b.spans:
            shared = min(s.end, t.end) - max(s.start, t.start)
            if shared > 0 and shared * 2 >= min(s.end - s.start, t.end - t.start):
                return True
    return False


def _explanation(reason: Reason, number: str, scene: _Scene) -> Explanation:
    text, at = scene.document.text, _anchor_of(reason)
    proponent, quote = scene.voices.speaker_at(at)
    spans = (*reason.spans[:-1], scene.voices.clip(reason.spans[-1], at))
    words_ = " … ".join(text[s.start : s.end] for s in spans)
    return Explanation(
        document=scene.document.id,
        id=number,
        spans=spans,
        text=words_,
        maker=MAKER,
        confidence=reason.confidence,
        reported_by=quote,
        of=_of(reason, scene),
        reason=words_,
        proponent=proponent,
        stance=reason.stance,
        marker=text[reason.marker.start : reason.marker.end],
        marker_span=reason.marker,
        marker_class=reason.kind,
        theme=reason.theme or _theme(reason, words_, scene.document),
    )


def _anchor_of(reason: Reason) -> int:
    """Return the offset that tells who explains: the marker's, since "he hopes to" is told by others than "he said he hoped to"."""
    return reason.marker.start


def _theme(reason: Reason, said: str, document: Document) -> str | None:
    """Return the theme of what follows the marker, else of the reason, its sentence, the heading that it stands under."""
    text, sentence = document.text, reason.at.sent
    last = reason.spans[-1]
    after = text[reason.marker.end : last.end] if last.start <= reason.marker.start else ""
    heading = next((b for b in reversed(document.blocks) if b.kind == "heading" and b.end <= last.start), None)
    under = text[heading.start : heading.end] if heading is not None else ""
    return next((t for t in map(theme_of, (after, said, text[sentence.start_char : sentence.end_char], under)) if t), None)


def _of(reason: Reason, scene: _Scene) -> str | None:
    """Return the visit or event that a reason explains: the one in the explained words, else the main visit where it is meant."""
    if reason.explained is not None and not reason.weak:
        act = scene.acts.at(reason.explained.idx)
        if act is not None:
            return act
        sentence: Sentence = reason.at.sent
        if scene.topic.of is not None and _meets_both(sentence, scene):
            return scene.topic.of
        return None
    return scene.topic.of


def _meets_both(sentence: Sentence, scene: _Scene) -> bool:
    start, end = sentence.start_char, sentence.end_char
    return mentions_any(start, end, scene.topic.actors, scene.cast) and mentions_any(start, end, scene.topic.targets, scene.cast)
