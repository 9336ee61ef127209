"""Memberships that change, told by a verb: "X joined Y in 2004", "X was expelled from Y", "Y admitted X"."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft
from dragoman.extract.claimtypes.grammar import (
    distinct,
    has_ceased,
    is_asserted,
    is_denied,
    is_past,
    modifiers,
    names_listed,
    subject_names,
)
from dragoman.extract.claimtypes.member_acts import status_given
from dragoman.extract.claimtypes.member_drafts import is_org, memberships
from dragoman.extract.claimtypes.member_regions import changes_of_region, count_of_region, denials_of_region
from dragoman.extract.claimtypes.membership import bodies_of
from dragoman.extract.claimtypes.scene import Name, Scene, can_belong, clause_date, is_body, is_state, listed, spoken_date, words
from dragoman.extract.grammar import child, children, preposition
from dragoman.records.spans import DateRange

_NEAR_UNTIL = 9  # words from a denied verb to its "until"
_UNDONE = frozenset({"of", "from", "without", "against", "for", "about", "toward", "towards", "on", "to", "instead", "than"})
_DATE_WORDS = 8  # "in March 2004 and, five years later, the"


def find_changes(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the claims of a sentence, tokens [first, last), about joining, leaving, admitting and expelling."""
    for i in range(*sentence):
        if scene.lower[i] in _verbs():
            yield from _from_verb(scene, scene.tokens[i])


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    lists = ("join", "leave", "belong", "participate", "suspend", "expel", "admit")
    return frozenset().union(*(listed("membership", name) for name in lists))


def _from_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADP"):
        return
    word = verb.lower_
    if word in listed("membership", "join") or word in listed("membership", "leave") or word in listed("membership", "belong"):
        yield from _from_change(scene, verb)
    elif word in listed("membership", "participate"):
        yield from _from_taking_part(scene, verb)
    elif word in listed("membership", "suspend") or word in listed("membership", "expel") or word in listed("membership", "admit"):
        yield from _from_passive(scene, verb)


def _from_taking_part(scene: Scene, verb: Token) -> Iterator[Draft]:
    """Read "X participates in Y", "X takes part in Y"."""
    part = any(c.dep_ == "obj" and c.lower_ == "part" for c in verb.children)
    if not is_asserted(verb) or is_denied(verb) or (verb.lower_ in ("takes", "take") and not part):
        return
    places = [c for c in children(verb, "obl") if preposition(c) == "in"]
    bodies = [n for c in places for n in [scene.name_at(c)] if n is not None and is_org(n)]
    for body in bodies[:1]:
        owners = distinct(subject_names(scene, verb, is_state))
        yield from memberships(owners, "takes part in", [body], (verb.i,))
        if not owners:
            yield from count_of_region(scene, verb, [body])


def targets_of(scene: Scene, verb: Token) -> list[Name]:
    """Return the organisations that a verb of joining or leaving goes to: its object, or what follows "to", "from", "out of"."""
    found: list[Name] = []
    for c in verb.children:
        if c.dep_ == "obj" or (
            c.dep_ in ("obl", "nmod", "obl:unmarked")
            and (preposition(c) in ("of", "from", "to", "into", "out of", "out") or not preposition(c))
        ):
            found += names_listed(scene, c, is_body)
    return distinct(n for n in found if is_org(n))


