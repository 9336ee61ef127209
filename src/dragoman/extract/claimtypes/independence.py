"""Claims about since when a state is independent."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    either,
    is_asserted,
    is_denied,
    name_of_token,
    owner_name,
    subject_name,
)
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    clause_date,
    is_state,
    listed,
    spoken_date,
)
from dragoman.extract.grammar import child, obliques
from dragoman.records.spans import DateRange

_Words = tuple[int, int]


def find_independence(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about since when a state is independent."""
    for i in range(*sentence):
        low = scene.lower[i]
        if low not in ("independent", "independence") or (low == "independent" and scene.doc[i].text[0].isupper()):
            continue
        token = scene.doc[i]
        home, verb = _independent(scene, token)
        if home is None or (verb is not None and not is_asserted(verb)):
            continue
        source = next(
            (
                n
                for t in [*obliques(token, ("from", "of")), *(obliques(verb, ("from",)) if verb is not None else ())]
                for n in [scene.name_at(t)]
                if either(n) and n is not home
            ),
            None,
        )
        period = _independence_date(scene, token, verb, sentence)
        told_by_verb = verb is not None and (
            verb.lower_ in listed("history", "independence_verbs") or verb.lower_ in ("became", "become", "been")
        )
        if period is None and not (low == "independence" and told_by_verb):
            continue
        if (
            low == "independence"
            and not told_by_verb
            and not (i + 1 < sentence[1] and scene.doc[i + 1].lower_ in ("in", "since", "on", "from"))
        ):
            continue
        first, last = spread([token, *([home.first] if home.first >= sentence[0] else [])])
        last = max(last, _end_of(scene, i, sentence, period))
        yield Draft(
            type="independence",
            subject=home.ref,
            predicate="independent since",
            object=source.ref if source is not None else None,
            period=period,
            first=first,
            last=last,
            negated=verb is not None and is_denied(verb),
        )


def _independence_date(scene: Scene, token: Token, verb: Token | None, sentence: _Words) -> DateRange | None:
    near = spoken_date(scene, token.i, min(token.i + 8, sentence[1]))
    return near if near is not None or verb is None else clause_date(scene, verb)


def _end_of(scene: Scene, at: int, sentence: _Words, period: object) -> int:
    for d in scene.dates_in(at, sentence[1]) if period is not None else []:
        words = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
        return int(words.end)
    return at + 1


def _name_before_comma(scene: Scene, token: Token) -> Name | None:
    """Return the state of "Kazakhstan, independent since 1991" off the row of words."""
    at = token.i - 2
    name = scene.by_token.get(at) if at >= token.sent.start and scene.lower[at + 1] in (",", "–", "—") else None
    return name if is_state(name) else None


def _independent(scene: Scene, token: Token) -> tuple[Name | None, Token | None]:
    """Return (the state, the verb that tells it) of "independent" or "independence"."""
    if token.lower_ == "independent":
        before = _name_before_comma(scene, token)
        if before is not None and token.i + 1 < token.sent.end and scene.lower[token.i + 1] in ("since", "from"):
            return before, None
        if child(token, "cop") is not None or (token.dep_ == "xcomp" and token.head.lower_ in ("became", "become")):
            verb = token.head if token.dep_ == "xcomp" else token
            return subject_name(scene, verb, is_state), verb
        if token.dep_ == "advcl" and token.head.pos_ in ("VERB", "AUX"):
            return subject_name(scene, token.head, is_state), None
        if token.dep_ == "amod" and token.head.dep_ == "xcomp" and token.head.head.lower_ in ("became", "become"):
            return subject_name(scene, token.head.head, is_state), token.head.head
        # "The Central Asian nation, independent since 1991, ..."
        return (name_of_token(scene, token.head, is_state), None) if token.dep_ in ("amod", "acl", "appos", "advcl") else (None, None)
    owner = owner_name(scene, token, is_state)
    if token.dep_ in ("obj", "obl", "nsubj:pass") and token.head.pos_ == "VERB":
        if token.head.lower_ in listed("history", "independence_verbs"):
            return owner or subject_name(scene, token.head, is_state), token.head
        # "recognized X's independence in 1944" dates the recognition; "after its independence in 1991" the independence.
        return (None, None) if token.dep_ == "obj" else (owner or subject_name(scene, token.head, is_state), None)
    return owner, None
