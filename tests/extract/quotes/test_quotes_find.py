"""Whole texts: source, cue, content, chain, and what is told of bad marks."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from quoted import parse

from dragoman.extract.quotes.find import find_quotes
from dragoman.records.cast import Anchor, Cast, Description
from dragoman.records.findings import Quote
from dragoman.records.spans import Ref

GOLDEN = Path(__file__).parents[2] / "golden" / "quotes"
CASES = sorted(p.name for p in GOLDEN.iterdir())
FOUND = 0.85  # share of a case's quotes that must come out; today all do, another parse may lose one


def said(quote: Quote, text: str) -> tuple[str | None, str]:
    source = None if quote.source is None or quote.source.start is None else text[quote.source.start : quote.source.end]
    return source, " … ".join(text[s.start : s.end] for s in quote.content)


def bag(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.casefold()))


def is_like(expected: dict[str, Any], quote: Quote, text: str) -> bool:
    """Whether a quote is the expected one: same source, four fifths of the words, and the fields that the case names."""
    source, content = said(quote, text)
    a, b = bag(expected["content"]), bag(content)
    if source != expected["source"] or len(a & b) < 0.8 * len(a | b):
        return False
    return all(getattr(quote, k) == v for k, v in expected.items() if k in ("form", "negated", "venue", "attitude"))


@pytest.mark.parametrize("case", CASES)
def test_golden(case: str, read: Any) -> None:
    text = (GOLDEN / case / "input.txt").read_text(encoding="utf-8")
    expected = json.loads((GOLDEN / case / "expected.json").read_text(encoding="utf-8"))
    quotes, problems = read(text, tuple(expected.get("kinds", ())))
    left = list(quotes)
    missing = []
    for e in expected["quotes"]:
        hit = next((q for q in left if is_like(e, q, text)), None)
        if hit is None:
            missing.append(e)
        else:
            left.remove(hit)
    assert len(missing) <= (1 - FOUND) * len(expected["quotes"]), (missing, [said(q, text) for q in quotes])
    assert [p.code for p in problems] == expected.get("problems", [])
    for words in expected.get("never", []):
        assert not any(said(q, text)[1] == words for q in quotes)


def test_records_keep_their_promises(read: Any) -> None:
    text = "Brandt said the pact was dead. “It never lived,” Kowal replied."
    quotes, _ = read(text)
    assert [q.id for q in quotes] == ["q1", "q2"]
    for q in quotes:
        assert q.spans == q.content and q.spans
        assert q.text == " ".join(text[s.start : s.end] for s in q.content)
        assert 0 <= q.confidence <= 1


def test_chain_of_sources(read: Any) -> None:
    text = "The Norda agency reported that Prime Minister Ilves had said that the border would reopen."
    quotes, _ = read(text)
    outer, inner = quotes
    assert said(outer, text)[0] == "The Norda agency" and outer.reported_by is None
    assert said(inner, text)[0] == "Prime Minister Ilves" and inner.reported_by == outer.id


def test_speaker_comes_from_the_cast_with_role_and_affiliation(read: Any) -> None:
    text = "“It is early,” the analyst told Norda."
    start = text.index("the analyst")
    ref = Ref(entity="doc:d/ole-brandt", name="Ole Brandt")
    cast = Cast(
        anchors=(Anchor(start=start, end=start + 11, ref=ref, how="description", type="person"),),
        described={"doc:d/ole-brandt": Description(role="senior fellow", affiliation="Baltic Institute", start=0, end=1)},
    )
    (quote,), _ = read(text, (), cast)
    assert quote.source is not None and (quote.source.entity, quote.source.name) == ("doc:d/ole-brandt", "Ole Brandt")
    assert (quote.source.start, quote.source.end) == (start, start + 11)
    assert (quote.role, quote.affiliation, quote.venue) == ("senior fellow", "Baltic Institute", "Norda")


def test_unknown_voices_get_no_invented_name(read: Any) -> None:
    quotes, _ = read("Some diplomats said the talks had failed.")
    assert quotes[0].source is not None and quotes[0].source.entity is None and quotes[0].source.name == "Some diplomats"


@pytest.mark.parametrize(
    ("text", "attitude"),
    [
        ("Brandt said the pact was dead.", "statement"),
        ("Brandt plans to leave the pact.", "intention"),
        ("Brandt refused to leave the pact.", "intention"),
        ("Brandt ordered the closure of the port.", "decree"),
        ("Brandt believes that the pact is dead.", "belief"),
        ("Brandt praised the pact.", "judgement"),
        ("“Close the port,” Brandt ordered.", "statement"),
    ],
)
def test_attitude_tells_words_from_acts(text: str, attitude: str, read: Any) -> None:
    (quote,), _ = read(text)
    assert quote.attitude == attitude


def test_governments_together_are_not_the_first_of_them(read: Any) -> None:
    text = "The governments of Arland and Boria said the strait was open."
    ref = Ref(entity="ARL", name="Arland", country="ARL")
    cast = Cast(anchors=(Anchor(start=4, end=15, ref=ref, how="description", type="government"),))
    (quote,), _ = read(text, (), cast)
    assert quote.source is not None and quote.source.entity is None


def test_a_quotation_that_never_ends_loses_nothing_else(read: Any) -> None:
    text = "Brandt said the pact was dead. “It is over, she said.\n\nKowal said it lived."
    quotes, problems = read(text)
    assert {said(q, text)[0] for q in quotes} == {"Brandt", "she", "Kowal"}
    assert [p.code for p in problems] == ["quotation_unclosed"]


def test_boilerplate_says_nothing(read: Any) -> None:
    quotes, _ = read("Brandt said the pact was dead.\n\nThe publisher says it owns “all rights” here.", ("paragraph", "boilerplate"))
    assert len(quotes) == 1


@pytest.mark.parametrize("text", ["", " ", '"', "“”", "'s 's", "said said said", ": : :", "\n\n"])
def test_scraps_break_nothing(text: str, read: Any) -> None:
    read(text)


def test_many_quotations_are_all_found() -> None:
    doc, document = parse("“We go,” he said. " * 1200)
    quotes, _ = find_quotes(doc, document, Cast())
    assert len(quotes) == 1200


@pytest.mark.parametrize(
    ("text", "content"),
    [
        ("The mayor said the trouble is that the bridge needs paint.", "the trouble is that the bridge needs paint"),
        ("The mayor said that the bridge needs paint.", "that the bridge needs paint"),
        ("In a changing economy, voters still believe in the bridge.", "the bridge"),
        ("The clerk bought a boat known by sailors as the Grey Goose.", "a boat … as the Grey Goose"),
    ],
)
def test_content_begins_where_it_is_said(text: str, content: str, read: Any) -> None:
    quotes, _ = read(text)
    assert [said(q, text)[1] for q in quotes] == [content]


@pytest.mark.parametrize(
    "text",
    ["The mayor spoke to Harbour Radio on Monday.", "The ministry released a statement.", "The mayor appealed to older voters."],
)
def test_a_hearer_or_a_document_is_no_content(text: str, read: Any) -> None:
    assert read(text)[0] == ()
