"""Claims about how agreements stand: in force or not, extended until when, and who is party to them."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, has_ceased, is_asserted, is_denied, is_past, names_listed, subject_names
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_state, listed
from dragoman.extract.claimtypes.treaty import can_sign, date_of, named_tokens
from dragoman.extract.claimtypes.treaty_names import NamedTreaty, treaties_in, treaty_of
from dragoman.extract.grammar import child, children, obliques, preposition, subjects
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]


def find_treaty_states(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that an agreement is in force, or has somebody for a party."""
    wanted = (
        listed("treaty", "take_part")
        | {"bound"}
        | listed("treaty", "force")
        | listed("treaty", "parties")
        | listed("treaty", "outside")
        | listed("treaty", "expired")
    )
    if not wanted & set(scene.lower[slice(*sentence)]):
        return
    named = treaties_in(scene, sentence)
    for i in range(*sentence):
        low, token = scene.lower[i], scene.tokens[i]
        if low in listed("treaty", "force") and preposition(token) == "into":
            yield from _from_entry(scene, token, named)
        elif low in listed("treaty", "force") and preposition(token) == "in":
            yield from _from_force(scene, token, named)
        elif low in listed("treaty", "expired") and token.pos_ == "VERB":
            yield from _from_expiry(scene, token, named)
        elif low in listed("treaty", "parties"):
            yield from _from_party(scene, token, named)
        elif low in listed("treaty", "take_part") or low == "bound":
            yield from _from_taking_part(scene, token, named)
        elif low in listed("treaty", "outside") and token.dep_ == "case":
            yield from _from_outside(scene, token.head, named)


def _treaty_subject(scene: Scene, verb: Token, named: list[NamedTreaty]) -> Ref | None:
    return next((r for s in subjects(verb) for t in [_at(named, s)] if t is not None for r in [t.ref]), None)


def _at(named: list[NamedTreaty], token: Token) -> NamedTreaty | None:
    return next((t for t in named if t.first <= token.i < t.last), None)


