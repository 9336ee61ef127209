"""Ranks of states told without a ranked noun: "X ranks ninth by area", "X has the largest population", "no country is larger than X"."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, modifiers, names_listed, owner_name, subject_name
from dragoman.extract.claimtypes.rank import WORLD, region_of
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, stated_year, words
from dragoman.extract.claimtypes.whole import is_other_scale, ordinal_place, tells_of_city
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_LINKS = frozenset({"in", "of", "within", "among", "across", "the", "all", "five", "three"})


def find_rank_forms(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the ranks by area, population or output of a sentence, tokens [first, last), that rank no noun of states."""
    for draft in _forms(scene, sentence):
        if not is_other_scale(scene, sentence, draft.predicate.rpartition(" ")[2]) and not tells_of_city(scene, draft):
            yield draft


def _forms(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    for i in range(*sentence):
        word, token = scene.lower[i], scene.tokens[i]
        if word in listed("rank", "ranking") and token.pos_ == "VERB":
            yield from _from_ranking(scene, token, sentence)
        elif word in listed("rank", "owned"):
            yield from _from_having(scene, token, sentence)
        elif word in listed("rank", "first") | listed("rank", "last"):
            yield from _from_superlative(scene, token, sentence)
        elif word in listed("rank", "populous") and scene.lower[i - 1] in ("most", "least"):
            yield from _from_populous(scene, token, sentence)
        elif word == "than" or (word == "as" and token.dep_ == "case"):
            yield from _from_none_larger(scene, token, sentence)
            yield from _from_any_other(scene, token, sentence)
        elif word == "second" and scene.lower[i : i + 3] == ("second", "only", "to"):
            yield from _from_second_only(scene, token, sentence)


def _draft(home: Name, measure: str, value: float, region: Ref, tokens: list[int], **more: object) -> Draft:
    first, last = spread(tokens)
    past = bool(more.get("past"))
    return Draft(
        type="rank",
        subject=home.ref,
        predicate=f"{'was ' if past else ''}rank by {measure}",
        object=region,
        value=value,
        approx=str(more["approx"]) if more.get("approx") else None,
        negated=bool(more.get("negated")),
        first=min(first, home.first) if home.first >= int(str(more.get("floor", 0))) else first,
        last=last,
    )


def _region_told(scene: Scene, first: int, last: int) -> Ref | None:
    """Return the region of "in Central Asia", "of the EU", "in the world" in tokens [first, last); the nearest one counts."""
    for i in range(first, last):
        if scene.lower[i] not in ("in", "of", "among", "within", "across", "on"):
            continue
        at = i + 1
        while at < last and scene.lower[at] in _LINKS | listed("rank", "among"):
            at += 1
        name = scene.by_token.get(at)
        if name is not None and is_body(name):
            return name.ref
        if at < last and scene.lower[at] in ("world", "earth", "globe", "planet"):
            return WORLD
    for n in scene.names_in(first, last):
        if is_body(n) and n.how == "adjective":
            return n.ref
    return WORLD if any(scene.lower[i] in ("world", "worldwide", "globally") for i in range(first, last)) else None


def _measure_told(scene: Scene, sentence: _Words) -> str | None:
    """Return what "by area", "in terms of population", "in size" rank by; None where the sentence tells none or several."""
    by = words()["rank"]["by"]
    found = {
        by[scene.lower[i]]
        for i in range(*sentence)
        if scene.lower[i] in by and preposition(scene.tokens[i]) in ("by", "in", "in terms of", "for", "measured by")
    }
    found |= {by[scene.lower[i]] for i in range(sentence[0], sentence[1]) if scene.lower[i] in by and _after_terms(scene, i)}
    return next(iter(found)) if len(found) == 1 else None


def _after_terms(scene: Scene, at: int) -> bool:
    return scene.lower[max(0, at - 3) : at][-2:] in (("terms", "of"), ("measured", "by"))


def _place_word(scene: Scene, verb: Token) -> tuple[float, Token] | None:
    """Return the place of "ranks ninth", "comes second", "places number one"."""
    ordinals = words()["rank"]["ordinals"]
    for i in range(verb.i + 1, min(verb.i + 4, verb.sent.end)):
        low = scene.lower[i].removesuffix("-")
        if low in ordinals and (
            i + 1 >= verb.sent.end or scene.lower[i + 1] not in ("-", "place", "only") or scene.lower[i + 1] == "place"
        ):
            return float(ordinals[low]), scene.tokens[i]
        if low in ("last", "bottom"):
            return -1.0, scene.tokens[i]
    return None


def _from_ranking(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X ranks ninth in the world by area", "by territory, X comes first in Central Asia"."""
    place, measure = _place_word(scene, verb), _measure_told(scene, sentence)
    home = subject_name(scene, verb, is_state)
    if place is None or measure is None or home is None or not is_asserted(verb):
        return
    region = _region_told(scene, verb.i + 1, sentence[1]) or _region_told(scene, sentence[0], verb.i)
    if region is not None:
        yield _draft(home, measure, place[0], region, [verb.i, place[1].i], negated=is_denied(verb), past=is_past(verb), floor=sentence[0])


def _superlative(noun: Token) -> float | None:
    """Return the place that a noun's adjectives give ("the second-largest population"): negative from the smallest."""
    ordinals, found, sign = words()["rank"]["ordinals"], 1.0, 0
    for c in noun.children:
        if c.i > noun.i or c.dep_ not in ("amod", "compound", "advmod"):
            continue
        for t in (c, *c.children):
            low = t.lower_
            if "-" in low:
                head, _, low = low.partition("-")
                found = ordinal_place(head, ordinals) or found
            found = ordinal_place(low, ordinals) or found
            sign = 1 if low in listed("rank", "first") else -1 if low in listed("rank", "last") else sign
    return found * sign if sign else None


def _from_having(scene: Scene, noun: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X has the largest population in Central Asia", "the largest economy of the EAEU is that of X"."""
    place, verb = _superlative(noun), noun.head
    narrow = modifiers(noun) & {
        "muslim",
        "urban",
        "rural",
        "jewish",
        "christian",
        "land",
        "digital",
        "prison",
        "world",
        "armenian",
        "russian",
    }
    if place is None or narrow or noun.dep_ != "obj" or verb.lower_ not in listed("rank", "holding") or not is_asserted(verb):
        return
    home = subject_name(scene, verb, is_state)
    region = region_of(scene, noun) or _region_told(scene, noun.i, sentence[1]) or _region_told(scene, sentence[0], verb.i)
    if home is not None and region is not None:
        measure = str(words()["rank"]["by"][noun.lower_])
        approx = "one of" if "one of" in " ".join(scene.lower[verb.i : noun.i]) else None
        yield _draft(
            home, measure, place, region, [verb.i, noun.i], negated=is_denied(verb), past=is_past(verb), approx=approx, floor=sentence[0]
        )


def _from_superlative(scene: Scene, word: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X's economy is the largest in R", "the smallest of the five R states is X", "X is the largest of the R states"."""
    sign = 1.0 if word.lower_ in listed("rank", "first") else -1.0
    ordinals = words()["rank"]["ordinals"]
    place = next((float(ordinals[c.lower_]) for c in word.children if c.lower_ in ordinals and c.i < word.i), 1.0) * sign
    among = next(
        (c for c in children(word, "nmod", "obl") if preposition(c) in ("of", "among") and c.lower_ in listed("rank", "among")), None
    )
    subject = child(word, "nsubj")
    if word.dep_ in ("amod", "compound") or (child(word, "cop") is None and word.dep_ not in ("nsubj", "appos")):
        return
    if subject is not None and subject.lower_ in listed("rank", "owned") and child(word, "cop") is not None and is_asserted(word):
        home = owner_name(scene, subject, is_state)
        region = _region_told(scene, word.i, sentence[1]) or (
            _region_told(scene, sentence[0], subject.i) if scene.lower[sentence[0]] in ("in", "of", "among") else None
        )
        if home is not None and region is not None:
            measure = str(words()["rank"]["by"][subject.lower_])
            yield _draft(home, measure, place, region, [word.i], negated=is_denied(word), past=is_past(word), floor=sentence[0])
        return
    measured = _measure_told(scene, sentence) or ("area" if among is not None and among.lower_ not in ("members", "economies") else None)
    if among is not None and among.lower_ == "economies":
        measured = "gdp"
    region = region_of(scene, among) or _region_told(scene, word.i, sentence[1]) if among is not None else None
    region = region if region is None or region.entity != "region:continent" else None
    if among is None or measured is None or region is None:
        return
    if child(word, "cop") is not None and is_asserted(word):
        home = subject_name(scene, word, is_state)
    elif word.dep_ == "nsubj" and child(word.head, "cop") is not None and is_asserted(word.head):
        home = next(iter(names_listed(scene, word.head, is_state)), None)
    else:
        name = scene.name_at(word.head) if word.dep_ == "appos" else None
        home = name if is_state(name) else None
    if home is not None:
        yield _draft(home, measured, place, region, [word.i, among.i], negated=is_denied(word), floor=sentence[0])


def _from_populous(scene: Scene, word: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X is the most populous of the five R states", "X, the least populous of the R republics,"."""
    among = next(
        (scene.tokens[i] for i in range(word.i + 2, min(word.i + 7, sentence[1])) if scene.lower[i] in listed("rank", "among")), None
    )
    if among is None or scene.lower[word.i + 1] != "of":
        return
    region = _group_before(scene, among) or region_of(scene, among)
    opening = word.i - 2 if scene.lower[word.i - 2] == "the" else word.i - 1
    if region is None:
        return
    if child(word, "cop") is not None and is_asserted(word):
        home, negated = subject_name(scene, word, is_state), is_denied(word)
    else:
        before = scene.by_token.get(opening - 2) if opening - 2 >= sentence[0] and scene.lower[opening - 1] == "," else None
        home, negated = (before if is_state(before) else None), False
    if home is not None:
        place = -1.0 if scene.lower[word.i - 1] == "least" else 1.0
        yield _draft(home, "population", place, region, [word.i, among.i], negated=negated, floor=sentence[0])


def _from_none_larger(scene: Scene, than: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "no (other) country in R is larger than X", "no R country has a larger population than X", "only X is larger than Y"."""
    ways, low = words()["comparison"]["ways"], scene.lower
    at = next(
        (
            i
            for i in range(than.i - 1, max(sentence[0], than.i - 4) - 1, -1)
            if low[i] in ways or low[i] in listed("comparison", "populous") or low[i] in listed("comparison", "sizes")
        ),
        None,
    )
    name = scene.by_token.get(than.i + 1) or scene.by_token.get(min(than.i + 2, sentence[1] - 1))
    home = name if is_state(name) and name is not None and name.first - than.i <= 2 else None
    if at is None or home is None or any(low[i] in listed("comparison", "summed") for i in range(than.i, sentence[1])):
        return
    opening = next((i for i in range(sentence[0], at) if low[i] == "no" and _is_group_noun(scene, scene.tokens[i].head)), None)
    if opening is None or scene.tokens[opening].head.i > at:
        return
    measure = _measure_told(scene, sentence) or _measure_compared(scene, at, than.i)
    value = -1.0 if ways.get(low[at]) == "smaller" or "less" in low[max(0, at - 1) : at] or "fewer" in low[at : at + 1] else 1.0
    noun = scene.tokens[opening].head
    clause = _group_before(scene, noun) or _region_told(scene, opening, at) or _region_told(scene, than.i, sentence[1])
    clause = clause or _region_told(scene, sentence[0], opening)
    verb = next((t for t in scene.doc[opening:at] if t.lower_ in ("is", "has", "was", "had", "are")), None)
    if measure is not None and verb is not None:
        yield _draft(home, measure, value, clause or WORLD, [opening, home.last - 1], past=verb.lower_ in ("was", "had"), floor=sentence[0])


def _is_group_noun(scene: Scene, noun: Token) -> bool:
    """Whether a noun counts all states of a group: "country", "other EU member", not "Muslim country"."""
    if noun.lower_ not in listed("rank", "whole") | {"one"}:
        return False
    name = scene.name_at(noun)
    told = [
        c
        for c in noun.children
        if c.dep_ in ("amod", "compound", "nmod:unmarked") and c.i < noun.i and c.lower_ not in ("other", "single", "member")
    ]
    return all(is_body(scene.name_at(c)) for c in told) and (name is None or is_body(name))


def _group_before(scene: Scene, noun: Token) -> Ref | None:
    """Return the group of "EU country", "Central Asian state"."""
    names = [scene.name_at(noun), *(scene.name_at(c) for c in noun.children if c.i < noun.i)]
    return next((n.ref for n in names if n is not None and is_body(n)), None)


def _from_any_other(scene: Scene, than: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X is larger than any other country in R", "X has more people than any other R state"."""
    if scene.lower[than.i : than.i + 3] != ("than", "any", "other"):
        return
    ways, low = words()["comparison"]["ways"], scene.lower
    at = next((i for i in range(than.i - 1, max(sentence[0], than.i - 4) - 1, -1) if low[i] in ways), None)
    noun = next((scene.tokens[i] for i in range(than.i + 3, min(than.i + 8, sentence[1])) if low[i] in listed("rank", "whole")), None)
    if at is None or noun is None or not _is_group_noun(scene, noun):
        return
    verb = next(
        (
            t
            for t in (scene.tokens[at], *scene.tokens[at].ancestors)
            if child(t, "cop") is not None or t.lower_ in listed("rank", "holding")
        ),
        None,
    )
    home = subject_name(scene, verb, is_state) if verb is not None and is_asserted(verb) else None
    if verb is None or scene.lower[at - 1] == "with":
        before = scene.by_token.get(at - 3) if at - 3 >= sentence[0] and scene.lower[at - 2 : at] == (",", "with") else None
        home, verb = (before, scene.tokens[at]) if is_state(before) else (None, verb)  # "X, with more people than any other R state"
    measure = _measure_told(scene, sentence) or _measure_compared(scene, at, than.i)
    region = _group_before(scene, noun) or _region_told(scene, noun.i, sentence[1]) or WORLD
    if home is None or verb is None or measure is None or any(low[i] in listed("rank", "after") for i in range(noun.i, sentence[1])):
        return
    value = -1.0 if ways[low[at]] == "smaller" else 1.0
    yield _draft(home, measure, value, region, [at, noun.i], negated=is_denied(verb), past=is_past(verb), floor=sentence[0])


def _measure_compared(scene: Scene, at: int, than: int) -> str | None:
    """Return what tokens from a comparative to "than" compare: "a larger population", "more people", "more populous", plain "larger"."""
    nouns = words()["comparison"]["measures"]
    between = [scene.lower[i] for i in range(at, than)]
    if any(w in listed("comparison", "populous") for w in between):
        return "population"
    told = [nouns[w] for w in between if w in nouns]
    if told:
        return str(told[0])
    return "area" if between[-1] in listed("comparison", "plain") | listed("comparison", "sizes") else None


def _from_second_only(scene: Scene, word: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "X's economy is second only to Y's", "X is second only to Y in population"."""
    subject = child(word, "nsubj")
    if subject is None or child(word, "cop") is None or not is_asserted(word):
        return
    owned = subject.lower_ in listed("rank", "owned")
    home = owner_name(scene, subject, is_state) if owned else subject_name(scene, word, is_state)
    measure = str(words()["rank"]["by"][subject.lower_]) if owned else _measure_told(scene, sentence)
    region = _region_told(scene, word.i, sentence[1]) or _region_told(scene, sentence[0], subject.i) or WORLD
    if home is not None and measure is not None and stated_year(scene, *sentence) is None:
        yield _draft(home, measure, 2.0, region, [word.i, word.i + 2], negated=is_denied(word), past=is_past(word), floor=sentence[0])
