"""Markdown -> plain lines: marks taken out, headings known, front matter read. A reader of news texts, no full CommonMark."""

import re

from dragoman.clean.dates import normalise_date
from dragoman.clean.head import Head

_HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_RULE = re.compile(r"\s{0,3}(?:-{3,}|\*{3,}|_{3,}|={3,})\s*$")
_IMAGE = re.compile(r"!\[([^\]\n]{0,500})\]\([^)\n]{0,2000}\)")
_LINK = re.compile(r"\[([^\]\n]{1,500})\]\([^)\n]{0,2000}\)")
_AUTO = re.compile(r"<((?:https?|mailto):[^<>\s]{1,2000})>")
_STRONG = re.compile(r"(\*\*|__)(?=\S)([^*_\n]{1,1000}?\S|\S)\1")
_SLANTED = re.compile(r"(?<![\w*\\])([*_])(?=\S)([^*_\n]{1,1000}?\S|\S)\1(?![\w*])")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_FRONT_LINE = re.compile(r"(title|date|published|author)\s*:\s*(.+?)\s*$", re.IGNORECASE)
_MAX_FRONT = 60
# A longer line is no paragraph that anyone marked up by hand.
_MAX_MARKED = 50_000


def read_markdown(text: str) -> tuple[str, dict[int, str], Head]:
    """Return the text without its marks, the tags of its lines by number (from 0), and what the front matter says."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines, head = _take_front(lines)
    plain: list[str] = []
    tags: dict[int, str] = {}
    for line in lines:
        heading = _HEADING.match(line[:1000]) if line.lstrip().startswith("#") else None
        if heading and heading.group(2):
            titled = len(heading.group(1)) == 1 and "title" not in tags.values()
            plain.append("")
            tags[len(plain)] = "title" if titled else "heading"
            plain += [_take_marks(heading.group(2)), ""]
        elif _RULE.match(line):
            if plain and plain[-1].strip() and line.strip()[0] in "=-" and (len(plain) == 1 or not plain[-2].strip()):
                tags[len(plain) - 1] = "title" if line.strip()[0] == "=" and "title" not in tags.values() else "heading"
            plain.append("")
        elif line.lstrip().startswith("|") and not line.strip().strip("|-: \t"):
            continue  # the rule under a table's head
        elif line.lstrip().startswith("```"):
            plain.append("")
        else:
            plain.append(_take_marks(re.sub(r"^\s{0,3}(?:> ?)+", "", line)))
    return "\n".join(plain), tags, head


def _take_front(lines: list[str]) -> tuple[list[str], Head]:
    if not lines or lines[0].strip() != "---":
        return lines, Head()
    end = next((number for number, line in enumerate(lines[1:_MAX_FRONT], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return lines, Head()
    found: dict[str, str] = {}
    for line in lines[1:end]:
        pair = _FRONT_LINE.match(line[:500])
        if pair:
            found[pair.group(1).lower()] = pair.group(2).strip("\"'")
    head = Head(title=found.get("title"), published=normalise_date(found.get("date") or found.get("published")), author=found.get("author"))
    return lines[end + 1 :], head


def _take_marks(line: str) -> str:
    if len(line) > _MAX_MARKED or not any(mark in line for mark in "*_[<\\`"):
        return line
    line = _IMAGE.sub(r"\1", line)
    line = _LINK.sub(r"\1", line)
    line = _AUTO.sub(r"\1", line)
    line = _STRONG.sub(r"\2", line)
    line = _SLANTED.sub(r"\2", line)
    return _ESCAPED.sub(r"\1", line).replace("`", "")
