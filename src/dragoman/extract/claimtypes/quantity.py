"""Claims that give a state's figure with its unit: people, area, output."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, is_past, name_of_token, owner_name, subject_name
from dragoman.extract.claimtypes.measured import Amount, find_measured, measure_of
from dragoman.extract.claimtypes.numbers import Figure, is_number_word, read_number
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed, stated_year, words
from dragoman.extract.claimtypes.subject_rows import figure_of_row
from dragoman.extract.claimtypes.whole import is_part_named, tells_of_city
from dragoman.extract.grammar import preposition

_UNIT_WORDS = 3
_FEWEST = 5000  # a smaller bare number counts no state's people
_FEWEST_PEOPLE = 500  # nor a smaller number of "people": the Vatican has some eight hundred
_HAVE = frozenset(
    {
        "has",
        "have",
        "had",
        "covers",
        "covered",
        "cover",
        "spans",
        "occupies",
        "produced",
        "produces",
        "exported",
        "exports",
        "imported",
        "imports",
        "hosts",
        "boasts",
        "spent",
        "spends",
        "received",
        "mined",
        "mines",
        "employs",
        "stands",
        "stood",
        "totals",
        "totaled",
        "totalled",
        "reached",
        "is",
        "was",
        "holds",
        "extends",
        "stretches",
        "home",
        "amounted",
        "amounts",
        "live",
        "lives",
        "lived",
        "measures",
        "counts",
        "count",
        "numbers",
        "number",
        "boast",
        "span",
        "occupy",
        "measure",
    }
)
_NO_DWELLING = frozenset(
    {"employs", "hosts", "spent", "spends", "received", "produced", "produces", "exported", "exports", "imported", "imports"}
)


def find_quantities(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence that give a state's population, area, output or another figure with its unit."""
    done, last = sentence[0], None
    for i in range(*sentence):
        token = scene.tokens[i]
        if i < done or not is_number_word(token) or scene.dates_in(i, i + 1):
            continue
        figure = read_number(token)
        if figure is None:
            continue
        done = figure.last
        if done < sentence[1] and scene.tokens[done].lower_ in ("percent", "%", "per", "percentage"):
            continue
        draft = _gapped(scene, figure, last, sentence) or _quantity(scene, figure, sentence)
        if draft is not None and not tells_of_city(scene, draft):
            last = draft
            yield draft


def _gapped(scene: Scene, figure: Figure, last: Draft | None, sentence: tuple[int, int]) -> Draft | None:
    """Read "X has 18 million people, Y 34 million", "X has a population of 18 million and Y of 34 million": Y's by the same measure."""
    if last is None or last.predicate not in ("population", "gdp", "area_km2") or last.period is not None:
        return None
    unit, factor, end = _unit_after(scene, figure, sentence)
    at = figure.first - 1
    at -= at > sentence[0] and scene.lower[at] in ("of", "$")
    name = scene.by_token.get(at)
    if name is None or not is_state(name) or name.how != "name" or name.first <= last.last - 1 or unit not in (None, last.unit):
        return None
    before = scene.lower[name.first - 1] if scene.lower[name.first - 1] != "the" else scene.lower[name.first - 2]
    counted = (
        unit is None and figure.last < sentence[1] and scene.tokens[figure.last].pos_ in ("NOUN", "PROPN", "ADJ")
    )  # "5 million migrants"
    if before not in (",", "and", "but", ";", "while") or counted or (unit is None and figure.value < _FEWEST):
        return None
    return replace(
        last,
        subject=name.ref,
        value=round(figure.value * (factor if unit else 1.0), 6),
        approx=figure.approx,
        first=name.first,
        last=max(figure.last, end if unit else figure.last),
    )


def _amount(scene: Scene, figure: Figure, unit: tuple[str | None, float, int]) -> Amount:
    top = scene.tokens[figure.last - 1]
    sign = figure.first - 1 if figure.first and scene.tokens[figure.first - 1].text in ("$", "US$") else figure.first
    while top.head.i != top.i and sign <= top.head.i < max(unit[2], figure.last):
        top = top.head
    return Amount(figure=figure, unit=unit[0], factor=unit[1], end=unit[2], top=top)


def _quantity(scene: Scene, figure: Figure, sentence: tuple[int, int]) -> Draft | None:
    unit, factor, end = _unit_after(scene, figure, sentence)
    measured = find_measured(scene, _amount(scene, figure, (unit, factor, end)), sentence)
    if measured is not None:
        return measured
    token = scene.tokens[figure.last - 1]
    clause = {t.lower_ for t in scene.doc[max(sentence[0], figure.first - 8) : min(sentence[1], figure.last + 6)]}
    measure = _measure(clause, unit)
    if unit is None and (measure is None or figure.value < _FEWEST):
        return None  # "the biggest population of the five states"
    if measure == "population" and (figure.value < _FEWEST_PEOPLE or not _is_whole_people(scene, figure, end)):
        return None
    counted = [t for t in scene.doc[max(sentence[0], figure.first - 8) : min(sentence[1], end + 2)] if t.lower_ == "population"]
    if measure == "population" and counted and all(measure_of(t) is None or _is_of_some(scene, t) for t in counted):
        measure = "part_of_population"  # "the urban population"
    above = [token, *token.ancestors]
    verb = next((a for a in above if a.lower_ in _HAVE), None) or next((c for a in above for c in a.children if c.dep_ == "cop"), None)
    holder = verb.head if verb is not None and verb.dep_ == "cop" else verb
    beside = _home_beside(scene, scene.tokens[end - 1]) if measure == "population" else None
    if beside is not None:
        holder = token.head
    elif holder is None or not is_asserted(holder) or (measure == "population" and holder.lower_ in _NO_DWELLING):
        return None
    home = beside or _home(scene, holder, sentence, measure == "population")
    if home is None or (measure is not None and is_part_named(scene, home.first)):
        return None
    what = (
        measure
        or "_".join(t.lower_ for t in scene.doc[end : min(end + 3, sentence[1])] if t.pos_ in ("NOUN", "PROPN", "ADJ"))
        or (unit or "figure")
    )
    factor = factor if unit else 1.0
    first, last = spread([figure.first, max(figure.last, end) - 1, holder, *([home.first] if home.first >= sentence[0] else [])])
    draft = Draft(
        type="area" if measure == "area_km2" else "quantity",
        subject=home.ref,
        predicate=("was " if is_past(holder) and measure is not None and stated_year(scene, *sentence) is None else "") + what,
        value=round(figure.value * factor, 6),
        unit=unit if unit else _default_unit(measure),
        approx=figure.approx or ("about" if beside is not None else None),  # an aside gives a round figure
        period=stated_year(scene, *sentence),
        first=first,
        last=last,
        negated=is_denied(holder),
    )
    return figure_of_row(scene, draft, holder, is_state)


