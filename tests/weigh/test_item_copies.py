"""Which items and which documents are one."""

from dragoman.records.document import Block, Document, Origin
from dragoman.records.puzzle import Cite, Evidence
from dragoman.weigh.copies import group_copies
from dragoman.weigh.origins import find_origins

ONE = "The harbour master said on Tuesday that the ferry would not sail before the ice had gone from the inner bay."
TWO = "Two ministers are expected at the talks, which the city has offered to host in the old customs house."
THREE = "Nobody in the village remembered a winter in which the wells had frozen as early as this, the mayor said."
OTHER = "A committee of the assembly wants the budget for the lighthouse to be set again before the summer recess."


def document(id: str, *paragraphs: str, published: str | None = None, origin: Origin | None = None) -> Document:
    text = "\n\n".join(paragraphs)
    blocks, at = [], 0
    for p in paragraphs:
        blocks.append(Block(kind="paragraph", start=at, end=at + len(p)))
        at += len(p) + 2
    return Document(
        id=id,
        source=id,
        title=None,
        published=published,
        publisher=None,
        author=None,
        url=None,
        language="en",
        text=text,
        blocks=tuple(blocks),
        origin=origin,
    )


def test_an_agency_text_printed_twice_is_one_origin() -> None:
    agency = document("a", ONE, TWO, THREE, published="2024-05-01")
    printed = document("b", "By our own staff.", f"{ONE} {TWO}", OTHER, published="2024-05-02")
    alone = document("c", OTHER.replace("lighthouse", "theatre"), "The choir sings on Sunday in the church by the river.")
    assert find_origins([printed, alone, agency]) == {"a": "a", "b": "a", "c": "c"}


def test_a_word_corrected_or_a_case_changed_hides_no_copy() -> None:
    assert find_origins([document("a", ONE, TWO), document("b", ONE.upper(), TWO.replace("Two", "Three"))]) == {"a": "a", "b": "a"}


def test_one_common_quote_makes_no_copy() -> None:
    a, b = document("a", ONE, TWO, THREE), document("b", ONE, OTHER, OTHER[::-1])
    assert find_origins([a, b]) == {"a": "a", "b": "b"}


def test_a_page_that_is_a_copy_yields_to_one_that_is_not() -> None:
    blog = document("a", ONE, TWO, published="2024-05-01", origin=Origin(of="the Post", method="line", reason="says so"))
    assert find_origins([blog, document("b", ONE, TWO, published="2024-05-03")]) == {"a": "b", "b": "b"}


def test_items_are_copies_by_words_or_by_name_within_an_origin() -> None:
    words = (Cite(document="d", start=0, end=9, words="The  Ferry"),)
    items = [
        Evidence(id="e1", text="The ferry sails", origin="o"),
        Evidence(id="e2", text="the FERRY  sails", origin="o"),
        Evidence(id="e3", text="The ferry sails", origin="p"),
        Evidence(id="e4", text="x", origin="o", cites=words),
        Evidence(id="e5", text="y", origin="o", cites=(Cite(document="f", start=0, end=9, words="the ferry"),)),
        Evidence(id="e6", text="In other words", origin="q", copy_of="e3"),
        Evidence(id="e7", text="The ferry sails"),
        Evidence(id="e8", text="The ferry sails"),
    ]
    assert group_copies(items) == (("e1", "e2"), ("e3", "e6"), ("e4", "e5"), ("e7",), ("e8",))
