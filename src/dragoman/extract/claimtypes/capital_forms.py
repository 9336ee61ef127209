"""Capitals told by verbs: "moved its capital from A to B", "A lost its status as capital", "the capital bears the name A"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.capital import country_at, may_be_city, proper_run, run_at
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, names_listed, owner_name, subject_name
from dragoman.extract.claimtypes.scene import Scene, bare_ref, clause_date, is_state, listed
from dragoman.extract.grammar import child, children, conjuncts, preposition, subjects
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]


def find_capital_forms(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about capitals that verbs tell."""
    for i in range(*sentence):
        word, noun = scene.lower[i], scene.tokens[i]
        if word in listed("capital", "nouns") or (word in listed("capital", "seats") and _is_of_government(noun)):
            yield from _from_moving(scene, noun, sentence)
            yield from _from_losing(scene, noun, sentence)
            yield from _from_bearing(scene, noun, sentence)
            yield from _from_having(scene, noun, sentence)
        elif word == "capitals":
            yield from _from_several(scene, noun, sentence)


def _is_of_government(noun: Token) -> bool:
    return any(c.lower_ in ("government", "power") for c in children(noun, "nmod"))


def _draft(scene: Scene, city: _Words, target: Ref | None, told: str, at: list[Token]) -> Iterator[Draft]:
    """Yield the draft of a city as the capital of a state; without one, of the state in which the tables know the city."""
    place = bare_ref(scene, *city, country=country_at(scene, city))
    if target is None and place.country is not None:
        target = Ref(entity=place.country, name=place.country, country=place.country)
    if target is not None:
        first, last = spread([*at, city[0], city[1] - 1])
        yield Draft(type="capital", subject=place, predicate=told, object=target, first=first, last=last)


def _from_moving(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X moved its capital from A to B in 1997", "the capital was moved from A to B": both were capitals.

    What B was called then, the date does not say.
    """
    verb = noun.head
    if noun.dep_ not in ("obj", "nsubj:pass", "nsubj") or verb.lower_ not in listed("capital", "moved") or not is_asserted(verb):
        return
    if is_denied(verb) or verb.tag_ == "VB":
        return
    owner = owner_name(scene, noun, is_state) or subject_name(scene, verb, is_state)
    if owner is None:
        owner = next((n for s in subjects(verb) for n in [owner_name(scene, s, is_state)] if n is not None), None)
    for place in children(verb, "obl") + children(noun, "nmod"):
        city = run_at(scene, place, sentence) if preposition(place) in ("to", "from") else None
        if city is not None:
            yield from _draft(scene, city, owner.ref if owner is not None else None, "was capital of", [noun, verb])


def _from_losing(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "A lost its status as (the) capital of X in 1997", "A ceased to be the capital" being read elsewhere."""
    verb = next((t for t in (noun.head, noun.head.head) if t.lower_ in listed("capital", "loses")), None)
    of_status = noun.dep_ == "compound" and noun.head.lower_ in ("status", "role", "rank")
    if verb is None or not (preposition(noun) in ("as", "of") or of_status) or not is_asserted(verb) or is_denied(verb):
        return
    owner, holder = owner_name(scene, noun, is_state), next(iter(subjects(verb)), None)
    city = run_at(scene, holder, sentence) if holder is not None else None
    if city is None or not may_be_city(scene, city):
        return
    period: DateRange | None = clause_date(scene, verb)
    for draft in _draft(scene, city, owner.ref if owner is not None else None, "former capital of", [noun, verb]):
        yield Draft(
            type="capital",
            subject=draft.subject,
            predicate=draft.predicate,
            object=draft.object,
            first=draft.first,
            last=draft.last,
            period=period,
        )


def bears_name(noun: Token) -> bool:
    """Whether "name" hangs on a verb of bearing it: "bears the name X", "goes by the name X"."""
    word = noun.head.lower_
    return (noun.dep_ == "obj" and word in listed("capital", "bears")) or (
        word in listed("capital", "goes_by") and preposition(noun) == "by"
    )


def _from_bearing(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "the capital of X bears the name A": the capital is A."""
    verb, owner = noun.head, owner_name(scene, noun, is_state)
    name = next((c for c in children(verb, "obj", "obl") if c.lower_ == "name" and bears_name(c)), None)
    if noun.dep_ != "nsubj" or owner is None or name is None or not is_asserted(verb):
        return
    city = proper_run(scene, name.i + 1 + (scene.lower[name.i + 1] in ("of", ",")), sentence) if name.i + 2 < sentence[1] else None
    if city is not None and may_be_city(scene, city) and not is_denied(verb):
        yield from _draft(scene, city, owner.ref, "was capital of" if is_past(verb) else "capital of", [noun, verb])


def _from_having(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X has its capital in A", "X has A as its capital"."""
    verb = noun.head
    if verb.lower_ not in ("has", "have", "had") or not is_asserted(verb) or is_denied(verb) or child(noun, "nmod:poss") is None:
        return
    owner = subject_name(scene, verb, is_state)
    places = [c for c in children(verb, "obl", "nmod") + children(noun, "nmod") if preposition(c) in ("in", "at")]
    if noun.dep_ != "obj":
        places = children(verb, "obj") if preposition(noun) == "as" else []
    city = run_at(scene, places[0], sentence) if places else None
    if owner is not None and city is not None:
        yield from _draft(scene, city, owner.ref, "was capital of" if is_past(verb) else "capital of", [noun, verb])


def _from_several(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "A and B are the capitals of X and Y (respectively)": in order, or where each city is known to lie."""
    if child(noun, "cop") is None or not is_asserted(noun) or is_denied(noun):
        return
    cities = [run for s in subjects(noun) for t in conjuncts(s) for run in [run_at(scene, t, sentence)] if run is not None]
    cities = list(dict.fromkeys(cities))
    states = [n for c in children(noun, "nmod") if preposition(c) == "of" for n in names_listed(scene, c, is_state)]
    if len(cities) != len(states) or len(cities) < 2:
        return
    codes = [s.ref.entity for s in states]
    placed = [country_at(scene, c) for c in cities]
    ordered = "respectively" in scene.lower[noun.i : sentence[1]]
    for k, city in enumerate(cities):
        state = states[k] if ordered or placed[k] not in codes else states[codes.index(placed[k])]
        yield from _draft(scene, city, state.ref, "was capital of" if is_past(noun) else "capital of", [noun])
