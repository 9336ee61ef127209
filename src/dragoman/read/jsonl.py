"""JSON Lines: one text a line, ids and texts verbatim; a broken line is a Problem that names its number."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from dragoman.read.settings import ReadSettings
from dragoman.read.trouble import count_bytes, describe_error, describe_warning
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

_LONE = re.compile("[\ud800-\udfff]")
_OPTIONAL = ("title", "published", "url", "publisher", "author")


def read_jsonl(lines: Iterable[bytes], source: str, settings: ReadSettings) -> Iterator[Raw | Problem]:
    """Yield a Raw for each line of ``{"id","text"}`` with optional ``title, published, url, publisher, author``.

    Args:
        lines: the lines as bytes; one longer than ``settings.max_bytes`` may come cut off, and is then refused.
        source: the file's name; a line's source is ``file:number``.
        settings: the limits.
    """
    for number, line in enumerate(lines, 1):
        if number == 1 and line.startswith(b"\xef\xbb\xbf"):
            line = line[3:]
        if line.strip():
            yield from _read_line(line, f"{source}:{number}", number, settings)


def _read_line(line: bytes, where: str, number: int, settings: ReadSettings) -> Iterator[Raw | Problem]:
    at = f"line {number}"
    if len(line) > settings.max_bytes:
        limit = count_bytes(settings.max_bytes)
        yield describe_error(where, "too_large", f"line {number} is over {limit}: split it into one article a line", at)
        return
    try:
        found = json.loads(line)
    except (ValueError, RecursionError) as error:
        yield describe_error(where, "broken_line", f"line {number} is no JSON ({_first_line(error)}); expected one object a line", at)
        return
    if not isinstance(found, dict) or not isinstance(found.get("text"), str):
        yield describe_error(where, "broken_line", f'line {number} holds no "text"; expected {{"id": ..., "text": "..."}}', at)
        return
    if not found["text"].strip():
        yield describe_error(where, "empty", f"line {number} has an empty text: nothing to read in it", at)
        return
    if len(found["text"]) > settings.max_chars:
        yield describe_error(
            where, "text_too_long", f"line {number} has over {settings.max_chars:,} characters: split it into articles", at
        )
        return
    raw, lone = _make_raw(found, where)
    if lone:
        yield describe_warning(where, "lone_surrogate", f"line {number} holds {lone} lone surrogate(s): each was read as U+FFFD", at)
    yield raw


def _first_line(error: BaseException) -> str:
    words = getattr(error, "msg", None) or str(error) or type(error).__name__
    return str(words).splitlines()[0][:120]


def _make_raw(found: dict[str, Any], where: str) -> tuple[Raw, int]:
    text, lone = _LONE.subn("\ufffd", found["text"])
    extra: dict[str, str | None] = {}
    for name in _OPTIONAL:
        value = found.get(name)
        if name == "publisher" and isinstance(value, dict):
            value = value.get("name")
        extra[name] = _LONE.sub("\ufffd", value).strip() or None if isinstance(value, str) else None
    given = found.get("id")
    known = _LONE.sub("\ufffd", str(given)) if isinstance(given, str | int) and not isinstance(given, bool) and str(given).strip() else None
    return Raw(source=where, text=text, media="record", id=known, **extra), lone
