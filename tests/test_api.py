"""The Python API, and what the whole pipeline keeps true."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.codec import decode, encode
from dragoman.config import Settings
from dragoman.errors import UsageError
from dragoman.pipeline import ingest
from dragoman.records.document import Raw
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem

TEXT = (
    "Kazakh President Kassym-Jomart Tokayev will visit Moscow next week, the Kremlin said. "
    "“We expect results,” its spokesman told reporters."
)


def test_read_text_and_brief() -> None:
    harvest = dragoman.read_text(TEXT, published="2020-01-04")
    assert any(m.entity == "person:kassym-jomart-tokayev" for m in harvest.findings.mentions)
    assert harvest.findings.quotes and harvest.findings.visits
    made = dragoman.brief([harvest], settings=Settings(today="2020-02-01"))
    assert "Tokayev" in dragoman.to_markdown(made) and "<html" in dragoman.to_html(made)


def test_an_empty_text_says_so() -> None:
    with pytest.raises(ValueError, match=r"."):
        dragoman.read_text("   ")


def test_nothing_to_write_about() -> None:
    with pytest.raises(UsageError):
        dragoman.brief([])


def raw(text: str, name: str, media: str = "record") -> Raw:
    return Raw(source=name, text=text, media=media, id=name, published="2020-01-04")


def run(*raws: Raw | Problem) -> list[Harvest | Problem]:
    return list(ingest(iter(raws), dragoman.make_kit(Settings(today="2020-02-01"))))


def test_every_record_survives_json() -> None:
    (harvest,) = run(raw(TEXT, "a"))
    assert isinstance(harvest, Harvest)
    for record in (harvest.document, *harvest.findings.every(), *harvest.problems):
        assert decode(encode(record)) == record


def test_the_same_text_twice_is_one_document_and_a_problem() -> None:
    first, second = run(Raw(source="a", text=TEXT, media="text"), Raw(source="b", text=TEXT, media="text"))
    assert isinstance(first, Harvest) and isinstance(second, Problem) and second.code == "duplicate"


def test_reading_beside_others_changes_nothing() -> None:
    alone, together = run(raw(TEXT, "a")), run(raw("The talks failed. Nobody spoke.", "b"), raw(TEXT, "a"))
    assert alone[0] == together[1]


def test_another_language_is_said_and_not_half_read() -> None:
    german = "Der Außenminister reist in der kommenden Woche nach Kasachstan, um dort mit der neuen Führung über Handel zu sprechen. " * 3
    (harvest,) = run(Raw(source="de", text=german, media="text"))
    assert isinstance(harvest, Harvest)
    assert not harvest.findings.every() and any(p.code == "not_english" for p in harvest.problems)


PARTS = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "‘",
        "’",
        " said ",
        "Putin",
        " Kazakhstan ",
        ".",
        ",",
        "\n\n",
        " (CSTO) ",
        "40 percent",
        " visited ",
        " will ",
        " 2020",
        "the ",
        "\x00",
    ]
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PARTS, max_size=40).map("".join))
def test_spans_lie_inside_the_text(text: str) -> None:
    for result in run(raw(text, "x")):
        if isinstance(result, Harvest):
            size = len(result.document.text)
            for f in result.findings.every():
                assert f.spans and all(0 <= s.start < s.end <= size for s in f.spans)
                assert len(f.spans) > 1 or f.text == result.document.text[f.spans[0].start : f.spans[0].end]
