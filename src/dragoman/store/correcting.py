"""Turns what an analyst says of a finding into whole new field values, checked against the record's type. Pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dragoman.codec import from_json, from_plain, to_plain
from dragoman.errors import CaseError, RecordError
from dragoman.records.document import Document
from dragoman.records.findings import ANY_FINDING, Explanation, Mention, Visit
from dragoman.records.spans import Ref
from dragoman.records.verdict import LABELS
from dragoman.store.columns import SPEAKER_FIELDS, fold, walk_refs
from dragoman.store.spans import check_finding

_FIXED = ("kind", "document", "id", "maker")
_REFS = {
    "quote": ("source",),
    "visit": ("visitor", "host", "invited_by"),
    "event": ("place",),
    "claim": ("subject", "object"),
    "forecast": ("forecaster",),
    "explanation": ("proponent",),
}
_REF_LISTS = {"event": ("actors", "recipients"), "visit": ("delegation",), "claim": ("objects",)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a change is read against: the document, and all of its findings that stand."""

    document: Document
    standing: Mapping[str, ANY_FINDING]


def plan_changes(finding: ANY_FINDING, changes: Mapping[str, object], setting: Setting) -> tuple[ANY_FINDING, dict[str, list[Any]]]:
    """Return the finding as it would stand, and [before, after] of every field that differs, as plain JSON values.

    Raises:
        CaseError: nothing changes, an unknown or fixed field, a value of the wrong type, a span outside of the text.
    """
    if not changes:
        raise CaseError("nothing to correct: give at least one field=value")
    before = to_plain(finding)
    after = to_plain(finding)
    for path, value in changes.items():
        _set_value(finding, after, path, value, setting)
    if after["spans"] != before["spans"] and "text" not in changes:
        after["text"] = _quote_spans(after["spans"], setting.document.text)
    try:
        changed: ANY_FINDING = from_plain(after, finding.kind)
    except RecordError as error:
        raise CaseError(f"{finding.kind} {finding.id} cannot be so: {_plain_reason(error)}") from error
    check_finding(changed, len(setting.document.text))
    check_references(changed, setting.standing)
    after = to_plain(changed)
    differing = {name: [before[name], after[name]] for name in after if after[name] != before[name]}
    if not differing:
        raise CaseError(f"{finding.kind} {finding.id} says so already: nothing was changed")
    return changed, differing


def _set_value(finding: ANY_FINDING, after: dict[str, Any], path: str, value: object, setting: Setting) -> None:
    name, _, rest = path.strip().partition(".")
    if name == "speaker" and name not in after:
        name = SPEAKER_FIELDS.get(finding.kind, name)
    if name in _FIXED:
        raise CaseError(f"{name} of a finding cannot be changed: reject it and add another one")
    if name not in after:
        known = ", ".join(f.name for f in fields(finding) if f.name not in _FIXED)
        raise CaseError(f"a {finding.kind} has no field '{path[:60]}': it has {known}")
    if rest:
        after[name] = _set_inside(after[name], rest.split("."), value, path)
    elif isinstance(value, str) and name in _REFS.get(finding.kind, ()):
        after[name] = link_name(value, finding, setting)
    elif name in _REF_LISTS.get(finding.kind, ()) and (names := _as_names(value)):
        after[name] = [link_name(each, finding, setting) for each in names]
    elif name == "verdict" and isinstance(value, str):
        after[name] = _judge_by_hand(value, after.get("verdict"))
    else:
        after[name] = value


def _set_inside(whole: Any, steps: Sequence[str], value: object, path: str) -> Any:
    """Return ``whole`` with one value set at the end of a path of names and list positions."""
    step, rest = steps[0], steps[1:]
    if whole is None and not step.isdigit():
        whole = {}
    if isinstance(whole, dict):
        if whole and step not in whole:
            raise CaseError(f"there is nothing at '{path[:60]}' to change: it has {', '.join(whole)}")
        return {**whole, step: _set_inside(whole.get(step), rest, value, path) if rest else value}
    if isinstance(whole, list) and step.isdigit() and int(step) < len(whole):
        inner = _set_inside(whole[int(step)], rest, value, path) if rest else value
        return [*whole[: int(step)], inner, *whole[int(step) + 1 :]]
    raise CaseError(f"there is nothing at '{path[:60]}' to change")


