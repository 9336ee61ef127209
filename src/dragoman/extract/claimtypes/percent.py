"""Percentages and fractions of a whole, with the verb that says whose they are."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.claimtypes.numbers import Figure, read_fraction, read_number
from dragoman.extract.claimtypes.scene import Scene, listed
from dragoman.extract.grammar import children, preposition

_SHARE_WORDS = frozenset({"percent", "%", "cent", "half", "third", "thirds", "quarter", "quarters", "fifth", "fifths", "tenth", "tenths"})
_PERCENT = frozenset({"percent", "%", "cent"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A percentage with the token that carries it and the verb over it."""

    figure: Figure
    token: Token
    verb: Token


def find_percentages(scene: Scene, sentence: tuple[int, int]) -> Iterator[Share]:
    """Yield the shares of a whole in a sentence, tokens [first, last): "40 percent", "a third of", "most of its exports"."""
    for i in range(*sentence):
        if scene.lower[i] in ("most", "majority") and (whole := _whole_of(scene.tokens[i])) is not None:
            more = Figure(value=50.0, approx="more than", first=i, last=i + 1)
            yield Share(figure=more, token=whole, verb=_verb_over(whole))
            continue
        if scene.lower[i] not in _SHARE_WORDS:
            continue
        token = scene.tokens[i]
        if token.lower_ in _PERCENT and i > sentence[0]:
            at = i - 2 if token.lower_ == "cent" and scene.tokens[i - 1].lower_ == "per" else i - 1
            figure = read_number(scene.tokens[at]) if at >= sentence[0] else None
        elif token.lower_ not in _PERCENT and i + 1 < sentence[1] and scene.tokens[i + 1].lower_ in ("of", "the", "its"):
            figure = read_fraction(token)
        else:
            figure = None
        if figure is not None:
            yield Share(figure=figure, token=token, verb=_verb_over(token))


def _whole_of(word: Token) -> Token | None:
    """Return "most" or "majority" itself where all of a state's trade stands after it: "most of its exports", "most of what it buys"."""
    for c in children(word, "nmod"):
        if preposition(c) == "of" and c.lower_ in listed("trade", "imports") | listed("trade", "exports"):
            plain = not any(g.dep_ in ("amod", "compound") and not g.ent_type_ and g.lower_ != "total" for g in c.children)
            return word if plain else None
    return None


def _verb_over(token: Token) -> Token:
    """Return the nearest verb above a percentage, or the root where no verb stands there."""
    for above in token.ancestors:
        if above.pos_ in ("VERB", "AUX") or above.dep_ == "ROOT":
            return above
    return token
