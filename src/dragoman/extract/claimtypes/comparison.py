"""Claims that one state is bigger than another: in area, people or output."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, same_state, subject_name
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, words
from dragoman.extract.grammar import child, preposition

_FAR = 12  # tokens from the comparative to the state after "than"


def find_comparisons(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the comparisons of a sentence, tokens [first, last), between two states."""
    for i in range(*sentence):
        way = words()["comparison"]["ways"].get(scene.lower[i])
        if way is None or "than" not in scene.lower[i : min(i + _FAR, sentence[1])]:
            continue
        word = scene.doc[i]
        other = _other(scene, i, sentence)
        holder = _holder(word)
        home = subject_name(scene, holder, is_state) if other is not None and holder is not None else None
        measure = _measure(scene, word)
        if home is None or other is None or measure is None or holder is None or same_state(home, other) or not is_asserted(holder):
            continue
        first, last = spread([home.first if home.first >= sentence[0] else i, i, other.last - 1])
        yield Draft(
            type="rank",
            subject=home.ref,
            predicate=f"{way} by {measure}",
            object=other.ref,
            first=first,
            last=last,
            negated=is_denied(holder),
        )


def _other(scene: Scene, at: int, sentence: tuple[int, int]) -> Name | None:
    """Return the state right after "than" (an article, or a possessor of the same measure, between them)."""
    than = scene.lower.index("than", at)
    nxt = than + 1
    while nxt < sentence[1] and scene.lower[nxt] in ("the", "that", "of", "in", "neighbouring", "neighboring"):
        nxt += 1
    name = scene.by_token.get(nxt)
    return name if is_state(name) else None


def _holder(word: Token) -> Token | None:
    """Return the predicate of "X is bigger than Y", "X has more people than Y"."""
    if child(word, "cop") is not None:
        return word
    head = word.head
    if word.dep_ == "amod" and (child(head, "cop") is not None):
        return head
    return head.head if word.dep_ == "amod" and head.dep_ == "obj" and head.head.lower_ in ("has", "have", "covers", "had") else None


def _measure(scene: Scene, word: Token) -> str | None:
    nouns = words()["comparison"]["measures"]
    if word.dep_ == "amod":
        return str(nouns[word.head.lower_]) if word.head.lower_ in nouns else None
    if word.lower_ in ("more", "fewer"):
        return None
    told = [nouns[t.lower_] for t in word.subtree if t.lower_ in nouns and preposition(t) in ("in", "by")]
    return str(told[0]) if told else "area"
