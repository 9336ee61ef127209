"""Where the parties of an act stand in the sentence, by the roles that the lexicon names."""

from collections import deque
from collections.abc import Iterable

from spacy.tokens import Token

from dragoman.extract.events.lexicon import load_lexicon
from dragoman.extract.events.parties import is_party, parties, sector_of
from dragoman.extract.forms import base
from dragoman.extract.grammar import (
    agents,
    child,
    children,
    conjuncts,
    coordination_head,
    core_tokens,
    entity_run,
    is_passive,
    obliques,
    patients,
    possessors,
    preposition,
    subjects,
)
from dragoman.records.cast import Cast

_NOT_BELOW = frozenset({"nsubj", "nsubj:pass", "aux", "aux:pass", "punct", "mark", "cop", "parataxis", "discourse"})
_TIMES = frozenset({"DATE", "MONEY", "PERCENT", "QUANTITY", "TIME", "CARDINAL"})


def unique(tokens: Iterable[Token]) -> list[Token]:
    """Return tokens without doubles, in their order."""
    found = list({t.i: t for t in tokens}.values())
    return [t for t in found if t.pos_ != "NUM"] or found  # "one" beside "of the generals" is no party of its own


def verb_objects(verb: Token) -> list[Token]:
    """Return the object nouns of a verb (a passive's subject), the noun that its participle modifies included."""
    return patients(verb)


def role_tokens(verb: Token, noun: Token | None, role: str, cast: Cast) -> list[Token]:
    """Return the nouns in one role of a verb, or of the noun that carries its act ("launched an attack on X")."""
    if role == "obj":
        return verb_objects(verb) or _mislabelled_object(verb)
    if role == "iobj":
        return [t for c in children(verb, "iobj") for t in conjuncts(c)]
    if role == "subj":
        return agents(verb)[1:]
    if role == "clause":
        return _clause_subjects(verb) or (_clause_subjects(noun) if noun is not None else [])
    if role == "deep":
        return deep_parties(noun or verb, cast, skip=agents(verb)) or (
            deep_parties(verb, cast, skip=agents(verb)) if noun is not None else []
        )
    found = obliques(verb, (role,)) or _beside(verb, role)
    if role == "to" and not found and noun is None and base(verb) in ("return", "hand", "give", "turn"):
        last = [c for c in verb.subtree if c.i > verb.i and c.dep_ in ("obl", "nmod") and preposition(c) == "to"]
        found = conjuncts(last[-1]) if last else []  # "returned a painting that was stolen from X to Y"
    if role == "against" and not found:
        found = [t for c in children(verb, "obl", "obj") for n in children(c, "nmod") if preposition(n) == role for t in conjuncts(n)]
    hosts = [noun, *obliques(noun, ("of",))] if noun is not None else children(verb, "obj")
    for host in hosts:
        found = obliques(host, (role,)) + found
    if role == "to" and noun is not None:
        found += [t for c in children(verb, "iobj") for t in conjuncts(c)]
    if role == "between" and found:
        found = found[1:] if len(found) > 1 else found
    return [t for t in found if t.ent_type_ not in _TIMES or (t.pos_ == "PROPN" and t.ent_type_ not in _TIMES)]


def _mislabelled_object(verb: Token) -> list[Token]:
    """Return the object that a parser took for a second subject or, alone, for an indirect object ("charged a minister with")."""
    after = [c for c in children(verb, "nsubj", "iobj") if c.i > verb.i]
    before = [c for c in children(verb, "nsubj") if c.i < verb.i]
    return conjuncts(after[0]) if after and before and not is_passive(verb) else []


def _beside(verb: Token, role: str) -> list[Token]:
    """Return the noun of a preposition that stands right behind the verb ("met today with X") where the parser hung it elsewhere."""
    doc, i = verb.doc, verb.i + 1
    skip = ("in", "at", "on", "the") if role not in ("in", "at", "on") else ()
    while (
        i < len(doc)
        and i < verb.i + 10
        and (doc[i].ent_type_ in ("DATE", "TIME", "GPE") or doc[i].pos_ in ("ADV", "PART") or doc[i].is_punct or doc[i].lower_ in skip)
    ):
        i += 1
    if i >= len(doc) or doc[i].lower_ != role or doc[i].dep_ != "case" or doc[i].sent != verb.sent:
        return []
    noun = doc[i].head
    return conjuncts(noun) if noun.i > i else []


