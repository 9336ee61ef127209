"""What may be written: names and times of who writes, and text without what UTF-8 cannot hold."""

import re
from dataclasses import fields, is_dataclass, replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from dragoman.codec import encode
from dragoman.errors import CaseError
from dragoman.store.rows import By

T = TypeVar("T")

_SURROGATES = re.compile("[\ud800-\udfff]")
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")
_MOST_AUTHOR = 200
_MOST_NOTE = 100_000


def clean_text(text: str) -> str:
    """Return the text with each lone surrogate as U+FFFD: the same number of code points, so that spans hold."""
    return _SURROGATES.sub("\ufffd", text)


def clean_record(value: T) -> T:
    """Return a record, tuple or text whose every text is clean; the value itself where nothing was to do."""
    try:
        encode(value)
    except UnicodeEncodeError:
        return _clean(value)  # type: ignore[no-any-return]
    except TypeError:  # no record, e.g. a path
        return value
    return value


def _clean(value: Any) -> Any:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, tuple | list):
        return type(value)(_clean(each) for each in value)
    if isinstance(value, dict):
        return {_clean(k): _clean(v) for k, v in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{f.name: _clean(getattr(value, f.name)) for f in fields(value)})
    return value


def clean_by(by: By) -> By:
    """Return who, when and why in their plain form: a name on one line, the time in UTC to the second.

    Raises:
        CaseError: no name, or no time.
    """
    author = " ".join(_CONTROLS.sub(" ", clean_text(by.author)).split())
    if not author or len(author) > _MOST_AUTHOR:
        raise CaseError("an author is needed, a name of at most 200 characters: give it with --by NAME")
    return By(author=author, now=clean_time(by.now), note=clean_note(by.note))


def clean_note(text: str) -> str:
    """Return a note.

    Raises:
        CaseError: it is longer than a note may be.
    """
    if len(text) > _MOST_NOTE:
        raise CaseError(f"a note of {len(text):,} characters is too long: {_MOST_NOTE:,} are the most; add it as a document")
    return clean_text(text)


def clean_time(time: str) -> str:
    """Return a time as ``2020-02-01T09:30:00Z``.

    Raises:
        CaseError: it is no ISO 8601 time.
    """
    try:
        moment = datetime.fromisoformat(time)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise CaseError(f"'{time[:40]}' is no time: write it as 2020-02-01T09:30:00Z") from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def clean_day(day: str, what: str) -> str:
    """Return an ISO day.

    Raises:
        CaseError: it is no day.
    """
    try:
        return datetime.strptime(day, "%Y-%m-%d").date().isoformat()
    except ValueError as error:
        raise CaseError(f"{what} '{day[:40]}' is no day: write it as YYYY-MM-DD, e.g. 2020-01-04") from error
