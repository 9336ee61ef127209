"""An act by its verb's own sense: the reading of the lexicon whose conditions on object, actor and recipient hold."""

from dataclasses import dataclass

from spacy.tokens import Token

from dragoman.extract.events.lexicon import Sense, load_lexicon
from dragoman.extract.events.parties import FIRST_PERSON, is_armed, is_official, is_party, is_personal, is_public, parties, sector_of
from dragoman.extract.events.roles import deep_parties, find_recipients, noun_side, split_plural, tells_party, verb_actors, verb_objects
from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, child, children, core_tokens, is_passive, obliques, phrase_tokens, preposition
from dragoman.records.cast import Cast

_ON_THINGS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})  # what is said of a thing: the object is the recipient, party or not
_DEEP = frozenset({"CONCEDE", "RETREAT", "REJECT", "SANCTION", "COERCE", "REQUEST", "THREATEN", "PROTEST"})
_FORCES = frozenset({"MIL", "REB", "PRM", "UAF", "COP", "CRM", "SPY"})
_DENIABLE = frozenset({"ASSAULT", "COERCE", "CONSULT", "MOBILIZE"})


@dataclass(frozen=True, slots=True)
class Act:
    """One mention of an act.

    ``token`` names it (a verb, or a noun under a light verb or alone); ``verb`` is the predicate that carries it, if any.
    ``how``: verb, light, noun, operator, end.
    """

    token: Token
    verb: Token | None
    type: str
    mode: str | None
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    role: str
    how: str
    strong: bool = False


def try_sense(verb: Token, sense: Sense, cast: Cast) -> Act | None:
    """Return the act of a verb in one reading, None where its object, actors or recipients do not fit."""
    objects = verb_objects(verb)
    if not _objects_fit(verb, objects, sense):
        return None
    actors = verb_actors(verb, cast)
    if base(verb) == "host" and verb.dep_ == "acl" and verb.head.ent_type_ == "PERSON":
        return None  # "a discussion with Prime Minister X, hosted by the centre"
    if verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD") and any(a.i == verb.head.i for a in actors):
        return None  # "every citizen held hostage": the noun before a participle suffers it
    if not _actors_fit(actors, sense, cast):
        return None
    recipients, role = find_recipients(verb, None, sense.recipient, cast, direct=sense.type in _ON_THINGS)
    if sense.type == "ACCUSE" and role == "obj":
        recipients = _doers_of_deed(verb, cast) or recipients
    if sense.type == "REJECT" and role == "obj":
        recipients = _makers_of_thing(verb, cast) or recipients
    if not recipients and actors and sense.type in _DEEP and not sense.has("needs_recipient"):
        recipients, role = [t for t in deep_parties(verb, cast, skip=agents(verb)) if t.i not in {a.i for a in actors}], "deep"
    if not _recipients_fit(verb, recipients, role, sense, cast):
        return None
    if not actors and not recipients:
        return None
    if role == "subj":
        actors = actors[:1]
    if "subj" in sense.recipient and not recipients and len(actors) == 1:
        actors, recipients = both_sides(actors)
    mode = sense.mode or next((m for w, m in sense.mode_by.items() if w == base(verb)), None)
    return Act(
        verb, verb, sense.type, mode, tuple(actors), tuple(recipients), role, "verb", strong=bool(sense.object) or sense.has("strong")
    )


def _doers_of_deed(verb: Token, cast: Cast) -> list[Token]:
    """Return whom a condemned deed falls back on: its doers ("Russia's attack on X"), else the deed, never its victims."""
    for deed in verb_objects(verb):
        senses = [s for s in load_lexicon().nouns.get(base(deed), ()) if s.type in ("ASSAULT", "COERCE", "THREATEN")]
        if senses and not is_party(deed, cast):
            return noun_side(deed, senses[0].actor or ("poss", "by", "adjective"), cast) or [deed]
    return []


def _makers_of_thing(verb: Token, cast: Cast) -> list[Token]:
    """Return whose thing it is that is turned down: "a proposal by X", "the protest filed by X"."""
    for thing in verb_objects(verb):
        if is_party(thing, cast):
            continue
        makers = obliques(thing, ("by", "from")) + [t for c in children(thing, "acl") for a in children(c, "obl:agent") for t in [a]]
        found = [p for t in makers for p in parties(t, cast)]
        if any(is_party(t, cast) for t in found):
            return found
    return []


def both_sides(actors: list[Token]) -> tuple[list[Token], list[Token]]:
    """Return the two sides of a plural actor ("the two presidents"), the first alone on one side."""
    sides = split_plural(actors[0])
    return sides[:1], sides[1:]


