"""Claims about borders and neighbours that name no single pair: how many there are, a state without a coast, "the only one that"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.border import bordering_states
from dragoman.extract.claimtypes.comparison import approximation_before
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    name_of_token,
    names_listed,
    owner_name,
    same_state,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.numbers import Figure, read_number
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, state_code
from dragoman.extract.grammar import child, children, obliques, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
COUNTED = listed("border", "counted") | {"members", "member"}
_HAVING = frozenset({"has", "have", "had", "shares", "share", "shared", "possesses", "counts"})


def find_border_forms(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about numbers of neighbours, coasts and borders between two states."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in listed("border", "nouns") and token.pos_ == "NOUN":
            yield from _from_border_between(scene, token)
            yield from _from_border_of_adjectives(scene, token, sentence)
            yield from _count_of_borders(scene, token)
            yield from _only_border_with(scene, token)
        elif word in listed("border", "verbs") and token.pos_ == "VERB":
            yield from _count_by_verb(scene, token)
        elif word in listed("border", "neighbours") and token.pos_ in ("NOUN", "PROPN"):
            yield from _count_of_neighbours(scene, token)
        elif word in listed("border", "wedged") | listed("border", "surrounded"):
            yield from _from_place(scene, token)


def _pair(home: Name, others: list[Name], where: list[int], *, predicate: str = "borders", negated: bool = False) -> Iterator[Draft]:
    others = [o for o in distinct(others) if not same_state(o, home)]
    if others:
        first, last = spread([*where, home.first, *(o.last - 1 for o in others)])
        refs = tuple(o.ref for o in others)
        single = len(refs) == 1 and predicate == "borders"
        yield Draft(
            type="border",
            subject=home.ref,
            predicate=predicate,
            object=refs[0] if single else None,
            objects=() if single else refs,
            negated=negated,
            first=first,
            last=last,
        )


def _from_border_between(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "the border between A and B", "there is no border between A and B", "a border separates A from B"."""
    if modifiers(noun) & listed("border", "not_land"):
        return
    stretch = noun.head if noun.dep_ == "nmod" and noun.head.lower_ in listed("border", "stretches") else noun
    verb = stretch.head
    if stretch.dep_.startswith("nsubj") and verb.lower_ in listed("border", "separate") and is_asserted(verb):
        target = child(verb, "obj")
        home = name_of_token(scene, target, is_state) if target is not None else None
        others = [n for t in obliques(verb, ("from",)) for n in names_listed(scene, t, is_state)]
        if target is not None and home is not None:
            pair = names_listed(scene, target, is_state)
            others = others or pair[1:]
            yield from _pair(home, others, [noun.i], negated=is_denied(verb) or "no" in modifiers(noun))
        return
    met = list(obliques(noun, ("between",))) or (list(obliques(verb, ("between",))) if _is_there(verb) else [])
    names = distinct(n for t in met[:1] for n in names_listed(scene, t, is_state))
    if len(names) != 2:
        return
    denied = "no" in modifiers(noun) or (_is_there(verb) and is_denied(verb))
    if _is_there(verb) and not is_asserted(verb):
        return
    if _is_definite(noun) or _is_there(verb) or denied:
        yield from _pair(names[0], names[1:], [noun.i], negated=denied)


def _is_there(verb: Token) -> bool:
    return any(c.dep_ == "expl" for c in verb.children)


def _is_definite(noun: Token) -> bool:
    det = child(noun, "det")
    return det is not None and det.lower_ in ("the", "this")


