"""What a body does to a state's membership: "the SCO admitted India", "NATO welcomed Sweden as its 32nd member"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    name_of_token,
    names_listed,
    subject_name,
)
from dragoman.extract.claimtypes.member_drafts import is_org, memberships
from dragoman.extract.claimtypes.scene import Name, Scene, clause_date, is_body, is_state, listed, words
from dragoman.extract.grammar import children, preposition

# The list that a verb stands in -> what the act makes of the state's membership.
_ACTS = (("takes_in", "joined"), ("suspend", "was suspended of"), ("expel", "left"))


def find_member_acts(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), whose subject is a body and whose object is a state."""
    for i in range(*sentence):
        if scene.lower[i] in listed("membership", "suspend") and scene.tokens[i].head.lower_ in listed("membership", "keep"):
            yield from _from_keeping(scene, scene.tokens[i].head, scene.tokens[i])
            continue
        act = next((told for name, told in _ACTS if scene.lower[i] in listed("membership", name)), None)
        if act is not None:
            yield from _from_act(scene, scene.tokens[i], act)
        elif scene.lower[i] == "include":
            yield from _from_widening(scene, scene.tokens[i])


def status_given(verb: Token) -> str | None:
    """Return the status that a verb's "as a full member", "as an observer" gives; None where it has no such words."""
    nouns = words()["membership"]["nouns"]
    for c in children(verb, "obl", "nmod", "xcomp", "advcl"):
        if preposition(c) == "as" and nouns.get(c.lower_):
            told = modifiers(c)
            table = words()["membership"]["adjectives"]
            return next((table[w] for w in table if w in told), str(nouns[c.lower_]))
    return None


def _from_act(scene: Scene, verb: Token, act: str) -> Iterator[Draft]:
    if verb.pos_ != "VERB" or not is_asserted(verb) or verb.tag_ == "VB":
        return
    if verb.tag_ == "VBG" and (verb.dep_ not in ("advcl", "conj") or any(c.dep_ in ("mark", "case") for c in verb.children)):
        return  # "without suspending X", "the cost of expelling X"
    if verb.lower_ == "took" and not any(c.lower_ == "in" for c in children(verb, "compound:prt")):
        return
    if any(c.lower_ == "membership" for c in verb.children):
        return  # "suspended X's membership" is read off the noun
    given, period = status_given(verb), clause_date(scene, verb)
    if verb.lower_ in listed("membership", "needs_as") and given is None:
        return  # NATO may welcome a state to a summit
    body = subject_name(scene, verb, is_body) or _body_of_organ(scene, verb)
    if body is None or not is_org(body) or body.how == "pronoun":
        return
    predicate = act if given in (None, "member") or act != "joined" else f"was {given} of"
    yield from memberships(_objects(scene, verb), predicate, [body], (verb.i,), negated=is_denied(verb), period=period)


def _from_keeping(scene: Scene, verb: Token, state: Token) -> Iterator[Draft]:
    """Read "Y has kept X suspended since the coup": X is suspended; when that began the words leave open."""
    body = subject_name(scene, verb, is_body) or _body_of_organ(scene, verb)
    if body is None or not is_org(body) or body.how == "pronoun" or not is_asserted(verb) or verb.pos_ != "VERB":
        return
    kept = _objects(scene, verb) or [n for c in children(state, "nsubj", "nsubj:pass") for n in names_listed(scene, c, is_state)]
    mark = "was " if is_past(verb) else ""
    yield from memberships(kept, f"{mark}suspended of", [body], (verb.i, state.i), negated=is_denied(verb))


def _body_of_organ(scene: Scene, verb: Token) -> Name | None:
    """Return the body whose leaders, ministers or members act: "EU leaders admitted X"."""
    organs = [c for c in children(verb, "nsubj") if c.lower_ in listed("membership", "organs")]
    named = [scene.name_at(g) for c in organs for g in children(c, "compound", "nmod:poss", "nmod")]
    return next((n for n in named if is_org(n)), None)


def _objects(scene: Scene, verb: Token) -> list[Name]:
    """Return the states that a verb has for its object; a passive has none."""
    if any(c.dep_ in ("aux:pass", "nsubj:pass") for c in verb.children):
        return []
    objects = children(verb, "obj") or children(verb, "iobj")
    named = [n for c in objects for n in names_listed(scene, c, is_state)]
    return distinct(named or [n for c in objects for n in [name_of_token(scene, c, is_state)] if n is not None and c.lower_ == "country"])


def _from_widening(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "the SCO expanded in 2023 to include Iran", "NATO was enlarged to include Sweden"."""
    above = verb.head
    if above.lower_ not in listed("membership", "growing") or verb.dep_ not in ("advcl", "xcomp") or not is_asserted(above):
        return
    body = next((n for c in children(above, "nsubj", "nsubj:pass") for n in [name_of_token(scene, c, is_body)] if is_org(n)), None)
    if body is None or not is_past(above):
        return
    period = clause_date(scene, above) or clause_date(scene, verb)
    yield from memberships(_objects(scene, verb), "joined", [body], (verb.i,), negated=is_denied(above), period=period)
