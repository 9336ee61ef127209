"""Memberships read off a row of words: "NATO member Turkey", "the six-member CSTO"."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, names_listed
from dragoman.extract.claimtypes.membership import single_membership
from dragoman.extract.claimtypes.numbers import word_value
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, words

_HEADS = frozenset({"state", "states", "country", "countries", "nation", "nations"})
_EXAMPLES = (("such", "as"), ("including",), ("like",))


def find_named_members(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the membership claims of a sentence, tokens [first, last), that its words in a row make."""
    for body in scene.names_in(*sentence):
        if is_body(body) and str(body.ref.entity).startswith("org:"):
            yield from _members_after(scene, body, sentence)
            yield from _count_before(scene, body, sentence)


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


def _count_before(scene: Scene, body: Name, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "the six-member CSTO", "the 29-nation NATO"."""
    at = body.first - 1
    if at < sentence[0]:
        return
    parts = "".join(
        scene.lower[max(sentence[0], at - 2) : at + 1] if scene.lower[at] in ("member", "nation") else (scene.lower[at],)
    ).split("-")
    if len(parts) < 2 or parts[-1] not in ("member", "nation", "state", "country"):
        return
    count = word_value(parts[-2])
    if count is not None:
        where = spread([at, body.last - 1])
        yield Draft(
            type="membership", subject=body.ref, predicate="has members", value=count, unit="members", first=where[0], last=where[1]
        )
