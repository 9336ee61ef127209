"""Claims that a state has no coast: "landlocked X", "X has no access to the sea"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    modifiers,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed
from dragoman.extract.grammar import child, children, obliques, preposition

_Words = tuple[int, int]


def find_landlocked(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence that a state has no coast."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in ("landlocked", "land-locked") or (word == "locked" and i > sentence[0] + 1 and scene.lower[i - 2 : i] == ("land", "-")):
            yield from _from_landlocked(scene, token)
        elif word in listed("border", "coast") | listed("border", "access"):
            yield from _from_no_coast(scene, token)


def _landlocked(home: Name, where: Token, predicate: str, *, negated: bool) -> Draft:
    first, last = spread([home.first if home.first >= where.sent.start else where.i, where.i])
    return Draft(type="border", subject=home.ref, predicate=predicate, negated=negated, first=first, last=last)


def _from_landlocked(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "X is (not) landlocked", "landlocked X", "X, a landlocked country,", "X is a doubly landlocked state"."""
    before = {scene.lower[k] for k in range(max(word.sent.start, word.i - 3), word.i)}
    near = {scene.lower[k] for k in range(max(word.sent.start, word.i - 1), word.i)} | {c.lower_ for c in word.children}
    if near & listed("border", "hardly"):
        return
    predicate = "doubly landlocked" if near & {"doubly", "double"} else "landlocked"
    after = scene.by_token.get(word.i + 1)
    if after is not None and is_state(after) and after.how == "name":
        yield _landlocked(after, word, predicate, negated=False)  # "landlocked Uzbekistan"
        return
    if word.i == word.sent.start and word.dep_ != "ROOT" and after is None:
        home = subject_name(scene, word.sent.root, is_state)  # "Landlocked and poor, Tajikistan ..."
        if home is not None and home.how == "name":
            yield _landlocked(home, word, predicate, negated=False)
        return
    noun = word.head if word.dep_ in ("amod", "compound") else word
    clause = noun.head if noun.dep_ == "xcomp" else noun
    for _ in range(3):
        if child(clause, "cop", "aux:pass") is not None or not (
            clause.dep_ == "conj" or (clause.dep_ == "nmod" and clause.head.lower_ == "one")
        ):
            break
        clause = clause.head  # "one of only two doubly landlocked countries", "large and landlocked"
    denied = "not" in before & {"not"} and child(clause, "cop") is None
    if child(clause, "cop", "aux:pass") is not None or noun.dep_ == "xcomp":
        if is_asserted(clause):
            yield from _all_landlocked(scene, clause, word)
            for home in distinct(subject_names(scene, clause, is_state)):
                yield _landlocked(home, word, predicate, negated=is_denied(clause) or is_denied(noun))
        return
    apposed = scene.name_at(noun.head) if noun.dep_ in ("appos", "parataxis", "acl") else _name_apposed(scene, noun)
    if apposed is not None and is_state(apposed) and not denied:
        yield _landlocked(apposed, word, predicate, negated=is_denied(noun))


def _all_landlocked(scene: Scene, clause: Token, word: Token) -> Iterator[Draft]:
    """Read "all five Central Asian countries are landlocked"."""
    subject = child(clause, "nsubj", "nsubj:pass")
    if subject is None or "all" not in {t.lower_ for t in subject.subtree} or is_denied(clause):
        return
    inner = [scene.name_at(t) for t in subject.subtree]
    bodies = distinct(n for n in inner if n is not None and is_body(n))
    if len(bodies) == 1:
        first, last = spread([bodies[0].first, word.i])
        yield Draft(type="border", subject=bodies[0].ref, predicate="all landlocked", first=first, last=last)


def _name_apposed(scene: Scene, noun: Token) -> Name | None:
    """Return the state of "the landlocked country of X", "a landlocked nation, X ..."."""
    for c in children(noun, "appos", "flat", "nmod", "nmod:desc"):
        name = scene.name_at(c)
        if c.i > noun.i and is_state(name) and preposition(c) in ("", "of"):
            return name
    return None


def _from_no_coast(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X has no coastline", "X has no access to the sea", "X lacks an outlet to the sea"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lower_ not in ("has", "have", "lacks", "lack", "lacking", "having") or not is_asserted(verb):
        return
    told = modifiers(noun)
    if noun.lower_ in listed("border", "access") and not any(
        t.lower_ in listed("border", "seas") for t in [*obliques(noun, ("to", "onto")), *obliques(verb, ("to", "onto"))]
    ):
        return
    if noun.lower_ not in listed("border", "access") and [*obliques(noun, ("on", "along")), *obliques(verb, ("on", "along"))]:
        return  # "a coast on the Caspian Sea", which leads to no ocean
    no = "no" in told or verb.lower_.startswith("lack") or is_denied(verb)
    if any(n for c in children(noun, "nmod") for n in [scene.name_at(c)]) or told - {
        "no",
        "a",
        "an",
        "any",
        "direct",
        "sea",
        "own",
        "its",
        "the",
    }:
        return  # "no access to the Black Sea", "no Baltic coast"
    home = subject_name(scene, verb, is_state)
    if home is not None and (no or noun.lower_ not in listed("border", "access")):
        yield _landlocked(home, noun, "landlocked", negated=not no)
