"""Pairs quotation marks: every quotation of a text with its depth, and what could not be paired.

Marks are read by context (what stands on either side), so that typographic and straight marks may be mixed, an apostrophe
is no mark, a mark typed the wrong way round still closes, and a quotation may run over paragraphs (each opens with a mark,
only the last one closes). One pass; the stack is bounded.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

MARK = re.compile("''|``|[\"“”„‟«»‘’‚‹›'`]")
DEEPEST = 24  # open quotations kept at once; deeper ones are given up with a complaint
OPENS, CLOSES = frozenset("“„‟«‘‚‹"), frozenset("”»’›")
SINGLES = frozenset("‘’‚‹›'`")
FAMILY = {"“": "d", "”": "d", "„": "d", "‟": "d", '"': "d", "''": "d", "``": "d", "«": "g", "»": "g", "‹": "h", "›": "h"}
BEFORE_OPEN = frozenset("([{-–—/…:;,")
AFTER_CLOSE = frozenset(")]}.,;:?!-–—/…")


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation. ``start, end`` include the marks, ``parts`` are its words paragraph by paragraph without them.

    ``depth`` is 0 for a quotation that stands in no other; ``closed`` is False where no closing mark was found.
    """

    start: int
    end: int
    depth: int
    closed: bool
    parts: tuple[tuple[int, int], ...]


@dataclass(slots=True)
class _Open:
    start: int
    inner: int
    family: str
    typographic: bool
    parts: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True)
class Pairing:
    """All quotations in order of their start, and the places of marks that found no partner."""

    quotations: list[Quotation] = field(default_factory=list)
    unclosed: list[int] = field(default_factory=list)
    unopened: list[int] = field(default_factory=list)
    too_deep: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)


def pair_quotes(text: str, paragraphs: Sequence[tuple[int, int]]) -> Pairing:
    """Pair the quotation marks of ``text``.

    Args:
        text: the document's text.
        paragraphs: half-open offsets of its paragraphs, in order; marks outside them are not looked at.

    Returns:
        The quotations with at least one word in them, and what could not be paired.
    """
    found = Pairing()
    stack: list[_Open] = []
    for n, (start, end) in enumerate(paragraphs):
        stack = _resume(text, start, end, stack, found)
        _pair_paragraph(text, start, end, stack, found)
        following = paragraphs[n + 1] if n + 1 < len(paragraphs) else None
        if stack and not (following and _opens_with(text, following, stack[0])):
            _give_up(text, end, stack, found)
    found.quotations.sort(key=lambda q: (q.start, -q.end))
    return found


def _pair_paragraph(text: str, start: int, end: int, stack: list[_Open], found: Pairing) -> None:
    skip = stack[0].inner if stack else start
    for at, mark, opens, closes in _roles(text, max(start, skip), end):
        family = FAMILY.get(mark, "s")
        top = next((k for k in range(len(stack) - 1, -1, -1) if stack[k].family == family), None)
        if closes and top is not None and not (opens and mark in OPENS):
            _close(text, at, len(mark), stack, top, found)
        elif opens:
            if top is not None and mark in ('"', "''") and not stack[top].typographic:
                _drop(text, at, stack, top, found)  # a straight mark never nests in its like: the earlier one was left open
            if len(stack) >= DEEPEST:
                if family != "s":
                    found.too_deep.append(at)
            else:
                stack.append(_Open(at, at + len(mark), family, mark in OPENS))
        elif family == "d" and mark != '"' and not stack and (at == start or text[at - 1].isspace()) and len(stack) < DEEPEST:
            stack.append(_Open(at, at + len(mark), family, True))  # a closing sign typed where one opens
        elif family != "s":
            found.unopened.append(at)


def _close(text: str, at: int, width: int, stack: list[_Open], top: int, found: Pairing) -> None:
    for lost in stack[top + 1 :]:
        if lost.family != "s":
            found.unclosed.append(lost.start)
    opened = stack[top]
    del stack[top:]
    parts = (*opened.parts, (opened.inner, at))
    if any(_has_word(text, a, b) for a, b in parts):
        found.quotations.append(Quotation(opened.start, at + width, top, True, parts))
    elif opened.family != "s":
        found.empty.append(opened.start)