def _from_change(scene: Scene, verb: Token) -> Iterator[Draft]:
    feat = _is_feat(verb)
    if not feat and (not is_asserted(verb) or (verb.tag_ == "VB" and not is_denied(verb))):
        return
    if _is_supposed(verb):
        return
    if verb.tag_ == "VBG" and any(c.lower_ in _UNDONE for c in children(verb, "mark", "case")):
        return  # "instead of joining X"
    bodies = targets_of(scene, verb)
    if any(c.tag_ == "VBG" and any(m.lower_ == "in" for m in c.children) for c in children(verb, "advcl", "obl", "xcomp")):
        return  # "joined the EU in calling for restraint"
    if not bodies or (verb.lower_ in listed("membership", "out_of") and "out" not in {c.lower_ for c in verb.subtree}):
        return
    objects = children(verb, "obj")
    if verb.lower_ in listed("membership", "leave") and objects and not any(names_listed(scene, c, is_body) for c in objects):
        return  # "withdrew its forces from Afghanistan and NATO"
    if verb.lower_ in listed("membership", "into_only") and not any(preposition(c) == "into" for c in children(verb, "obl")):
        return  # "followed X into Y"
    if verb.lower_ == "returned" and not {t.lower_ for t in verb.subtree} & listed("membership", "back_in"):
        return  # a state may return to a body with a proposal
    predicate = _change_told(verb)
    teller = (_teller(verb) or verb) if feat else verb
    period = clause_date(scene, verb) or clause_date(scene, teller)
    owners = distinct(subject_names(scene, teller, can_belong))
    owners = [o for o in owners if o.ref.entity not in {b.ref.entity for b in bodies}]
    dated = _each_dated(scene, verb, bodies) if predicate in ("joined", "left") else []
    if not owners and is_denied(verb) and predicate in ("joined", "left", "member of"):
        yield from denials_of_region(scene, verb, predicate, bodies)
    elif not owners:
        yield from (
            count_of_region(scene, verb, bodies) if predicate == "member of" else changes_of_region(scene, verb, predicate, bodies, period)
        )
    for body, own_date in dated:
        yield from memberships(owners, predicate, [body], (verb.i,), negated=is_denied(verb), period=own_date)
    if not dated:
        period = None if predicate == "member of" or predicate.startswith("former ") else period
        negated = is_undone(verb) and not predicate.startswith("former ")
        yield from memberships(owners, predicate, bodies, (verb.i,), negated=negated, period=period)
        yield from _from_followers(scene, verb, bodies, predicate)


def _change_told(verb: Token) -> str:
    """Return the predicate that a verb of belonging, joining or leaving gives, "joined as an observer" told apart."""
    if verb.lower_ in listed("membership", "belong"):
        return "former member of" if has_ceased(verb) else ("was " if verb.tag_ == "VBD" or is_past(verb) else "") + "member of"
    if verb.lower_ not in listed("membership", "join"):
        return "left"
    given = status_given(verb)
    return "joined" if given in (None, "member") else f"was {given} of"


def _from_followers(scene: Scene, verb: Token, bodies: list[Name], predicate: str) -> Iterator[Draft]:
    """Read "X joined Y in 1998 and Z did so in 2005", "..., Z followed in 2015": what the first clause says of another state."""
    for other in children(verb, "conj", "parataxis", "advcl"):
        so = other.lower_ in ("did", "does", "do") and any(c.lower_ in ("so", "likewise", "too") for c in other.children)
        if not (so or other.lower_ in listed("membership", "follow")) or not is_asserted(other) or children(other, "obj"):
            continue
        owners = distinct(n for c in children(other, "nsubj") for n in names_listed(scene, c, can_belong))
        yield from memberships(owners, predicate, bodies, (other.i,), negated=is_denied(other), period=clause_date(scene, other))


def _teller(verb: Token) -> Token | None:
    """Return the predicate over "the first state to join": the noun itself with its copula, or "became"."""
    noun = verb.head
    if child(noun, "cop") is not None:
        return noun
    if verb.dep_ == "xcomp" and noun.lower_ == "became":
        return noun
    return noun.head if noun.dep_ == "xcomp" and noun.head.lower_ == "became" else None


def _is_feat(verb: Token) -> bool:
    """Whether an infinitive tells a deed done: "X was the first state to join Y", "the only ones to have left Z"."""
    noun, teller = verb.head, _teller(verb)
    if noun == teller and noun.lower_ == "became":
        noun = next((c for c in children(noun, "xcomp", "obj") if c != verb and c.i < verb.i), noun)
    if verb.dep_ not in ("acl", "acl:relcl", "xcomp") or teller is None or not is_asserted(teller) or is_denied(teller):
        return False
    to = any(c.lower_ == "to" for c in children(verb, "mark"))
    done = any(c.lower_ == "have" for c in children(verb, "aux"))
    return to and (done or (is_past(teller) and bool(modifiers(noun) & (set(words()["rank"]["ordinals"]) | {"only", "last", "latest"}))))


