"""Whose words stand where."""

from dragoman.extract.voices import Acts, Intervals, Voices
from dragoman.records.document import Block, Document, Publisher
from dragoman.records.findings import Event, Quote
from dragoman.records.spans import Ref, Span

TEXT = "He said “that the deal is dead,” and she said that he said it. They sought to win the vote."


def document(publisher: Publisher | None = None) -> Document:
    return Document(
        id="d",
        source="d",
        title=None,
        published=None,
        publisher=publisher,
        author=None,
        url=None,
        language="en",
        text=TEXT,
        blocks=(Block(kind="paragraph", start=0, end=len(TEXT)),),
    )


def quote(name: str, words: str, source: Ref | None, form: str = "direct", cue: str | None = None) -> Quote:
    start = TEXT.index(words)
    at = TEXT.index(cue) if cue else 0
    span = Span(start=start, end=start + len(words))
    return Quote(
        document="d",
        id=name,
        spans=(span,),
        text=words,
        maker="test",
        confidence=1.0,
        form=form,
        source=source,
        cue=Span(start=at, end=at + len(cue)) if cue else None,
        content=(span,),
    )


def test_the_innermost_quote_speaks_and_the_outlet_speaks_outside() -> None:
    outer = quote("q1", TEXT[8:61], Ref(name="outer"))
    inner = quote("q2", "that the deal is dead", Ref(name="inner"))
    voices = Voices(document(Publisher(name="The Courier")), (outer, inner))
    assert voices.speaker_at(TEXT.index("deal")) == (Ref(name="inner"), "q2")
    assert voices.speaker_at(TEXT.index("she")) == (Ref(name="outer"), "q1")
    assert voices.speaker_at(TEXT.index("They")) == (Ref(name="The Courier"), None)
    assert Voices(document(), ()).speaker_at(0) == (Ref(name="the outlet"), None)


def test_direct_words_of_nobody_known_are_not_the_outlets() -> None:
    at = TEXT.index("deal")
    assert Voices(document(), (quote("q1", "that the deal is dead", None),)).speaker_at(at) == (None, "q1")
    assert Voices(document(), (quote("q1", "that the deal is dead", None, "indirect"),)).speaker_at(at) == (Ref(name="the outlet"), "q1")


def test_what_somebody_wants_is_told_by_the_teller() -> None:
    wanted = quote("q1", "to win the vote", Ref(name="They"), "indirect", "sought")
    assert Voices(document(), (wanted,)).speaker_at(TEXT.index("win")) == (Ref(name="the outlet"), None)


def test_clipping_cuts_to_the_content_and_trims_marks() -> None:
    voices = Voices(document(), (quote("q1", "“that the deal is dead,”", Ref(name="he")),))
    span = voices.clip(Span(start=0, end=len(TEXT)), TEXT.index("deal"))
    assert TEXT[span.start : span.end] in ("“that the deal is dead,”", "the deal is dead")
    whole = Span(start=0, end=len(TEXT))
    assert voices.clip(whole, TEXT.index("They")) == whole


def test_nested_ranges_come_shortest_first() -> None:
    ranges = Intervals([(0, 10, "a"), (2, 5, "b"), (3, 4, "c"), (6, 8, "d")])
    assert [v for _, _, v in ranges.at(3)] == ["c", "b", "a"]
    assert [v for _, _, v in ranges.at(9)] == ["a"]
    assert ranges.at(10) == []


def test_an_act_is_known_by_the_words_that_tell_of_it() -> None:
    start = TEXT.index("win")
    span = Span(start=start, end=start + 12)
    event = Event(document="d", id="e1", spans=(span,), text="win the vote", maker="test", confidence=1.0, type="AGREE")
    acts = Acts((event,), ())
    assert acts.at(start) == "e1"
    assert acts.at(0) is None
