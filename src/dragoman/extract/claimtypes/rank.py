"""Claims about who is first, second or last in something: size, people, output, trade."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    either,
    is_asserted,
    is_denied,
    is_past,
    name_of_token,
    names_listed,
    owner_name,
    subject_names,
)
from dragoman.extract.claimtypes.numbers import read_number, word_value
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, words
from dragoman.extract.claimtypes.trade_rank import kind_of
from dragoman.extract.claimtypes.whole import is_other_scale, ordinal_place, tells_of_city
from dragoman.extract.grammar import child, children, conjuncts, obliques, preposition
from dragoman.records.spans import Ref

WORLD = Ref(name="the world", entity="region:world")
LANDLOCKED = Ref(name="the landlocked states", entity="region:landlocked")
_NARROW = frozenset(
    {
        "muslim",
        "christian",
        "arab",
        "turkic",
        "oil",
        "gas",
        "uranium",
        "wheat",
        "democratic",
        "single",
        "foreign",
        "military",
        "nuclear",
        "island",
        "energy",
        "arms",
        "grain",
    }
)


def find_ranks(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the ranking claims of a sentence; "Russia is the fourth one" takes its measure from the ranking before it."""
    last: Draft | None = None
    for i in range(*sentence):
        if scene.lower[i] not in _ranked():
            continue
        noun = scene.tokens[i]
        if noun.pos_ not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON"):
            continue
        place = _place(noun)
        if place is None:
            continue
        if (
            noun.lower_ in ("one", "place", "largest", "biggest")
            and last is not None
            and last.predicate in ("rank by imports", "rank by exports", "rank by trade")
        ):
            yield from _repeat(scene, noun, place, last)
            continue
        for draft in _from_noun(scene, noun, place):
            if is_other_scale(scene, sentence, draft.predicate.rpartition(" ")[2]) or tells_of_city(scene, draft):
                continue
            last = draft
            yield draft


@lru_cache(maxsize=1)
def _ranked() -> frozenset[str]:
    """Return the nouns that can be ranked."""
    nouns = (
        frozenset(words()["rank"]["measures"])
        | listed("rank", "producers")
        | listed("rank", "partner_nouns")
        | listed("rank", "import_nouns")
    )
    return nouns | {"one", "place", "largest", "biggest", "source", "fourth", "third", "second", "fifth"}


def _place(noun: Token) -> tuple[float, str | None, str | None] | None:
    """Return (place, negative from the smallest; approximation; measure that the adjective gives) of a noun, None where it has none."""
    ordinals = words()["rank"]["ordinals"]
    found: float | None = None
    measure: str | None = None
    superlative = 0
    for c in _adjectives(noun):
        low = c.lower_
        if (told := ordinal_place(low.split("-")[0], ordinals)) is not None:
            found, low = told, low.split("-")[-1]
        if low in listed("rank", "first") or low in ("main", "top", "leading", "principal", "number-one", "chief"):
            superlative = superlative or 1
        elif low in listed("rank", "last"):
            superlative = -1
        if low in listed("rank", "populous"):
            measure = "population"
            superlative = -1 if any(g.lower_ == "least" for g in c.children) else superlative or 1
        if low in listed("rank", "judging"):
            measure = measure or "judged"
            superlative = superlative or int(any(g.lower_ == "most" for g in c.children))
    if not superlative and found is None:
        return None
    if found is not None and not superlative and noun.lower_ != "one":
        return None
    approx = "one of" if _is_one_of(noun) else None
    return (found or 1.0) * (superlative or 1), approx, measure


def _adjectives(noun: Token) -> Iterator[Token]:
    for c in noun.children:
        if c.dep_ in ("amod", "compound", "nummod", "advmod", "nmod:unmarked", "obl:unmarked") and c.i < noun.i:
            yield c
            for g in c.children:
                if g.dep_ in ("amod", "advmod", "compound", "obl", "obl:unmarked", "conj") and g.i < c.i:
                    yield g


def _counted(noun: Token) -> int:
    """Return how many are ranked together: three of "the three biggest", 0 where no number stands there."""
    below = [t for c in noun.children if c.i < noun.i for t in (c, *c.children)]
    found = (word_value(t.lower_) for t in below if t.dep_ == "nummod" and t.lower_ not in ("one", "1"))
    return int(next((v for v in found if v is not None and v < 20), 0))


def _is_one_of(noun: Token) -> bool:
    return (noun.dep_ == "nmod" and noun.head.lower_ in ("one", "two", "some", "among")) or preposition(noun) == "among"


