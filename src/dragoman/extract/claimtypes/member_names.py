"""Memberships read off a row of words: "NATO member Turkey", "X is in NATO"."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, has_ceased, is_asserted, is_denied, is_past, names_listed, subject_names
from dragoman.extract.claimtypes.member_drafts import memberships, single_membership
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, spoken_date, words
from dragoman.extract.grammar import child, children

_HEADS = frozenset({"state", "states", "country", "countries", "nation", "nations"})
_EXAMPLES = (("such", "as"), ("including",), ("like",))


def find_named_members(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the membership claims of a sentence, tokens [first, last), that its words in a row make."""
    for body in scene.names_in(*sentence):
        if is_body(body) and str(body.ref.entity).startswith("org:"):
            yield from _members_after(scene, body, sentence)
            yield from _being_inside(scene, body)


def _members_after(scene: Scene, body: Name, sentence: tuple[int, int]) -> Iterator[Draft]:
    low, at = scene.lower, body.last
    if at >= sentence[1]:
        return
    base = words()["membership"]["nouns"].get(low[at])
    if not base or base == "partner" or low[at] == "part":
        return
    plural = low[at].endswith("s")
    while at < sentence[1] and (low[at] in words()["membership"]["nouns"] or low[at] in _HEADS):
        plural, at = plural or low[at].endswith("s"), at + 1
    for example in _EXAMPLES:
        if plural and low[at : at + 1] == (",",) and low[at + 1 : at + 1 + len(example)] == example:
            at += 1  # "ASEAN member states, including Indonesia"
        if low[at : at + len(example)] == example:
            at += len(example)
    following = scene.by_token.get(at)
    if following is None or following.first != at or not is_state(following):
        return
    before = {low[i] for i in range(max(sentence[0], body.first - 2), body.first)}
    former = "former " if before & listed("membership", "former") else ""
    negated = low[body.first].startswith("non-") or bool(before & {"non", "non-"})
    members = [following]
    if plural:
        members = distinct([following, *names_listed(scene, scene.doc[following.first : following.last].root, is_state)])
    for m in members:
        where = spread([body.first, m.last - 1])
        yield single_membership(m, f"{former}{base} of", [body], where, negated=negated)


def _being_inside(scene: Scene, body: Name) -> Iterator[Draft]:
    """Read "X is (not) in NATO", "X has been in the EU since 2004", "X is outside the eurozone"."""
    root = scene.doc[body.first : body.last].root
    place = " ".join(c.lower_ for c in children(root, "case"))
    outside = place in listed("membership", "outside")
    noun = root.head
    if outside and root.dep_ == "nmod" and noun.lower_ in _HEADS and child(noun, "cop") is not None and is_asserted(noun):
        owners = distinct(subject_names(scene, noun, is_state))  # "is the only state outside the bloc"
        yield from memberships(owners, f"{'was ' if is_past(noun) else ''}member of", [body], (noun.i,), negated=not is_denied(noun))
        return
    copula = child(root, "cop")
    if copula is None or not (outside or place in listed("membership", "inside")) or not is_asserted(root):
        return
    since = (
        spoken_date(scene, body.last, min(body.last + 4, root.sent.end)) if scene.lower[body.last : body.last + 1] == ("since",) else None
    )
    mark = "was " if is_past(root) and copula.lower_ != "been" else ""
    owners = distinct(subject_names(scene, root, is_state))
    owners = [o for o in owners if o.first < body.first] or owners  # "A and B are in the EU, C and D in NATO"
    denied = is_denied(root) != outside
    if since is not None:
        # "has (not) been in X since 2004" tells the day on which it joined or left.
        yield from memberships(owners, "left" if denied else "joined", [body], (root.i,), period=since)
    elif has_ceased(root):
        yield from memberships(owners, "former member of", [body], (root.i,))
    else:
        yield from memberships(owners, f"{mark}member of", [body], (root.i,), negated=denied)
