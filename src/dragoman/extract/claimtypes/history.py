"""Claims about independence, lengths of wars and rule, treaties, and dates of events."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    either,
    is_asserted,
    is_denied,
    name_of_token,
    names_listed,
    owner_name,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.numbers import Figure, read_number
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, is_body, is_person, is_state, listed, spoken_date, state_code
from dragoman.extract.grammar import child, obliques, preposition
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_WITHDRAWING = frozenset({"withdrew", "withdrawn", "pulled", "quit", "exited", "left"})
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


def find_independence(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about since when a state is independent."""
    for i in range(*sentence):
        low = scene.lower[i]
        if low not in ("independent", "independence") or (low == "independent" and scene.doc[i].text[0].isupper()):
            continue
        token = scene.doc[i]
        home, verb = _independent(scene, token)
        if home is None or (verb is not None and not is_asserted(verb)):
            continue
        source = next(
            (
                n
                for t in [*obliques(token, ("from", "of")), *(obliques(verb, ("from",)) if verb is not None else ())]
                for n in [scene.name_at(t)]
                if either(n) and n is not home
            ),
            None,
        )
        period = spoken_date(scene, i, sentence[1]) or (spoken_date(scene, sentence[0], i) if verb is not None else None)
        told_by_verb = verb is not None and (
            verb.lower_ in listed("history", "independence_verbs") or verb.lower_ in ("became", "become", "been")
        )
        if period is None and not (low == "independence" and told_by_verb):
            continue
        if (
            low == "independence"
            and not told_by_verb
            and not (i + 1 < sentence[1] and scene.doc[i + 1].lower_ in ("in", "since", "on", "from"))
        ):
            continue
        first, last = spread([token, *([home.first] if home.first >= sentence[0] else [])])
        last = max(last, _end_of(scene, i, sentence, period))
        yield Draft(
            type="independence",
            subject=home.ref,
            predicate="independent since",
            object=source.ref if source is not None else None,
            period=period,
            first=first,
            last=last,
            negated=verb is not None and is_denied(verb),
        )


def _end_of(scene: Scene, at: int, sentence: _Words, period: object) -> int:
    for d in scene.dates_in(at, sentence[1]) if period is not None else []:
        words = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
        return int(words.end)
    return at + 1


def _independent(scene: Scene, token: Token) -> tuple[Name | None, Token | None]:
    """Return (the state, the verb that tells it) of "independent" or "independence"."""
    if token.lower_ == "independent":
        if child(token, "cop") is not None or (token.dep_ == "xcomp" and token.head.lower_ in ("became", "become")):
            verb = token.head if token.dep_ == "xcomp" else token
            return subject_name(scene, verb, is_state), verb
        if token.dep_ == "advcl" and token.head.pos_ in ("VERB", "AUX"):
            return subject_name(scene, token.head, is_state), None
        # "The Central Asian nation, independent since 1991, ..."
        return (name_of_token(scene, token.head, is_state), None) if token.dep_ in ("amod", "acl", "appos", "advcl") else (None, None)
    owner = owner_name(scene, token, is_state)
    if token.dep_ in ("obj", "obl", "nsubj:pass") and token.head.pos_ == "VERB":
        return subject_name(scene, token.head, is_state) or owner, token.head
    return owner, None


