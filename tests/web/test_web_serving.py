"""``dragoman serve`` as a process: it prints its address, answers on the loopback address alone, and ends cleanly."""

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from browsing import Browser, open_browser
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.errors import DragomanError

RUN = "from dragoman.cli.main import main; main()"


def test_server_opens_once_and_closes_on_interrupt(case_path: Path) -> None:
    command = [sys.executable, "-u", "-c", RUN, "serve", str(case_path), "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            assert server.stdout
            line = server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:(\d+)/open\?token=\S{40,}", line)
            assert found, line
            with httpx.Client(trust_env=False, timeout=20) as client:
                assert client.get(found[0]).status_code == 303
                assert "Oslo" in client.get(f"http://127.0.0.1:{found[1]}/").text
            with httpx.Client(trust_env=False, timeout=20) as other:
                assert other.get(found[0]).status_code == 401
            others = {a[4][0] for a in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
            for address in others:
                with socket.socket() as probe:
                    probe.settimeout(1)
                    assert address.startswith("127.") or probe.connect_ex((address, int(found[1]))) != 0
        finally:
            server.send_signal(signal.SIGINT)
        rest = server.stdout.read()
    assert server.returncode == 0
    assert rest.strip().endswith("closed") and "Traceback" not in rest


def test_bad_use_is_one_line(tmp_path: Path, case_path: Path) -> None:
    runner = CliRunner()
    for arguments in (["serve", str(tmp_path / "none.dragoman")], ["serve", str(case_path), "--by", " "]):
        result = runner.invoke(app, [*arguments, "--no-open"])
        assert isinstance(result.exception, DragomanError) and "\n" not in str(result.exception)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        result = runner.invoke(app, ["serve", str(case_path), "--no-open", "--port", str(taken.getsockname()[1])])
    assert isinstance(result.exception, DragomanError) and "cannot be used" in str(result.exception)


def test_two_servers_share_a_case(case_path: Path, browser: Browser) -> None:
    for second in open_browser(case_path):
        second.post("/judge", {"document": "d1", "finding": "c1", "act": "reject", "next": "/"})
        assert second.session.cookie_name != browser.session.cookie_name
        browser.post("/note", {"text": "seen by the other", "next": "/"})
        assert "seen by the other" in second.get("/history")
    assert "No claim fits" in browser.get("/claims?verdict=supported")
