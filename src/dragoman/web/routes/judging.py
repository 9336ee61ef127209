"""What an analyst decides on a finding: accept, correct, reject, restore, add, note; and undo, of anything."""

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Form, HTTPException
from fastapi.responses import Response

from dragoman.errors import UsageError
from dragoman.records.document import Document
from dragoman.records.spans import Span
from dragoman.store.rows import About
from dragoman.web.acting import Answers, Back, Id, NoteText, go_back
from dragoman.web.desk import OnDesk
from dragoman.web.forms import make_finding, read_changes
from dragoman.web.pages import article_link

router = APIRouter()
_VERDICTS = ("accept", "reject", "restore")


@router.post("/judge")
def judge_finding(desk: OnDesk, document: Id, finding: Id, act: Id, back: Back = "/", note: NoteText = "") -> Response:
    """Accept or reject a finding, or take that back."""
    if act not in _VERDICTS:
        raise HTTPException(422, f"'{act[:40]}' is no act: choose {', '.join(_VERDICTS)}")
    action = getattr(desk.case, act)(document, finding, desk.by(note))
    return go_back(action, back)


@router.post("/correct")
def correct_finding(
    desk: OnDesk, answers: Answers, document: Id, finding: Id, back: Back = "/", note: NoteText = ""
) -> Response:  # fmt: skip
    """Change fields of a finding; what the form leaves as it was is no change."""
    record = desk.case.finding(document, finding).record
    changes = read_changes(record, answers)
    if not changes:
        raise UsageError("nothing was changed in the form: change a field, then save")
    return go_back(desk.case.correct(document, finding, changes, desk.by(note)), back)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding is to be added: at the offsets of a selection, or at words that stand once in the text."""

    document: Id
    words: Annotated[str, Form(max_length=20_000)] = ""
    start: Annotated[int | None, Form()] = None
    end: Annotated[int | None, Form()] = None


@router.post("/add/finding")
def add_finding(desk: OnDesk, answers: Answers, place: Annotated[Place, Depends()], kind: Id, note: NoteText = "") -> Response:
    """Add a finding that the machine missed."""
    document = desk.case.document(place.document)
    given = place.start is not None and place.end is not None
    span = _trim(document.text, place.start or 0, place.end or 0) if given else _find_words(document, place.words)
    if not 0 <= span.start < span.end <= len(document.text):
        raise UsageError("the words are not in the text: select them again")
    action = desk.case.add_finding(make_finding(kind, document, span, answers), desk.by(note))
    return go_back(action, article_link(place.document, action.finding))


@router.post("/note")
def write_note(desk: OnDesk, text: NoteText, back: Back = "/", document: Id = "", finding: Id = "", puzzle: Id = "") -> Response:
    """Write a note on the case, a document, a finding or a puzzle."""
    about = About(document=document or None, finding=finding or None, puzzle=puzzle or None)
    return go_back(desk.case.write_note(text, desk.by(), about), back)


@router.post("/undo")
def undo_action(desk: OnDesk, action: Annotated[int, Form()], back: Back = "/") -> Response:
    """Take one action back; the trail keeps both."""
    return go_back(desk.case.undo(action, desk.by()), back)


def _trim(text: str, start: int, end: int) -> Span:
    """Return the range without the white space at its ends, which a selection by mouse takes along."""
    while 0 <= start < end <= len(text) and text[start].isspace():
        start += 1
    while 0 <= start < end <= len(text) and text[end - 1].isspace():
        end -= 1
    return Span(start=start, end=end)


def _find_words(document: Document, words: str) -> Span:
    """Return where words stand, if once; white space may differ, as pasted words have it otherwise than the text.

    Raises:
        UsageError: they do not stand in the text, or several times.
    """
    wanted = words.split()
    if not wanted:
        raise UsageError("no words were given: select some in the text, or paste them from it")
    found: list[Span] = []
    at = document.text.find(wanted[0])
    while at >= 0 and len(found) < 2:
        end = _match_from(document.text, at, wanted)
        if end is not None:
            found.append(Span(start=at, end=end))
        at = document.text.find(wanted[0], at + 1)
    if len(found) != 1:
        told = "stand several times in the text: give more of them" if found else "are not in the text: paste them as they stand there"
        raise UsageError(f"the words {told}")
    return found[0]


def _match_from(text: str, at: int, wanted: list[str]) -> int | None:
    for i, word in enumerate(wanted):
        if i:
            after = at
            while after < len(text) and text[after].isspace():
                after += 1
            if after == at:
                return None
            at = after
        if not text.startswith(word, at):
            return None
        at += len(word)
    return at
