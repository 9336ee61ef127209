"""Lengths of time in running words: "18 years", "18-year", "a decade", "half a century", "three and a half years", "27 months"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.claimtypes.numbers import Figure, read_century, read_number, word_value
from dragoman.extract.claimtypes.scene import Scene
from dragoman.extract.grammar import preposition

UNITS = {w + s: w for w in ("year", "decade", "month", "week", "day") for s in ("", "s")}
# After a unit these make a distance in time or an age of it, no length.
AWAY = frozenset({"since", "after", "before", "into", "ago", "earlier", "later", "old", "from", "on", "apart", "prior", "hence", "away"})
_COMPOUND_STARTS = frozenset("0123456789otfsen")
_ONE = frozenset({"a", "an", "one", "entire", "whole", "full"})
_BEFORE_ONE = frozenset(
    {"for", "after", "over", "about", "almost", "nearly", "roughly", "around", "than", "within", "in", "of", "by", "until", ","}
    | {"spent", "lasted", "lasts", "took", "just", "only", "barely", "is", "was"}
)
_BETWEEN = frozenset(
    {"long", "full", "whole", "entire", "straight", "consecutive", "bloody", "brutal", "more", "or", "so", "turbulent", "-", "–"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A stated length; ``token`` is the word of its unit, ``first`` the first token of it, its approximation included."""

    value: float
    unit: str
    approx: str | None
    first: int
    token: Token

    @property
    def head(self) -> Token:
        """The noun that the phrase hangs by: the unit, or the "quarter" of "a quarter of a century"."""
        above = self.token.head
        return above if self.token.lower_ == "century" and above.lower_ in ("quarter", "half") else self.token


def find_lengths(scene: Scene, sentence: tuple[int, int]) -> Iterator[Length]:
    """Yield the lengths in tokens [first, last); what follows the unit is the caller's to judge."""
    for i in range(*sentence):
        if scene.lower[i] not in UNITS and scene.lower[i] != "century" and scene.lower[i][:1] not in _COMPOUND_STARTS:
            continue
        word = scene.tokens[i]
        if _in_a_name(scene, i):
            continue  # "the Six-Day War" is called so
        if scene.lower[i] == "century" and (century := read_century(word)) is not None:
            yield Length(value=century.value, unit="year", approx=century.approx, first=century.first, token=word)
        elif (unit := UNITS.get(scene.lower[i])) is not None:
            figure = _count_before(scene, i, sentence[0])
            if figure is not None:
                yield Length(value=figure.value, unit=unit, approx=figure.approx, first=figure.first, token=word)
        elif (compound := _in_one_word(scene, i)) is not None:
            yield compound


def _in_a_name(scene: Scene, i: int) -> bool:
    """Whether a unit is part of a war's own name: in capitals, spelt out, right before a capital "War"."""
    after = scene.tokens[i + 1].text if i + 1 < len(scene.lower) else ""
    return after == "War" and scene.tokens[i].text[:1].isupper() and not any(w[:1].isdigit() for w in scene.lower[max(0, i - 2) : i])


def _count_before(scene: Scene, at: int, floor: int) -> Figure | None:
    i = at - 1
    while i > floor and scene.lower[i] in _BETWEEN:
        i -= 1
    if i < floor:
        return None
    if scene.lower[i - 2 : i + 1] == ("and", "a", "half") and i - 3 >= floor:
        whole = read_number(scene.tokens[i - 3])
        return None if whole is None else Figure(value=whole.value + 0.5, approx=whole.approx or "about", first=whole.first, last=at)
    if scene.lower[i] in ("a", "an") and scene.lower[i - 1] == "half" and i - 1 >= floor:
        return Figure(value=0.5, approx="about", first=i - 1, last=at)
    if scene.lower[i] in ("a", "an") and i > floor and scene.lower[i - 1] not in _BEFORE_ONE:
        return None  # "35,000 dollars a month"
    if scene.lower[i] in _ONE:
        approx, first = _approx(scene.doc, i, floor)
        return Figure(value=1.0, approx=approx, first=first, last=at)
    figure = read_number(scene.tokens[i])
    if figure is not None and figure.approx is not None and "the" in scene.lower[figure.first : at]:
        return replace(figure, approx=None)  # "like to talk about the ten-year war"
    return figure


def _approx(doc: Doc, at: int, floor: int) -> tuple[str | None, int]:
    """Return (the approximation before "a decade", its first token)."""
    low = [t.lower_ for t in doc[max(floor, at - 3) : at]]
    for words, kind in (("more than", "more than"), ("less than", "less than"), ("little more than", "slightly more than")):
        size = len(words.split())
        if low[-size:] == words.split():
            return kind, at - size
    kinds = {"over": "more than", "almost": "almost", "nearly": "almost", "about": "about", "roughly": "about", "around": "about"}
    return (kinds[low[-1]], at - 1) if low and low[-1] in kinds else (None, at)


def _in_one_word(scene: Scene, i: int) -> Length | None:
    """Read "18-year", "18-year-long", "two-decade-old" where they are one token."""
    low = scene.lower[i].replace("–", "-")
    if low[:1] not in _COMPOUND_STARTS or "-" not in low:
        return None
    parts = low.split("-")
    value = word_value(parts[0]) if len(parts) >= 2 and parts[1] in UNITS else None
    return None if value is None else Length(value=value, unit=UNITS[parts[1]], approx=None, first=i, token=scene.tokens[i])


def tells_distance(scene: Scene, length: Length) -> bool:
    """Whether the word after a length makes it a distance or an age: "two years after", "ten years old", not "for two years after"."""
    at = length.token.i + 1
    if scene.lower[at : at + 3] in (("in", "the", "past"), ("in", "the", "future")):
        return True
    if at >= len(scene.lower) or scene.lower[at] not in AWAY:
        return False
    if scene.lower[at] == "into" and length.token.sent.root.tag_ != "VBD":
        return False  # "seven months into the war, Moscow is calling up reserves": it has lasted so long
    return scene.lower[at] == "old" or preposition(length.head) != "for"
