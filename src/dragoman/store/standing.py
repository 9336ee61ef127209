"""What stands: the machine's findings with every judgement in force applied. Pure: rows in, rows out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.codec import from_plain, to_plain
from dragoman.errors import RecordError
from dragoman.records.findings import ANY_FINDING, Forecast
from dragoman.store.rows import Action

_KEEPS = ("accept", "correct", "resolve")  # judgements that keep a finding which a newer reading does not find


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A finding as it was made: by a reading, or by an analyst (then ``action`` is the act)."""

    number: int
    id: str
    reading: int | None
    action: int | None
    record: ANY_FINDING


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A finding as it stands; ``record`` is ``made.record`` itself where nothing changed it.

    ``fault`` names a correction that fits the finding no more.
    """

    made: Made
    record: ANY_FINDING
    state: str
    fault: str | None = None


def list_in_force(actions: Sequence[Action]) -> tuple[Action, ...]:
    """Return the actions that no undo in force takes back, oldest first; an undo that is itself undone takes back nothing."""
    undone: set[int] = set()
    kept = []
    for action in sorted(actions, key=lambda a: a.id, reverse=True):
        if action.id in undone:
            continue
        if action.undoes is not None:
            undone.add(action.undoes)
        kept.append(action)
    return tuple(reversed(kept))


def stand_findings(made: Iterable[Made], actions: Sequence[Action]) -> dict[str, Standing]:
    """Return the findings of one document that stand, by id, in the order of the text.

    An analyst's own finding stands before the machine's of the same id; the newest reading's before older ones; one of an older
    reading alone stands on only where somebody accepted, corrected or resolved it.

    Args:
        made: every finding ever made in the document, in the order in which they were made.
        actions: every action on the document.
    """
    forced = list_in_force(actions)
    in_force = {a.id for a in forced}
    judged: dict[str, list[Action]] = {}
    for action in forced:
        if action.finding is not None:
            judged.setdefault(action.finding, []).append(action)
    chosen = _choose_made(list(made), in_force, judged)
    ordered = sorted(chosen.values(), key=lambda m: (min((s.start for s in m.record.spans), default=0), m.number))
    return {m.id: _judge(m, judged.get(m.id, [])) for m in ordered}


def _choose_made(made: Sequence[Made], in_force: set[int], judged: Mapping[str, Sequence[Action]]) -> dict[str, Made]:
    newest = max((m.reading for m in made if m.reading is not None), default=None)
    chosen: dict[str, Made] = {}
    for m in made:
        if m.action is not None and m.action not in in_force:
            continue
        if m.reading is not None and m.reading != newest and not any(a.verb in _KEEPS for a in judged.get(m.id, ())):
            continue
        before = chosen.get(m.id)
        if before is None or before.action is None:
            chosen[m.id] = m
    return chosen


def _judge(made: Made, actions: Sequence[Action]) -> Standing:
    state = "machine" if made.action is None else "added"
    corrections: dict[str, Any] = {}
    verdict = ""
    record = made.record
    for action in actions:
        if action.verb == "correct":
            corrections.update({name: pair[1] for name, pair in action.changes.items()})  # type: ignore[index]
        elif action.verb in ("accept", "reject", "restore"):
            verdict = action.verb
    fault = None
    if corrections:
        try:
            record = apply_changes(record, corrections)
            state = "corrected"
        except RecordError as error:
            fault = str(error)
    record = _resolve(record, actions)
    if verdict == "reject":
        state = "rejected"
    elif verdict == "accept" and state == "machine":
        state = "accepted"
    return Standing(made=made, record=record, state=state, fault=fault)


def apply_changes(record: ANY_FINDING, changes: Mapping[str, object]) -> ANY_FINDING:
    """Return the record with whole fields replaced by plain JSON values.

    Raises:
        RecordError: a value of the wrong type.
    """
    plain = to_plain(record)
    plain.update(changes)
    changed: ANY_FINDING = from_plain(plain, record.kind)
    return changed


def _resolve(record: ANY_FINDING, actions: Sequence[Action]) -> ANY_FINDING:
    last = next((a for a in reversed(actions) if a.verb == "resolve"), None)
    if last is None or not isinstance(record, Forecast):
        return record
    return replace(record, outcome=str(last.changes.get("outcome")), resolver=last.author)
