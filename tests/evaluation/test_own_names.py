"""The project's own sentences with names: they parse, there are enough of them, and no type is rare."""

import sys
from collections import Counter
from pathlib import Path

import pytest
import spacy

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.own_names import SECOND, SENTENCES, TYPES, read_own_names


@pytest.mark.parametrize(("path", "least"), [(SENTENCES, 200), (SECOND, 160)])
def test_sentences_parse_and_suffice(path: Path, least: int) -> None:
    docs = read_own_names(spacy.blank("en").vocab, path)
    counts = Counter(span.label_ for doc in docs for span in doc.ents)
    assert len(docs) >= least
    assert len({doc.text for doc in docs}) == len(docs)
    assert set(counts) == TYPES
    assert min(counts.values()) >= 10, counts


@pytest.mark.parametrize("line", ["[[GPE:Geor]]gia voted.", "[[CITY:Tbilisi]] voted.", "[[GPE:Georgia] voted."])
def test_a_bad_mark_names_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "sentences.txt"
    path.write_text(f"# rules\n{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 2"):
        read_own_names(spacy.blank("en").vocab, path)
