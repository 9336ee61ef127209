"""Acts in a sentence: a token that names one, its reading in the lexicon, and the nouns of its parties."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Doc, Token

from dragoman.extract.events.lexicon import CONFLICT, Lexicon, Sense, load_lexicon
from dragoman.extract.events.parties import is_armed, is_official, is_party, is_personal, is_public, parties, sector_of
from dragoman.extract.events.roles import deep_parties, find_recipients, noun_side, role_tokens, split_plural, unique, verb_actors, verb_keys, verb_objects
from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, auxiliaries, child, children, core_tokens, is_passive, obliques, phrase_tokens, preposition, subjects
from dragoman.records.cast import Cast


_COUNTERS = frozenset({"round", "barrage", "series", "dozen", "number", "volley", "salvo", "wave", "hundred", "thousand", "team", "group", "shipment", "contingent", "kind", "set", "batch", "string", "spate",
                       "part", "phase", "day", "week", "session", "lot", "couple", "range", "package"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Act:
    """One mention of an act.

    ``token`` names it (a verb, or a noun under a light verb or alone); ``verb`` is the predicate that carries it, if any. ``effect`` is
    the operator over it (agree, reject, threaten, request) where the act itself is kept. ``how``: verb, light, noun, operator, end.
    """

    token: Token
    verb: Token | None
    type: str
    mode: str | None
    actors: tuple[Token, ...]
    recipients: tuple[Token, ...]
    role: str
    how: str
    effect: str | None = None
    strong: bool = False


def find_acts(doc: Doc, cast: Cast) -> Iterator[Act]:
    """Yield the acts of a document in order of their words."""
    lexicon = load_lexicon()
    carried: set[int] = set()
    found: list[Act] = []
    for token in doc:
        if (token.pos_ in ("VERB", "AUX", "ADJ") or token.tag_.startswith("VB")) and token.dep_ not in ("amod", "compound", "case", "aux", "aux:pass"):
            act = verb_act(token, cast, lexicon)
            if act is not None:
                found.append(act)
                carried.update(t.i for t in _carried(token, act, lexicon))
    for token in doc:
        if token.pos_ in ("NOUN", "PROPN") and token.i not in carried and token.dep_ not in ("compound", "flat"):
            nominal = noun_act(token, cast, lexicon)
            if nominal is not None:
                found.append(nominal)
    yield from sorted(found, key=lambda a: a.token.i)


def _carried(verb: Token, act: Act, lexicon: Lexicon) -> list[Token]:
    """Return the nouns whose act a verb's act has taken up ("launched an attack", "lifted a blockade", "in a phone call")."""
    if act.how in ("light", "end"):
        return [act.token, *verb_objects(verb)]
    nouns = [t for t in verb_objects(verb)]
    nouns += [c for c in verb.children if c.dep_ == "obl" and preposition(c) in ("in", "at", "during", "for", "on", "by", "over")]
    return [n for n in nouns if any(s.type == act.type for s in lexicon.nouns.get(base(n), ()))]


def verb_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act of a predicate: under an operator, by its own sense, or carried for its object's noun."""
    operated = _operator_act(verb, cast, lexicon)
    if operated is not None:
        return operated
    duty = _duty_act(verb, cast, lexicon)
    if duty is not None:
        return duty
    if verb.pos_ == "ADJ" or _is_swallowed(verb, lexicon):
        return None
    consult = _called_off(verb, cast, lexicon)
    if consult is not None:
        return consult
    for key in verb_keys(verb):
        for sense in lexicon.verbs.get(key, ()):
            act = _try_sense(verb, sense, cast)
            if act is not None:
                return act
    return _light_act(verb, cast, lexicon)


# ---------------------------------------------------------------- own sense