def _clause_subjects(verb: Token) -> list[Token]:
    for c in children(verb, "ccomp", "xcomp", "advcl", "acl"):
        own = children(c, "nsubj", "nsubj:pass")
        if own and c.i > verb.i:
            return conjuncts(own[0])
    return []


def deep_parties(token: Token, cast: Cast, skip: Iterable[Token] = ()) -> list[Token]:
    """Return the first party below a token, breadth first: objects before obliques before what hangs on them."""
    barred = {t.i for t in skip}
    common: list[Token] = []
    queue = deque([token])
    rank = {"obj": 0, "iobj": 0, "xcomp": 1, "ccomp": 1, "nmod": 2, "obl": 2, "nmod:poss": 2}
    while queue:
        current = queue.popleft()
        outer = _NOT_BELOW if current == token else _NOT_BELOW - {"nsubj", "nsubj:pass"}
        below = sorted((c for c in current.children if c.dep_ not in outer and c.i not in barred), key=lambda c: rank.get(c.dep_, 3))
        for c in below:
            if (
                c.pos_ in ("NOUN", "PROPN")
                and c.ent_type_ not in _TIMES
                and c.dep_ not in ("compound", "flat", "amod")
                and is_party(c, cast)
            ):
                if names_someone(c):
                    return conjuncts(c)
                common = common or ([] if is_own(c) else conjuncts(c))
        for c in below:
            if c.dep_ in ("nmod:poss", "compound", "amod") and c.ent_type_ in ("GPE", "NORP", "ORG", "PERSON"):
                return [current] if c.dep_ != "nmod:poss" else [c]
        queue.extend(c for c in below if c.dep_ != "conj" or c.pos_ in ("NOUN", "PROPN"))
    return common


