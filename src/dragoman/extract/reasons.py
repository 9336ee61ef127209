"""Reasons by their marker: which clause or phrase is the reason, and which predicate or noun it explains.

Markers stand in ``data/explanation_markers.toml``; see there for their classes. Method: explicit discourse connectives and
their arguments (Prasad et al., The Penn Discourse TreeBank 2.0, LREC 2008: contingency and purpose), argument spans from the parse.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from dragoman.extract.clauses import clause_tokens, span_of
from dragoman.extract.grammar import auxiliaries, child, children, coordination_head, negation, subjects
from dragoman.extract.marker_lists import Marker, markers, words
from dragoman.records.spans import Span

LONGEST = 45  # words of a reason; beyond, the parse has gone wrong or the sentence is a list
_FREE = frozenset({"advcl", "acl", "xcomp", "parataxis", "conj", "ROOT"})


@dataclass(frozen=True, slots=True)
class Reason:
    """A reason found by its marker. ``explained`` is the predicate or noun that it explains, None where it stands before."""

    marker: Span
    kind: str
    spans: tuple[Span, ...]
    explained: Token | None
    at: Token
    stance: str
    confidence: float
    weak: bool = False
    follows: bool = False
    theme: str | None = None
    owner: Token | None = None  # whose reason it is by the clause itself ("because she said ..."), None where the voice tells


def find_marked(doc: Doc) -> Iterator[Reason]:
    """Yield the reasons that a marker introduces, in text order of the markers."""
    taken = -1
    for token in doc:
        if token.i <= taken:
            continue
        run, marker = _marker_at(token)
        if marker is None:
            yield from _bare_infinitive(token)
            continue
        found = _resolve(run, marker)
        if found is not None:
            taken = run[-1].i
            yield found


def _marker_at(token: Token) -> tuple[list[Token], Marker | None]:
    doc = token.doc
    for marker in markers().get(token.lower_, ()):
        run = list(doc[token.i : token.i + len(marker.words)])
        if tuple(t.lower_ for t in run) == marker.words:
            return run, marker
    return [], None


def _resolve(run: list[Token], marker: Marker) -> Reason | None:
    last = run[-1].i
    if last + 1 >= len(run[0].doc) or run[0].doc[last + 1].text in (",", ":"):
        return None  # "because, according to him, ...": the words are not the writer's
    inside = {t.i for t in run}
    top = next((t for t in run if t.head.i not in inside or t.head.i == t.i), run[0])
    if top.dep_ in ("mark", "case", "fixed", "cc", "advmod") and top.head.i > last:
        target, explained = top.head, _explained(top.head)
    else:
        target, explained = _constituent(run), _over(top)
    if target is None or target.dep_ == "ROOT" or target.sent != run[0].sent or explained is None:
        return None
    if _is_argument(run[0], top, marker) or not _fits(top, explained, marker):
        return None
    tokens = [t for t in clause_tokens(target, own_conjuncts=False) if t.i > last]
    if not tokens or target not in tokens or len(tokens) > LONGEST or not _is_whole(target, tokens, marker):
        return None
    stance = "against" if _is_denied(run[0], explained, top) or _is_corrected(target, explained) else "for"
    marked = Span(start=run[0].idx, end=run[-1].idx + len(run[-1].text))
    return Reason(marked, marker.kind, (span_of(tokens, target),), explained, target, stance, marker.confidence)


def _is_argument(first: Token, top: Token, marker: Marker) -> bool:
    """Whether the words are a plain object or subject: "our thanks to the hosts", "offered thanks to", "thanks to you for"."""
    doc, after = first.doc, first.i + len(marker.words)
    if marker.words[0] == "thanks":
        before = doc[first.i - 1] if first.i else first
        return before.pos_ in ("DET", "ADJ", "VERB", "ADV", "PRON") or doc[after].lower_ in ("you", "god", "everyone", "all")
    if top.dep_ not in ("obj", "nsubj", "iobj") or marker.noun:
        return False
    return first.i == 0 or first.doc[first.i - 1].pos_ in ("DET", "PRON", "ADJ", "VERB")


def _is_whole(target: Token, tokens: list[Token], marker: Marker) -> bool:
    """Whether the reason is of the shape that its marker asks for; another shape shows a wrong parse or another use of the words."""
    plain = [t for t in tokens if not t.is_punct]
    if not plain or plain[-1].tag_ == "POS":
        return False
    if marker.words[-1] in ("because", "that"):
        return len(tokens) > 3 and child(target, "nsubj", "nsubj:pass", "nsubj:outer", "csubj", "expl") is not None
    if marker.words == ("aimed", "at"):
        return target.tag_ == "VBG" or _is_act(target)  # "a campaign aimed at the young" tells whom it addresses
    return target.pos_ != "PRON" or len(tokens) > 1


def _constituent(run: list[Token]) -> Token | None:
    """Return the head of what begins right after the marker."""
    last = run[-1].i
    token = run[-1].doc[last + 1]
    if token.sent != run[-1].sent:
        return None
    while token.head.i > last and token.head.i != token.i:
        token = token.head
    return token


def _explained(target: Token) -> Token | None:
    head = coordination_head(target).head
    return None if head.i == target.i else head


def _over(top: Token) -> Token | None:
    """Return what a participle or noun marker explains: its noun, its subject, or the predicate it hangs on."""
    subject = child(top, "nsubj:pass", "nsubj", "nsubj:outer")
    if subject is not None:
        return subject
    if top.head.i == top.i:
        return None
    if top.dep_ == "conj":
        found = subjects(top)
        return found[0] if found else None
    return top.head


def _fits(top: Token, explained: Token, marker: Marker) -> bool:
    if marker.participle:
        return _is_free(top) and explained.pos_ in ("VERB", "NOUN", "AUX") and _is_act(explained)
    if marker.kind == "purpose" and any(c.lower_ == "would" for c in auxiliaries(explained)):
        return False  # "she would have to win in order to": a condition, no purpose
    if marker.words[0] == "in" and explained.lemma_ in words("joining", "verbs"):
        return False
    if marker.noun:
        noun = explained.pos_ in ("NOUN", "PROPN", "PRON")
        return (noun and _is_act(explained)) or (not noun and explained.pos_ == "VERB" and top.dep_ in _FREE and _is_act(explained))
    return True


def _is_free(participle: Token) -> bool:
    """Whether a participle stands beside its clause by itself: set off by a mark, or right after its noun; and not denied.

    Not so are "accused of trying to", "while seeking to", "instead of seeking to", "racked their brains trying to".
    """
    before = participle.doc[participle.i - 1] if participle.i else None
    if before is not None and before.is_quote and before.i and before.nbor(-1).pos_ == "ADP":
        return False  # accused of "trying to ..."
    if any(c.lower_ in ("no", "not", "never", "longer") for c in participle.subtree if c.i < participle.i):
        return False
    set_off = before is None or before.is_punct or before.sent != participle.sent
    return (participle.dep_ == "advcl" and set_off) or (
        participle.dep_ == "acl" and before is not None and before.pos_ not in ("ADP", "SCONJ")
    )


def _is_act(token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        return token.lemma_.lower() in words("acts", "nouns") or token.lower_ in words("acts", "nouns")
    return token.pos_ == "VERB" and token.lemma_ not in words("not_acts", "verbs")


def _is_denied(first: Token, explained: Token, top: Token) -> bool:
    """Whether the reason is refused: "not because", "is not aimed at", "denied that it was aimed at"."""
    before = first.doc[first.i - 1] if first.i else None
    if before is not None and before.lower_ in ("not", "n't", "n’t") and before.sent == first.sent:
        return True
    if (
        top.pos_ == "VERB"
        and top.dep_ not in ("mark", "case")
        and (negation(top) is not None or "never" in [a.lower_ for a in auxiliaries(top)])
    ):
        return True
    return any(_is_under_denial(t, first) for t in (explained, top))


def _is_corrected(target: Token, explained: Token) -> bool:
    """Whether a reason is put right by the next: "did not resign because of A, but because of B"."""
    if negation(explained) is None:
        return False
    return any((cc := child(c, "cc")) is not None and cc.lower_ == "but" for c in children(target, "conj"))


def _is_under_denial(node: Token, first: Token) -> bool:
    denials = words("denial", "verbs")
    for _ in range(6):
        if node.head.i == node.i:
            return False
        over = node.head
        if node.dep_ in ("ccomp", "xcomp", "acl", "obj") and over.pos_ == "VERB" and over.lemma_ in denials and over.i < first.i:
            return True
        node = over
    return False


def _bare_infinitive(token: Token) -> Iterator[Reason]:
    """Yield the purpose of going or meeting somewhere that a bare infinitive tells ("flew to Geneva to sound out ...")."""
    if token.lower_ != "to" or token.dep_ != "mark" or token.i == 0:
        return
    verb = token.head
    governor = verb.head
    if verb.dep_ != "advcl" or verb.tag_ != "VB" or governor.lemma_ not in words("going", "verbs") or governor.i > token.i:
        return
    if child(verb, "nsubj") is not None or negation(governor) is not None or not _goes_somewhere(governor, token):
        return
    tokens = [t for t in clause_tokens(verb, own_conjuncts=False) if t.i > token.i]
    if verb in tokens and len(tokens) <= LONGEST:
        marked = Span(start=token.idx, end=token.idx + 2)
        yield Reason(marked, "purpose", (span_of(tokens, verb),), governor, verb, "for", 0.6)


def _goes_somewhere(governor: Token, before: Token) -> bool:
    """Whether a verb of going or meeting has a goal or a partner before the infinitive: a named place or a person met."""
    if governor.dep_ == "xcomp" and governor.head.lemma_ in ("need", "have", "like", "want", "love"):
        return False
    goals = [c for c in children(governor, "obj", "obl", "obl:unmarked") if governor.i < c.i < before.i]
    return any(t.ent_type_ in ("GPE", "LOC", "ORG", "PERSON", "NORP") or t.pos_ == "PROPN" for c in goals for t in c.subtree) or (
        bool(goals) and governor.lemma_ in ("meet", "visit", "host", "convene", "summon", "receive", "invite", "dispatch", "send", "deploy")
    )
