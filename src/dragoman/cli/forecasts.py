"""``dragoman forecasts add | list | resolve | score``: the ledger of forecasts."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import (
    GOOD,
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
from dragoman.cli.output import check_output, write_out
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from dragoman.weigh.ledger import Ledger

app = typer.Typer(
    help="Keep forecasts to account: add those of sources, say what came of them, score who foresaw what.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
LedgerFile = Annotated[
    Path, typer.Option("--ledger", metavar="FILE", help="The ledger, a JSON Lines file that is only ever added to.", show_default=True)
]
DEFAULT = Path("forecasts.jsonl")


@app.command()
def add(
    sources: Sources,
    ledger: LedgerFile = DEFAULT,
    today: Today = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Add the forecasts of sources; one that the ledger holds already changes nothing."""
    settings = make_settings(today=today, pipeline=pipeline, allow_private=allow_private)
    from dragoman import api
    from dragoman.cli.ledger_file import append_rows, load_ledger
    from dragoman.records.harvest import Harvest
    from dragoman.weigh.forecast_outcomes import resolutions_of, resolve_harvest
    from dragoman.weigh.ledger import entries_of, new_entries

    held = load_ledger(ledger, missing_ok=True)
    day = settings.today or api.make_kit(settings).today
    found, told, problems = [], [], []
    with show_progress("reading") as step:
        for result in api.read_sources(sources, settings):
            if isinstance(result, Harvest):
                harvest = resolve_harvest(result)
                entries = list(entries_of(harvest, day))
                found += entries
                told += list(resolutions_of(harvest, entries, day))
                problems += list(result.problems)
            else:
                problems.append(result)
            step()
    new = new_entries(held, found)
    fresh = {e.id for e in new}
    outcomes = {r.forecast: r for r in told if r.forecast in fresh}
    append_rows(ledger, [*new, *outcomes.values()])
    for p in (*held.problems, *problems):
        print_problem(p)
    known = len({e.id for e in found}) - len(new)
    typer.echo(
        f"{len(new)} added, {known} held already, {len(outcomes)} resolved by the tables; {len(held.entries) + len(new)} in {ledger}"
    )
    raise typer.Exit(exit_code(problems))


@app.command("list")
def list_(
    ledger: LedgerFile = DEFAULT,
    outcome: Annotated[str | None, typer.Option("--outcome", help="open, true, false, ambiguous or void alone.")] = None,
    format: Annotated[str, typer.Option("--format", help="md or json (one object a line).")] = "md",
    output: Output = None,
) -> None:
    """List the forecasts with their ids and what came of them."""
    chosen = choose(format, ("md", "json"))
    from dragoman.weigh.forecast_report import write_list, write_list_json
    from dragoman.weigh.ledger import OUTCOMES

    if outcome is not None and outcome not in OUTCOMES:
        raise UsageError(f"outcome '{outcome[:40]}' is not known: choose {', '.join(OUTCOMES)}")
    check_output(output, [ledger])
    held = _load(ledger)
    write_out((write_list_json if chosen == "json" else write_list)(held, outcome), output)


@app.command()
def resolve(
    id: Annotated[str, typer.Argument(help="The forecast's id, or its first characters (four at least).", show_default=False)],
    outcome: Annotated[str, typer.Option("--outcome", help="open, true, false, ambiguous or void.", show_default=False)],
    evidence: Annotated[str, typer.Option("--evidence", help="Words, an address or a table row that tell.", show_default=False)],
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="Who says so.", show_default=False)],
    ledger: LedgerFile = DEFAULT,
    date: Annotated[str | None, typer.Option("--date", metavar="DATE", help="The day of saying so; today where left out.")] = None,
) -> None:
    """Say what came of a forecast; an earlier word on it is superseded and kept."""
    settings = make_settings(today=date)
    from datetime import date as day

    from dragoman.cli.ledger_file import append_rows
    from dragoman.export.safe import one_line
    from dragoman.weigh.ledger import make_resolution

    held = _load(ledger)
    row = make_resolution(held, id, outcome, evidence, by=by, date=settings.today or day.today().isoformat())
    before = held.latest.get(row.forecast)
    append_rows(ledger, [row])
    told = f"; supersedes {before.outcome} by {before.by} of {before.date}" if before is not None else ""
    typer.echo(one_line(f"{row.forecast}: {row.outcome}{told}"))
    raise typer.Exit(GOOD)


@app.command()
def score(
    ledger: LedgerFile = DEFAULT,
    by: Annotated[str, typer.Option("--by", help="forecaster or outlet.")] = "forecaster",
    format: Annotated[str, typer.Option("--format", help="md or json.")] = "md",
    output: Output = None,
) -> None:
    """Score the forecasts whose outcome is known: Brier and log score at both ends of the range, and calibration."""
    chosen = choose(format, ("md", "json"))
    from dragoman.weigh.forecast_report import write_account, write_account_json
    from dragoman.weigh.forecast_scores import score_ledger

    check_output(output, [ledger])
    account = score_ledger(_load(ledger), by)
    write_out((write_account_json if chosen == "json" else write_account)(account), output)


def _load(path: Path) -> "Ledger":
    """Return the ledger of a file, its broken lines named on stderr."""
    from dragoman.cli.ledger_file import load_ledger

    held = load_ledger(path)
    for p in held.problems:
        print_problem(p)
    return held
