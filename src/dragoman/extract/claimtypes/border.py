"""Claims about shared land borders."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    name_of_token,
    names_listed,
    same_state,
    subject_names,
)
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    is_state,
    listed,
)
from dragoman.extract.grammar import child, children, conjuncts, obliques, preposition

_Words = tuple[int, int]
_JOINTS = frozenset({"and", ",", "the", "or", "from", "in", "to", "with", "into", "its"})
_BORDER_STARTS = ("border", "boundar", "frontier", "neighb", "adjoin", "adjacent", "abut")
_EACH = (("each", "other"), ("one", "another"))
_EXCEPT = frozenset({"except", "excluding", "excepting", "save"})
_ADVERBS = frozenset({"also", "still", "now", "directly", "only", "itself", "currently"})
_COUNTS = {"two": 2, "three": 3, "four": 4, "five": 5}


def find_borders(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about shared land borders."""
    for i in range(*sentence):
        word = scene.lower[i]
        if not word.startswith(_BORDER_STARTS):
            continue
        token = scene.tokens[i]
        if word == "bordering" and token.dep_ == "case":
            yield from _from_bordering(scene, token)
        elif word in listed("border", "verbs") and (token.pos_ == "VERB" or (token.pos_ == "PROPN" and child(token, "obj") is not None)):
            yield from _from_border_verb(scene, token)
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


def _borders(homes: list[Name], others: list[Name], tokens: list[int], *, negated: bool, past: bool) -> Iterator[Draft]:
    """Yield one claim for each state, or a single one of the state that a whole row is said to border."""
    met = distinct(others)
    if len(homes) > 1 and len(met) == 1 and not any(same_state(met[0], h) for h in homes):
        yield from _border(met[0], homes, tokens, negated=negated, past=past)
        return
    for home in homes:
        yield from _border(home, others, [home.first, *tokens], negated=negated, past=past)


def _from_border_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    if not is_asserted(verb):
        return
    others = [
        n
        for c in verb.children
        if (c.dep_ in ("obj", "obl") and preposition(c) in ("", "on", "with")) or c.dep_ == "obl:agent"
        for n in [*names_listed(scene, c, is_state), *_among(scene, c)]
    ]
    others += _row_by_directions(scene, others[0]) if others else []
    homes = bordering_states(scene, verb)
    each = any(c.lower_ in ("other", "another") for c in children(verb, "obj", "obl")) or scene.lower[verb.i + 1 : verb.i + 3] in _EACH
    if not others and each and len(homes) == 2:
        homes, others = homes[:1], homes[1:]
    barred = next((i for i in range(verb.i, verb.sent.end) if scene.lower[i] in _EXCEPT), verb.sent.end)
    others = [o for o in others if not verb.i < barred < o.first]
    yield from _borders(homes, others, [verb.i], negated=is_denied(verb), past=is_past(verb))


def _row_by_directions(scene: Scene, first: Name) -> list[Name]:
    """Return the states after the first of "Russia to the north, China to the east and Tajikistan to the south"."""
    at, end, row = first.last, scene.tokens[first.first].sent.end, [first]
    while at < end:
        start = at
        while at < end and (scene.lower[at] in listed("border", "directions") or scene.lower[at] in (",", "and", "-", ";")):
            at += 1
        name = scene.by_token.get(at) if at < end else None
        if at == start or name is None or name.first != at or not is_state(name) or name.how != "name":
            break
        row.append(name)
        at = name.last
    told = scene.lower[first.last : row[-1].first]
    return row[1:] if any(w in listed("border", "directions") for w in told) else []


def bordering_states(scene: Scene, verb: Token) -> list[Name]:
    """Return the states that a verb is said of: the one right before it after a comma, where the parse takes another."""
    homes = distinct(subject_names(scene, verb, is_state))
    one = verb.head.head if verb.dep_ in ("acl", "acl:relcl") and verb.head.dep_ == "nmod" else None
    if not homes and one is not None and one.lower_ in ("one", "two", "three", "among") and child(one, "cop") is not None:
        return distinct(subject_names(scene, one, is_state))  # "X is one of the countries that border Y"
    at = verb.i - 1
    while at > verb.sent.start and scene.lower[at] in _ADVERBS:
        at -= 1
    near = scene.by_token.get(at) if at > verb.sent.start else None
    if near is None or not is_state(near) or near.how != "name" or any(same_state(near, h) for h in homes):
        return homes
    return [near] if near.first > verb.sent.start and scene.lower[near.first - 1] == "," else homes


