"""Like explanations put together: each group is one candidate answer, or one counter-argument.

First what one speaker says in one breath: the cause that he gives stands with the aim that he gives beside it. Then by theme. A lone
explanation under a theme that fits everything joins the group that its sentence is about. What has no theme, or explains nothing that
was found as a visit or event, is put together by its words alone.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.records.document import Document
from dragoman.records.findings import Explanation
from dragoman.records.spans import Span
from dragoman.weigh.lexicon import listed
from dragoman.weigh.passages import sentence_at, telling_words
from dragoman.weigh.wording import word_counter, word_hypothesis

_NEAR = 300  # code points between a cause and the aim that it stands with
# Two reasons without a theme are one where the smaller shares more than this much of its telling words with the other.
_ALIKE = 0.5
# A lone explanation joins a group with which it shares at least one word that no other group has, in sum.
_ENOUGH = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Like explanations of one thing. ``text`` is a readable line of their own words; ``theme`` None where only words hold them."""

    text: str
    theme: str | None
    members: tuple[Explanation, ...]

    def side(self, stance: str) -> tuple[Explanation, ...]:
        """Return the members of one stance, surest first, then in text order."""
        return tuple(sorted((x for x in self.members if x.stance == stance), key=lambda x: (-x.confidence, x.spans[0].start)))


@dataclass(slots=True)
class _Heap:
    theme: str | None
    members: list[Explanation]


def group_explanations(explanations: Iterable[Explanation], documents: Mapping[str, Document]) -> tuple[Group, ...]:
    """Return the groups, those with something for them first, most offered first.

    Args:
        explanations: of one visit or event.
        documents: by id, those of the explanations among them.
    """
    heaps: dict[str, _Heap] = {}
    loose: list[_Heap] = []
    for unit in _join_breaths(list(explanations)):
        theme = unit[0].theme
        if theme is None or unit[0].of is None:
            loose.append(_Heap(None, unit))
        else:
            heaps.setdefault(theme, _Heap(theme, [])).members.extend(unit)
    every = [*heaps.values(), *_cluster(loose, documents)]
    merged = _settle_lone(every, documents)
    groups = [_make_group(h, documents) for h in merged]
    return tuple(sorted(groups, key=lambda g: (not g.side("for"), -len(g.side("for")), -len(g.members), _place(g.members[0]))))


def _place(x: Explanation) -> tuple[str, int]:
    return x.document, x.spans[0].start


def _make_group(heap: _Heap, documents: Mapping[str, Document]) -> Group:
    members = tuple(sorted(heap.members, key=_place))
    offered = [x for x in members if x.stance == "for"]
    text = word_hypothesis(offered, documents) if offered else word_counter(members, documents)
    return Group(text=text, theme=heap.theme, members=members)


def _join_breaths(explanations: Sequence[Explanation]) -> list[list[Explanation]]:
    """Put what one speaker says in one breath together, the leading explanation first: a goal leads causes, else the first leads."""
    goals = listed("grouping", "goals")
    units: list[list[Explanation]] = []
    for x in sorted(explanations, key=lambda x: (x.document, x.stance == "for" and x.marker_class not in goals, x.spans[0].start)):
        home = next((u for u in units if _is_one_breath(u[0], x)), None)
        if home is None:
            units.append([x])
        else:
            home.append(x)
    return units


def _is_one_breath(lead: Explanation, x: Explanation) -> bool:
    if x.reported_by is None or (lead.document, lead.reported_by, lead.stance) != (x.document, x.reported_by, x.stance):
        return False
    gap = max(lead.spans[0].start, x.spans[0].start) - min(lead.spans[-1].end, x.spans[-1].end)
    goals = listed("grouping", "goals")
    led = x.stance == "against" or (lead.marker_class in goals and x.marker_class not in goals)
    return led and gap <= _NEAR


def _cluster(loose: Sequence[_Heap], documents: Mapping[str, Document]) -> list[_Heap]:
    """Put reasons together that stand in one sentence, or share most of their telling words."""
    heaps: list[tuple[set[str], Span, _Heap]] = []
    for unit in loose:
        words = {w for x in unit.members for w in telling_words(x.reason)}
        at = sentence_at(documents[unit.members[0].document], unit.members[0].spans[0])
        home = next((h for h in heaps if _is_alike(words, h[0]) or (h[1] == at and _is_side(h[2], unit))), None)
        if home is None:
            heaps.append((words, at, unit))
        else:
            home[2].members.extend(unit.members)
            home[0].update(words)
    return [heap for _, _, heap in heaps]


def _is_alike(words: set[str], other: set[str]) -> bool:
    return bool(words) and len(words & other) > _ALIKE * min(len(words), len(other))


def _is_side(heap: _Heap, unit: _Heap) -> bool:
    """Whether two heaps are of one document and one stance."""
    a, b = heap.members[0], unit.members[0]
    return (a.document, a.stance) == (b.document, b.stance)


def _settle_lone(heaps: list[_Heap], documents: Mapping[str, Document]) -> list[_Heap]:
    """Move a lone explanation under a wide theme to the group whose sentences share most telling words with its own."""
    wide = listed("grouping", "wide")
    lone = [h for h in heaps if h.theme in wide and len(h.members) == 1 and h.members[0].stance == "for"]
    homes = [h for h in heaps if h not in lone and any(x.stance == "for" for x in h.members)]
    words = [{w for x in h.members for w in _sentence_words(x, documents)} for h in homes]
    moved = []
    for heap in lone:
        own = _sentence_words(heap.members[0], documents)
        shared = [sum(1 / sum(w in other for other in words) for w in own & there) for there in words]
        best = max(range(len(homes)), key=lambda i: shared[i], default=None)
        if best is not None and shared[best] >= _ENOUGH and shared.count(shared[best]) == 1:
            homes[best].members.extend(heap.members)
            moved.append(heap)
    return [h for h in heaps if h not in moved]


def _sentence_words(x: Explanation, documents: Mapping[str, Document]) -> frozenset[str]:
    document = documents[x.document]
    at = sentence_at(document, x.spans[-1])
    return telling_words(document.text[at.start : at.end])
