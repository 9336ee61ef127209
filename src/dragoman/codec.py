"""Records <-> JSON. The one module that knows msgspec."""

from typing import Any

import msgspec

from dragoman.errors import RecordError
from dragoman.records.document import Document
from dragoman.records.findings import Claim, Event, Explanation, Forecast, Mention, Quote, Visit
from dragoman.records.problem import Problem, Summary
from dragoman.records.puzzle import Puzzle

_TYPES: dict[str, type] = {
    "document": Document,
    "mention": Mention,
    "quote": Quote,
    "event": Event,
    "visit": Visit,
    "claim": Claim,
    "forecast": Forecast,
    "explanation": Explanation,
    "problem": Problem,
    "summary": Summary,
    "puzzle": Puzzle,
}


def encode(record: object) -> bytes:
    """Return a record as one line of JSON, without the line's end."""
    return msgspec.json.encode(record)


def decode(line: bytes | str) -> Any:
    """Return the record that a line of JSON holds, told by its ``kind``; unknown fields are ignored.

    Raises:
        RecordError: no JSON, no known kind, or a field of the wrong type.
    """
    try:
        raw = msgspec.json.decode(line)
        kind = raw["kind"]
        return msgspec.convert(raw, _TYPES[kind])
    except (msgspec.MsgspecError, KeyError, TypeError) as error:
        raise RecordError(f"not a record: {error}; expected one JSON object a line with a known `kind`") from error


def decode_kind(line: bytes | str, kind: str) -> Any:
    """Return the record of a known kind that a line of JSON holds; quicker than ``decode`` where the kind stands beside it.

    Raises:
        RecordError: no JSON, no known kind, or a field of the wrong type.
    """
    try:
        return msgspec.json.decode(line, type=_TYPES[kind])
    except (msgspec.MsgspecError, KeyError) as error:
        raise RecordError(f"no {kind}: {error}") from error


def to_plain(record: object) -> Any:
    """Return a record as plain JSON values: dicts, lists, text, numbers."""
    return msgspec.json.decode(msgspec.json.encode(record))


def from_plain(raw: Any, kind: str) -> Any:
    """Return the record of a kind that plain JSON values hold.

    Raises:
        RecordError: a field of the wrong type or a missing one; the message names its path.
    """
    try:
        return msgspec.convert(raw, _TYPES[kind])
    except (msgspec.MsgspecError, KeyError) as error:
        raise RecordError(f"no {kind}: {error}") from error


def from_json(line: bytes | str) -> Any:
    """Return the plain values that JSON holds.

    Raises:
        RecordError: it is no JSON.
    """
    try:
        return msgspec.json.decode(line)
    except msgspec.MsgspecError as error:
        raise RecordError(f"no JSON: {error}") from error
