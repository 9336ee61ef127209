"""Claims about since when a state is independent."""

from collections.abc import Iterator

from spacy.tokens import Token

from dragoman.extract.claimtypes.distance import distance_of
from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    either,
    is_asserted,
    name_of_token,
    owner_name,
    subject_name,
)
from dragoman.extract.claimtypes.lengths import UNITS
from dragoman.extract.claimtypes.member_change import is_undone
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    clause_date,
    is_body,
    is_state,
    listed,
    spoken_date,
)
from dragoman.extract.claimtypes.subject_rows import over_row
from dragoman.extract.grammar import child, obliques, preposition
from dragoman.records.spans import DateRange

_Words = tuple[int, int]


def find_independence(scene: Scene, sentence: _Words) -> Iterator[Draft]:
    """Yield the claims of a sentence about since when a state is independent."""
    for i in range(*sentence):
        low = scene.lower[i]
        if low not in ("independent", "independence", "sovereign") or (
            low == "independent" and scene.tokens[i].text[0].isupper() and i > sentence[0]
        ):
            continue
        token = scene.tokens[i]
        home, verb = _independent(scene, token)
        if home is None and _reckoned(scene, token) is not None and token.sent.root.lower_ in listed("history", "celebrating"):
            home = subject_name(scene, token.sent.root, is_state)  # "X celebrates thirty years of independence"
        if home is None and verb is not None and verb.i in scene.reckoned and _is_pronoun(child(verb, "nsubj")):
            home = subject_name(scene, verb.sent.root, is_state)  # "eight months after it became independent, X is ..."
        if home is None and token.dep_ == "obj" and token.head.lower_ in listed("history", "independence_verbs"):
            home, verb = _region_of(scene, token.head), token.head
        if home is None and low == "independent" and verb is not None:
            home = _region_of(scene, verb)  # "each of the five Central Asian republics became independent in 1991"
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
        period = _independence_date(scene, token, verb, sentence)
        told_by_verb = verb is not None and (
            verb.lower_ in listed("history", "independence_verbs")
            or token.head.lower_ in listed("history", "independence_infinitives")
            or verb.lower_ in ("became", "become", "been")
        )
        if period is None and not (low == "independence" and told_by_verb):
            continue
        if (
            low == "independence"
            and not told_by_verb
            and _reckoned(scene, token) is None
            and not (i + 1 < sentence[1] and scene.tokens[i + 1].lower_ in ("in", "since", "on", "from"))
        ):
            continue
        first, last = spread([token, *([home.first] if home.first >= sentence[0] else [])])
        last = max(last, _end_of(scene, i, sentence, period))
        draft = Draft(
            type="independence",
            subject=home.ref,
            predicate="independent since",
            object=source.ref if source is not None else None,
            period=period,
            first=first,
            last=last,
            negated=verb is not None and is_undone(verb),
        )
        yield over_row(scene, draft, verb, is_state)


def _is_pronoun(subject: Token | None) -> bool:
    return subject is not None and subject.lower_ in ("it", "they")


def _date_before_when(scene: Scene, verb: Token) -> DateRange | None:
    """Return the date of "on 16 December 1991, when X became independent"."""
    opening = min(t.i for t in verb.subtree if not t.is_punct)
    if scene.lower[opening] != "when" or opening < 3:
        return None
    for d in scene.dates_in(max(verb.sent.start, opening - 6), opening):
        words = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
        if d.past.start is not None and words is not None and words.end in (opening, opening - 1):
            return d.past
    return None


def _last_to_declare(scene: Scene, noun: Token) -> tuple[Name | None, Token | None]:
    """Return who "was the last Soviet republic to declare independence", "became the last of the republics to do so"; the verb."""
    while noun.dep_ == "nmod" and noun.head.pos_ in ("ADJ", "NOUN", "NUM", "PRON"):
        noun = noun.head
    if child(noun, "cop") is not None:
        return subject_name(scene, noun, is_state), noun
    if noun.dep_ in ("xcomp", "obj") and noun.head.lower_ in ("became", "become"):
        return subject_name(scene, noun.head, is_state), noun.head
    return None, None


