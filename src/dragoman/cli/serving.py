"""``dragoman serve``."""

import getpass
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.cli.options import Pipeline, Private, make_settings
from dragoman.errors import UsageError

if TYPE_CHECKING:
    from fastapi import FastAPI

_LOOPBACK = "127.0.0.1"


def serve(
    case: Annotated[Path, typer.Argument(metavar="CASE", help="A case file; `dragoman case new` makes one.", show_default=False)],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port to listen on; 0 takes a free one.")] = 0,
    no_open: Annotated[bool, typer.Option("--no-open", help="Print the address and open no browser.")] = False,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who signs what is done; the login name where left out.")] = None,
    pipeline: Pipeline = None,
    allow_private: Private = None,
) -> None:
    """Open the workbench on a case in the browser, for this machine alone; Ctrl-C ends it."""
    settings = make_settings(pipeline=pipeline, allow_private=allow_private)
    name = (by or _user_name()).strip()
    if not name:
        raise UsageError("--by is empty: give the name that signs what is done")
    from dragoman.api import make_kit
    from dragoman.read.settings import ReadSettings
    from dragoman.web.app import make_app
    from dragoman.web.session import make_session

    with _listen(port) as listener:
        session = make_session(listener.getsockname()[1], name)
        app = make_app(case, lambda: make_kit(settings), session)
        app.state.desk.reading = ReadSettings(
            allow_private=settings.allow_private, timeout_s=settings.timeout_s, max_bytes=settings.max_bytes
        )
        typer.echo(f"{case.name}: open {session.address}\nThe address serves once, in one browser on this machine. Ctrl-C ends.")
        _run(app, listener, None if no_open else session.address)
    typer.echo("closed")


def _user_name() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "analyst"


def _listen(port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((_LOOPBACK, port))
        listener.listen()  # from here on a browser that is quicker than the server waits instead of being refused
    except OSError as error:
        listener.close()
        raise UsageError(f"port {port} cannot be used ({error.strerror}): give another one, or 0 for any that is free") from error
    return listener


def _run(app: "FastAPI", listener: socket.socket, address: str | None) -> None:
    import webbrowser

    import uvicorn

    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none", timeout_graceful_shutdown=3)
    opener = threading.Timer(0.5, webbrowser.open, [address]) if address else None
    if opener:
        opener.daemon = True
        opener.start()
    try:
        uvicorn.Server(config).run(sockets=[listener])
    except KeyboardInterrupt:
        pass  # uvicorn has shut down by then and raises the signal once more
    finally:
        if opener:
            opener.cancel()
