"""`dragoman forecasts`, as a user meets it."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli.forecasts import app
from dragoman.errors import UsageError

ARTICLE = """Truce in doubt

By Ana Ruiz, 4 May 2023

The truce in Chad is likely to fail, the government said on Monday. If the border closes, prices in Chad will rise.
"""
RUN = CliRunner()


def forecasts(*arguments: str, code: int = 0) -> str:
    done = RUN.invoke(app, list(arguments))
    if isinstance(done.exception, UsageError):
        raise done.exception
    assert done.exit_code == code, done.output
    return done.stdout


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("forecasts")
    (folder / "a.txt").write_text(ARTICLE, encoding="utf-8")
    path = folder / "l.jsonl"
    assert forecasts("add", str(folder / "a.txt"), "--ledger", str(path), "--today", "2023-05-05").startswith("2 added, 0 held already")
    before = path.read_bytes()
    assert forecasts("add", str(folder / "a.txt"), "--ledger", str(path)).startswith("0 added, 2 held already")
    assert path.read_bytes() == before
    return path


def ids(ledger: Path) -> list[str]:
    return [json.loads(line)["id"] for line in forecasts("list", "--ledger", str(ledger), "--format", "json").splitlines()]


def test_from_article_to_score(ledger: Path) -> None:
    first, second = ids(ledger)
    told = ("--evidence", "minutes of 9 May", "--by", "Li", "--date", "2023-05-10", "--ledger", str(ledger))
    assert forecasts("resolve", first, "--outcome", "false", *told) == f"{first}: false\n"
    assert "supersedes false by Li of 2023-05-10" in forecasts("resolve", first[:6], "--outcome", "true", *told)
    forecasts("resolve", second, "--outcome", "void", *told)
    rows = [json.loads(line) for line in ledger.read_text(encoding="utf-8").splitlines()]
    assert [r["kind"] for r in rows] == ["forecast", "forecast", "resolution", "resolution", "resolution"]
    account = json.loads(forecasts("score", "--by", "outlet", "--format", "json", "--ledger", str(ledger)))
    assert account["overall"]["outcomes"] == {"open": 0, "true": 1, "false": 0, "ambiguous": 0, "void": 1}
    assert account["overall"]["plain"]["brier"] == pytest.approx([0.04, 0.2025])
    assert "† " in forecasts("score", "--ledger", str(ledger))
    assert forecasts("list", "--outcome", "open", "--ledger", str(ledger)) == "no forecasts with outcome open\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("resolve", "ffffffff", "--outcome", "true", "--evidence", "e", "--by", "b"), "no forecast 'ffffffff'"),
        (("list", "--outcome", "so"), "choose open, true, false"),
        (("list", "--format", "xml"), "choose md, json"),
        (("score", "--by", "mood"), "choose forecaster, outlet"),
        (("resolve", "ffffffff", "--outcome", "true", "--evidence", "e", "--by", "b", "--date", "soon"), "soon"),
    ],
)
def test_bad_use_is_one_line(ledger: Path, arguments: tuple[str, ...], said: str) -> None:
    with pytest.raises(UsageError, match=said) as error:
        forecasts(*arguments, "--ledger", str(ledger))
    assert "\n" not in str(error.value)


def test_an_article_does_not_grow_rows(tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Envoy eyes talks\n\nTalks will probably fail.\n", encoding="utf-8")
    with pytest.raises(UsageError, match="holds no row of a ledger"):
        forecasts("add", str(article), "--ledger", str(article))
    with pytest.raises(UsageError, match="would destroy it"):
        forecasts("list", "--ledger", str(article), "-o", str(article))
