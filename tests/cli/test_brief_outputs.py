"""The brief's other outputs as a user meets them: PDF, Word, what changed, a puzzle; one clear line for bad use."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import app
from dragoman.errors import DragomanError, UsageError

ARTICLE = """Minister plans visit to Tashkent

Kazakh Foreign Minister Mukhtar Tleuberdi plans to visit Uzbekistan in February to revive trade, his ministry said on Monday.

Kazakhstan is a member of the Eurasian Economic Union. “We want closer trade,” a spokesman told reporters.
"""
PUZZLE = """format = 1
question = "Why does the minister go?"
[[hypotheses]]
id = "h1"
text = "to revive trade"
[[hypotheses]]
id = "h2"
text = "to meet the new cabinet"
[[evidence]]
id = "e1"
text = "the ministry says so"
origin = "o1"
[[ratings]]
rater = "Ada"
date = 2020-01-07
[ratings.cells]
e1 = { h1 = "CC", h2 = "I" }
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("brief")
    (path / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    (path / "later.txt").write_text(ARTICLE.replace("plans to visit", "has cancelled a visit to"), encoding="utf-8")
    (path / "puzzle.toml").write_text(PUZZLE, encoding="utf-8")
    return path


def brief(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["brief", *arguments, "--today", "2020-02-01"])


def test_word_and_pdf_are_written_as_files(folder: Path) -> None:
    for form, start in (("docx", b"PK"), ("pdf", b"%PDF")):
        out = folder / f"brief.{form}"
        done = brief(str(folder / "visit.txt"), "--format", form, "-o", str(out))
        if form == "pdf" and isinstance(done.exception, UsageError):
            pytest.skip("needs Pango (scripts/install_system.sh)")
        assert done.exit_code == 0, done.output
        assert out.read_bytes().startswith(start)


def test_since_tells_what_changed(folder: Path) -> None:
    before = folder / "before.json"
    assert brief(str(folder / "visit.txt"), "--format", "json", "-o", str(before)).exit_code == 0
    done = brief(str(folder / "later.txt"), "--since", str(before))
    assert done.exit_code == 0
    assert "## What changed since the last brief" in done.output
    assert "| changed " in done.output and "| planned " in done.output and "| cancelled " in done.output


def test_rated_puzzle_gives_key_judgements(folder: Path) -> None:
    done = brief(str(folder / "visit.txt"), "--puzzle", str(folder / "puzzle.toml"))
    assert done.exit_code == 0
    assert "Question: Why does the minister go?" in done.output
    assert "that the main answer is h1, “to revive trade”" in done.output
    assert "Confidence in this is low" in done.output
    assert "lint" not in done.output


@pytest.mark.parametrize(
    ("option", "text", "words"),
    [
        ("--since", None, "cannot be read"),
        ("--since", "{}", "no brief to compare with"),
        ("--puzzle", None, "cannot be read"),
        ("--puzzle", "format = ", "toml"),
    ],
)
def test_bad_files_are_told_in_one_line_before_anything_is_read(folder: Path, option: str, text: str | None, words: str) -> None:
    bad = folder / f"bad{option}.{'none' if text is None else 'some'}"
    if text is not None:
        bad.write_text(text, encoding="utf-8")
    done = brief("no-such-article.txt", option, str(bad))
    assert isinstance(done.exception, DragomanError)
    assert words in str(done.exception).casefold() and "\n" not in str(done.exception)
