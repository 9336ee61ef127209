"""Claims about agreements signed, kept and left."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    either,
    is_asserted,
    is_denied,
    names_listed,
    subject_names,
)
from dragoman.extract.claimtypes.scene import (
    Scene,
    bare_ref,
    clause_date,
    is_body,
    is_state,
    listed,
)
from dragoman.extract.grammar import child, obliques, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_WITHDRAWING = frozenset({"withdrew", "withdrawn", "pulled", "quit", "exited", "left"})


def find_treaties(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about agreements signed and parties to them."""
    for i in range(*sentence):
        if scene.lower[i] not in _treaty_words():
            continue
        token = scene.doc[i]
        if token.lower_ in listed("history", "sign") and token.pos_ == "VERB" and is_asserted(token):
            yield from _from_signing(scene, token)
        elif token.lower_ in listed("history", "party") and child(token, "cop") is not None and is_asserted(token):
            named = next((refer_to_treaty(scene, t) for t in obliques(token, ("to", "of"))), None)
            for home in distinct(subject_names(scene, token, is_state)) if named is not None else []:
                first, last = spread([home.first, token])
                yield Draft(
                    type="treaty", subject=home.ref, predicate="party to", object=named, first=first, last=last, negated=is_denied(token)
                )
        elif token.lower_ in _WITHDRAWING and is_asserted(token):
            yield from _from_leaving(scene, token)


@lru_cache(maxsize=1)
def _treaty_words() -> frozenset[str]:
    return listed("history", "sign") | listed("history", "party") | _WITHDRAWING


def refer_to_treaty(scene: Scene, noun: Token) -> Ref | None:
    """Return a treaty by its proper name ("the Paris Agreement", "the INF Treaty", "JCPOA"), None where it has none."""
    run = [t for t in noun.subtree if abs(t.i - noun.i) <= 8 and t.dep_ not in ("acl:relcl", "appos", "punct", "parataxis")]
    run = [
        t
        for t in run
        if t.i <= noun.i or preposition(t) in ("on", "of") or t.dep_ in ("case", "flat", "det", "amod", "compound", "conj", "cc")
    ]
    inner = [t for t in run if t.dep_ != "det" and not (t.dep_ == "case" and t.head == noun)]
    if not any(t.text[:1].isupper() and t.pos_ in ("PROPN", "ADJ", "NOUN") for t in inner) or is_state(scene.name_at(noun)):
        return None
    first, last = spread(inner)
    return bare_ref(scene, first, last)


def _from_signing(scene: Scene, verb: Token) -> Iterator[Draft]:
    things = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
    partners = [n for c in things for t in c.subtree if preposition(t) in ("with", "between") for n in names_listed(scene, t, either)]
    partners += [n for t in obliques(verb, ("with",)) for n in names_listed(scene, t, either)]
    owners = distinct(subject_names(scene, verb, is_state))
    generic = any(c.lower_ in listed("history", "treaties") for c in things)
    period = clause_date(scene, verb)
    named = next((r for c in things for r in [refer_to_treaty(scene, c)] if r is not None), None) if not partners else None
    for home in owners:
        others = [p for p in distinct(partners) if p.ref.entity != home.ref.entity]
        first, last = spread(
            [home.first if home.first >= verb.sent.start else verb, verb, *(c for c in things), *(p.last - 1 for p in others)]
        )
        if others and generic:
            refs = tuple(o.ref for o in others)
            yield Draft(
                type="treaty",
                subject=home.ref,
                predicate="signed",
                object=refs[0] if len(refs) == 1 else None,
                objects=refs if len(refs) > 1 else (),
                first=first,
                last=last,
                negated=is_denied(verb),
                period=period,
            )
        elif named is not None:
            yield Draft(
                type="treaty",
                subject=home.ref,
                predicate="signed",
                object=named,
                first=first,
                last=last,
                negated=is_denied(verb),
                period=period,
            )


def _from_leaving(scene: Scene, verb: Token) -> Iterator[Draft]:
    things = [
        c
        for c in verb.children
        if c.dep_ in ("obj", "obl") and preposition(c) in ("", "from", "out of", "of", "out") and not is_body(scene.name_at(c))
    ]
    named = next((r for c in things if _is_treaty(c) for r in [refer_to_treaty(scene, c)] if r is not None), None)
    for home in distinct(subject_names(scene, verb, is_state)) if named is not None else []:
        first, last = spread([home.first if home.first >= verb.sent.start else verb, verb, *things])
        yield Draft(
            type="treaty",
            subject=home.ref,
            predicate="left",
            object=named,
            first=first,
            last=last,
            negated=is_denied(verb),
            period=clause_date(scene, verb),
        )


def _is_treaty(noun: Token) -> bool:
    return noun.lower_ in listed("history", "treaties") | {"deal"} or (noun.text.isupper() and len(noun.text) > 2)
