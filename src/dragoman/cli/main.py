"""The commands. They print and never think; imports are inside, so that ``--help`` answers at once."""

import sys
from typing import NoReturn

import typer

from dragoman.cli import cases, forecasts, puzzles
from dragoman.cli.checking import check, tables
from dragoman.cli.judging import accept, correct, history, reject, undo
from dragoman.cli.options import BAD_USE, GOOD
from dragoman.cli.reading import brief, read
from dragoman.cli.serving import serve
from dragoman.errors import DragomanError

app = typer.Typer(
    name="dragoman",
    help="Reads political news: what is behind this, who says so, does it hold, and which explanation survives?",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command()(brief)
app.command()(read)
app.command()(check)
app.command()(tables)
app.command()(serve)
for act in (correct, accept, reject, history, undo):
    cases.app.command()(act)
app.add_typer(cases.app, name="case")
app.command()(puzzles.weigh)
app.add_typer(puzzles.app, name="puzzle")
app.add_typer(forecasts.app, name="forecasts")


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


@app.command()
def version() -> None:
    """Print the version."""
    from dragoman.records.maker import VERSION

    typer.echo(VERSION)
