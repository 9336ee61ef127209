"""JSON lines that are no records."""

import pytest

from dragoman.codec import decode, encode
from dragoman.errors import RecordError
from dragoman.records.problem import Problem

PROBLEM = Problem(source="a", severity="error", code="missing", message="no such file", stage="read")


def test_there_and_back() -> None:
    assert decode(encode(PROBLEM)) == PROBLEM


def test_unknown_fields_are_ignored() -> None:
    assert decode(encode(PROBLEM)[:-1] + b',"colour":"red"}') == PROBLEM


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"1", b'{"kind":"nothing"}', b'{"kind":"problem"}', b'{"kind":"problem","source":1}'])
def test_what_is_no_record_raises(line: bytes) -> None:
    with pytest.raises(RecordError):
        decode(line)
