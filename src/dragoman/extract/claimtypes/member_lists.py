"""Lists of an organisation's members: "the bloc (also) includes A and B", "A and B make up X"."""

from collections.abc import Iterator
from functools import lru_cache

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
from dragoman.extract.claimtypes.member_drafts import is_org, list_members, memberships
from dragoman.extract.claimtypes.membership import bodies_of
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, words
from dragoman.extract.grammar import child, children, conjuncts, preposition, relative_clause, subjects


def find_member_lists(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), that list an organisation's members."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word not in _words_of_lists():
            continue
        verb = scene.tokens[i]
        if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADP"):
            continue
        if word in listed("membership", "found"):
            yield from _from_founding(scene, verb)
        elif word in listed("membership", "form") and _forms_a_body(scene, verb):
            yield from _from_forming(scene, verb)
        elif any(word in listed("membership", name) for name in ("include", "consist", "made_of")):
            yield from _from_list_verb(scene, verb)


@lru_cache(maxsize=1)
def _words_of_lists() -> frozenset[str]:
    return frozenset().union(*(listed("membership", name) for name in ("found", "form", "include", "consist", "made_of")))


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
    regions = [n for s in subjects(verb) for t in conjuncts(s) for n in [scene.name_at(t)] if _is_region(n)]
    members = distinct([*subject_names(scene, verb, is_state), *(n for n in regions if n is not None)])
    if verb.lower_ in ("make", "made", "makes") and "up" not in {c.lower_ for c in verb.children}:
        return
    if body is None or not is_org(body) or not is_asserted(verb):
        return
    if len(members) < 2:
        return
    where = spread([members[0].first, verb, body.last - 1])
    yield list_members(body, members, exact=True, past=is_past(verb), where=where, negated=is_denied(verb))


def _is_region(name: Name | None) -> bool:
    return name is not None and str(name.ref.entity).startswith("region:")


def _from_founding(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X (together with Y) founded the body": who founds a body belongs to it from then on."""
    passive = children(verb, "obl:agent")
    bodies = [
        n for c in children(verb, *(("nsubj:pass",) if passive else ("obj",))) for n in [scene.name_at(c)] if is_org(n) and n is not None
    ]
    if len(bodies) != 1 or not is_asserted(verb):
        return
    states = [n for c in passive for n in names_listed(scene, c, is_state)] or subject_names(scene, verb, is_state)
    owners = distinct([*states, *_named_beside(scene, verb)])
    yield from memberships(owners, "founder of", bodies, (verb.i,), negated=is_denied(verb))


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
            if text_tokens[k : k + len(parts)] == parts and _governs(verb, scene.tokens[at]):
                nxt = scene.tokens[at + len(parts)]
                head = next((t for t in (nxt, *nxt.ancestors) if is_state(scene.name_at(t))), None)
                found += names_listed(scene, head, is_state) if head is not None else []
    return found


def _governs(verb: Token, token: Token) -> bool:
    return verb in token.ancestors