def _try_sense(verb: Token, sense: Sense, cast: Cast) -> Act | None:
    objects = verb_objects(verb)
    if not _objects_fit(verb, objects, sense):
        return None
    actors = [a for a in verb_actors(verb, cast)]
    if not _actors_fit(actors, sense, cast):
        return None
    recipients, role = find_recipients(verb, None, sense.recipient, cast)
    if not _recipients_fit(verb, recipients, role, sense, cast):
        return None
    if not actors and not recipients:
        return None
    if role == "subj":
        actors = actors[:1]
    if "subj" in sense.recipient and not recipients and len(actors) == 1:
        actors, recipients = _both_sides(actors)
    mode = sense.mode or next((m for w, m in sense.mode_by.items() if w == base(verb)), None)
    return Act(verb, verb, sense.type, mode, tuple(actors), tuple(recipients), role, "verb", strong=bool(sense.object) or sense.has("strong"))


def _both_sides(actors: list[Token]) -> tuple[list[Token], list[Token]]:
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
    if stem in _COUNTERS:
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
    if sense.with_prep and not any(c.dep_.startswith(("obl", "advmod", "xcomp")) and _names(c) & sense.with_prep for c in verb.children) and base(verb) not in sense.with_prep:
        return False
    if sense.to_verb and not any(base(c) in sense.to_verb for c in children(verb, "xcomp", "advcl")):
        return False
    if sense.to_words and not any(base(t) in sense.to_words or t.lower_ in sense.to_words for c in verb.children if c.dep_ == "obl" for t in core_tokens(c)):
        return False
    if sense.near and not any(t.lower_ in sense.near for t in verb.subtree):
        return False
    if sense.for_words and not any(base(t) in sense.for_words for t in obliques(verb, ("for", "in", "at"))):
        return False
    if sense.has("no_clause") and child(verb, "xcomp", "ccomp") is not None:
        return False
    if sense.has("bare") and (any(not _is_infinitive(c) for c in children(verb, "xcomp", "ccomp")) or is_passive(verb) or _has_title_object(verb)):
        return False
    if sense.has("with_object") and not any(c.dep_ in ("obl", "nmod") and preposition(c) == "with" for c in verb.children):
        return False
    return not (sense.has("needs_object") and not objects)


def _has_title_object(verb: Token) -> bool:
    """Whether "called X a murderer" is meant."""
    return len(children(verb, "obj")) > 1 or child(verb, "obl:unmarked") is not None and child(verb, "obl:unmarked").ent_type_ not in ("DATE", "TIME")  # type: ignore[union-attr]


def _actors_fit(actors: list[Token], sense: Sense, cast: Cast) -> bool:
    if sense.actor_words and not any(base(t) in sense.actor_words or t.lower_ in sense.actor_words for a in actors for t in phrase_tokens(a)):
        return False
    if sense.has("people") and (not actors or not any(is_public(a) for a in actors)):
        return False
    if sense.has("armed") and actors and not any(is_armed(a) for a in actors):
        return False
    return not (sense.has("official") and actors and not any(is_official(a, cast) for a in actors))


def _recipients_fit(verb: Token, recipients: list[Token], role: str, sense: Sense, cast: Cast) -> bool:
    parties_found = [r for r in recipients if is_party(r, cast)]
    if sense.has("needs_recipient") and not recipients:
        return False
    if sense.not_recipient and any(base(r) in sense.not_recipient or r.lower_ in sense.not_recipient for r in recipients):
        return False
    if sense.has("person_recipient") and role == "obj" and not any(is_personal(o, cast) or o.ent_type_ in ("NORP", "ORG") for o in verb_objects(verb)):
        return False
    if sense.has("person_recipient") and not any(is_personal(r, cast) or r.ent_type_ in ("NORP", "ORG") for r in recipients):
        return False
    if sense.has("place_recipient") and not any(r.ent_type_ in ("GPE", "LOC") for r in recipients):
        return False
    if sense.has("needs_place"):
        return any(_is_place(r, cast) for r in parties_found)
    return True


def _is_place(token: Token, cast: Cast) -> bool:
    if token.ent_type_ in ("GPE", "LOC"):
        return True
    anchor = cast.anchor_at(token.idx, token.idx + len(token.text))
    return anchor is not None and anchor.type in ("state", "place", "government")


