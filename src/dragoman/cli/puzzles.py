"""``dragoman puzzle new`` and ``dragoman weigh``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
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
)
from dragoman.cli.output import check_output, counted, write_out
from dragoman.cli.reading import read_all
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.config import Settings
    from dragoman.records.puzzle import Puzzle

app = typer.Typer(
    help="A puzzle: one question, its competing explanations and the evidence, in a file to rate and keep.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@app.callback()
def puzzle() -> None:
    """Keep ``new`` a command of its own, though it is the only one."""


@app.command()
def new(
    sources: Sources,
    output: Output = None,
    question: Annotated[str | None, typer.Option("--question", metavar="TEXT", help="What is asked; drafted where left out.")] = None,
    update: Annotated[bool, typer.Option("--update", help="Add what is new to an existing file; all that stands in it stays.")] = False,
    as_of: AsOf = None,
    today: Today = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Draft a puzzle from the sources: explanations, evidence, and ratings that are marked as drafts."""
    _check_output(output, update)
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline, allow_private=allow_private)
    harvests, problems = read_all(sources, settings)
    problems += [p for h in harvests for p in h.problems]
    for p in problems:
        print_problem(p)
    if not harvests:
        raise UsageError("nothing could be read, so there is no puzzle: name a text, a page or a feed that holds an article")
    from dragoman import api
    from dragoman.weigh.draft import draft_puzzle
    from dragoman.weigh.writing import write_puzzle

    day = settings.today or api.make_kit(settings).today
    draft = draft_puzzle(harvests, question=question, as_of=settings.as_of, day=day)
    text = _update(output, draft, day) if update and output else write_puzzle(draft)
    _check_output(output, update)  # once more: reading takes minutes, and somebody may have written there since
    write_out(text, output)
    if output is not None and not update:
        _say_size(draft)
    raise typer.Exit(exit_code(problems))


def _check_output(output: Path | None, update: bool) -> None:
    """Refuse what would overwrite people's work, before anything is read."""
    check_output(output)
    if update and (output is None or not output.is_file()):
        raise UsageError("--update needs -o with the puzzle file that is to grow; leave --update out for a new one")
    if output is not None and output.exists() and not update:
        raise UsageError(f"{output} exists and may hold ratings: name another file with -o, or add what is new to it with --update")


def _update(path: Path, draft: "Puzzle", day: str) -> str:
    from dragoman.weigh.file import read_puzzle
    from dragoman.weigh.update import add_draft
    from dragoman.weigh.writing import append_parts

    text = _read_file(path)
    added = add_draft(read_puzzle(text, path.name), draft)
    told = ", ".join(f"{n} {name}" for name, n in added.counts.items())
    grown = append_parts(text, added.parts, f"Added on {day}: {told}")
    read_puzzle(grown, path.name)  # a file whose own form lets nothing be added at its end is left as it is
    typer.echo(f"added: {told}" if any(added.counts.values()) else "nothing new", err=True)
    return grown


def _say_size(draft: "Puzzle") -> None:
    told = ", ".join(
        (
            counted(len(draft.hypotheses), "explanation"),
            counted(len(draft.evidence), "item of evidence", "items of evidence"),
            counted(len(draft.ratings), "draft rating"),
        )
    )
    few = "" if len(draft.hypotheses) > 1 else "; add explanations by hand before it is weighed"
    typer.echo(f"drafted: {told}, unrated{few}", err=True)


def weigh(
    file: Annotated[Path, typer.Argument(metavar="PUZZLE", help="A puzzle file (TOML).", show_default=False)],
    format: Annotated[str, typer.Option("--format", help="md, html or json.")] = "md",
    output: Output = None,
    orientation: Annotated[str, typer.Option("--orientation", help="What stands in the rows: hypotheses or evidence.")] = "hypotheses",
    rank_by: Annotated[str | None, typer.Option("--rank-by", help="inconsistency, weighted or posterior; the file's own else.")] = None,
    weighting: Annotated[str | None, typer.Option("--weighting", help="parc, burton or none; the file's own else.")] = None,
    sources: Annotated[
        list[str] | None, typer.Option("--sources", metavar="SOURCE", help="Check the cited words against this source (repeatable).")
    ] = None,
) -> None:
    """Weigh a puzzle: who leads by which measure, what tells the explanations apart, and what the lead rests on."""
    from dataclasses import replace

    from dragoman.export.heatmap import ORIENTATIONS
    from dragoman.records.puzzle import MEASURES, WEIGHTINGS
    from dragoman.weigh.file import read_puzzle
    from dragoman.weigh.weighing import weigh_puzzle

    chosen = choose(format, ("md", "html", "json"))
    check_output(output, [file, *(sources or [])])
    rows = choose(orientation, ORIENTATIONS, "--orientation")
    read = read_puzzle(_read_file(file), file.name)
    if rank_by is not None:
        read = replace(read, rank_by=choose(rank_by, MEASURES, "--rank-by"))
    if weighting is not None:
        read = replace(read, weighting=choose(weighting, WEIGHTINGS, "--weighting"))
    if sources:
        _verify(read, sources)
    weighing = weigh_puzzle(read)
    if chosen == "json":
        from dragoman.export.weighing import write_weighing_json

        write_out(write_weighing_json(weighing), output)
    elif chosen == "html":
        from dragoman.export.weighing_html import write_weighing_html

        write_out(write_weighing_html(read, weighing, rows), output)
    else:
        from dragoman.export.weighing import write_weighing_markdown

        write_out(write_weighing_markdown(read, weighing, rows), output)


def _read_file(path: Path) -> str:
    from dragoman.read.plain import read_plain

    return read_plain(path, "name a puzzle file, as `dragoman puzzle new` writes it")


def _verify(puzzle: "Puzzle", sources: list[str]) -> None:
    """Hold the cites against the sources; PuzzleError where other words stand there."""
    from dragoman.clean.document import clean_raw
    from dragoman.read.settings import ReadSettings
    from dragoman.read.sources import read_sources
    from dragoman.records.problem import Problem
    from dragoman.weigh.verify import verify_cites

    settings: Settings = make_settings()
    limits = ReadSettings(allow_private=settings.allow_private, timeout_s=settings.timeout_s, max_bytes=settings.max_bytes)
    texts: dict[str, str] = {}
    for raw in read_sources(sources, limits):
        if isinstance(raw, Problem):
            print_problem(raw)
            continue
        document, _ = clean_raw(raw)
        if document is not None:
            texts[document.id] = document.text
    cited = {s.id for s in puzzle.sources} & set(texts)
    if not cited:
        raise UsageError("--sources: none of them is a document that the puzzle cites: name those that it was drafted from")
    checked = verify_cites(puzzle, texts)
    typer.echo(f"{counted(checked, 'cite')} of {counted(len(cited), 'document')} stand as quoted", err=True)
