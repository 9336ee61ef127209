"""Acts over acts: "agreed to lift", "refused to allow", "threatened to attack", "urged X to release", "said X must leave"."""

from spacy.tokens import Token

from dragoman.extract.events.lexicon import CONFLICT, Lexicon
from dragoman.extract.events.nominal import light_act
from dragoman.extract.events.parties import FIRST_PERSON, is_party, parties
from dragoman.extract.events.roles import deep_parties, find_recipients, split_plural, verb_actors, verb_keys, verb_objects
from dragoman.extract.events.senses import Act, try_sense
from dragoman.extract.forms import base
from dragoman.extract.grammar import agents, auxiliaries, child, children, is_passive, negation, preposition, subjects
from dragoman.records.cast import Cast


def _complement(verb: Token) -> Token | None:
    for c in verb.children:
        if c.i > verb.i and (
            c.dep_ == "ccomp" or (c.dep_ == "xcomp" and (is_infinitive(c) or c.tag_ == "VBG")) or (c.dep_ == "advcl" and is_infinitive(c))
        ):
            return c
    return None


def is_infinitive(verb: Token) -> bool:
    """Whether a verb has a "to" before it."""
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in verb.children)


def operator_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act of an operator: "agreed to lift", "refused to allow", "threatened to attack", "urged X to release"."""
    stem = base(verb)
    effect = (
        lexicon.operator(stem, "agree", "threaten", "reject", "request")
        if verb.pos_ != "ADJ"
        else lexicon.operator(verb.lower_, "agree", "reject")
    )
    if effect is None or (verb.pos_ == "ADJ" and child(verb, "cop") is None and verb.dep_ not in ("ROOT", "ccomp")):
        return None
    below = _complement(verb)
    if effect in ("agree", "reject") and verb.pos_ == "VERB" and stem not in ("promise", "commit") and child(verb, "obj") is not None:
        return None
    if below is None or (effect == "reject" and stem == "fail" and base(below) not in _failing(lexicon)):
        return None
    if effect != "request" and not (is_infinitive(below) or below.tag_ == "VBG" or below.dep_ == "ccomp"):
        return None
    if (effect == "reject" or verb.pos_ == "ADJ") and base(below) in lexicon.operators["telling"]:
        return None
    if stem == "agree" and below.dep_ == "ccomp" and not is_infinitive(below) and not any(a.tag_ == "MD" for a in auxiliaries(below)):
        return None  # "agrees that it is so": of one mind
    if stem == "ask" and not is_infinitive(below):
        return None
    if stem == "want" and child(verb, "obj") is None and child(below, "nsubj") is None:
        return None
    if stem in ("tell", "want", "order", "encourage", "require", "recommend", "advise") and not is_infinitive(below):
        return None
    inner = _inner_act(below, cast, lexicon)
    if stem == "warn" and child(verb, "obj", "iobj") is None and (inner is None or inner.type not in CONFLICT):
        return None  # "warned that funding may come late" threatens nobody
    if _is_meeting(inner) and effect in ("agree", "reject") and stem != "fail":
        return None
    kind = {"agree": "AGREE", "reject": "REJECT", "threaten": "THREATEN", "request": "REQUEST"}[effect]
    if effect == "agree" and stem in ("vow", "swear", "pledge", "promise") and inner is not None and inner.type in CONFLICT:
        kind = "THREATEN"
    actors = verb_actors(verb, cast)
    recipients, role = _operator_recipients(verb, below, inner, effect, cast)
    recipients = [r for r in recipients if r.i not in {a.i for a in actors}]
    if len(actors) == 1 and (kind == "AGREE" or stem == "fail"):
        actors = split_plural(actors[0])
    mutual = inner is None or inner.type not in ("CONCEDE", "RETREAT", "AID", "ASSAULT", "SANCTION", "COERCE")
    if len(actors) > 1 and (kind == "AGREE" or stem == "fail") and (not recipients or (role in ("deep", "inner") and mutual)):
        actors, recipients, role = actors[:1], actors[1:], "subj"
    if not actors or (not recipients and (verb.pos_ == "ADJ" or stem == "want")):
        return None
    return Act(verb, verb, kind, None, tuple(actors), tuple(recipients), role, "operator", strong=True)


def _is_meeting(act: Act | None) -> bool:
    return act is not None and act.type == "CONSULT"


def yields_to_meeting(verb: Token, cast: Cast, lexicon: Lexicon) -> bool:
    """Whether a verb stands over a meeting or visit that is the event itself: its status says agreed or refused."""
    effect = lexicon.operator(base(verb), "agree", "reject") if verb.pos_ == "VERB" else None
    below = _complement(verb) if effect is not None and base(verb) != "fail" and child(verb, "obj") is None else None
    return below is not None and _is_meeting(_inner_act(below, cast, lexicon))


def is_telling(verb: Token, lexicon: Lexicon) -> bool:
    """Whether a verb only asks a question or declines to answer one ("asked whether", "declined to comment")."""
    below = _complement(verb)
    if base(verb) == "ask":
        return not (below is not None and is_infinitive(below)) and not any(preposition(c) == "for" for c in children(verb, "obl"))
    refuses = verb.pos_ == "VERB" and lexicon.operator(base(verb), "reject") is not None
    return refuses and below is not None and base(below) in lexicon.operators["telling"]


def _failing(lexicon: Lexicon) -> frozenset[str]:
    return next((s.to_verb for s in lexicon.verbs.get("fail", ()) if s.to_verb), frozenset())


def _inner_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the act below an operator, read without its parties' conditions."""
    for key in verb_keys(verb):
        for sense in lexicon.verbs.get(key, ()):
            act = try_sense(verb, sense, cast)
            if act is not None:
                return act
    return light_act(verb, cast, lexicon)


