"""Files that the user wrote or kept: read whole, within a limit, else one line."""

from pathlib import Path

import pytest

from dragoman.errors import UsageError
from dragoman.read.plain import read_plain


def test_text_is_read_without_its_mark_and_with_plain_line_ends(tmp_path: Path) -> None:
    (tmp_path / "p.toml").write_bytes("\ufeffa\r\nü\n".encode())
    assert read_plain(tmp_path / "p.toml", "give a puzzle") == "a\nü\n"


@pytest.mark.parametrize(
    ("name", "said"), [("none", "No such file"), (".", "Is a directory"), ("b", "byte 1 is no UTF-8"), ("/dev/zero", "is over 1 kB")]
)
def test_what_cannot_be_read_is_one_line(tmp_path: Path, name: str, said: str) -> None:
    (tmp_path / "b").write_bytes(b"a\xff")
    with pytest.raises(UsageError, match=said) as error:
        read_plain(tmp_path / name, "give a puzzle", most=1000)
    assert str(error.value).endswith(": give a puzzle") and "\n" not in str(error.value)
