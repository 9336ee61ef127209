"""Claims about which city is the capital of a state."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    has_ceased,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    owner_name,
)
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    bare_ref,
    clause_date,
    date_right_after,
    is_state,
    listed,
    state_code,
)
from dragoman.extract.grammar import child, children, is_relative, preposition, subjects
from dragoman.records.spans import Ref
from dragoman.rows import read_rows

_Words = tuple[int, int]


def find_capitals(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about which city is a state's capital."""
    for i in range(*sentence):
        if scene.lower[i] not in listed("capital", "nouns"):
            continue
        noun = scene.tokens[i]
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        told = modifiers(noun)
        if noun.i > sentence[0]:
            told.add(scene.tokens[noun.i - 1].lower_)
        if told & listed("capital", "other") or _is_other_capital(scene, noun) or _is_of_part(scene, noun, sentence):
            continue
        if child(noun, "cop") is None and any(c.lower_ == "no" for c in children(noun, "det")):
            continue  # "Almaty, no capital any more"
        head = noun.head if noun.dep_ in ("compound", "amod") and noun.head.lower_ in ("city",) else noun
        owner = owner_name(scene, noun, is_state) or owner_name(scene, head, is_state)
        city, negated, past = _city_of(scene, head, owner, sentence)
        if city is None:
            continue
        if scene.lower[city[1] : city[1] + 2] == (",", "as") and scene.by_token.get(city[1] + 2) is not None:
            continue  # "Titograd, as Podgorica was called until 1992, is the capital"
        place = bare_ref(scene, *city, country=country_at(scene, city))
        if owner is None and any(preposition(c) == "of" and c.lower_ not in listed("pointing", "state") for c in children(head, "nmod")):
            continue  # "the capital of the oil industry"
        target = owner.ref if owner is not None else _state_of_city(place)
        if target is None:
            continue
        ceased = (
            has_ceased(noun)
            or (noun.dep_.startswith("nsubj") and has_ceased(noun.head))
            or (noun.i - 2 > sentence[0] and _is_apposed_as_former(scene, noun))
        )
        past = past or _is_renamed_after(scene, city, sentence)
        mark = "former " if ceased or told & listed("capital", "former") else "was " if past else ""
        negated = negated and not ceased
        if not mark and not told_now(noun) and scene.lower[noun.i + 1 : noun.i + 2] in (("until",), ("till",)):
            mark = "was "  # "Almaty, the country's capital until 1997"
        period = date_right_after(scene, max(noun.i + 1, owner.last if owner else 0), noun.i) if mark in ("was ", "former ") else None
        if noun.head.lower_ == "became" and not mark:
            mark, period = "was ", clause_date(scene, noun.head)
        first, last = spread([city[0], city[1] - 1, noun, *([owner.first, owner.last - 1] if owner else [])])
        yield Draft(
            type="capital",
            subject=place,
            predicate=f"{mark}capital of",
            object=target,
            first=first,
            last=last,
            negated=negated,
            period=period,
        )


def told_now(noun: Token) -> bool:
    """Whether a noun is predicate of a clause in the present: "is the capital until further notice"."""
    return child(noun, "cop") is not None and not is_past(noun)


def _is_other_capital(scene: Scene, noun: Token) -> bool:
    """Whether a word before "capital" makes it one of something else ("the billionaire capital")."""
    plain = listed("capital", "former") | listed("capital", "plain")
    return any(
        c.i < noun.i and c.dep_ in ("compound", "amod") and c.lower_ not in plain and scene.name_at(c) is None for c in noun.children
    )


def _is_of_part(scene: Scene, noun: Token, sentence: _Words) -> bool:
    """Whether a capital is one of a part of a state: "the capital of the Indian state of Maharashtra"."""
    if scene.lower[noun.i + 1 : noun.i + 2] != ("of",):
        return False
    for i in range(noun.i + 2, min(noun.i + 8, sentence[1])):
        if scene.lower[i] in listed("capital", "parts"):
            ruled = scene.by_token.get(i + 2) or scene.by_token.get(i + 3) if scene.lower[i + 1 : i + 2] == ("of",) else None
            named = any(is_state(n) for n in scene.names_in(noun.i + 2, i))  # "the American state of Georgia"
            return named or not is_state(ruled)
        if scene.tokens[i].pos_ in ("VERB", "AUX", "PUNCT"):
            return False
    return False


def country_at(scene: Scene, city: _Words) -> str | None:
    """Return the code of the state whose name stands at a city's first word, None where none does."""
    name = scene.by_token.get(city[0])
    return state_code(name.ref) if name is not None else None


def _state_of_city(place: Ref) -> Ref | None:
    if place.country is None:
        return None
    return Ref(entity=place.country, name=_state_names().get(place.country, place.country), country=place.country)