def _from_force(scene: Scene, noun: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "X is (no longer) in force", "X remains in force until 2021", "X has not been in force since 2019"."""
    holder = noun if child(noun, "cop") is not None else noun.head
    if holder != noun and holder.lower_ not in listed("treaty", "stay"):
        return
    treaty = _treaty_subject(scene, holder, named)
    if treaty is None or not is_asserted(holder):
        return
    until = _date_after(scene, holder, noun, ("until", "till", "through"))
    since = _date_after(scene, holder, noun, ("since", "from"))
    period = since or (clause_date(scene, holder) if until is None and is_past(holder) else None)
    predicate = "was in force" if is_past(holder) else "in force"
    yield _draft(scene, treaty, predicate, [holder, noun], negated=is_denied(holder) != has_ceased(holder), period=period, until=until)


def _from_entry(scene: Scene, noun: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "X has not entered into force"; an entry with its date is read with the dates of events."""
    verb = noun.head
    treaty = _treaty_subject(scene, verb, named) if verb.lower_ in ("entered", "come", "came", "gone", "went") else None
    if treaty is not None and is_asserted(verb) and clause_date(scene, verb) is None:
        yield _draft(scene, treaty, "entered into force", [verb, noun], negated=is_denied(verb))


def _date_after(scene: Scene, holder: Token, noun: Token, ways: tuple[str, ...]) -> DateRange | None:
    for c in [*children(holder, "obl", "nmod", "advcl"), *children(noun, "nmod")]:
        if preposition(c) in ways and (found := date_of(scene, c)) is not None:
            return found
    return None


def _from_expiry(scene: Scene, verb: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "X has expired": one that gives a date is read with the dates of events."""
    treaty = _treaty_subject(scene, verb, named)
    if treaty is not None and is_asserted(verb) and clause_date(scene, verb) is None:
        yield _draft(scene, treaty, "expired", [verb], negated=is_denied(verb) or _not_yet(verb))


def _not_yet(verb: Token) -> bool:
    return any(c.lower_ == "yet" for c in verb.children)


def _from_party(scene: Scene, noun: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "A is (not, one of the) party to X", "A, a party to X", "The parties to X include A and B", "X has A as a party"."""
    treaty = next((r for t in obliques(noun, ("to", "of")) for r in [treaty_of(scene, t, named)] if r is not None), None)
    if treaty is None:
        return
    if noun.lower_.startswith("member") and not any(t.ref == treaty for t in named):
        return
    holder = noun.head if noun.dep_ == "nmod" and noun.head.lower_ in ("one", "two", "both", "among") else noun
    if noun.dep_ in ("nsubj", "nsubj:outer"):
        verb = noun.head
        if verb.lower_ in listed("treaty", "include"):
            homes = [n for c in children(verb, "obj") for n in names_listed(scene, c, can_sign)]
        else:
            homes = names_listed(scene, verb, can_sign) if child(verb, "cop") is not None else []
        if homes and is_asserted(verb):
            yield from _parties(scene, treaty, distinct(homes), [verb, noun], negated=is_denied(verb), past=is_past(verb))
    elif child(holder, "cop") is not None and is_asserted(holder):
        homes = distinct(subject_names(scene, holder, can_sign))
        negated = is_denied(holder) != has_ceased(holder)
        yield from _parties(scene, treaty, homes, [holder, noun], negated=negated, past=is_past(holder))
    elif noun.dep_ in ("appos", "acl", "parataxis"):
        homes = [n for n in [scene.name_at(noun.head)] if n is not None and is_state(n)]
        former = any(c.lower_ in ("former", "original") for c in noun.children)
        yield from _parties(scene, treaty, homes, [noun], past=former)
    elif noun.dep_ == "xcomp" and noun.head.lower_ in ("remains", "remained", "became", "stays") and is_asserted(noun.head):
        homes = distinct(subject_names(scene, noun.head, can_sign))
        yield from _parties(scene, treaty, homes, [noun.head, noun], negated=is_denied(noun.head), past=noun.head.lower_ == "became")


def _from_taking_part(scene: Scene, verb: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "A takes part in X", "A is (not) bound by X"."""
    if verb.lower_.startswith(("take", "took", "taking")) and not any(c.lower_ == "part" for c in children(verb, "obj")):
        return
    way = ("by",) if verb.lower_ == "bound" else ("to",) if verb.lower_.startswith("belong") else ("in",)
    things = [c for c in children(verb, "obl", "obl:agent") if preposition(c) in way]
    things += [g for c in children(verb, "obj") for g in children(c, "nmod") if preposition(g) in way]
    treaty = next((t.ref for c in things for t in named if t.first <= c.i < t.last), None)
    if treaty is None or not is_asserted(verb):
        return
    homes = distinct(subject_names(scene, verb, can_sign))
    yield from _parties(
        scene, treaty, homes, [verb], negated=is_denied(verb) != has_ceased(verb), past=is_past(verb) and verb.lower_ != "bound"
    )


def _from_outside(scene: Scene, noun: Token, named: list[NamedTreaty]) -> Iterator[Draft]:
    """Read "A remains outside X": it is no party to it."""
    treaty = next((t.ref for t in named if t.first <= noun.i < t.last), None)
    holder = noun if child(noun, "cop") is not None else noun.head
    if treaty is None or (holder != noun and holder.lower_ not in listed("treaty", "stay")) or not is_asserted(holder):
        return
    for home in distinct(subject_names(scene, holder, is_state)):
        yield from _parties(scene, treaty, [home], [holder, noun], negated=not is_denied(holder))


def _parties(
    scene: Scene, treaty: Ref, homes: list[Name], at: list[Token], *, negated: bool = False, past: bool = False
) -> Iterator[Draft]:
    if not homes:
        return
    first, last = spread([*at, *(h.first for h in homes if h.first >= at[0].sent.start), *named_tokens(scene, treaty)])
    single = len(homes) == 1
    signed = at[-1].lower_.startswith("signator") or any(t.lower_.startswith("signator") for t in at)
    yield Draft(
        type="treaty",
        subject=homes[0].ref if single else treaty,
        predicate="signed" if signed and not negated else ("was " if past else "") + "party to",
        object=treaty if single else None,
        objects=() if single else tuple(h.ref for h in homes),
        first=first,
        last=last,
        negated=negated,
    )


def _draft(
    scene: Scene,
    treaty: Ref,
    predicate: str,
    at: list[Token],
    *,
    negated: bool,
    period: DateRange | None = None,
    until: DateRange | None = None,
) -> Draft:
    first, last = spread([*at, *named_tokens(scene, treaty)])
    return Draft(
        type="treaty",
        subject=treaty,
        predicate=predicate,
        value=until.end if until is not None else None,
        period=period,
        first=first,
        last=last,
        negated=negated,
    )
