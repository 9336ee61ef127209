"""Memberships in rarer words: "remains outside X", "has yet to join X", "adopted the euro", "among the members of X is Y"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, is_asserted, is_denied, is_past, names_listed, owner_name, subject_names
from dragoman.extract.claimtypes.membership import bodies_of, is_org, single_membership, targets_of
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_state, listed, state_code
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import Ref

_HAVING = frozenset({"has", "have", "had"})


def find_member_forms(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that tell a membership in rarer words."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.doc[i]
        if word in listed("membership", "remain"):
            yield from _from_remaining(scene, token)
        elif word in listed("membership", "sit"):
            yield from _from_sitting(scene, token)
        elif word in listed("membership", "join_bare"):
            yield from _from_delay(scene, token)
        elif word == "euro" and token.dep_ == "obj":
            yield from _from_currency(scene, token)
        elif word == "members" and preposition(token) == "among":
            yield from _from_inversion(scene, token)
        elif word in listed("membership", "entry") or word in listed("membership", "exit"):
            yield from _from_entry(scene, token)


def _from_remaining(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X remains outside the eurozone", "X has stayed in the EU"."""
    if not is_asserted(verb):
        return
    for place in children(verb, "obl", "obl:unmarked", "xcomp"):
        outside = preposition(place) in listed("membership", "outside") | {"out", "out of"}
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
    if not bodies or not is_asserted(verb):
        return
    mark, period = ("was ", clause_date(scene, verb)) if is_past(verb) else ("", None)
    for owner in distinct(subject_names(scene, verb, is_state)):
        where = spread([owner.first if owner.first >= verb.sent.start else verb, verb, bodies[0].last - 1])
        yield single_membership(owner, f"{mark}member of", bodies, where, negated=is_denied(verb), period=period)


def _from_delay(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X has yet to join Y" as: X is no member of Y."""
    having = verb.head
    yet = any(c.lower_ == "yet" for c in (*having.children, *verb.children) if c.i < verb.i)
    if verb.dep_ not in ("xcomp", "advcl", "ccomp") or having.lower_ not in _HAVING or not yet or is_denied(having):
        return
    bodies = targets_of(scene, verb)
    for owner in distinct(subject_names(scene, having, is_state)) if bodies else []:
        where = spread([owner.first if owner.first >= verb.sent.start else verb, verb, *(b.last - 1 for b in bodies)])
        mark = "was " if having.lower_ == "had" else ""
        yield single_membership(owner, f"{mark}member of", bodies, where, negated=True)


def _from_currency(scene: Scene, euro: Token) -> Iterator[Draft]:
    """Read "X adopted the euro in 2009": X joined the euro area then. Who uses the currency by a treaty of its own is passed over."""
    verb = euro.head
    if verb.lower_ not in listed("membership", "adopt") or not is_asserted(verb):
        return
    words = scene.doc[euro.i : euro.i + 1]
    area = Ref(start=words.start_char, end=words.end_char, entity="org:Eurozone", name="Euro area")
    body = Name(first=euro.i, last=euro.i + 1, ref=area, type="organisation", how="name")
    for owner in distinct(subject_names(scene, verb, is_state)):
        if state_code(owner.ref) not in listed("membership", "euro_users"):
            where = spread([owner.first if owner.first >= verb.sent.start else verb, verb, euro])
            yield single_membership(owner, "joined", [body], where, negated=is_denied(verb), period=clause_date(scene, verb))


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


def _from_entry(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X's accession to Y was completed in 2012", "the withdrawal of X from Y took effect in 2009"."""
    verb = noun.head
    if noun.dep_ not in ("nsubj", "nsubj:pass") or verb.lower_ not in listed("membership", "completed") or not is_asserted(verb):
        return
    owner, bodies, period = owner_name(scene, noun, is_state), bodies_of(scene, noun), clause_date(scene, verb)
    if owner is None or not bodies or period is None:
        return
    predicate = "joined" if noun.lower_ in listed("membership", "entry") else "left"
    where = spread([owner.first, noun, verb, *(b.last - 1 for b in bodies)])
    yield single_membership(owner, predicate, bodies, where, negated=is_denied(verb), period=period)
