"""Who belongs to which organisation, told by a noun: "X is a member of Y", "Y's members are A and B"."""

from collections.abc import Iterator

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
    owner_name,
    subject_names,
)
from dragoman.extract.claimtypes.member_drafts import is_org, list_members, memberships, single_membership
from dragoman.extract.claimtypes.member_regions import count_of_region
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
_INTO = frozenset({"of", "in", "into", "to", "at", "within", "from"})


def find_memberships(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the membership claims of a sentence, tokens [first, last)."""
    nouns = words()["membership"]["nouns"]
    for i in range(*sentence):
        word = scene.lower[i]
        if word in nouns:
            yield from _from_noun(scene, scene.tokens[i], nouns[word])


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
    if base == "" or told & listed("membership", "not_yet") or (noun.lower_ == "part" and told & listed("membership", "no_part")):
        return None
    called = (
        noun.dep_ == "compound" and noun.head.lower_ in _COMPOUND_ONLY and child(noun.head, "cop") is not None
    )  # "is a BRICS partner country"
    if base == "partner" and not called and not told & {"dialogue", "dialog"}:
        return None
    table = words()["membership"]["adjectives"]
    status = next((table[w] for w in table if w in told), base)
    status = base if status.endswith(" member") and base != "member" else status  # "a permanent observer"
    lapsed = told & listed("membership", "former") or _is_lapsed(noun)
    return ("former " if lapsed else ""), status


def _is_lapsed(noun: Token) -> bool:
    """Whether words before an apposition say that it held once: "no longer a member of X", "until 2023 a member", "once a member"."""
    if noun.dep_ not in ("appos", "parataxis", "conj", "dep"):
        return False
    at = noun.left_edge.i
    while at < noun.i and noun.doc[at].lower_ not in ("a", "an", "part"):
        at += 1
    lead: list[str] = []
    while at > noun.sent.start and noun.doc[at - 1].text not in (",", "(", "–", "—") and len(lead) < 6:
        at -= 1
        lead.append(noun.doc[at].lower_)
    return bool({"until", "once", "formerly", "previously"} & set(lead)) or lead[:2] == ["longer", "no"]


def _from_noun(scene: Scene, noun: Token, base: str) -> Iterator[Draft]:
    """Read "X is (not) a member of Y", "X, a member of Y", "the members of Y are A and B"."""
    told = _status(noun, base)
    bodies = bodies_of(scene, noun) or (bodies_of(scene, noun.head) if noun.dep_ == "compound" else []) or bodies_of(scene, _holder(noun))
    if told is not None and not bodies:
        bodies = _body_meant(scene, noun) or _body_making(scene, noun)
    if told is None or not bodies or _is_nominal(scene, noun):
        return
    former, status = told
    told_of_members = modifiers(noun) & {"member", "participating", "founding"}
    if (
        noun.lower_ in _COMPOUND_ONLY
        and not told_of_members
        and not any(scene.by_token.get(noun.i - 1) is b for b in bodies)
        and not _lie_in(scene, noun, bodies)
    ):
        return  # "a country in the EU" is said of members, "a state of NATO" of nothing
    holder = _holder(noun)
    if holder.dep_ == "obj" and holder.head.lower_ == "founding" and is_asserted(holder.head):
        # "X and Y are founding members of Z", where "founding" is taken for a verb
        owners = distinct(subject_names(scene, holder.head, is_state))
        yield from memberships(owners, "founder of", bodies, (holder.i,), negated=is_denied(holder.head))
    elif child(holder, "cop") is not None or (holder.dep_ == "conj" and child(holder.head, "cop") is not None):
        yield from _from_copula(scene, holder, bodies, (former, status))
    elif holder.dep_ in ("appos", "acl", "parataxis", "nmod:desc", "conj", "nsubj", "nsubj:pass", "dep"):
        owner = _apposed_state(scene, holder)
        if owner is not None:
            where = spread([owner.first, noun, *(b.last - 1 for b in bodies)])
            negated = is_excluded(noun) or is_excluded(holder) or _is_none(noun)
            yield single_membership(owner, f"{former}{status} of", bodies, where, negated=negated)
    elif preposition(holder) == "as" or holder.dep_ == "xcomp" or holder.head.lower_ in ("made", "makes"):
        yield from _from_verb_over(scene, holder, bodies, (former, status))
    if noun.dep_.startswith("nsubj") and noun.lower_.endswith("s") and child(noun.head, "cop") is not None and is_asserted(noun.head):
        yield from _from_members(scene, noun, bodies[0], status)


def _from_members(scene: Scene, noun: Token, body: Name, status: str) -> Iterator[Draft]:
    """Read "the members of Y are A and B", "Y's founding members are A and B"."""
    members = names_listed(scene, noun.head, is_state)
    if len(members) < 2 or not is_state(scene.name_at(noun.head)):
        return
    where = spread([noun, *(m.last - 1 for m in members)])
    if status != "member" or noun.lower_ != "members":
        yield from memberships(distinct(members), f"{status} of", [body], where, negated=is_denied(noun.head))
        return
    det = child(noun, "det")
    exact = det is not None and det.lower_ == "the" and not listed("membership", "some") & {c.lower_ for c in noun.children}
    yield list_members(body, members, exact=exact, past=is_past(noun.head), where=where)


def _is_none(noun: Token) -> bool:
    """Whether a noun denies by itself: "a non-member of X", "a member of neither X nor Y"."""
    neither = any(t.lower_ == "neither" for c in children(noun, "nmod", "obl") for t in c.subtree)
    before = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 4) : noun.i]]
    # "no more a member than Y", "an observer rather than a member"
    neither = neither or any(before[k : k + 2] in (["no", "more"], ["rather", "than"]) for k in range(len(before)))
    return neither or noun.lower_ in ("non-member", "nonmember") or "non" in modifiers(noun)


def _is_nominal(scene: Scene, noun: Token) -> bool:
    """Whether words beside a noun leave open whether it holds: "a member in all but name", "X, long a member, ..."."""
    rest = scene.lower[noun.i : noun.sent.end]
    named = any(rest[k : k + 4] == ("in", "all", "but", "name") for k in range(len(rest)))
    lead = [t.lower_ for t in noun.doc[max(noun.sent.start, noun.i - 4) : noun.i]]
    return named or (noun.dep_ == "appos" and "long" in lead)


def _lie_in(scene: Scene, noun: Token, bodies: list[Name]) -> bool:
    """Whether "countries in the EU" says of its subject that it belongs: denied, it may deny no more than a rank there."""
    inside = [c for c in children(noun, "nmod", "obl") if preposition(c) == "in"]
    return any(scene.name_at(c) is b for c in inside for b in bodies) and not is_denied(noun) and not is_denied(_holder(noun))


def _body_making(scene: Scene, noun: Token) -> list[Name]:
    """Return the body of "the EU made X and Y candidates"."""
    verb = noun.head
    if verb.lower_ not in ("made", "makes") or noun.dep_ not in ("xcomp", "obj"):
        return []
    return [n for c in children(verb, "nsubj") for n in [name_of_token(scene, c, is_body)] if n is not None and is_org(n)]


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
    """Return the state in apposition to which a noun stands: the parse's, or the one right before the comma."""
    found = _state_above(scene, holder)
    edge = min(t.i for t in holder.subtree if not t.is_punct) - 1
    if found is None and holder.dep_ == "appos" and _has_article(holder) and edge > holder.sent.start and scene.lower[edge] == ",":
        before = scene.by_token.get(edge - 1)  # "travellers from Georgia, a member of ..."
        return before if is_state(before) else None
    near = scene.by_token.get(edge - 1) if edge > holder.sent.start and scene.lower[edge] == "," and _has_article(holder) else None
    if found is not None and near is not None and is_state(near) and found.last < near.first:
        joined = all(scene.lower[i] in (",", "and", "the") or is_state(scene.by_token.get(i)) for i in range(found.last, near.first))
        return near if joined else found  # "Azerbaijan and Turkey, a NATO member, ..."
    return found


def _state_above(scene: Scene, holder: Token) -> Name | None:
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
    owners = [o for o in distinct(subject_names(scene, verb, can_belong)) if o.ref.entity not in {b.ref.entity for b in bodies}]
    if verb.lower_ in ("made", "makes", "making"):
        yield from _from_making(scene, noun, bodies, told)
        return
    if verb.lower_ in ("became", "become", "becoming", "becomes", "remains", "remained", "remain"):
        if is_asserted(verb):
            yield from _from_becoming(scene, noun, (owners, bodies), told)
    elif preposition(noun) == "as" and noun.i < verb.i:
        yield from memberships(owners[:1], f"{told[0]}{told[1]} of", bodies, (noun.i,))


def _from_making(scene: Scene, noun: Token, bodies: list[Name], told: tuple[str, str]) -> Iterator[Draft]:
    """Read "the treaty made X a member of Y", "X's accession made it the ninth member of Y"."""
    verb = noun.head
    if told[1] not in ("member", "candidate", "observer", "associate") or not is_asserted(verb):
        return
    owners = [n for c in children(verb, "obj") for n in names_listed(scene, c, is_state)]
    if not owners and any(c.lower_ == "it" for c in children(verb, "obj")):
        owners = [n for c in children(verb, "nsubj") if c.lower_ in _ENTRY for n in [owner_name(scene, c, is_state)] if n is not None]
    predicate = "joined" if told[1] == "member" else f"was {told[1]} of"
    yield from memberships(distinct(owners), predicate, bodies, (verb.i, noun.i), negated=is_denied(verb), period=clause_date(scene, verb))


def _from_becoming(scene: Scene, noun: Token, who: tuple[list[Name], list[Name]], told: tuple[str, str]) -> Iterator[Draft]:
    owners, bodies = who
    verb, negated = noun.head, is_denied(noun.head)
    if verb.lower_.startswith("remain"):
        yield from memberships(owners, f"{told[1]} of", bodies, (verb.i, noun.i), negated=negated)
    elif told[1] in ("member", "observer", "candidate", "associate", "partner"):
        predicate = "joined" if told[1] == "member" else f"was {told[1]} of"
        yield from memberships(owners, predicate, bodies, (verb.i, noun.i), negated=negated, period=clause_date(scene, verb))


def _from_copula(scene: Scene, noun: Token, bodies: list[Name], told: tuple[str, str]) -> Iterator[Draft]:
    holder = noun if child(noun, "cop") is not None else noun.head
    if not is_asserted(holder):
        return
    former, status = told
    contrasted = noun.dep_ == "conj" and any(c.lower_ == "but" for c in children(noun, "cc"))  # "not a member but an observer"
    negated = (is_denied(holder) and not contrasted) or is_denied(noun) or is_excluded(noun) or _is_none(noun)
    cop = child(holder, "cop")
    been = cop is not None and cop.lower_ == "been" and not any(c.lower_ == "had" for c in children(holder, "aux"))
    if has_ceased(holder):
        former, negated = "former ", False
    mark = former or ("was " if is_past(holder) and not been else "")
    counted = list(count_of_region(scene, holder, bodies)) if status == "member" and not mark and not negated else []
    if counted:
        yield from counted
        return
    owners = subject_names(scene, holder, can_belong) or _extra_subjects(scene, holder)
    owners = [o for o in owners if o.ref.entity not in {b.ref.entity for b in bodies}]
    owners = distinct(owners)
    if len(owners) > 1 and len(bodies) == 1 and not mark and not negated and _is_whole(noun, status):
        where = spread([*(o.first for o in owners), noun, bodies[0].last - 1])
        yield list_members(bodies[0], owners, exact=True, past=False, where=where)
        return
    if len(owners) > 1 and not former and _since(scene, noun) is None:
        yield from memberships(owners, f"{mark}{status} of", bodies, (noun.i,), negated=negated)
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


def _is_whole(noun: Token, status: str) -> bool:
    """Whether "A and B are the (only) members of X" names all of them."""
    det, told = child(noun, "det"), modifiers(noun)
    part = {t for t in told - {"the", "only", "sole", "current", "full", "present"} if t.isalpha()}
    if status != "member" or noun.lower_ != "members" or det is None or det.lower_ != "the":
        return False
    return not part and child(noun, "acl", "acl:relcl") is None


def _extra_subjects(scene: Scene, holder: Token) -> list[Name]:
    """Return names before "... are both members" where the subject is a description."""
    return [n for s in subjects(holder) for n in names_listed(scene, s, is_state)]


def _since(scene: Scene, noun: Token) -> DateRange | None:
    for i in range(noun.i + 1, noun.sent.end):
        if scene.lower[i] == ";" or (scene.tokens[i].tag_ in ("VBD", "VBZ", "VBP") and scene.tokens[i].head != noun):
            return None  # "are members, as is Colombia since April"
        if scene.tokens[i].lower_ == "since":
            return spoken_date(scene, i, noun.sent.end)
    return None


def _in_year(scene: Scene, noun: Token, mark: str) -> DateRange | None:
    """Return the year of "was a member in 1995", "in 1995 X was a member"; beside the present tense a date says nothing of membership."""
    if mark != "was ":
        return None
    after = date_right_after(scene, max(t.i for t in noun.subtree if t.i - noun.i < 8) + 1, noun.i)
    holder = noun if child(noun, "cop") is not None else noun.head
    return after or clause_date(scene, holder)
