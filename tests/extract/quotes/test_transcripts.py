"""Turns of a transcript."""

from dragoman.extract.quotes.lexicon import load_lexicon
from dragoman.extract.quotes.transcripts import find_turns
from dragoman.records.document import Block


def turns(*paragraphs: tuple[str, str]) -> list[tuple[str, list[str]]]:
    text, blocks = "", []
    for kind, words in paragraphs:
        blocks.append(Block(kind=kind, start=len(text), end=len(text) + len(words)))
        text += words + "\n\n"
    found = find_turns(text, blocks, load_lexicon())
    return [(text[slice(*(d.source or (0, 0)))], [text[a:b] for a, b in d.content]) for d in found]


def test_speaker_is_carried_over_paragraphs_until_the_next_turn() -> None:
    found = turns(
        ("paragraph", "QUESTION: Will you go to Oslo?"),
        ("paragraph", "MS. HART: We will see."),
        ("paragraph", "It is early."),
        ("paragraph", "(Laughter.)"),
        ("paragraph", "The room emptied."),
        ("paragraph", "SECRETARY OLE BRANDT (via interpreter): Not yet."),
    )
    assert found == [
        ("QUESTION", ["Will you go to Oslo?"]),
        ("MS. HART", ["We will see.", "It is early."]),
        ("SECRETARY OLE BRANDT (via interpreter)", ["Not yet."]),
    ]


def test_notes_to_the_reader_and_a_lone_tag_are_no_transcript() -> None:
    assert turns(("paragraph", "UPDATE: The road is open."), ("paragraph", "The mayor spoke.")) == []
    assert turns(("paragraph", "NORDA: The road is open."), ("paragraph", "The mayor spoke.")) == []
