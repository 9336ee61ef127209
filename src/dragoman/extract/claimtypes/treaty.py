"""Claims about what states do with agreements: sign, ratify, join, leave, suspend and extend them."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    has_ceased,
    is_asserted,
    is_denied,
    names_listed,
    owner_name,
    subject_names,
)
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed, words
from dragoman.extract.claimtypes.treaty_names import NamedTreaty, treaties_in, treaty_of
from dragoman.extract.grammar import child, children, is_passive, negation, obliques, preposition
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]
_DATE = 4  # tokens that a date may go on after its first phrase
_DEEDS = {
    "sign": "signed",
    "ratify": "ratified",
    "join": "joined",
    "rejoin": "rejoined",
    "leave": "left",
    "extend": "extended",
    "suspend": "suspended",
}


def find_treaties(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about what states did with an agreement."""
    named: list[NamedTreaty] | None = None
    for i in range(*sentence):
        deed = _deeds().get(scene.lower[i])
        token = scene.tokens[i]
        if scene.lower[i] in listed("treaty", "normalise"):
            named = treaties_in(scene, sentence) if named is None else named
            yield from _from_normalising(scene, token, named)
            continue
        if deed is None or (token.pos_ not in ("VERB", "AUX", "ADJ") and deed != "withdrawal"):
            continue
        named = treaties_in(scene, sentence) if named is None else named
        if deed == "withdrawal":
            yield from _from_withdrawal(scene, token, named)
        elif is_asserted(token) or _has_yet(token):
            yield from _from_deed(scene, token, deed, named)


@lru_cache(maxsize=1)
def _deeds() -> dict[str, str]:
    found = {w: deed for key, deed in _DEEDS.items() for w in listed("treaty", key)}
    return found | dict.fromkeys(listed("treaty", "left_nouns"), "withdrawal")


def _has_yet(verb: Token) -> bool:
    """Whether a verb stands in "has yet to ratify", "has still to sign"."""
    over = verb.head
    return (
        verb.dep_ == "xcomp"
        and over.lower_ in ("has", "have", "had")
        and any(c.lower_ in ("yet", "still") for c in (*over.children, *verb.children))
    )


def denies(verb: Token) -> bool:
    """Whether a verb is negated by a word before it: "A has ratified it, B has not" denies nothing of A."""
    told = [negation(t) for t in (verb, *children(verb, "aux", "cop"))]
    after = [no for no in told if no is not None and no.i > verb.i]
    return is_denied(verb) and not (after and len(after) == sum(no is not None for no in told))


def can_sign(name: Name | None) -> bool:
    """Whether a name means what may be party to an agreement: a state, a body, an armed group."""
    return is_state(name) or is_body(name)


def _from_deed(scene: Scene, verb: Token, deed: str, named: list[NamedTreaty]) -> Iterator[Draft]:
    if deed in ("suspended", "left") and (undone := _of_ratification(scene, verb, named)) is not None:
        yield from _drafts(scene, verb, "withdrew ratification", undone, _doers(scene, verb))
        return
    if deed == "left" and not _is_leaving(verb):
        return
    things = _things(verb, deed)
    treaty = next((r for t in things for r in [treaty_of(scene, t, named)] if r is not None), None)
    partners = _partners(scene, verb, things)
    doers = _doers(scene, verb)
    led = next((n for c in children(verb, "obj") for n in [scene.name_at(c)] if is_state(n)), None)
    if led is not None and deed in ("left", "rejoined"):
        doers = [led]  # "withdrew the United States from X"
    if treaty is None and deed == "signed" and (beside := _in_apposition(verb, named)) is not None:
        treaty = beside
        if not doers and (period := clause_date(scene, verb)) is not None:
            first, last = spread([verb, *named_tokens(scene, treaty)])
            yield Draft(type="date", subject=treaty, predicate="signed", period=period, first=first, last=last, negated=denies(verb))
    if treaty is not None:
        generic = not any(t.ref == treaty for t in named) and partners
        if not generic:
            yield from _drafts(scene, verb, deed, treaty, [*doers, *(partners if deed == "signed" else [])])
            return
    region = doers[0] if len(doers) == 1 and str(doers[0].ref.entity).startswith("region:") else None
    if deed == "signed" and region is not None and not partners and any(t.lower_ in listed("history", "treaties") for t in things):
        yield from _of_region(scene, verb, region, things)
        return
    if deed == "signed" and any(t.lower_ in listed("history", "treaties") and not _is_certain(t) for t in things):
        yield from _with_partners(scene, verb, doers, partners)


def _in_apposition(verb: Token, named: list[NamedTreaty]) -> Ref | None:
    """Return the treaty of "New START, the treaty that A and B signed ..."."""
    if verb.dep_ != "acl:relcl" or verb.head.dep_ != "appos":
        return None
    return next((t.ref for t in named if t.first <= verb.head.head.i < t.last), None)


