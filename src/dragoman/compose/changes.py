"""What changed since the last brief of the same matter: what is new, what stands otherwise, what is no longer told."""

from collections.abc import Sequence

from dragoman.compose.desk import Desk, cite_opening
from dragoman.compose.phrases import count, day, listed
from dragoman.compose.stands import say_value
from dragoman.records.brief import Cell, Citation, Previous, Row, Section, Sentence, Stand, Table

_COLUMNS = ("change", "what", "then", "now")
_MOST = 8
# What a reader asks first.
_ORDER = ("leader", "likelihood", "outcome", "visit", "date", "event", "forecast", "claim")


def write_changes(desk: Desk, stands: Sequence[Stand]) -> Section | None:
    """Return the section; None where no earlier brief is given."""
    before = desk.ground.since
    if before is None:
        return None
    then = {(s.kind, s.key): s for s in before.stands}
    now = {(s.kind, s.key): s for s in stands}
    changed = [(then[k], s) for k, s in now.items() if k in then and then[k].value != s.value]
    new = [s for k, s in now.items() if k not in then]
    dropped = [s for k, s in then.items() if k not in now]
    rows = [_row(before, "changed", old, fresh) for old, fresh in sorted(changed, key=lambda pair: _place(pair[1].kind))]
    rows += [_row(before, "new", None, s) for s in sorted(new, key=lambda s: _place(s.kind))[:_MOST]]
    rows += [_row(before, "no longer told", s, None) for s in sorted(dropped, key=lambda s: _place(s.kind))[:_MOST]]
    opening = tuple(c for d in list(desk.documents.values())[:3] for c in cite_opening(d)) or (_cite(before),)
    counts = listed((count(len(changed), "change"), f"{len(new)} new", f"{len(dropped)} no longer told"))
    whole = f"Since the brief of {day(before.today)}{', as of ' + day(before.as_of) if before.as_of else ''}: {counts}."
    if not rows:
        whole = f"Nothing changed since the brief of {day(before.today)}."
    note = [Sentence(text=whole, citations=(_cite(before), *opening), topic="change")]
    if before.question != desk.question and before.question and desk.question:
        text = f"That brief asked another question: “{before.question}”."
        note.append(Sentence(text=text, citations=(_cite(before),), topic="change"))
    left = max(len(new) - _MOST, 0) + max(len(dropped) - _MOST, 0)
    after = [Sentence(text=f"{left} more rows of less weight are left out.", citations=(_cite(before),), topic="change")] if left else []
    table = Table(columns=_COLUMNS, rows=tuple(rows)) if rows else None
    return Section(id="changes", heading="What changed since the last brief", before=tuple(note), table=table, after=tuple(after))


def _place(kind: str) -> int:
    return _ORDER.index(kind) if kind in _ORDER else len(_ORDER)


def _cite(before: Previous, stand: Stand | None = None) -> Citation:
    return Citation(source=before.name, note=f"{stand.what}: {say_value(stand)}" if stand else f"written {before.today}")


def _row(before: Previous, change: str, old: Stand | None, fresh: Stand | None) -> Row:
    told = fresh or old
    assert told is not None
    was = (_cite(before, old),) if old else ()
    is_ = (fresh.citations or (_cite(before),)) if fresh else ()

    def cell(text: str, cited: tuple[Citation, ...], tone: str | None = None) -> Cell:
        return Cell(parts=(Sentence(text=text, citations=cited, topic="change", tone=tone),)) if cited else Cell()

    return Row(
        cells=(
            cell(change, is_ or was),
            cell(told.what, is_ or was),
            cell(say_value(old), was, old.value) if old else Cell(),
            cell(say_value(fresh), is_, fresh.value) if fresh else Cell(),
        ),
        topic="change",
    )
