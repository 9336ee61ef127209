"""Memberships told by the nouns "status" and "membership": "was granted candidate status", "X's membership of Y was suspended"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft
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
from dragoman.extract.claimtypes.member_drafts import is_org, memberships
from dragoman.extract.claimtypes.membership import bodies_of
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed, spoken_date
from dragoman.extract.grammar import child, children, conjuncts, obliques
from dragoman.records.spans import DateRange, Ref

_STATUSES = {"observer": "observer", "candidate": "candidate", "candidates": "candidate", "associate": "associate", "member": "member"}
_STATUSES |= {"observers": "observer", "partner": "partner", "membership": "member"}
_OTHERS = frozenset({"future", "possible", "eventual", "potential", "associate", "observer", "prospective", "candidate"})
_TERMINATED = frozenset({"terminated", "ended", "revoked", "cancelled", "annulled"})
_HOLDING = frozenset({"has", "have", "had", "holds", "hold", "held", "enjoys", "enjoy", "enjoyed", "retains", "retain", "with"})


def find_statuses(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about statuses granted, held and suspended."""
    for i in range(*sentence):
        if scene.lower[i] == "status":
            yield from _from_status(scene, scene.tokens[i])
        elif scene.lower[i] == "membership":
            yield from _from_membership(scene, scene.tokens[i])


