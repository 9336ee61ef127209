"""Problems as reading words them: one line, with what to do."""

import re

from dragoman.records.problem import Problem

STAGE = "read"
_LONE = re.compile("[\ud800-\udfff]")


def replace_lone(text: str) -> str:
    """Return the text with each lone surrogate (half a character, or a byte of a file's name that is no UTF-8) as U+FFFD."""
    return _LONE.sub("\ufffd", text)


def describe_error(source: str, code: str, message: str, where: str | None = None) -> Problem:
    """Return the Problem of a source (or a part of it) that is lost."""
    return Problem(source=replace_lone(source), severity="error", code=code, message=replace_lone(message), where=where, stage=STAGE)


def describe_warning(source: str, code: str, message: str, where: str | None = None) -> Problem:
    """Return the Problem of a source that was read, but not quite as it stands."""
    return Problem(source=replace_lone(source), severity="warning", code=code, message=replace_lone(message), where=where, stage=STAGE)


def count_bytes(number: int) -> str:
    """Return a number of bytes as people read it, such as ``20 MB``."""
    return f"{number / 1e6:.0f} MB" if number >= 1_000_000 else f"{number / 1e3:.0f} kB"


def join_names(names: list[str], most: int = 5) -> str:
    """Return a few names as a list in words, the rest as a count."""
    shown = ", ".join(names[:most])
    return f"{shown} and {len(names) - most} more" if len(names) > most else shown
