"""Turns of a transcript: "MR PRICE: ..." with the speaker carried on over the paragraphs that follow."""

import re
from collections.abc import Sequence

from dragoman.extract.quotes.draft import Draft, Range
from dragoman.extract.quotes.lexicon import Lexicon
from dragoman.records.document import Block

TAG = re.compile(r"(?P<name>[A-Z][A-Z0-9.'’\- ]{0,48}?(?: \([^()\n]{1,60}\))?):(?=\s+\S)")
ENOUGH = 2  # turns with a name that make a transcript
_LINE = re.compile(r"[^\n]+")


def find_turns(text: str, blocks: Sequence[Block], lexicon: Lexicon) -> list[Draft]:
    """Return one draft a turn, in order; none where the text is no transcript.

    Args:
        text: the document's text.
        blocks: its blocks; a heading, a caption or a bracketed note ends a turn.
    """
    turns: list[Draft] = []
    current: Draft | None = None
    certain = False
    for start, end in _paragraphs(text, blocks):
        tag = TAG.match(text, start, end)
        name = tag.group("name") if tag else ""
        if tag and name not in lexicon["transcripts.excluded"]:
            certain = certain or name in lexicon["transcripts.certain"] or name.startswith(("MR ", "MS ", "MRS ", "MR. ", "MS. ", "MRS. "))
            source, colon = (start, tag.end("name")), (tag.end("name"), tag.end())
            current = Draft("statement", "transcript", [_rest(text, tag.end(), end)], colon, source, form="direct", confidence=0.9)
            turns.append(current)
        elif text[start] in "([":
            current = None
        elif current is not None:
            current.content.append((start, end))
    return turns if certain or len({_words(text, t.source) for t in turns}) >= ENOUGH else []


def _paragraphs(text: str, blocks: Sequence[Block]) -> list[Range]:
    """Return the lines of running text; an empty pair stands for a heading or caption, which ends a turn."""
    lines: list[Range] = []
    for block in blocks:
        if block.kind in ("paragraph", "standfirst", "embed"):
            lines.extend(
                (m.start() + len(m.group()) - len(m.group().lstrip()), m.end())
                for m in _LINE.finditer(text, block.start, block.end)
                if m.group().strip()
            )
    return lines


def _rest(text: str, start: int, end: int) -> Range:
    while start < end and text[start].isspace():
        start += 1
    return start, end


def _words(text: str, span: Range | None) -> str:
    return text[span[0] : span[1]] if span else ""
