"""Claims about when a body was founded, a war began or ended, or a person visited a state."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.duration import refer_to_war
from dragoman.extract.claimtypes.grammar import (
    is_asserted,
    is_denied,
    subject_name,
)
from dragoman.extract.claimtypes.scene import (
    Scene,
    clause_date,
    is_body,
    is_person,
    is_state,
    listed,
)
from dragoman.extract.grammar import child, subjects

_Words = tuple[int, int]


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    return frozenset().union(*(listed("history", name) for name in ("found", "begin", "finish", "visit", "last")))


def find_dates_of_events(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about when a body was founded, a war began or ended, or a person visited a state."""
    for i in range(*sentence):
        low = scene.lower[i]
        if (low not in _event_words() and low not in ("came", "born", "dates")) or scene.doc[i].pos_ != "VERB":
            continue
        verb = scene.doc[i]
        if low in listed("history", "last"):
            yield from _from_to(scene, verb, sentence)
            continue
        period = clause_date(scene, verb)
        if period is None or not is_asserted(verb):
            continue
        passive = child(verb, "aux:pass", "nsubj:pass") is not None or verb.dep_ == "acl"
        if (low in listed("history", "found") and passive) or _comes_into_being(verb):
            body = subject_name(scene, verb, is_body)
            if body is not None:
                first, last = spread([body.first if body.first >= sentence[0] else verb, verb])
                yield Draft(
                    type="date", subject=body.ref, predicate="founded", period=period, first=first, last=last, negated=is_denied(verb)
                )
        elif low in listed("history", "begin") or low in listed("history", "finish"):
            noun = next((c for c in subjects(verb) if c.lower_ in listed("history", "wars")), None)
            subject, place = refer_to_war(scene, noun, sentence) if noun is not None else (None, None)
            if noun is not None and subject is not None and (place is not None or len(subject.name.split()) > 1):
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


def _from_to(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "the war, which lasted from 1992 to 1997": its beginning and its end."""
    ends = [d for d in scene.dates_in(verb.i, min(verb.i + 10, sentence[1])) if d.past.start is not None]
    if len(ends) < 2 or not {"from", "between"} & set(scene.lower[verb.i + 1 : verb.i + 3]) or not is_asserted(verb):
        return
    told_of = [verb.head] if verb.dep_ == "acl" else subjects(verb)
    noun = next((c for c in told_of if c.lower_ in listed("history", "wars")), None)
    subject, place = refer_to_war(scene, noun, sentence) if noun is not None else (None, None)
    if noun is None or subject is None or (place is None and len(subject.name.split()) < 2):
        return
    first, last = spread([noun, verb])
    for predicate, date in (("began", ends[0]), ("ended", ends[1])):
        yield Draft(type="date", subject=subject, predicate=predicate, object=place, unit="war", period=date.past, first=first, last=last)


def _comes_into_being(verb: Token) -> bool:
    """Whether a verb tells a founding without the word: "came into being", "was born", "dates from"."""
    if verb.lower_ == "came":
        return bool({t.lower_ for t in verb.subtree if 0 < t.i - verb.i <= 3} & {"being", "existence"})
    return verb.lower_ in ("born", "dates")
