"""What a body is and where it sits: "the OSCE is based in Vienna", "OPEC's headquarters are in Vienna", "the CSTO, a military alliance"."""

from collections.abc import Iterator, Mapping
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.capital import run_at
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    has_ceased,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    name_of_token,
    owner_name,
    subject_name,
)
from dragoman.extract.claimtypes.member_drafts import is_org
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, is_body, listed, words
from dragoman.extract.grammar import child, children, preposition, subjects

_Words = tuple[int, int]
_IN = frozenset({"in", "at"})


def find_body_facts(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about the seats and the kinds of organisations."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word in listed("membership", "based"):
            yield from _from_based(scene, scene.tokens[i], sentence)
        elif word in listed("membership", "seat_nouns"):
            yield from _from_seat(scene, scene.tokens[i], sentence)
        if word in _kinds():
            yield from _from_kinds(scene, scene.tokens[i])
    yield from _from_hyphened(scene, sentence)


def _seat(scene: Scene, body: Name | None, city: _Words | None, at: Token, *, negated: bool = False, past: bool = False) -> Iterator[Draft]:
    if body is None or city is None or not is_org(body) or body.how == "pronoun":
        return
    first, last = spread([at, city[0], city[1] - 1, *([body.first, body.last - 1] if body.first >= at.sent.start else [])])
    yield Draft(
        type="membership",
        subject=body.ref,
        predicate=("was " if past else "") + "has its seat in",
        object=bare_ref(scene, *city),
        first=first,
        last=last,
        negated=negated,
    )


def _from_based(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X is based in Vienna", "X, headquartered in Vienna, ..."."""
    if not is_asserted(verb) or has_ceased(verb):
        return
    places = [run_at(scene, c, sentence) for c in children(verb, "obl", "nmod") if preposition(c) in _IN]
    body = subject_name(scene, verb, is_body)
    if places and body is not None and body.how != "pronoun" and _is_the_subject(scene, verb, body):
        yield from _seat(scene, body, places[0], verb, negated=is_denied(verb), past=is_past(verb) and verb.tag_ == "VBD")


def _is_the_subject(scene: Scene, verb: Token, body: Name) -> bool:
    """Whether a verb's subject is the body itself, no part or person of it ("an EU official based in Minsk")."""
    return any(scene.name_at(s) is body for s in subjects(verb))


def _from_seat(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X's headquarters are (located) in Vienna", "the seat of X is Vienna", "X has its headquarters in Vienna"."""
    verb, owner = noun.head, owner_name(scene, noun, is_body)
    if modifiers(noun) & listed("membership", "seat_of_part") or has_ceased(verb):
        return
    if noun.dep_ == "obj" and verb.lower_ in ("has", "have", "had", "maintains", "keeps") and is_asserted(verb):
        near = [c for c in (*children(verb, "obl"), *children(noun, "nmod")) if preposition(c) in _IN]
        body = subject_name(scene, verb, is_body)
        if near and child(noun, "nmod:poss") is not None and body is not None and _is_the_subject(scene, verb, body):
            yield from _seat(scene, body, run_at(scene, near[0], sentence), noun, negated=is_denied(verb), past=is_past(verb))
        return
    if any(c.dep_ == "nmod:poss" for c in noun.children) and owner is not None and noun.lower_ == "headquarters":
        near = [c for c in children(noun, "nmod") if preposition(c) in _IN] + children(noun, "compound")
        told = [run for c in near for run in [run_at(scene, c, sentence)] if run is not None and scene.by_token.get(run[0]) is not owner]
        if told:  # "at the AU's headquarters in Addis Ababa"
            yield from _seat(scene, owner, told[0], noun)
            return
    if noun.dep_ not in ("nsubj", "nsubj:pass") or not is_asserted(verb):
        return
    if child(verb, "cop") is not None:
        city = run_at(scene, verb, sentence) if "longer" not in scene.lower[noun.i : verb.i] else None
    else:
        located = verb.lower_ in ("located", "situated", "based", "lies", "sits")
        city = next((run_at(scene, c, sentence) for c in children(verb, "obl") if preposition(c) in _IN), None) if located else None
    yield from _seat(scene, owner, city, noun, negated=is_denied(verb), past=is_past(verb))


def _from_hyphened(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Read "the Vienna-based OSCE": the body's own name right after."""
    for body in scene.names_in(*sentence):
        at = body.first
        if not is_org(body) or body.how != "name" or at - 3 < sentence[0]:
            continue
        joined = scene.lower[at - 1] == "based" and scene.lower[at - 2] == "-"
        root = scene.doc[body.first : body.last].root
        if joined and root.dep_ not in ("compound", "nmod:poss", "amod", "nmod:unmarked"):
            yield from _seat(scene, body, run_at(scene, scene.tokens[at - 3], sentence), scene.tokens[at - 1])


@lru_cache(maxsize=1)
def _kinds() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the phrases that say what a body is, with their kind, by their last word."""
    found: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, kind in words()["membership"]["kinds"].items():
        parts = tuple(phrase.split())
        found.setdefault(parts[-1], []).append((parts, kind))
    return {word: tuple(rows) for word, rows in found.items()}


def _from_kinds(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X is a military alliance", "X, an economic bloc of five states"."""
    for parts, kind in _kinds()[noun.lower_]:
        if scene.lower[max(0, noun.i + 1 - len(parts)) : noun.i + 1] != parts:
            continue
        det, body = child(noun, "det"), _body_so_called(scene, noun)
        if body is None or det is None or det.lower_ not in ("a", "an", "no"):
            continue
        first, last = spread([body.first, body.last - 1, noun])
        told, phrase = is_denied(noun), " ".join(parts)
        yield Draft(
            type="membership", subject=body.ref, predicate="counts as", value=kind, unit=phrase, first=first, last=last, negated=told
        )


def _body_so_called(scene: Scene, noun: Token) -> Name | None:
    """Return the body of which a noun is predicate or apposition, by its name."""
    if child(noun, "cop") is not None:
        named = [scene.name_at(s) for s in subjects(noun)] if is_asserted(noun) and not is_past(noun) else []
    else:
        named = [name_of_token(scene, noun.head, is_body)] if noun.dep_ == "appos" else []
    body = next((n for n in named if is_org(n)), None)
    return body if body is not None and body.how == "name" else None