@cache
def _state_names() -> dict[str, str]:
    return {row["id"]: row["name"] for row in read_rows("entities") if row["type"] == "state"}


def proper_run(scene: Scene, at: int, sentence: _Words, *, back: bool = False) -> _Words | None:
    """Return the proper name that starts at a token, or ends right before it where ``back``."""
    doc = scene.doc
    first = last = at
    if back:
        while first > sentence[0] and (
            _is_proper(doc[first - 1]) or (doc[first - 1].text in ("-", "–") and first - 1 > sentence[0] and _is_proper(doc[first - 2]))
        ):
            first -= 1
    else:
        while last < sentence[1] and (
            _is_proper(doc[last])
            or (doc[last].text in ("-", "–") and last > first and last + 1 < sentence[1] and _is_proper(doc[last + 1]))
        ):
            last += 1
    if last == first:
        return None
    # A name with small words in it ("Rio de Janeiro") is as long as its mention.
    known = scene.by_token.get(first)
    return first, max(
        last, known.last if known is not None and not back and known.type in ("place", "state") and known.first == first else last
    )


def _is_proper(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.text[:1].isalpha()
        and (token.pos_ == "PROPN" or token.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "ORG"))
    )


def _city_of(scene: Scene, noun: Token, owner: Name | None, sentence: _Words) -> tuple[_Words | None, bool, bool]:
    """Return (the city's tokens, whether denied, whether past) that "capital" is said of."""
    doc = scene.doc
    named = _named_by(noun)
    if named is not None:
        subject = named if named.lower_ != "name" else child(named, "nsubj", "nsubj:outer")
        return (run_at(scene, subject, sentence) if subject is not None else None), is_denied(named), is_past(named)
    taking = _replacing(noun)
    if taking is not None:
        subject = child(taking, "nsubj", "nsubj:pass")
        if subject is not None and subject.lower_ in ("that", "which") and taking.dep_ in ("acl:relcl", "advcl:relcl"):
            subject = taking.head  # "it is Astana that serves as the capital"
        agent = next((t for t in children(taking, "obl:agent")), None) if child(taking, "aux:pass") is not None else subject
        past = taking.lower_ == "served"
        city = run_at(scene, agent, sentence) if agent is not None else None
        if city is None and agent is not None and agent.dep_ == "appos":
            city = run_at(scene, agent.head, sentence)  # "Akmola, the city that replaced Almaty as the capital"
        return city, is_denied(taking), past
    called = _called_now(noun)
    if called is not None:
        city = proper_run(scene, called.i + 1 + (scene.lower[called.i + 1 : called.i + 2] == ("as",)), sentence)
        mark = next((c for c in children(called, "mark") if c.lower_ == "as" and c.i - 2 > sentence[0]), None)
        if city is None and mark is not None and doc[mark.i - 1].text == ",":
            city = proper_run(scene, mark.i - 1, sentence, back=True)  # "Nur-Sultan, as the capital is now known"
        return city, is_denied(called), is_past(called)
    noun = _predicate_of(noun)
    if child(noun, "cop") is not None:
        if not is_asserted(noun):
            return None, False, False
        subject = child(noun, "nsubj", "nsubj:outer")
        if subject is not None and is_relative(subject) and noun.dep_ == "acl:relcl":
            subject = noun.head  # "Almaty, which was the capital until 1997"
        if subject is None and noun.dep_ == "xcomp":
            subject = child(noun.head, "nsubj", "nsubj:outer")
        if subject is None and noun.dep_ == "conj":
            subject = next(iter(subjects(noun)), None)  # "is home to the government and is the capital"
        city = run_at(scene, subject, sentence) if subject is not None else None
        return city, is_denied(noun), is_past(noun)
    if noun.dep_ in ("nsubj", "nsubj:outer") and child(noun.head, "cop") is not None:
        city = run_at(scene, noun.head, sentence)
        if city is not None or noun.head.pos_ not in ("ADJ", "NOUN"):
            return city, is_denied(noun.head), is_past(noun.head)
    end = max([noun.i + 1, *([owner.last] if owner is not None and owner.first > noun.i and owner.first - noun.i <= 3 else [])])
    if end < sentence[1] and doc[end].lower_ == "city":
        end += 1
    nxt = end + 1 if end < sentence[1] and doc[end].text in (",", "–", "—", "(", "of") else end
    city = proper_run(scene, nxt, sentence)
    if city is not None and not _is_owner(city, owner) and may_be_city(scene, city):
        return city, False, False
    return _city_before(scene, noun, owner, sentence), False, False


