"""What holds for every document, whatever came in."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.clean.document import clean_raw
from dragoman.records.document import BLOCK_KINDS, Document, Raw

SEED = Path(__file__).parents[3] / "shared" / "corpus" / "seed" / "pompeo-kazakhstan.txt"
LINES = st.lists(
    st.one_of(
        st.text(max_size=90),
        st.sampled_from(
            [
                "",
                "# Head",
                "- item",
                "QUESTION: Why?",
                "a | b | c",
                "No comments:",
                "4 Jan, 2020 13:50Get short URL",
                "FILE PHOTO: A",
                "<p>x",
                "© AP",
            ]
        ),
    ),
    max_size=30,
).map("\n".join)


def check_blocks(document: Document) -> None:
    last = 0
    for block in document.blocks:
        assert block.kind in BLOCK_KINDS
        assert last <= block.start < block.end <= len(document.text)
        assert not document.text[last : block.start].strip()
        last = block.end
    assert not document.text[last:].strip()


@settings(max_examples=150, deadline=None)
@given(text=LINES, media=st.sampled_from(["text", "markdown", "html", "record"]))
def test_never_raises_and_blocks_cover_the_text(text: str, media: str) -> None:
    document, problems = clean_raw(Raw(source="x", text=text, media=media))
    if document is None:
        assert [problem.severity for problem in problems] == ["error"]
    else:
        check_blocks(document)
        json.dumps(document.text).encode()


@settings(max_examples=100, deadline=None)
@given(text=LINES)
def test_record_text_stays_verbatim(text: str) -> None:
    document, _ = clean_raw(Raw(source="x:1", text=text, media="record", id="given"))
    if document is not None:
        assert document.id == "given"
        assert document.text == text.encode("utf-8", "replace").decode() or document.text == "".join(
            "\ufffd" if "\ud800" <= ch <= "\udfff" else ch for ch in text
        )


def test_id_is_the_hash_of_the_text_where_none_was_given() -> None:
    first, _ = clean_raw(Raw(source="a", text="The council met on Monday.", media="record"))
    second, _ = clean_raw(Raw(source="b", text="The council met on Monday.", media="record"))
    assert first and second and first.id == second.id and len(first.id) == 16


def test_lone_surrogate_is_replaced_and_said() -> None:
    document, problems = clean_raw(Raw(source="a", text="The council met\ud800 on Monday.", media="text"))
    assert document and document.text == "The council met\ufffd on Monday."
    assert [problem.code for problem in problems] == ["lone_surrogate"]


def test_record_names_its_own_title_and_publisher() -> None:
    raw = Raw(
        source="a:1",
        text="Talks resume\n\nThe talks resumed on Monday.",
        media="record",
        title="Talks resume",
        publisher="The Courier",
        published="2021-02-30",
    )
    document, problems = clean_raw(raw)
    assert document and [block.kind for block in document.blocks] == ["title", "paragraph"]
    assert document.publisher and document.publisher.name == "The Courier" and document.publisher.evidence is None
    assert document.published is None and [problem.code for problem in problems] == ["unknown_date"]


def test_other_languages_are_named_and_short_texts_are_not_guessed() -> None:
    german = (
        "Die Ministerin reiste am Montag nach Georgien, um dort über die Fähre zu verhandeln, die seit fünf Jahren nicht mehr fährt. " * 2
    )
    document, problems = clean_raw(Raw(source="a", text=german, media="text"))
    assert document and document.language == "de" and [problem.code for problem in problems] == ["not_english"]
    short, none = clean_raw(Raw(source="a", text="Pompeo, Tokayev, Lavrov", media="text"))
    assert short and short.language is None and none == ()


@pytest.mark.parametrize("page", ["", "<html><body></body></html>", "<html><body><a href='/'>Home</a></body></html>", "<" * 5000])
def test_page_without_an_article_says_so(page: str) -> None:
    document, problems = clean_raw(Raw(source="a", text=page, media="html"))
    assert document is None and problems[0].code == "no_article" and "\n" not in problems[0].message


def test_fragment_of_a_feed_keeps_its_paragraphs() -> None:
    raw = Raw(source="f#1", text="<p>One <b>two</b>.</p><p>Three<br>four.</p><ul><li>a</li><li>b</li></ul>tail", media="html", title="Head")
    document, _ = clean_raw(raw)
    assert document and document.text == "Head\n\nOne two.\n\nThree four.\n\na\nb\n\ntail"


@pytest.mark.shared
@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared")
def test_seed() -> None:
    document, problems = clean_raw(Raw(source="seed", text=SEED.read_text(encoding="utf-8"), media="text"))
    assert document and problems == ()
    check_blocks(document)
    kinds = [block.kind for block in document.blocks]
    counts = {kind: kinds.count(kind) for kind in ("title", "caption", "standfirst", "heading", "embed", "boilerplate")}
    assert counts == {"title": 1, "caption": 2, "standfirst": 1, "heading": 3, "embed": 2, "boilerplate": 4}
    assert document.published == "2020-01-04T13:50" and document.publisher and document.publisher.name == "RT" and document.origin
