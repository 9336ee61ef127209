"""Streams of bytes -> Raws: plain or packed, one text or many."""

import gzip
import io
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.read.decode import Decoded, decode_bytes, name_binary
from dragoman.read.feeds import read_feed
from dragoman.read.jsonl import read_jsonl
from dragoman.read.kinds import SUFFIXES, name_kind, tell_kind
from dragoman.read.settings import ReadSettings
from dragoman.read.trouble import count_bytes, describe_error, describe_warning, join_names, replace_lone
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

_PEEK = 65_536
# Below this share of characters lost a text is worth reading; above it the encoding was guessed wrongly.
_MAX_BROKEN_SHARE = 0.1


def read_path(path: Path, settings: ReadSettings) -> Iterator[Raw | Problem]:
    """Yield what a file or a folder holds; a folder is walked in sorted order, hidden entries left out."""
    source = replace_lone(str(path))
    try:
        if path.is_dir():
            yield from _read_folder(path, settings)
            return
        with path.open("rb") as stream:
            yield from read_stream(stream, source, name_kind(path.name), settings)
    except FileNotFoundError:
        yield describe_error(source, "missing", "no such file or folder: check the path")
    except PermissionError:
        yield describe_error(source, "unreadable", "may not be read: check its permissions")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        yield describe_error(source, "unreadable", f"cannot be opened ({str(reason)[:120]}): check the path")


def read_stream(stream: BinaryIO, source: str, hint: str | None, settings: ReadSettings) -> Iterator[Raw | Problem]:
    """Yield what a stream of bytes holds, unpacked first where it is gzip.

    Args:
        stream: opened for reading bytes; read once, lazily for JSON Lines.
        source: the name that the records carry.
        hint: the kind that the source's name or header tells, or None.
        settings: the limits.
    """
    try:
        flow = _unpack(stream)
        head = flow.peek(_PEEK)
        if tell_kind(head, hint) == "jsonl":
            yield from read_jsonl(_cut_lines(flow, settings.max_bytes), source, settings)
            return
        data = flow.read(settings.max_bytes + 1)
    except (gzip.BadGzipFile, zlib.error, EOFError) as error:
        yield describe_error(source, "broken_gzip", f"the packed file is damaged ({type(error).__name__}): fetch it again, or unpack it")
        return
    yield from read_bytes(data, source, hint, settings)


def read_bytes(
    data: bytes, source: str, hint: str | None, settings: ReadSettings, *, url: str | None = None, charset: str | None = None
) -> Iterator[Raw | Problem]:
    """Yield what bytes in memory hold: a feed's entries, JSON Lines, or one text, Markdown or HTML page."""
    if len(data) > settings.max_bytes:
        yield describe_error(
            source, "too_large", f"over {count_bytes(settings.max_bytes)}: split it into articles, one a file or one a line (.jsonl)"
        )
        return
    if not data.strip():
        yield describe_error(source, "empty", "nothing in it: give a file with an article's text")
        return
    binary = name_binary(data)
    if binary:
        yield describe_error(source, binary[0], binary[1] if binary[0] == "pdf" else f"this is {binary[1]}")
        return
    kind = tell_kind(data[:_PEEK], hint)
    if kind == "feed":
        yield from read_feed(data, source, settings)
    elif kind == "jsonl":
        yield from read_jsonl(io.BytesIO(data), source, settings)
    else:
        yield from _read_text(decode_bytes(data, charset), source, (kind, url), settings)


def _read_text(decoded: Decoded, source: str, told: tuple[str, str | None], settings: ReadSettings) -> Iterator[Raw | Problem]:
    kind, url = told
    text = decoded.text
    if not text.strip():
        yield describe_error(source, "empty", "nothing in it: give a file with an article's text")
        return
    if kind != "html" and len(text) > settings.max_chars:
        yield describe_error(
            source, "text_too_long", f"over {settings.max_chars:,} characters: split it into articles, one a file or one a line (.jsonl)"
        )
        return
    if decoded.broken > _MAX_BROKEN_SHARE * len(text):
        yield describe_error(source, "broken_encoding", "its encoding cannot be told: save it as UTF-8 and give that")
        return
    if decoded.broken:
        yield describe_warning(
            source, "broken_encoding", f"{decoded.broken} place(s) could not be decoded as {decoded.encoding}: read as U+FFFD"
        )
    if decoded.nuls:
        yield describe_warning(source, "nul", f"{decoded.nuls} NUL character(s) were left out")
    yield Raw(source=source, text=text, media=kind, url=url)


def _unpack(stream: BinaryIO) -> io.BufferedReader:
    flow = stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))
    if flow.peek(2)[:2] == b"\x1f\x8b":
        return io.BufferedReader(cast(io.RawIOBase, gzip.GzipFile(fileobj=flow)), buffer_size=_PEEK)
    return flow


def _cut_lines(flow: io.BufferedReader, most: int) -> Iterator[bytes]:
    # A line over the limit comes as its first `most + 1` bytes; the rest of it is passed over without being held.
    while line := flow.readline(most + 1):
        yield line
        while len(line) > most and not line.endswith(b"\n"):
            line = flow.readline(most + 1)
            if len(line) <= most:
                break


def _read_folder(folder: Path, settings: ReadSettings) -> Iterator[Raw | Problem]:
    found, other = _list_folder(folder)
    if not found:
        known = ", ".join(sorted(SUFFIXES))
        yield describe_error(str(folder), "no_articles", f"no articles in it: expected files that end in {known} (also .gz)")
        return
    for path in found:
        yield from read_path(path, settings)
    if other:
        yield describe_warning(str(folder), "skipped", f"{len(other)} file(s) of other kinds were left out: {join_names(other)}")


def _list_folder(folder: Path) -> tuple[list[Path], list[str]]:
    found: list[Path] = []
    other: list[str] = []
    for here, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(name for name in names if not name.startswith(".")):
            path = Path(here, name)
            if name_kind(name) and path.is_file():
                found.append(path)
            else:
                other.append(name)
    return sorted(found), other
