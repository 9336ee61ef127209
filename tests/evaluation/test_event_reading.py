"""Reading events: the draw is repeatable, what is committed holds no text, verdicts are joined by row."""

import json
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from evaluation.event_reading import READINGS, draw, join, load_corpus, read_verdicts, reading, reliability, sheet_row

TEXT = "Norway's premier met the Chilean president in Oslo. Nothing else happened."


def _event(number: int) -> dict[str, object]:
    return {
        "kind": "event",
        "document": f"d{number}",
        "id": "e1",
        "spans": [{"start": 0, "end": 42}],
        "type": "CONSULT",
        "mode": None,
        "status": "held",
        "status_span": None,
        "confidence": 0.9,
        "date": None,
        "actors": [{"name": "the premier", "country": "NOR"}],
        "recipients": [{"name": "the president", "country": None}],
    }


def test_the_same_seed_draws_the_same_events_from_any_order_of_lines(tmp_path: Path) -> None:
    lines = [{"kind": "document", "id": "d1", "text": TEXT}, *(_event(n) for n in range(30))]
    drawn = []
    for order in (lines, lines[::-1]):
        path = tmp_path / "read.jsonl"
        path.write_text("\n".join(map(json.dumps, order)), encoding="utf-8")
        drawn.append([e["document"] for e in draw(load_corpus(path).events, 5, seed=7)])
    assert drawn[0] == drawn[1]
    assert len(set(drawn[0])) == 5
    assert not set(drawn[0]) & {e["document"] for e in draw(load_corpus(path).events, 5, seed=7, without=frozenset(drawn[0]))}


def test_the_sheet_marks_the_words_and_the_committed_row_has_none() -> None:
    row = sheet_row(1, "releases", _event(1), TEXT)
    assert row["sentence"].startswith("[[Norway's premier met the Chilean president]]")
    assert row["verdict"] == ""
    assert "Norway" not in json.dumps(reading(_event(1), "releases", 7))


def test_verdicts_are_joined_by_row_and_an_unclear_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "reader.tsv"
    path.write_text("# head\nn\tverdict\treason\n1\tright\t\n2\twrong\tstatus\n", encoding="utf-8")
    rows = join([reading(_event(n), "releases", 7) for n in (1, 2)], read_verdicts(path), {1: (False, "actor")})
    assert [(r["first"], r["second"]) for r in rows] == [(1, 0), (0, None)]
    assert rows[1]["first_reason"] == "status"
    assert list(reliability(rows)) == [("0.90-0.95", 3, pytest.approx(1 / 3))]
    path.write_text("n\tverdict\treason\n1\tperhaps\t\n", encoding="utf-8")
    with pytest.raises(ValueError, match="row 1"):
        read_verdicts(path)


@pytest.mark.parametrize("path", sorted(READINGS.glob("events-*.jsonl")), ids=lambda p: p.stem)
def test_committed_readings_hold_ids_and_verdicts_alone(path: Path) -> None:
    allowed = {*reading(_event(1), "releases", 7), "first_reason", "second_reason"}
    for line in path.read_text(encoding="utf-8").splitlines():
        assert set(json.loads(line)) <= allowed
