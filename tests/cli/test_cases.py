"""`dragoman case`: a case from the command line, as an analyst meets it."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import app
from dragoman.errors import DragomanError
from dragoman.records.findings import Findings
from dragoman.records.harvest import Harvest
from dragoman.store.case import Case
from dragoman.store.rows import By

ARTICLE = """Minister plans visit to Tashkent

Kazakh Foreign Minister Mukhtar Tleuberdi plans to visit Uzbekistan in February, his ministry said on Monday.

Kazakhstan is a member of the Eurasian Economic Union. “We want closer trade,” the Uzbek spokesman Bakhtiyor Karimov told reporters.
Talks are likely to help exporters.
"""


def dragoman(*arguments: str | Path) -> Result:
    return CliRunner().invoke(app, ["case", *map(str, arguments)])


def lines(*arguments: str | Path, code: int = 0) -> list[str]:
    result = dragoman(*arguments)
    assert result.exit_code == code, (result.output, result.exception)
    return result.output.splitlines()


def refusal(*arguments: str | Path) -> str:
    result = dragoman(*arguments)
    assert isinstance(result.exception, DragomanError), (result.output, result.exception)
    assert "\n" not in str(result.exception)
    return str(result.exception)


@pytest.fixture
def filled(tmp_path: Path, harvest: Harvest) -> Path:
    path = tmp_path / "c.dragoman"
    with Case.create(path, By(author="Ada", now="2026-01-02T10:00:00Z")) as case:
        case.add(harvest, By(author="Ada", now="2026-01-02T10:00:00Z"))
    return path


def test_the_story_by_a_real_process(tmp_path: Path) -> None:
    """Add a text and a source that cannot be read, in a process of its own with the model."""
    path, article = tmp_path / "k.dragoman", tmp_path / "visit.txt"
    article.write_text(ARTICLE, encoding="utf-8")
    lines("new", path, "--by", "Ada")
    command = [sys.executable, "-m", "dragoman", "case", "add", str(path), str(article), "no-such-file.txt", "--by", "Ada"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1 and "1 added, 0 read again, 0 known" in done.stdout and "no-such-file.txt" in done.stderr
    assert lines("check", path)[-1].endswith("2 acts: 0 faults")
    (document,) = [json.loads(line) for line in lines("list", path, "--format", "jsonl")]
    assert document["title"] == "Minister plans visit to Tashkent" and document["counts"]["visit"] == 1
    assert "Tashkent" in lines("search", path, "tleuberdi", "visit")[0]


def test_add_tells_what_it_did(filled: Path, harvest: Harvest, monkeypatch: pytest.MonkeyPatch) -> None:
    newer = replace(harvest.findings.quotes[0], maker="dragoman/9")
    clash = replace(harvest.document, text="another text", blocks=(), source="clash.txt")
    copy = replace(harvest.document, id="d2", title="A\x1b[31m copy")
    given = [
        Harvest(document=harvest.document, findings=Findings(quotes=(newer,))),
        Harvest(document=clash),
        Harvest(document=copy),
        Harvest(document=copy),
    ]
    monkeypatch.setattr("dragoman.api.read_sources", lambda sources, settings: iter(given))
    result = dragoman("add", filled, "any")
    assert result.exit_code == 1 and "clash.txt: the id 'd1' is taken by another text" in result.stderr
    assert result.stdout.splitlines() == [
        "read again: d1 Why does the minister go to Oslo?",
        "added: d2 A⟨U+001B⟩[31m copy (one origin with d1)",
        "known: d2 A⟨U+001B⟩[31m copy (one origin with d1)",
        "1 added, 1 read again, 1 known",
    ]


def test_a_wrong_speaker_in_one_line(filled: Path) -> None:
    (line,) = lines("correct", filled, "d1", "q1", "speaker=Ada Lind", "--by", "Boris", "--note", "he only translated")
    assert "Boris: correct d1 q1 source: Karl Berg → Ada Lind – he only translated" in line
    shown = lines("show", filled, "d1", "q1")
    assert '  "speaker": "Ada Lind",' in shown and '  "state": "corrected",' in shown and shown[-1] == line
    number = line.split()[0]
    lines("undo", filled, number, "--by", "Boris")
    assert '  "speaker": "Karl Berg",' in lines("show", filled, "d1", "q1")
    assert [row.split()[3] for row in lines("history", filled, "d1")] == ["add", "correct", "undo"]


def test_list_show_and_search(filled: Path) -> None:
    assert lines("list", filled)[-1] == "1 document, 1 origin"
    assert any("Karl Berg" in line for line in lines("show", filled, "d1"))
    records = [json.loads(line) for line in lines("show", filled, "d", "--format", "jsonl")]
    assert [r["kind"] for r in records][:2] == ["document", "mention"]
    assert lines("search", filled, "short talks")[1].strip().count("«") == 2
    assert lines("search", filled, "norway", "--verdict", "supported")[0].startswith("d1 c1 (claim)")
    assert lines("search", filled, "norway", "--actor", "NATO", "--type", "membership", "--outlet", "Morning Post", "--after", "2021-01-01")
    assert lines("search", filled, "nothing-of-this") == ["0 found"]


def test_accept_reject_and_diff(filled: Path) -> None:
    lines("accept", filled, "d1", "q1", "--by", "Boris")
    lines("reject", filled, "d1", "e1", "--by", "Boris", "--note", "it is of last year")
    told = lines("diff", filled, "2026-01-02")
    assert "rejected d1 e1 (event) In March, Finland cancelled its own trip." in told
    assert told[-1] == "0 documents, 2 findings, 2 acts"
    assert lines("diff", filled, "2026-01-01", "2026-01-02")[-1] == "1 document, 0 findings, 2 acts"
    shown = lines("show", filled, "d1")
    assert not any("e1" in line.split()[:1] for line in shown)
    assert "accepted: q1" in shown and "rejected: e1" in shown


def test_check_tells_faults(filled: Path) -> None:
    import sqlite3

    with sqlite3.connect(filled) as connection:
        connection.execute("UPDATE findings SET state = 'rejected' WHERE id = 'q1'")
    connection.close()
    result = dragoman("check", filled)
    assert result.exit_code == 1 and result.output.splitlines()[-1].endswith("1 fault")
    assert "q1 does not stand as it was made and judged: state" in result.stderr


def test_bad_use_is_one_line(filled: Path, tmp_path: Path) -> None:
    assert "is there already" in refusal("new", filled)
    assert "is no file: make a case" in refusal("list", tmp_path / "none")
    assert "is no file" in refusal("add", tmp_path / "none", "x.txt")
    assert "write field=value" in refusal("correct", filled, "d1", "q1", "speaker")
    assert "has no field 'speker'" in refusal("correct", filled, "d1", "q1", "speker=A")
    assert "got `str`" in refusal("correct", filled, "d1", "q1", "negated=perhaps")
    assert "no document 'd9'" in refusal("show", filled, "d9")
    assert "choose table, jsonl" in refusal("list", filled, "--format", "xml")
    assert "is no day" in refusal("diff", filled, "soon")
    assert "no action 99" in refusal("undo", filled, "99")
    assert "an author is needed" in refusal("accept", filled, "d1", "q1", "--by", " \n")
    assert "kind 'rumour' is not known" in refusal("search", filled, "x", "--kind", "rumour")


def test_values_that_no_record_has_are_refused(filled: Path) -> None:
    assert "choose supported" in refusal("search", filled, "trade", "--verdict", "maybe")
    assert "choose planned" in refusal("search", filled, "trade", "--status", "maybe")
    assert "--since 'soon' is no date" in refusal("history", filled, "--since", "soon")
