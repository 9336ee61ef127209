"""Memberships in rarer words: "remains outside X", "has yet to join X", "adopted the euro", "among the members of X is Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    names_listed,
    owner_name,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.member_acts import status_given
from dragoman.extract.claimtypes.member_change import targets_of
from dragoman.extract.claimtypes.member_drafts import is_org, memberships, single_membership
from dragoman.extract.claimtypes.membership import bodies_of
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed, spoken_date, state_code, words
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import DateRange, Ref

_HAVING = frozenset({"has", "have", "had", "is", "are", "was", "were"})
_SEATED = frozenset({"has", "have", "hold", "holds", "occupy", "occupies"})
_NOT_YET = (("yet", "to"), ("still", "to"), ("declined", "to"), ("refused", "to"))
_DELAY_WORDS = 6  # "has, to this day, still to be"


def find_member_forms(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that tell a membership in rarer words."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in listed("membership", "remain"):
            yield from _from_remaining(scene, token)
        elif word in listed("membership", "sit"):
            yield from _from_sitting(scene, token)
        elif word in listed("membership", "join_bare"):
            yield from _from_delay(scene, token)
        elif word == "euro":
            yield from _from_currency(scene, token)
        elif word == "members" and preposition(token) == "among":
            yield from _from_inversion(scene, token)
        elif word in ("seat", "seats"):
            yield from _from_seats(scene, token)
        elif word in listed("membership", "entry") or word in listed("membership", "exit"):
            yield from _from_entry(scene, token)


def _from_remaining(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X remains outside the eurozone", "X has stayed in the EU"."""
    if not is_asserted(verb) or children(verb, "obj"):
        return
    for place in children(verb, "obl", "obl:unmarked", "xcomp"):
        out = preposition(place) == "of" and any(c.lower_ == "out" for c in verb.children)
        outside = out or preposition(place) in listed("membership", "outside") | {"out", "out of"}
        body = scene.name_at(place)
        if body is None or not is_org(body) or not (outside or preposition(place) in listed("membership", "inside")):
            continue
        mark = "was " if is_past(verb) else ""
        for owner in distinct(subject_names(scene, verb, is_state)):
            where = spread([owner.first if owner.first >= verb.sent.start else verb, verb, body.last - 1])
            yield single_membership(owner, f"{mark}member of", [body], where, negated=outside != is_denied(verb))


