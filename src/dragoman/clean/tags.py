"""What single lines are, before they are joined: furniture, dates, bylines, list items, speakers' turns, rows of tables."""

import re
from collections import Counter
from dataclasses import replace

from dragoman.clean.dates import match_date
from dragoman.clean.lexicon import load_lexicon
from dragoman.clean.lines import Line, ends_sentence, starts_lower

_ITEM = re.compile(r"([-*•·▪◦‣–—+]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+\S")
_SHOUTED = re.compile(r"((?:[A-Z][A-Z.'’\-]* ){0,5}[A-Z][A-Z.'’\-]*(?: \([^()]{1,40}\))?|Q|A):(?:\s|$)")
_NAMED = re.compile(r"([A-Z][\w.'’\-]*(?: [A-Z][\w.'’\-]*){0,4}(?: \([^()]{1,40}\))?):\s+\S")
_COLUMNS = re.compile(r"\S(?:\t| {3,})\S|\|[^|]*\|")
_BYLINE = re.compile(
    r"(?:By|BY|by)\s+(?P<name>[A-Z][\w.'’\-]+(?:\s+(?:[A-Z][\w.'’\-]*|and|de|van|von|al|bin|of|for|in)|,\s+[\w.'’\-]+){0,12})$"
)
_WIRE = re.compile(r"[A-Z][A-Z .,'’/\-]{2,40}(?:, [A-Z]?[\w .]{2,14})?(?:, [A-Z][a-z]{2,8}\.? \d{1,2})?(?: \([^()]{2,20}\))?\s?[-–—]{0,2}$")
# The head of a page (title, date, byline) is at most this many lines; its footer begins in the last two fifths.
_HEAD_LINES = 15
_FOOTER_SHARE = 0.6
_FURNITURE_CHARS = 200


def tag_lines(lines: list[Line]) -> list[Line]:
    """Return the lines with what each is alone; a date line with page furniture stuck to it is cut in two."""
    lines = _cut_heads(lines)
    tags: list[str | None] = [line.tag for line in lines]
    for finder in (_find_tables, _find_items, _find_turns, _find_furniture):
        for index, tag in finder(lines).items():
            tags[index] = tags[index] or tag
    _mark_footer(lines, tags)
    return [replace(line, tag=tag) for line, tag in zip(lines, tags, strict=True)]


def is_furniture(text: str) -> bool:
    """Tell whether a line or a short paragraph belongs to the page and not to the article."""
    if len(text) > _FURNITURE_CHARS:
        return False
    plain = re.sub(r"\d+", "#", " ".join(text.lower().split()))
    lexicon = load_lexicon()
    return plain in lexicon.lines or text.lower() in lexicon.lines or text.lower().startswith(lexicon.starts)


def match_byline(text: str) -> str | None:
    """Return the name where a line is a byline (``By Jane Doe``)."""
    found = _BYLINE.match(text) if len(text) <= 120 else None
    return found.group("name") if found else None


def _cut_heads(lines: list[Line]) -> list[Line]:
    cut: list[Line] = []
    for number, line in enumerate(lines):
        found = match_date(line.text) if number < _HEAD_LINES and line.tag is None else None
        if found is None:
            head = number < _HEAD_LINES and line.tag is None
            byline = head and match_byline(line.text) is not None
            wire = head and len(line.text) < 80 and bool(_WIRE.match(line.text)) and ("(" in line.text or line.text[-1] in "-–—")
            cut.append(replace(line, tag="byline") if byline else replace(line, tag="dateline") if wire else line)
            continue
        rest = line.text[found[1] :].lstrip(" |·•,–—-")
        if not rest or (len(rest) <= 30 and rest[-1] not in ".!?" and not is_furniture(rest) and not starts_lower(rest)):
            cut.append(replace(line, tag="dateline"))
        elif is_furniture(rest):
            middle = line.end - len(rest)
            first = line.text[: found[1]].rstrip()
            cut.append(replace(line, end=line.start + len(first), text=first, tag="dateline"))
            cut.append(replace(line, start=middle, text=rest, gap=False, tag="boilerplate"))
        else:
            cut.append(line)
    return cut


def _find_tables(lines: list[Line]) -> dict[int, str]:
    rows = [bool(_COLUMNS.search(line.text[:2000])) for line in lines]
    beside = [row and ((i > 0 and rows[i - 1]) or (i + 1 < len(rows) and rows[i + 1])) for i, row in enumerate(rows)]
    return {i: "table" for i, row in enumerate(beside) if row}


def _find_items(lines: list[Line]) -> dict[int, str]:
    marks: dict[int, str] = {}
    for index, line in enumerate(lines):
        found = _ITEM.match(line.text)
        # In wrapped prose a line may open with a dash or a figure: an item stands after a pause, or after another item.
        if found and (index == 0 or line.gap or _pauses(lines[index - 1].text) or index - 1 in marks):
            marks[index] = found.group(1)
    kinds = Counter(_kind_of(mark) for mark in marks.values())
    return {index: "item" for index, mark in marks.items() if kinds[_kind_of(mark)] >= 2}


def _pauses(text: str) -> bool:
    return ends_sentence(text) or text[-1] in ":;"


def _kind_of(mark: str) -> str:
    return re.sub(r"[a-z]", "a", re.sub(r"\d+", "1", mark))


def _find_turns(lines: list[Line]) -> dict[int, str]:
    shouted: dict[int, str] = {}
    named: dict[int, str] = {}
    captions = load_lexicon().caption_starts
    for index, line in enumerate(lines):
        if line.text.lower().startswith(captions):
            continue
        found = _SHOUTED.match(line.text[:140])
        if found:
            shouted[index] = found.group(1)
        elif (found := _NAMED.match(line.text[:140])) is not None:
            named[index] = found.group(1)
    counts = Counter(named.values())
    turns = {index: "turn" for index, name in named.items() if counts[name] >= 2}
    if len(shouted) + len(turns) >= 2:
        turns |= dict.fromkeys(shouted, "turn")
    return turns


def _find_furniture(lines: list[Line]) -> dict[int, str]:
    found: dict[int, str] = {}
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        goes_on = following is not None and not following.gap and starts_lower(following.text) and not is_furniture(following.text)
        if not starts_lower(line.text) and not goes_on and is_furniture(line.text):
            found[index] = "boilerplate"
    return found


def _mark_footer(lines: list[Line], tags: list[str | None]) -> None:
    footers = load_lexicon().footers
    total = lines[-1].end if lines else 0
    for index, line in enumerate(lines):
        plain = re.sub(r"\d+", "#", line.text.lower()) if len(line.text) < 40 else ""
        if tags[index] == "boilerplate" and line.start > _FOOTER_SHARE * total and (plain in footers or line.text.lower() in footers):
            tags[index:] = ["boilerplate"] * (len(tags) - index)
            return