def _measure(noun: Token, told: str | None) -> str | None:
    """Return what a noun is ranked by: imports, exports, trade, area, population, gdp."""
    low = noun.lower_
    kinds = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod", "nmod:unmarked", "nmod")}
    kinds |= {t.lower_ for t in obliques(noun, ("of", "for")) if _is_all_trade(t)}
    if low in listed("rank", "producers"):
        made = kinds | {t.lower_ for t in obliques(noun, ("of",))}
        return "uranium" if made & {"uranium"} else None
    if low in listed("rank", "partner_nouns") or low in listed("rank", "import_nouns"):
        if kinds & {"export", "exports"}:
            return "exports"
        if kinds & {"import", "imports"}:
            return "imports"
        if low in listed("rank", "import_nouns") or low == "source":
            return "imports" if not kinds - {"biggest", "largest", "main", "top", "important", "leading", "its"} & _NARROW else None
        if kinds & {"trading", "trade", "commercial"}:
            return "trade"
        return None
    if low in ("source",) and any(g.lower_ in ("imports",) for g in noun.subtree):
        return "imports"
    if told == "judged":
        return None
    if low in words()["rank"]["measures"] and not kinds & _NARROW:
        # "the most populous country and X its largest by area": what follows another superlative is of that one
        superlatives = listed("rank", "first") | listed("rank", "last") | {"most", "least"}
        ordinals = words()["rank"]["ordinals"]
        rest = noun.doc[noun.i + 1 : noun.sent.end]
        end = next((t.i for t in rest if t.lower_ in superlatives or ordinal_place(t.lower_, ordinals) is not None), noun.sent.end)
        by = next(
            (
                words()["rank"]["by"][t.lower_]
                for t in noun.subtree
                if t.i < end and t.lower_ in words()["rank"]["by"] and preposition(t) == "by"
            ),
            None,
        )
        by = by or next(
            (
                words()["rank"]["by"][c.lower_]
                for c in noun.head.children
                if c.lower_ in words()["rank"]["by"] and preposition(c) in ("by", "in terms of")
            ),
            None,
        )
        return by or told or words()["rank"]["measures"][low] or None
    return None


def _is_confined(scene: Scene, noun: Token) -> bool:
    """Whether a rank holds within a part alone: "third largest trading partner in Europe", "outside the EU"."""
    inside = [c for c in noun.children if preposition(c) in ("in", "among", "within", "outside", "inside", "on")]
    return any(c.lower_ not in ("world", "terms", "value", "volume", "fact") and not c.lower_.isdigit() for c in inside)


def _is_all_trade(noun: Token) -> bool:
    """Whether "exports" or "imports" stands for all of them: not "exports of oil", "oil exports"."""
    if noun.lower_ not in ("exports", "imports"):
        return False
    return not any(
        (c.dep_ == "compound" and c.pos_ == "NOUN") or (c.dep_ == "nmod" and preposition(c) == "of" and c.pos_ == "NOUN")
        for c in noun.children
    )


def _from_noun(scene: Scene, noun: Token, place: tuple[float, str | None, str | None]) -> Iterator[Draft]:
    value, approx, told = place
    measure = _measure(noun, told)
    if measure is None:
        return
    holder = noun.head if approx == "one of" and noun.dep_ == "nmod" else noun
    subjects, negated, past = _subjects(scene, holder)
    if not subjects:
        return
    counted = _counted(noun) if measure in ("imports", "exports", "trade") else 0
    if value == 1 and counted and (approx == "one of" or len(subjects) == counted):
        value, approx = float(counted), "top"  # "one of the three biggest", "the two largest are A and B"
    first, last = spread([noun, *(n.first for n in subjects if n.first >= noun.sent.start)])
    predicate = f"{'was ' if past else ''}rank by {measure}"
    drawn = _partners(scene, noun, subjects, value) if measure in ("imports", "exports", "trade") else _places(scene, noun, subjects, value)
    for subject, objects, place_, top in drawn:
        yield Draft(
            type="rank",
            subject=subject,
            predicate=predicate,
            object=objects[0] if len(objects) == 1 else None,
            objects=objects if len(objects) > 1 else (),
            value=place_,
            approx="top" if top else approx,
            negated=negated,
            first=first,
            last=last,
        )


def _partners(scene: Scene, noun: Token, subjects: list[Name], value: float) -> Iterator[tuple[Ref, tuple[Ref, ...], float, bool]]:
    """Yield (whose trade, its partners, their place, False) of a rank among partners; nothing where whose it is stays open."""
    if _is_confined(scene, noun) or kind_of(scene, noun) is None:
        return
    owner = owner_name(scene, noun, either) or next(
        (n for t in obliques(noun, ("of", "for")) for n in [owner_name(scene, t, either)] if n is not None and _is_all_trade(t)), None
    )
    owner = owner or next((n for t in obliques(noun, ("of", "for", "to")) for n in [name_of_token(scene, t, either)] if n), None)
    partners = [s for s in subjects if owner is None or s.ref.entity != owner.ref.entity]
    if owner is not None and partners and is_state(owner):
        refs = tuple(p.ref for p in distinct(partners))
        yield owner.ref, refs, max(abs(value), float(len(refs))) if value > 0 else value, False


