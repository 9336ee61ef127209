"""Figures of attribution on PolNeAR dev: linked scores, recall by the form of the content, and textacy on the same parse."""

import json
import re
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from evaluation.stages import Figures, read_file, run_scorer

FORMS = ("direct", "mixed", "indirect")
_PIECE = re.compile(r"['’]{2}|``|[\"“”„«»]|\w+")
_OPENS, _CLOSES = frozenset("“„«"), frozenset("”»")


def form_of(text: str, spans: Iterable[list[int]]) -> str:
    """Return direct where every word of the spans stands in quotation marks, mixed where some do, else indirect.

    The marks are those in the spans themselves; a straight mark opens where none is open.
    """
    inside, within, outside = False, 0, 0
    for start, end in spans:
        for piece in _PIECE.findall(text[start:end]):
            if piece[0].isalnum() or piece[0] == "_":
                within += inside
                outside += not inside
            else:
                inside = piece in _OPENS or (piece not in _CLOSES and not inside)
    return "indirect" if not within else "direct" if not outside else "mixed"


def quote_figures(shared: Path) -> Figures:
    """Ours by the command, then textacy's extractor where the extra ``eval`` is installed."""
    gold = shared / "attribution/polnear-dev.jsonl"
    rows = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        read_file(gold, folder / "ours.jsonl")
        yield from _figures(shared, gold, folder / "ours.jsonl", rows, "quotes")
        if extract_peer(rows, folder / "peer.jsonl"):
            yield from _figures(shared, gold, folder / "peer.jsonl", rows, "textacy")


def _figures(shared: Path, gold: Path, out: Path, rows: list[dict[str, Any]], label: str) -> Figures:
    scores = _scores(shared, gold, out)
    for level in ("0.3", "0.8"):
        part = scores[f"linked@{level}"]
        for name, value in zip(("P", "R", "F"), part["PRF"], strict=True):
            yield f"{label} linked@{level} {name}", value
        yield f"{label} source right @{level}", part["source_acc"]
    for form in FORMS:
        some = out.with_name(f"{form}.jsonl")
        some.write_text("".join(_only(row, form) for row in rows), encoding="utf-8")
        yield f"{label} recall@0.3 {form}", _scores(shared, some, out)["linked@0.3"]["PRF"][1]


def _scores(shared: Path, gold: Path, out: Path) -> dict[str, Any]:
    scores: dict[str, Any] = json.JSONDecoder().raw_decode(run_scorer(shared, "score_quotes.py", gold, out))[0]
    return scores


def _only(row: dict[str, Any], form: str) -> str:
    """Return a gold row as a line, with the attributions of one form alone."""
    kept = [a for a in row["attributions"] if form_of(row["text"], a["content"]) == form]
    return json.dumps({**row, "attributions": kept}) + "\n"


# the peer -----------------------------------------------------------------------------------------------------------


def extract_peer(rows: list[dict[str, Any]], out: Path) -> bool:
    """Write what textacy finds on the shipped model's parse; False, with a line that says so, where it is not installed."""
    try:
        from textacy.extract.triples import direct_quotations
    except ImportError:
        print("textacy is not installed (extra `eval`): no peer to measure beside ours")
        return False
    given_up = 0
    with out.open("w", encoding="utf-8") as lines:
        for row, doc in _parses(rows):
            print(json.dumps({"kind": "document", "id": row["id"], "text": row["text"]}), file=lines)
            try:
                found = list(direct_quotations(doc))
            except ValueError:  # an odd number of quotation marks: it gives the whole document up
                given_up += 1
                continue
            for triple in found:
                print(json.dumps(_as_quote(row["id"], triple)), file=lines)
    print(f"textacy direct_quotations on the same parse gave up {given_up} of {len(rows)} documents (odd number of quotation marks)")
    return True


def _parses(rows: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], Any]]:
    from dragoman.clean.document import clean_raw
    from dragoman.language.model import load
    from dragoman.language.parse import parse_documents
    from dragoman.records.document import Raw

    cleaned = [clean_raw(Raw(source=row["id"], text=row["text"], media="record", id=row["id"]))[0] for row in rows]
    pairs = [(row, document) for row, document in zip(rows, cleaned, strict=True) if document is not None]
    yield from zip((row for row, _ in pairs), parse_documents(load(), (document for _, document in pairs)), strict=True)


def _as_quote(document: str, triple: Any) -> dict[str, Any]:
    content = triple.content
    span = {"start": content.start_char, "end": content.end_char}
    return {"kind": "quote", "document": document, "source": _span(triple.speaker), "cue": _span(triple.cue), "content": [span]}


def _span(tokens: list[Any]) -> dict[str, int]:
    return {"start": tokens[0].idx, "end": tokens[-1].idx + len(tokens[-1])}
