"""What an act of the audit trail changed, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.compose.phrases import clip
from dragoman.store.rows import Action
from dragoman.web.words import name_field

_TOLD = frozenset({"correct", "rate", "resolve", "link", "note"})
_LONGEST = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One field; ``before`` is None where the act only says something and replaces nothing."""

    field: str
    before: str | None
    after: str


def tell_changes(action: Action) -> tuple[Change, ...]:
    """Return what an act changed, each value on one short line; whole puzzles and records are not spelt out."""
    if action.verb not in _TOLD:
        return ()
    found = []
    for name, value in action.changes.items():
        if action.verb == "correct" and isinstance(value, list | tuple) and len(value) == 2:
            found.append(Change(field=name_field(name), before=_tell(value[0]), after=_tell(value[1])))
        else:
            found.append(Change(field=name_field(name), before=None, after=_tell(value)))
    return tuple(found)


def _tell(value: Any) -> str:
    if isinstance(value, Mapping):
        value = next((value[k] for k in ("name", "label", "text") if value.get(k)), dict(value))
    if value is None or value in ("", []):
        return "none"
    if isinstance(value, list | tuple):
        return clip(", ".join(_tell(v) for v in value), _LONGEST)
    return clip(str(value), _LONGEST)
