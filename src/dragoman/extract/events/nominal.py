"""Acts that a noun names: under a light verb ("launched an attack"), an end ("lifted the blockade"), or alone ("the killing of")."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Token

from dragoman.extract.events.lexicon import Lexicon, Sense
from dragoman.extract.events.parties import is_party, parties
from dragoman.extract.events.roles import find_recipients, names_someone, noun_side, unique, verb_actors, verb_keys, verb_objects
from dragoman.extract.events.senses import Act, both_sides
from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, child, children, is_passive, obliques, phrase_tokens, preposition, subjects
from dragoman.extract.status import find_word
from dragoman.records.cast import Cast

_MUTUAL = frozenset({"CONSULT", "COOPERATE", "SUPPORT", "AGREE"})  # "talks between A and B": the second is met by the first


def noun_senses(noun: Token, lexicon: Lexicon) -> Iterator[Sense]:
    """Yield the lexicon's readings of a noun, those with its modifier ("peace talks") first."""
    stem = base(noun)
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")}
    for key in (*(f"{m} {stem}" for m in sorted(modifiers)), stem, noun.lower_):
        for sense in lexicon.nouns.get(key, ()):
            if sense.not_compound & modifiers or (stem in sense.only_compound and not sense.only_compound[stem] & modifiers):
                continue
            yield sense


