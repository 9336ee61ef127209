"""The form of a gold content by the marks in it."""

import sys
from pathlib import Path

import pytest
from evaluation.quotes import extract_peer, form_of


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("“We go,”", "direct"),
        ('"We go."', "direct"),
        ("''We go''", "direct"),
        ("that they “go” on", "mixed"),
        ("that they go", "indirect"),
        ("the ministry's view", "indirect"),
        ("“”", "indirect"),
        ("", "indirect"),
    ],
)
def test_form_follows_the_marks(text: str, form: str) -> None:
    assert form_of(text, [[0, len(text)]]) == form


def test_pieces_of_one_content_count_together() -> None:
    text = "“We go,” he said, and they stay. “Now.”"
    assert form_of(text, [[0, 8], [33, 39]]) == "direct"
    assert form_of(text, [[0, 8], [22, 31]]) == "mixed"


def test_a_run_without_the_peer_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(sys.modules, "textacy.extract.triples", None)
    assert not extract_peer([], tmp_path / "peer.jsonl")
    assert "textacy is not installed" in capsys.readouterr().out
