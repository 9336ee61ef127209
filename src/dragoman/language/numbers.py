"""Names that rules tell better than a network: PERCENT, MONEY, QUANTITY, and dates that it missed."""

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

from spacy.tokens import Doc, Span
from spacy.util import filter_spans


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    table = tomllib.loads(files("dragoman").joinpath("data/numbers.toml").read_text(encoding="utf-8"))
    words = {k: "|".join(sorted(map(re.escape, v), key=len, reverse=True)) for k, v in table["words"].items()}
    return tuple((p["label"], re.compile(p["pattern"].format(**words))) for p in table["patterns"])


def add_number_names(doc: Doc) -> None:
    """Add rule-made PERCENT, MONEY, QUANTITY and DATE names to ``doc.ents``; a rule wins over a name that it covers."""
    found = []
    text = doc.text
    for label, pattern in _patterns():
        for match in pattern.finditer(text):
            span = doc.char_span(match.start(), match.end(), label=label)
            if span is not None:
                found.append(span)
    if not found:
        return
    ours = filter_spans(found)
    taken = [s for s in ours if s.label_ != "DATE" or not _inside_name(doc, s)]
    covered = {i for s in taken for i in range(s.start, s.end)}
    kept: list[Span] = [e for e in doc.ents if not any(i in covered for i in range(e.start, e.end))]
    doc.ents = filter_spans([*kept, *taken])


def _inside_name(doc: Doc, span: Span) -> bool:
    """Whether a name of another kind covers or crosses the span ("the 1 May Movement")."""
    return any(doc[i].ent_iob_ in ("B", "I") and doc[i].ent_type_ != "DATE" for i in range(span.start, span.end))
