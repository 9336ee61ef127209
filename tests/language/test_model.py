"""The shipped model as a spaCy pipeline."""

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import ModelError
from dragoman.language.model import LONGEST_JOINED, load, model_folder
from dragoman.language.network import Network
from dragoman.language.parse import parse_document, parse_problems
from dragoman.records.document import Block, Document

DOCUMENT = Document(
    id="t", source="t", title=None, published=None, publisher=None, author=None, url=None, language="en", text="", blocks=()
)
SENTENCE = "Vladimir Ivanov, a senior fellow at the Institute of Oriental Studies, told reporters that Kazakhstan would join."


def check_doc(text: str) -> None:
    doc = load()(text)
    assert doc.text == text
    for sentence in doc.sents:
        assert sum(t.dep_ == "ROOT" for t in sentence) <= 1 or all(t.is_space for t in sentence)
        assert all(sentence.start <= t.head.i < sentence.end for t in sentence)
    assert all(e.text for e in doc.ents)


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_a_doc(text: str) -> None:
    check_doc(text)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(["New", "York", "\n", "  ", "“", "”", "'s", ".", "Putin", "said", "\u00a0", "12", "-", "(", "the"]), max_size=60
    )
)
def test_any_tokens_give_a_doc(words: list[str]) -> None:
    check_doc(" ".join(words))


def test_parse() -> None:
    doc = load()(SENTENCE)
    told = next(t for t in doc if t.text == "told")
    assert told.dep_ == "ROOT" and told.lemma_ == "tell" and told.tag_ == "VBD" and "Tense=Past" in str(told.morph)
    assert {t.text for t in told.children if t.dep_ == "nsubj"} == {"Vladimir"}
    assert {(e.text, e.label_) for e in doc.ents} >= {("Vladimir Ivanov", "PERSON"), ("Kazakhstan", "GPE")}


def test_a_long_sentence_is_one_tree() -> None:
    doc = load()(" and ".join(["the minister met the ambassador"] * 200) + ".")
    assert all(t.has_head() or t.dep_ == "ROOT" for t in doc)
    assert all(a.head.i >= 0 for a in doc)


def test_a_text_reads_the_same_whatever_is_read_beside_it() -> None:
    texts = [SENTENCE, "He left.", "Talks in Minsk ended without a deal, " * 8]
    alone = [load()(t).to_array(["HEAD", "DEP"]).tolist() for t in texts]
    together = [d.to_array(["HEAD", "DEP"]).tolist() for d in load().pipe(texts)]
    assert alone == together


def test_two_processes() -> None:
    docs = list(load().pipe([SENTENCE, "He left."], n_process=2))
    assert [t.dep_ for t in docs[0]] == [t.dep_ for t in load()(SENTENCE)]


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    return Path(shutil.copytree(model_folder(), tmp_path / "model_en"))


def test_a_damaged_file_says_how_to_mend_it(copied: Path) -> None:
    with (copied / "model.onnx").open("r+b") as f:
        f.seek(1000)
        f.write(b"\x00\x01\x02")
    with pytest.raises(ModelError, match=r"damaged.*reinstall"):
        Network(copied)


@pytest.mark.parametrize("name", ["meta.json", "labels.json", "model.onnx"])
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=name):
        Network(copied)


def test_an_unknown_pipeline_is_named() -> None:
    with pytest.raises(ModelError, match="no_such_pipeline"):
        load("no_such_pipeline")


def test_what_ships_is_small() -> None:
    assert sum(p.stat().st_size for p in model_folder().iterdir()) < 45_000_000


def test_an_endless_sentence_is_cut_with_a_problem_and_keeps_its_words() -> None:
    text = "and the minister met the ambassador " * 400
    document = replace(DOCUMENT, text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),))
    doc = parse_document(load(), document)
    assert doc.text == text and max(len(s) for s in doc.sents) <= LONGEST_JOINED + 1
    problems = parse_problems(doc, document)
    assert [(p.code, p.severity) for p in problems] == [("sentence_cut", "warning")]
    assert len(list(doc.sents)) > 1 and all(s.start_char == 0 or text[s.start_char - 1] == " " for s in doc.sents)


def test_a_long_sentence_within_bounds_is_not_cut() -> None:
    text = "the minister met the ambassador and " * 150
    document = replace(DOCUMENT, text=text, blocks=(Block(kind="paragraph", start=0, end=len(text)),))
    doc = parse_document(load(), document)
    assert len(list(doc.sents)) == 1 and parse_problems(doc, document) == ()
