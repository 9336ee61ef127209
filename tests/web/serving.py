"""A workbench that really listens, in a thread of the tests, and a Chromium to look at it."""

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from dragoman.web.app import make_app
from dragoman.web.session import Session, make_session

WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}


@contextmanager
def serve_case(path: Path, load_kit: Callable[[], Any]) -> Iterator[Session]:
    """Serve a case on a free port; yields the session, whose address opens it."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    session = make_session(listener.getsockname()[1], "ann")
    server = uvicorn.Server(uvicorn.Config(make_app(path, load_kit, session), log_level="warning", ws="none", timeout_graceful_shutdown=2))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    limit = time.monotonic() + 20
    while not server.started and time.monotonic() < limit:
        time.sleep(0.02)
    try:
        yield session
    finally:
        server.should_exit = True
        thread.join(10)
        listener.close()


@contextmanager
def launch_chromium() -> Iterator[Any]:
    """Yield Debian's Chromium; skips the test where there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found is None:
        pytest.skip("no Chromium on this machine: install Debian's chromium to run this")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=found, args=["--no-sandbox"])
        yield chromium
        chromium.close()