def _is_of_some(scene: Scene, noun: Token) -> bool:
    """Whether "population of Ukrainians" counts a people in the state, not the state's."""
    after = noun.i + 2
    if scene.lower[noun.i + 1 : after] != ("of",) or after >= noun.sent.end:
        return False
    name = scene.by_token.get(after)
    return scene.tokens[after].tag_ in ("NNS", "NNPS") and not is_number_word(scene.tokens[after]) and (name is None or name.how != "name")


def _home_beside(scene: Scene, people: Token) -> Name | None:
    """Return the state of "Mongolia, with three million inhabitants," and "Estonia, a country of 1.3 million people"."""
    if people.dep_ not in ("nmod", "obl") or people.lower_ == "population":
        return None
    head, way = people.head, preposition(people)
    if way == "with" and people.dep_ == "nmod":
        named = scene.name_at(head)
        return named if is_state(named) else None
    if way == "of" and head.dep_ == "appos" and head.lower_ in listed("pointing", "state"):
        named = scene.name_at(head.head)
        return named if is_state(named) else None
    return None


def _is_whole_people(scene: Scene, figure: Figure, end: int) -> bool:
    """Whether a number of people is of all of them: not "people of Philippine descent", "people who ...", "displaced people"."""
    noun = scene.tokens[end - 1]
    if noun.lower_ not in ("people", "inhabitants", "residents", "citizens", "persons"):
        near = scene.lower[max(noun.sent.start, figure.first - 6) : min(noun.sent.end, end + 2)]
        return "population" in near
    told = [c for c in noun.children if c.i > noun.i and c.dep_ in ("acl", "acl:relcl", "nmod", "appos")]
    if any(c.dep_ != "appos" or not is_state(scene.name_at(c)) for c in told):
        return False
    if any(c.dep_ in ("amod", "compound") and c.i >= figure.last for c in noun.children):
        return False
    after = scene.lower[end : end + 1]
    return after not in (("of",), ("with",), ("who",), ("without",), ("from",), ("that",), ("under",), ("over",), ("aged",))


def _unit_after(scene: Scene, figure: Figure, sentence: tuple[int, int]) -> tuple[str | None, float, int]:
    """Return (the unit, its factor, the token after it) that follows a figure; a currency sign may stand before it."""
    table = words()["unit"]
    start = figure.last + (figure.last < sentence[1] and scene.lower[figure.last] == "-")  # "18-trillion-dollar"
    for size in range(_UNIT_WORDS, 0, -1):
        phrase = " ".join(t.lower_ for t in scene.doc[start : min(start + size, sentence[1])])
        if phrase in table:
            return table[phrase][0], float(table[phrase][1]), start + size
    for i in range(max(sentence[0], figure.first - 1), figure.last):
        if scene.tokens[i].text in ("$", "US$"):
            return "USD", 1.0, figure.last
    return None, 1.0, figure.last


def _measure(clause: set[str], unit: str | None) -> str | None:
    for row in words()["measure"]:
        if clause & set(row["words"]) and (unit is None or unit == row["unit"]):
            if (
                row["measure"] == "population"
                and unit == "people"
                and not clause & {"population", "inhabitants", "home", "live", "lives", "people", "residents", "citizens"}
            ):
                continue
            return str(row["measure"])
    return None


def _default_unit(measure: str | None) -> str | None:
    return next((row["unit"] for row in words()["measure"] if row["measure"] == measure), None)


def _home(scene: Scene, holder: Token, sentence: tuple[int, int], whole: bool) -> Name | None:
    """Return the state that a figure is said of: the subject, its possessor, or where people live."""
    name = subject_name(scene, holder, is_state)
    if name is not None and name.how == "name":
        return name
    for s in holder.children:
        if s.dep_.startswith("nsubj") and (not whole or measure_of(s) is not None):  # "X's largest city has", "X's embassy is home to"
            owner = owner_name(scene, s, is_state)
            if owner is not None:
                return owner
    if whole and holder.lower_ == "home" and holder.i > sentence[0] and scene.lower[holder.i - 1] == ",":
        return name_of_token(scene, scene.tokens[holder.i - 2], is_state)  # "annexed C, home to A"
    if holder.lower_ == "home" and holder.dep_ in ("advcl", "acl", "amod", "obl", "dislocated", "appos", "parataxis", "advmod", "nsubj"):
        named = scene.name_at(holder.head)
        if is_state(named):
            return named
        return subject_name(scene, holder.head, is_state)
    if holder.lower_ in ("live", "lives", "lived"):
        return next((n for c in holder.children if c.dep_ == "obl" for n in [scene.name_at(c)] if is_state(n)), None)
    return None
