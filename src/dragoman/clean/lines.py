"""A text as lines with their places, and what one line tells about itself."""

import re
from dataclasses import dataclass

from dragoman.clean.lexicon import load_lexicon

_LINE = re.compile("[^\r\n\u2028\u2029\x0b\x0c]+")
_BREAK = re.compile("\r\n|[\r\n\u2028\u2029\x0b\x0c]")
_CLOSERS = "\"'”’»)]*_"
_OPENERS = "\"'“‘«([—–-*_ "
_TAIL = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One non-blank line: ``start`` and ``end`` of its stripped ``text``, its ``indent``, whether a blank line stands before it.

    ``tag`` is what the line is apart from its neighbours: boilerplate, dateline, byline, item, turn, table, heading, title, or None.
    """

    start: int
    end: int
    text: str
    indent: int = 0
    gap: bool = False
    tag: str | None = None


def split_lines(text: str) -> list[Line]:
    """Return the non-blank lines of a text in order."""
    lines: list[Line] = []
    last, gap = 0, False
    for found in _LINE.finditer(text):
        breaks = text[last : found.start()]
        gap = gap or (len(breaks) > 1 and len(_BREAK.findall(breaks)) > 1)
        last = found.end()
        stripped = found.group().strip()
        if not stripped:
            gap = True
            continue
        indent = len(found.group()) - len(found.group().lstrip())
        start = found.start() + indent
        lines.append(Line(start=start, end=start + len(stripped), text=stripped, indent=indent, gap=gap))
        gap = False
    return lines


def ends_sentence(text: str) -> bool:
    """Tell whether a line ends with a sentence's end mark (quotation marks and brackets after it apart)."""
    tail = text[-_TAIL:].rstrip(_CLOSERS)
    if not tail or tail[-1] not in ".!?…。":
        return False
    if tail[-1] != "." or tail.endswith("..."):
        return True
    word = tail[:-1].rsplit(" ", 1)[-1].lstrip(_OPENERS)
    return word not in load_lexicon().abbreviations and not (len(word) == 1 and word.isupper())


def ends_open(text: str) -> bool:
    """Tell whether a line cannot be the end of a heading, a caption or a paragraph: it ends with a preposition, a comma, a dash."""
    if text[-1] in ",;(–—-&/“‘«":
        return True
    word = text[-_TAIL:].rsplit(" ", 1)[-1].lstrip(_OPENERS)
    return word.rstrip(".") in load_lexicon().open_words or word.lower() in load_lexicon().open_words


def first_letter(text: str) -> str:
    """Return the first character after opening marks, or an empty string."""
    return text[:12].lstrip(_OPENERS)[:1]


def starts_lower(text: str) -> bool:
    """Tell whether a line opens in lower case or with a mark that no sentence opens with."""
    return first_letter(text).islower() or text[0] in ",;:.)]”’!?%"


def first_word(text: str) -> str:
    """Return the first word of a line."""
    return text[:80].split(None, 1)[0]
