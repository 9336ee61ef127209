"""``dragoman brief`` and ``dragoman read``."""

import sys
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
    write_out,
)
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.harvest import Harvest
    from dragoman.records.problem import Problem


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
    chosen = choose(format, ("md", "html", "json"))
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    harvests, problems = _read_all(sources, settings)
    from dragoman import api

    if not harvests:
        for p in problems:
            print_problem(p)
        raise UsageError("nothing could be read, so there is no brief: name a text, a page or a feed that holds an article")
    from dragoman.compose.brief import write_brief

    made = write_brief(
        harvests, as_of=settings.as_of, today=settings.today or api.make_kit(settings).today, question=question, problems=problems
    )
    write_out({"md": api.to_markdown, "html": api.to_html, "json": api.to_json}[chosen](made), output)
    for p in problems:
        print_problem(p)
    raise typer.Exit(exit_code([*problems, *(p for h in harvests for p in h.problems)]))


def _read_all(sources: list[str], settings: "Settings") -> "tuple[list[Harvest], list[Problem]]":
    from dragoman import api
    from dragoman.records.harvest import Harvest

    harvests: list[Harvest] = []
    problems: list[Problem] = []
    with show_progress("reading") as step:
        for result in api.read(sources, settings):
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
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman.export.lines import RecordLines
    from dragoman.export.table import write_table

    if output is not None:
        write_out("", output)
    stream = output.open("w", encoding="utf-8") if output else sys.stdout
    lines = RecordLines()
    from dragoman import api

    with show_progress("reading") as step:
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
