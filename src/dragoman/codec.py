"""Records <-> JSON. The one module that knows msgspec."""

from typing import Any

import msgspec

from dragoman.errors import RecordError
from dragoman.records.document import Document
from dragoman.records.findings import Claim, Event, Explanation, Forecast, Mention, Quote, Visit
from dragoman.records.problem import Problem, Summary

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
