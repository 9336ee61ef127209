"""The commands. They print and never think; imports are inside, so that ``--help`` answers at once."""

import io
import os
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
    _prepare_output()
    output = sys.stdout
    try:
        app()
    except DragomanError as error:
        _give_up(str(error))
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        _silence_output()
        named = f"{error.filename!r}" if error.filename else "the output"
        _give_up(f"{named} cannot be used ({error.strerror or error}): check the path, its permissions and the room on the disk")
    except ImportError as error:
        # Ctrl-C while a compiled library loads comes out as a failed import.
        if not isinstance(error.__cause__ or error.__context__, KeyboardInterrupt):
            raise
        sys.exit(130)
    except SystemExit:
        # Typer swaps an output whose reader (`| head`) has gone for a mute one and leaves with 1, which here means a failed source.
        if sys.stdout is not output:
            _silence_output()
            sys.exit(GOOD)
        raise


def _prepare_output() -> None:
    """Make every text printable, and a closed output (``>&-``) a mute one."""
    sys.stdout = sys.stdout or open(os.devnull, "w")  # noqa: SIM115
    sys.stderr = sys.stderr or open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal that lacks a character shows its number


def _silence_output() -> None:
    """Send what is still held back for standard output nowhere: at exit it would fail once more, with a traceback."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.close(nowhere)


def _give_up(message: str) -> NoReturn:
    from dragoman.export.safe import one_line

    typer.echo(f"dragoman: {one_line(message)}", err=True)
    sys.exit(BAD_USE)


@app.command()
def version() -> None:
    """Print the version."""
    from dragoman.records.maker import VERSION

    typer.echo(VERSION)
