"""Explanations: candidate answers to "what is behind this?", who gives them, and what stands against them.

A reason marked by a connective counts where it explains an act of public affairs; wordings without one (what an actor wants,
what matters, what stands in the way) count only beside a question or a visit to explain. Like explanations share a theme.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc
from spacy.tokens import Span as Sentence

from dragoman.extract.affairs import Scene, asks, explains_act, names_public
from dragoman.extract.arguments import argues_against, find_concession, find_desires, find_framed, find_heading
from dragoman.extract.clauses import clause_tokens, is_first_person, ref_of, span_of
from dragoman.extract.grammar import child
from dragoman.extract.marker_lists import theme_of, words
from dragoman.extract.reasons import Reason, find_marked
from dragoman.extract.topic import anchor_keys, concerns, find_topic, mentions_any
from dragoman.extract.voices import Acts, Voices
from dragoman.records.cast import Cast
from dragoman.records.document import Document
from dragoman.records.findings import Event, Explanation, Quote, Visit
from dragoman.records.maker import MAKER
from dragoman.records.spans import Ref

_READ = frozenset({"paragraph", "standfirst", "title", "embed"})
_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "you", "who", "one", "some", "others", "many"})
_LONGEST_NAME = 80  # a longer "name" of a speaker is a clause that was taken for one
_FADE = 3  # sentences for which a counter-argument keeps the ground for those that need one before them


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
    scene = Scene(document, cast, Voices(document, quotes), Acts(events, visits), topic)
    found = [*_marked(doc, scene), *_argued(doc, scene)]
    told = [r for r in found if not _is_askers(r, scene)]
    ordered = sorted(_without_doubles(told), key=lambda r: (r.spans[0].start, r.spans[-1].end))
    return tuple(_explanation(reason, f"x{n}", scene) for n, reason in enumerate(ordered, 1))


def _is_askers(reason: Reason, scene: Scene) -> bool:
    """Whether a transcript gives the words to one who asks, or to a bare pronoun, so that nobody can be named as proponent."""
    speaker, _ = scene.voices.speaker_at(reason.marker.start)
    if speaker is None:
        return False
    name = speaker.name.lower().rstrip(":")
    unknown = name in _PRONOUNS or len(name) > _LONGEST_NAME
    return name in words("askers", "names") or (speaker.entity is None and unknown)


def _marked(doc: Doc, scene: Scene) -> Iterator[Reason]:
    for reason in find_marked(doc):
        if scene.voices.kind_at(reason.at.idx) in _READ and explains_act(reason, scene):
            yield _as_said(reason)


def _as_said(reason: Reason) -> Reason:
    """Return "because she said it broke the law" as her own reason, "it broke the law"; other reasons unchanged."""
    verb, said = reason.at, child(reason.at, "ccomp")
    speaker = child(verb, "nsubj")
    if verb.tag_ == "VBG" or verb.lemma_ not in words("saying", "aloud") or said is None or said.i < verb.i or speaker is None:
        return reason
    if speaker.pos_ == "PRON" and speaker.lower_ not in ("he", "she", "they"):
        return reason
    tokens = [t for t in clause_tokens(said) if t.i > verb.i]
    return replace(reason, spans=(span_of(tokens, said),), owner=speaker)


def _argued(doc: Doc, scene: Scene) -> Iterator[Reason]:
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
            if heading is not None and _has_topic(scene) and _is_near(sentence, None, scene):
                yield heading
            continue
        if first.idx in starts:
            before = None
        if not asks(sentence):
            kept = [r for r in _reasons_in(sentence, before, scene) if not r.follows or section or against <= _FADE]
            against = 0 if any(r.stance == "against" for r in kept) else against + 1
            yield from kept
        before = sentence


def _has_topic(scene: Scene) -> bool:
    return scene.topic.led and bool(scene.topic.targets)


def _reasons_in(sentence: Sentence, before: Sentence | None, scene: Scene) -> Iterator[Reason]:
    near = _has_topic(scene) and _is_near(sentence, before, scene)
    for reason in find_framed(sentence, before, weak=near):
        if reason.weak or _is_public(reason, sentence, scene):
            yield reason
    if not near:
        return
    concession = find_concession(sentence)
    if concession is not None and mentions_any(sentence.start_char, concession.spans[0].start, scene.topic.actors, scene.cast):
        yield concession
    for reason in find_desires(sentence):
        if _wants_of_target(reason, before, scene):
            yield reason


def _is_public(reason: Reason, sentence: Sentence, scene: Scene) -> bool:
    """Whether a strong frame is about public affairs; a reason of the sentence before is held to what this one tells."""
    if reason.spans[-1].end <= sentence.start_char:
        return explains_act(replace(reason, at=reason.explained or reason.at), scene)
    return names_public(sentence)


def _is_near(sentence: Sentence, before: Sentence | None, scene: Scene) -> bool:
    """Whether a sentence concerns the affair's target, or its actor right after a sentence on the target."""
    aim = replace(scene.topic, actors=frozenset())
    if concerns(sentence, aim, scene.cast):
        return True
    return before is not None and concerns(before, aim, scene.cast)


def _wants_of_target(reason: Reason, before: Sentence | None, scene: Scene) -> bool:
    """Whether the one who wants is the affair's actor, and what is wanted concerns its target (or the region)."""
    owner, topic = reason.explained, scene.topic
    if owner is None:
        return False
    anchor = scene.cast.anchor_at(owner.idx, owner.idx + len(owner.text))
    if is_first_person(owner) and not _is_own_aim(reason, scene):
        return False
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


def _is_own_aim(reason: Reason, scene: Scene) -> bool:
    """Whether "we hope to ..." tells an aim of the affair: the sentence names its target; what "we need" is rather a demand."""
    said: Sentence = reason.at.sent
    text = scene.document.text[reason.marker.start : reason.marker.end].lower()
    return not text.startswith("need") and mentions_any(said.start_char, said.end_char, scene.topic.targets, scene.cast)


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


def _explanation(reason: Reason, number: str, scene: Scene) -> Explanation:
    text, at = scene.document.text, _anchor_of(reason)
    proponent, quote = _voice(reason, scene)
    proponent = ref_of(reason.owner, scene.cast) if reason.owner is not None else proponent
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


def _voice(reason: Reason, scene: Scene) -> tuple[Ref | None, str | None]:
    """Return who gives the reason and in which quote; for why somebody speaks or agrees at all, that is who tells of it."""
    said, why = scene.voices.quote_at(reason.marker.start), reason.explained
    cue = said.cue if said is not None and said.form == "indirect" else None
    if cue is not None and why is not None and not reason.weak and cue.start <= why.idx < cue.end:
        return scene.voices.outlet(), None
    return scene.voices.speaker_at(_anchor_of(reason))


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


def _of(reason: Reason, scene: Scene) -> str | None:
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


def _meets_both(sentence: Sentence, scene: Scene) -> bool:
    start, end = sentence.start_char, sentence.end_char
    return mentions_any(start, end, scene.topic.actors, scene.cast) and mentions_any(start, end, scene.topic.targets, scene.cast)