def _is_renamed_after(scene: Scene, city: _Words, sentence: _Words) -> bool:
    """Whether the city is what the sentence says was renamed: "the capital Astana was renamed Nur-Sultan" gives it its old name."""
    for i in range(city[1], min(city[1] + 12, sentence[1])):
        if scene.lower[i] in listed("capital", "renamed"):
            run = proper_run(scene, i + 1, sentence)
            return run is not None and scene.lower[run[0] : run[1]] != scene.lower[city[0] : city[1]]
    return False


def _named_by(noun: Token) -> Token | None:
    """Return the predicate of "X is the (new) name of the capital", None elsewhere."""
    head = noun.head
    if head.lower_ != "name" or noun.dep_ not in ("nmod", "nmod:poss", "compound"):
        return None
    told = {c.lower_ for c in head.children}
    if told & listed("capital", "former"):
        return None
    named = head.head if head.dep_ in ("nsubj", "nsubj:outer") else head  # "the name of the capital is X", "X is its name"
    return named if child(named, "cop") is not None and is_asserted(named) else None


def _called_now(noun: Token) -> Token | None:
    """Return the verb of "the capital is (now) called X", "has been known as X", None elsewhere."""
    verb = noun.head
    if noun.dep_ != "nsubj:pass" or verb.lower_ not in ("called", "named", "known") or not is_asserted(verb):
        return None
    return verb


def _predicate_of(noun: Token) -> Token:
    """Return the predicate that a noun is coordinated with: "is the seat of government and capital of X"."""
    head = noun.head
    if child(noun, "cop") is None and noun.dep_ == "conj" and head.pos_ == "NOUN" and child(head, "cop") is not None:
        return head
    return noun


def _replacing(noun: Token) -> Token | None:
    """Return the verb of "X (has) replaced Y as the capital", "X succeeded Y as capital", None elsewhere."""
    head = noun.head
    if (
        head.lower_ in ("replaced", "succeeded", "supplanted", "became", "serves", "served", "serving", "remains")
        and noun.dep_ in ("obl", "nmod", "xcomp", "obj")
        and is_asserted(head)
    ):
        return head if preposition(noun) == "as" or head.lower_ in ("became", "remains") else None
    return None


def _city_before(scene: Scene, noun: Token, owner: Name | None, sentence: _Words) -> _Words | None:
    """Return the city of "Nur-Sultan, (formerly Astana,) the capital of Kazakhstan"."""
    doc = scene.doc
    start = noun.i
    while start > sentence[0] and (doc[start - 1].lower_ in listed("capital", "before_capital") or _inside(scene, start - 1, owner)):
        start -= 1
    if start == sentence[0] or doc[start - 1].text not in (",", "–", "—", "("):
        return None
    city = proper_run(scene, start - 1, sentence, back=True)
    if city is None:
        return None
    at = city[0]
    if at - 2 > sentence[0] and doc[at - 1].lower_ in listed("capital", "formerly") and doc[at - 2].text in (",", "("):
        earlier = proper_run(scene, at - 2, sentence, back=True)
        city = earlier or city
    return city if may_be_city(scene, city) and not _is_owner(city, owner) else None


def _is_apposed_as_former(scene: Scene, noun: Token) -> bool:
    """Whether words right before an apposition say that it held once: "Yangon, no longer the capital", "once the capital"."""
    lead = scene.lower[max(noun.sent.start, noun.i - 4) : noun.i]
    return any(lead[k : k + 2] == ("no", "longer") for k in range(len(lead))) or bool({"once", "formerly"} & set(lead))


def _inside(scene: Scene, i: int, owner: Name | None) -> bool:
    return owner is not None and owner.first <= i < owner.last


def _is_owner(city: _Words, owner: Name | None) -> bool:
    return owner is not None and owner.first < city[1] and city[0] < owner.last


def may_be_city(scene: Scene, run: _Words) -> bool:
    """Whether words may name a city: a short name of a place or state, or words that the parse calls no person and no body."""
    name = scene.by_token.get(run[0])
    if name is not None:
        return name.type in ("place", "state", "government") and ((run[1] - run[0]) <= 4 or (name.first, name.last) == run)
    return all(
        scene.tokens[i].ent_type_ in ("GPE", "LOC", "FAC", "")
        or (scene.tokens[i].ent_type_ == "PERSON" and "-" in {t.text for t in scene.doc[run[0] : run[1]]})
        for i in range(*run)
    )


def run_at(scene: Scene, token: Token, sentence: _Words) -> _Words | None:
    """Return the proper name that a token is part of."""
    first = token.i
    while first > sentence[0] and (
        _is_proper(scene.tokens[first - 1]) or (scene.tokens[first - 1].text == "-" and _is_proper(scene.tokens[first - 2]))
    ):
        first -= 1
    run = proper_run(scene, first, sentence)
    return run if run is not None and run[0] <= token.i < run[1] and may_be_city(scene, run) else None
