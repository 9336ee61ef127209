"""Claims about who belongs to which organisation."""

from collections.abc import Iterator
from functools import lru_cache

from spacy.tokens import Token

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import (
    distinct,
    has_ceased,
    is_asserted,
    is_denied,
    is_excluded,
    is_past,
    modifiers,
    name_of_token,
    names_listed,
    subject_name,
    subject_names,
)
from dragoman.extract.claimtypes.numbers import word_value
from dragoman.extract.claimtypes.scene import (
    Name,
    Scene,
    can_belong,
    clause_date,
    date_right_after,
    is_body,
    is_state,
    listed,
    spoken_date,
    words,
)
from dragoman.extract.grammar import child, children, conjuncts, preposition, subjects
from dragoman.records.spans import DateRange

_COMPOUND_ONLY = frozenset({"ally", "allies", "country", "countries", "nation", "nations", "state", "states"})
_DATE_WORDS = 8  # "in March 2004 and, five years later, the"
_ENTRY = frozenset({"membership", "accession", "entry"})  # "a candidate for membership of X"
_INTO = frozenset({"of", "in", "to", "at", "within", "from"})


def find_memberships(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the membership claims of a sentence, tokens [first, last)."""
    nouns = words()["membership"]["nouns"]
    for i in range(*sentence):
        word = scene.lower[i]
        if word in nouns:
            yield from _from_noun(scene, scene.doc[i], nouns[word])
        if word in _verbs():
            yield from _from_verb(scene, scene.doc[i])


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    lists = ("join", "leave", "belong", "suspend", "expel", "admit")
    return frozenset().union(*(listed("membership", name) for name in lists))


def bodies_of(scene: Scene, noun: Token, *, excluded: bool = False) -> list[Name]:
    """Return the organisations of "member of X and Y", "NATO member", "the bloc's member"; or those of "but not of Z"."""
    found: list[Name] = []
    for c in noun.children:
        if c.dep_ in ("nmod", "obl", "nmod:desc") and preposition(c) in _INTO:
            row = conjuncts(c) if name_of_token(scene, c, is_body) is not None else []
            found += [n for t in row if is_excluded(t) is excluded for n in [name_of_token(scene, t, is_body)] if n]
        elif not excluded and c.i < noun.i and c.dep_ in ("compound", "nmod:poss", "amod", "nmod:unmarked", "nmod:desc"):
            found += [n for t in conjuncts(c) for n in [name_of_token(scene, t, is_body)] if n]
    if not found and not excluded and noun.lower_.startswith("candidate"):
        found = [n for c in children(noun, "nmod", "obl") if c.lower_ in _ENTRY for n in bodies_of(scene, c)]
    return distinct(n for n in found if is_org(n) and not _is_excepted(scene, n))


def _is_excepted(scene: Scene, body: Name) -> bool:
    """Whether "non-" stands before a body: "a major non-NATO ally" is a rank of its own, and no member."""
    before = scene.lower[max(0, body.first - 2) : body.first]
    return scene.lower[body.first].startswith("non") or before[-1:] == ("non",) or before == ("non", "-")


def _status(noun: Token, base: str) -> tuple[str, str] | None:
    """Return (mark of the past, status) that a noun and its modifiers give; None where it tells no membership."""
    told = modifiers(noun)
    if base == "" or (told & listed("membership", "not_yet") - {"permanent"} and noun.lower_ not in ("part",) and told & _SOON):
        return None
    if noun.lower_ == "part" and told & {"large", "small", "great", "big", "best", "worst"}:
        return None
    if noun.lower_ in ("partner", "associate") and not told & {"dialogue", "dialog"} and noun.lower_ == "partner":
        return None
    table = words()["membership"]["adjectives"]
    status = next((table[w] for w in table if w in told), base)
    return ("former " if told & listed("membership", "former") else ""), status


_SOON = frozenset(
    {
        "future",
        "prospective",
        "potential",
        "would-be",
        "aspiring",
        "possible",
        "aspirant",
        "incoming",
        "likely",
        "next",
        "permanent",
        "non-permanent",
        "elected",
    }
)


def _from_noun(scene: Scene, noun: Token, base: str) -> Iterator[Draft]:
    """Read "X is (not) a member of Y", "X, a member of Y", "the members of Y are A and B"."""
    told = _status(noun, base)
    bodies = bodies_of(scene, noun) or (bodies_of(scene, noun.head) if noun.dep_ == "compound" else []) or bodies_of(scene, _holder(noun))
    if told is not None and not bodies:
        bodies = _body_meant(scene, noun)
    if told is None or not bodies:
        return
    former, status = told
    if noun.lower_ in _COMPOUND_ONLY and not any(scene.by_token.get(noun.i - 1) is b for b in bodies) and not _lie_in(scene, noun, bodies):
        return  # "a country in the EU" is said of members, "a state of NATO" of nothing
    holder = _holder(noun)
    if child(holder, "cop") is not None or (holder.dep_ == "conj" and child(holder.head, "cop") is not None):
        yield from _from_copula(scene, holder, bodies, (former, status))
    elif holder.dep_ in ("appos", "acl", "parataxis", "nmod:desc", "conj", "nsubj", "nsubj:pass", "dep"):
        owner = _apposed_state(scene, holder)
        if owner is not None:
            where = spread([owner.first, noun, *(b.last - 1 for b in bodies)])
            yield single_membership(owner, f"{former}{status} of", bodies, where, negated=is_excluded(noun) or is_excluded(holder))
    elif preposition(holder) == "as" or holder.dep_ == "xcomp":
        yield from _from_verb_over(scene, holder, bodies, (former, status))
    if noun.dep_.startswith("nsubj") and noun.lower_ == "members" and child(noun.head, "cop") is not None and is_asserted(noun.head):
        members = names_listed(scene, noun.head, is_state)
        if len(members) > 1 and is_state(scene.name_at(noun.head)):
            det = child(noun, "det")
            exact = det is not None and det.lower_ == "the"
            yield list_members(
                bodies[0], members, exact=exact, past=is_past(noun.head), where=spread([noun, *(m.last - 1 for m in members)])
            )


def _lie_in(scene: Scene, noun: Token, bodies: list[Name]) -> bool:
    """Whether "countries in the EU" says of its subject that it belongs: denied, it may deny no more than a rank there."""
    inside = [c for c in children(noun, "nmod") if preposition(c) == "in"]
    return any(scene.name_at(c) is b for c in inside for b in bodies) and not is_denied(noun) and not is_denied(_holder(noun))


def _body_meant(scene: Scene, noun: Token) -> list[Name]:
    """Return the one organisation named before "... but is not yet a member" in the same sentence, [] where none or several are."""
    det = child(noun, "det")
    if (
        noun.lower_ not in ("member", "members", "observer", "candidate")
        or child(noun, "cop") is None
        or any(c.dep_ == "nmod" for c in noun.children)
    ):
        return []
    if noun.lower_ == "member" and (det is None or det.lower_ not in ("a", "an", "no")):
        return []
    bodies = [n for n in scene.names_in(noun.sent.start, noun.i) if is_org(n)]
    return bodies[:1] if len({b.ref.entity for b in bodies}) == 1 else []


def _apposed_state(scene: Scene, holder: Token) -> Name | None:
    """Return the state in apposition to which a noun stands, behind another one if need be ("Egypt, the biggest ... and a member of")."""
    if holder.dep_ in ("nsubj", "nsubj:pass", "dep", "conj"):
        edge = min(t.i for t in holder.subtree if not t.is_punct) - 1
        if edge > holder.sent.start and scene.lower[edge] == ",":
            before = scene.by_token.get(edge - 1)
            if is_state(before) and scene.lower[edge + 1] in ("a", "an", "one", "the", "itself", "also", "not"):
                return before
        if holder.dep_ != "conj":
            return None
    above = holder
    for _ in range(4):
        if above.dep_ not in ("conj", "appos", "acl", "parataxis", "nmod:desc") or above.pos_ == "VERB":
            return None
        crossed = above.dep_ != "conj"
        above = above.head
        if crossed or above.i == holder.head.i:
            owner = name_of_token(scene, above, is_state)
            if owner is not None and (crossed or _has_article(holder)):
                return owner
    return None


def _has_article(noun: Token) -> bool:
    """Whether a noun has an article of its own: in "Egypt and the members of X" it is no apposition."""
    det = child(noun, "det")
    return det is not None and det.lower_ in ("a", "an")


def _holder(noun: Token) -> Token:
    """Return the noun that a predicate or apposition hangs on: "state" of "a member state", "one" of "one of the members"."""
    if noun.dep_ == "compound" and noun.head.lower_ in ("state", "country", "nation", "states", "countries", "nations"):
        return _holder(noun.head)
    if noun.dep_.startswith("nmod") and noun.head.lower_ == "one" and preposition(noun) == "of":
        return noun.head
    return noun


def _from_verb_over(scene: Scene, noun: Token, bodies: list[Name], told: tuple[str, str]) -> Iterator[Draft]:
    """Read "became a member of X", "as a member of X, Y is bound"."""
    verb = noun.head
    owner = subject_name(scene, verb, is_state)
    if owner is None:
        return
    if verb.lower_ in ("became", "become", "becoming", "becomes", "remains", "remained", "remain"):
        if is_asserted(verb):
            yield from _from_becoming(scene, noun, (owner, bodies), told)
    elif preposition(noun) == "as" and noun.i < verb.i:
        yield single_membership(owner, f"{told[0]}{told[1]} of", bodies, spread([noun, *(b.last - 1 for b in bodies), owner.last - 1]))


def _from_becoming(scene: Scene, noun: Token, who: tuple[Name, list[Name]], told: tuple[str, str]) -> Iterator[Draft]:
    owner, bodies = who
    verb = noun.head
    where = spread([owner.first, verb, noun, *(b.last - 1 for b in bodies)])
    if verb.lower_.startswith("remain"):
        yield single_membership(owner, f"{told[1]} of", bodies, where, negated=is_denied(verb))
    elif told[1] == "member":
        yield single_membership(owner, "joined", bodies, where, negated=is_denied(verb), period=clause_date(scene, verb))


def _from_copula(scene: Scene, noun: Token, bodies: list[Name], told: tuple[str, str]) -> Iterator[Draft]:
    holder = noun if child(noun, "cop") is not None else noun.head
    if not is_asserted(holder):
        return
    former, status = told
    negated = is_denied(holder) or is_denied(noun) or noun.lower_ in ("non-member", "nonmember") or "non" in modifiers(noun)
    cop = child(holder, "cop")
    been = cop is not None and cop.lower_ == "been"
    if has_ceased(holder):
        former, negated = "former ", False
    mark = former or ("was " if is_past(holder) and not been else "")
    counted = _count_of_region(scene, holder, bodies, status) if not mark and not negated else None
    if counted is not None:
        yield counted
        return
    owners = subject_names(scene, holder, can_belong) or _extra_subjects(scene, holder)
    owners = [o for o in owners if o.ref.entity not in {b.ref.entity for b in bodies}]
    owners = distinct(owners)
    if len(owners) > 1 and len(bodies) == 1 and status == "member" and not mark and not negated:
        where = spread([*(o.first for o in owners), noun, *(b.last - 1 for b in bodies)])
        yield list_members(bodies[0], owners, exact=False, past=False, where=where)
        return
    others = bodies_of(scene, noun, excluded=True)
    for owner in owners:
        where = spread([owner.first, noun, *(b.last - 1 for b in bodies)])
        if others and not negated:
            yield single_membership(owner, f"{mark}{status} of", others, spread([owner.first, *(b.last - 1 for b in others)]), negated=True)
        since = _since(scene, noun)
        if since is not None and status == "member" and not negated:
            yield single_membership(owner, "joined", bodies, where, period=since)
            if not mark:
                yield single_membership(owner, "member of", bodies, where)
            continue
        yield single_membership(
            owner, f"{mark}{status} of", bodies, where, negated=negated, period=None if been else _in_year(scene, noun, mark)
        )


def _count_of_region(scene: Scene, holder: Token, bodies: list[Name], status: str) -> Draft | None:
    """Read "four Central Asian states are members of X", "three of the five Baltic and ... states", "all five"."""
    subject = child(holder, "nsubj")
    if subject is None or status != "member" or len(bodies) != 1:
        return None
    inner = [n for n in scene.names_in(subject.left_edge.i, subject.right_edge.i + 1) if n.ref.entity]
    region = inner[0] if len(inner) == 1 and str(inner[0].ref.entity).startswith("region:") else None
    first = scene.doc[min(t.i for t in subject.subtree if not t.is_punct)]
    if region is None or (
        subject.lower_ not in _COMPOUND_ONLY and word_value(subject.lower_) is None and subject.lower_ not in ("all", "none")
    ):
        return None
    value = -1.0 if first.lower_ in ("all", "the", "both") else 0.0 if first.lower_ in ("none", "no") else word_value(first.lower_)
    if value is None or any(is_state(n) for n in inner):
        return None
    where = spread([first, holder, bodies[0].last - 1])
    return Draft(
        type="membership",
        subject=bodies[0].ref,
        predicate="has members among",
        object=region.ref,
        value=value,
        unit="members",
        first=where[0],
        last=where[1],
    )


def _extra_subjects(scene: Scene, holder: Token) -> list[Name]:
    """Return names before "... are both members" where the subject is a description."""
    return [n for s in subjects(holder) for n in names_listed(scene, s, is_state)]


def _since(scene: Scene, noun: Token) -> DateRange | None:
    for i in range(noun.i + 1, noun.sent.end):
        if scene.doc[i].lower_ == "since":
            return spoken_date(scene, i, noun.sent.end)
    return None


def _in_year(scene: Scene, noun: Token, mark: str) -> DateRange | None:
    """Return the year of "was a member in 1995"; a date beside the present tense says nothing of membership."""
    return date_right_after(scene, max(t.i for t in noun.subtree if t.i - noun.i < 8) + 1, noun.i) if mark == "was " else None


def single_membership(
    owner: Name, predicate: str, bodies: list[Name], where: tuple[int, int], *, negated: bool = False, period: DateRange | None = None
) -> Draft:
    """Return the draft of one state's membership in one or several bodies; ``where`` is its token range."""
    refs = tuple(b.ref for b in bodies)
    return Draft(
        type="membership",
        subject=owner.ref,
        predicate=predicate,
        object=refs[0] if len(refs) == 1 else None,
        objects=refs if len(refs) > 1 else (),
        first=where[0],
        last=where[1],
        negated=negated,
        period=period,
    )


def list_members(body: Name, members: list[Name], *, exact: bool, past: bool, where: tuple[int, int], negated: bool = False) -> Draft:
    """Return the draft of a list of an organisation's members; ``exact``: the list claims to be whole."""
    predicate = ("was " if past else "") + ("consists of" if exact else "includes")
    return Draft(
        type="membership",
        subject=body.ref,
        predicate=predicate,
        objects=tuple(m.ref for m in members),
        first=where[0],
        last=where[1],
        negated=negated,
    )


def _from_verb(scene: Scene, verb: Token) -> Iterator[Draft]:
    if verb.pos_ not in ("VERB", "AUX", "ADJ", "NOUN", "ADP"):
        return
    word = verb.lower_
    if word in listed("membership", "join") or word in listed("membership", "leave") or word in listed("membership", "belong"):
        yield from _from_change(scene, verb)
    elif word in listed("membership", "suspend") or word in listed("membership", "expel") or word in listed("membership", "admit"):
        yield from _from_passive(scene, verb)


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


def is_org(name: Name | None) -> bool:
    """Whether a name means an organisation of states, no region."""
    return is_body(name) and name is not None and str(name.ref.entity).startswith("org:")


def _from_change(scene: Scene, verb: Token) -> Iterator[Draft]:
    feat = _is_feat(verb)
    if not feat and (not is_asserted(verb) or (verb.tag_ == "VB" and not is_denied(verb))):
        return
    bodies = targets_of(scene, verb)
    if not bodies or (verb.lower_ in listed("membership", "out_of") and "out" not in {c.lower_ for c in verb.subtree}):
        return
    if verb.lower_ == "returned" and not {t.lower_ for t in verb.subtree} & listed("membership", "back_in"):
        return  # a state may return to a body with a proposal
    if verb.lower_ in listed("membership", "belong"):
        predicate = ("was " if verb.tag_ == "VBD" else "") + "member of"
    else:
        predicate = "joined" if verb.lower_ in listed("membership", "join") else "left"
    period = clause_date(scene, verb)
    owners = distinct(subject_names(scene, verb.head if feat else verb, can_belong))
    owners = [o for o in owners if o.ref.entity not in {b.ref.entity for b in bodies}]
    if predicate == "member of" and len(owners) > 2 and len(bodies) == 1 and not is_denied(verb):
        where = spread([*(o.first for o in owners), verb, bodies[0].last - 1])
        yield list_members(bodies[0], owners, exact=False, past=False, where=where)
        return
    dated = _each_dated(scene, verb, bodies) if predicate in ("joined", "left") else []
    for owner in owners:
        for body, own_date in dated:
            yield single_membership(
                owner, predicate, [body], spread([owner.first, verb, body.last - 1]), negated=is_denied(verb), period=own_date
            )
        if dated:
            continue
        where = spread([owner.first, verb, *(b.last - 1 for b in bodies)])
        yield single_membership(
            owner, predicate, bodies, where, negated=is_denied(verb), period=None if predicate == "member of" else period
        )


def _is_feat(verb: Token) -> bool:
    """Whether an infinitive tells a deed done: "X was the first state to join Y", "the only ones to have left Z"."""
    noun = verb.head
    if verb.dep_ not in ("acl", "acl:relcl") or child(noun, "cop") is None or not is_asserted(noun) or is_denied(noun):
        return False
    to = any(c.lower_ == "to" for c in children(verb, "mark"))
    done = any(c.lower_ == "have" for c in children(verb, "aux"))
    return to and (done or (is_past(noun) and bool(modifiers(noun) & (set(words()["rank"]["ordinals"]) | {"only", "last", "latest"}))))


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


def _from_passive(scene: Scene, verb: Token) -> Iterator[Draft]:
    reduced = verb.dep_ == "acl" and verb.tag_ == "VBN"
    if not is_asserted(verb) or (child(verb, "aux:pass", "nsubj:pass") is None and not reduced):
        return
    bodies = targets_of(scene, verb) or distinct(n for c in children(verb, "obl:agent") for n in names_listed(scene, c, is_org))
    word = verb.lower_
    if word in listed("membership", "thrown") and "out" not in {t.lower_ for t in verb.subtree}:
        return
    if word in listed("membership", "taken") and "into" not in {t.lower_ for t in verb.subtree}:
        return
    predicate = "suspended of" if word in listed("membership", "suspend") else "left" if word in listed("membership", "expel") else "joined"
    period = clause_date(scene, verb)
    if predicate == "suspended of" and not reduced and (is_past(verb) or period is not None):
        predicate = "was suspended of"
    for owner in distinct(subject_names(scene, verb, can_belong)) if bodies else []:
        if owner.ref.entity in {b.ref.entity for b in bodies}:
            continue
        where = spread([owner.first, verb, *(b.last - 1 for b in bodies)])
        yield single_membership(owner, predicate, bodies, where, negated=is_denied(verb), period=period)
