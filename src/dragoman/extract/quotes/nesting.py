"""Which attribution stands in which, and what is kept of those inside."""

from bisect import bisect_right
from collections.abc import Sequence

from dragoman.extract.quotes.draft import Draft, Range, subtract
from dragoman.extract.quotes.marks import Quotation
from dragoman.extract.quotes.tree import Tree

LOOK_BACK = 200  # contents that start before a cue and are looked at for the one that holds it
MOST_IN_SENTENCE = 60  # drafts of one sentence that are compared with one another
_INNER_FRAMES = frozenset({"clause", "quote", "aside", "according"})


def clip_to_quotations(drafts: Sequence[Draft], quotations: Sequence[Quotation]) -> None:
    """Keep what is said inside a quotation inside it: a cue within the marks has no content beyond them."""
    outer = [q for q in quotations if q.depth == 0]
    starts = [q.start for q in outer]
    for d in drafts:
        if d.cue is None or d.frame == "post":
            continue
        k = bisect_right(starts, d.cue[0]) - 1
        if k >= 0 and d.cue[1] <= outer[k].end:
            d.content = [(max(a, outer[k].start), min(b, outer[k].end)) for a, b in d.content if a < outer[k].end and outer[k].start < b]


def take_out_cues(drafts: Sequence[Draft]) -> None:
    """Take a draft's own cue and source out of its content."""
    for d in drafts:
        for cut in (d.cue, d.source):
            if cut is not None and d.frame != "post":
                d.content = subtract(d.content, cut)


def mend_sources(drafts: Sequence[Draft], tree: Tree) -> None:
    """Give ", adding that" the speaker of the tag before it where the tree seeks its subject in what that speaker says."""
    by_sentence: dict[int, list[Draft]] = {}
    for d in drafts:
        if d.head is not None and d.cue is not None and d.source is not None:
            by_sentence.setdefault(tree.sentence[d.head], []).append(d)
    for group in by_sentence.values():
        for d in group[:MOST_IN_SENTENCE]:
            if d.head is None or d.source is None or tree.tag[d.head] != "VBG":
                continue
            for x in group[:MOST_IN_SENTENCE]:
                if (
                    x is not d
                    and x.cue is not None
                    and d.cue is not None
                    and x.cue[1] <= d.cue[0]
                    and _covers(x, d.source)
                    and not _holds(x, d)
                ):
                    d.source, d.speaker = x.source, x.speaker
                    break


def _covers(draft: Draft, span: Range) -> bool:
    return any(a <= span[0] and span[1] <= b for a, b in draft.content)


def find_parents(drafts: Sequence[Draft]) -> list[int | None]:
    """Return for each draft the index of the innermost draft whose content holds its cue, or None.

    Two drafts that hold each other (as in "he said X, according to Y") are settled for the one with more content.
    """
    ranges = sorted((a, b, n) for n, d in enumerate(drafts) for a, b in d.content)
    sizes = [sum(b - a for a, b in d.content) for d in drafts]
    parents: list[int | None] = []
    for n, d in enumerate(drafts):
        at = d.cue[0] if d.cue is not None and d.frame != "post" else d.content[0][0]
        parent: int | None = None
        i = bisect_right(ranges, (at, 1 << 62, 0)) - 1
        for k in range(i, max(-1, i - LOOK_BACK), -1):
            a, b, m = ranges[k]
            if m != n and a <= at < b and not (_holds(d, drafts[m]) and sizes[n] >= sizes[m]):
                parent = m
                break
        parents.append(parent)
    return parents


def _holds(outer: Draft, inner: Draft) -> bool:
    return inner.cue is not None and any(a <= inner.cue[0] < b for a, b in outer.content)


def is_chain(tree: Tree, draft: Draft) -> bool:
    """Whether a draft inside another is a link of a chain of sources worth its own record: a third party that states something."""
    s = draft.speaker
    if s is None or draft.kind != "statement" or draft.frame not in _INNER_FRAMES or draft.source is None:
        return False
    if tree.pos[s] not in ("PROPN", "NOUN") or draft.head is None or tree.has_to(draft.head):
        return False
    return not any(tree.tag[k] == "MD" or tree.lower[k] in ("if", "unless") for k in tree.kids[draft.head])


def overlaps(a: Sequence[Range], b: Sequence[Range]) -> bool:
    """Whether two lists of ranges share a code point."""
    return any(x < v and u < y for x, y in a for u, v in b)