def _is_leaving(verb: Token) -> bool:
    wanted = words()["treaty"]["leave_with"].get(verb.lower_)
    near = {t.lower_ for t in verb.doc[verb.i + 1 : min(verb.i + 7, verb.sent.end)]}
    return wanted is None or bool(near & set(wanted))


def _things(verb: Token, deed: str) -> list[Token]:
    """Return the nouns that a deed is done to: the object, a passive's subject, what "from", "to" or "in" lead to, the noun before."""
    things = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
    if verb.dep_ in ("acl", "acl:relcl") and is_passive(verb):
        things.append(verb.head)
    ways = {"left": ("from", "out of", "of", "out"), "joined": ("to", ""), "rejoined": ("to", ""), "suspended": ("in",)}.get(deed, ())
    things += [c for c in children(verb, "obl") if preposition(c) in ways and c not in things]
    for thing in list(things):
        if thing.lower_ in listed("treaty", "taking_part"):
            things += [c for c in children(thing, "nmod") if preposition(c) in ("in", "of")]
    return things


def _of_ratification(scene: Scene, verb: Token, named: list[NamedTreaty]) -> Ref | None:
    """Return the treaty of "withdrew its ratification of X"."""
    noun = next((c for c in children(verb, "obj") if c.lower_ == "ratification"), None)
    things = children(noun, "nmod") if noun is not None else []
    return next((r for t in things for r in [treaty_of(scene, t, named)] if r is not None), None)


def _signers(agent: Token) -> list[Token]:
    """Return whose leaders sign: "A and B" of "the presidents of A and B", else the agent itself."""
    if agent.lower_ in listed("treaty", "leaders"):
        return [c for c in children(agent, "nmod") if preposition(c) == "of"]
    return [agent]


def _doers(scene: Scene, verb: Token) -> list[Name]:
    """Return the states and bodies that do it: the subject, or a passive's "by" phrase; those of "America's Senate" too."""
    if is_passive(verb):
        agents = children(verb, "obl:agent") or [c for c in children(verb, "obl") if preposition(c) == "by"]
        return distinct(n for c in agents for t in _signers(c) for n in names_listed(scene, t, can_sign))
    found = distinct(subject_names(scene, verb.head if _has_yet(verb) else verb, can_sign))
    subject = child(verb.head if _has_yet(verb) else verb, "nsubj")
    if not found and subject is not None and subject.lower_ in ("senate", "parliament", "congress", "government", "duma", "legislature"):
        owner = owner_name(scene, subject, is_state)
        found = [owner] if owner is not None else []
    return found


def _partners(scene: Scene, verb: Token, things: Sequence[Token]) -> list[Name]:
    found = [n for c in things for t in c.subtree if preposition(t) in ("with", "between") for n in names_listed(scene, t, can_sign)]
    return distinct([*found, *(n for t in obliques(verb, ("with",)) for n in names_listed(scene, t, can_sign))])


def _drafts(scene: Scene, verb: Token, deed: str, treaty: Ref, doers: list[Name]) -> Iterator[Draft]:
    """Yield one claim of one state, or one claim of the treaty with all states that are told."""
    if not doers and deed != "extended":
        return
    period = clause_date(scene, verb)
    if period is not None and treaty.start is not None and period.text in scene.doc.text[treaty.start : treaty.end]:
        period = None  # "withdrew from the nuclear deal of 2015 with Iran" dates no withdrawal
    negated = denies(verb) or _has_yet(verb)
    ending = _ending(scene, verb) if deed == "extended" else None
    first, last = spread([verb, *(d.first for d in doers if d.first >= verb.sent.start), *named_tokens(scene, treaty)])
    yield Draft(
        type="treaty",
        subject=doers[0].ref if len(doers) == 1 else treaty,
        predicate=deed,
        object=treaty if len(doers) == 1 else None,
        objects=tuple(d.ref for d in doers) if len(doers) > 1 else (),
        value=ending.end if ending is not None else None,
        first=first,
        last=last,
        negated=negated,
        period=None if ending is not None and period == ending else period,
    )


def named_tokens(scene: Scene, treaty: Ref) -> list[int]:
    """Return the first and the last token of a treaty's name."""
    words_ = scene.doc.char_span(treaty.start, treaty.end, alignment_mode="expand") if treaty.start is not None and treaty.end else None
    return [words_.start, words_.end - 1] if words_ is not None else []


def _is_certain(noun: Token) -> bool:
    """Whether an agreement is a certain one without a name: "an agreement on gas", "an agreement that makes Y a partner"."""
    told = [c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "acl:relcl", "advcl", "nmod")]
    told += [c for c in noun.head.children if c.i > noun.i and c.dep_ == "advcl"]
    dated = {c.i for c in told if preposition(c) == "of" and noun.doc[c.i].ent_type_ == "DATE"}
    return any(c.i not in dated and (c.dep_ != "nmod" or preposition(c) in ("on", "for", "of", "to", "under", "about")) for c in told)