def _operator_recipients(verb: Token, below: Token, inner: Act | None, effect: str, cast: Cast) -> tuple[list[Token], str]:
    own_roles = (
        ("obj", "iobj", "on", "to", "clause", "with", "from", "by")
        if effect in ("request", "threaten")
        else ("with", "iobj", "clause")
        if effect == "reject"
        else ("with", "iobj")
    )
    found, role = find_recipients(verb, None, own_roles, cast)
    found = [t for t in found if is_party(t, cast)]
    if found:
        return found, role
    if inner is not None and inner.recipients:
        return list(inner.recipients), "inner"
    return deep_parties(below, cast, skip=agents(verb)), "deep"


def duty_act(verb: Token, cast: Cast, lexicon: Lexicon) -> Act | None:
    """Return the request in "X said Y must withdraw": X asks Y."""
    modal = next((a for a in auxiliaries(verb) if a.lower_ in ("must", "should", "ought")), None)
    if modal is None or any(
        c.dep_ == "advcl" and c.i < verb.i and any(m.lower_ == "if" for m in children(c, "mark")) for c in verb.children
    ):
        return None
    above = verb.head
    if verb.dep_ not in ("ccomp", "parataxis") or base(above) not in lexicon.operators["speech"]:
        above = next((c for c in children(verb, "parataxis") if base(c) in lexicon.operators["speech"]), verb)
        if above.i == verb.i:
            return None
    if negation(above) is not None or is_passive(verb):
        return None
    actors = verb_actors(above, cast)
    asked = [p for t in subjects(verb) for p in parties(t, cast) if is_party(p, cast) and p.i not in {a.i for a in actors}]
    recipients = asked
    if not actors or not recipients or any(t.lower_ in FIRST_PERSON for t in subjects(verb)):
        return None
    return Act(verb, above, "REQUEST", None, tuple(actors), tuple(recipients), "clause", "operator")


def governing_operator(verb: Token, lexicon: Lexicon) -> str | None:
    """Return the operator (agree, reject, threaten, request) that an infinitive or participle stands under."""
    token = verb
    for _ in range(3):
        above = token.head
        if above.i == token.i or token.dep_ not in ("xcomp", "ccomp", "advcl", "conj", "acl"):
            return None
        if token.dep_ != "conj":
            infinitive = is_infinitive(token) or token.tag_ == "VBG" or (token.tag_ == "VB" and not auxiliaries(token))
            if not infinitive:
                return None
            words = (above.lower_,) if above.pos_ == "ADJ" else tuple(verb_keys(above)) if above.pos_ == "VERB" else (base(above),)
            if words[-1] == "want" and child(above, "obj") is None and child(token, "nsubj") is None:
                return None
            effect = next((e for w in words if (e := lexicon.operator(w, "agree", "threaten", "reject", "request")) is not None), None)
            if effect is not None and (above.pos_ != "NOUN" or token.dep_ == "acl"):
                return effect
            if token.dep_ == "acl":
                return None
        token = above
    return None


def is_swallowed(verb: Token, lexicon: Lexicon) -> bool:
    """Whether an act stands under an operator that is the event itself; meetings and visits stay events."""
    effect = governing_operator(verb, lexicon)
    if effect is None:
        return False
    consult = any(s.type == "CONSULT" for key in verb_keys(verb) for s in lexicon.verbs.get(key, ()))
    talks = any(s.type == "CONSULT" for o in verb_objects(verb) for s in lexicon.nouns.get(base(o), ()))
    return not ((consult or talks) and effect in ("agree", "reject"))
