"""Whether a size that a sentence gives is of a whole state over a whole year, not per head, at other prices, or of a part of either."""

import re
from itertools import pairwise

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.scene import Scene, listed, words

_PLACE = re.compile(r"(\d{1,3})(?:st|nd|rd|th)")
_CUT_OFF = 4  # tokens of a date that stands as a sentence of its own
_NEAR = 6  # tokens around a year in which a part of it is told: "in the first half of 2017"


def is_other_scale(scene: Scene, sentence: tuple[int, int], measure: str | None) -> bool:
    """Whether a sentence compares by output per head or at purchasing power, or by density, or gives a place of two words.

    No table ranks states by these, and "twenty-third" is not third.
    """
    low = scene.lower[slice(*sentence)]
    if has_joined_place(scene, sentence):
        return True
    if measure == "population":
        return any(w in listed("whole", "density") for w in low)
    if measure != "gdp":
        return False
    pairs = {f"{a} {b}" for a, b in pairwise(low)}
    return bool(pairs & listed("whole", "per_head")) or any(w in listed("whole", "scales") for w in low)


def has_joined_place(scene: Scene, sentence: tuple[int, int]) -> bool:
    """Whether a sentence holds an ordinal of two words: "the twenty-third largest", "ranks forty-third"; a century is none."""
    low = [w for w in scene.lower[slice(*sentence)] if w != "-"]
    ordinals = words()["rank"]["ordinals"]
    triples = zip(low, low[1:], [*low[2:], ""], strict=False)
    return any(a in listed("whole", "tens") and b in ordinals and c not in listed("whole", "after_ordinal") for a, b, c in triples)


def tells_of_city(scene: Scene, draft: Draft) -> bool:
    """Whether a size is said of a capital's name: as a place it is the city, not the state for which it stands elsewhere."""
    if draft.predicate.rpartition(" ")[2] not in ("population", "area", "area_km2", "gdp"):
        return False
    for ref in (draft.subject, draft.object):
        span = scene.doc.char_span(ref.start, ref.end) if ref is not None and ref.start is not None and ref.end is not None else None
        name = scene.by_token.get(span.start) if span is not None else None
        if name is not None and name.type == "government":
            return True
    return False


def is_part_of_year(scene: Scene, sentence: tuple[int, int]) -> bool:
    """Whether a sentence tells of a part of a year: "in the first half of 2017", "from January to March", "a month", "monthly"."""
    low = scene.lower[slice(*sentence)]
    if any(w in listed("whole", "periods") for w in low):
        return True
    return any(
        w in listed("whole", "parts_of_year") and (low[max(0, i - 1)] in listed("whole", "part_counts") or low[i + 1 : i + 2] == ("of",))
        for i, w in enumerate(low)
        if any(x.isdigit() and len(x) == 4 for x in low[i : i + _NEAR]) or low[max(0, i - 1)] in listed("whole", "part_counts")
    )


def is_part_named(scene: Scene, first: int) -> bool:
    """Whether the word before a name makes a part of what it names: "western Kazakhstan", "European Russia"."""
    return first > 0 and scene.lower[first - 1] in listed("whole", "parts_named")


def start_with_date(scene: Scene, first: int) -> int:
    """Return where a sentence begins, a date before it included that the parse took for one of its own: "In 2013 | X sold ..."."""
    if first == 0 or scene.tokens[first - 1].is_punct:
        return first
    before = scene.tokens[first - 1].sent
    return before.start if len(before) <= _CUT_OFF and scene.dates_in(before.start, before.end) else first


def ordinal_place(word: str, known: dict[str, int]) -> float | None:
    """Return the place that an ordinal gives: "third" by the table of words, "55th" by its digits; None where it is none."""
    if word in known:
        return float(known[word])
    found = _PLACE.fullmatch(word)
    return float(found.group(1)) if found else None


def in_clause(token: Token, verb: Token) -> bool:
    """Whether a token stands in a verb's own clause: not in one that is joined to it, set beside it or hangs on a noun of it."""
    for _ in range(20):
        if token == verb:
            return True
        joined = token.dep_ in ("conj", "parataxis", "advcl", "acl:relcl", "ccomp") and any(
            c.dep_.startswith("nsubj") for c in token.children
        )
        if joined or token.head == token:
            return False
        token = token.head
    return False
