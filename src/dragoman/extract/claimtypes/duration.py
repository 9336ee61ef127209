"""Claims about how long a war has lasted."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.claimtypes.distance import read_ordinal
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import is_asserted, is_denied, names_listed, subject_names
from dragoman.extract.claimtypes.lengths import Length, find_lengths, tells_distance
from dragoman.extract.claimtypes.scene import Name, Scene, bare_ref, is_state, listed, state_code
from dragoman.extract.grammar import child, children, preposition, subjects
from dragoman.records.spans import Ref

_Words = tuple[int, int]
_PLAIN = frozenset(
    {"the", "a", "an", "civil", "long", "bloody", "brutal", "short", "bitter", "this", "that", "whole"}
    | {"of", "in", "for", "with", "between", "and"}
)
_AFTER = frozenset({"after", "within", "in"})


def find_durations(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about how long a war, or another event known by name, has lasted."""
    for length in find_lengths(scene, sentence):
        if not tells_distance(scene, length) and not _is_of_another(scene, length):
            yield from _of_war(scene, length, sentence)
    yield from _running_years(scene, sentence)


def _is_of_another(scene: Scene, length: Length) -> bool:
    """Whether a length follows an owner of its own: "A's war lasted ten days; B's four years"."""
    at = length.first - 1
    return at > 0 and scene.lower[at] in ("'s", "’s") and is_state(scene.by_token.get(at - 1)) and length.token.head.i < at


