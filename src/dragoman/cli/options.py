"""What the commands share: arguments, settings, progress, exit codes."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.problem import Problem

GOOD, SOME_FAILED, BAD_USE = 0, 1, 2

Sources = Annotated[
    list[str],
    typer.Argument(help="Files (text, Markdown, HTML, .jsonl, RSS; also .gz), folders, - or http(s) addresses.", show_default=False),
]
AsOf = Annotated[str | None, typer.Option("--as-of", metavar="DATE", help="Check as of this day instead of each document's own date.")]
Today = Annotated[str | None, typer.Option("--today", metavar="DATE", help="What 'today' means; the clock's day where left out.")]
Pipeline = Annotated[
    str | None, typer.Option("--pipeline", metavar="NAME", help="An installed spaCy pipeline to parse with instead of the shipped model.")
]
Private = Annotated[
    bool | None, typer.Option("--allow-private", help="Let addresses resolve to private or loopback hosts.", show_default=False)
]
Output = Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Write there instead of to standard output.")]


def make_settings(**flags: Any) -> "Settings":
    """Return the settings of this run: flags, then the environment, then the file in the working directory."""
    import os

    from dragoman.config import build_settings

    try:
        folder = Path.cwd()
    except FileNotFoundError as error:
        raise UsageError("the working directory is no longer there: change to another folder") from error
    return build_settings(flags, os.environ, folder)


def choose(value: str, known: tuple[str, ...], option: str = "--format") -> str:
    """Return ``value``; UsageError where it is not one of ``known``."""
    if value not in known:
        raise UsageError(f"{option} '{value[:40]}' is not known: choose {', '.join(known)}")
    return value


@contextmanager
def show_progress(what: str) -> Iterator[Any]:
    """Show a bar on stderr where stderr is a terminal; yields a function to call once a text."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda: None
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda: bar.advance(task)


def print_problem(problem: "Problem") -> None:
    """Print one problem on stderr as one line, safe for a terminal."""
    from dragoman.export.safe import one_line

    where = f" ({problem.where})" if problem.where else ""
    typer.echo(one_line(f"{problem.severity}: {problem.source}{where}: {problem.message}"), err=True)


def exit_code(problems: "list[Problem]") -> int:
    """Return the exit code of a run that met these problems."""
    return SOME_FAILED if any(p.severity == "error" for p in problems) else GOOD
