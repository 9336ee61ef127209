"""Keeps the ids of findings across readings, so that (document, id) means the same finding whatever version read it. Pure."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from dragoman.codec import to_plain
from dragoman.records.findings import ANY_FINDING, Explanation, Visit
from dragoman.store.columns import tell_type

LETTERS = {"mention": "m", "quote": "q", "event": "e", "visit": "v", "claim": "c", "forecast": "f", "explanation": "x"}
_LEAST_OVERLAP = 0.5  # of two spans' union; under half it is more often another finding of the sentence
_UNSTABLE = ("id", "maker", "confidence", "reported_by", "of", "events", "verdict")


def keep_ids(old: Sequence[ANY_FINDING], new: Sequence[ANY_FINDING]) -> tuple[ANY_FINDING, ...]:
    """Return the new findings under the ids of the old ones that they continue; the others get ids never used in the document.

    A finding continues an old one of its kind that says the same at the same place; else one of the same type there; else any there;
    else the one that it overlaps most, by half of both at least.

    Args:
        old: the last state of every finding that the document ever had.
        new: one reading's findings, in order.
    """
    named: dict[str, str] = {}
    free = {f.id: f for f in old}
    for key in (_whole, _place_and_type, _place):
        _match_equal(free, [f for f in new if f.id not in named], key, named)
    _match_overlapping(free, [f for f in new if f.id not in named], named)
    taken = {f.id for f in old} | set(named.values())
    _name_rest([f for f in new if f.id not in named], taken, named)
    return tuple(_rename(f, named) for f in new)


def _name_rest(new: Sequence[ANY_FINDING], taken: set[str], named: dict[str, str]) -> None:
    kept = [f for f in new if f.id not in taken]
    named.update({f.id: f.id for f in kept})
    taken = taken | {f.id for f in kept}
    following = {kind: int(next_id(kind, taken)[1:]) for kind in {f.kind for f in new}}
    for finding in new:
        if finding.id not in named:
            named[finding.id] = f"{LETTERS[finding.kind]}{following[finding.kind]}"
            following[finding.kind] += 1


def next_id(kind: str, taken: Iterable[str]) -> str:
    """Return the kind's letter with the first number above all that are taken."""
    letter = LETTERS[kind]
    numbers = [int(m[1]) for m in (re.fullmatch(rf"{letter}(\d{{1,9}})", i) for i in taken) if m]
    return f"{letter}{max(numbers, default=0) + 1}"


def _whole(finding: ANY_FINDING) -> object:
    plain = to_plain(finding)
    return repr({k: v for k, v in plain.items() if k not in _UNSTABLE})


def _place(finding: ANY_FINDING) -> object:
    return finding.kind, finding.spans


def _place_and_type(finding: ANY_FINDING) -> object:
    return finding.kind, finding.spans, tell_type(finding)


def _match_equal(
    free: dict[str, ANY_FINDING], new: Sequence[ANY_FINDING], key: Callable[[ANY_FINDING], object], named: dict[str, str]
) -> None:
    waiting: dict[object, list[str]] = {}
    for finding in free.values():
        waiting.setdefault(key(finding), []).append(finding.id)
    for finding in new:
        if same := waiting.get(key(finding)):
            named[finding.id] = same.pop(0)
            del free[named[finding.id]]


def _match_overlapping(free: dict[str, ANY_FINDING], new: Sequence[ANY_FINDING], named: dict[str, str]) -> None:
    """Sweep both lists by start, so that only findings that can overlap are compared."""
    left = sorted(free.values(), key=_first)
    pairs: list[tuple[float, str, str]] = []
    begin = 0
    longest = max((_last(f) - _first(f) for f in left), default=0)
    for finding in sorted(new, key=_first):
        while begin < len(left) and _first(left[begin]) + longest < _first(finding):
            begin += 1
        for each in left[begin:]:
            if _first(each) >= _last(finding):
                break
            if each.kind == finding.kind and (share := _share(each, finding)) >= _LEAST_OVERLAP:
                pairs.append((-share, finding.id, each.id))
    for _, new_id, old_id in sorted(pairs):
        if new_id not in named and old_id in free:
            named[new_id] = old_id
            del free[old_id]


def _share(one: ANY_FINDING, other: ANY_FINDING) -> float:
    shared = min(_last(one), _last(other)) - max(_first(one), _first(other))
    return shared / max(1, max(_last(one), _last(other)) - min(_first(one), _first(other)))


def _first(finding: ANY_FINDING) -> int:
    return min((s.start for s in finding.spans), default=0)


def _last(finding: ANY_FINDING) -> int:
    return max((s.end for s in finding.spans), default=0)


def _rename(finding: ANY_FINDING, named: dict[str, str]) -> ANY_FINDING:
    """Give a finding its id, and its references to others theirs."""
    changes: dict[str, Any] = {"id": named[finding.id]}
    if finding.reported_by is not None:
        changes["reported_by"] = named.get(finding.reported_by, finding.reported_by)
    if isinstance(finding, Visit):
        changes["events"] = tuple(named.get(e, e) for e in finding.events)
    if isinstance(finding, Explanation) and finding.of is not None:
        changes["of"] = named.get(finding.of, finding.of)
    return replace(finding, **changes)
