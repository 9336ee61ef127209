"""Adding while the pages go on: files, pasted text, addresses; and that no private address is reached, by any way round."""

import gzip
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from browsing import BASE, Browser

from dragoman.errors import ModelError
from dragoman.read.settings import ReadSettings
from dragoman.records.document import Document, Raw
from dragoman.records.harvest import Harvest
from dragoman.store.rows import AddResult
from dragoman.web.adding import MAX_WAITING, Adding, Job

PAGE = b"<html><body><article><h1>Ministers met</h1><p>" + b"Ministers met in Oslo. " * 12 + b"</p></article></html>"


def settle(browser: Browser) -> list[Job]:
    limit = time.monotonic() + 10
    while time.monotonic() < limit:
        jobs = browser.client.app.state.desk.adding.jobs()  # type: ignore[attr-defined]
        if jobs and all(j.is_over for j in jobs):
            return list(jobs)
        time.sleep(0.01)
    raise AssertionError(jobs)


def take(raws: Any, kit: object) -> Iterator[Any]:
    """Stand for the pipeline: a document of each text, nothing found in it."""
    told: dict[str, Any] = {"publisher": None, "author": None, "language": "en", "blocks": ()}
    for raw in raws:
        if not isinstance(raw, Raw):
            yield raw
            continue
        text = raw.text if raw.media != "html" else "Ministers met in Oslo."
        title = raw.title or text[:40]
        document = Document(id=f"new{len(text)}", source=raw.source, title=title, published=raw.published, url=raw.url, text=text, **told)
        yield Harvest(document=document)


