"""Pieces of an article -> its text and blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.records.document import Block

# Zero-width characters, soft hyphens and direction marks: invisible on the page, and in the way of every match.
_INVISIBLE = re.compile("[\u200b\u200c\u2060\ufeff\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One block before it has a place; ``tight`` pieces follow the one before on the next line (items of a list)."""

    kind: str
    text: str
    tight: bool = False


def tidy_line(text: str) -> str:
    """Return text on one line: runs of blanks as one space, invisible and control characters gone."""
    return " ".join(_CONTROLS.sub("", _INVISIBLE.sub("", text)).split())


def tidy_lines(text: str) -> str:
    """Return text whose line breaks and columns stay: invisible characters gone, trailing blanks too."""
    plain = _CONTROLS.sub("", _INVISIBLE.sub("", text)).replace("\xa0", " ")
    return "\n".join(line.rstrip() for line in plain.split("\n")).strip()


def compose_text(pieces: Sequence[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Return the text of an article and its blocks; between blocks stands a blank line, between items a line break."""
    parts: list[str] = []
    blocks: list[Block] = []
    at = 0
    for piece in pieces:
        if not piece.text:
            continue
        if parts:
            gap = "\n" if piece.tight else "\n\n"
            parts.append(gap)
            at += len(gap)
        parts.append(piece.text)
        blocks.append(Block(kind=piece.kind, start=at, end=at + len(piece.text)))
        at += len(piece.text)
    return "".join(parts), tuple(blocks)
