"""A page over http from a server of our own on the loopback address: which is private, and refused unless allowed."""

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from dragoman.read.addresses import is_public
from dragoman.read.settings import ReadSettings
from dragoman.read.sources import read_sources
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

PAGE = b"<html><head><meta charset=utf-8></head><body><p>Ministers met.</p></body></html>"


class Handler(BaseHTTPRequestHandler):
    hosts: list[str] = []  # noqa: RUF012

    def do_GET(self) -> None:
        Handler.hosts.append(self.headers["Host"])
        name = self.path.strip("/")
        if name.startswith("to-"):
            return self.answer(302, b"", {"Location": name[3:]})
        if name == "loop":
            return self.answer(302, b"", {"Location": "/to-loop"})
        if name.startswith("away"):
            return self.answer(302, b"", {"Location": "http://inner.example/secret"})
        if name.startswith("step"):
            return self.answer(301, b"", {"Location": f"/step{int(name[4:]) + 1}"})
        if name == "slow":
            time.sleep(1.5)
        if name == "big":
            return self.answer(200, b"a" * 300_000, {})
        if name == "bomb":
            return self.answer(200, gzip.compress(b"a" * 3_000_000), {"Content-Encoding": "gzip"})
        if name == "file":
            return self.answer(302, b"", {"Location": "file:///etc/passwd"})
        if name in ("page", "slow"):
            return self.answer(200, PAGE, {"Content-Type": "text/html"})
        return self.answer(404, b"", {})

    def answer(self, status: int, data: bytes, headers: dict[str, str]) -> None:
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://news.example:{server.server_port}"
    server.shutdown()


def resolve(host: str, port: int) -> tuple[str, ...]:
    return {"news.example": ("127.0.0.1",), "inner.example": ("10.0.0.7",)}.get(host, ("127.0.0.1",))


OPEN = ReadSettings(allow_private=True, resolver=resolve, timeout_s=1.0, max_bytes=200_000)


def read(url: str, settings: ReadSettings = OPEN) -> Raw | Problem:
    found = list(read_sources([url], settings))
    assert len(found) == 1
    return found[0]


def test_page_keeps_its_address_and_the_name_is_sent(base: str) -> None:
    found = read(f"{base}/to-page")
    assert isinstance(found, Raw) and (found.source, found.url, found.media) == (f"{base}/to-page", f"{base}/page", "html")
    assert Handler.hosts[-1] == base.removeprefix("http://")


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("none", "http_status"),
        ("to-nowhere", "http_status"),
        ("slow", "timeout"),
        ("big", "too_large"),
        ("bomb", "too_large"),
        ("step1", "too_many_redirects"),
        ("to-loop", "redirect_loop"),
        ("file", "bad_url"),
    ],
)
def test_bad_reply(base: str, path: str, code: str) -> None:
    found = read(f"{base}/{path}")
    assert isinstance(found, Problem) and found.code == code and "\n" not in found.message


def test_private_addresses_are_refused_at_each_hop(base: str) -> None:
    closed = ReadSettings(resolver=resolve, timeout_s=1.0)
    found = read(f"{base}/page", closed)
    assert isinstance(found, Problem) and found.code == "private_address" and "--allow-private" in found.message


def test_the_address_that_was_checked_is_the_one_reached(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """DNS rebinding: the name is looked up once a hop, and a second hop to an inner name is refused though the first was let through."""
    asked: list[str] = []

    def count(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return resolve(host, port)

    monkeypatch.setattr("dragoman.read.web.is_public", lambda address: address == "127.0.0.1")
    settings = ReadSettings(resolver=count, timeout_s=1.0)
    assert isinstance(read(f"{base}/page", settings), Raw) and asked == ["news.example"]
    found = read(f"{base}/away", settings)
    assert isinstance(found, Problem) and found.code == "private_address" and asked[-1] == "inner.example"


@pytest.mark.parametrize(
    "url", ["ftp://a/b", "file:///etc/passwd", "http://", "http://user:pw@news.example/", "http://[::1", "http://a:99999/", "gopher://x"]
)
def test_bad_address(url: str) -> None:
    found = read(url)
    assert isinstance(found, Problem) and found.code == "bad_url"


def test_unknown_host_and_closed_port() -> None:
    def unknown(host: str, port: int) -> tuple[str, ...]:
        raise OSError("Name or service not known")

    found = read("http://nowhere.example/", ReadSettings(resolver=unknown))
    assert isinstance(found, Problem) and found.code == "unreachable"
    found = read("http://news.example:9/", OPEN)
    assert isinstance(found, Problem) and found.code == "unreachable"


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.215.14", True),
        ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fc00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("name", False),
    ],
)
def test_is_public(address: str, public: bool) -> None:
    assert is_public(address) is public
