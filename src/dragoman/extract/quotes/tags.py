"""The tag of a quotation read off the surface: ``"...," X said``, ``"...," said X``, ``X said: "..."``.

A tag beside a quotation is stronger evidence than the tree, which long quotations often lead astray.
"""

from dataclasses import dataclass

from dragoman.extract.quotes.draft import Range
from dragoman.extract.quotes.lexicon import Lexicon
from dragoman.extract.quotes.phrases import noun_phrase, text_range, verbal_group
from dragoman.extract.quotes.tree import Tree

LEAD = 2  # tokens (adverbs, "as", "then") that may stand before the subject of a tag
REACH = 45  # tokens in which the verb of a tag must come
NAME = 30  # tokens of a name after "said"
_NOMINAL = frozenset({"PROPN", "PRON", "NOUN", "DET", "ADJ", "NUM"})
_STOP = frozenset({".", "?", "!", ";", ":"})


@dataclass(frozen=True, slots=True)
class Tag:
    """A verb of saying beside a quotation, and its subject (token and text offsets, None where it has none)."""

    verb: int
    speaker: int | None
    source: Range | None


def says(tree: Tree, lexicon: Lexicon, v: int) -> bool:
    """Whether a verb may introduce or close a quotation."""
    cue = lexicon.verbs.get(tree.lemma[v])
    if cue is None:
        return False
    return "quote" in cue.frames or cue.frames.get("clause") in ("statement", "judgement", "belief") or cue.frames.get("to") == "statement"


def tag_after(tree: Tree, lexicon: Lexicon, tail: int, stop: int, any_verb: bool = False) -> Tag | None:
    """Read a tag that starts at token ``tail``, before token ``stop``.

    Args:
        tail: the first token after the quotation and its comma.
        stop: where to end, at the latest (the next quotation, the sentence's end).
        any_verb: whether a verb that the lexicon does not know may stand in the tag, as after a whole sentence and a comma.
    """
    begin = tail
    while begin < min(stop, tail + LEAD) and (tree.pos[begin] == "ADV" or tree.lower[begin] in ("as", "and", "so", "then", "to", "which")):
        begin += 1
    for v in range(begin, min(stop, begin + REACH)):
        if tree.lower[v] in _STOP:
            return None
        finite = (
            any_verb and tree.tag[v] in ("VBD", "VBZ") and (s := tree.kid(v, "nsubj")) is not None and s >= begin and tree.head[v] != v - 1
        )
        if tree.pos[v] != "VERB" or not (says(tree, lexicon, v) or finite):
            if tree.pos[v] == "VERB" and tree.dep[v] not in ("acl:relcl", "acl", "amod", "advcl", "ccomp", "xcomp", "conj", "obl"):
                return None
            continue
        group = verbal_group(tree, v)
        if _has_own_content(tree, v, group[1]):
            return None
        if group[0] - begin <= 1 and begin >= group[0] - 1 and (v == begin or tree.pos[begin] in ("AUX", "ADV") or group[0] <= begin):
            return _subject_after(tree, v, group[1], stop)
        return _subject_before(tree, v, begin, group[0])
    return None


def _has_own_content(tree: Tree, v: int, last: int) -> bool:
    """Whether a verb goes on to a clause of its own ("..., adding that"), so that it closes no quotation."""
    if last + 1 < len(tree.head) and tree.lower[last + 1] == "that":
        return True
    if any(k > v and tree.dep[k] == "ccomp" and tree.left[k] == last + 1 and tree.pos[last + 1] != "PUNCT" for k in tree.kids[v]):
        return True
    return any(
        k > v and tree.dep[k] == "ccomp" and any(tree.lower[c] == "that" and tree.dep[c] == "mark" for c in tree.kids[k])
        for k in tree.kids[v]
    )


def _subject_before(tree: Tree, v: int, begin: int, group: int) -> Tag | None:
    s = tree.kid(v, "nsubj")
    if s is not None and begin <= s < v:
        first, last = noun_phrase(tree, s)
        if first - begin <= LEAD and last < v:
            return Tag(v, s, text_range(tree, max(first, begin), last))
    if tree.pos[begin] not in _NOMINAL or (any(tree.pos[i] == "VERB" for i in range(begin, group)) and s is None):
        return None
    head = next((i for i in range(begin, group) if not begin <= tree.head[i] < group), group - 1)
    if any(tree.lower[i] in ("that", "if", "whether") for i in range(begin, group)) or group - begin > NAME:
        return None
    return Tag(v, head, text_range(tree, begin, group - 1))


def _subject_after(tree: Tree, v: int, last: int, stop: int) -> Tag | None:
    s = tree.kid(v, "nsubj")
    if s is not None and last < s < stop:
        a, b = noun_phrase(tree, s)
        return Tag(v, s, text_range(tree, max(a, last + 1), b))
    start = last + 1
    if start >= stop or tree.pos[start] not in _NOMINAL:
        return None
    head = start
    for _ in range(NAME):
        up = tree.head[head]
        if not start <= up < min(stop, start + NAME) or up == head:
            break
        head = up
    a, b = noun_phrase(tree, head)
    return Tag(v, head, text_range(tree, max(a, start), min(b, stop - 1)))


def tag_before(tree: Tree, lexicon: Lexicon, first: int, begin: int) -> int | None:
    """Return the verb of a tag that ends right before token ``first``, looking back to ``begin``: X said on Monday, "..."."""
    if first <= begin or tree.lower[first - 1] not in (",", ":"):
        return None
    for v in range(first - 2, max(begin, first - REACH) - 1, -1):
        if tree.pos[v] in ("AUX", "SCONJ") and tree.lower[v] != "as":
            return None
        if tree.pos[v] == "VERB":
            return v if says(tree, lexicon, v) else None
    return None
