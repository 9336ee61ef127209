"""Memberships told by the nouns "status" and "membership": "was granted candidate status", "X's membership of Y was suspended"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    has_ceased,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    name_of_token,
    owner_name,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.membership import bodies_of, single_membership
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed
from dragoman.extract.grammar import children, obliques

_STATUSES = {"observer": "observer", "candidate": "candidate", "candidates": "candidate", "associate": "associate", "member": "member"}
_STATUSES |= {"observers": "observer", "partner": "partner", "membership": "member"}
_HOLDING = frozenset({"has", "have", "had", "holds", "hold", "held", "enjoys", "enjoy", "enjoyed", "retains", "retain", "with"})


def find_statuses(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about statuses granted, held and suspended."""
    for i in range(*sentence):
        if scene.lower[i] == "status":
            yield from _from_status(scene, scene.doc[i])
        elif scene.lower[i] == "membership":
            yield from _from_membership(scene, scene.doc[i])


def _from_status(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X has observer status in Y", "X was granted the status of an EU candidate"."""
    verb = noun.head
    below = [c for c in children(noun, "nmod", "nmod:desc") if c.lower_ in _STATUSES]
    told = {_STATUSES[w] for w in [*modifiers(noun), *(c.lower_ for c in below)] if w in _STATUSES}
    bodies = bodies_of(scene, noun) or [n for c in below for n in bodies_of(scene, c)]
    bodies = bodies or [n for t in obliques(verb, ("in", "at", "with", "of", "by")) for n in [_org(scene, t)] if n is not None]
    bodies = bodies or [n for c in children(verb, "obl:agent") for n in [_org(scene, c)] if n is not None]
    granted = verb.lower_ in listed("membership", "grant")
    if not told or not bodies or not (granted or verb.lower_ in _HOLDING) or not is_asserted(verb):
        return
    if noun.dep_ in ("nsubj", "nsubj:pass"):
        owners = [n for t in obliques(verb, ("to",)) for n in [scene.name_at(t)] if n is not None and is_state(n)]
    else:
        owners = subject_names(scene, verb, is_state)
    period = clause_date(scene, verb) if granted else None
    mark = "was " if (granted and period is None) or (is_past(verb) and not granted) else ""
    if has_ceased(verb):
        mark = "former "
    for owner in distinct(owners):
        where = spread([owner.first, noun, *(b.last - 1 for b in bodies)])
        yield single_membership(owner, f"{mark}{min(told)} of", bodies, where, negated=is_denied(verb), period=period)


def _change_of(verb: Token, noun: Token) -> str | None:
    """Return what a verb says of a membership: begun, ended, suspended."""
    word = verb.lower_
    if word in listed("membership", "suspend") and noun.dep_ in ("nsubj:pass", "obj"):
        return "suspended of"
    if noun.dep_ == "nsubj" and word in listed("membership", "begins"):
        return "joined"
    return "left" if noun.dep_ == "nsubj" and word in listed("membership", "ends") else None


def _org(scene: Scene, token: Token) -> Name | None:
    name = name_of_token(scene, token, is_body)
    return name if name is not None and str(name.ref.entity).startswith("org:") else None


def _from_membership(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X's membership of Y was suspended in 2011"; ends and beginnings of memberships are read off the same words."""
    verb = noun.head
    if noun.dep_ not in ("nsubj:pass", "nsubj", "obj") or not is_asserted(verb):
        return
    bodies = bodies_of(scene, noun)
    owner = owner_name(scene, noun, is_state) or (subject_name(scene, verb, is_state) if noun.dep_ == "obj" else None)
    if owner is None or not bodies:
        return
    period = clause_date(scene, verb)
    predicate = _change_of(verb, noun)
    if predicate is None or (predicate != "suspended of" and period is None):
        return
    if predicate == "suspended of" and (is_past(verb) or period is not None):
        predicate = f"was {predicate}"
    where = spread([owner.first, verb, *(b.last - 1 for b in bodies)])
    yield single_membership(owner, predicate, bodies, where, negated=is_denied(verb), period=period)
