"""Lines -> paragraphs: where wrapped lines join, where verse, lists, tables and turns keep their lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.clean.kinds import ends_credit, opens_caption
from dragoman.clean.lines import Line, ends_open, ends_sentence, starts_lower
from dragoman.clean.wrap import Wrap, measure_wrap

# A heading is no longer than this, whatever its lines.
_MAX_HEADING = 110
_STANZA_ENOUGH = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Lines that make one block; ``keep`` where their line breaks belong to the text (verse, tables)."""

    lines: tuple[Line, ...]
    keep: bool = False
    tag: str | None = None

    @property
    def start(self) -> int:
        """Where the first line starts."""
        return self.lines[0].start

    @property
    def end(self) -> int:
        """Where the last line ends."""
        return self.lines[-1].end


def group_lines(lines: Sequence[Line]) -> list[Group]:
    """Return the blocks of a text's tagged lines, in order."""
    whole = measure_wrap(lines)
    groups: list[Group] = []
    for stanza in _split_stanzas(lines):
        own = measure_wrap(stanza) if not whole.width and len(stanza) >= _STANZA_ENOUGH else Wrap()
        wrap = own if own.width else whole
        groups.extend(_group_stanza(stanza, wrap))
    return groups


def _split_stanzas(lines: Sequence[Line]) -> list[list[Line]]:
    stanzas: list[list[Line]] = []
    for line in lines:
        if line.gap or not stanzas:
            stanzas.append([])
        stanzas[-1].append(line)
    return stanzas


def _group_stanza(stanza: list[Line], wrap: Wrap) -> list[Group]:
    groups: list[Group] = []
    for run in _split_runs(stanza):
        tag = run[0].tag
        if tag in ("boilerplate", "dateline", "byline", "heading", "title"):
            groups.extend(Group(lines=(line,), tag=tag) for line in run)
        elif tag == "table":
            groups.append(Group(lines=tuple(run), keep=True, tag=tag))
        elif tag is None and _is_verse(run, wrap):
            groups.append(Group(lines=tuple(run), keep=len(run) > 1, tag="verse" if len(run) > 1 else None))
        elif wrap.width:
            groups.extend(Group(lines=tuple(part), tag=part[0].tag) for part in _join_wrapped(run, wrap))
        else:
            groups.extend(Group(lines=tuple(part), tag=part[0].tag) for part in _join_loose(run))
    return groups


def _split_runs(stanza: list[Line]) -> list[list[Line]]:
    """Cut a stanza where tagged lines begin; what follows an item or a turn untagged belongs to its run."""
    runs: list[list[Line]] = []
    for line in stanza:
        last = runs[-1][-1].tag if runs else None
        new = not runs or (line.tag is not None and line.tag != last) or (line.tag is None and last not in (None, "item", "turn"))
        if new or line.tag in ("item", "turn"):
            runs.append([])
        runs[-1].append(line)
    return runs


def _is_verse(run: list[Line], wrap: Wrap) -> bool:
    """Tell whether a stanza's line breaks are its own: short lines that were not broken for want of room."""
    if len(run) < 2:
        return False
    if not wrap.width:
        return all(len(line.text) <= 80 for line in run)
    if wrap.openers or len(run) < 3:
        return False
    if len(run) > 3 and not any(starts_lower(line.text) for line in run[1:]) and not all(ends_sentence(line.text) for line in run):
        return True  # each line opens with a capital: no wrap does that by chance
    free = sum(not wrap.fills(a, b) for a, b in pairwise(run))
    return free >= 0.6 * (len(run) - 1)


def _join_loose(run: list[Line]) -> list[list[Line]]:
    """Unwrapped text: each line is a block, but a line that goes on in lower case after an item or a turn joins it."""
    parts: list[list[Line]] = []
    for line in run:
        if (
            parts
            and line.tag is None
            and (starts_lower(line.text) or line.indent > parts[-1][0].indent)
            and not ends_sentence(parts[-1][-1].text)
        ):
            parts[-1].append(line)
        else:
            parts.append([line])
    return parts


def _join_wrapped(run: list[Line], wrap: Wrap) -> list[list[Line]]:
    parts: list[list[Line]] = []
    for index, line in enumerate(run):
        after = run[index + 1] if index + 1 < len(run) else None
        if not parts or _breaks(parts[-1], line, after, wrap):
            parts.append([line])
        else:
            parts[-1].append(line)
    return parts


def _breaks(part: list[Line], line: Line, after: Line | None, wrap: Wrap) -> bool:
    """Tell whether a new block begins at a line, given the block so far and the line after."""
    last = part[-1]
    if line.tag is not None or (opens_caption(line.text) and ends_sentence(last.text)):
        return True
    if starts_lower(line.text):
        return wrap.is_long(last) and ends_sentence(last.text)
    filled = wrap.fills(last, line) and not wrap.is_long(last)
    if opens_caption(part[0].text) and len(part) <= 3 and ends_credit(line.text) and not ends_credit(last.text):
        return False
    if ends_credit(last.text) and not filled:
        return True
    if ends_sentence(last.text):
        headed = after is not None and wrap.opens(line, after) and (wrap.openers or not starts_lower(after.text))
        return not filled or headed
    if ends_open(last.text) or filled:
        return False
    if wrap.is_long(last) or wrap.is_long(line):
        return True
    short = sum(len(each.text) + 1 for each in part) <= _MAX_HEADING
    if not wrap.openers:
        return short
    return short and wrap.opens(line, after)
