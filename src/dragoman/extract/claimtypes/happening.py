"""Claims about when a body was founded, a war began or ended, or a person visited a state."""

from collections.abc import Iterator
from functools import lru_cache

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
from dragoman.extract.grammar import child

_Words = tuple[int, int]


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
        period = clause_date(scene, verb)
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
