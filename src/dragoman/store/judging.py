"""What analysts do to findings: correct, accept, reject, restore, add, resolve, write notes."""

from dataclasses import replace

import sqlalchemy as sa
from sqlalchemy import Connection

from dragoman.codec import encode, from_plain, to_plain
from dragoman.errors import CaseError, RecordError
from dragoman.records.findings import ANY_FINDING, Forecast
from dragoman.store.acting import read_action, undo_action, write_action
from dragoman.store.cleaning import clean_by, clean_note
from dragoman.store.correcting import Setting, check_references, plan_changes, read_change
from dragoman.store.keeping import LETTERS, next_id
from dragoman.store.reading import read_actions, read_document, read_made
from dragoman.store.refreshing import refresh_document
from dragoman.store.rows import About, Action, By, Note
from dragoman.store.schema import ACTIONS, MADE_FINDINGS
from dragoman.store.spans import check_finding
from dragoman.store.standing import Standing, stand_findings

_MOST_OUTCOME = 200


def read_standing(connection: Connection, document_id: str) -> dict[str, Standing]:
    """Return the findings of a document that stand, rejected ones too."""
    return stand_findings(read_made(connection, document_id), read_actions(connection, About(document=document_id)))


def _find_standing(connection: Connection, document_id: str, finding_id: str) -> tuple[Standing, Setting]:
    document = read_document(connection, document_id)
    standing = read_standing(connection, document_id)
    if finding_id not in standing:
        raise CaseError(f"no finding '{finding_id[:20]}' in document '{document_id[:80]}': `dragoman case show` lists them", code="missing")
    return standing[finding_id], Setting(document=document, standing={i: s.record for i, s in standing.items()})


def correct_finding(connection: Connection, about: About, changes: dict[str, object], by: By, *, as_words: bool = False) -> Action:
    """Change fields of a finding; ``as_words`` reads each value as the words of a command line.

    Raises:
        CaseError: no such finding, or a change that cannot be.
    """
    standing, setting = _find_standing(connection, about.document or "", about.finding or "")
    given = dict(changes)
    if as_words:
        given = {path: read_change(standing.record, path, str(words)) for path, words in given.items()}
    _, differing = plan_changes(standing.record, given, setting)
    action = write_action(connection, "correct", by, about=about, changes=differing)
    refresh_document(connection, setting.document.id)
    return action


def judge_finding(connection: Connection, verb: str, about: About, by: By) -> Action:
    """Accept, reject or restore a finding."""
    _find_standing(connection, about.document or "", about.finding or "")
    action = write_action(connection, verb, by, about=about)
    refresh_document(connection, about.document or "")
    return action


def add_finding(connection: Connection, record: ANY_FINDING, by: By) -> Action:
    """Add an analyst's own finding under a new id.

    Raises:
        CaseError: no such document, a span outside of its text, a reference to a finding that is not there.
    """
    by = clean_by(by)
    if record.kind not in LETTERS:
        raise CaseError(f"'{record.kind[:40]}' is no kind of finding: choose {', '.join(LETTERS)}")
    document = read_document(connection, record.document)
    made = read_made(connection, document.id)
    setting = {i: s.record for i, s in read_standing(connection, document.id).items()}
    text = record.text or " ".join(document.text[s.start : s.end] for s in record.spans)
    record = replace(record, id=next_id(record.kind, (m.id for m in made)), maker=f"analyst/{by.author}", text=text)
    try:
        record = from_plain(to_plain(record), record.kind)
    except RecordError as error:
        raise CaseError(f"this {record.kind} cannot be added: {error}") from error
    check_finding(record, len(document.text))
    check_references(record, setting)
    action = write_action(connection, "add_finding", by, about=About(document=document.id, finding=record.id))
    values = {"document": document.id, "id": record.id, "kind": record.kind, "action": action.id, "record": encode(record).decode()}
    connection.execute(sa.insert(MADE_FINDINGS).values(values))
    refresh_document(connection, document.id)
    return action


def resolve_forecast(connection: Connection, about: About, outcome: str, evidence: str, by: By) -> Action:
    """Write how a forecast came out.

    Raises:
        CaseError: no such forecast, or no outcome.
    """
    standing, setting = _find_standing(connection, about.document or "", about.finding or "")
    if not isinstance(standing.record, Forecast):
        raise CaseError(f"'{standing.record.id}' is a {standing.record.kind}, no forecast: only a forecast can be resolved")
    outcome = " ".join(outcome.split())
    if not outcome or len(outcome) > _MOST_OUTCOME:
        raise CaseError(f"an outcome is needed, of at most {_MOST_OUTCOME} characters")
    action = write_action(connection, "resolve", by, about=about, changes={"outcome": outcome, "evidence": clean_note(evidence)})
    refresh_document(connection, setting.document.id)
    return action


def undo(connection: Connection, action_id: int, by: By) -> Action:
    """Take an action back and bring its document in line."""
    action = undo_action(connection, action_id, by)
    if action.document is not None:
        refresh_document(connection, action.document)
    return action


def write_note(connection: Connection, text: str, by: By, about: About, replaces: int | None) -> Action:
    """Write a note, and take back the one that it replaces.

    Raises:
        CaseError: an empty note, one about something that is not there, or ``replaces`` is no note that stands.
    """
    if not text.strip():
        raise CaseError("a note needs words")
    _check_about(connection, about)
    if replaces is not None:
        old = read_action(connection, replaces)
        if old.verb != "note" or old.undone_by is not None:
            raise CaseError(f"action {replaces} is no note that stands: `dragoman case history` lists them")
        undo_action(connection, replaces, by)
        about = About(document=old.document, finding=old.finding, puzzle=old.puzzle)
    return write_action(connection, "note", by, about=about, changes={"text": clean_note(text)})


def _check_about(connection: Connection, about: About) -> None:
    if about.finding is not None:
        _find_standing(connection, about.document or "", about.finding)
    elif about.document is not None:
        read_document(connection, about.document)
    if about.puzzle is not None:
        found = connection.execute(sa.select(ACTIONS.c.id).where(ACTIONS.c.puzzle == about.puzzle, ACTIONS.c.verb == "save_puzzle"))
        if found.first() is None:
            raise CaseError(f"no puzzle '{about.puzzle[:80]}' in this case", code="missing")


def list_notes(connection: Connection, about: About | None) -> tuple[Note, ...]:
    """Return the notes that stand, oldest first."""
    return tuple(
        Note(
            action=a.id,
            at=a.at,
            author=a.author,
            text=str(a.changes["text"]),
            about=About(document=a.document, finding=a.finding, puzzle=a.puzzle),
        )
        for a in read_actions(connection, about)
        if a.verb == "note" and a.undone_by is None
    )
