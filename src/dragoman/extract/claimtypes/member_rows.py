"""Lists of members that stand in a row of words, however they are parsed: "the BRICS states - A, B and C -", "X, made up of A and B"."""

from collections.abc import Iterator

from dragoman.extract.claimtypes.draft import Draft, spread
from dragoman.extract.claimtypes.grammar import distinct
from dragoman.extract.claimtypes.member_drafts import is_org, list_members
from dragoman.extract.claimtypes.scene import Name, Scene, is_state, listed, words

_OPENING = {"(": frozenset({")"}), "-": frozenset({"-", "–", "—"}), "–": frozenset({"–", "—", "-"}), "—": frozenset({"—", "–"})}
_SMALL = frozenset({"the", "both"})
_GAP = 5  # tokens between a body and "made up of": "X, a Moscow-led bloc made up of"
_FAR = 12  # tokens between "six countries belong" and the colon


def find_row_lists(scene: Scene, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Yield the lists of members of a sentence, tokens [first, last), that its words in a row give."""
    for body in scene.names_in(*sentence):
        if is_org(body):
            yield from _row_in_dashes(scene, body, sentence)
            yield from _row_after_link(scene, body, sentence)


def states_in_row(scene: Scene, at: int, end: int) -> tuple[list[Name], int, bool]:
    """Return the states of "A, B and C" from a token on, the token after them, and whether an "and" closes the row."""
    row: list[Name] = []
    closed, after = False, at
    while at < end:
        while at < end and scene.lower[at] in _SMALL:
            at += 1
        name = scene.by_token.get(at)
        if name is None or name.first != at or not is_state(name) or name.how == "adjective":
            break
        row.append(name)
        at = after = name.last
        if closed or at >= end:
            break
        while at < end and scene.lower[at] in (",", "and", "plus"):
            closed, at = closed or scene.lower[at] == "and", at + 1
        if at == after:
            break
    return row, after, closed and len(row) > 1


def _row_in_dashes(scene: Scene, body: Name, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "the Eurasian Economic Union (Russia, Belarus and Kazakhstan)", "the six CSTO members - A, B and C -", "members: A and B"."""
    low, at = scene.lower, body.last
    while at < sentence[1] and (low[at] in listed("membership", "counted") or low[at] in listed("pointing", "body")):
        at += 1
    if at < sentence[1] and low[at] == ":" and _counts_members(scene, body, at):
        row, after, closed = states_in_row(scene, at + 1, sentence[1])
        ends = after >= sentence[1] - 1
    elif at < sentence[1] and low[at] in _OPENING:
        row, after, closed = states_in_row(scene, at + 1, sentence[1])
        ends = after < sentence[1] and low[after] in _OPENING[low[at]]
    else:
        return
    if len(row) > 2 and closed and ends:
        yield list_members(body, distinct(row), exact=False, past=False, where=spread([body.first, row[-1].last - 1]))


def _counts_members(scene: Scene, body: Name, colon: int) -> bool:
    """Whether the words before a colon announce members: "six countries belong to the CSTO:", "the CSTO has six members:"."""
    before = set(scene.lower[max(scene.tokens[body.first].sent.start, body.first - _FAR) : colon])
    telling = before & (listed("membership", "belong") | {"members", "member"})
    return bool(telling) and not before & {"not", "never", "no", "candidates", "observers", "former"}


def _row_after_link(scene: Scene, body: Name, sentence: tuple[int, int]) -> Iterator[Draft]:
    """Read "BODY, (a bloc) made up of A, B and C", "BODY groups A, B and C", "BODY, whose members are A and B"."""
    for at in range(body.last, min(body.last + _GAP, sentence[1])):
        if scene.by_token.get(at) is not None or scene.tokens[at].tag_ == "MD":
            return
        link = next((p for p in _links() if scene.lower[at : at + len(p)] == p), None)
        if link is None:
            continue
        row, after, closed = states_in_row(scene, at + len(link), sentence[1])
        more = after + 1 < sentence[1] and scene.lower[after] in (",", "and") and scene.tokens[after + 1].pos_ != "PUNCT"
        if len(row) > 1 and closed and scene.lower[after : after + 1] != ("'s",):
            exact = not more and " ".join(link) in words()["membership"]["whole_links"]
            where = spread([body.first, row[-1].last - 1])
            yield list_members(body, distinct(row), exact=exact, past=False, where=where)
        return


def _links() -> list[tuple[str, ...]]:
    return [tuple(p.split()) for p in (*words()["membership"]["whole_links"], *words()["membership"]["part_links"])]