# ---------------------------------------------------------------- operators over another act


def _complement(verb: Token) -> Token | None:
    for c in verb.children:
        if c.i > verb.i and (c.dep_ == "ccomp" or (c.dep_ == "xcomp" and (_is_infinitive(c) or c.tag_ == "VBG")) or (c.dep_ == "advcl" and _is_infinitive(c))):
            return c
    return None


def _is_infinitive(verb: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def _operator_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act of an operator: "agreed to lift", "refused to allow", "threatened to attack", "urged X to release"."""
    stem = base(verb)
    effect = lexicon.operator(stem, "agree", "threaten", "reject", "request") if verb.pos_ != "ADJ" else lexicon.operator(verb.lower_, "agree", "reject")
    if effect is None or (verb.pos_ == "ADJ" and child(verb, "cop") is None and verb.dep_ not in ("ROOT", "ccomp")):
        return None
    below = _complement(verb)
    if effect in ("agree", "reject") and verb.pos_ == "VERB" and stem not in ("promise", "commit") and child(verb, "obj") is not None:
        return None
    if below is None or (effect == "reject" and stem == "fail" and base(below) not in _failing(lexicon)):
        return None
    if effect != "request" and not (_is_infinitive(below) or below.tag_ == "VBG" or below.dep_ == "ccomp"):
        return None
    if stem == "want" and child(verb, "obj") is None and child(below, "nsubj") is None:
        return None
    if stem in ("tell", "want", "order", "encourage", "require", "recommend", "advise") and not _is_infinitive(below):
        return None
    inner = _inner_act(below, cast, lexicon)
    if inner is not None and inner.type == "CONSULT" and effect in ("agree", "reject") and stem != "fail":
        return None  # the meeting itself is the event; its status says agreed or refused
    kind = {"agree": "AGREE", "reject": "REJECT", "threaten": "THREATEN", "request": "REQUEST"}[effect]
    if effect == "agree" and stem in ("vow", "swear", "pledge", "promise") and inner is not None and inner.type in CONFLICT:
        kind = "THREATEN"
    actors = verb_actors(verb, cast)
    recipients, role = _operator_recipients(verb, below, inner, effect, cast)
    recipients = [r for r in recipients if r.i not in {a.i for a in actors}]
    mutual = inner is None or inner.type not in ("CONCEDE", "RETREAT", "AID", "ASSAULT", "SANCTION", "COERCE")
    if len(actors) > 1 and kind == "AGREE" and (not recipients or (role in ("deep", "inner") and mutual)):
        actors, recipients, role = actors[:1], actors[1:], "subj"
    if not actors:
        return None
    return Act(verb, verb, kind, None, tuple(actors), tuple(recipients), role, "operator", strong=True)


def _failing(lexicon: Lexicon) -> frozenset[str]:
    return next((s.to_verb for s in lexicon.verbs.get("fail", ()) if s.to_verb), frozenset())


def _inner_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act below an operator, read without its parties' conditions."""
    for key in verb_keys(verb):
        for sense in lexicon.verbs.get(key, ()):
            act = _try_sense(verb, sense, cast)
            if act is not None:
                return act
    return _light_act(verb, cast, lexicon)


def _operator_recipients(verb: Token, below: Token, inner: Act | None, effect: str, cast: Cast) -> tuple[list[Token], str]:
    own_roles = ("obj", "iobj", "on", "to", "clause", "with", "from", "by") if effect in ("request", "threaten") else ("with", "iobj")
    found, role = find_recipients(verb, None, own_roles, cast)
    found = [t for t in found if is_party(t, cast)]
    if found:
        return found, role
    if inner is not None and inner.recipients:
        return list(inner.recipients), "inner"
    return deep_parties(below, cast, skip=agents(verb)), "deep"


def _duty_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the request in "X said Y must withdraw": X asks Y."""
    modal = next((a for a in auxiliaries(verb) if a.lower_ in ("must", "should", "ought")), None)
    if modal is None and base(verb) != "need":
        return None
    above = verb.head
    if verb.dep_ not in ("ccomp", "parataxis") or base(above) not in lexicon.operators["speech"]:
        above = next((c for c in children(verb, "parataxis") if base(c) in lexicon.operators["speech"]), verb)
        if above is verb:
            return None
    actors = verb_actors(above, cast)
    asked = [p for t in subjects(verb) for p in parties(t, cast) if is_party(p, cast) and p.i not in {a.i for a in actors}]
    recipients = asked or [t for t in deep_parties(verb, cast, skip=subjects(verb)) if t.i not in {a.i for a in actors}]
    if not actors or not recipients:
        return None
    return Act(verb, above, "REQUEST", None, tuple(actors), tuple(recipients), "clause", "operator")


def governing_operator(verb: Token, lexicon: Lexicon) -> str | None:
    """Return the operator (agree, reject, threaten, request) that an infinitive or participle stands under."""
    token = verb
    for _ in range(3):
        above = token.head
        if above is token or token.dep_ not in ("xcomp", "ccomp", "advcl", "conj", "acl"):
            return None
        if token.dep_ != "conj":
            infinitive = _is_infinitive(token) or token.tag_ == "VBG" or (token.tag_ == "VB" and not auxiliaries(token))
            if not infinitive:
                return None
            words = (above.lower_,) if above.pos_ == "ADJ" else (base(above),)
            effect = next((e for w in words if (e := lexicon.operator(w, "agree", "threaten", "reject", "request")) is not None), None)
            if effect is not None and (above.pos_ != "NOUN" or token.dep_ == "acl"):
                return effect
            if token.dep_ == "acl":
                return None
        token = above
    return None


def _is_swallowed(verb: Token, lexicon: Lexicon) -> bool:
    """Whether an act stands under an operator that is the event itself; meetings and visits stay events."""
    effect = governing_operator(verb, lexicon)
    if effect is None:
        return False
    consult = any(s.type == "CONSULT" for key in verb_keys(verb) for s in lexicon.verbs.get(key, ()))
    talks = any(s.type == "CONSULT" for o in verb_objects(verb) for s in lexicon.nouns.get(base(o), ()))
    return not ((consult or talks) and effect in ("agree", "reject"))


# ---------------------------------------------------------------- light verbs and ends


def _noun_senses(noun: Token, lexicon: Lexicon) -> Iterator[Sense]:
    stem = base(noun)
    modifiers = {c.lower_ for c in noun.children if c.dep_ in ("compound", "amod")}
    for key in (*(f"{m} {stem}" for m in sorted(modifiers)), stem, noun.lower_):
        for sense in lexicon.nouns.get(key, ()):
            if sense.not_compound & modifiers or (stem in sense.only_compound and not sense.only_compound[stem] & modifiers):
                continue
            yield sense


def _called_off(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the meeting or visit that a verb puts off, plans or ends: the talks are the event, its status says the rest."""
    if base(verb) not in ("cancel", "postpone", "scrap", "delay", "reschedule", "put", "call", "defer", "plan", "schedule", "arrange", "propose", "abandon", "shelve", "announce", "confirm"):
        return None
    if base(verb) in ("put", "call") and not any(c.lower_ in ("off", "back") for c in children(verb, "compound:prt", "advmod")):
        return None
    for noun in verb_objects(verb):
        for sense in _noun_senses(noun, lexicon):
            if sense.type == "CONSULT" and not sense.has("light_only"):
                return _carried_act(verb, noun, sense, cast, "light")
    return None


def _light_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    keys = verb_keys(verb)
    ends = any(k in lexicon.end for k in keys)
    light = any(k in lexicon.light for k in keys)
    taken = any(k in lexicon.passive_role for k in keys)
    if not (ends or light or taken):
        return None
    nouns = verb_objects(verb) + [c for c in verb.children if c.dep_ == "obl" and f"{base(verb)} {preposition(c)}" in (lexicon.light | lexicon.end | lexicon.passive_role)]
    nouns += [t for n in nouns if base(n) in _COUNTERS or base(n) in lexicon.end_nouns for t in obliques(n, ("of", "in", "to"))]
    ends = ends or any(base(n) in lexicon.end_nouns for n in nouns)
    light = light and not any(base(n) in lexicon.end_nouns for n in nouns)
    for noun in nouns:
        for sense in _noun_senses(noun, lexicon):
            if base(verb) in sense.not_light:
                continue
            act = _carried_act(verb, noun, sense, cast, "light" if light or taken else "end")
            if act is None:
                continue
            if taken and not light:
                return replace(act, actors=tuple(noun_side(noun, sense.actor, cast)), recipients=tuple(verb_actors(verb, cast)))
            if not light and sense.type in lexicon.end_type:
                return replace(act, type=lexicon.end_type[sense.type], mode=None)
            return act
    return None


def _carried_act(verb: Token, noun: Token, sense: Sense, cast: Cast, how: str) -> Act | None:
    actors = verb_actors(verb, cast)
    if is_passive(verb) and not actors:
        actors = noun_side(noun, sense.actor, cast)
    roles = sense.recipient if "deep" in sense.recipient else (*sense.recipient, "on", "against", "in")
    recipients, role = find_recipients(verb, noun, [r for r in roles if r != "obj"], cast)
    recipients = [r for r in recipients if r.i != noun.i and r.i not in {a.i for a in actors}]
    if not recipients and len(actors) > 1:
        actors, recipients, role = actors[:1], actors[1:], "subj"
    if not recipients and len(actors) == 1 and "with" in sense.recipient:
        actors, recipients = _both_sides(actors)
    if not actors and not recipients:
        return None
    mode = sense.mode_by.get(base(noun), sense.mode)
    return Act(noun, verb, sense.type, mode, tuple(actors), tuple(recipients), role, how, strong=True)


# ---------------------------------------------------------------- nouns


def noun_act(noun: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act that a noun names with parties of its own: "the killing of X", "talks between A and B", "his visit to Y"."""
    for sense in _noun_senses(noun, lexicon):
        if sense.has("light_only") and child(noun, "nmod:poss") is None:
            continue
        actors = noun_side(noun, sense.actor, cast)
        taken = {a.i for a in actors}
        recipients = [r for r in noun_side(noun, sense.recipient, cast) if r.i not in taken]
        if len(actors) > 1 and not recipients:
            actors, recipients = actors[:1], actors[1:]
        if sense.has("light_only") and not (actors and recipients):
            continue
        if not recipients and (not actors or sense.type not in ("RETREAT", "CONSULT") or child(noun, "nmod:poss") is None):
            continue
        if not any(is_party(r, cast) for r in (*recipients, *actors)):
            continue
        if not actors:
            actors = [a for a in _giver_of_order(noun, lexicon, cast) if a.i not in {r.i for r in recipients}]
        return Act(noun, None, sense.type, sense.mode_by.get(base(noun), sense.mode), tuple(unique(actors)), tuple(unique(recipients)), "noun", "noun", strong=sense.has("strong"))
    return None


def _giver_of_order(noun: Token, lexicon: Lexicon, cast: Cast) -> list[Token]:
    """Return who ordered or carried out what the noun names ("it ordered the killing of"); the acting verb is the noun's own governor."""
    verb = noun.head
    if noun.dep_ == "obj" and (base(verb) in lexicon.light or base(verb) in ("order", "authorize", "authorise", "claim", "plan", "approve")):
        return [p for t in agents(verb) for p in parties(t, cast)]
    return []


def is_generic(tokens: tuple[Token, ...]) -> bool:
    """Whether parties are only bare common nouns without sector ("things")."""
    return all(t.pos_ == "NOUN" and sector_of(t) is None and not t.ent_type_ for t in tokens)


__all__ = ["Act", "find_acts", "governing_operator", "is_generic", "noun_act", "role_tokens", "verb_act"]
