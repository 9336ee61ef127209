"""``dragoman puzzle new`` and ``dragoman weigh``, as a user meets them."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = """What is behind the minister's visit to Tashkent?

Kazakh Foreign Minister Mukhtar Tleuberdi will visit Uzbekistan in February, his ministry said on Monday.

The visit is aimed at reviving trade with Uzbekistan, whose markets have been closed to Kazakh farmers.

“Kazakhstan needs to sound out the new government in Tashkent,” Anvar Karimov, an analyst at the Centre for Steppe Studies,
told reporters. It is unclear whether the visit to Uzbekistan will be enough to open the markets.

Kazakhstan is a member of the Eurasian Economic Union. Uzbekistan is not.
"""


def dragoman(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "dragoman", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("puzzle")
    (path / "visit.txt").write_text(ARTICLE, encoding="utf-8")
    done = dragoman("puzzle", "new", str(path / "visit.txt"), "-o", str(path / "p.toml"), "--today", "2020-01-06", "--as-of", "2020-01-06")
    assert done.returncode == 0, done.stderr
    assert "draft rating, unrated" in done.stderr
    return path


def test_the_draft_is_weighed_and_its_cites_stand_in_the_source(folder: Path) -> None:
    done = dragoman("weigh", str(folder / "p.toml"), "--format", "json", "--sources", str(folder / "visit.txt"))
    made = json.loads(done.stdout)
    assert done.returncode == 0 and "stand as quoted" in done.stderr
    assert made["question"] == "What is behind the minister's visit to Tashkent?"
    assert made["state"] == "draft, unrated"
    texts = " ".join(h["text"] for h in made["hypotheses"])
    assert "The aim is reviving trade with Uzbekistan" in texts
    assert {"id", "text", "inconsistency", "weighted", "posterior", "rank"} <= set(made["hypotheses"][0])
    assert {"id", "diagnosticity", "origin", "weight"} <= set(made["evidence"][0])
    assert isinstance(made["sensitivity"]["flip"], list)


def test_a_file_that_stands_is_never_overwritten(folder: Path) -> None:
    path = folder / "p.toml"
    before = path.read_text(encoding="utf-8")
    refused = dragoman("puzzle", "new", str(folder / "visit.txt"), "-o", str(path))
    assert refused.returncode == 2 and "--update" in refused.stderr and "Traceback" not in refused.stderr
    assert path.read_text(encoding="utf-8") == before
    rated = before + '\n[[ratings]]\nrater = "Ada"\ndate = 2020-01-07\n[ratings.cells]\ne1 = { h1 = "CC" }\n'
    path.write_text(rated, encoding="utf-8")
    updated = dragoman("puzzle", "new", str(folder / "visit.txt"), "-o", str(path), "--update", "--as-of", "2020-01-06")
    assert updated.returncode == 0 and "nothing new" in updated.stderr
    assert path.read_text(encoding="utf-8").rstrip() == rated.rstrip()
    assert "rated in part" in dragoman("weigh", str(path)).stdout


def test_formats_and_orientations(folder: Path) -> None:
    page = folder / "p.html"
    done = dragoman("weigh", str(folder / "p.toml"), "--format", "html", "--orientation", "evidence", "-o", str(page))
    assert done.returncode == 0 and "evidence in rows" in page.read_text(encoding="utf-8")
    text = dragoman("weigh", str(folder / "p.toml"), "--rank-by", "posterior").stdout
    assert "ranked by posterior probability" in text and "| h1 |" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["weigh", "nowhere.toml"], "nowhere.toml cannot be read"),
        (["weigh", "{p}", "--format", "pdf"], "--format 'pdf'"),
        (["weigh", "{p}", "--orientation", "up"], "--orientation 'up'"),
        (["weigh", "{p}", "--weighting", "x"], "--weighting 'x'"),
        (["weigh", "{bad}"], "bad.toml: hypothesis 'h1', key 'txt'"),
        (["weigh", "{none}"], "there is none to weigh"),
        (["weigh", "{bytes}"], "no UTF-8"),
        (["weigh", "{p}", "--sources", "{bad}"], "none of them"),
        (["puzzle", "new", "x.txt", "--update"], "--update needs -o"),
    ],
)
def test_bad_use_is_one_line_and_code_2(folder: Path, arguments: list[str], told: str) -> None:
    (folder / "bad.toml").write_text('question = "x"\n[[hypotheses]]\nid = "h1"\ntxt = "y"\n', encoding="utf-8")
    (folder / "none.toml").write_text('question = "x"\n', encoding="utf-8")
    (folder / "bytes.toml").write_bytes(b'question = "\xff"')
    names = {"p": folder / "p.toml", "bad": folder / "bad.toml", "none": folder / "none.toml", "bytes": folder / "bytes.toml"}
    done = dragoman(*(a.format(**names) for a in arguments))
    assert done.returncode == 2
    assert told in done.stderr and "Traceback" not in done.stderr and len(done.stderr.strip().splitlines()) <= 2