def _each_dated(scene: Scene, verb: Token, bodies: list[Name]) -> list[tuple[Name, DateRange | None]]:
    """Return each body with the date after it in "joined X in 1999 and Y in 2004", [] where they share one."""
    row = [n for n in scene.names_in(verb.i, verb.sent.end) if is_org(n)]
    if len(row) < 2 or row[0] not in bodies:
        return []
    found: list[tuple[Name, DateRange | None]] = []
    for k, body in enumerate(row):
        end = row[k + 1].first if k + 1 < len(row) else verb.sent.end
        date = spoken_date(scene, body.last, end)
        between = scene.lower[row[k - 1].last : body.first] if k else ()
        if date is None or date.end is None or (k and not ({"and", ","} & set(between[-3:]) and len(between) <= _DATE_WORDS)):
            break
        found.append((body, date))
    return found if len(found) > 1 else []


def is_undone(verb: Token) -> bool:
    """Whether a change is denied; "did not join until 2004" tells that it came, and when."""
    late = any(t.lower_ in ("until", "till") for t in verb.doc[verb.i + 1 : min(verb.i + _NEAR_UNTIL, verb.sent.end)])
    return is_denied(verb) and not late


def _is_supposed(verb: Token) -> bool:
    """Whether a participle tells no deed done: "is leaving X", "leaving X, Y would lose"."""
    if verb.tag_ != "VBG":
        return False
    if any(c.dep_ == "aux" and c.lower_ not in ("having", "has", "have", "had") for c in verb.children):
        return True  # who is leaving has not left
    return any(t.dep_ == "aux" and t.tag_ == "MD" for a in verb.ancestors for t in a.children)


def _is_loose(scene: Scene, verb: Token) -> bool:
    """Whether a participle stands loosely after its subject: "Poland and Hungary, admitted to X in 1999, ..."."""
    bare = not any(c.dep_ in ("nsubj", "nsubj:pass", "aux", "aux:pass", "obj", "mark") for c in verb.children)
    return bare and verb.dep_ in ("advcl", "acl") and verb.tag_ in ("VBN", "VBD") and scene.lower[verb.i - 1] == ","


def _from_passive(scene: Scene, verb: Token) -> Iterator[Draft]:
    reduced = (verb.dep_ == "acl" and verb.tag_ == "VBN") or _is_loose(scene, verb)
    over = verb.head if verb.dep_ == "xcomp" and verb.head.lower_ in listed("membership", "remain") else None
    stays = over if verb.lower_ in listed("membership", "suspend") and over is not None and is_asserted(over) else None
    if stays is None and (not is_asserted(verb) or (child(verb, "aux:pass", "nsubj:pass") is None and not reduced)):
        return
    bodies = targets_of(scene, verb) or distinct(n for c in children(verb, "obl:agent") for n in names_listed(scene, c, is_org))
    # "was admitted as ASEAN's 11th member"
    bodies = bodies or [n for c in children(verb, "obl") if preposition(c) == "as" for n in bodies_of(scene, c)]
    word = verb.lower_
    if word in listed("membership", "thrown") and "out" not in {t.lower_ for t in verb.subtree}:
        return
    if word in listed("membership", "taken") and "into" not in {t.lower_ for t in verb.subtree}:
        return
    predicate = "suspended of" if word in listed("membership", "suspend") else "left" if word in listed("membership", "expel") else "joined"
    given = status_given(verb)
    if predicate == "joined" and given not in (None, "member"):
        predicate = f"was {given} of"
    period = clause_date(scene, verb)
    if predicate == "suspended of" and not reduced and (is_past(verb) or period is not None):
        predicate = "was suspended of"
    if stays is not None:  # "X remains suspended from Y": a status, of no certain day
        predicate, period = ("was " if is_past(stays) else "") + "suspended of", None
    owners = distinct(subject_names(scene, stays or verb, can_belong)) if bodies else []
    owners = [o for o in owners if o.ref.entity not in {b.ref.entity for b in bodies}]
    yield from memberships(owners, predicate, bodies, (verb.i,), negated=is_undone(verb), period=period)