def _from_border_of_adjectives(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "the Kyrgyz-Tajik border", "the US-Mexico border": that the two share one is taken for granted."""
    at = noun.i - 1
    while at > sentence[0] and scene.lower[at] in ("land", "state", "shared", "common"):
        at -= 1
    second = scene.by_token.get(at)
    if (
        second is None
        or not _is_of_state(second)
        or second.first - 2 < sentence[0]
        or scene.lower[second.first - 1] not in ("-", "–", "—", "/")
    ):
        return
    first = scene.by_token.get(second.first - 2) or _adjective_before(scene, second.first - 2)
    if first is not None and _is_of_state(first) and not modifiers(noun) & listed("border", "not_land") and _is_definite(noun):
        yield from _pair(first, [second], [noun.i])


def _is_of_state(name: Name) -> bool:
    """Whether a name means a state or the people of one ("Tajik" beside "Kyrgyz")."""
    return is_state(name) or (name.type == "group" and state_code(name.ref) is not None)


def _adjective_before(scene: Scene, at: int) -> Name | None:
    """Return the name over a token that a longer one hides."""
    return next((n for n in scene.names_in(at, at + 1)), None)


def _number_of(scene: Scene, noun: Token) -> Figure | None:
    """Return the number before a noun of states ("nine countries", "only two neighbours"); None where another word narrows it."""
    numeral = child(noun, "nummod")
    count = read_number(numeral) if numeral is not None and numeral.i < noun.i else None
    if count is not None and "dozen" in scene.lower[count.first : count.last]:
        approx, first = approximation_before(scene, count.first - (scene.lower[count.first - 1] == "a"), noun.sent.start)
        count = Figure(value=count.value, approx=approx or count.approx or "about", first=first, last=count.last)
    if count is None and "no" in modifiers(noun):
        return Figure(value=0.0, approx=None, first=noun.i, last=noun.i + 1)
    group = _group_name(scene, noun)
    told = {
        c.lower_
        for c in noun.children
        if c.dep_ in ("amod", "compound", "nmod:unmarked") and c.i < noun.i and not (group is not None and group.first <= c.i < group.last)
    }
    allowed = listed("border", "plain") | listed("border", "only")
    if group is None and _is_narrowed(noun):
        return None
    return count if count is not None and not {w for w in told if w not in allowed} else None


def _is_narrowed(noun: Token) -> bool:
    """Whether words after a counted noun leave others out: "three countries of the region", "two states that are in it"."""
    within = any(preposition(c) in ("of", "in", "from", "within", "outside", "inside") for c in children(noun, "nmod") if c.i > noun.i)
    return within or any(c.left_edge.i == noun.i + 1 for c in children(noun, "acl:relcl", "acl"))


def _group_name(scene: Scene, noun: Token) -> Name | None:
    """Return the group of "four Central Asian states", "two EU members", "three members of the EU"."""
    own = scene.name_at(noun)
    if own is not None and is_body(own):
        return own
    inner = [scene.name_at(c) for c in noun.children if c.i < noun.i and c.dep_ in ("amod", "compound", "nmod:unmarked")]
    if noun.lower_ in ("members", "countries", "states", "nations"):
        inner += [scene.name_at(c) for c in obliques(noun, ("of", "in"))]
    return next((n for n in inner if n is not None and is_body(n)), None)


def _ref_of(name: Name | None) -> Ref | None:
    return name.ref if name is not None else None


def _count(home: Name, figure: Figure, noun: Token, *, group: Ref | None = None, negated: bool = False) -> Draft:
    first, last = spread([home.first if home.first >= noun.sent.start else noun.i, figure.first, noun.i])
    return Draft(
        type="border",
        subject=home.ref,
        predicate="neighbours",
        object=group,
        value=figure.value,
        approx=figure.approx,
        negated=negated,
        first=first,
        last=last,
    )


def _count_by_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "Germany borders nine countries", "Germany is bordered by nine countries", "nine countries border Germany"."""
    if not is_asserted(verb) or (is_past(verb) and child(verb, "aux:pass") is None):
        return
    for c in children(verb, "obj", "obl:agent", "obl"):
        figure = _number_of(scene, c) if c.lower_ in COUNTED else None
        home = next(iter(bordering_states(scene, verb)), None)
        if figure is not None and home is not None and home.how != "adjective":
            yield _count(home, figure, c, group=_ref_of(_group_name(scene, c)), negated=is_denied(verb))
            return
    subject, target = child(verb, "nsubj"), child(verb, "obj")
    figure = _number_of(scene, subject) if subject is not None and subject.lower_ in COUNTED else None
    home = scene.name_at(target) if target is not None else None
    if figure is not None and subject is not None and home is not None and is_state(home):
        yield _count(home, figure, subject, group=_ref_of(_group_name(scene, subject)), negated=is_denied(verb))
        row = _row_after_colon(scene, verb)
        if len(row) == figure.value and not is_denied(verb):
            yield from _pair(home, row, [verb.i])  # "three states border China: A, B and C"


def _row_after_colon(scene: Scene, verb: Token) -> list[Name]:
    """Return the row of states that follows a colon or dash after a verb."""
    at = next((i for i in range(verb.i, verb.sent.end) if scene.lower[i] in (":", "–", "—", "-")), verb.sent.end)
    row: list[Name] = []
    while at < verb.sent.end:
        while at < verb.sent.end and scene.lower[at] in (":", "–", "—", "-", ",", "and", "the"):
            at += 1
        name = scene.by_token.get(at)
        if name is None or name.first != at or not is_state(name):
            break
        row.append(name)
        at = name.last
    return row


def _count_of_borders(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "shares borders with five countries", "has no land borders"."""
    verb = noun.head
    if noun.dep_ != "obj" or verb.lower_ not in _HAVING or not is_asserted(verb) or modifiers(noun) & listed("border", "not_land"):
        return
    home = subject_name(scene, verb, is_state)
    if home is None:
        return
    for c in [*obliques(noun, ("with",)), *obliques(verb, ("with",))]:
        figure = _number_of(scene, c) if c.lower_ in COUNTED else None
        if figure is not None and "no" not in modifiers(noun):
            yield _count(home, figure, c, group=_ref_of(_group_name(scene, c)), negated=is_denied(verb))
        elif c.lower_ in ("country", "state", "nation") and modifiers(c) & {"no", "any"} and is_denied(verb) != ("no" in modifiers(c)):
            yield _count(home, Figure(value=0.0, approx=None, first=c.i, last=c.i + 1), c)
    alone = len(subject_names(scene, verb, is_state)) == 1  # "A and B share no land border" is said of the two
    if alone and "no" in modifiers(noun) and "land" in modifiers(noun) and not obliques(noun, ("with",)) and not obliques(verb, ("with",)):
        yield _count(home, Figure(value=0.0, approx=None, first=noun.i, last=noun.i + 1), noun)


def _count_of_neighbours(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "Kazakhstan has five neighbours", "Kazakhstan's five neighbours", "Portugal's only neighbour is Spain"."""
    verb, figure = noun.head, _number_of(scene, noun)
    told = modifiers(noun)
    if figure is None and told & listed("border", "only") and noun.lower_ in ("neighbour", "neighbor"):
        figure = Figure(value=1.0, approx=None, first=noun.i, last=noun.i + 1)
    if figure is None or any(preposition(c) in ("in", "among", "to", "on", "from") for c in children(noun, "nmod")):
        return
    if noun.dep_ == "obj" and verb.lower_ in _HAVING and is_asserted(verb):
        home = next(iter(bordering_states(scene, verb)), None)
        if home is not None:
            yield _count(home, figure, noun, group=_ref_of(_group_name(scene, noun)), negated=is_denied(verb))
        return
    owner = owner_name(scene, noun, is_state)
    if owner is None and preposition(noun) == "with" and is_state(scene.name_at(noun.head)):
        owner = scene.name_at(noun.head)  # "Russia, with fourteen neighbours,"
    if owner is not None and owner.how == "name" and not _is_part(noun):
        yield _count(owner, figure, noun)


def _only_border_with(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "Canada's only land border is with the United States"."""
    predicate = noun.head
    home = owner_name(scene, noun, is_state)
    if not modifiers(noun) & listed("border", "only") or noun.dep_ != "nsubj" or preposition(predicate) != "with" or home is None:
        return
    if children(noun, "nmod", "acl:relcl", "acl"):
        return  # "its only border with a state outside the region"
    others = names_listed(scene, predicate, is_state)
    if others and is_asserted(predicate):
        yield from _pair(home, others, [noun.i])
        yield _count(home, Figure(value=float(len(others)), approx=None, first=noun.i, last=noun.i + 1), noun)


def _is_part(noun: Token) -> bool:
    """Whether "two of X's neighbours", "X and its two neighbours" or "its two northern neighbours" leave the whole number open."""
    return noun.dep_ == "conj" or "of" in {c.lower_ for c in children(noun, "case")}


def _from_place(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "X is wedged between A and B", "X is surrounded by Y"."""
    if word.pos_ not in ("VERB", "ADJ"):
        return
    home = subject_name(scene, word, is_state) or (name_of_token(scene, word.head, is_state) if word.dep_ in ("acl", "amod") else None)
    if home is None or home.how == "adjective" or not is_asserted(word):
        return
    around = word.lower_ in listed("border", "surrounded")
    met = [*children(word, "obl:agent"), *obliques(word, ("by", "with") if around else ("between", "in between"))]
    others = [n for t in met[:1] for n in names_listed(scene, t, is_state)]
    if all(o.how == "name" for o in others) and (around or len(others) > 1):
        yield from _pair(home, others, [word.i], predicate="between", negated=False)
