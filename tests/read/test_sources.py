"""Every kind of source, and every kind of bad one: a Problem of one line, never a traceback."""

import gzip
import io
import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from dragoman.read.files import read_stream
from dragoman.read.settings import ReadSettings
from dragoman.read.sources import read_sources
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

SETTINGS = ReadSettings()
FEED = """<?xml version="1.0"?><rss version="2.0"><channel><title>The Courier</title>
<item><title>One</title><link>https://courier.example/1</link><pubDate>Sun, 23 May 2021 15:55:16 +0000</pubDate>
<description>&lt;p&gt;{body}&lt;/p&gt;</description></item>
<item><title>Two</title><link>https://courier.example/2</link></item></channel></rss>"""


def read(*sources: object, settings: ReadSettings = SETTINGS) -> list[Raw | Problem]:
    return list(read_sources([str(source) for source in sources], settings))


def codes(found: list[Raw | Problem]) -> list[str]:
    problems = [each for each in found if isinstance(each, Problem)]
    assert all("\n" not in each.message and each.message for each in problems)
    return [each.code for each in problems]


@pytest.mark.parametrize(
    ("name", "media"), [("a.txt", "text"), ("a.md", "markdown"), ("a.html", "html"), ("a.TXT", "text"), ("noname", "text")]
)
@pytest.mark.parametrize("packed", [False, True])
def test_one_file(tmp_path: Path, name: str, media: str, packed: bool) -> None:
    data = "<html><p>Grüße</p></html>" if media == "html" else "Grüße aus Batumi"
    path = tmp_path / (name + ".gz" if packed else name)
    path.write_bytes(gzip.compress(data.encode(), mtime=0) if packed else data.encode())
    assert read(path) == [Raw(source=str(path), text=data, media=media)]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b" \n\n", "empty"),
        (b"%PDF-1.7\n...", "pdf"),
        (b"PK\x03\x04....", "binary"),
        (bytes(range(256)) * 40, "binary"),
        (b"\0" * 5000, "binary"),
        (b"a" * 2001, "too_large"),
        (b"word " * 250, "text_too_long"),
        (gzip.compress(b"a" * 1_000_000, mtime=0), "too_large"),
        (gzip.compress(b"hello there", mtime=0)[:15], "broken_gzip"),
        (b"\x1f\x8b\x08garbage in here", "broken_gzip"),
    ],
)
def test_bad_file(tmp_path: Path, data: bytes, code: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    limits = ReadSettings(max_bytes=2000, max_chars=1000) if code in ("too_large", "text_too_long") else SETTINGS
    assert codes(read(path, settings=limits)) == [code]


@pytest.mark.parametrize("name", ["", "nowhere.txt", "a\0b", "x" * 5000])
def test_no_such_file(name: str) -> None:
    found = read(name)
    assert codes(found) in (["missing"], ["unreadable"]) and len(found) == 1


def test_one_bad_source_stops_no_other(tmp_path: Path) -> None:
    good = tmp_path / "good.txt"
    good.write_text("The council met.", encoding="utf-8")
    found = read(tmp_path / "none.txt", good, "ftp://example.org/x")
    assert codes(found) == ["missing", "bad_url"] and isinstance(found[1], Raw)


def test_folder_is_walked_in_order_and_says_what_it_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.md", "a/d.png", ".hidden.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("text of " + name, encoding="utf-8")
    found = read(tmp_path)
    assert [each.source for each in found[:2]] == [str(tmp_path / "a/c.md"), str(tmp_path / "b.txt")]
    assert codes(found) == ["skipped"] and "d.png" in str(found[-1])


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"x")
    assert codes(read(tmp_path)) == ["no_articles"]


def test_encodings(tmp_path: Path) -> None:
    text = "Şükür – «Привет» said the envoy"
    for encoding in ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        path = tmp_path / "a.txt"
        path.write_bytes(text.encode(encoding))
        assert [each.text for each in read(path) if isinstance(each, Raw)] == [text], encoding
    page = '<html><head><meta charset="windows-1251"></head><body>Привет</body></html>'
    (tmp_path / "a.html").write_bytes(page.encode("cp1251"))
    assert [each.text for each in read(tmp_path / "a.html") if isinstance(each, Raw)] == [page]