def find_durations(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about how long a war or somebody's rule has lasted."""
    for i in range(*sentence):
        unit = _UNITS.get(scene.lower[i])
        if unit is None:
            continue
        at = i - 2 if i - 2 >= sentence[0] and scene.doc[i - 1].text in ("-", "–") else i - 1
        figure = read_number(scene.doc[at]) if at >= sentence[0] else None
        if figure is None:
            continue
        yield from _of_war(scene, scene.doc[i], (figure, unit), sentence)
    yield from _compounds(scene, sentence)


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
    if lasted is not None and not is_asserted(lasted):
        return
    if noun is not None and noun.lower_ in listed("history", "wars"):
        subject, place = _war_ref(scene, noun, sentence)
    elif lasted is not None and lasted.lower_ in listed("history", "last"):
        noun = next((c for c in lasted.children if c.dep_ == "nsubj" and c.lower_ in listed("history", "wars")), None)
        if noun is None:
            return
        subject, place = _war_ref(scene, noun, sentence)
    else:
        yield from _of_rule(scene, (noun or lasted or unit), unit, length)
        return
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


def _war_ref(scene: Scene, noun: Token, sentence: _Words) -> tuple[Ref, Ref | None]:
    """Return (the war by its words, the state that it is in): its own phrase first, then what "where" points back to."""
    place = next((n for t in noun.subtree for n in [scene.name_at(t)] if n is not None and is_state(n)), None)
    if place is None:
        for a in noun.ancestors:
            if a.dep_ in ("acl:relcl", "advcl:relcl") and is_state(scene.name_at(a.head)):
                place = scene.name_at(a.head)
                break
    if place is None:
        near = [n for n in scene.names_in(max(0, sentence[0] - 40), noun.i) if is_state(n) and n.type == "state" and n.how == "name"]
        place = near[-1] if near else None
    words = [t.i for t in noun.subtree if t.dep_ in ("compound", "amod", "case", "nmod", "det", "flat") and abs(t.i - noun.i) < 5]
    first = min([noun.i, *(i for i in words if i < noun.i and scene.doc[i].text[:1].isupper())])
    last = max([noun.i, *(i for i in words if i > noun.i)])
    return bare_ref(
        scene, first, last + 1, country=state_code(place.ref) if place is not None else None
    ), place.ref if place is not None else None


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


def find_treaties(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about agreements signed and parties to them."""
    for i in range(*sentence):
        if scene.lower[i] not in _treaty_words():
            continue
        token = scene.doc[i]
        if token.lower_ in listed("history", "sign") and token.pos_ == "VERB" and is_asserted(token):
            yield from _from_signing(scene, token)
        elif token.lower_ in listed("history", "party") and child(token, "cop") is not None and is_asserted(token):
            named = next((_treaty_ref(scene, t) for t in obliques(token, ("to", "of"))), None)
            for home in distinct(subject_names(scene, token, is_state)) if named is not None else []:
                first, last = spread([home.first, token])
                yield Draft(
                    type="treaty", subject=home.ref, predicate="party to", object=named, first=first, last=last, negated=is_denied(token)
                )
        elif token.lower_ in _WITHDRAWING and is_asserted(token):
            yield from _from_leaving(scene, token)


@lru_cache(maxsize=1)
def _treaty_words() -> frozenset[str]:
    return listed("history", "sign") | listed("history", "party") | _WITHDRAWING


def _treaty_ref(scene: Scene, noun: Token) -> Ref | None:
    """Return a treaty by its proper name ("the Paris Agreement", "the INF Treaty", "JCPOA"), None where it has none."""
    run = [t for t in noun.subtree if abs(t.i - noun.i) <= 8 and t.dep_ not in ("acl:relcl", "appos", "punct", "parataxis")]
    run = [
        t
        for t in run
        if t.i <= noun.i or preposition(t) in ("on", "of") or t.dep_ in ("case", "flat", "det", "amod", "compound", "conj", "cc")
    ]
    inner = [t for t in run if t.dep_ != "det" and not (t.dep_ == "case" and t.head == noun)]
    if not any(t.text[:1].isupper() and t.pos_ in ("PROPN", "ADJ", "NOUN") for t in inner) or is_state(scene.name_at(noun)):
        return None
    first, last = spread(inner)
    return bare_ref(scene, first, last)


def _from_signing(scene: Scene, verb: Token) -> Iterator[Draft]:
    things = [c for c in verb.children if c.dep_ in ("obj", "nsubj:pass")]
    partners = [n for c in things for t in c.subtree if preposition(t) in ("with", "between") for n in names_listed(scene, t, either)]
    partners += [n for t in obliques(verb, ("with",)) for n in names_listed(scene, t, either)]
    owners = distinct(subject_names(scene, verb, is_state))
    generic = any(c.lower_ in listed("history", "treaties") for c in things)
    period = spoken_date(scene, verb.i, verb.sent.end)
    named = next((r for c in things for r in [_treaty_ref(scene, c)] if r is not None), None) if not partners else None
    for home in owners:
        others = [p for p in distinct(partners) if p.ref.entity != home.ref.entity]
        first, last = spread(
            [home.first if home.first >= verb.sent.start else verb, verb, *(c for c in things), *(p.last - 1 for p in others)]
        )
        if others and generic:
            refs = tuple(o.ref for o in others)
            yield Draft(
                type="treaty",
                subject=home.ref,
                predicate="signed",
                object=refs[0] if len(refs) == 1 else None,
                objects=refs if len(refs) > 1 else (),
                first=first,
                last=last,
                negated=is_denied(verb),
                period=period,
            )
        elif named is not None:
            yield Draft(
                type="treaty",
                subject=home.ref,
                predicate="signed",
                object=named,
                first=first,
                last=last,
                negated=is_denied(verb),
                period=period,
            )


def _from_leaving(scene: Scene, verb: Token) -> Iterator[Draft]:
    things = [
        c
        for c in verb.children
        if c.dep_ in ("obj", "obl") and preposition(c) in ("", "from", "out of", "of", "out") and not is_body(scene.name_at(c))
    ]
    named = next((r for c in things if _is_treaty(c) for r in [_treaty_ref(scene, c)] if r is not None), None)
    for home in distinct(subject_names(scene, verb, is_state)) if named is not None else []:
        first, last = spread([home.first if home.first >= verb.sent.start else verb, verb, *things])
        yield Draft(
            type="treaty",
            subject=home.ref,
            predicate="left",
            object=named,
            first=first,
            last=last,
            negated=is_denied(verb),
            period=spoken_date(scene, verb.i, verb.sent.end),
        )


def _is_treaty(noun: Token) -> bool:
    return noun.lower_ in listed("history", "treaties") | {"deal"} or (noun.text.isupper() and len(noun.text) > 2)


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    return frozenset().union(*(listed("history", name) for name in ("found", "begin", "finish", "visit")))


def find_dates_of_events(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about when a body was founded, a war began or ended, or a person visited a state."""
    for i in range(*sentence):
        low = scene.lower[i]
        if low not in _event_words() or scene.doc[i].pos_ != "VERB":
            continue
        verb = scene.doc[i]
        period = spoken_date(scene, i, sentence[1]) or spoken_date(scene, sentence[0], i)
        if period is None or not is_asserted(verb):
            continue
        if low in listed("history", "found") and (child(verb, "aux:pass", "nsubj:pass") is not None or verb.dep_ == "acl"):
            body = subject_name(scene, verb, is_body)
            if body is not None:
                first, last = spread([body.first if body.first >= sentence[0] else verb, verb])
                yield Draft(
                    type="date", subject=body.ref, predicate="founded", period=period, first=first, last=last, negated=is_denied(verb)
                )
        elif low in listed("history", "begin") or low in listed("history", "finish"):
            noun = next((c for c in verb.children if c.dep_ == "nsubj" and c.lower_ in listed("history", "wars")), None)
            if noun is not None:
                subject, place = _war_ref(scene, noun, sentence)
                first, last = spread([noun, verb])
                yield Draft(
                    type="date",
                    subject=subject,
                    predicate="began" if low in listed("history", "begin") else "ended",
                    object=place,
                    unit="war",
                    period=period,
                    first=first,
                    last=last,
                    negated=is_denied(verb),
                )
        elif low in listed("history", "visit"):
            person = subject_name(scene, verb, is_person)
            place_name = next((n for c in verb.children if c.dep_ in ("obj", "obl") for n in [scene.name_at(c)] if is_state(n)), None)
            if person is not None and place_name is not None and person.ref.entity and not person.ref.entity.startswith("doc:"):
                first, last = spread([person.first if person.first >= sentence[0] else verb, verb, place_name.last - 1])
                yield Draft(
                    type="date",
                    subject=person.ref,
                    predicate="visited",
                    object=place_name.ref,
                    period=period,
                    first=first,
                    last=last,
                    negated=is_denied(verb),
                )
