"""Plain text and Markdown -> pieces: re-flowed where hard-wrapped, left alone where the lines are the author's."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dragoman.clean.groups import Group, group_lines
from dragoman.clean.head import Head, read_head
from dragoman.clean.kinds import name_kinds
from dragoman.clean.lines import Line, split_lines
from dragoman.clean.markdown import read_markdown
from dragoman.clean.pieces import Piece, tidy_line, tidy_lines
from dragoman.clean.tags import tag_lines

_BROKEN_WORD = re.compile(r"(\w+)-$")


def clean_plain(text: str) -> tuple[list[Piece], Head]:
    """Return the pieces of a plain text in its order, and what its head says."""
    return _make_pieces(text, tag_lines(split_lines(text)))


def clean_markdown(text: str) -> tuple[list[Piece], Head]:
    """Return the pieces of a Markdown text, its marks taken out, and what its head or front matter says."""
    plain, tags, front = read_markdown(text)
    pieces, head = _make_pieces(plain, tag_lines(_tag_known(plain, tags)))
    return pieces, Head(title=front.title or head.title, published=front.published or head.published, author=front.author or head.author)


def _tag_known(plain: str, tags: dict[int, str]) -> list[Line]:
    tagged: list[Line] = []
    number, at = 0, 0
    for line in split_lines(plain):
        number += plain.count("\n", at, line.start)
        at = line.start
        tagged.append(replace(line, tag=tags.get(number)))
    return tagged


def _make_pieces(text: str, lines: list[Line]) -> tuple[list[Piece], Head]:
    groups = group_lines(lines)
    words = Counter(re.findall(r"\w+", text.lower())) if any(line.text.endswith("-") for line in lines) else Counter()
    joined = [(group, join_lines(group, text, words)) for group in groups]
    groups = [group for group, each in joined if each]
    texts = [each for _, each in joined if each]
    groups, head = read_head(groups, texts)
    kinds = name_kinds(texts, [group.tag for group in groups])
    tight = [
        index > 0 and group.tag == "item" and groups[index - 1].tag == "item" and not group.lines[0].gap
        for index, group in enumerate(groups)
    ]
    pieces = [Piece(kind=kind, text=each, tight=close) for kind, each, close in zip(kinds, texts, tight, strict=True)]
    return _put_title_first(pieces), head


def join_lines(group: Group, text: str, words: "Counter[str]") -> str:
    """Return a group's text: on one line, or as it stands where its line breaks count."""
    if group.keep:
        first = group.lines[0]
        return tidy_lines(text[first.start - first.indent : group.end])
    parts: list[str] = []
    for line in group.lines:
        broken = _BROKEN_WORD.search(parts[-1][-40:]) if parts and parts[-1].endswith("-") else None
        if broken and line.text[0].islower():
            # "govern-" + "ment" is one word where the text has it whole elsewhere; else the hyphen is the word's own.
            whole = broken.group(1) + re.split(r"\W", line.text, maxsplit=1)[0]
            parts[-1] = parts[-1][:-1] + line.text if words[whole.lower()] else parts[-1] + line.text
        else:
            parts.append(line.text)
    return tidy_line(" ".join(parts))


def _put_title_first(pieces: Sequence[Piece]) -> list[Piece]:
    titles = [piece for piece in pieces if piece.kind == "title"]
    if len(titles) > 1:
        titles = [Piece(kind="title", text=" ".join(piece.text for piece in titles))]
    return titles + [piece for piece in pieces if piece.kind != "title"]