def _ending(scene: Scene, verb: Token) -> DateRange | None:
    """Return the date of "extended until 2026"."""
    for c in children(verb, "obl"):
        if preposition(c) in ("until", "till", "to", "through") and (found := date_of(scene, c)) is not None:
            return found
    return None


def date_of(scene: Scene, noun: Token) -> DateRange | None:
    """Return the date that begins with a noun's phrase, wherever the parse hangs its year ("until February 2026")."""
    dates = scene.dates_in(noun.left_edge.i, min(noun.right_edge.i + _DATE, noun.sent.end))
    return dates[0].past if dates and dates[0].start <= noun.idx else None


def _of_region(scene: Scene, verb: Token, region: Name, things: list[Token]) -> Iterator[Draft]:
    """Read "the five Central Asian states signed a treaty in 2006": some agreement of them all; ``unit``: what a certain one is on."""
    period = clause_date(scene, verb)
    if period is None or denies(verb):
        return
    certain = [t for t in things if _is_certain(t)]
    inside = {
        t.i for d in scene.dates_in(verb.i, verb.sent.end) for t in scene.doc.char_span(d.start, d.end, alignment_mode="expand") or ()
    }
    about = [t.lower_ for t in scene.doc[verb.i + 1 : verb.sent.end] if t.pos_ in ("NOUN", "ADJ") and t not in things and t.i not in inside]
    first, last = spread([verb, *([region.first] if region.first >= verb.sent.start else [])])
    yield Draft(
        type="treaty",
        subject=region.ref,
        predicate="signed",
        period=period,
        unit=" ".join(about) if certain else None,
        first=first,
        last=last,
    )


def _with_partners(scene: Scene, verb: Token, doers: list[Name], partners: list[Name]) -> Iterator[Draft]:
    """Read "X signed a treaty with Y and Z", "X and Y signed an agreement": some agreement between them."""
    if not partners and len(doers) > 1:
        doers, partners = doers[:1], doers[1:]
    period = clause_date(scene, verb)
    for home in doers:
        others = tuple(p.ref for p in partners if p.ref.entity != home.ref.entity)
        if not others:
            continue
        first, last = spread([home.first if home.first >= verb.sent.start else verb, verb, *(p.last - 1 for p in partners)])
        yield Draft(
            type="treaty",
            subject=home.ref,
            predicate="signed",
            object=others[0] if len(others) == 1 else None,
            objects=others if len(others) > 1 else (),
            first=first,
            last=last,
            negated=denies(verb),
            period=period,
        )


def _from_normalising(scene: Scene, verb: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "X normalised relations with Y and Z under the Abraham Accords": all of them signed."""
    things = [c for c in children(verb, "obj") if c.lower_ in ("relations", "ties")]
    below = [c for c in children(verb, "obl", "nmod") if preposition(c) in ("under", "through", "by", "in", "as part of")]
    below += [g for c in (*things, *below) for g in children(c, "nmod", "conj") if preposition(g) in ("under", "through")]
    treaty = next((r for c in below for r in [treaty_of(scene, c, named)] if r is not None), None)
    treaty = treaty or next((t.ref for t in named if t.first > verb.i and scene.lower[t.first - 2 : t.first] == ("under", "the")), None)
    if not things or treaty is None or not is_asserted(verb):
        return
    everybody = distinct([*_doers(scene, verb), *_partners(scene, verb, things)])
    if len(everybody) > 1:
        first, last = spread([verb, *named_tokens(scene, treaty)])
        refs = tuple(n.ref for n in everybody)
        yield Draft(type="treaty", subject=treaty, predicate="signed", objects=refs, first=first, last=last, negated=denies(verb))


def _from_withdrawal(scene: Scene, noun: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "announced America's withdrawal from X in 2018", "Washington's withdrawal from X took effect on ..."."""
    things = [c for c in children(noun, "nmod") if preposition(c) == "from"]
    treaty = next((r for c in things for r in [treaty_of(scene, c, named)] if r is not None), None)
    verb = noun.head
    acts = listed("treaty", "told") | {"took", "came", "became", "happened", "occurred", "dates"}
    if treaty is None or verb.lower_ not in acts or not is_asserted(verb) or has_ceased(verb):
        return
    owner = owner_name(scene, noun, is_state) or next(iter(subject_names(scene, verb, is_state)), None)
    period = clause_date(scene, verb)
    if owner is None or period is None:
        return
    first, last = spread([noun, verb, *named_tokens(scene, treaty)])
    yield Draft(
        type="treaty", subject=owner.ref, predicate="left", object=treaty, period=period, first=first, last=last, negated=denies(verb)
    )
