"""Claims about when a body was founded, a war began or ended."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.chronicle import counts_for_some
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.duration import names_a_war, refer_to_war, state_where
from dragoman.extract.claimtypes.grammar import (
    is_asserted,
    is_denied,
    owner_name,
    subject_name,
)
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    clause_date,
    is_body,
    is_state,
    listed,
    spoken_date,
)
from dragoman.extract.grammar import child, preposition, subjects
from dragoman.records.spans import DateRange, Ref

_Words = tuple[int, int]
_TELLING = frozenset({"came", "born", "dates", "dated", "drew", "brought"})


@lru_cache(maxsize=1)
def _event_words() -> frozenset[str]:
    return frozenset().union(*(listed("history", name) for name in ("found", "begin", "finish", "last")))


def find_dates_of_events(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about when a body was founded, a war began or ended."""
    yield from _from_founding(scene, sentence)
    for i in range(*sentence):
        low = scene.lower[i]
        if (low not in _event_words() and low not in _TELLING) or not (scene.tokens[i].pos_ == "VERB" or low == "dates"):
            continue
        verb = scene.tokens[i]
        if low in listed("history", "last"):
            yield from _from_to(scene, verb, sentence)
            continue
        period = _date_from(scene, i, sentence) if low in ("dates", "dated") else clause_date(scene, verb)
        if period is None or not is_asserted(verb):
            continue
        passive = child(verb, "aux:pass", "nsubj:pass") is not None or verb.dep_ == "acl"
        if (low in listed("history", "found") and passive) or _comes_into_being(verb):
            body = subject_name(scene, verb, is_body) or _body_before(scene, verb)
            if body is not None:
                first, last = spread([body.first if body.first >= sentence[0] else verb, verb])
                yield Draft(
                    type="date", subject=body.ref, predicate="founded", period=period, first=first, last=last, negated=is_denied(verb)
                )
        elif low in listed("history", "begin") or low in listed("history", "finish") or _comes_to_end(verb):
            noun = next((c for c in subjects(verb) if c.lower_ in listed("history", "wars")), None)
            if counts_for_some(verb):
                continue
            subject, place = refer_to_war(scene, noun, sentence) if noun is not None else (None, None)
            if place is None and noun is not None and "civil" in {c.lower_ for c in noun.children}:
                place = _place_of(scene, verb) or state_where(scene, sentence)
            if noun is not None and subject is not None and (place is not None or names_a_war(subject)):
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


def _from_founding(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Read "B celebrates the 75th anniversary of its founding", "twenty years after the creation of B"."""
    for i in range(*sentence):
        noun = scene.tokens[i]
        if scene.lower[i] not in ("founding", "foundation", "creation", "establishment", "birth") or noun.pos_ != "NOUN":
            continue
        days = next((scene.reckoned[c.i] for c in noun.children if c.i in scene.reckoned), None)
        body = owner_name(scene, noun, is_body) or (subject_name(scene, noun.sent.root, is_body) if days is not None else None)
        if days is not None and body is not None:
            first, last = spread([noun.left_edge, noun])
            yield Draft(type="date", subject=body.ref, predicate="founded", period=days, first=first, last=last)


def _from_to(scene: Scene, verb: Token, sentence: _Words) -> Iterator[Draft]:
    """Read "the war, which lasted from 1992 to 1997": its beginning and its end."""
    ends = [d for d in scene.dates_in(verb.i, min(verb.i + 10, sentence[1])) if d.past.start is not None]
    if len(ends) < 2 or not {"from", "between"} & set(scene.lower[verb.i + 1 : verb.i + 3]) or not is_asserted(verb):
        return
    told_of = [verb.head] if verb.dep_ == "acl" else subjects(verb)
    noun = next((c for c in told_of if c.lower_ in listed("history", "wars")), None)
    subject, place = refer_to_war(scene, noun, sentence) if noun is not None else (None, None)
    if noun is None or subject is None or (place is None and not names_a_war(subject)):
        return
    first, last = spread([noun, verb])
    for predicate, date in (("began", ends[0]), ("ended", ends[1])):
        yield Draft(type="date", subject=subject, predicate=predicate, object=place, unit="war", period=date.past, first=first, last=last)


def _body_before(scene: Scene, verb: Token) -> Name | None:
    """Return the body of "the C5+1 format", "the SCO process" that is a verb's subject."""
    nouns = [s for s in subjects(verb) if s.lower_ in ("format", "process", "mechanism", "platform", "forum", "framework")]
    return next((n for s in nouns for c in s.children if c.i < s.i for n in [scene.name_at(c)] if is_body(n)), None)


def _place_of(scene: Scene, verb: Token) -> Ref | None:
    """Return the state of "civil war broke out in A": plain wars may be of several states in one place, which the words leave open."""
    return next((n.ref for c in verb.children if preposition(c) == "in" for n in [scene.name_at(c)] if n is not None and is_state(n)), None)


def _date_from(scene: Scene, at: int, sentence: _Words) -> DateRange | None:
    """Return the date of "dates from 2015", "dates back to June 2001", however the word is parsed."""
    after = scene.lower[at + 1 : at + 3]
    return spoken_date(scene, at + 1, min(at + 6, sentence[1])) if after[:1] == ("from",) or after == ("back", "to") else None


def _comes_to_end(verb: Token) -> bool:
    """Whether a verb tells an end with a noun: "came to an end", "drew to a close", "was brought to an end"."""
    return verb.lower_ in ("came", "drew", "brought") and any(
        c.lower_ in ("end", "close") and preposition(c) == "to" for c in verb.children
    )


def _comes_into_being(verb: Token) -> bool:
    """Whether a verb tells a founding without the word: "came into being", "was born", "dates from"."""
    if verb.lower_ == "came":
        return bool({t.lower_ for t in verb.subtree if 0 < t.i - verb.i <= 3} & {"being", "existence"})
    return verb.lower_ in ("born", "dates", "dated")
