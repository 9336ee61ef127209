"""Treaties named in running words, as the tables name them or by a proper name of their own."""

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import spread
from dragoman.extract.claimtypes.scene import Scene, bare_ref, is_body, is_state, listed
from dragoman.extract.grammar import preposition
from dragoman.records.spans import Ref

_LONGEST = 16  # tokens of a treaty's name
_STEM = 3  # letters by which names are looked up


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedTreaty:
    """A treaty's name over tokens [first, last); ``root`` is the token that the sentence hangs it on."""

    first: int
    last: int
    root: Token
    ref: Ref


def treaties_in(scene: Scene, sentence: tuple[int, int]) -> list[NamedTreaty]:
    """Return the treaties of the tables that are named in tokens [first, last), in text order.

    A year inside the name is passed over ("the nuclear deal of 2015 with Iran"); hyphens and spaces make no difference.
    """
    found, at = [], sentence[0]
    while at < sentence[1]:
        hit = _match(scene, at, sentence[1])
        if hit is None:
            at += 1
            continue
        found.append(_named(scene, at, hit[0], hit[1]))
        at = found[-1].last
    return found


def _match(scene: Scene, at: int, end: int) -> tuple[int, str] | None:
    if not scene.treaties or scene.lower[at][:_STEM] not in scene.treaties.stems:
        return None
    spelt, best, i = "", None, at
    while i < min(end, at + _LONGEST):
        if spelt and (dated := _year_phrase(scene, i, end)):
            i += dated
            continue
        spelt += scene.lower[i].replace("’", "'").replace("–", "-")
        i += 1
        if spelt in scene.treaties.names:
            best = (i, scene.treaties.names[spelt])
    return best


def _year_phrase(scene: Scene, at: int, end: int) -> int:
    """Return the number of tokens of "of 2015", "of April 1996" at a token, 0 where none stands there."""
    if scene.lower[at] not in ("of", "from"):
        return 0
    for size in (2, 3):
        year = scene.lower[at + size - 1] if at + size <= end else ""
        if year.isdigit() and len(year) == 4 and (size == 2 or scene.tokens[at + 1].text[:1].isupper()):
            return size
    return 0


def _named(scene: Scene, first: int, last: int, name: str) -> NamedTreaty:
    root = scene.doc[first:last].root
    while root.dep_ in ("compound", "amod", "nmod:unmarked") and root.head.i == last and root.head.lower_ in listed("history", "treaties"):
        root, last = root.head, root.head.i + 1  # "the New START treaty"
    words = scene.doc[first:last]
    return NamedTreaty(first=first, last=last, root=root, ref=Ref(start=words.start_char, end=words.end_char, name=name))


def treaty_of(scene: Scene, token: Token, named: list[NamedTreaty]) -> Ref | None:
    """Return the treaty that a noun means: one of the tables, the one that "which" stands for, or a proper name; else None."""
    if token.lower_ in ("which", "that") and token.head.dep_ == "acl:relcl":
        token = token.head.head
    known = next((t.ref for t in named if t.first <= token.i < t.last), None)
    return known or (proper_name(scene, token) if _is_treaty(token) and not is_body(scene.name_at(token)) else None)


def _is_treaty(noun: Token) -> bool:
    return noun.lower_ in listed("history", "treaties") | {"deal"} or (noun.text.isupper() and len(noun.text) > 2)


def proper_name(scene: Scene, noun: Token) -> Ref | None:
    """Return a treaty by its proper name ("the Paris Agreement", "the INF Treaty", "JCPOA"), None where it has none."""
    run = [t for t in noun.subtree if abs(t.i - noun.i) <= 8 and t.dep_ not in ("acl:relcl", "appos", "punct", "parataxis")]
    run = [
        t
        for t in run
        if t.i <= noun.i or preposition(t) in ("on", "of") or t.dep_ in ("case", "flat", "det", "amod", "compound", "conj", "cc")
    ]
    inner = [t for t in run if t.dep_ != "det" and not (t.dep_ == "case" and t.head == noun)]
    if not any(t.text[:1].isupper() and t.pos_ in ("PROPN", "ADJ", "NOUN") for t in inner) or is_state(scene.name_at(noun)):
        return None
    first, last = spread(inner)
    return bare_ref(scene, first, last)
