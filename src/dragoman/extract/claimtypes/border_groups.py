"""Claims about who alone in a group borders a state, and who borders all of a group."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.border_forms import COUNTED
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    modifiers,
    names_listed,
    subject_names,
)
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
WORLD = Ref(name="the world", entity="region:world")


def find_sole_borders(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield "X is the only Central Asian state that borders Y", "only X borders Y", "X borders all of the Central Asian states"."""
    for i in range(*sentence):
        token = scene.tokens[i]
        if scene.lower[i] in listed("border", "verbs") and token.pos_ == "VERB":
            verb, met = token, [c for c in token.children if c.dep_ in ("obj", "obl", "obl:agent") and preposition(c) in ("", "with", "on")]
        elif scene.lower[i] in listed("border", "nouns") and token.dep_ == "obj" and token.head.lower_ in listed("border", "share"):
            verb, met = token.head, [*obliques(token, ("with",)), *obliques(token.head, ("with",))]
        else:
            continue
        sole = verb.dep_ == "acl" and bool(modifiers(verb.head) & listed("border", "only"))  # "the only state to border"
        if not (is_asserted(verb) or (sole and is_asserted(verb.head))) or is_denied(verb):
            continue
        yield from _all_of(scene, verb, met, i)
        others = distinct(n for t in met for n in names_listed(scene, t, is_state))
        homes = _bordering(scene, verb)
        group = _group_alone(scene, verb, sentence)
        if group is not None and len(homes) == 1 and others:
            first, last = spread([i, *(n.first for n in homes if n.first >= sentence[0]), *(o.last - 1 for o in others)])
            refs = (*(o.ref for o in others), group)
            yield Draft(type="border", subject=homes[0].ref, predicate="alone borders", objects=refs, first=first, last=last)


def _bordering(scene: Scene, verb: Token) -> list[Name]:
    """Return the states that a verb of bordering is said of, those of "X is the only state to border Y" included."""
    found = distinct(subject_names(scene, verb, is_state))
    return found or (distinct(subject_names(scene, verb.head, is_state)) if verb.dep_ == "acl" else [])


def _group_alone(scene: Scene, verb: Token, sentence: _Words) -> Ref | None:
    """Return the group of which the subject alone does it: "the only Central Asian state that", "of the five ..., only X"."""
    noun = verb.head if verb.dep_ in ("acl", "acl:relcl") else None
    if noun is not None and modifiers(noun) & listed("border", "only"):
        inner = [scene.name_at(c) for c in noun.children if c.dep_ in ("amod", "compound", "nmod", "nmod:unmarked", "nmod:poss")]
        bodies = [n.ref for n in (scene.name_at(noun), *inner) if n is not None and is_body(n)]
        plain = noun.lower_ in listed("border", "counted") and not any(
            c.dep_ == "amod" and c.lower_ not in ("only", "sole") for c in noun.children
        )
        return bodies[0] if bodies else WORLD if plain and not children(noun, "nmod") else None
    subject = child(verb, "nsubj")
    if subject is None or not any(c.lower_ in ("only", "alone") for c in [*subject.children, *verb.children] if abs(c.i - subject.i) <= 2):
        return None
    bodies = [n.ref for n in scene.names_in(sentence[0], verb.i) if is_body(n) and n.first < subject.i]
    return bodies[0] if bodies else None


def _all_of(scene: Scene, verb: Token, met: list[Token], at: int) -> Iterator[Draft]:
    """Read "Uzbekistan borders all (the other) Central Asian states"."""
    for noun in met:
        told = {c.lower_ for c in noun.children if c.i < noun.i}
        if not told & {"all", "every"} or noun.lower_ not in COUNTED | {"others"}:
            continue
        place = verb.head if noun.lower_ == "others" and verb.dep_ in ("acl", "acl:relcl") else noun
        inner = [
            scene.name_at(place),
            *(scene.name_at(c) for c in place.children if c.dep_ in ("amod", "compound", "nmod", "nmod:unmarked")),
        ]
        bodies = distinct(n for n in inner if n is not None and is_body(n))
        homes = _bordering(scene, verb)
        if len(bodies) == 1 and len(homes) == 1:
            first, last = spread([at, noun.i, bodies[0].last - 1, *([homes[0].first] if homes[0].first >= noun.sent.start else [])])
            yield Draft(
                type="border",
                subject=homes[0].ref,
                predicate="borders all of",
                object=bodies[0].ref,
                objects=_excepted(scene, noun),
                first=first,
                last=last,
            )


def _excepted(scene: Scene, noun: Token) -> tuple[Ref, ...]:
    """Return the states of "every state except A and B"."""
    at = next((i for i in range(noun.i, noun.sent.end) if scene.lower[i] in ("except", "excluding", "save", "but")), None)
    found: list[Name] = []
    i = at + 1 if at is not None else noun.sent.end
    while i < noun.sent.end:
        name = scene.by_token.get(i)
        if name is not None and is_state(name):
            found.append(name)
        elif scene.lower[i] not in (",", "and", "for", "the", "or"):
            break
        i = name.last if name is not None else i + 1
    return tuple(n.ref for n in found)