def test_a_few_bad_bytes_do_not_spoil_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Grüße aus Tiflis, schöne Grüße".encode() * 5 + b" \xff end\0")
    found = read(path)
    assert codes(found) == ["broken_encoding", "nul"]
    assert isinstance(found[-1], Raw) and found[-1].text.startswith("Grüße") and "\0" not in found[-1].text


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    lines = [
        json.dumps({"id": "x-1", "text": " kept \u00a0as\r\nis ", "title": "T", "publisher": {"name": "P"}, "other": 1}),
        "{broken",
        "",
        '{"id": 7, "text": "lone \\ud800 one"}',
        '{"id": 8}',
        '{"text": ""}',
    ]
    path.write_bytes(gzip.compress("\n".join(lines).encode()))
    found = read(path)
    raws = [each for each in found if isinstance(each, Raw)]
    assert raws[0] == Raw(source=f"{path}:1", text=" kept \u00a0as\r\nis ", media="record", id="x-1", title="T", publisher="P")
    assert (raws[1].id, raws[1].text) == ("7", "lone \ufffd one")
    assert codes(found) == ["broken_line", "lone_surrogate", "broken_line", "empty"]
    assert "line 2" in next(each.message for each in found if isinstance(each, Problem))


def test_one_long_line_of_json_is_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "' + "a" * 5000 + '"}\n{"text": "second"}\n', encoding="utf-8")
    found = read(path, settings=ReadSettings(max_bytes=1000))
    assert codes(found) == ["too_large"] and [each.text for each in found if isinstance(each, Raw)] == ["second"]


@hypothesis_settings(max_examples=60, deadline=None)
@given(text=st.text(min_size=1).filter(lambda text: text.strip()))
def test_json_lines_text_is_verbatim(text: str) -> None:
    found = list(read_stream(io.BytesIO(json.dumps({"id": "i", "text": text}).encode()), "f", "jsonl", SETTINGS))
    assert [each.text for each in found if isinstance(each, Raw)] == [text]


@hypothesis_settings(max_examples=100, deadline=None)
@given(data=st.binary(max_size=300), hint=st.sampled_from(["text", "html", "markdown", "jsonl", "feed", None]))
def test_no_bytes_raise(data: bytes, hint: str | None) -> None:
    assert list(read_stream(io.BytesIO(data), "f", hint, SETTINGS)) or not data.strip() or hint == "jsonl"


def test_feed(tmp_path: Path) -> None:
    path = tmp_path / "a.rss"
    path.write_text(FEED.format(body="Ministers met on Monday. " * 30), encoding="utf-8")
    found = read(path)
    first = found[0]
    assert isinstance(first, Raw) and (first.title, first.url, first.publisher, first.media) == (
        "One",
        "https://courier.example/1",
        "The Courier",
        "html",
    )
    assert codes(found) == ["empty"] and first.source == f"{path}#1"


@pytest.mark.parametrize(
    "data",
    [
        b"<rss version='2.0'></rss>",
        b"<rss><channel><item>",
        b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><rss><channel><title>&a;</title></channel></rss>',
    ],
)
def test_bad_feed(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(data)
    assert set(codes(read(path))) <= {"empty_feed", "not_a_feed", "empty"} and "root:" not in str(read(path))


def test_a_name_that_is_no_utf8_can_be_held_by_records(tmp_path: Path) -> None:
    name = os.fsdecode(os.fsencode(tmp_path) + b"/a\xff.txt")
    Path(name).write_text("The minister will visit Astana.", encoding="utf-8")
    for source in (name, name + ".no"):
        (found,) = read(source)
        assert "a\ufffd.txt" in found.source


def test_closed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", None)
    assert codes(read("-")) == ["missing"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for data, media in (
        (b"Plain words", "text"),
        (b"<html><body>x</body></html>", "html"),
        (b'{"text": "x"}\n', "record"),
        (gzip.compress(b"Plain", mtime=0), "text"),
    ):
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(data))))
        assert [each.media for each in read("-") if isinstance(each, Raw)] == [media]
