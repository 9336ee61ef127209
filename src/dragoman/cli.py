"""The commands. They print and never think; imports are inside, so that ``--help`` answers at once."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from dragoman.errors import DragomanError, UsageError

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.harvest import Harvest
    from dragoman.records.problem import Problem

GOOD, SOME_FAILED, BAD_USE = 0, 1, 2
app = typer.Typer(
    name="dragoman",
    help="Reads political news: what is behind this, who says so, does it hold, and which explanation survives?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

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


def main() -> None:
    """Run the command line; bad use is one line on stderr and exit code 2."""
    try:
        app()
    except DragomanError as error:
        _give_up(error)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # The reader (`| head`) has gone: no more output, no traceback at exit.
        sys.stdout = open("/dev/null", "w")  # noqa: SIM115
        sys.exit(GOOD)


def _give_up(error: DragomanError) -> NoReturn:
    typer.echo(f"dragoman: {error}", err=True)
    sys.exit(BAD_USE)


def _settings(**flags: Any) -> "Settings":
    import os

    from dragoman.config import build_settings

    return build_settings(flags, os.environ, Path.cwd())


def _choose(value: str, known: tuple[str, ...]) -> str:
    if value not in known:
        raise UsageError(f"--format '{value[:40]}' is not known: choose {', '.join(known)}")
    return value


@contextmanager
def _progress(what: str) -> Iterator[Any]:
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


def _print_problem(problem: "Problem") -> None:
    from dragoman.export.safe import one_line

    where = f" ({problem.where})" if problem.where else ""
    typer.echo(one_line(f"{problem.severity}: {problem.source}{where}: {problem.message}"), err=True)


def _code(problems: "list[Problem]") -> int:
    return SOME_FAILED if any(p.severity == "error" for p in problems) else GOOD


def _write(text: str, output: Path | None) -> None:
    if output is None:
        sys.stdout.write(text if text.endswith("\n") else text + "\n")
        sys.stdout.flush()
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): name another file with -o") from error


@app.command()
def brief(
    sources: Sources,
    as_of: AsOf = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", help="md, html or json.")] = "md",
    output: Output = None,
    question: Annotated[
        str | None, typer.Option("--question", help="What to ask of the texts; decides which visit or event leads.")
    ] = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Write one brief of the sources, every sentence with its words."""
    chosen = _choose(format, ("md", "html", "json"))
    settings = _settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    harvests, problems = _read_all(sources, settings)
    from dragoman import api

    if not harvests:
        for p in problems:
            _print_problem(p)
        raise UsageError("nothing could be read, so there is no brief: name a text, a page or a feed that holds an article")
    from dragoman.compose.brief import write_brief

    made = write_brief(
        harvests, as_of=settings.as_of, today=settings.today or api.make_kit(settings).today, question=question, problems=problems
    )
    _write({"md": api.to_markdown, "html": api.to_html, "json": api.to_json}[chosen](made), output)
    for p in problems:
        _print_problem(p)
    raise typer.Exit(_code([*problems, *(p for h in harvests for p in h.problems)]))


def _read_all(sources: list[str], settings: "Settings") -> "tuple[list[Harvest], list[Problem]]":
    from dragoman import api
    from dragoman.records.harvest import Harvest

    harvests: list[Harvest] = []
    problems: list[Problem] = []
    with _progress("reading") as step:
        for result in api.read(sources, settings):
            if isinstance(result, Harvest):
                harvests.append(result)
            else:
                problems.append(result)
            step()
    return harvests, problems


@app.command()
def read(
    sources: Sources,
    as_of: AsOf = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", help="table or jsonl.")] = "table",
    output: Output = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Print the findings of each source: a table to look at, or one JSON record a line."""
    chosen = _choose(format, ("table", "jsonl"))
    settings = _settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman.export.lines import RecordLines
    from dragoman.export.table import write_table

    if output is not None:
        _write("", output)
    stream = output.open("w", encoding="utf-8") if output else sys.stdout
    lines = RecordLines()
    from dragoman import api

    with _progress("reading") as step:
        for result in api.read(sources, settings):
            if chosen == "jsonl":
                stream.writelines(f"{line}\n" for line in lines.lines_of(result))
            else:
                lines.count(result)
                stream.write(write_table(result) + "\n")
            stream.flush()
            step()
    if chosen == "jsonl":
        stream.write(lines.summary() + "\n")
    stream.flush()
    raise typer.Exit(SOME_FAILED if lines.failed else GOOD)


@app.command()
def check(
    text: Annotated[str | None, typer.Argument(help="A sentence to check.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help='A .jsonl of {"id", "text", "as_of"}.')] = None,
    as_of: AsOf = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", help="text or jsonl.")] = "text",
    pipeline: Pipeline = None,
) -> None:
    """Check a sentence, or a file of them, against the dated tables."""
    chosen = _choose(format, ("text", "jsonl"))
    if (text is None) == (file is None):
        raise UsageError('give one sentence, or --file with a .jsonl of {"id", "text", "as_of"}')
    settings = _settings(as_of=as_of, today=today, pipeline=pipeline)
    from dragoman.export.verdicts import write_verdict_json, write_verdict_text
    from dragoman.sentences import check_sentences, read_sentence_file

    rows = [("1", text, None)] if text is not None else read_sentence_file(file or Path())
    for verdict in check_sentences(rows, settings):
        _write((write_verdict_json if chosen == "jsonl" else write_verdict_text)(verdict), None)


@app.command()
def tables(check: Annotated[bool, typer.Option("--check", help="Validate every row and list what breaks a rule.")] = False) -> None:
    """List the reference tables: rows, span and review date."""
    from dragoman.tables import describe_tables, validate_tables

    if check:
        faults = validate_tables()
        for fault in faults:
            typer.echo(f"{fault.table} {fault.row}: {fault.message}")
        typer.echo(f"{len(faults)} faults")
        raise typer.Exit(SOME_FAILED if faults else GOOD)
    typer.echo(f"{'table':<14}{'rows':>7}{'checked':>9}  span                      reviewed")
    for t in describe_tables():
        typer.echo(f"{t.name:<14}{t.rows:>7}{t.checked:>9}  {(t.first or '') + ' to ' + (t.last or 'today'):<25} {t.reviewed or ''}")


@app.command()
def version() -> None:
    """Print the version."""
    from dragoman.records.maker import VERSION

    typer.echo(VERSION)
