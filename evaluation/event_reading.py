"""Precision of the events by reading: a random sample by a stated seed, a sheet for the readers, and their verdicts as ids.

    python -m evaluation.event_reading draw EVENTS.jsonl --set releases --count 100 --seed 7 --sheet sheet.tsv --ids ids.jsonl
    python -m evaluation.event_reading join ids.jsonl --first reader1.tsv --second reader2.tsv --out evaluation/readings
    python -m evaluation.event_reading bands

EVENTS.jsonl is what ``dragoman read`` printed. Sheets hold article text and stay outside the repository; ids and verdicts are
committed (``evaluation/readings``) and scored by ``make eval`` (``evaluation/readings.py``). What counts as right stands at the head
of every sheet (CRITERIA) and in docs/methods.md, "Events by reading".
"""

import argparse
import csv
import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

READINGS = Path(__file__).parent / "readings"
CRITERIA = (
    "RIGHT: the words between [[ ]] (with the text around them) report an act of this type, whatever its status: done, planned,",
    "denied ..., by the actor given, to or with the recipient given, and the status is right. Names are whom the words are taken to mean.",
    "Sides: of several parties one right one suffices, but nobody who is not on that side; an empty side is right where the text has none.",
    "A mode or a date that is given must be right too. WRONG otherwise; reason is one of: type (another act), no_event (opinion, trait,",
    "idiom, nobody's public act), actor, recipient, status, mode, date. Judge by the text alone; no case is left open.",
    "Types (PLOVER 2): AGREE promise or agree to do; CONSULT meet, talk, visit, call; SUPPORT praise, thank, endorse, sign agreements;",
    "CONCEDE yield, ease, allow; COOPERATE work together in deed; AID give help; RETREAT withdraw, release, resign; REQUEST ask, urge;",
    "ACCUSE criticise, accuse, sue, investigate; REJECT refuse; THREATEN warn, threaten; PROTEST; SANCTION; MOBILIZE; COERCE arrest, ban,",
    "seize; ASSAULT violence. Status: planned, tentative, postponed, cancelled, under_way, held, denied (did not happen), hypothetical.",
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


def draw(events: tuple[Record, ...], count: int, seed: int, without: frozenset[str] = frozenset()) -> list[Record]:
    """Return ``count`` events drawn without replacement; the same events and seed give the same sample.

    Args:
        without: ids of documents that are left out: those of which an event was read while the rules were written.
    """
    open_to_draw = [e for e in events if e["document"] not in without]
    return random.Random(seed).sample(open_to_draw, min(count, len(open_to_draw)))


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
    return f"{actor['name']} ({actor['country']})" if actor["country"] else str(actor["name"])


def write_sheet(path: Path, rows: Iterable[dict[str, str]]) -> None:
    """Write the sheet: the criteria as comments, then tab-separated columns."""
    with path.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"# {line}\n" for line in CRITERIA)
        writer = csv.DictWriter(out, COLUMNS, delimiter="\t")
        writer.writeheader()
        writer.writerows(rows)


def reading(event: Record, name: str, seed: int) -> Record:
    """Return what is committed of an event: where it stands and what the coder said, never the article's words."""
    span = event["spans"][0]
    told = {key: event[key] for key in ("type", "mode", "status", "confidence")}
    return {
        "set": name,
        "seed": seed,
        "document": event["document"],
        "start": span["start"],
        "end": span["end"],
        **told,
        "first": None,
        "second": None,
    }


def read_verdicts(path: Path) -> dict[int, tuple[bool, str]]:
    """Return {row number: (right, reason)} of a reader's tab-separated file.

    Raises:
        ValueError: a verdict is neither "right" nor "wrong".
    """
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("# ")]
    found = {}
    for row in csv.DictReader(lines, delimiter="\t"):
        verdict = (row["verdict"] or "").strip().lower()
        if verdict not in ("right", "wrong"):
            raise ValueError(f"{path}: row {row['n']} has the verdict {verdict!r}: write right or wrong")
        found[int(row["n"])] = (verdict == "right", (row.get("reason") or "").strip())
    return found


def join(rows: list[Record], first: dict[int, tuple[bool, str]], second: dict[int, tuple[bool, str]]) -> list[Record]:
    """Return the drawn rows, numbered from 1, with both readers' verdicts (1 right, 0 wrong) and reasons."""
    joined = []
    for n, row in enumerate(rows, 1):
        verdicts = {"first": first.get(n), "second": second.get(n)}
        told = {key: None if v is None else int(v[0]) for key, v in verdicts.items()}
        reasons = {f"{key}_reason": v[1] for key, v in verdicts.items() if v is not None and v[1]}
        joined.append({**row, **told, **reasons})
    return joined


def reliability(rows: Iterable[Record], edges: tuple[float, ...] = (0.0, 0.6, 0.8, 0.9, 0.95, 1.01)) -> Iterator[tuple[str, int, float]]:
    """Yield (band of confidence, number of verdicts, share that is right) of what was read."""
    counts: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row in rows:
        low, high = next((lo, hi) for lo, hi in pairwise(edges) if lo <= row["confidence"] < hi)
        verdicts = [v for v in (row["first"], row["second"]) if v is not None]
        band = f"{low:.2f}-{min(high, 1.0):.2f}"
        counts[band] += len(verdicts)
        right[band] += sum(verdicts)
    yield from ((band, counts[band], right[band] / counts[band]) for band in sorted(counts) if counts[band])


def load_rows(path: Path) -> list[Record]:
    """Return the records of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def write_rows(path: Path, rows: Iterable[Record]) -> None:
    """Write records as JSON Lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")


def _draw(args: argparse.Namespace) -> None:
    corpus = load_corpus(args.source)
    without = frozenset(args.without.read_text(encoding="utf-8").split()) if args.without else frozenset()
    drawn = draw(corpus.events, args.count, args.seed, without)
    write_sheet(args.sheet, (sheet_row(n, args.set, e, corpus.texts[e["document"]]) for n, e in enumerate(drawn, 1)))
    write_rows(args.ids, (reading(e, args.set, args.seed) for e in drawn))


def _join(args: argparse.Namespace) -> None:
    rows = join(load_rows(args.source), read_verdicts(args.first), read_verdicts(args.second) if args.second else {})
    for name in sorted({row["set"] for row in rows}):
        write_rows(args.out / f"events-{name}.jsonl", (row for row in rows if row["set"] == name))


def _show_bands() -> None:
    rows = [row for path in sorted(READINGS.glob("events-*.jsonl")) for row in load_rows(path)]
    for band, count, share in reliability(rows):
        print(f"{band}  {count:4d} verdicts  {100 * share:5.1f} % right")


def main() -> None:
    """Draw a sample, join two readers' verdicts, or print how right each band of confidence is."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("action", choices=["draw", "join", "bands"])
    parser.add_argument("source", type=Path, nargs="?", help="draw: what `dragoman read` printed; join: the ids that were drawn")
    parser.add_argument("--set", default="releases", help="the name of the corpus in the readings")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--without", type=Path, help="document ids to leave out, one a line (evaluation/readings/events-development.txt)")
    parser.add_argument("--sheet", type=Path, help="holds article text: outside the repository")
    parser.add_argument("--ids", type=Path)
    parser.add_argument("--first", type=Path)
    parser.add_argument("--second", type=Path)
    parser.add_argument("--out", type=Path, default=READINGS)
    args = parser.parse_args()
    if args.action == "draw":
        _draw(args)
    elif args.action == "join":
        _join(args)
    else:
        _show_bands()


if __name__ == "__main__":
    main()
