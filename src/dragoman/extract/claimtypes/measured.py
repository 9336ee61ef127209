"""Claims that put a figure on a measured noun: a state's output, people, area or uranium."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, owner_name, subject_name
from dragoman.extract.claimtypes.numbers import Figure
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed
from dragoman.extract.claimtypes.subject_rows import figure_of_row
from dragoman.extract.claimtypes.whole import is_part_named, is_part_of_year, start_with_date
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import DateRange

UNITS = {"gdp": "USD", "population": "people", "area_km2": "km2", "uranium_output": "tonnes"}
_OVER = frozenset({"above", "over", "past", "beyond"})
_UNDER = frozenset({"below", "under", "beneath"})
_FEWEST = 1e5  # a smaller bare number counts no state's people
_YEAR_NEAR = 5  # tokens from a figure to the year that is its own where a sentence names several


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A figure with its unit: its tokens end before ``end``; ``top`` is the token that the rest of the sentence hangs it on."""

    figure: Figure
    unit: str | None
    factor: float
    end: int
    top: Token


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """Of what state a figure is told, by which predicate, and what the verb adds to the figure ("exceeds": more than it)."""

    measure: str
    home: Name
    holder: Token
    approx: str | None = None
    aside: bool = False


def find_measured(scene: Scene, amount: Amount, sentence: tuple[int, int]) -> Draft | None:
    """Return the claim that a figure is what a state has of a measure, None where the sentence does not say so."""
    told = next(_readings(scene, amount), None)
    if told is None or is_part_named(scene, told.home.first) or (amount.unit is not None and UNITS[told.measure] != amount.unit):
        return None
    if not told.aside and not is_asserted(told.holder):
        return None
    settled, period = year_of_figure(scene, amount.end, sentence)
    if not settled:
        return None
    figure = amount.figure
    past = not told.aside and is_past(told.holder) and period is None
    first, last = spread([figure.first, amount.end - 1, told.holder, *([told.home.first] if told.home.first >= sentence[0] else [])])
    draft = Draft(
        type="area" if told.measure == "area_km2" else "quantity",
        subject=told.home.ref,
        predicate=("was " if past else "") + told.measure,
        value=round(figure.value * (amount.factor if amount.unit else 1.0), 6),
        unit=UNITS[told.measure],
        approx=figure.approx or told.approx or ("about" if told.aside else None),
        period=period,
        first=first,
        last=last,
        negated=not told.aside and is_denied(told.holder),
    )
    return figure_of_row(scene, draft, told.holder, is_state)


def year_of_figure(scene: Scene, end: int, sentence: tuple[int, int]) -> tuple[bool, DateRange | None]:
    """Return (whether it is settled of when a figure is, the year): the sentence's only year, or the one right after the figure."""
    if is_part_of_year(scene, sentence):
        return False, None
    sentence = (start_with_date(scene, sentence[0]), sentence[1])
    years = [d.past for d in scene.dates_in(*sentence) if d.past.start is not None and any(c.isdigit() for c in d.past.text)]
    years += [d.past for d in scene.dates_in(*sentence) if d.past.start is not None and d.past.text.lower() in ("last year", "this year")]
    if len({y.start for y in years}) <= 1:
        return True, years[0] if years else None
    near = [d.past for d in scene.dates_in(end, min(end + _YEAR_NEAR, sentence[1])) if d.past.start is not None]
    return (True, near[0]) if near else (False, None)


def _readings(scene: Scene, amount: Amount) -> Iterator[_Told]:
    for read in (_from_verb, _from_had, _from_compound, _from_aside, _from_produced, _from_people, _from_there, _from_covered):
        told = read(scene, amount)
        if told is not None:
            yield told


