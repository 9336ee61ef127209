"""Judgements in the form of a ranking ("has never been stronger", "the closest ally"): kept as claims, so that a reader sees that
no table can settle them."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import either, is_asserted, subject_names
from dragoman.extract.claimtypes.scene import Scene, bare_ref, listed
from dragoman.extract.grammar import child


def find_opinions(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the judging comparisons of a sentence, tokens [first, last), that are about states or bodies."""
    for i in range(*sentence):
        token = scene.tokens[i]
        if token.tag_ in ("JJR", "RBR") and scene.lower[i] in listed("opinion", "comparatives"):
            yield from _from_never(scene, token)
        elif scene.lower[i] in listed("opinion", "nouns"):
            yield from _from_superlative(scene, token)


def _from_never(scene: Scene, word: Token) -> Iterator[Draft]:
    """Read "ties have never been stronger"."""
    copula = child(word, "cop")
    near = scene.lower[max(word.sent.start, word.i - 4) : word.i]
    if copula is None or "never" not in near or not is_asserted(word):
        return
    subject = child(word, "nsubj")
    if subject is None or subject.i > word.i or not any(either(scene.name_at(t)) for t in subject.sent):
        return
    first, last = spread([subject.left_edge, subject.right_edge if subject.right_edge.i < word.i else subject, word])
    yield Draft(
        type="rank",
        subject=bare_ref(scene, subject.left_edge.i, subject.i + 1),
        predicate="opinion",
        first=first,
        last=last,
        confidence=0.6,
    )


def _from_superlative(scene: Scene, noun: Token) -> Iterator[Draft]:
    """Read "X is the closest ally of Y", "the most reliable partner"."""
    judging = [c for c in noun.children if c.dep_ == "amod" and c.i < noun.i and _is_judging(c)]
    if not judging or child(noun, "cop") is None or not is_asserted(noun):
        return
    for name in subject_names(scene, noun, either)[:1]:
        first, last = spread([name.first if name.first >= noun.sent.start else noun, noun])
        yield Draft(type="rank", subject=name.ref, predicate="opinion", first=first, last=last, confidence=0.6)


def _is_judging(word: Token) -> bool:
    if word.tag_ == "JJS":
        return word.lower_ in listed("opinion", "superlatives")
    return any(c.lower_ in ("most", "least") for c in word.children)