def names_someone(token: Token) -> bool:
    """Whether a noun phrase holds a proper name of a person, people, state or body."""
    return any(t.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") for t in core_tokens(token))


def is_own(token: Token) -> bool:
    """Whether a noun is the actor's own means ("its troops", "their weapons"), no recipient."""
    return any(c.pos_ == "PRON" for c in children(token, "nmod:poss")) and (
        sector_of(token) in ("MIL", "COP", None) or base(token) in ("ambassador", "envoy")
    )


def find_recipients(verb: Token, noun: Token | None, roles: Iterable[str], cast: Cast, *, direct: bool = False) -> tuple[list[Token], str]:
    """Return the recipients and the role in which they were found; the first role that holds a party counts.

    ``direct``: a noun as direct object counts whatever it is ("rejected the announcement").
    """
    fallback: tuple[list[Token], str] = ([], "")
    actors = {a.i for a in agents(verb)}
    for role in roles:
        nouns = role_tokens(verb, noun, role, cast)
        found = unique(p for n in nouns for p in parties(n, cast) if (p.i not in actors or role == "subj") and not (is_own(n) and p is n))
        if not found:
            continue
        if any(tells_party(t, cast) for t in found) or (direct and role == "obj" and any(t.pos_ == "NOUN" for t in found)):
            return found, role
        if not fallback[0] and any(t.pos_ in ("NOUN", "PROPN") for t in found):
            fallback = (found, role)
    return fallback


def tells_party(token: Token, cast: Cast) -> bool:
    """Whether a noun is a party or its own words name one ("a US resolution", "military positions")."""
    if is_party(token, cast):
        return True
    return any((t.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") or sector_of(t) is not None) and t.i != token.i for t in core_tokens(token))


def noun_side(noun: Token, roles: Iterable[str], cast: Cast) -> list[Token]:
    """Return the parties on one side of a nominal act: "Pompeo's", "by rebels", "between A and B", "Israeli", "on Gaza"."""
    for role in roles:
        if role == "poss":
            found = possessors(noun)
        elif role in ("adjective", "compound"):
            dep = "amod" if role == "adjective" else "compound"
            found = [
                c
                for c in children(noun, dep, "nmod")
                if c.i < noun.i and (c.ent_type_ in ("GPE", "NORP", "ORG", "PERSON") or (c.dep_ == "compound" and is_party(c, cast)))
            ]
            found = found[:1]
        elif role in ("deep", "clause"):
            found = deep_parties(noun, cast, skip=possessors(noun))
        else:
            # "the visit of the king to Spain": what follows the person is the visit's
            found = obliques(noun, (role,)) or [
                t
                for c in children(noun, "nmod")
                if preposition(c) in ("of", "by")
                for t in obliques(c, (role,))
                if role in ("to", "with", "on", "against")
            ]
        resolved = unique(p for t in found for p in parties(t, cast))
        if any(tells_party(t, cast) for t in resolved):
            return resolved
    return []


def verb_keys(verb: Token) -> list[str]:
    """Return the lexicon keys of a verb, the longest first: "walk out of", "call on", "call"."""
    stem = base(verb)
    firm = [c.lower_ for c in children(verb, "compound:prt")]
    particles = firm or [c.lower_ for c in verb.children if c.dep_ in ("compound:prt", "advmod") and c.i > verb.i and len(c.text) < 8]
    prepositions = [
        preposition(c)
        for c in verb.children
        if (c.dep_.startswith("obl") or c.dep_ == "nmod") and c.i > verb.i and c.ent_type_ not in _TIMES
    ]
    prepositions += [c.lower_ for x in children(verb, "advcl", "ccomp") for c in children(x, "mark") if x.i > verb.i and c.lower_ != "to"]
    keys = [f"{stem} {p} {q}" for p in particles for q in prepositions if q]
    keys += [f"{stem} {p}" for p in (particles if firm else (*particles, *prepositions)) if p]
    keys += [f"{stem} {c.lower_}" for c in children(verb, "xcomp") if c.lower_ in ("dead", "free", "go")]
    return keys if firm and not set(firm) & _EMPTY_PARTICLES else [*keys, stem]


def _name_before(verb: Token) -> list[Token]:
    """Return the name right before a verb that a parser left without a subject ("President Mbeki Tuesday released")."""
    i = verb.i - 1
    while i >= 0 and verb.doc[i].ent_type_ == "DATE":
        i -= 1
    if i < 0 or verb.doc[i].ent_type_ not in ("PERSON", "GPE", "ORG"):
        return []
    run = [verb.doc[j] for j in entity_run(verb.doc[i])]
    heads = [t for t in run if t.head.i not in {r.i for r in run} or t.head.i == t.i]
    return heads[:1] if heads and heads[0].dep_ == "ROOT" else []


_EMPTY_PARTICLES = frozenset({"together", "over"})  # "talk over": the verb keeps its sense


def verb_actors(verb: Token, cast: Cast) -> list[Token]:
    """Return who does a verb's act, possessors and adjectives standing for acts that act ("a Taliban attack killed")."""
    if (
        verb.dep_ == "conj"
        and verb.tag_ == "VBN"
        and child(verb, "nsubj", "aux", "obl:agent") is None
        and is_passive(coordination_head(verb))
    ):
        return []  # "children are beaten, chained, attacked"
    found = agents(verb)
    resolved = []
    for token in found:
        senses = load_lexicon().nouns.get(base(token), ()) if token.pos_ == "NOUN" else ()
        behind = noun_side(token, senses[0].actor, cast) if senses else []
        if token.pos_ == "PROPN" and token.ent_type_:
            resolved.append(token)
        elif behind:
            resolved.extend(behind)  # "a Taliban attack killed": the Taliban
        elif token.pos_ == "NOUN" and base(token) in load_lexicon().traits and possessors(token):
            continue  # "his presence helps", "his strategy will not destroy": a trait, not its owner's act
        else:
            resolved.extend(parties(token, cast, acting=True))
    if not resolved and verb.dep_ == "conj":
        return [p for t in subjects(coordination_head(verb)) for p in parties(t, cast, acting=True)]
    if not resolved and verb.dep_ == "ROOT" and verb.tag_ in ("VBD", "VBZ", "VBP"):
        resolved = _name_before(verb)
    if not resolved and verb.dep_ == "acl" and verb.head.dep_ == "ROOT" and any(c.lower_ == "to" for c in children(verb, "mark")):
        return [p for t in conjuncts(verb.head) for p in parties(t, cast, acting=True)]  # a headline: "Weber to visit Tunisia"
    return unique(resolved)


def split_plural(token: Token) -> list[Token]:
    """Return the two sides in one plural ("Russia and Turkey's ministers", "leaders of Iran and Iraq"); [token] for any other."""
    if token.tag_ not in ("NNS", "NNPS"):
        return [token]
    before = [t for c in children(token, "nmod:poss", "amod", "compound") for t in conjuncts(c) if t.ent_type_ in ("GPE", "NORP", "ORG")]
    runs = {entity_run(t)[0]: t for t in before}
    if len(runs) > 1 and (child(token, "cc") is not None or any(child(t, "cc") is not None for t in before)):
        return [runs[i] for i in sorted(runs)]
    sides = [t for t in obliques(token, ("of",)) if t.ent_type_ in ("GPE", "NORP", "ORG")]
    return sides if len(sides) > 1 else [token]
