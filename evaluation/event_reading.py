"""Precision of the events by reading: a random sample by a stated seed, a sheet for the reader, and the score of two verdicts.

    python -m evaluation.event_reading draw EVENTS.jsonl --count 100 --seed 20261124 --ids ids.jsonl --sheet sheet.tsv

EVENTS.jsonl is what ``dragoman read`` printed. The sheet holds article text and stays outside the repository; ids and verdicts are
committed (``evaluation/readings/``). What counts as right stands in docs/methods.md, under "Events by reading".
"""

import argparse
import csv
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

READINGS = Path(__file__).parent / "readings"
CRITERIA = (
    "RIGHT: the words between [[ ]] (with the text around them) report an act of this type, whatever its status: done, planned, denied ...",
    "by the actor given, to or with the recipient given, and the status is right. Names are whom the coder takes the words to mean.",
    "Sides: of several parties one right one suffices, but nobody who is not on that side; an empty side is right where the text has none.",
    "A mode or a date that is given must be right too. WRONG otherwise; reason is one of: type (another act), no_event (opinion, trait,",
    "idiom, nobody's public act), actor, recipient, status, mode, date. Judge by the text alone; no case is left open.",
    "Types (PLOVER 2): AGREE promise or agree to do; CONSULT meet, talk, visit, call; SUPPORT praise, thank, endorse, sign agreements, ties;",
    "CONCEDE yield, ease, allow; COOPERATE work together in deed; AID give help; RETREAT withdraw, release, resign; REQUEST ask, urge,",
    "demand; ACCUSE criticise, accuse, sue, investigate; REJECT refuse; THREATEN warn, threaten; PROTEST; SANCTION; MOBILIZE; COERCE arrest,",
    "ban, seize; ASSAULT violence. Status: planned, tentative, postponed, cancelled, under_way, held, denied (did not happen), hypothetical.",
    "Write right or wrong into the column verdict and the class into the column reason.",
)
COLUMNS = ("n", "set", "type", "mode", "actors", "recipients", "status", "status words", "date", "sentence", "verdict", "reason")
_AROUND = 220  # characters of text shown on each side of the event's words

Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Corpus:
    """The documents and events of one JSON Lines file of ``dragoman read``."""

    texts: dict[str, str]
    events: tuple[Record, ...]


def load_corpus(path: Path) -> Corpus:
    """Read documents and events from what ``dragoman read --format jsonl`` printed."""
    texts, events = {}, []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["kind"] == "document":
                texts[record["id"]] = record["text"]
            elif record["kind"] == "event":
                events.append(record)
    return Corpus(texts, tuple(sorted(events, key=_key)))


def _key(event: Record) -> tuple[str, int, int, str, str]:
    span = event["spans"][0]
    return event["document"], span["start"], span["end"], event["type"], event["id"]


def draw(events: tuple[Record, ...], count: int, seed: int) -> list[Record]:
    """Return ``count`` events drawn without replacement; the same events and seed give the same sample."""
    return random.Random(seed).sample(events, min(count, len(events)))


def sheet_row(number: int, name: str, event: Record, text: str) -> dict[str, str]:
    """Return one line of the reading sheet, the event's words marked in their surroundings, without the coder's confidence."""
    start, end = event["spans"][0]["start"], event["spans"][0]["end"]
    before, after = text[max(0, start - _AROUND) : start], text[end : end + _AROUND]
    words = event["status_span"]
    date = event["date"]
    return {
        "n": str(number),
        "set": name,
        "type": event["type"],
        "mode": event["mode"] or "",
        "actors": "; ".join(map(_party, event["actors"])),
        "recipients": "; ".join(map(_party, event["recipients"])),
        "status": event["status"],
        "status words": text[words["start"] : words["end"]] if words else "",
        "date": f"{date['start']}..{date['end']} ({date['text']})" if date else "",
        "sentence": " ".join(f"{before}[[{text[start:end]}]]{after}".split()),
        "verdict": "",
        "reason": "",
    }


def _party(actor: Record) -> str:
    return actor["name"] + (f" ({actor['country']})" if actor["country"] else "")


def write_sheet(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write the sheet: the criteria as comments, then tab-separated columns."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"# {line}\n" for line in CRITERIA)
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)


def reading(event: Record, name: str) -> Record:
    """Return what is committed of an event: where it stands and what the coder said, never the article's words."""
    span = event["spans"][0]
    return {
        "set": name,
        "document": event["document"],
        "start": span["start"],
        "end": span["end"],
        "type": event["type"],
        "mode": event["mode"],
        "status": event["status"],
        "confidence": event["confidence"],
        "verdicts": [],
        "reasons": [],
    }


def score(readings: Iterable[Record]) -> Iterator[tuple[str, float]]:
    """Yield precision by each reader and by both (right only where both say so), for each set, and the agreement of the readers."""
    by_set: dict[str, list[Record]] = defaultdict(list)
    for record in readings:
        by_set[record["set"]].append(record)
    for name, records in sorted(by_set.items()):
        for reader in range(min(len(r["verdicts"]) for r in records)):
            yield f"events read {name} reader {reader + 1}", 100 * _share(r["verdicts"][reader] == "right" for r in records)
        if all(len(r["verdicts"]) > 1 for r in records):
            yield f"events read {name} both", 100 * _share(set(r["verdicts"]) == {"right"} for r in records)
            yield f"events read {name} agreement", 100 * _share(len(set(r["verdicts"])) == 1 for r in records)


def reliability(readings: Iterable[Record], edges: tuple[float, ...] = (0.0, 0.65, 0.75, 0.85, 1.01)) -> Iterator[tuple[str, int, float]]:
    """Yield (band of confidence, number of events, mean share of right verdicts) of what was read."""
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for record in readings:
        low, high = next((lo, hi) for lo, hi in zip(edges, edges[1:], strict=False) if lo <= record["confidence"] < hi)
        band = f"{low:.2f}-{min(high, 1.0):.2f}"
        counts[band] += len(record["verdicts"])
        right[band] += record["verdicts"].count("right")
    yield from ((band, counts[band], right[band] / counts[band]) for band in sorted(counts))


def _share(flags: Iterable[bool]) -> float:
    known = list(flags)
    return sum(known) / len(known) if known else 0.0


def load_readings(path: Path = READINGS / "events.jsonl") -> list[Record]:
    """Return the committed readings; none where there is no such file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line] if path.exists() else []


def main() -> None:
    """Draw a sample and write its sheet and its ids."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["draw"])
    parser.add_argument("events", type=Path, help="what `dragoman read` printed")
    parser.add_argument("--set", default="releases", help="the name of the corpus in the readings")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--sheet", type=Path, required=True, help="holds article text: outside the repository")
    parser.add_argument("--ids", type=Path, required=True)
    args = parser.parse_args()
    corpus = load_corpus(args.events)
    drawn = draw(corpus.events, args.count, args.seed)
    write_sheet(args.sheet, (sheet_row(n, args.set, e, corpus.texts[e["document"]]) for n, e in enumerate(drawn, 1)))
    args.ids.write_text("".join(json.dumps(reading(e, args.set)) + "\n" for e in drawn), encoding="utf-8")


if __name__ == "__main__":
    main()