def link_name(name: str, finding: ANY_FINDING, setting: Setting) -> dict[str, Any]:
    """Return a Ref for a name: whom the document means by it, where it is named nearest to the finding; unlinked where nobody is."""
    wanted = fold(name)
    at = min((s.start for s in finding.spans), default=0)
    same = [
        ref for other in setting.standing.values() for ref in _name_refs(other) if wanted in (fold(ref.name), fold(_words(ref, setting)))
    ]
    if same:
        known = next((r for r in same if r.entity), same[0])
        near = min(same, key=lambda r: abs(r.start - at) if r.start is not None else len(setting.document.text))
        return {"start": near.start, "end": near.end, "entity": known.entity, "name": known.name, "country": known.country}
    start = setting.document.text.find(name) if name.strip() else -1
    anchored = {"start": start, "end": start + len(name)} if start >= 0 else {"start": None, "end": None}
    return {**anchored, "entity": None, "name": name, "country": None}


def _name_refs(finding: ANY_FINDING) -> Iterator[Ref]:
    if isinstance(finding, Mention):
        yield Ref(start=finding.start, end=finding.end, entity=finding.entity, name=finding.name, country=finding.country)
    else:
        yield from (ref for _, ref in walk_refs(finding))


def _words(ref: Ref, setting: Setting) -> str:
    return setting.document.text[ref.start : ref.end] if ref.start is not None else ""


def _as_names(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list) and value and all(isinstance(each, str) for each in value):
        return value
    return []


def _judge_by_hand(label: str, verdict: Any) -> dict[str, Any]:
    if label not in LABELS:
        raise CaseError(f"verdict '{label[:40]}' is not known: choose {', '.join(LABELS)}")
    # The rows that the machine used stay with its own verdict, which is kept as the value before.
    return {"label": label, "basis": "analyst", "as_of": verdict["as_of"] if isinstance(verdict, dict) else None}


def _quote_spans(spans: Any, text: str) -> str:
    try:
        return " ".join(text[s["start"] : s["end"]] for s in spans)
    except (TypeError, KeyError):
        return ""


def check_references(finding: ANY_FINDING, standing: Mapping[str, ANY_FINDING]) -> None:
    """Check that the findings that this one names are there, and of the right kind.

    Raises:
        CaseError: names the first that is not.
    """
    wanted: list[tuple[str, str, tuple[str, ...]]] = []
    if finding.reported_by is not None:
        wanted.append(("reported_by", finding.reported_by, ("quote",)))
    if isinstance(finding, Explanation) and finding.of is not None:
        wanted.append(("of", finding.of, ("visit", "event")))
    if isinstance(finding, Visit):
        wanted += [("events", each, ("event",)) for each in finding.events]
    for name, other, kinds in wanted:
        if other not in standing or standing[other].kind not in kinds:
            raise CaseError(f"{name} '{other[:20]}' is no {' or '.join(kinds)} of this document")


def _plain_reason(error: RecordError) -> str:
    return str(error).split(": ", 1)[-1].replace("`$.", "`")


def read_change(finding: ANY_FINDING, path: str, words: str) -> object:
    """Return the value that the words of a command line mean for a field: JSON where the field takes it, else the words themselves.

    So ``confidence=0.5`` is a number, ``condition=null`` nothing, ``unit=2020`` text.
    """
    try:
        value = from_json(words)
    except RecordError:
        return words
    if "." in path:
        return value
    try:
        from_plain({**to_plain(finding), path: value}, finding.kind)
    except RecordError:
        return value if isinstance(value, list) else words
    return value
