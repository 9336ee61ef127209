"""Lists and numbers of an organisation's members: "the bloc (also) includes A and B", "A and B make up X", "X has 30 members"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    names_listed,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.membership import bodies_of, is_org, list_members, single_membership
from dragoman.extract.claimtypes.numbers import Figure, read_number
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed, words
from dragoman.extract.grammar import child, children, preposition, relative_clause, subjects


def find_member_lists(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that list or count an organisation's members."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word in listed("membership", "counted"):
            yield from _from_count(scene, scene.doc[i])
        verb = scene.doc[i]
        if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADP"):
            continue
        if word in listed("membership", "found"):
            yield from _from_founding(scene, verb)
        elif word in listed("membership", "form") and _forms_a_body(scene, verb):
            yield from _from_forming(scene, verb)
        elif any(word in listed("membership", name) for name in ("include", "consist", "made_of")):
            yield from _from_list_verb(scene, verb)


def _from_list_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "the bloc (also) includes A, B and C", "X consists of A and B"."""
    word = verb.lower_
    consists = word in listed("membership", "consist") or word in listed("membership", "made_of")
    if not is_asserted(verb) or (word in listed("membership", "made_of") and child(verb, "aux:pass", "nsubj:pass") is None):
        return
    members: list[Name] = []
    for c in verb.children:
        if c.dep_ == "obj" or (c.dep_ in ("obl", "nmod") and (preposition(c) in ("of", "up of", "together") or not preposition(c))):
            members += names_listed(scene, c, is_state)
    if word in ("brings", "has", "counts", "groups") and len(members) < 2:
        return
    body = subject_name(scene, verb, is_body) or _members_of(scene, verb)
    if (
        body is not None
        and body.how == "pronoun"
        and any(is_body(n) and n.how == "name" for n in scene.names_in(max(0, min(verb.sent.start, verb.i - 9)), verb.i))
    ):
        return  # which of the bodies in one sentence "it" means is not settled
    if body is None or not members or not str(body.ref.entity).startswith("org:") or not _is_surely_meant(scene, verb, body):
        return
    members = distinct([*members, *_named_beside(scene, verb)])
    where = spread(
        [body.first if body.first >= verb.sent.start else verb, verb, *(m.first for m in members), *(m.last - 1 for m in members)]
    )
    yield list_members(body, members, exact=consists, past=is_past(verb), where=where, negated=is_denied(verb))


def _is_surely_meant(scene: Scene, verb: Token, body: Name) -> bool:
    """Whether the subject of a list verb names a body, or points at one as such ("the bloc", "which"), not by a mere "it" or "this"."""
    subject = child(verb, "nsubj", "nsubj:pass")
    if subject is None or scene.name_at(subject) is body:
        return True
    if subject.lower_ in ("it", "this", "that", "these", "they", "those"):
        return relative_clause(subject) is not None and subject.lower_ == "that"
    return True


def _forms_a_body(scene: Scene, verb: Token) -> bool:
    return verb.pos_ == "VERB" and any(c.dep_ == "obj" and is_body(scene.name_at(c)) for c in verb.children)


def _from_forming(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "A, B and C make up the bloc"."""
    body = next((n for c in children(verb, "obj") for n in [scene.name_at(c)] if is_body(n)), None)
    members = distinct(subject_names(scene, verb, is_state))
    if verb.lower_ in ("make", "made", "makes") and "up" not in {c.lower_ for c in verb.children}:
        return
    if body is None or not is_org(body) or not is_asserted(verb):
        return
    counted = next((c for c in subjects(verb) if c.lower_ in listed("membership", "counted") and child(c, "nummod") is not None), None)
    if counted is not None and not members:
        figure = read_number(children(counted, "nummod")[0])
        if figure is not None:
            yield _count_draft(body, figure, spread([counted, verb, body.last - 1]), negated=is_denied(verb), past=is_past(verb))
        return
    if len(members) < 2:
        return
    where = spread([members[0].first, verb, body.last - 1])
    yield list_members(body, members, exact=True, past=is_past(verb), where=where, negated=is_denied(verb))


def _from_founding(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X (together with Y) founded the body": who founds a body belongs to it from then on."""
    bodies = [n for c in children(verb, "obj") for n in [scene.name_at(c)] if is_org(n) and n is not None]
    if len(bodies) != 1 or not is_asserted(verb):
        return
    for owner in distinct([*subject_names(scene, verb, is_state), *_named_beside(scene, verb)]):
        where = spread([owner.first, verb, bodies[0].last - 1])
        yield single_membership(owner, "joined", bodies, where, negated=is_denied(verb), period=clause_date(scene, verb))


def _members_of(scene: Scene, verb: Token) -> Name | None:
    """Return the body of "members of the bloc include ...", "membership of the bloc comprises"."""
    subject = child(verb, "nsubj")
    if subject is None or subject.lower_ not in ("members", "membership"):
        return None
    return next(iter(bodies_of(scene, subject)), None)


def _named_beside(scene: Scene, verb: Token) -> list[Name]:
    """Return the states of "in addition to Russia and Kazakhstan" in the same clause."""
    text_tokens = [t.lower_ for t in verb.sent]
    found: list[Name] = []
    for phrase in words()["membership"]["beside"]:
        parts = phrase.split()
        for k in range(len(text_tokens) - len(parts)):
            at = verb.sent.start + k
            if text_tokens[k : k + len(parts)] == parts and _governs(verb, scene.doc[at]):
                nxt = scene.doc[at + len(parts)]
                head = next((t for t in (nxt, *nxt.ancestors) if is_state(scene.name_at(t))), None)
                found += names_listed(scene, head, is_state) if head is not None else []
    return found


def _governs(verb: Token, token: Token) -> bool:
    return verb in token.ancestors


def _from_count(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "NATO has 30 members", "the bloc of five members"."""
    if noun.lower_ not in listed("membership", "counted") or noun.lower_ == "member":
        return
    number = child(noun, "nummod")
    verb = noun.head
    if (
        number is None
        or noun.dep_ != "obj"
        or verb.lower_ not in ("has", "have", "had", "counts", "counted", "numbers", "includes", "comprises")
        or not is_asserted(verb)
    ):
        return
    body = subject_name(scene, verb, is_body)
    figure = read_number(number)
    if body is None or figure is None or not str(body.ref.entity).startswith("org:"):
        return
    where = spread([body.first if body.first >= verb.sent.start else verb, noun])
    yield _count_draft(body, figure, where, negated=is_denied(verb), past=is_past(verb))


def _count_draft(body: Name, figure: Figure, where: tuple[int, int], *, negated: bool, past: bool) -> Draft:
    return Draft(
        type="membership",
        subject=body.ref,
        predicate=("was " if past else "") + "has members",
        value=figure.value,
        unit="members",
        approx=figure.approx,
        first=where[0],
        last=where[1],
        negated=negated,
    )