def called_off(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the meeting or visit that a verb puts off, plans or ends: the talks are the event, its status says the rest."""
    stem = base(verb)
    if stem not in lexicon.put_off["words"]:
        return None
    if stem in lexicon.put_off["with_particle"] and not any(c.lower_ in ("off", "back") for c in children(verb, "compound:prt", "advmod")):
        return None
    for noun in verb_objects(verb):
        for sense in noun_senses(noun, lexicon):
            if (sense.type == "CONSULT" or stem in lexicon.put_off["later"]) and not sense.has("light_only"):
                act = _carried_act(verb, noun, sense, cast, "light")
                if act is not None:
                    return act
    return None


def light_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act in the object of a light verb ("launched an attack") or of one that ends it ("lifted the blockade")."""
    keys = verb_keys(verb)
    ends = any(k in lexicon.end for k in keys)
    light = any(k in lexicon.light for k in keys)
    taken = any(k in lexicon.passive_role for k in keys)
    if not (ends or light or taken):
        return None
    nouns = verb_objects(verb) + [
        c
        for c in verb.children
        if c.dep_ == "obl" and f"{base(verb)} {preposition(c)}" in (lexicon.light | lexicon.end | lexicon.passive_role)
    ]
    nouns += [t for n in nouns if base(n) in lexicon.act_counters or base(n) in lexicon.end_nouns for t in obliques(n, ("of", "in", "to"))]
    ends = ends or any(base(n) in lexicon.end_nouns for n in nouns)
    light = light and not any(base(n) in lexicon.end_nouns for n in nouns)
    for noun in nouns:
        for sense in noun_senses(noun, lexicon):
            if base(verb) in sense.not_light:
                continue
            act = _carried_act(verb, noun, sense, cast, "light" if light or taken else "end")
            if act is None:
                continue
            if taken and not light:
                return replace(act, actors=tuple(noun_side(noun, sense.actor, cast)), recipients=tuple(verb_actors(verb, cast)))
            if not light and sense.type in lexicon.end_type and not _is_mere_end(verb, sense):
                return replace(act, type=lexicon.end_type[sense.type], mode=None)
            return act
    return None


def _is_mere_end(verb: Token, sense: Sense) -> bool:
    """Whether an end is no breach: a visit that ends, talks that are over."""
    return sense.mode == "visit" or (sense.type == "CONSULT" and base(verb) in ("end", "conclude", "finish", "leave", "cut"))


def _carried_act(verb: Token, noun: Token, sense: Sense, cast: Cast, how: str) -> Act | None:
    if sense.mode == "phone" and obliques(noun, ("for",)):
        return None  # "joined the call for a prosecutor"
    actors = verb_actors(verb, cast)
    if is_passive(verb) and not actors:
        actors = noun_side(noun, sense.actor, cast)
    if sense.actor_words and not any(base(t) in sense.actor_words for a in actors for t in phrase_tokens(a)):
        return None
    roles = (
        sense.recipient
        if "deep" in sense.recipient
        else (*sense.recipient, "of", "for")
        if sense.type == "CONSULT"
        else (*sense.recipient, "on", "against", "in")
    )
    recipients, role = find_recipients(verb, noun, [r for r in roles if r != "obj"], cast)
    recipients = [r for r in recipients if r.i != noun.i and r.i not in {a.i for a in actors}]
    if not recipients and len(actors) > 1:
        actors, recipients, role = actors[:1], actors[1:], "subj"
    if not recipients and len(actors) == 1 and "with" in sense.recipient:
        actors, recipients = both_sides(actors)
    if actors and not recipients and sense.type == "CONSULT" and names_someone(noun):
        recipients, role = [noun], "obj"
    if (not actors and not recipients) or (sense.has("needs_recipient") and not recipients):
        return None
    mode = sense.mode_by.get(base(noun), sense.mode)
    return Act(noun, verb, sense.type, mode, tuple(actors), tuple(recipients), role, how, strong=True)


def noun_act(noun: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act that a noun names with parties of its own: "the killing of X", "talks between A and B", "his visit to Y"."""
    for sense in noun_senses(noun, lexicon):
        if sense.has("light_only") or sense.actor_words or (sense.mode == "phone" and obliques(noun, ("for",))):
            continue
        actors = noun_side(noun, sense.actor, cast)
        if not actors and sense.mode == "visit" and noun.dep_ == "obl" and preposition(noun) in ("on", "for"):
            actors = [p for t in agents(noun.head) for p in parties(t, cast)]  # "will lead a delegation on a visit to"
        if not actors and sense.mode == "visit" and preposition(noun) == "from" and base(noun.head) in ("return", "come", "arrive"):
            actors = [p for t in agents(noun.head) for p in parties(t, cast)]  # "returned from travel to"
        if not actors and sense.has("predicate"):
            named = subjects(noun if child(noun, "cop") is not None else noun.head)
            actors = [p for t in named if is_party(t, cast) for p in parties(t, cast)]
        taken = {a.i for a in actors}
        recipients = [r for r in noun_side(noun, sense.recipient, cast) if r.i not in taken]
        if len(actors) > 1 and not recipients and sense.type in _MUTUAL:
            actors, recipients = actors[:1], actors[1:]
        if not actors:
            actors = [a for a in _giver_of_order(noun, lexicon, cast) if a.i not in {r.i for r in recipients}]
        if not recipients and sense.has("needs_recipient"):
            continue
        if not recipients and (not actors or sense.type not in ("RETREAT", "CONSULT") or child(noun, "nmod:poss") is None):
            continue
        if not any(is_party(r, cast) for r in (*recipients, *actors)):
            continue
        return Act(
            noun,
            None,
            sense.type,
            sense.mode_by.get(base(noun), sense.mode),
            tuple(unique(actors)),
            tuple(unique(recipients)),
            "noun",
            "noun",
            strong=sense.has("strong"),
        )
    return None


def _giver_of_order(noun: Token, lexicon: Lexicon, cast: Cast) -> list[Token]:
    """Return who ordered or carried out what the noun names ("it ordered the killing of"); the acting verb is the noun's own governor."""
    verb = noun.head
    governs = find_word("over_noun", verb) in ("planned", "tentative", "postponed", "cancelled", "denied")
    if noun.dep_ == "obj" and (
        governs or base(verb) in lexicon.light or base(verb) in ("order", "authorize", "authorise", "claim", "approve")
    ):
        return [p for t in agents(verb) for p in parties(t, cast)]
    return []