def measure_of(noun: Token) -> str | None:
    """Return the measure that a noun names as a whole ("gdp", "population", "area_km2", "uranium_output"), None for a part of it."""
    low = noun.lower_
    before = {c.lower_ for c in noun.children if c.i < noun.i and c.dep_ in ("amod", "compound", "advmod", "nmod:unmarked", "nmod:desc")}
    gross = low in ("product", "products") and {"gross", "domestic"} <= before
    if any(t.lower_ in listed("measured", "other") for t in noun.doc[noun.i + 1 : min(noun.i + 3, noun.sent.end)]):
        return None
    if noun.i + 1 < noun.sent.end and noun.doc[noun.i + 1].lower_ in listed("measured", "partial"):
        return None  # "its territory under occupation", "the population below the poverty line"
    if low == "number" and any(
        c.lower_ in ("inhabitants", "people", "residents") and preposition(c) == "of" for c in children(noun, "nmod")
    ):
        return "population"
    if low in listed("measured", "output"):
        told = before | {t.lower_ for t in children(noun, "nmod") if preposition(t) == "of"}
        return "gdp" if told == {"economic"} or told == {"annual", "economic"} else "uranium_output" if "uranium" in told else None
    parts = {c.lower_ for c in noun.children if c.dep_ in ("amod", "compound") and c.i < noun.i and not c.ent_type_}
    if parts - listed("measured", "whole"):
        return None
    if gross or low in listed("measured", "gdp"):
        return None if {"ppp", "purchasing", "parity"} & {t.lower_ for t in noun.sent} else "gdp"
    return "population" if low in listed("measured", "population") else "area_km2" if low in listed("measured", "area") else None