def _region_of(scene: Scene, verb: Token) -> Name | None:
    """Return the region whose states a clause is about: "the Baltic states regained independence"."""
    name = subject_name(scene, verb, is_body)
    return name if name is not None and str(name.ref.entity).startswith("region:") else None


def _independence_date(scene: Scene, token: Token, verb: Token | None, sentence: _Words) -> DateRange | None:
    reckoned = _reckoned(scene, token) or _for_years(scene, token) or (scene.reckoned.get(verb.i) if verb is not None else None)
    if reckoned is not None:
        return reckoned
    near = spoken_date(scene, token.i, min(token.i + 8, sentence[1]))
    if near is not None or verb is None:
        return near
    return clause_date(scene, verb) or _date_before_when(scene, verb)


def _for_years(scene: Scene, token: Token) -> DateRange | None:
    """Return the days that "has been independent for 28 years" reaches back to."""
    aside = token.i > token.sent.start and scene.lower[token.i - 1] == ","
    if token.lower_ != "independent" or not (aside or any(c.lower_ == "been" for c in token.children)):
        return None
    units = [c for c in token.children if c.dep_.startswith("obl") and preposition(c) == "for"]
    inside = [t for u in units for t in u.subtree if t.lower_ in UNITS or t.lower_ == "century"]
    return distance_of(inside[0], scene.document.published) if inside else None


def _reckoned(scene: Scene, token: Token) -> DateRange | None:
    """Return the days that "the 30th anniversary of its independence", "three decades since independence" give."""
    return next((days for c in token.children if c.dep_ in ("case", "mark") and (days := scene.reckoned.get(c.i)) is not None), None)


def _end_of(scene: Scene, at: int, sentence: _Words, period: object) -> int:
    for d in scene.dates_in(at, sentence[1]) if period is not None else []:
        words = scene.doc.char_span(d.start, d.end, alignment_mode="expand")
        return int(words.end)
    return at + 1


def _name_before_comma(scene: Scene, token: Token) -> Name | None:
    """Return the state of "Kazakhstan, independent since 1991" off the row of words."""
    at = token.i - 2
    name = scene.by_token.get(at) if at >= token.sent.start and scene.lower[at + 1] in (",", "–", "—") else None
    return name if is_state(name) else None


def _independent(scene: Scene, token: Token) -> tuple[Name | None, Token | None]:
    """Return (the state, the verb that tells it) of "independent" or "independence"."""
    if token.lower_ in ("independent", "sovereign"):
        if token.dep_ == "conj" and token.head.pos_ == "ADJ":
            token = token.head  # "a sovereign and independent state"
        before = _name_before_comma(scene, token)
        if before is not None and token.i + 1 < token.sent.end and scene.lower[token.i + 1] in ("since", "from"):
            return before, None
        if child(token, "cop") is not None or (token.dep_ == "xcomp" and token.head.lower_ in ("became", "become")):
            verb = token.head if token.dep_ == "xcomp" else token
            return subject_name(scene, verb, is_state), verb
        if token.dep_ == "advcl" and token.head.pos_ in ("VERB", "AUX"):
            return subject_name(scene, token.head, is_state), None
        if token.dep_ == "amod" and token.head.dep_ == "xcomp" and token.head.head.lower_ in ("became", "become"):
            return subject_name(scene, token.head.head, is_state), token.head.head
        # "The Central Asian nation, independent since 1991, ..."
        return (name_of_token(scene, token.head, is_state), None) if token.dep_ in ("amod", "acl", "appos", "advcl") else (None, None)
    owner = owner_name(scene, token, is_state)
    if token.dep_ == "obj" and token.head.dep_ == "acl" and token.head.lower_ in listed("history", "independence_infinitives"):
        return _last_to_declare(scene, token.head.head)
    if token.head.lower_ in ("voted", "vote", "voting", "referendum"):
        return None, None
    if token.dep_ in ("obj", "obl", "nsubj:pass") and token.head.pos_ == "VERB":
        if token.head.lower_ in listed("history", "independence_verbs"):
            return owner or subject_name(scene, token.head, is_state), token.head
        # "recognized X's independence in 1944" dates the recognition; "after its independence in 1991" the independence.
        return (None, None) if token.dep_ == "obj" else (owner or subject_name(scene, token.head, is_state), None)
    return owner, None
