"""Acts in a document, in order: by operator, by the verb's own sense, by a light verb's noun, by a noun alone."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from dragoman.extract.events.lexicon import Lexicon, load_lexicon
from dragoman.extract.events.nominal import called_off, light_act, noun_act
from dragoman.extract.events.operators import duty_act, is_swallowed, is_telling, operator_act, yields_to_meeting
from dragoman.extract.events.roles import verb_keys, verb_objects
from dragoman.extract.events.senses import Act, try_sense
from dragoman.extract.forms import base
from dragoman.extract.grammar import preposition
from dragoman.records.cast import Cast


def find_acts(doc: Doc, cast: Cast) -> Iterator[Act]:
    """Yield the acts of a document in order of their words."""
    lexicon = load_lexicon()
    carried: set[int] = set()
    found: list[Act] = []
    for token in doc:
        if (token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_.startswith("VB")) and token.dep_ not in (
            "amod",
            "compound",
            "case",
            "aux",
            "aux:pass",
        ):
            act = verb_act(token, cast, lexicon)
            if act is not None:
                found.append(act)
                carried.update(t.i for t in _carried(token, act, lexicon))
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in carried and token.dep_ not in ("compound", "flat"):
            if base(token) not in lexicon.noun_stems and token.lower_ not in lexicon.noun_stems:
                continue
            nominal = noun_act(token, cast, lexicon)
            if nominal is not None:
                found.append(nominal)
    yield from sorted(found, key=lambda a: a.token.i)


def _carried(verb: Token, act: Act, lexicon: Lexicon) -> list[Token]:
    """Return the nouns whose act a verb's act has taken up ("launched an attack", "lifted a blockade", "in a phone call")."""
    if act.how in ("light", "end"):
        return [act.token, *verb_objects(verb)]
    nouns = [*verb_objects(verb)]
    nouns += [c for c in verb.children if c.dep_ == "obl" and preposition(c) in ("in", "at", "during", "for", "on", "by", "over")]
    if act.how == "verb" and act.strong:
        return nouns
    return [n for n in nouns if any(s.type == act.type for s in lexicon.nouns.get(base(n), ()))]


def verb_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act of a predicate: under an operator, by its own sense, or carried for its object's noun."""
    if base(verb) not in lexicon.verb_stems and verb.lower_ not in lexicon.verb_stems:
        return duty_act(verb, cast, lexicon)
    operated = operator_act(verb, cast, lexicon)
    if operated is not None:
        return operated
    duty = duty_act(verb, cast, lexicon)
    if duty is not None:
        return duty
    if is_telling(verb, lexicon):
        return None
    if verb.pos_ == "ADJ" or is_swallowed(verb, lexicon) or yields_to_meeting(verb, cast, lexicon):
        return None
    consult = called_off(verb, cast, lexicon)
    if consult is not None:
        return consult
    for key in verb_keys(verb):
        for sense in lexicon.verbs.get(key, ()):
            act = try_sense(verb, sense, cast)
            if act is not None:
                return act
    return light_act(verb, cast, lexicon)