def _from_sitting(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X sits in the United Nations", "X sat on the Security Council in 2017"."""
    seats = [c for c in children(verb, "obl", "nmod") if preposition(c) in ("in", "on")]
    bodies = [n for c in seats for n in [scene.name_at(c)] if n is not None and is_org(n)][:1]
    bodies = bodies or [b for c in children(verb, "obl") if preposition(c) == "as" for b in bodies_of(scene, c)][:1]
    if not bodies or not is_asserted(verb):
        return
    mark, period = ("was ", clause_date(scene, verb)) if is_past(verb) else ("", None)
    status = status_given(verb) or "member"
    for owner in distinct(subject_names(scene, verb, is_state)):
        where = spread([owner.first if owner.first >= verb.sent.start else verb, verb, bodies[0].last - 1])
        yield single_membership(owner, f"{mark}{status} of", bodies, where, negated=is_denied(verb), period=period)


def _from_delay(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X has yet to join Y", "X has yet to become a member of Y", "X is yet to be admitted to Y" as: X is no member of Y."""
    before = scene.lower[max(verb.sent.start, verb.i - _DELAY_WORDS) : verb.i]
    having = next((w for w in before if w in _HAVING), None)
    late = before[-3:-1] if before[-1:] == ("be",) else before[-2:]
    if having is None or late not in _NOT_YET or (late[0] in ("declined", "refused") and having not in ("has", "have")):
        return
    members = [c for c in children(verb, "xcomp", "obj") if words()["membership"]["nouns"].get(c.lower_) == "member"]
    bodies = targets_of(scene, verb) or [b for c in members for b in bodies_of(scene, c)]
    if verb.lower_ == "become" and not members:
        return
    owners = distinct(subject_names(scene, verb, is_state) or subject_names(scene, verb.head, is_state)) if bodies else []
    if verb.lower_ in ("admit", "accept"):
        owners = distinct(n for c in children(verb, "obj") for n in names_listed(scene, c, is_state))
        bodies = [
            n for n in (subject_name(scene, verb, is_body) or subject_name(scene, verb.head, is_body),) if n is not None and is_org(n)
        ]
    mark = "was " if having in ("had", "was", "were") else ""
    yield from memberships(owners, f"{mark}member of", bodies, (verb.i,), negated=not is_denied(verb))


def _from_currency(scene: Scene, euro: Token) -> Iterator[Draft]:
    """Read "X adopted the euro in 2009", "X swapped the lat for the euro": X joined the euro area then.

    Who uses the currency by a treaty of its own is passed over.
    """
    verb = euro.head
    adopted = euro.dep_ == "obj" and verb.lower_ in listed("membership", "adopt")
    swapped = preposition(euro) in ("for", "to", "with", "by") and verb.lower_ in listed("membership", "swap")
    used = euro.dep_ == "obj" and verb.lower_ in ("use", "uses", "used")
    ousted = euro.dep_ == "nsubj" and verb.lower_ in ("replaced", "supplanted", "succeeded")
    if not (adopted or swapped or used or ousted) or not is_asserted(verb) or (verb.tag_ == "VB" and not is_denied(verb)):
        return
    piece = scene.doc[euro.i : euro.i + 1]
    area = Ref(start=piece.start_char, end=piece.end_char, entity="org:Eurozone", name="Euro area")
    body = Name(first=euro.i, last=euro.i + 1, ref=area, type="organisation", how="name")
    named = [owner_name(scene, c, is_state) for c in children(verb, "obj")] if ousted else subject_names(scene, verb, is_state)
    owners = distinct(o for o in named if o is not None and state_code(o.ref) not in listed("membership", "euro_users"))
    since = any(c.lower_ == "since" for t in verb.children for c in t.children)
    if used and not since:
        yield from memberships(owners, "member of", [body], (verb.i,), negated=is_denied(verb))
        return
    yield from memberships(owners, "joined", [body], (verb.i,), negated=is_denied(verb), period=clause_date(scene, verb))


def _from_inversion(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "Among the members of X is Y", "among X's members are Y and Z"."""
    head = noun.head
    copula = child(head, "cop")
    inverted = copula is not None and noun.i < copula.i < head.i
    if not is_state(scene.name_at(head)) or not inverted or not is_asserted(head):
        return
    for body in bodies_of(scene, noun)[:1]:
        for member in names_listed(scene, head, is_state):
            where = spread([noun, body.last - 1, member.last - 1])
            yield single_membership(member, ("was " if is_past(head) else "") + "member of", [body], where, negated=is_denied(head))


def _from_seats(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X and Y hold permanent seats on the Security Council"."""
    verb, told = noun.head, modifiers(noun)
    taken = verb.lower_ == "took"
    if noun.dep_ != "obj" or not (taken or verb.lower_ in _SEATED) or not is_asserted(verb):
        return
    near = [c for c in (*children(noun, "nmod"), *children(verb, "obl")) if preposition(c) in ("on", "in", "at")]
    bodies = [n for c in near for n in [scene.name_at(c)] if n is not None and is_org(n)][:1]
    status = "permanent member" if "permanent" in told and "non" not in told else "member"
    owners = distinct(subject_names(scene, verb, is_state)) if bodies else []
    period = clause_date(scene, verb) if taken else None
    if not taken or period is not None:
        yield from memberships(
            owners, "joined" if taken else f"{status} of", bodies, (noun.i, verb.i), negated=is_denied(verb), period=period
        )


def _from_entry(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X's accession to Y was completed in 2012", "X's entry into Y in 2004 ended ...", "the withdrawal of X from Y in 2009"."""
    verb = noun.head
    owner, bodies = owner_name(scene, noun, is_state), bodies_of(scene, noun)
    if owner is None or not bodies or modifiers(noun) - {"full", "formal", "official", "the", "its", "final", "eventual"}:
        return
    own = _own_date(scene, noun)
    told = noun.dep_ in ("nsubj", "nsubj:pass") and verb.lower_ in listed("membership", "completed") and is_asserted(verb)
    period = clause_date(scene, verb) if told else own
    if period is None or (not told and (not _is_over(scene, period) or not is_asserted(verb))):
        return
    predicate = "joined" if noun.lower_ in listed("membership", "entry") else "left"
    yield from memberships([owner], predicate, bodies, (noun.i, verb.i), negated=told and is_denied(verb), period=period)


def _own_date(scene: Scene, noun: Token) -> DateRange | None:
    """Return the date that a noun has for itself: "X's entry into Y in March 2004"."""
    for c in children(noun, "nmod", "nmod:unmarked"):
        if preposition(c) in ("in", "on", "at", ""):
            found = spoken_date(scene, c.left_edge.i, c.right_edge.i + 1)
            if found is not None:
                return found
    return None


def _is_over(scene: Scene, period: DateRange) -> bool:
    """Whether a date lies before the document's: an entry to come is none."""
    return bool(period.end and scene.document.published and period.end < scene.document.published[:10])