def _from_status(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X has observer status in Y", "X was granted the status of an EU candidate"."""
    verb = noun.head
    below = [c for c in children(noun, "nmod", "nmod:desc") if c.lower_ in _STATUSES]
    told = {_STATUSES[w] for w in [*modifiers(noun), *(c.lower_ for c in below)] if w in _STATUSES}
    bodies = bodies_of(scene, noun) or [n for c in below for n in bodies_of(scene, c)]
    bodies = bodies or [n for t in obliques(verb, ("in", "at", "with", "of", "by")) for n in [_org(scene, t)] if n is not None]
    bodies = bodies or [n for c in children(verb, "obl:agent", "nsubj") for n in [_org(scene, c)] if n is not None]
    bodies = bodies or [n for c in children(verb, "nsubj") for n in bodies_of(scene, c) if c.lower_ in listed("membership", "organs")]
    bodies = bodies or _union_meant(scene, verb, told)
    granted = verb.lower_ in listed("membership", "grant")
    if not told or not bodies or not (granted or verb.lower_ in _HOLDING) or not is_asserted(verb):
        return
    to_whom = _given_to(scene, noun, verb)
    if noun.dep_ == "obj" and to_whom:
        owners = to_whom
        bodies = [b for b in bodies if b.ref.entity not in {o.ref.entity for o in owners}]
    elif noun.dep_ in ("nsubj", "nsubj:pass"):
        owners = [n for t in obliques(verb, ("to",)) for n in [scene.name_at(t)] if n is not None and is_state(n)]
    else:
        owners = subject_names(scene, verb, is_state)
    period = clause_date(scene, verb) if granted else None
    mark = "was " if (granted and period is None) or (is_past(verb) and not granted) else ""
    if has_ceased(verb):
        mark = "former "
    yield from memberships(distinct(owners), f"{mark}{min(told)} of", bodies, (noun.i,), negated=is_denied(verb), period=period)


def _given_to(scene: Scene, noun: Token, verb: Token) -> list[Name]:
    """Return the states of "granted Ukraine candidate status", "gave candidate status to Ukraine"."""
    if verb.lower_ not in listed("membership", "grant") or any(c.dep_ in ("nsubj:pass", "aux:pass") for c in verb.children):
        return []
    before = [t for c in children(verb, "iobj") for t in conjuncts(c)] + [
        t for c in children(noun, "nmod:poss", "compound") for t in conjuncts(c)
    ]
    return [
        n
        for t in (*before, *obliques(verb, ("to",)), *obliques(noun, ("to",)))
        for n in [scene.name_at(t)]
        if n is not None and is_state(n)
    ]


def _union_meant(scene: Scene, verb: Token, told: set[str]) -> list[Name]:
    """Return the EU where "Brussels" grants a candidate's status: no other body there has candidates."""
    city = child(verb, "nsubj")
    if city is None or city.lower_ != "brussels" or told != {"candidate"}:
        return []
    piece = scene.doc[city.i : city.i + 1]
    union = Ref(start=piece.start_char, end=piece.end_char, entity="org:EU", name="European Union")
    return [Name(first=city.i, last=city.i + 1, ref=union, type="organisation", how="name")]


def _org(scene: Scene, token: Token) -> Name | None:
    name = name_of_token(scene, token, is_body)
    return name if name is not None and str(name.ref.entity).startswith("org:") else None


def _from_membership(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X's membership of Y was suspended in 2011", "X holds (full) membership of Y", "X gained membership of Y in 2004"."""
    verb = noun.head
    bodies = bodies_of(scene, noun) or _body_after(scene, noun)
    if not bodies and noun.dep_ == "obj" and verb.lower_ in listed("membership", "suspend") | listed("membership", "restore"):
        bodies = [n for c in children(verb, "nsubj") for n in [_org(scene, c)] if n is not None]
    if verb.lower_ == "stripped" and noun.dep_ == "obl":
        yield from _from_stripping(scene, verb)
        return
    told = (
        _told_of(scene, noun, verb)
        if noun.dep_ in ("nsubj:pass", "nsubj", "obj") and is_asserted(verb)
        else _dated_words(scene, noun, bodies)
    )
    if told is None or not bodies or modifiers(noun) & _OTHERS:
        return
    owner = owner_name(scene, noun, is_state) or (subject_name(scene, verb, is_state) if noun.dep_ == "obj" else None)
    predicate, period = told
    owners = [owner] if owner is not None else []
    if noun.dep_ == "obj" and child(noun, "nmod:poss") is None:
        owners = distinct(subject_names(scene, verb, is_state))
    yield from memberships(owners, predicate, bodies, (noun.i, verb.i), negated=is_denied(verb), period=period)


def _from_stripping(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "Y stripped X of its membership in 2022"."""
    bodies = [n for c in children(verb, "nsubj", "obl:agent") for n in [_org(scene, c)] if n is not None]
    owners = [n for c in children(verb, "obj", "nsubj:pass") for n in [scene.name_at(c)] if n is not None and is_state(n)]
    if bodies and is_asserted(verb):
        yield from memberships(distinct(owners), "left", bodies, (verb.i,), negated=is_denied(verb), period=clause_date(scene, verb))


def _told_of(scene: Scene, noun: Token, verb: Token) -> tuple[str, DateRange | None] | None:
    """Return (predicate, date) that a verb gives to a membership: begun, held, ended, suspended."""
    word, period, passive = verb.lower_, clause_date(scene, verb), noun.dep_ == "nsubj:pass"
    if word in listed("membership", "suspend") and noun.dep_ != "nsubj":
        return ("was suspended of" if is_past(verb) or period is not None else "suspended of"), period
    if noun.dep_ == "obj" and word in _HOLDING:
        return ("was " if is_past(verb) else "") + "member of", None
    if noun.dep_ == "obj" and word in listed("membership", "grant") - {"offered"}:
        return "joined", period
    if word in listed("membership", "restore") and (passive or noun.dep_ == "obj"):
        return "joined", period
    if (noun.dep_ == "nsubj" and word in listed("membership", "begins")) and period is not None:
        return "joined", period
    if period is not None and ((noun.dep_ == "nsubj" and word in listed("membership", "ends")) or (passive and word in _TERMINATED)):
        return "left", period
    return None


def _body_after(scene: Scene, noun: Token) -> list[Name]:
    """Return the body right after "membership of/in (the)", however it is parsed."""
    at = noun.i + 1
    while at < noun.sent.end and scene.lower[at] in ("of", "in", "to", "the"):
        at += 1
    body = scene.by_token.get(at)
    return [body] if body is not None and at > noun.i + 1 and is_org(body) else []


def _dated_words(scene: Scene, noun: Token, bodies: list[Name]) -> tuple[str, DateRange | None] | None:
    """Read "X's membership of Y dates from 2013" in its words, where "dates" is parsed as a noun."""
    at = bodies[0].last if bodies else 0
    if not at or scene.lower[at : at + 1] not in (("dates",), ("dated",)):
        return None
    period = spoken_date(scene, at, min(at + 6, noun.sent.end))
    return ("joined", period) if period is not None else None