def _running_years(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Read "the war in Syria, now in its sixth year", "is entering its fourth year": the year that runs counts as a whole one."""
    for i in range(sentence[0] + 2, sentence[1]):
        if scene.lower[i] != "year" or scene.lower[i - 2] != "its":
            continue
        value = read_ordinal(scene.lower[i - 1])
        noun = next((t for t in reversed(scene.doc[sentence[0] : i]) if t.lower_ in listed("history", "wars")), None)
        if value is None or noun is None or i - noun.i > 14:
            continue
        subject, place = refer_to_war(scene, noun, sentence)
        if place is not None or names_a_war(subject):
            first, last = spread([noun, i])
            yield Draft(
                type="duration", subject=subject, predicate="lasted", object=place, value=float(value), unit="year", first=first, last=last
            )


def _of_war(scene: Scene, length: Length, sentence: _Words) -> Iterator[Draft]:
    unit = length.token
    lasted = _lasting_verb(unit)
    noun = _measured_noun(unit)
    if lasted is not None and (not is_asserted(lasted) or _is_for_one_side(scene, lasted)):
        return
    if noun is None and lasted is not None:
        noun = next((c for c in subjects(lasted) if c.lower_ in listed("history", "wars")), None)
        if noun is None:
            told = _told_by_parties(scene, lasted) or (_event_before(scene, lasted, sentence), None)
            if told[0] is not None:
                yield _draft(length, told[0], told[1], unit, lasted)
            return
    if noun is None:
        return
    subject, place = refer_to_war(scene, noun, sentence)
    if place is None and "civil" in subject.name.lower().split():
        place = state_where(scene, sentence)
    if place is None:
        named = _states_named(scene, noun, unit, sentence)
        place = named[0] if named else None
        if len(named) == 2:
            subject = replace(subject, country=state_code(named[1]))
    if place is None and not names_a_war(subject):
        return  # some war
    yield _draft(length, subject, place, noun, lasted)


def _draft(length: Length, subject: Ref, place: Ref | None, noun: Token, lasted: Token | None) -> Draft:
    first, last = spread([length.first, length.token, noun])
    return Draft(
        type="duration",
        subject=subject,
        predicate="lasted",
        object=place,
        value=length.value,
        unit=length.unit,
        approx=length.approx,
        first=first,
        last=last,
        negated=lasted is not None and is_denied(lasted),
    )


def _lasting_verb(unit: Token) -> Token | None:
    """Return the verb by which something lasts a length: "raged for", "went on for", "was over after"."""
    if child(unit, "cop") is not None and any(t.lower_ == "over" and t.nbor(1).lower_ in _AFTER for t in unit.subtree if t.i < unit.i):
        return unit  # "was over after five days"
    for above in unit.ancestors:
        if above.lower_ in listed("history", "last"):
            return above
        if (above.lower_ == "over" or (above.lower_ == "war" and preposition(above) == "at")) and child(above, "cop") is not None:
            return above
        if above.lower_ in listed("history", "finish") and preposition(unit) in _AFTER:
            return above
        if above.pos_ in ("VERB", "AUX"):
            return None
    return None


def _told_by_parties(scene: Scene, verb: Token) -> tuple[Ref, Ref] | None:
    """Return (a war of the first state, the second) of "A has been fighting in B", "A and B fought each other", "A was at war with B"."""
    if verb.lower_ not in ("fought", "fighting", "waged", "war"):
        return None
    places = [c for c in verb.children if preposition(c) in ("in", "with", "against")]
    sides = [*subject_names(scene, verb, is_state), *(n for c in places for n in names_listed(scene, c, is_state))]
    parties = {state_code(n.ref): n.ref for n in sides}
    if len(parties) != 2:
        return None
    one, other = parties.values()
    return Ref(start=one.start, end=one.end, name="war", country=state_code(one)), other


def _is_for_one_side(scene: Scene, verb: Token) -> bool:
    """Whether a war is measured from one side's part in it: "for the Soviet Union the war lasted four years"."""
    return any(preposition(c) == "for" and scene.name_at(c) is not None for c in verb.children if c.dep_.startswith("obl"))


def _event_before(scene: Scene, verb: Token, sentence: _Words) -> Ref | None:
    """Return the event known by name that is a verb's subject: "the Gulf War lasted", "the invasion of Ukraine has gone on"."""
    for s in subjects(verb):
        for at in range(max(sentence[0], s.left_edge.i), s.i + 1):
            size = max((len(o) for o in scene.events.get(scene.lower[at], ()) if scene.lower[at : at + len(o)] == o), default=0)
            if size and at <= s.i < at + size:
                return bare_ref(scene, at, at + size)
    return None


def state_where(scene: Scene, sentence: _Words) -> Ref | None:
    """Return the one state that a sentence names, where it stands after "in": "few in Dushanbe speak of the civil war"."""
    named = [n for n in scene.names_in(*sentence) if n.ref.country is not None and n.type in ("state", "place", "government")]
    alone = len({n.ref.country for n in named}) == 1
    return named[0].ref if alone and named[0].first > sentence[0] and scene.lower[named[0].first - 1] == "in" else None


def _states_named(scene: Scene, noun: Token, unit: Token, sentence: _Words) -> list[Ref]:
    """Return the one or two states that "ten years of civil war" can be of: the only ones that its sentence names."""
    verb = next((a for a in unit.ancestors if a.pos_ in ("VERB", "AUX")), None)
    if noun not in unit.subtree or verb is None:
        return []
    # a state in the clause's own subject or object, or that owns one: "in 40 years of war" of a longer sentence it is anybody's
    beside = {
        t.i
        for c in verb.children
        for t in (c, *children(c, "nmod:poss", "nmod", "amod"))
        if c.dep_ in ("nsubj", "obj", "obl", "nsubj:pass")
    }
    named = {state_code(n.ref): n.ref for n in scene.names_in(*sentence) if is_state(n)}
    if not all(any(i in beside for i in range(n.first, n.last)) for n in scene.names_in(*sentence) if is_state(n)):
        return []
    return list(named.values()) if len(named) <= 2 else []


def _measured_noun(unit: Token) -> Token | None:
    nouns = listed("history", "wars")
    for above in [unit.head, unit.head.head]:
        if above.lower_ in nouns and abs(above.i - unit.i) <= 5:
            return above
    for t in unit.subtree:
        if t.lower_ in nouns and 0 < t.i - unit.i <= 4:
            return t
    return next((t for t in unit.doc[unit.i + 1 : min(unit.i + 5, unit.sent.end)] if t.lower_ in nouns), None)


def names_a_war(subject: Ref) -> bool:
    """Whether words tell one war from others: "the Gulf War" does, "the long civil war" does not."""
    return bool(set(subject.name.lower().split()) - _PLAIN - listed("history", "wars"))


def refer_to_war(scene: Scene, noun: Token, sentence: _Words) -> tuple[Ref, Ref | None]:
    """Return (the war by its words, the state that it is in): its own phrase first, then what "where" points back to."""
    between = [c for c in children(noun, "nmod") if preposition(c) == "between"]
    pair = [n for c in between for n in names_listed(scene, c, is_state)]
    if len(pair) < 2:  # "between Russian and Georgian forces"
        told = {scene.by_token[t.i].first: scene.by_token[t.i] for c in between for t in c.subtree if is_state(scene.by_token.get(t.i))}
        pair = list(told.values())
    # not of "a war for the A to free themselves", "a war that A had foreseen": those tell of one side
    own = [c for c in noun.children if not c.dep_.startswith(("acl", "advcl", "parataxis")) and preposition(c) not in ("for", "by")]
    inside = sorted([noun, *(t for c in own for t in c.subtree)], key=lambda t: t.i)
    place = next((n for t in inside for n in [scene.name_at(t)] if n is not None and is_state(n)), None)
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
    words = [t.i for t in inside if t.dep_ in ("compound", "amod", "case", "nmod", "det", "flat") and abs(t.i - noun.i) < 5]
    first = min([noun.i, *(i for i in words if i < noun.i and (scene.tokens[i].text[:1].isupper() or scene.lower[i] == "civil"))])
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
