"""Claims about borders in relative clauses: "the border that A shares with B", "A, B and C, all of which border it"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, is_asserted, is_denied, names_listed, same_state
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed
from dragoman.extract.grammar import child, children, obliques

_Words = tuple[int, int]
_ALL = (
    ("all", "of", "which"),
    ("both", "of", "which"),
    ("each", "of", "which"),
    ("which", "all"),
    ("which", "both"),
    ("all", "of", "them"),
)
_POINTING = frozenset({"it", "country", "nation", "state", "republic", "latter", "former"})


def find_border_rows(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the border claims of relative clauses in tokens [first, last)."""
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in listed("border", "neighbours") and token.pos_ == "NOUN":
            yield from _from_its_neighbours(scene, token)
        if word in listed("border", "nouns") and token.pos_ == "NOUN":
            yield from _from_shared(scene, token)
            if token.dep_ == "obj" and token.head.lower_ in listed("border", "share"):
                verb, met = token.head, [*obliques(token, ("with",)), *obliques(token.head, ("with",))]
                yield from _from_row(scene, verb, met)
        elif word in listed("border", "verbs") and token.pos_ == "VERB":
            yield from _from_row(scene, token, children(token, "obj", "obl"))


def _draft(home: Name, others: list[Name], tokens: list[int], *, negated: bool = False) -> Iterator[Draft]:
    others = [o for o in distinct(others) if not same_state(o, home)]
    if others:
        first, last = spread([*tokens, home.first, *(o.last - 1 for o in others)])
        refs = tuple(o.ref for o in others)
        yield Draft(
            type="border",
            subject=home.ref,
            predicate="borders",
            object=refs[0] if len(refs) == 1 else None,
            objects=refs if len(refs) > 1 else (),
            negated=negated,
            first=first,
            last=last,
        )


def _from_shared(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "the border that A shares with B", "the border A and B share"."""
    for verb in children(noun, "acl:relcl"):
        if verb.lower_ not in ("share", "shares", "shared", "has", "have") or not is_asserted(verb):
            continue
        subject = child(verb, "nsubj")
        homes = names_listed(scene, subject, is_state) if subject is not None else []
        others = [n for t in obliques(verb, ("with",)) for n in names_listed(scene, t, is_state)]
        if homes and not others:
            homes, others = homes[:1], homes[1:]
        for home in homes:
            yield from _draft(home, others, [noun.i, verb.i], negated=is_denied(verb))


def _from_row(scene: Scene, verb: Token, met: list[Token]) -> Iterator[Draft]:
    """Read "A, B and C, all of which share a border with it"."""
    if verb.dep_ not in ("acl:relcl", "parataxis", "conj", "advcl") or not is_asserted(verb):
        return
    opening = min(t.i for t in verb.subtree if not t.is_punct)
    if not any(scene.lower[opening : opening + len(words)] == words for words in _ALL):
        return
    row = _row_back(scene, opening - 1)
    if len(row) < 2:
        return
    named = [n for t in met for n in names_listed(scene, t, is_state)]
    for home in named or [n for t in met if t.lower_ in _POINTING for n in _pointed(scene, row)]:
        yield from _draft(home, row, [verb.i], negated=is_denied(verb))


def _from_its_neighbours(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "A and B, two of its four neighbours," where the sentence names one other state before."""
    poss = child(noun, "nmod:poss")
    if poss is None or poss.lower_ != "its" or scene.name_at(poss) is not None:
        return
    opening = min(t.i for t in noun.subtree if not t.is_punct)
    while opening > noun.sent.start and scene.lower[opening - 1] in ("of", "two", "three", "both", "all", "four"):
        opening -= 1
    row = _row_back(scene, opening - 1) if scene.lower[opening - 1] == "," else []
    for home in _pointed(scene, row) if row else []:
        yield from _draft(home, row, [noun.i])


def _row_back(scene: Scene, at: int) -> list[Name]:
    """Return the row of states that ends at a token, a comma after it passed over."""
    row: list[Name] = []
    while at > 0:
        while at > 0 and scene.lower[at] in (",", "and", "–", "—", "-"):
            at -= 1
        name = scene.by_token.get(at)
        if name is None or not is_state(name) or name.how != "name":
            break
        row.append(name)
        at = name.first - 1
        if scene.lower[at] not in (",", "and"):
            break
    return row[::-1]


def _pointed(scene: Scene, row: list[Name]) -> list[Name]:
    """Return the one other state that the sentence names before a row; [] where there are several or none."""
    start = scene.tokens[row[0].first].sent.start
    before = [n for n in scene.names_in(start, row[0].first) if is_state(n) and n.how == "name" and not any(same_state(n, r) for r in row)]
    found = distinct(before)
    return found if len(found) == 1 else []
