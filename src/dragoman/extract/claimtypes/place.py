"""Claims about capitals, former names and land borders."""

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
    same_state,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, is_state, listed, spoken_date, state_code
from dragoman.extract.grammar import child, children, conjuncts, obliques, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_JOINTS = frozenset({"and", ",", "the", "or", "from", "in", "to", "with", "into", "its"})
_BORDER_STARTS = ("border", "frontier", "neighb", "adjoin")
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def find_capitals(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about which city is a state's capital."""
    for i in range(*sentence):
        if scene.lower[i] not in listed("capital", "nouns"):
            continue
        noun = scene.doc[i]
        if noun.pos_ not in ("NOUN", "PROPN"):
            continue
        told = modifiers(noun)
        if noun.i > sentence[0]:
            told.add(scene.doc[noun.i - 1].lower_)
        if told & listed("capital", "other") or _is_other_capital(scene, noun):
            continue
        head = noun.head if noun.dep_ == "compound" and noun.head.lower_ in ("city",) else noun
        owner = owner_name(scene, noun, is_state) or owner_name(scene, head, is_state)
        city, negated, past = _city_of(scene, head, owner, sentence)
        if city is None:
            continue
        place = bare_ref(scene, *city, country=_country_at(scene, city))
        target = owner.ref if owner is not None else _state_of_city(place)
        if target is None:
            continue
        mark = "former " if told & listed("capital", "former") else "was " if past else ""
        period = spoken_date(scene, noun.i, sentence[1]) if mark == "was " else None
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


def _is_other_capital(scene: Scene, noun: Token) -> bool:
    """Whether a word before "capital" makes it one of something else ("the billionaire capital")."""
    plain = listed("capital", "former") | listed("capital", "plain")
    return any(
        c.i < noun.i and c.dep_ in ("compound", "amod") and c.lower_ not in plain and scene.name_at(c) is None for c in noun.children
    )


def _country_at(scene: Scene, city: _Words) -> str | None:
    name = scene.by_token.get(city[0])
    return state_code(name.ref) if name is not None else None


def _state_of_city(place: Ref) -> Ref | None:
    return Ref(entity=place.country, name=place.country, country=place.country) if place.country else None


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
    return first, max(last, known.last if known is not None and not back and known.type == "place" else last)


def _is_proper(token: Token) -> bool:
    return (
        token.text[:1].isupper()
        and token.text[:1].isalpha()
        and (token.pos_ == "PROPN" or token.ent_type_ in ("GPE", "LOC", "FAC", "PERSON", "ORG"))
    )


def _city_of(scene: Scene, noun: Token, owner: Name | None, sentence: _Words) -> tuple[_Words | None, bool, bool]:
    """Return (the city's tokens, whether denied, whether past) that "capital" is said of."""
    doc = scene.doc
    if child(noun, "cop") is not None:
        if not is_asserted(noun):
            return None, False, False
        subject = child(noun, "nsubj", "nsubj:outer")
        city = _run_at(scene, subject, sentence) if subject is not None else None
        return city, is_denied(noun), is_past(noun)
    if noun.dep_ in ("nsubj", "nsubj:outer") and child(noun.head, "cop") is not None:
        return _run_at(scene, noun.head, sentence), is_denied(noun.head), is_past(noun.head)
    end = max([noun.i + 1, *([owner.last] if owner is not None and owner.first > noun.i and owner.first - noun.i <= 3 else [])])
    if end < sentence[1] and doc[end].lower_ == "city":
        end += 1
    nxt = end + 1 if end < sentence[1] and doc[end].text in (",", "–", "—", "(", "of") else end
    city = proper_run(scene, nxt, sentence)
    if city is not None and not _is_owner(city, owner) and _may_be_city(scene, city):
        return city, False, False
    return _city_before(scene, noun, owner, sentence), False, False


def _city_before(scene: Scene, noun: Token, owner: Name | None, sentence: _Words) -> _Words | None:
    """Return the city of "Nur-Sultan, (formerly Astana,) the capital of Kazakhstan"."""
    doc = scene.doc
    start = noun.i
    while start > sentence[0] and (
        doc[start - 1].lower_ in ("the", "'s", "’s", "new", "current", "country", "modern", "former", "old", "capital")
        or _inside(scene, start - 1, owner)
    ):
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
    return city if _may_be_city(scene, city) and not _is_owner(city, owner) else None


def _inside(scene: Scene, i: int, owner: Name | None) -> bool:
    return owner is not None and owner.first <= i < owner.last


def _is_owner(city: _Words, owner: Name | None) -> bool:
    return owner is not None and owner.first < city[1] and city[0] < owner.last


def _may_be_city(scene: Scene, run: _Words) -> bool:
    name = scene.by_token.get(run[0])
    if name is not None:
        return name.type in ("place", "state", "government") and (run[1] - run[0]) <= 4
    return all(
        scene.doc[i].ent_type_ in ("GPE", "LOC", "FAC", "")
        or (scene.doc[i].ent_type_ == "PERSON" and "-" in {t.text for t in scene.doc[run[0] : run[1]]})
        for i in range(*run)
    )


def _run_at(scene: Scene, token: Token, sentence: _Words) -> _Words | None:
    """Return the proper name that a token is part of."""
    first = token.i
    while first > sentence[0] and (
        _is_proper(scene.doc[first - 1]) or (scene.doc[first - 1].text == "-" and _is_proper(scene.doc[first - 2]))
    ):
        first -= 1
    run = proper_run(scene, first, sentence)
    return run if run is not None and run[0] <= token.i < run[1] and _may_be_city(scene, run) else None


def find_names(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about what a place was called before."""
    doc = scene.doc
    for i in range(*sentence):
        word = scene.lower[i]
        if word in listed("capital", "formerly") and i > sentence[0]:
            yield from _from_formerly(scene, i, sentence)
        elif word in listed("capital", "renamed"):
            yield from _from_renamed(scene, doc[i], sentence)


def _from_formerly(scene: Scene, at: int, sentence: _Words) -> Iterator[Draft]:
    doc, nxt = scene.doc, at + 1
    while nxt < sentence[1] and doc[nxt].lower_ in listed("capital", "called"):
        nxt += 1
    old = proper_run(scene, nxt, sentence)
    edge = at
    if edge - 1 > sentence[0] and doc[edge - 1].text in (",", "(", "–", "—"):
        edge -= 1
    new = proper_run(scene, edge, sentence, back=True) if edge < at else None
    if old is None or new is None or not _may_be_city(scene, new):
        return
    if any(n.type in ("person", "organisation") for n in (scene.by_token.get(new[0]), scene.by_token.get(old[0])) if n is not None):
        return
    yield Draft(
        type="name",
        subject=bare_ref(scene, *new, country=_country_at(scene, new)),
        predicate="formerly",
        object=bare_ref(scene, *old),
        first=new[0],
        last=old[1],
    )


def _from_renamed(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    new = proper_run(scene, verb.i + 1, sentence)
    if new is None or not is_asserted(verb):
        return
    subject = child(verb, "nsubj:pass") or child(verb, "obj")
    old = _run_at(scene, subject, sentence) if subject is not None else None
    if old is None and verb.i - 2 >= sentence[0] and scene.doc[verb.i - 1].text == ",":
        old = proper_run(scene, verb.i - 1, sentence, back=True)
    if old is not None and not _may_be_city(scene, old):
        return
    later = bare_ref(scene, *new, country=_country_at(scene, new))
    earlier = bare_ref(scene, *old, country=_country_at(scene, old)) if old is not None else later
    first, last = spread([verb, new[1] - 1, *([old[0]] if old else [])])
    period = spoken_date(scene, new[1], sentence[1]) or spoken_date(scene, sentence[0], verb.i)
    yield Draft(
        type="name", subject=earlier, predicate="renamed", object=later, first=first, last=last, period=period, negated=is_denied(verb)
    )


def find_borders(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about shared land borders."""
    for i in range(*sentence):
        word = scene.lower[i]
        if not word.startswith(_BORDER_STARTS):
            continue
        token = scene.doc[i]
        if word in listed("border", "verbs") and token.pos_ == "VERB":
            yield from _from_border_verb(scene, token)
        elif word == "bordering" and token.dep_ == "case":
            yield from _from_bordering(scene, token)
        elif word in listed("border", "nouns") and token.pos_ == "NOUN":
            yield from _from_border_noun(scene, token)
        elif word in listed("border", "neighbours") and child(token, "nsubj") is not None and child(token, "obj") is not None:
            yield from _from_border_verb(scene, token)
        elif word in listed("border", "neighbours") and token.pos_ in ("NOUN", "PROPN", "ADJ"):
            yield from _from_neighbours(scene, token, sentence)
        elif word in listed("border", "neighbouring"):
            yield from _from_neighbouring(scene, token, sentence)


def _border(home: Name, others: list[Name], tokens: list[int], *, negated: bool = False, past: bool = False) -> Iterator[Draft]:
    others = [o for o in distinct(others) if not same_state(o, home)]
    if not others:
        return
    first, last = spread([*tokens, *(o.first for o in others), *(o.last - 1 for o in others)])
    refs = tuple(o.ref for o in others)
    yield Draft(
        type="border",
        subject=home.ref,
        predicate=("was " if past else "") + "borders",
        object=refs[0] if len(refs) == 1 else None,
        objects=refs if len(refs) > 1 else (),
        first=first,
        last=last,
        negated=negated,
    )


def _from_border_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    if not is_asserted(verb):
        return
    others = [
        n
        for c in verb.children
        if c.dep_ in ("obj", "obl") and preposition(c) in ("", "on", "with")
        for n in names_listed(scene, c, is_state)
    ]
    for home in distinct(subject_names(scene, verb, is_state)):
        yield from _border(home, others, [home.first, verb.i], negated=is_denied(verb), past=is_past(verb))


def _from_bordering(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "X, bordering Y and Z" where the parse makes "bordering" a preposition."""
    at = word.i - 1 if scene.lower[word.i - 1] != "," else word.i - 2
    home = scene.by_token.get(at)
    if home is not None and is_state(home):
        yield from _border(home, names_listed(scene, word.head, is_state), [home.first, word.i])


def _from_border_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X shares a border with Y", "X and Y share a border", "X has no border with Y"."""
    verb = noun.head
    if (
        verb.lower_ not in listed("border", "share")
        or noun.dep_ != "obj"
        or not is_asserted(verb)
        or modifiers(noun) & {"maritime", "sea", "water"}
    ):
        return
    owners = distinct(subject_names(scene, verb, is_state))
    others = [n for t in [*obliques(noun, ("with",)), *obliques(verb, ("with",))] for n in names_listed(scene, t, is_state)]
    negated = is_denied(verb) or "no" in modifiers(noun)
    if len(owners) == 2 and not others:
        owners, others = owners[:1], owners[1:]
    for home in owners:
        yield from _border(home, others, [home.first, noun.i], negated=negated, past=verb.lower_ in ("shared", "had"))


def _from_neighbours(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "Kazakhstan's neighbours, A and B", "A, a neighbour of B", "A and B are neighbours", "Kazakhstan's neighbour Russia"."""
    home = next((n for c in children(noun, "nmod:poss") for n in [scene.name_at(c)] if is_state(n)), None)
    home = home or next((n for t in obliques(noun, ("of", "to")) for n in [scene.name_at(t)] if is_state(n)), None)
    if home is None:
        row = [n for n in scene.names_in(noun.i + 1, min(noun.i + 5, sentence[1])) if is_state(n)]
        if len(row) == 2 and row[0].first == noun.i + 1 and scene.lower[row[0].last] == "and" and row[1].first == row[0].last + 1:
            yield from _border(row[0], row[1:], [noun.i])
        return
    others: list[Name] = []
    for c in noun.children:
        if c.dep_ in ("appos", "flat", "nmod:desc", "parataxis", "dep") and c.i > noun.i:
            others += names_listed(scene, c, is_state)
    negated = False
    if not others and child(noun, "cop") is not None and is_asserted(noun):
        others, negated = subject_names(scene, noun, is_state), is_denied(noun)
    if not others and noun.dep_ == "nsubj" and child(noun.head, "cop") is not None:
        others = names_listed(scene, noun.head, is_state)
    if not others and noun.dep_ in ("appos", "conj") and is_state(scene.name_at(noun.head)):
        others = [n for t in conjuncts(noun.head) for n in [scene.name_at(t)] if is_state(n) and n is not None]
    if not others:
        others = _row_of_neighbours(scene, noun, sentence)
    nxt = scene.by_token.get(noun.i + 1)
    if not others and nxt is not None and is_state(nxt):
        others = [nxt]
    yield from _border(home, others, [home.first, noun.i], negated=negated)


def _row_of_neighbours(scene: Scene, noun: Token, sentence: _Words) -> list[Name]:
    """Return the names after "two of X's neighbours, A and B" off the row of words: as many as the number before says."""
    doc = scene.doc
    count = next((_COUNTS[t.lower_] for t in doc[max(sentence[0], noun.i - 8) : noun.i] if t.lower_ in _COUNTS), 0)
    at, row = noun.i + 1, []
    while count and at < sentence[1] and doc[at].lower_ in (",", "and", ":", "–", "—", "-", "("):
        while at < sentence[1] and doc[at].lower_ in (",", "and", ":", "–", "—", "-", "("):
            at += 1
        name = scene.by_token.get(at)
        if name is None or not is_state(name):
            break
        row.append(name)
        at = name.last
    return row if len(row) == count else []


def _from_neighbouring(scene: Scene, word: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "Afghanistan and neighbouring Pakistan". Whose neighbour a lone "neighbouring Y" is, the sentence seldom tells."""
    other = next((n for n in scene.names_in(word.i + 1, min(word.i + 4, sentence[1])) if is_state(n)), None)
    if other is None or other.how != "name":
        return
    before = [n for n in scene.names_in(sentence[0], word.i) if is_state(n) and not same_state(n, other)]
    if before and all(scene.doc[i].lower_ in _JOINTS for i in range(before[-1].last, word.i)):
        yield from _border(before[-1], [other], [before[-1].first, word.i])
