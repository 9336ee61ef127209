"""Memberships read off a row of words: "NATO member Turkey", "the six-member CSTO"."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct, has_ceased, is_asserted, is_denied, is_past, names_listed, subject_names
from dragoman.extract.claimtypes.membership import list_members, single_membership
from dragoman.extract.claimtypes.numbers import word_value
from dragoman.extract.claimtypes.scene import Name, Scene, is_body, is_state, listed, spoken_date, words
from dragoman.extract.grammar import child, preposition

_HEADS = frozenset({"state", "states", "country", "countries", "nation", "nations"})
_OPENING = {"(": frozenset({")"}), "-": frozenset({"-", "–", "—"}), "–": frozenset({"–", "—", "-"}), "—": frozenset({"—", "–"})}
_EXAMPLES = (("such", "as"), ("including",), ("like",))


def find_named_members(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the membership claims of a sentence, tokens [first, last), that its words in a row make."""
    for body in scene.names_in(*sentence):
        if is_body(body) and str(body.ref.entity).startswith("org:"):
            yield from _members_after(scene, body, sentence)
            yield from _count_before(scene, body, sentence)
            yield from _row_in_dashes(scene, body, sentence)
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


def _row_in_dashes(scene: Scene, body: Name, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "the Eurasian Economic Union (Russia, Belarus and Kazakhstan)", "... - A, B and C - ..."."""
    low, at, row, closed = scene.lower, body.last, [], False
    if at >= sentence[1] or low[at] not in _OPENING:
        return
    closing, at = _OPENING[low[at]], at + 1
    while at < sentence[1]:
        name = scene.by_token.get(at)
        if name is None or name.first != at or not is_state(name):
            return
        row.append(name)
        at = name.last
        while at < sentence[1] and low[at] in (",", "and", "the"):
            closed, at = closed or low[at] == "and", at + 1
        if at < sentence[1] and low[at] in closing:
            break
    if len(row) > 2 and closed:
        yield list_members(body, distinct(row), exact=False, past=False, where=spread([body.first, row[-1].last - 1]))


def _being_inside(scene: Scene, body: Name) -> Iterator[Draft]:
    """Read "X is (not) in NATO", "X has been in the EU since 2004", "X is outside the eurozone"."""
    root = scene.doc[body.first : body.last].root
    place = preposition(root)
    outside = place in listed("membership", "outside")
    copula = child(root, "cop")
    if copula is None or not (outside or place in listed("membership", "inside")) or not is_asserted(root):
        return
    since = (
        spoken_date(scene, body.last, min(body.last + 4, root.sent.end)) if scene.lower[body.last : body.last + 1] == ("since",) else None
    )
    mark = "was " if is_past(root) and copula.lower_ != "been" else ""
    for owner in distinct(subject_names(scene, root, is_state)):
        where = spread([owner.first if owner.first >= root.sent.start else root, root])
        if since is not None and not outside:
            yield single_membership(owner, "joined", [body], where, negated=is_denied(root), period=since)
        else:
            predicate = "former member of" if has_ceased(root) else f"{mark}member of"
            yield single_membership(owner, predicate, [body], where, negated=is_denied(root) != outside and not has_ceased(root))


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