def _names(noun: Token) -> set[str]:
    """Return the forms under which a noun is looked up: base, form, with its compound before or its "of" after."""
    stem = base(noun)
    names = {stem, noun.lower_}
    for c in noun.children:
        if c.dep_ in ("compound", "amod") and c.i < noun.i:
            names.add(f"{c.lower_} {stem}")
        if c.dep_ == "nmod" and preposition(c) == "of":
            names.add(f"{stem} of {base(c)}")
    if stem in load_lexicon().act_counters:
        names.update(base(c) for c in noun.children if c.dep_ == "nmod" and preposition(c) == "of")
    if noun.text in ("$", "€", "£") or noun.ent_type_ == "MONEY":
        names.add("$")
    return names


def _objects_fit(verb: Token, objects: list[Token], sense: Sense) -> bool:
    named = [_names(o) for o in objects]
    if sense.object and not any(n & sense.object for n in named):
        return False
    if sense.not_object and any(n & sense.not_object for n in named):
        return False
    if sense.object_or_prep:
        around = named + [_names(c) for c in verb.children if c.dep_ == "obl"]
        if not any(n & sense.object_or_prep for n in around):
            return False
    if sense.with_word and not any(c.lower_ in sense.with_word for c in verb.children):
        return False
    if (
        sense.with_prep
        and not any(c.dep_.startswith(("obl", "advmod", "xcomp")) and _names(c) & sense.with_prep for c in verb.children)
        and base(verb) not in sense.with_prep
    ):
        return False
    if sense.to_verb and not any(base(c) in sense.to_verb for c in children(verb, "xcomp", "advcl")):
        return False
    if sense.to_words and not any(
        base(t) in sense.to_words or t.lower_ in sense.to_words for c in verb.children if c.dep_ == "obl" for t in core_tokens(c)
    ):
        return False
    if sense.not_prep and any(preposition(c) in sense.not_prep for c in children(verb, "obl")):
        return False
    if sense.has("no_infinitive") and is_passive(verb):
        return False
    if sense.near and not any(t.lower_ in sense.near for t in verb.subtree):
        return False
    if sense.for_words and not any(base(t) in sense.for_words for t in obliques(verb, ("for", "in", "at"))):
        return False
    if sense.has("no_clause") and child(verb, "xcomp", "ccomp") is not None:
        return False
    if sense.has("not_an_act") and any(s.type in _DENIABLE for o in objects for s in load_lexicon().nouns.get(base(o), ())):
        return False
    if sense.has("needs_clause") and child(verb, "xcomp", "ccomp", "advcl") is None:
        return False
    if sense.has("no_infinitive") and any(
        c.dep_ in ("xcomp", "advcl", "ccomp") and any(m.lower_ == "to" for m in children(c, "mark")) for c in verb.children
    ):
        return False
    if sense.has("thing_object") and any(o.ent_type_ == "PERSON" or o.pos_ == "PRON" for o in objects):
        return False
    if sense.has("bare") and (verb.nbor().lower_ in ("on", "upon", "for", "out") if verb.i + 1 < len(verb.doc) else False):
        return False
    if sense.has("bare") and not _is_occasion(verb):
        return False
    if sense.has("bare") and (
        any(c.pos_ not in ("VERB", "AUX", "PROPN") and c not in objects for c in children(verb, "xcomp", "ccomp"))
        or is_passive(verb)
        or _has_title_object(verb)
    ):
        return False
    if sense.has("with_object") and not any(c.dep_ in ("obl", "nmod") and preposition(c) == "with" for c in verb.children):
        return False
    if base(verb) in ("discuss", "meet") and is_passive(verb):
        return False
    if sense.has("no_object") and any(o.ent_type_ not in ("GPE", "LOC") for o in children(verb, "obj")):
        return False
    return not (sense.has("needs_object") and not objects)


def _is_occasion(verb: Token) -> bool:
    """Whether words behind a bare "called X" tell an occasion: a time, an aim, a place; else it may call names or onto a stage."""
    behind = [c for c in verb.children if c.i > verb.i]
    leads = ("after", "before", "on", "during", "from", "in", "at", "about", "over")
    timed = any(c.ent_type_ in ("DATE", "TIME") or (c.dep_.startswith("obl") and preposition(c) in leads) for c in behind)
    return timed or any(c.dep_ in ("advcl", "xcomp", "advmod") for c in behind)


def _has_title_object(verb: Token) -> bool:
    """Whether "called X a murderer" is meant."""
    named = child(verb, "obj")
    if named is not None:
        last = max(t.i for t in core_tokens(named))
        after = verb.doc[last + 1] if last + 1 < len(verb.doc) else None
        if after is not None and (after.is_quote or after.tag_ in ("DT", "JJ")):
            return True
    second = child(verb, "obl:unmarked")
    return len(children(verb, "obj")) > 1 or (second is not None and second.ent_type_ not in ("DATE", "TIME"))


