"""What changed in a case between two days."""

from collections.abc import Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import to_plain
from dragoman.errors import CaseError
from dragoman.store.cleaning import clean_day
from dragoman.store.documents import list_documents
from dragoman.store.reading import read_actions, read_made
from dragoman.store.rows import About, Action, CaseDiff, FieldChange, FindingChange
from dragoman.store.schema import DOCUMENTS, READINGS
from dragoman.store.standing import Made, Standing, stand_findings

_QUIET = ("id", "maker")


def diff_case(connection: Connection, from_day: str, to_day: str) -> CaseDiff:
    """Return what changed after the end of ``from_day``, up to the end of ``to_day``.

    Raises:
        CaseError: no days, or in the wrong order.
    """
    begin, end = clean_day(from_day, "from"), clean_day(to_day, "to")
    if begin > end:
        raise CaseError(f"{begin} is later than {end}: give the earlier day first")
    actions = tuple(a for a in read_actions(connection) if begin < a.at[:10] <= end)
    c = DOCUMENTS.c
    added = connection.execute(sa.select(c.id, c.added_at)).all()
    new = {r.id for r in added if begin < r.added_at[:10] <= end}
    touched = sorted({a.document for a in actions if a.document is not None} - new - {r.id for r in added if r.added_at[:10] > end})
    changes = [change for document in touched for change in _diff_document(connection, document, begin, end)]
    documents = list_documents(connection, sorted(new)) if new else ()
    return CaseDiff(from_day=begin, to_day=end, documents=documents, findings=tuple(changes), actions=actions)


def _diff_document(connection: Connection, document_id: str, begin: str, end: str) -> Iterator[FindingChange]:
    made, actions = read_made(connection, document_id), read_actions(connection, About(document=document_id))
    query = sa.select(READINGS.c.number, READINGS.c.read_at).where(READINGS.c.document == document_id)
    read_on = {r.number: r.read_at[:10] for r in connection.execute(query)}
    before, after = (_stand_on(made, actions, read_on, day) for day in (begin, end))
    for i in dict.fromkeys((*before, *after)):
        change = _compare(before.get(i), after.get(i))
        if change is not None:
            yield change


def _stand_on(made: Sequence[Made], actions: Sequence[Action], read_on: dict[int, str], day: str) -> dict[str, Standing]:
    """Return what stood at the end of a day."""
    then = [a for a in actions if a.at[:10] <= day]
    acted = {a.id for a in then}
    there = [m for m in made if (m.action in acted if m.reading is None else read_on[m.reading] <= day)]
    return stand_findings(there, then)


def _compare(before: Standing | None, after: Standing | None) -> FindingChange | None:
    shown = after or before
    assert shown is not None
    fields = _diff_fields(before, after) if before and after else ()
    was, now = (s.state if s else None for s in (before, after))
    if before is None:
        what = "added"
    elif after is None:
        what = "gone"
    elif now != was and now == "rejected":
        what = "rejected"
    elif now != was and was == "rejected":
        what = "restored"
    elif fields:
        what = "changed"
    elif now != was and now == "accepted":
        what = "accepted"
    else:
        return None
    r = shown.record
    return FindingChange(document=r.document, id=r.id, kind=r.kind, what=what, text=r.text, fields=fields)


def _diff_fields(before: Standing, after: Standing) -> tuple[FieldChange, ...]:
    old, new = to_plain(before.record), to_plain(after.record)
    names = [name for name in dict.fromkeys((*old, *new)) if name not in _QUIET and old.get(name) != new.get(name)]
    return tuple(FieldChange(field=name, before=old.get(name), after=new.get(name)) for name in names)
