"""Settings: what wins, and errors that name the place."""

from pathlib import Path

import pytest

from dragoman.config import build_settings
from dragoman.errors import UsageError


def test_flags_win_over_the_environment_over_the_file(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text("timeout_s = 5\nas_of = '2020-01-01'\ntoday = '2020-02-02'\n", encoding="utf-8")
    found = build_settings({"as_of": "2022-02-02", "today": None}, {"DRAGOMAN_AS_OF": "2021-01-01", "DRAGOMAN_TIMEOUT_S": "7"}, tmp_path)
    assert (found.as_of, found.timeout_s, found.today) == ("2022-02-02", 7.0, "2020-02-02")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ({"DRAGOMAN_TIMEOUT_S": "soon"}, "timeout_s"),
        ({"DRAGOMAN_TIMEOUT_S": "nan"}, "out of range"),
        ({"DRAGOMAN_TIMEOUT_S": "-1"}, "out of range"),
        ({"DRAGOMAN_MAX_BYTES": "0"}, "out of range"),
        ({"DRAGOMAN_MAX_BYTES": "9" * 30}, "out of range"),
        ({"DRAGOMAN_ALLOW_PRIVATE": "maybe"}, "neither true nor false"),
        ({"DRAGOMAN_TODAY": "2020-13-01"}, "2020-13-01"),
        ({"DRAGOMAN_NOPE": "1"}, "nope"),
    ],
)
def test_bad_values_are_named(environment: dict[str, str], words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        build_settings({}, environment, tmp_path)


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text("= no", encoding="utf-8")
    with pytest.raises(UsageError, match=r"dragoman\.toml"):
        build_settings({}, {}, tmp_path)


def test_a_folder_of_the_files_name_is_named_and_switches_are_read(tmp_path: Path) -> None:
    assert build_settings({}, {"DRAGOMAN_ALLOW_PRIVATE": "Yes"}, tmp_path).allow_private
    assert not build_settings({}, {"DRAGOMAN_ALLOW_PRIVATE": ""}, tmp_path).allow_private
    (tmp_path / "dragoman.toml").mkdir()
    with pytest.raises(UsageError, match=r"dragoman\.toml"):
        build_settings({}, {}, tmp_path)