def _among(scene: Scene, noun: Token) -> list[Name]:
    """Return the states of "seven countries, among them A and B", "four states, including A"."""
    if scene.name_at(noun) is not None:
        return []
    inner = [c for c in noun.children if c.dep_ in ("nmod", "appos", "acl", "obl") and c.i > noun.i]
    return [n for c in inner if is_state(scene.name_at(c)) for n in names_listed(scene, c, is_state)]


def _from_bordering(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "X, bordering Y and Z" where the parse makes "bordering" a preposition."""
    at = word.i - 1 if scene.lower[word.i - 1] != "," else word.i - 2
    home = scene.by_token.get(at)
    if home is not None and is_state(home):
        yield from _border(home, names_listed(scene, word.head, is_state), [home.first, word.i])


def _from_border_noun(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X shares a border with Y", "X and Y share a border", "X has no border with Y"."""
    verb = noun.head
    if noun.dep_ == "obj" and verb.lower_ in ("gives", "gave", "giving") and is_asserted(verb):
        given = [n for c in children(verb, "iobj") for n in [scene.name_at(c)] if n is not None and is_state(n)]
        met = [n for t in obliques(noun, ("with",)) for n in names_listed(scene, t, is_state)]
        for home in given:
            yield from _border(home, met, [home.first, noun.i], negated=is_denied(verb))
    if noun.dep_ != "obj" or verb.lower_ not in listed("border", "share"):
        yield from _from_owned_border(scene, noun)
    if (
        verb.lower_ not in listed("border", "share")
        or noun.dep_ != "obj"
        or not is_asserted(verb)
        or modifiers(noun) & {"maritime", "sea", "water"}
    ):
        return
    owners = distinct(subject_names(scene, verb, is_state))
    met = [*obliques(noun, ("with",)), *obliques(verb, ("with",))]
    others = [n for t in met for n in [*names_listed(scene, t, is_state), *_among(scene, t)]]
    negated = is_denied(verb) or "no" in modifiers(noun)
    if len(owners) == 2 and not others:
        owners, others = owners[:1], owners[1:]
    yield from _borders(owners, others, [noun.i], negated=negated, past=verb.lower_ in ("shared", "had"))


def _from_owned_border(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X's border with Y is closed", "X, whose borders with Y and Z": that they share one is taken for granted."""
    owners = [n for c in children(noun, "nmod:poss") for n in [name_of_token(scene, c, is_state)] if n is not None]
    met = [n for t in obliques(noun, ("with",)) for n in names_listed(scene, t, is_state)]
    near = scene.by_token.get(noun.i + 2) or scene.by_token.get(noun.i + 3)
    if not met and near is not None and is_state(near) and scene.lower[noun.i + 1 : noun.i + 2] == ("with",) and near.first <= noun.i + 3:
        met = names_listed(scene, scene.tokens[near.last - 1], is_state)
    told = modifiers(noun)
    if len(owners) == 1 and met and not told & (listed("border", "other") | {"former", "old", "future", "external"}):
        yield from _border(owners[0], met, [owners[0].first if owners[0].first >= noun.sent.start else noun.i, noun.i])


def _from_neighbours(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "Kazakhstan's neighbours, A and B", "A, a neighbour of B", "A and B are neighbours", "Kazakhstan's neighbour Russia"."""
    home = next((n for c in children(noun, "nmod:poss") for n in [scene.name_at(c)] if is_state(n)), None)
    home = home or _owner_in_clause(scene, noun) or _owner_before(scene, noun)
    home = home or next((n for t in obliques(noun, ("of", "to")) for n in [scene.name_at(t)] if is_state(n)), None)
    if home is None and noun.dep_ == "obj" and noun.head.lower_ in ("has", "counts") and is_asserted(noun.head):
        home = next(iter(subject_names(scene, noun.head, is_state)), None)  # "X has four neighbours: A, B, C and D"
    if home is None and child(noun, "cop") is not None and is_asserted(noun):
        pair = distinct(subject_names(scene, noun, is_state))
        if len(pair) == 2 and not _whose(noun):
            yield from _border(pair[0], pair[1:], [pair[0].first, noun.i], negated=is_denied(noun), past=is_past(noun))
        return
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
    if not others and noun.dep_ == "nsubj" and noun.head.lower_ in ("include", "includes", "are") and is_asserted(noun.head):
        others = [n for c in noun.head.children if c.dep_ == "obj" for n in names_listed(scene, c, is_state)]
    owner = _owner_in_clause(scene, noun) if not others and not is_state(scene.name_at(noun.head)) else None
    if owner is not None and same_state(owner, home):
        opening = min(t.i for t in noun.subtree if not t.is_punct)
        others = [n for n in [scene.by_token.get(opening - 2)] if n is not None and is_state(n)]
    if not others and noun.dep_ == "appos" and is_state(scene.name_at(noun.head)):
        others = [n for t in conjuncts(noun.head) for n in [scene.name_at(t)] if is_state(n) and n is not None]
    if not others:
        others = _row_of_neighbours(scene, noun, sentence)
    nxt = scene.by_token.get(noun.i + 1)
    if not others and nxt is not None and is_state(nxt):
        others = [nxt]
    yield from _border(home, others, [home.first, noun.i], negated=negated)


def _owner_before(scene: Scene, noun: Token) -> Name | None:
    """Return the state of "Uzbekistan and its neighbour Tajikistan"."""
    owned = any(c.lower_ == "its" for c in children(noun, "nmod:poss"))
    opening = min(t.i for t in noun.subtree if not t.is_punct)
    words_ = scene.lower[max(noun.sent.start, opening - 1) : opening + 2]
    if not owned or "and" not in words_:
        return None
    at = opening - (2 if scene.lower[opening - 1] == "and" else 1)
    name = scene.by_token.get(at) if at >= noun.sent.start else None
    return name if is_state(name) else None


def _owner_in_clause(scene: Scene, noun: Token) -> Name | None:
    """Return the state of "X shares the island with Y, its only neighbour": the subject of the clause that the apposition is in."""
    apposed = scene.name_at(noun.head)
    if not is_state(apposed):
        opening = min(t.i for t in noun.subtree if not t.is_punct)
        apposed = scene.by_token.get(opening - 2) if opening - 2 > noun.sent.start and scene.lower[opening - 1] == "," else None
    if noun.dep_ != "appos" or not is_state(apposed) or apposed is None or not any(c.lower_ == "its" for c in children(noun, "nmod:poss")):
        return None
    verb = next((a for a in noun.ancestors if a.pos_ in ("VERB", "AUX")), None)
    owners = [n for n in subject_names(scene, verb, is_state) if not same_state(n, apposed)] if verb is not None else []
    return owners[0] if len(owners) == 1 else None


def _whose(noun: Token) -> bool:
    """Whether a neighbour is somebody's ("our neighbours", "neighbours of the region"), so that its subjects need not be each other's."""
    return any(
        c.dep_ == "nmod:poss" or preposition(c) in ("of", "to", "for") or c.lower_ in ("close", "good", "distant", "near")
        for c in noun.children
    )


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
    if scene.lower[word.i + 1] in ("countries", "states", "nations", "republics") and other.first == word.i + 2:
        nxt = scene.by_token.get(other.last + 1) if scene.lower[other.last : other.last + 1] == ("and",) else None
        if nxt is not None and is_state(nxt):
            yield from _border(other, [nxt], [word.i])  # "neighbouring countries A and B"
        return
    before = [n for n in scene.names_in(sentence[0], word.i) if is_state(n) and not same_state(n, other)]
    if before and all(scene.tokens[i].lower_ in _JOINTS for i in range(before[-1].last, word.i)):
        yield from _border(before[-1], [other], [before[-1].first, word.i])
