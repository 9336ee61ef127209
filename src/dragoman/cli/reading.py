"""``dragoman brief`` and ``dragoman read``."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    GOOD,
    SOME_FAILED,
    AsOf,
    Output,
    Pipeline,
    Private,
    Sources,
    Today,
    choose,
    exit_code,
    make_settings,
    print_problem,
    show_progress,
)
from dragoman.cli.output import check_output, open_output, write_bytes, write_out
from dragoman.errors import UsageError

_BINARY = ("pdf", "docx")

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.harvest import Harvest
    from dragoman.records.problem import Problem


def brief(
    sources: Sources,
    as_of: AsOf = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", help="md, html, json, pdf or docx.")] = "md",
    output: Output = None,
    question: Annotated[
        str | None, typer.Option("--question", help="What to ask of the texts; decides which visit or event leads.")
    ] = None,
    puzzle: Annotated[Path | None, typer.Option("--puzzle", help="A puzzle file: its analysts' ratings become the key judgements.")] = None,
    since: Annotated[Path | None, typer.Option("--since", help="An earlier brief as JSON: tells what changed since.")] = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Write one brief of the sources, every sentence with its words; what breaks a rule of analytic writing is told on stderr."""
    chosen = choose(format, ("md", "html", "json", *_BINARY))
    if chosen in _BINARY and output is None and sys.stdout.isatty():
        raise UsageError(f"--format {chosen} writes bytes, which no terminal shows: name a file with -o brief.{chosen}")
    check_output(output, [*sources, puzzle, since if chosen != "json" else None])
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman import api

    # A bad puzzle is told before minutes of reading.
    ground = api.make_ground(settings, puzzle=puzzle, since=since)
    harvests, problems = read_all(sources, settings)
    if not harvests:
        for p in problems:
            print_problem(p)
        raise UsageError("nothing could be read, so there is no brief: name a text, a page or a feed that holds an article")
    from dragoman.compose.brief import write_brief
    from dragoman.compose.lint import lint_brief

    today_is = settings.today or api.make_kit(settings).today
    made = write_brief(harvests, as_of=settings.as_of, today=today_is, question=question, problems=problems, ground=ground)
    if chosen in _BINARY:
        write_bytes({"pdf": api.to_pdf, "docx": api.to_docx}[chosen](made), output)
    else:
        write_out({"md": api.to_markdown, "html": api.to_html, "json": api.to_json}[chosen](made), output)
    for p in (*problems, *lint_brief(made)):
        print_problem(p)
    raise typer.Exit(exit_code([*problems, *(p for h in harvests for p in h.problems)]))


def read_all(sources: list[str], settings: "Settings") -> "tuple[list[Harvest], list[Problem]]":
    """Return what the sources give: harvests, and the problems of those that gave none."""
    from dragoman import api
    from dragoman.records.harvest import Harvest

    harvests: list[Harvest] = []
    problems: list[Problem] = []
    with show_progress("reading") as step:
        for result in api.read_sources(sources, settings):
            if isinstance(result, Harvest):
                harvests.append(result)
            else:
                problems.append(result)
            step()
    return harvests, problems


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
    chosen = choose(format, ("table", "jsonl"))
    check_output(output, sources)
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman.export.lines import RecordLines
    from dragoman.export.table import write_table

    lines = RecordLines()
    from dragoman import api

    with open_output(output) as stream, show_progress("reading") as step:
        for result in api.read_sources(sources, settings):
            if chosen == "jsonl":
                stream.writelines(f"{line}\n" for line in lines.lines_of(result))
            else:
                lines.count(result)
                stream.write(write_table(result) + "\n")
            stream.flush()
            step()
        if chosen == "jsonl":
            stream.write(lines.summary() + "\n")
    raise typer.Exit(SOME_FAILED if lines.failed else GOOD)