def _places(scene: Scene, noun: Token, subjects: list[Name], value: float) -> Iterator[tuple[Ref, tuple[Ref, ...], float, bool]]:
    """Yield (state, the groups in which it is ranked, its place, whether that is the lowest of several) for each state."""
    region = region_of(scene, noun)
    if region is None:
        return
    top = len(subjects) > 1 and noun.tag_ == "NNS" and value > 0  # "the five largest countries are A, B, C, D and E"
    if top:
        numeral = child(noun, "nummod")
        count = read_number(numeral) if numeral is not None else None
        value = count.value if count is not None else float(len(subjects))
    groups = (region, LANDLOCKED) if "landlocked" in {c.lower_ for c in _adjectives(noun)} else (region,)
    for s in subjects:
        if is_state(s):
            yield s.ref, groups, value * (1 + _passed_over(scene, noun)) if value == 1 else value, top


def _subjects(scene: Scene, noun: Token) -> tuple[list[Name], bool, bool]:
    """Return (the names that a ranked noun is said of, whether denied, whether past)."""
    if noun.dep_ == "conj" and any(is_state(scene.by_token.get(c.i - 1)) for c in children(noun, "nmod:poss") if c.lower_ == "its"):
        return [], False, False  # "X is Y's biggest partner, and Z its biggest market"
    holder = noun
    for _ in range(6):
        if child(holder, "cop") is not None or holder.dep_ != "conj":
            break
        holder = holder.head
    if child(holder, "cop") is not None:
        if not is_asserted(holder):
            return [], False, False
        names = subject_names(scene, holder, either)
        if not names:
            subject = child(holder, "nsubj")
            names = names_listed(scene, subject, either) if subject is not None else []
        return names, is_denied(holder) or is_denied(noun), is_past(holder)
    if noun.dep_ in ("nsubj", "nsubj:outer") and child(noun.head, "cop") is not None and is_asserted(noun.head):
        return names_listed(scene, noun.head, either), is_denied(noun.head), is_past(noun.head)
    if noun.dep_ == "conj" and holder.dep_ == "appos" and is_state(scene.name_at(holder.head)) and children(noun, "det", "nmod:poss"):
        return (
            [n for n in [scene.name_at(holder.head)] if n is not None],
            False,
            False,
        )  # "X, the poorest of ... and the smallest state in R"
    if noun.dep_ in ("appos", "parataxis") and either(scene.name_at(noun.head)):
        return [n for t in conjuncts(noun.head) for n in [scene.name_at(t)] if n is not None and either(n)][:1], False, False
    after = [n for c in children(noun, "appos", "flat") if c.i > noun.i for n in names_listed(scene, c, either)]
    if after:
        return after, False, False
    if noun.dep_ == "xcomp" and noun.head.lower_ in ("remains", "remained", "became", "remain"):
        return subject_names(scene, noun.head, either), is_denied(noun.head), noun.head.lower_ == "became"
    return [], False, False


def region_of(scene: Scene, noun: Token) -> Ref | None:
    """Return the region or group in which a state is ranked; the world counts as one."""
    for c in noun.children:
        if c.dep_ in ("nmod", "nmod:poss", "obl", "compound", "amod"):
            name = scene.name_at(c)
            if is_body(name) and name is not None:
                return name.ref
            if c.lower_ in ("world", "earth", "globe", "planet"):
                return WORLD
            if c.lower_ in listed("rank", "continents") and scene.name_at(c) is None:
                return Ref(name="the continent", entity="region:continent")
            if c.lower_ in ("region", "bloc", "alliance") and c.dep_ in ("nmod", "nmod:poss"):
                found = name_of_token(scene, c, is_body)
                return found.ref if found is not None else None
    for n in scene.names_in(noun.sent.start, noun.sent.end):
        if is_body(n) and n.first > noun.i and scene.tokens[n.first - 1].lower_ in ("in", "of", "within", "the"):
            return n.ref
    return None


def _passed_over(scene: Scene, noun: Token) -> int:
    """Return how many states "after Russia", "apart from Russia and Canada" leave before a first place that has no ordinal."""
    found: list[Name] = []
    for i in range(noun.sent.start, noun.sent.end):
        if scene.lower[i] in listed("rank", "after"):
            at = i + 1 + (scene.lower[i + 1 : i + 2] in (("from",), ("for",)))
            name = scene.by_token.get(at)
            found += names_listed(scene, scene.tokens[name.last - 1], is_state) if name is not None and is_state(name) else []
    return len(distinct(found))


def _repeat(scene: Scene, noun: Token, place: tuple[float, str | None, str | None], last: Draft) -> Iterator[Draft]:
    names = subject_names(scene, noun, either)
    if names and is_asserted(noun) and place[0] > 0:
        first, end = spread([names[0].first, noun])
        yield Draft(
            type="rank",
            subject=last.subject,
            predicate=last.predicate,
            object=names[0].ref,
            value=place[0],
            negated=is_denied(noun),
            first=first,
            last=end,
        )
