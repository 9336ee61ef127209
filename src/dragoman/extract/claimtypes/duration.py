"""Claims about how long a war or somebody's rule has lasted."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    is_asserted,
    is_denied,
    names_listed,
    subject_name,
)
from dragoman.extract.claimtypes.numbers import Figure, read_century, read_number
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    bare_ref,
    is_person,
    is_state,
    listed,
    state_code,
    words,
)
from dragoman.extract.grammar import children, preposition, subjects
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_AWAY = frozenset({"since", "after", "before", "into", "ago", "earlier", "later"})
_COMPOUND_STARTS = frozenset("0123456789otfsen")
_UNITS = {
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
    "month": "month",
    "months": "month",
    "week": "week",
    "weeks": "week",
    "day": "day",
    "days": "day",
}


def find_durations(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about how long a war or somebody's rule has lasted."""
    for i in range(*sentence):
        century = read_century(scene.doc[i]) if scene.lower[i] == "century" else None
        if century is not None:
            yield from _of_war(scene, scene.doc[i], (century, "year"), sentence)
        unit = _UNITS.get(scene.lower[i])
        if unit is None:
            continue
        at = i - 2 if i - 2 >= sentence[0] and scene.doc[i - 1].text in ("-", "–") else i - 1
        figure = read_number(scene.doc[at]) if at >= sentence[0] else None
        if figure is None:
            continue
        yield from _of_war(scene, scene.doc[i], (figure, unit), sentence)
    yield from _compounds(scene, sentence)
    yield from _running_years(scene, sentence)


