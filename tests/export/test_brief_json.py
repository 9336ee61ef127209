"""JSON: every sentence cites by span, and the spans are the words."""

import json
from collections.abc import Iterator
from typing import Any

from dragoman.compose.brief import write_brief
from dragoman.export.json import write_json
from dragoman.records.harvest import Harvest


def statements(told: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield told["title"]
    for section in told["sections"]:
        yield from section["before"] + section["after"]
        for row in section["rows"]:
            for cell in row["cells"]:
                yield from cell


def test_spans_are_the_words_they_cite(harvest: Harvest) -> None:
    told = json.loads(write_json(write_brief([harvest], as_of=None, today="2024-06-01")))
    texts = {d["id"]: d["text"] for d in told["documents"]}
    found = list(statements(told))
    assert len(found) > 20
    for statement in found:
        assert statement["cites"]
        for key in statement["cites"]:
            c = told["citations"][key]
            if "document" in c:
                assert texts[c["document"]][c["start"] : c["end"]] == c["words"] != ""


def test_draft_and_confidence_are_told(harvest: Harvest) -> None:
    told = json.loads(write_json(write_brief([harvest], as_of=None, today="2024-06-01")))
    assert told["title"]["draft"] is True
    assert {r["confidence"] for s in told["sections"] for r in s["rows"]} >= {"high", "moderate"}
    assert {s["nature"] for s in statements(told)} == {"information", "assumption"}
    assert {s["kind"] for s in told["stands"]} >= {"visit", "event", "claim", "forecast", "outcome"}
