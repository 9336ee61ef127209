"""What the commands of ``dragoman case`` share: their arguments, opening a case, who acts, and which document is meant."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import CaseError

if TYPE_CHECKING:
    from dragoman.store.case import Case
    from dragoman.store.rows import By

CaseName = Annotated[Path, typer.Argument(metavar="CASE", help="The case file, e.g. kazakhstan.dragoman.", show_default=False)]
DocumentId = Annotated[str, typer.Argument(metavar="DOCUMENT", help="A document's id, or how it begins.", show_default=False)]
Author = Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who does it; the login name where left out.")]
Reason = Annotated[str, typer.Option("--note", metavar="TEXT", help="Why; kept with the act.")]


def open_case(path: Path, *, read_only: bool = True) -> "Case":
    """Open a case file, by default for reading."""
    from dragoman.store.case import Case

    return Case.open(path, read_only=read_only)


def make_by(author: str | None, note: str = "") -> "By":
    """Return who acts and when: the one place of these commands where the clock is read."""
    import getpass
    from datetime import UTC, datetime

    from dragoman.store.rows import By

    try:
        name = author if author is not None else getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in, as in a container
        name = ""
    return By(author=name, now=datetime.now(UTC).isoformat(), note=note)


def find_document(case: "Case", words: str) -> str:
    """Return the id of the one document whose id is, or begins with, ``words``.

    Raises:
        CaseError: none or several.
    """
    ids = [d.id for d in case.documents() if d.id.startswith(words)]
    if words in ids:
        return words
    if len(ids) != 1:
        found = f"{len(ids)} documents begin so: give more of the id" if ids else "`dragoman case list` names them"
        raise CaseError(f"no document '{words[:80]}' in this case: {found}", code="missing")
    return ids[0]
