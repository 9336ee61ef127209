"""The head of a text: which blocks are title and standfirst, what its date line and byline say."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.clean.dates import match_date
from dragoman.clean.groups import Group
from dragoman.clean.kinds import is_caption, is_heading, is_standfirst
from dragoman.clean.lines import ends_sentence
from dragoman.clean.tags import match_byline

_MAX_TITLE = 220
_MAX_BEFORE_DATE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """What the head says; every field may be None."""

    title: str | None = None
    published: str | None = None
    author: str | None = None


def read_head(groups: list[Group], texts: Sequence[str]) -> tuple[list[Group], Head]:
    """Return the groups with the title's and the standfirst's tagged, and what title, date line and byline say."""
    groups = list(groups)
    title = _find_title(groups, texts)
    for index in title:
        groups[index] = replace(groups[index], tag="title")
    published = author = None
    for group, text in zip(groups, texts, strict=True):
        if group.tag == "dateline" and published is None:
            found = match_date(text)
            published = found[0] if found else None
        elif group.tag == "byline" and author is None:
            author = match_byline(text)
    name = " ".join(texts[index] for index in title) or None
    lead = _find_lead(groups, texts)
    if lead is not None:
        groups[lead] = replace(groups[lead], tag="standfirst")
    return groups, Head(title=name, published=published, author=author)


def _find_title(groups: list[Group], texts: Sequence[str]) -> list[int]:
    tagged = [index for index, group in enumerate(groups[:6]) if group.tag == "title"]
    if tagged:
        return tagged[:1]
    dated = next((index for index, group in enumerate(groups[: _MAX_BEFORE_DATE + 1]) if group.tag in ("dateline", "byline")), None)
    if dated is not None and any(group.tag is None for group in groups[dated + 1 :]):
        before = [index for index in range(dated) if groups[index].tag is None]
        if before and sum(len(texts[index]) for index in before) <= _MAX_TITLE:
            return before[:1] if len(before) > 1 and not texts[before[0]].endswith(":") else before
        if before and len(texts[before[0]]) <= _MAX_TITLE and not _tells(texts[before[0]]):
            return before[:1]
    first = next((index for index, group in enumerate(groups) if group.tag not in ("boilerplate", "dateline", "byline")), None)
    if first is None or groups[first].tag is not None:
        return []
    following = next((texts[index] for index in range(first + 1, len(groups)) if groups[index].tag != "boilerplate"), None)
    longer = max((len(text) for text in texts[first + 1 : first + 5]), default=0)
    headed = is_heading(texts[first], following) or (
        len(texts[first]) <= 160 and not _tells(texts[first]) and longer > 1.5 * len(texts[first])
    )
    return [first] if headed and following is not None and not is_caption(texts[first]) else []


def _tells(text: str) -> bool:
    return (ends_sentence(text) and not text.endswith("?")) or text[-1] in ",;:"


def _find_lead(groups: list[Group], texts: Sequence[str]) -> int | None:
    """A standfirst stands between the head and the story; without a date line, byline or caption there is no telling it from a lead."""
    start = [
        index
        for index, group in enumerate(groups[:8])
        if group.tag in ("title", "dateline", "byline", "boilerplate") or is_caption(texts[index])
    ]
    if not start or all(groups[index].tag == "title" for index in start):
        return None
    first = 0
    while first in start:
        first += 1
    body = [index for index in range(first, len(groups)) if groups[index].tag is None]
    if first >= len(groups) or groups[first].tag is not None or len(body) < 4:
        return None
    return first if is_standfirst(texts[first], texts[first + 1]) else None
