"""WordPiece: the base vocabulary, accents, marks, bounds."""

import pytest

from dragoman.language.model import model_folder
from dragoman.language.pieces import LONGEST, UNKNOWN, PieceCutter


@pytest.fixture(scope="module")
def cutter() -> PieceCutter:
    return PieceCutter(model_folder() / "vocab.txt")


def spell(cutter: PieceCutter, word: str) -> list[str]:
    names = (model_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return [names[i] for i in cutter.cut(word)]


def test_longest_match_first(cutter: PieceCutter) -> None:
    assert spell(cutter, "Kazakhstan") == ["kazakhstan"]
    assert "".join(p.removeprefix("##") for p in spell(cutter, "Tokayev")) == "tokayev"


def test_accents_and_marks(cutter: PieceCutter) -> None:
    assert cutter.cut("Çavuşoğlu") == cutter.cut("cavusoglu")
    assert spell(cutter, "U.S.") == ["u", ".", "s", "."]


@pytest.mark.parametrize("word", ["", "\x00", "\u200d", "a" * 5000, "!" * 5000, "中" * 40, "\ud800"])
def test_any_word_gives_one_to_twelve_pieces(cutter: PieceCutter, word: str) -> None:
    assert 1 <= len(cutter.cut(word)) <= LONGEST


def test_unknown(cutter: PieceCutter) -> None:
    assert cutter.cut("\x00") == [UNKNOWN]
