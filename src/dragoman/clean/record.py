"""A text that must stay as it is: blocks are laid over it."""

from dragoman.clean.groups import Group, group_lines
from dragoman.clean.kinds import name_kinds
from dragoman.clean.lines import split_lines
from dragoman.clean.pieces import tidy_line
from dragoman.clean.tags import tag_lines
from dragoman.records.document import Block


def lay_blocks(text: str, title: str | None) -> tuple[Block, ...]:
    """Return blocks over a verbatim text; each character that is no white space lies in exactly one.

    Args:
        text: the text as given.
        title: the title that the record names; a first block that repeats it is the title, and no other is.
    """
    groups = group_lines(tag_lines(split_lines(text)))
    texts = [tidy_line(text[group.start : group.end]) or "-" for group in groups]
    tags = [_retag(group) for group in groups]
    if title and texts and texts[0].casefold() == tidy_line(title).casefold():
        tags[0] = "title"
    kinds = name_kinds(texts, tags)
    return tuple(Block(kind=kind, start=group.start, end=group.end) for kind, group in zip(kinds, groups, strict=True))


def _retag(group: Group) -> str | None:
    return None if group.tag == "title" else group.tag
