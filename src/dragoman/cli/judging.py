"""The commands of ``dragoman case`` that change what stands: correct, accept, reject, undo; and their history."""

from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.case_options import Author, CaseName, DocumentId, Reason, find_document, make_by, open_case
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.store.rows import Action, FindingChange

FindingId = Annotated[str, typer.Argument(metavar="FINDING", help="A finding's id, e.g. q3.", show_default=False)]
_MOST_WORDS = 100


def describe_action(action: "Action") -> str:
    """Return one act as one line."""
    from dragoman.export.safe import one_line

    about = " ".join(t for t in (action.document, action.finding, action.puzzle) if t)
    said = "; ".join(_say_change(name, value) for name, value in action.changes.items())
    more = f" (undoes {action.undoes})" if action.undoes else f" (undone by {action.undone_by})" if action.undone_by else ""
    note = f" – {action.note}" if action.note else ""
    return one_line(f"{action.id:>5}  {action.at}  {action.author}: {action.verb} {about} {said}{more}{note}")


def _say_change(name: str, value: object) -> str:
    if isinstance(value, list) and len(value) == 2:
        return f"{name}: {_short(value[0])} → {_short(value[1])}"
    return f"{name}: {_short(value)}"


def _short(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("name") or value.get("label") or value.get("question") or value
    text = "nothing" if value is None else str(value)
    return text if len(text) <= _MOST_WORDS else text[:_MOST_WORDS] + "…"


def describe_change(change: "FindingChange") -> str:
    """Return what became of one finding as one line."""
    from dragoman.export.safe import one_line

    fields = "; ".join(f"{f.field}: {_short(f.before)} → {_short(f.after)}" for f in change.fields)
    return one_line(f"{change.what} {change.document} {change.id} ({change.kind}) {fields or _short(change.text)}")


def correct(
    case: CaseName,
    document: DocumentId,
    finding: FindingId,
    changes: Annotated[list[str], typer.Argument(metavar="FIELD=VALUE...", help="speaker=NAME, status=held ...", show_default=False)],
    by: Author = None,
    note: Reason = "",
) -> None:
    """Correct fields of a finding; what the machine found is kept beside it."""
    pairs = dict(_split_change(c) for c in changes)
    with open_case(case, read_only=False) as opened:
        typer.echo(describe_action(opened.correct_words(find_document(opened, document), finding, pairs, make_by(by, note))))


def _split_change(words: str) -> tuple[str, str]:
    field, sign, value = words.partition("=")
    if not sign or not field.strip():
        raise UsageError(f"'{words[:60]}' is no change: write field=value, e.g. speaker=\"Ada Lind\"")
    return field.strip(), value


def accept(case: CaseName, document: DocumentId, finding: FindingId, by: Author = None, note: Reason = "") -> None:
    """Say that a finding is right."""
    with open_case(case, read_only=False) as opened:
        typer.echo(describe_action(opened.accept(find_document(opened, document), finding, make_by(by, note))))


def reject(case: CaseName, document: DocumentId, finding: FindingId, by: Author = None, note: Reason = "") -> None:
    """Say that a finding is wrong; it is left out from then on, and kept."""
    with open_case(case, read_only=False) as opened:
        typer.echo(describe_action(opened.reject(find_document(opened, document), finding, make_by(by, note))))


def history(
    case: CaseName,
    document: Annotated[str | None, typer.Argument(help="Acts on this document alone.", show_default=False)] = None,
    since: Annotated[str | None, typer.Option("--since", metavar="DATE", help="From this day on.")] = None,
) -> None:
    """List who did what, oldest first; the number before each act is what `undo` takes."""
    from dragoman.config import parse_day
    from dragoman.store.rows import About

    if since is not None:
        since = parse_day(since, "--since")
    with open_case(case) as opened:
        about = About(document=find_document(opened, document)) if document else None
        for action in opened.actions(since, about):
            typer.echo(describe_action(action))


def undo(
    case: CaseName,
    action: Annotated[int, typer.Argument(help="The act's number in `dragoman case history`.", show_default=False)],
    by: Author = None,
    note: Reason = "",
) -> None:
    """Take one act back; undoing an undo brings it back."""
    with open_case(case, read_only=False) as opened:
        typer.echo(describe_action(opened.undo(action, make_by(by, note))))