def _running_years(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Read "the war in Syria, now in its sixth year", "is entering its fourth year": the year that runs counts as a whole one."""
    for i in range(sentence[0] + 2, sentence[1]):
        if scene.lower[i] != "year" or scene.lower[i - 2] != "its":
            continue
        value = words()["rank"]["ordinals"].get(scene.lower[i - 1])
        noun = next((t for t in reversed(scene.doc[sentence[0] : i]) if t.lower_ in listed("history", "wars")), None)
        if value is None or noun is None or i - noun.i > 14:
            continue
        subject, place = refer_to_war(scene, noun, sentence)
        if place is not None or len(subject.name.split()) > 1:
            first, last = spread([noun, i])
            yield Draft(
                type="duration", subject=subject, predicate="lasted", object=place, value=float(value), unit="year", first=first, last=last
            )


def _compounds(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Read figures inside one token: "18-year", "18-year-long", "two-decade-old"."""
    for i in range(*sentence):
        if scene.lower[i][:1] not in _COMPOUND_STARTS or "-" not in scene.lower[i].replace("–", "-"):
            continue
        parts = scene.lower[i].replace("–", "-").split("-")
        if len(parts) >= 2 and parts[1] in _UNITS:
            number = (
                float(parts[0])
                if parts[0].isdigit()
                else {
                    "one": 1.0,
                    "two": 2.0,
                    "three": 3.0,
                    "four": 4.0,
                    "five": 5.0,
                    "six": 6.0,
                    "seven": 7.0,
                    "eight": 8.0,
                    "nine": 9.0,
                    "ten": 10.0,
                }.get(parts[0])
            )
            if number is not None:
                yield from _of_war(
                    scene, scene.doc[i], (Figure(value=number, approx=None, first=i, last=i + 1), _UNITS[parts[1]]), sentence
                )


def _of_war(scene: Scene, unit: Token, length: tuple[Figure, str], sentence: _Words) -> Iterator[Draft]:
    figure, word = length
    noun = _measured_noun(unit)
    lasted = next((a for a in unit.ancestors if a.lower_ in listed("history", "last") or a.lower_ in listed("history", "ruled")), None)
    if noun is None and lasted is None:
        return
    if noun is not None and {scene.lower[i] for i in range(unit.i, max(unit.i, noun.i))} & _AWAY:
        return  # "30 years since the war" is no length of it
    if lasted is not None and not is_asserted(lasted):
        return
    if noun is not None and noun.lower_ in listed("history", "wars"):
        subject, place = refer_to_war(scene, noun, sentence)
    elif lasted is not None and lasted.lower_ in listed("history", "last"):
        noun = next((c for c in subjects(lasted) if c.lower_ in listed("history", "wars")), None)
        if noun is None:
            return
        subject, place = refer_to_war(scene, noun, sentence)
    else:
        yield from _of_rule(scene, (noun or lasted or unit), unit, length)
        return
    if place is None and len(subject.name.split()) < 2:
        return  # some war
    first, last = spread([figure.first, unit, noun])
    yield Draft(
        type="duration",
        subject=subject,
        predicate="lasted",
        object=place,
        value=figure.value,
        unit=word,
        approx=figure.approx,
        first=first,
        last=last,
        negated=lasted is not None and is_denied(lasted),
    )


def _measured_noun(unit: Token) -> Token | None:
    nouns = listed("history", "wars") | listed("history", "rule")
    for above in [unit.head, unit.head.head]:
        if above.lower_ in nouns and abs(above.i - unit.i) <= 5:
            return above
    for t in unit.subtree:
        if t.lower_ in nouns and 0 < t.i - unit.i <= 4:
            return t
    return next((t for t in unit.doc[unit.i + 1 : min(unit.i + 5, unit.sent.end)] if t.lower_ in nouns), None)


def refer_to_war(scene: Scene, noun: Token, sentence: _Words) -> tuple[Ref, Ref | None]:
    """Return (the war by its words, the state that it is in): its own phrase first, then what "where" points back to."""
    pair = [n for c in children(noun, "nmod") if preposition(c) == "between" for n in names_listed(scene, c, is_state)]
    place = next((n for t in noun.subtree for n in [scene.name_at(t)] if n is not None and is_state(n)), None)
    if place is None:
        for a in noun.ancestors:
            if a.dep_ in ("acl:relcl", "advcl:relcl") and is_state(scene.name_at(a.head)):
                place = scene.name_at(a.head)
                break
    if place is None and scene.lower[noun.i + 1 : noun.i + 2] == ("in",):
        after = scene.by_token.get(noun.i + 2)
        place = after if is_state(after) else None
    if place is None:
        place = _place_before_where(scene, noun, sentence)
    words = [t.i for t in noun.subtree if t.dep_ in ("compound", "amod", "case", "nmod", "det", "flat") and abs(t.i - noun.i) < 5]
    first = min([noun.i, *(i for i in words if i < noun.i and scene.doc[i].text[:1].isupper())])
    last = max([noun.i, *(i for i in words if i > noun.i)])
    if len(pair) == 2:
        # "the war between A and B" is no other war of either
        return bare_ref(scene, first, last + 1, country=state_code(pair[0].ref)), pair[1].ref
    code = state_code(place.ref) if place is not None else None
    return bare_ref(scene, first, last + 1, country=code), place.ref if place is not None else None


def _place_before_where(scene: Scene, noun: Token, sentence: _Words) -> Name | None:
    """Return the state of "in Afghanistan, where the 18-year war goes on"."""
    for i in range(noun.i - 1, max(sentence[0], noun.i - 8), -1):
        if scene.lower[i] == "where":
            name = scene.by_token.get(i - 2 if scene.lower[i - 1] == "," else i - 1)
            return name if is_state(name) else None
    return None


def _of_rule(scene: Scene, head: Token, unit: Token, length: tuple[Figure, str]) -> Iterator[Draft]:
    """Read "X ruled for 30 years", "X's 29-year rule"."""
    figure, word = length
    if head.lower_ in listed("history", "rule"):
        person = next((n for c in head.children for n in [scene.name_at(c)] if is_person(n)), None)
    else:
        person = subject_name(scene, head, is_person)
    if person is not None:
        first, last = spread([head, unit, figure.first])
        yield Draft(
            type="duration",
            subject=person.ref,
            predicate="ruled",
            value=figure.value,
            unit=word,
            approx=figure.approx,
            first=first,
            last=last,
        )