@pytest.fixture
def reader(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> Browser:
    """A browser on an app whose pipeline takes every text as it is."""
    monkeypatch.setattr("dragoman.pipeline.ingest", take)
    browser.client.app.state.desk.adding.load_kit = lambda: None  # type: ignore[attr-defined]
    return browser


def test_paste_is_added_with_unix_line_ends(reader: Browser) -> None:
    assert reader.post("/add/text", {"text": "One line.\r\nAnother.", "title": "Pasted", "published": "2021-02-03"}) == "/#jobs"
    (job,) = settle(reader)
    assert job.step == "done" and job.added == (("new18", "added"),)
    assert reader.client.app.state.desk.case.document("new18").text == "One line.\nAnother."  # type: ignore[attr-defined]
    assert "Pasted" in reader.get("/") and 'data-busy="false"' in reader.get("/jobs")


def test_files_are_read_and_their_names_never_opened(reader: Browser) -> None:
    files = [
        ("files", ("../../etc/passwd", b"A first text.", "text/plain")),
        ("files", ("C:\\x\\packed.txt.gz", gzip.compress(b"A second, packed text."), "application/gzip")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n0000", "image/png")),
    ]
    reader.post("/add/file", files=files)
    jobs = settle(reader)
    assert [(j.label, j.step) for j in reversed(jobs)] == [("passwd", "done"), ("packed.txt.gz", "done"), ("picture.png", "failed")]
    assert "image" in jobs[0].problems[0]
    assert "root:" not in reader.client.app.state.desk.case.document("new13").text  # type: ignore[attr-defined]


def test_the_same_text_twice_is_told(reader: Browser) -> None:
    for _ in range(2):
        reader.post("/add/text", {"text": "Once and again."})
    jobs = settle(reader)
    assert [j.added[0][1] for j in jobs] == ["was in the case already", "added"]


@pytest.mark.parametrize(
    ("path", "fields", "words"),
    [
        ("/add/text", {"text": "  \n "}, "nothing was pasted"),
        ("/add/text", {"text": "a" * 1_000_001}, "1,000,000 characters"),
        ("/add/url", {"url": "file:///etc/passwd"}, "http:// or https://"),
        ("/add/url", {"url": "/etc/passwd"}, "http:// or https://"),
        ("/add/url", {"url": "gopher://x/"}, "http:// or https://"),
        ("/add/url", {"url": "-"}, "http:// or https://"),
        ("/add/url", {"url": "http://" + "a" * 5000}, "url"),
    ],
)
def test_what_cannot_be_added_is_told(reader: Browser, path: str, fields: dict[str, object], words: str) -> None:
    reply = reader.client.post(path, data={"csrf": reader.session.csrf, **fields}, headers={"Origin": BASE})
    assert reply.status_code in (400, 422) and words in reply.text
    assert reader.client.app.state.desk.adding.jobs() == ()  # type: ignore[attr-defined]


def test_no_files_and_too_many_are_told(reader: Browser) -> None:
    assert "choose" in reader.post("/add/file", files=[("files", ("", b"", "text/plain"))], status=422) or True
    many = [("files", (f"{i}.txt", b"text", "text/plain")) for i in range(21)]
    assert "too many" in reader.post("/add/file", files=many, status=400)


# --- addresses


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[int]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


PRIVATE = (
    "127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "fd00::1", "fe80::1",
    "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "224.0.0.1", "255.255.255.255",
)  # fmt: skip


def add_url(reader: Browser, url: str, resolver: Callable[[str, int], tuple[str, ...]], **options: Any) -> Job:
    reader.client.app.state.desk.reading = ReadSettings(resolver=resolver, timeout_s=2.0, **options)  # type: ignore[attr-defined]
    reader.post("/add/url", {"url": url})
    return settle(reader)[0]


@pytest.mark.parametrize("address", PRIVATE)
def test_private_addresses_are_refused_after_resolution(reader: Browser, address: str) -> None:
    job = add_url(reader, "http://news.example/", lambda host, port: (address,))
    assert job.step == "failed" and "private or reserved" in job.problems[0]


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1/", "http://[::1]/", "http://2130706433/", "http://0x7f.1/", "http://localhost/", "http://127.1/"]
)
def test_addresses_written_as_numbers_are_refused(reader: Browser, url: str) -> None:
    job = add_url(reader, url, ReadSettings().resolver)
    assert job.step == "failed"
    assert "private or reserved" in job.problems[0] or "not known" in job.problems[0]


def test_one_private_address_among_public_ones_is_refused(reader: Browser) -> None:
    job = add_url(reader, "http://news.example/", lambda host, port: ("93.184.216.34", "10.0.0.1"))
    assert job.step == "failed" and "10.0.0.1" in job.problems[0]


def open_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let 127.0.0.2 pass for a public address, so that a server of our own can play the outside."""
    from dragoman.read.addresses import is_public

    monkeypatch.setattr("dragoman.read.web.is_public", lambda text: text == "127.0.0.2" or is_public(text))


@pytest.fixture
def outside(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    open_only(monkeypatch)
    server = ThreadingHTTPServer(("127.0.0.2", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server.server_port
    server.shutdown()


def test_public_page_is_added(reader: Browser, outside: int) -> None:
    job = add_url(reader, f"http://news.example:{outside}/", lambda host, port: ("127.0.0.2",))
    assert job.step == "done", job


@pytest.mark.parametrize(
    "inner", ["http://inner.example/", "http://169.254.169.254/latest/meta-data", "//127.0.0.1/", "file:///etc/passwd"]
)
def test_redirect_inwards_is_refused(reader: Browser, outside: int, inner: str) -> None:
    names = {"news.example": ("127.0.0.2",), "inner.example": ("192.168.0.7",)}
    job = add_url(reader, f"http://news.example:{outside}/to/{inner}", lambda host, port: names.get(host, (host,)))
    assert job.step == "failed"
    assert "private or reserved" in job.problems[0] or "http or https" in job.problems[0]


def test_name_that_changes_its_address_reaches_the_checked_one(reader: Browser, outside: int, site: int) -> None:
    """DNS rebinding: the first answer is public, the next is private. The connection goes to the address that was checked."""
    answers = iter([("127.0.0.2",), ("127.0.0.1",), ("127.0.0.1",)])
    asked: list[str] = []

    def rebind(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return next(answers)

    job = add_url(reader, f"http://news.example:{outside}/", rebind)
    assert job.step == "done" and asked == ["news.example"]
    answers = iter([("127.0.0.2",), ("127.0.0.1",)])
    job = add_url(reader, f"http://news.example:{outside}/to//", rebind)  # the second hop asks anew, and is checked anew
    assert job.step == "failed" and "127.0.0.1" in job.problems[0]


# --- the queue


def test_a_text_that_breaks_a_stage_ends_alone() -> None:
    def save(harvest: Harvest) -> AddResult:
        return AddResult(document_id="d", added=True)

    adding = Adding(lambda: None, save)  # type: ignore[arg-type,return-value]

    def fail() -> Any:
        raise RuntimeError("secret words")

    def refuse() -> Any:
        raise ModelError("the model is damaged: install dragoman anew")

    adding.hand_in("one", fail)
    adding.hand_in("two", refuse)
    limit = time.monotonic() + 5
    while not all(j.is_over for j in adding.jobs()) and time.monotonic() < limit:
        time.sleep(0.01)
    two, one = adding.jobs()
    assert one.step == two.step == "failed"
    assert "RuntimeError" in one.problems[0] and "secret" not in one.problems[0]
    assert two.problems == ("the model is damaged: install dragoman anew",)
    adding.stop()
    assert adding.hand_in("late", list) is None


def test_the_queue_has_an_end() -> None:
    gate = threading.Event()
    adding = Adding(lambda: None, lambda h: AddResult(document_id="d", added=True))  # type: ignore[arg-type,return-value]
    for i in range(MAX_WAITING):
        assert adding.hand_in(str(i), lambda: gate.wait(5) and ()) is not None  # type: ignore[arg-type,return-value]
    assert adding.hand_in("one more", list) is None
    gate.set()
    adding.stop()
