"""Whatever a user names -> Raws, one source after the other; one that fails never stops the rest."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from dragoman.errors import SourceError
from dragoman.read.files import read_bytes, read_path, read_stream
from dragoman.read.kinds import name_kind, name_media
from dragoman.read.settings import ReadSettings
from dragoman.read.trouble import describe_error
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

STDIN = "-"


def read_sources(sources: Sequence[str], settings: ReadSettings) -> Iterator[Raw | Problem]:
    """Yield the texts of all sources lazily, with a Problem for each thing that could not be read.

    Args:
        sources: paths of files or folders, ``-`` for standard input, or http(s) addresses of pages or feeds.
        settings: the limits, and whether private addresses may be reached.
    """
    for source in sources:
        if source == STDIN and sys.stdin is None:
            yield describe_error(source, "missing", "standard input is closed: give a file, a folder or an address")
        elif source == STDIN:
            yield from read_stream(sys.stdin.buffer, STDIN, None, settings)
        elif "://" in source[:24]:
            yield from _read_url(source, settings)
        elif not source.strip():
            yield describe_error(source, "missing", "an empty name: give a file, a folder, an address or - for standard input")
        else:
            yield from read_path(Path(source), settings)


def _read_url(source: str, settings: ReadSettings) -> Iterator[Raw | Problem]:
    from dragoman.read.web import fetch_page  # httpx takes a tenth of a second to import: only for those who need it

    try:
        page = fetch_page(source, settings)
    except SourceError as error:
        yield describe_error(source, error.code, str(error))
        return
    hint = name_media(page.media) or name_kind(page.url.partition("?")[0].partition("#")[0])
    if page.data[:2] == b"\x1f\x8b":
        import io

        yield from read_stream(io.BufferedReader(io.BytesIO(page.data)), source, hint, settings)
        return
    yield from read_bytes(page.data, source, hint, settings, url=page.url, charset=page.charset)
