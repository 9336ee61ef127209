"""Files of sentences: an object a line, and each broken one named."""

from pathlib import Path

import pytest

from dragoman.config import Settings
from dragoman.errors import UsageError
from dragoman.sentences import check_sentences, read_sentence_file


def test_only_line_ends_end_a_line(tmp_path: Path) -> None:
    path = tmp_path / "s.jsonl"
    path.write_text('{"id": 1, "text": "A\u2028B", "as_of": "2020-01-04"}\n\n{"id": "\\ud800", "text": "C"}\r\n', encoding="utf-8")
    assert read_sentence_file(path) == [("1", "A\u2028B", "2020-01-04"), ("\ufffd", "C", None)]


@pytest.mark.parametrize("line", ['{"id": 1}', '{"id": 1, "text": null}', "[]", '{"id": 1, "text": "x", "as_of": "soon"}', '{"a":' * 9999])
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    (tmp_path / "s.jsonl").write_text('{"id": 0, "text": "x"}\n' + line, encoding="utf-8")
    with pytest.raises(UsageError, match=r"s\.jsonl:2: expected"):
        read_sentence_file(tmp_path / "s.jsonl")


def test_half_a_character_stops_no_check() -> None:
    (verdict,) = check_sentences([("1", "\udcff Kazakhstan is a member of the CSTO.", None)], Settings())
    assert verdict.label == "supported"