def _from_verb(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X's GDP stood at A", "the population of X exceeds A", "X's economy is worth A", "output fell to A"."""
    top = amount.top
    if top.dep_ == "nmod" and top.head.lower_ in ("mark", "threshold", "level", "figure", "barrier") and preposition(top) == "of":
        top = top.head  # "passed the mark of"
    verb = top if child(top, "cop") is not None else top.head
    if preposition(top) in ("to", "from"):
        verb = next((a for a in top.ancestors if a.lower_ in listed("measured", "change")), verb)  # "rose from A in 2010 to B in 2020"
    subject = child(verb, "nsubj", "nsubj:pass")
    if preposition(top) == "at" and (told := _told_at(verb, top)) is not None:
        home = owner_name(scene, told, is_state)
        return _Told(measure=str(measure_of(told)), home=home, holder=verb, aside=top.i < told.i) if home is not None else None
    if verb.head.lower_ in listed("measured", "equal") and subject is None and verb.dep_ in ("xcomp", "advcl"):
        verb, subject = verb.head, child(verb.head, "nsubj", "nsubj:pass")  # "is estimated at"
    measure = measure_of(subject) if subject is not None and subject.i < verb.i else None
    home = owner_name(scene, subject, is_state) if measure is not None and subject is not None else None
    if home is None and subject is not None and subject.lower_ == "number":
        home = next((n for c in children(subject, "nmod") for n in [owner_name(scene, c, is_state)] if n is not None), None)
        home = home or next(
            (n for c in children(subject, "nmod") for g in children(c, "nmod") for n in [scene.name_at(g)] if is_state(n)), None
        )
    if measure is None or home is None:
        return None
    way = preposition(top)
    low = verb.lower_
    if verb == top:
        return _Told(measure=measure, home=home, holder=verb)
    if low in listed("measured", "over") and way == "":
        return _Told(measure=measure, home=home, holder=verb, approx="more than")
    if low in listed("measured", "equal") | listed("measured", "change") and way in (
        "at",
        "to",
        *(("from",) if _has_own_year(scene, amount) else ()),
        "of",
        "as",
        "",
        *_OVER,
        *_UNDER,
    ):
        if low in listed("measured", "change") and way in ("", "of"):
            return None  # "grew 3 billion"
        reached = "about" if low in listed("measured", "reach") else None
        approx = "more than" if way in _OVER else "less than" if way in _UNDER else reached
        return _Told(measure=measure, home=home, holder=verb, approx=approx)
    return None


def _has_own_year(scene: Scene, amount: Amount) -> bool:
    """Whether a year stands right after a figure: "from 16 million in 2010"."""
    near = scene.dates_in(amount.end, min(amount.end + 2, amount.top.sent.end))
    return bool(near) and any(c.isdigit() for c in near[0].past.text)


def _told_at(verb: Token, amount: Token) -> Token | None:
    """Return the measured noun of "put X's GDP at A" and "At A, X's GDP was ..."."""
    thing = child(verb, "obj") if verb.lower_ in listed("measured", "put") else None
    if thing is None and amount.dep_ == "obl":
        subject = child(verb, "nsubj")
        thing = subject if subject is not None and amount.i < subject.i else None
    return thing if thing is not None and measure_of(thing) is not None else None


def _from_had(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X has a population of A", "X, with an area of A, ...", "With a GDP of A, X is ..."."""
    noun = amount.top.head
    if amount.top.dep_ != "nmod" or preposition(amount.top) not in ("of", "at", "above", "below", "over"):
        return None
    measure = measure_of(noun)
    if measure is None or any(c.dep_ == "nmod" and c != amount.top and c.i < amount.top.i for c in noun.children):
        return None  # "a population of Buryats of A"
    holder = noun.head
    if noun.dep_ == "obj" and (holder.lower_ in listed("measured", "have") or holder.lower_ in listed("measured", "extend")):
        home = subject_name(scene, holder, is_state) or owner_name(scene, noun, is_state)
        return _Told(measure=measure, home=home, holder=holder) if home is not None else None
    if preposition(noun) == "with" and noun.dep_ in ("nmod", "obl"):
        named = scene.name_at(holder)
        home = named if is_state(named) and noun.dep_ == "nmod" else subject_name(scene, holder, is_state)
        return _Told(measure=measure, home=home, holder=holder, aside=True) if home is not None else None
    if noun.dep_ == "nsubj":
        return None
    home = owner_name(scene, noun, is_state)
    return _Told(measure=measure, home=home, holder=noun, aside=True) if home is not None and noun.dep_ in ("appos", "nmod") else None


def _from_compound(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X's 18-trillion-dollar economy", "X's 33 million people"."""
    noun = amount.top.head
    if amount.top.dep_ in ("compound", "amod", "nummod") and measure_of(noun) == "gdp":
        home = owner_name(scene, noun, is_state)
        if home is None and noun.dep_ == "appos":
            home = scene.name_at(noun.head)  # "X, a two-trillion-dollar economy"
        if home is None and child(noun, "cop") is not None:
            home = subject_name(scene, noun, is_state)
        return _Told(measure="gdp", home=home, holder=noun, aside=True) if home is not None and is_state(home) else None
    people = amount.top
    if amount.unit == "people" and any(c.dep_ == "nmod:poss" for c in people.children) and not _is_narrowed(people, amount):
        owners = [scene.name_at(c) for c in children(people, "nmod:poss")]
        home = next((n for n in owners if n is not None and is_state(n) and n.how == "name"), None)
        return _Told(measure="population", home=home, holder=people, aside=True) if home is not None else None
    return None


def _is_narrowed(people: Token, amount: Amount) -> bool:
    if any(c.dep_ == "amod" and c.lower_ == "combined" for c in people.children):
        return True
    return any(c.dep_ in ("acl", "acl:relcl", "nmod") and c.i > people.i for c in people.children) or any(
        c.dep_ in ("amod", "compound") and c.i >= amount.figure.last for c in people.children
    )


def _from_aside(scene: Scene, amount: Amount) -> _Told | None:
    """Read "Estonia, population A, ..." and "X's economy, at A in 2022, is ..."."""
    noun = amount.top.head
    if amount.top.dep_ in ("appos", "nummod", "nmod:unmarked", "dep") and noun.lower_ in listed("measured", "population"):
        before = scene.by_token.get(noun.i - 2) if scene.lower[noun.i - 1 : noun.i] in ((",",), ("(",)) else None
        before = before or (scene.by_token.get(noun.i - 2) if noun.i > 1 and scene.lower[noun.i - 1] == "," else None)
        return _Told(measure="population", home=before, holder=noun, aside=True) if before is not None and is_state(before) else None
    if amount.top.dep_ == "nmod" and preposition(amount.top) == "at" and measure_of(noun) is not None:
        home = owner_name(scene, noun, is_state)
        return _Told(measure=str(measure_of(noun)), home=home, holder=noun, aside=True) if home is not None else None
    return None


def _from_produced(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X produced A tonnes of uranium", "Kazakh mines yielded A tonnes of uranium"."""
    if (
        amount.unit == "tonnes"
        and amount.top.dep_ == "obl"
        and preposition(amount.top) in ("with", "at")
        and amount.top.i < amount.top.head.i
    ):
        goods = listed("trade", "commodities") & {t.lower_ for t in amount.top.sent}
        home = subject_name(scene, amount.top.head, is_state) if goods == {"uranium"} else None
        return _Told(measure="uranium_output", home=home, holder=amount.top.head, aside=True) if home is not None else None
    if amount.unit != "tonnes" or amount.top.dep_ not in ("obj", "nsubj:pass"):
        return None
    if not any(c.lower_ == "uranium" and preposition(c) == "of" for c in children(amount.top, "nmod")):
        return None
    verb = amount.top.head
    if verb.lower_ not in listed("measured", "produce"):
        return None
    home = subject_name(scene, verb, is_state)
    subject = child(verb, "nsubj")
    if home is None and subject is not None and subject.lower_ in ("mines", "miners", "producers", "mine"):
        home = owner_name(scene, subject, is_state) if subject.lower_ != "mine" else None
    if home is None and amount.top.dep_ == "nsubj:pass":
        home = next(
            (n for c in children(verb, "obl") if preposition(c) == "in" for n in [scene.name_at(c)] if n is not None and is_state(n)), None
        )
    return _Told(measure="uranium_output", home=home, holder=verb) if home is not None else None


def _from_people(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X is a country of 18 million" where the people are left out, "X is a country of A square kilometres"."""
    noun = amount.top.head
    measure = {None: "population", "km2": "area_km2"}.get(amount.unit)
    if measure is None or (amount.unit is None and amount.figure.value < _FEWEST) or preposition(amount.top) != "of":
        return None
    if noun.lower_ not in listed("pointing", "state") or amount.top.dep_ != "nmod":
        return None
    if amount.unit is None and any(c.i > amount.top.i for c in amount.top.children):
        return None
    named = scene.name_at(noun.head) if noun.dep_ == "appos" else None
    if named is not None and is_state(named):
        return _Told(measure=measure, home=named, holder=noun, aside=True)
    home = subject_name(scene, noun, is_state) if child(noun, "cop") is not None else None
    return _Told(measure=measure, home=home, holder=noun) if home is not None else None


def _from_there(scene: Scene, amount: Amount) -> _Told | None:
    """Read "There are 35 million people in X"."""
    people = amount.top
    verb = people.head
    if amount.unit != "people" or people.dep_ != "nsubj" or child(verb, "expl") is None or amount.figure.value < _FEWEST:
        return None
    if any(c.dep_ in ("acl", "acl:relcl", "amod", "compound") for c in people.children):
        return None
    places = [c for c in (*children(people, "nmod"), *children(verb, "obl")) if preposition(c) == "in"]
    home = next((n for c in places for n in [scene.name_at(c)] if n is not None and is_state(n)), None) if len(places) == 1 else None
    return _Told(measure="population", home=home, holder=verb) if home is not None else None


def _from_covered(scene: Scene, amount: Amount) -> _Told | None:
    """Read "X covers A square kilometres", "extends over A km2", "At A sq km, X is ..."."""
    if amount.unit != "km2":
        return None
    holder, way = amount.top.head, preposition(amount.top)
    if way in ("at", "with") and amount.top.dep_ == "obl" and amount.top.i < holder.i and not children(amount.top, "nmod", "nmod:poss"):
        home = subject_name(scene, holder, is_state)
        return _Told(measure="area_km2", home=home, holder=holder, aside=True) if home is not None else None
    if holder.lower_ in listed("measured", "larger") and way == "than":
        home = subject_name(scene, holder, is_state)
        return _Told(measure="area_km2", home=home, holder=holder, approx="more than") if home is not None else None
    if holder.lower_ in listed("measured", "extend") and way in ("", "over", "across"):
        home = subject_name(scene, holder, is_state)
        subject = child(holder, "nsubj")
        if home is None and subject is not None and measure_of(subject) == "area_km2":
            home = owner_name(scene, subject, is_state)
        return _Told(measure="area_km2", home=home, holder=holder) if home is not None else None
    return None
