"""``dragoman check`` and ``dragoman tables``."""

from pathlib import Path
from typing import Annotated

import typer

from dragoman.cli.options import GOOD, SOME_FAILED, AsOf, Pipeline, Today, choose, make_settings
from dragoman.cli.output import counted, write_out
from dragoman.errors import UsageError


def check(
    text: Annotated[str | None, typer.Argument(help="A sentence to check.", show_default=False)] = None,
    file: Annotated[Path | None, typer.Option("--file", metavar="FILE", help='A .jsonl of {"id", "text", "as_of"}.')] = None,
    as_of: AsOf = None,
    today: Today = None,
    format: Annotated[str, typer.Option("--format", help="text or jsonl.")] = "text",
    pipeline: Pipeline = None,
) -> None:
    """Check a sentence, or a file of them, against the dated tables."""
    chosen = choose(format, ("text", "jsonl"))
    if (text is None) == (file is None):
        raise UsageError('give one sentence, or --file with a .jsonl of {"id", "text", "as_of"}')
    settings = make_settings(as_of=as_of, today=today, pipeline=pipeline)
    from dragoman.export.verdicts import write_verdict_json, write_verdict_text
    from dragoman.sentences import check_sentences, read_sentence_file

    rows = [("1", text, None)] if text is not None else read_sentence_file(file or Path())
    for verdict in check_sentences(rows, settings):
        write_out((write_verdict_json if chosen == "jsonl" else write_verdict_text)(verdict), None)


def tables(check: Annotated[bool, typer.Option("--check", help="Validate every row and list what breaks a rule.")] = False) -> None:
    """List the reference tables, those of DRAGOMAN_TABLES included: rows, how far they are checked, span and review date."""
    from dragoman.tables import describe_tables, validate_tables

    chosen = make_settings().tables
    extra = Path(chosen) if chosen else None
    if extra is not None and not extra.is_dir():
        raise UsageError(f"there is no folder '{extra}' of tables: change DRAGOMAN_TABLES or the setting tables")
    if check:
        faults = validate_tables(extra)
        for fault in faults:
            typer.echo(f"{fault.table} {fault.row}: {fault.message}")
        typer.echo(counted(len(faults), "fault"))
        raise typer.Exit(SOME_FAILED if faults else GOOD)
    typer.echo(f"{'table':<14}{'rows':>7}{'checked':>9}{'recalled':>10}  span                      reviewed")
    for t in describe_tables(extra):
        counts = f"{t.checked:>9}{t.recalled:>10}" if t.checked or t.recalled else f"{'-':>9}{'-':>10}"
        typer.echo(f"{t.name:<14}{t.rows:>7}{counts}  {(t.first or '') + ' to ' + (t.last or 'today'):<25} {t.reviewed or ''}")
    if extra is not None:
        typer.echo(f"own rows from {extra} are counted in")