def _drop(text: str, at: int, stack: list[_Open], top: int, found: Pairing) -> None:
    """End an unclosed quotation before the mark that starts the next one."""
    opened = stack[top]
    del stack[top:]
    found.unclosed.append(opened.start)
    end = len(text[opened.inner : at].rstrip()) + opened.inner
    if _has_word(text, opened.inner, end):
        found.quotations.append(Quotation(opened.start, end, top, False, (*opened.parts, (opened.inner, end))))


def _give_up(text: str, end: int, stack: list[_Open], found: Pairing) -> None:
    """End at the paragraph's end what was not closed by then; single marks without a partner were apostrophes."""
    for depth, opened in enumerate(stack):
        if opened.family == "s":
            continue
        found.unclosed.append(opened.start)
        parts = (*opened.parts, (opened.inner, end))
        if depth == 0 and any(_has_word(text, a, b) for a, b in parts):
            found.quotations.append(Quotation(opened.start, end, 0, False, parts))
    stack.clear()


def _resume(text: str, start: int, end: int, stack: list[_Open], found: Pairing) -> list[_Open]:
    """Carry the outermost open quotation into a paragraph that opens with its mark again."""
    if not stack:
        return stack
    outer = stack[0]
    for lost in stack[1:]:
        if lost.family != "s":
            found.unclosed.append(lost.start)
    mark = MARK.search(text, start, end)
    assert mark is not None  # _opens_with saw it
    last = text.rfind("\n", outer.inner, mark.start())
    outer.parts.append((outer.inner, len(text[outer.inner : last if last > 0 else start].rstrip()) + outer.inner))
    outer.inner = mark.end()
    return [outer]


def _opens_with(text: str, paragraph: tuple[int, int], opened: _Open) -> bool:
    mark = MARK.match(text, _first_ink(text, *paragraph), paragraph[1])
    return mark is not None and FAMILY.get(mark.group(), "s") == opened.family and mark.group() not in CLOSES


def _first_ink(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _roles(text: str, start: int, end: int) -> Iterator[tuple[int, str, bool, bool]]:
    """Yield every mark with whether it can open and whether it can close here."""
    for m in MARK.finditer(text, start, end):
        mark = m.group()
        before = text[m.start() - 1] if m.start() > start else " "
        after = text[m.end()] if m.end() < end else " "
        if mark in SINGLES and mark not in "‹›":
            role = _single_role(text, m.start(), before, after, end)
        else:
            role = _double_role(mark, before, after)
        if role[0] or role[1]:
            yield m.start(), mark, role[0], role[1]


def _double_role(mark: str, before: str, after: str) -> tuple[bool, bool]:
    opens = (before.isspace() or before in BEFORE_OPEN or bool(MARK.match(before))) and not after.isspace()
    closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSE or bool(MARK.match(after)))
    if opens != closes:
        if mark in OPENS and not opens and not after.isspace():
            return True, False  # "word“word": trust the sign
        return opens, closes
    if mark in OPENS or mark == "``":
        return True, False
    if mark in CLOSES:
        return False, True
    if before.isdigit() and not after.isalnum() and not after.isspace():
        return False, True
    return True, True


def _single_role(text: str, at: int, before: str, after: str, end: int) -> tuple[bool, bool]:
    mark = text[at]
    if before.isalnum() and after.isalnum():
        return False, False  # an apostrophe
    opens = (before.isspace() or before in BEFORE_OPEN or before in '"“„«') and (after.isalnum() or after in "\"“„«[($€£#@…'")
    if opens and mark == "’" and not _closes_later(text, at + 1, end):
        opens = False  # ’90s, ’em
    if opens and after.isdigit() and text[at + 3 : at + 4] == "s":
        opens = False
    closes = not before.isspace() and (after.isspace() or after in AFTER_CLOSE or after in '"”»') and mark not in "‘‚`"
    if closes and before in "sS" and after == " " and text[at + 2 : at + 3].islower() and _closes_later(text, at + 1, end):
        closes = False  # the workers’ rights
    return opens and (mark != "'" or not closes), closes


_STRONG_CLOSE = re.compile(r"[,.?!…]['’](?!\w)|[‘]")


def _closes_later(text: str, start: int, end: int) -> bool:
    """Whether a single mark that surely closes stands within reach and before the next one that opens."""
    m = _STRONG_CLOSE.search(text, start, min(end, start + 600))
    return m is not None and m.group() != "‘"


def _has_word(text: str, start: int, end: int) -> bool:
    """Whether a letter or digit stands near the start of [start, end)."""
    return any(c.isalnum() for c in text[start : min(end, start + 80)])
