"""How many members an organisation has: "X has 30 members", "X, a bloc of ten states", "the six-member X", "there are 57 states in X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, name_of_token, subject_name
from dragoman.extract.claimtypes.member_drafts import count_draft, is_org
from dragoman.extract.claimtypes.membership import bodies_of
from dragoman.extract.claimtypes.numbers import Figure, read_number, word_value
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, listed
from dragoman.extract.grammar import child, children, preposition, subjects

_HYPHENED = frozenset({"member", "nation", "state", "country"})
_WORDS_BETWEEN = 6  # "The membership of the World Trade Organization stands at"


def find_member_counts(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about how many members an organisation has."""
    for i in range(*sentence):
        word = scene.lower[i]
        if word in listed("membership", "counted") and word != "member":
            yield from _from_counted(scene, scene.tokens[i])
        elif word in listed("membership", "stands_at"):
            yield from _from_standing(scene, scene.tokens[i])
        elif word.endswith(tuple(_HYPHENED)):
            yield from _from_hyphened(scene, i, sentence)


def _from_counted(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read the number before "members" or "states" where the words around say that it is that of all members."""
    number = child(noun, "nummod")
    figure = read_number(number) if number is not None else None
    if figure is None or _counts_a_part(scene, noun, figure):
        return
    verb = noun.head
    body = _body_that_has(scene, noun, verb)
    if body is not None:
        if is_asserted(verb):
            where = spread([body.first if body.first >= verb.sent.start else verb, verb, noun])
            yield count_draft(body, figure, where, negated=is_denied(verb), past=is_past(verb))
        return
    body = _body_described(scene, noun) or _body_forming(scene, noun) or _body_joined(scene, noun)
    if body is not None:
        past = noun.dep_ == "nsubj" and is_past(verb)
        yield count_draft(body, figure, spread([body.first if body.first >= noun.sent.start else noun, noun, figure.first]), past=past)


def _counts_a_part(scene: Scene, noun: Token, figure: Figure) -> bool:
    """Whether the words beside a counted noun limit it: "three Baltic members", "two members in Africa", "five members that ..."."""
    between = [i for i in range(figure.last, noun.i) if not is_org(scene.by_token.get(i))]
    if {scene.lower[i] for i in between} - {"-"} - listed("membership", "whole"):
        return True
    nxt = scene.lower[noun.i + 1] if noun.i + 1 < noun.sent.end else ""
    if nxt in ("in", "on", "from") and noun.i + 2 < noun.sent.end and scene.tokens[noun.i + 2].ent_type_ == "DATE":
        return False  # "to eight members in June 2017"
    return (nxt == "of" or nxt in listed("membership", "limits")) and not _is_body_next(scene, noun.i + 1, subject=noun.dep_ == "nsubj")


def _is_body_next(scene: Scene, at: int, *, subject: bool) -> bool:
    """Whether the words at a token are "in the European Union": the body itself, which limits nothing."""
    while at < len(scene.lower) and scene.lower[at] in ("in", "of", "the"):
        at += 1
    name = scene.by_token.get(at)  # "ten nations of Southeast Asia" are those of the region's body
    of_region = name is not None and str(name.ref.entity).startswith("region:") and scene.lower[at - 1] == "of"
    return is_org(name) or (of_region and not subject)


def _body_that_has(scene: Scene, noun: Token, verb: Token) -> Name | None:
    """Return the body of "X has/numbers/consists of/is made up of/grew to 30 members"."""
    word, place = verb.lower_, preposition(noun)
    has = (noun.dep_ in ("obj", "appos", "nsubj") or (noun.dep_ == "nmod" and not place)) and word in listed("membership", "having")
    made = noun.dep_ in ("obj", "obl", "nmod") and (word in listed("membership", "consist") or word in listed("membership", "made_of"))
    grew = noun.dep_ in ("obl", "nmod") and place == "to" and word in listed("membership", "growing")
    if not (has or made or grew):
        return None
    body = subject_name(scene, verb, is_body) or next(
        (n for c in children(verb, "compound") for n in [scene.name_at(c)] if is_org(n) and has), None
    )
    body = body or next((b for s in subjects(verb) if s.lower_ == "membership" for b in bodies_of(scene, s)), None)
    return body if is_org(body) else None


def _body_described(scene: Scene, noun: Token) -> Name | None:
    """Return the body of "X, a bloc of ten states", "all 30 NATO members", "X's 27 members", "there are 193 states in X"."""
    holder = noun.head
    if noun.dep_ == "nmod" and preposition(noun) == "of" and holder.lower_ in listed("pointing", "body"):
        body = name_of_token(scene, holder, is_body) if holder.dep_ in ("appos", "parataxis") or child(holder, "cop") else None
        return body if is_org(body) else None
    if noun.dep_ in ("obl", "nmod") and preposition(noun) == "with" and noun.i - noun.sent.start < _WORDS_BETWEEN:
        return _body_right_after(scene, noun)
    bodies = bodies_of(scene, noun) or [
        n for c in children(noun, "nmod") if preposition(c) == "in" for n in [name_of_token(scene, c, is_body)] if is_org(n) and n
    ]
    there = child(noun.head, "expl") is not None and noun.dep_ in ("nsubj", "obj")
    if there and not bodies:
        bodies = [n for c in children(noun.head, "obl") if preposition(c) in ("in", "of") for n in [scene.name_at(c)] if is_org(n) and n]
    first = noun.left_edge.lower_
    whole = there or first in ("all", "its") or any(c.dep_ == "nmod:poss" and c.i < noun.i for c in noun.children)
    return bodies[0] if len(bodies) == 1 and whole and bodies[0].how == "name" else None


def _body_right_after(scene: Scene, noun: Token) -> Name | None:
    """Return the body of "With 57 participating states, the OSCE is ..."."""
    at = noun.i + 1
    while at < noun.sent.end and scene.lower[at] in (",", "the"):
        at += 1
    body = scene.by_token.get(at)
    return body if at > noun.i + 1 and is_org(body) else None


def _body_forming(scene: Scene, noun: Token) -> Name | None:
    """Return the body of "ten states make up the bloc"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lower_ not in listed("membership", "form") or not is_asserted(verb) or is_denied(verb):
        return None
    if verb.lower_ in ("make", "made", "makes") and "up" not in {c.lower_ for c in verb.children}:
        return None
    return next((n for c in children(verb, "obj") for n in [scene.name_at(c)] if is_org(n)), None)


def _body_joined(scene: Scene, noun: Token) -> Name | None:
    """Return the body of "twenty-seven countries belong to X"."""
    verb = noun.head
    if noun.dep_ != "nsubj" or verb.lower_ not in listed("membership", "belong") or not is_asserted(verb) or is_denied(verb):
        return None
    named = [scene.name_at(c) for c in children(verb, "obl") if preposition(c) == "to"]
    return next((n for n in named if is_org(n)), None)


def _from_standing(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "the number of X's members stands at 57", "the membership of X rose to 31"."""
    told_of = [c for c in children(verb, "nsubj", "obj") if c.lower_ in listed("membership", "number_nouns")]
    if len(told_of) != 1 or not is_asserted(verb) or is_denied(verb):
        return
    inside = range(told_of[0].left_edge.i, told_of[0].right_edge.i + 1)
    bodies = [n for n in scene.names_in(inside.start, inside.stop) if is_org(n)]
    told = {scene.lower[i] for i in inside}
    if any(scene.tokens[i].pos_ == "VERB" and scene.lower[i] not in listed("membership", "whole") for i in inside):
        return  # "the number of members using the euro"
    if len(bodies) != 1 or not told & (listed("membership", "counted") | {"membership", "ranks", "allies"}):
        return
    figures = [read_number(c) for c in children(verb, "obl", "obj", "xcomp", "nummod") if preposition(c) in ("at", "to", "")]
    figure = next((f for f in figures if f is not None), None)
    if figure is not None:
        yield count_draft(bodies[0], figure, spread([bodies[0].first, verb, figure.first]), past=verb.lower_ in ("stood", "was"))


def _from_hyphened(scene: Scene, at: int, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "the six-member CSTO", "the 29-nation NATO", "the 27-nation European bloc"."""
    body = scene.by_token.get(at + 1)
    if not is_org(body) or body is None or body.first != at + 1:
        return
    low = scene.lower
    parts = "".join(low[max(sentence[0], at - 2) : at + 1] if low[at] in _HYPHENED else (low[at],)).split("-")
    count = word_value(parts[-2]) if len(parts) > 1 and parts[-1] in _HYPHENED else None
    if count is not None:
        figure = Figure(value=count, approx=None, first=at, last=at + 1)
        yield count_draft(body, figure, spread([at, body.last - 1]))
