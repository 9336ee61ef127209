"""The commands, as a user meets them: what they print, their exit codes, one clear line for bad use."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """Minister plans visit to Tashkent

Kazakh Foreign Minister Mukhtar Tleuberdi plans to visit Uzbekistan in February, his ministry said on Monday.

Kazakhstan is a member of the Eurasian Economic Union. “We want closer trade,” a spokesman told reporters.
Talks are likely to help exporters.
"""


def dragoman(*arguments: str, stdin: str = "", folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(command, input=stdin, capture_output=True, text=True, cwd=folder, timeout=120, check=False)


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("articles") / "visit.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_read_prints_the_contract(article: Path) -> None:
    done = dragoman("read", str(article), "--format", "jsonl", "--as-of", "2020-01-06")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert records[0]["kind"] == "document" and records[-1]["kind"] == "summary"
    text = records[0]["text"]
    for r in records[1:-1]:
        assert r["maker"].startswith("dragoman/") and 0 <= r["confidence"] <= 1
        assert all(0 <= s["start"] < s["end"] <= len(text) for s in r["spans"])
    visits = [r for r in records if r["kind"] == "visit"]
    assert [s["country"] for s in visits[0]["stops"]] == ["UZB"] and visits[0]["status"] == "planned"
    labels = {r["verdict"]["label"] for r in records if r["kind"] == "claim" and r["type"] == "membership"}
    assert labels == {"supported"}


def test_read_prints_a_table(article: Path) -> None:
    done = dragoman("read", str(article))
    assert done.returncode == 0 and "Uzbekistan" in done.stdout


@pytest.mark.parametrize("form", ["md", "html", "json"])
def test_brief_in_each_format(article: Path, form: str, tmp_path: Path) -> None:
    out = tmp_path / f"brief.{form}"
    done = dragoman("brief", str(article), "--format", form, "-o", str(out), "--today", "2020-02-01")
    assert (done.returncode, done.stdout) == (0, "")
    text = out.read_text(encoding="utf-8")
    assert "Tleuberdi" in text
    if form == "json":
        json.loads(text)


def test_standard_input_and_one_bad_source_beside_a_good_one() -> None:
    done = dragoman("read", "-", "no-such-file.txt", "--format", "jsonl", stdin=ARTICLE)
    kinds = [json.loads(line)["kind"] for line in done.stdout.splitlines()]
    assert done.returncode == 1
    assert kinds[0] == "document" and "problem" in kinds


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["brief", "no-such-file.txt"], "nothing could be read"),
        (["read", "-", "--format", "xml"], "choose table, jsonl"),
        (["brief", "-", "--as-of", "yesterday"], "YYYY-MM-DD"),
        (["check"], "one sentence, or --file"),
        (["check", "--file", "no-such.jsonl"], "cannot be read"),
        (["read", "-", "--pipeline", "en_nothing"], "en_nothing"),
    ],
)
def test_bad_use_is_one_line_and_code_2(arguments: list[str], words: str) -> None:
    done = dragoman(*arguments, stdin=ARTICLE)
    assert done.returncode == 2
    assert words in done.stderr and "Traceback" not in done.stderr


def test_check_a_sentence() -> None:
    done = dragoman("check", "Kazakhstan is a member of the CSTO.", "--as-of", "2020-01-04")
    assert done.returncode == 0 and done.stdout.startswith("supported")


def test_check_a_file(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    rows = [
        {"id": "a", "text": "Nur-Sultan is the capital of Kazakhstan.", "as_of": "2020-01-04"},
        {"id": "b", "text": "Nur-Sultan is the capital of Kazakhstan.", "as_of": "2023-01-04"},
        {"id": "c", "text": "The weather was fine.", "as_of": "2020-01-04"},
    ]
    path.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    done = dragoman("check", "--file", str(path), "--format", "jsonl")
    labels = {r["id"]: r["label"] for r in map(json.loads, done.stdout.splitlines())}
    assert labels["a"] == "supported" and labels["b"] == "outdated" and labels["c"] == "uncheckable"


def test_a_broken_line_of_sentences_is_named(tmp_path: Path) -> None:
    path = tmp_path / "claims.jsonl"
    path.write_text('{"id": "a", "text": "x"}\nnot json\n', encoding="utf-8")
    done = dragoman("check", "--file", str(path))
    assert done.returncode == 2 and "claims.jsonl:2" in done.stderr


def test_tables_and_version() -> None:
    assert "memberships" in dragoman("tables").stdout
    assert dragoman("version").stdout.strip()


def test_help_imports_nothing_heavy() -> None:
    heavy = ("spacy", "numpy", "onnxruntime", "httpx", "sqlalchemy", "fastapi", "weasyprint")
    code = f"import sys; from dragoman.cli.main import app; print(sorted(m for m in {heavy} if m in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_settings_file_with_an_unknown_key(tmp_path: Path) -> None:
    (tmp_path / "dragoman.toml").write_text("colour = 'red'\n", encoding="utf-8")
    done = dragoman("read", "-", stdin=ARTICLE, folder=tmp_path)
    assert done.returncode == 2 and "colour" in done.stderr and "dragoman.toml" in done.stderr