def _actors_fit(actors: list[Token], sense: Sense, cast: Cast) -> bool:
    if sense.actor_words and not any(
        base(t) in sense.actor_words or t.lower_ in sense.actor_words for a in actors for t in phrase_tokens(a)
    ):
        return False
    if sense.has("people") and (not actors or not any(is_public(a) and a.lower_ not in FIRST_PERSON for a in actors)):
        return False
    if sense.has("forces_only") and not any(
        (a.ent_type_ in ("GPE", "NORP") and sector_of(a) != "PTY") or any(sector_of(t) in _FORCES for t in core_tokens(a)) for a in actors
    ):
        return False
    if sense.has("personal_actor") and not any(is_personal(a, cast) for a in actors):
        return False
    if sense.has("armed") and actors and not any(is_armed(a) for a in actors):
        return False
    at_large = [a for a in actors if (a.tag_ == "NNPS" and a.ent_type_ == "NORP") or (a.tag_ == "NNS" and sector_of(a) == "CVL")]
    if sense.mode == "visit" and actors and len(at_large) == len(actors):
        return False  # "Americans who want to go to Europe"
    return not (sense.has("official") and actors and not any(is_official(a, cast) for a in actors))


def _recipients_fit(verb: Token, recipients: list[Token], role: str, sense: Sense, cast: Cast) -> bool:
    parties_found = [r for r in recipients if is_party(r, cast)]
    mutual = sense.has("mutual") and any(a.tag_ in ("NNS", "NNPS") for a in agents(verb))
    if sense.has("needs_recipient") and not recipients and not mutual:
        return False
    if sense.not_recipient and any(base(r) in sense.not_recipient or r.lower_ in sense.not_recipient for r in recipients):
        return False
    if (
        sense.has("person_recipient")
        and role == "obj"
        and not any(is_personal(o, cast) or o.ent_type_ in ("NORP", "ORG") for o in verb_objects(verb))
    ):
        return False
    if sense.has("person_recipient") and not any(is_personal(r, cast) or r.ent_type_ in ("NORP", "ORG") for r in recipients):
        return False
    if sense.has("captive_recipient") and not any(_can_be_held(o, cast) for o in verb_objects(verb)[:1]):
        return False
    if sense.type == "CONSULT" and sense.mode is None and role in ("with", "to") and not _is_met(verb, role, cast):
        return False
    if (
        sense.has("direct_party")
        and role == "obj"
        and not any(is_party(o, cast) or (tells_party(o, cast) and not children(o, "nmod:poss")) for o in verb_objects(verb))
    ):
        return False
    if sense.has("no_plan") and role == "for" and not any(r.ent_type_ in ("PERSON", "GPE", "NORP") for r in recipients):
        below = children(verb, "xcomp", "ccomp", "advcl") + [c for r in recipients for c in children(r, "acl")]
        if not any(m.lower_ == "to" for c in below for m in children(c, "mark")) or any(is_passive(c) for c in below):
            return False
    if sense.object and role == "deep" and all(r.i in {o.i for o in verb_objects(verb)} for r in recipients) and recipients:
        return False
    if (
        sense.has("no_plan")
        and role in ("on", "upon", "to", "from")
        and not any(r.head.i == verb.i or r.i in {t.i for t in obliques(verb, (role,))} for r in recipients)
    ):
        return False
    if sense.has("official_recipient") and not any(is_official(r, cast) for r in recipients[:1]):
        return False
    if sense.has("place_recipient") and not any(r.ent_type_ in ("GPE", "LOC") for r in recipients):
        return False
    if sense.has("needs_place"):
        direct = [t for lead in sense.recipient for t in obliques(verb, (lead,))]
        return any(_is_place(r, cast) for r in parties_found) and (
            not direct or any(_is_place(t, cast) or is_party(t, cast) for t in direct)
        )
    return True


def _can_be_held(token: Token, cast: Cast) -> bool:
    """Whether a noun names people, by sector or by the ending of its kind ("homeguards", "detainee")."""
    endings = (
        "er",
        "ers",
        "or",
        "ors",
        "ist",
        "ists",
        "ee",
        "ees",
        "ian",
        "ians",
        "man",
        "men",
        "woman",
        "women",
        "guard",
        "guards",
        "people",
        "ship",
        "vessel",
        "plane",
    )
    return (
        is_personal(token, cast)
        or token.ent_type_ == "NORP"
        or token.pos_ == "NUM"
        or (not token.ent_type_ and token.lower_.endswith(endings))
    )


def _is_met(verb: Token, role: str, cast: Cast) -> bool:
    """Whether who is spoken with stands right behind the preposition ("speak with admiration of X" is no talk with X)."""
    direct = obliques(verb, (role,))
    return not direct or any(is_party(t, cast) or base(t) in load_lexicon().party_counters for t in direct)


def _is_place(token: Token, cast: Cast) -> bool:
    if token.ent_type_ in ("GPE", "LOC"):
        return True
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    return anchor is not None and anchor.type in ("state", "place", "government")
