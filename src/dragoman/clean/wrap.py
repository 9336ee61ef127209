"""Is a text hard-wrapped, at which width, and by which habit: read from the lengths of lines and how the next ones open.

A greedy wrap breaks a line where the next word does not fit: such a line is *filled*. A line that is not filled ends a paragraph,
a heading or a verse. Pages copied out of HTML source add a habit of their own: each paragraph *opens* with a short line, since
its first words shared that line with mark-up that is gone.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.clean.lines import Line, ends_sentence, first_word, starts_lower

# A line counts as filled within this share of the width: words at the margin differ in length, and widths by a character or two.
_SLACK = 0.92
# No wrap is wider than this; longer lines are paragraphs.
_MAX_WIDTH = 140
# Of neighbouring lines, the share that breaks inside a sentence: near 0 in unwrapped text, .4 to .8 in wrapped prose, in verse
# up to .5, but there few lines are filled. Set on fixtures of each kind (tests/clean/test_wrap.py).
_MIN_RUNNING = 0.2
_MIN_FILLED = 0.5
_OPENER_SHARE = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Wrap:
    """``width`` in characters, 0 where the text is not hard-wrapped; ``openers`` where paragraphs open with a short line."""

    width: int = 0
    openers: bool = False

    def fills(self, line: Line, following: Line) -> bool:
        """Tell whether the next line's first word would not have fitted on the line."""
        return len(line.text) + 1 + len(first_word(following.text)) > _SLACK * self.width

    def is_long(self, line: Line) -> bool:
        """Tell whether a line is no product of this wrap, being far wider."""
        return len(line.text) > 1.3 * self.width

    def opens(self, line: Line, following: Line | None) -> bool:
        """Tell whether a line is the short first line of a paragraph, as far as it and the next one show."""
        if following is None or following.gap or following.tag is not None or len(line.text) > _OPENER_SHARE * self.width:
            return False
        return not ends_sentence(line.text) and not self.fills(line, following)


def measure_wrap(lines: Sequence[Line]) -> Wrap:
    """Return how lines were wrapped; tagged lines (items, turns, tables, furniture) do not count."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.gap and a.tag is None and b.tag is None]
    running = [(a, b) for a, b in pairs if not ends_sentence(a.text) and starts_lower(b.text)]
    if not running or len(running) < _MIN_RUNNING * len(pairs):
        return Wrap()
    lengths = sorted(len(a.text) for a, _ in running)
    width = lengths[min(len(lengths) - 1, int(0.9 * len(lengths)))]
    wrap = Wrap(width=width)
    if width > _MAX_WIDTH or width < 24 or not _fills_enough(lines, running, wrap):
        return Wrap()
    return Wrap(width=width, openers=_tells_openers(lines, wrap))


def _fills_enough(lines: Sequence[Line], running: list[tuple[Line, Line]], wrap: Wrap) -> bool:
    if sum(wrap.fills(a, b) for a, b in running) >= _MIN_FILLED * len(running):
        return True
    # Where paragraphs open with a short line, half of all lines may be openers: then the lines inside paragraphs count alone.
    within = {after.start for before, after in pairwise(lines) if not after.gap and not ends_sentence(before.text)}
    inner = [wrap.fills(a, b) for a, b in running if a.start in within]
    return len(inner) >= 3 and sum(inner) >= _MIN_FILLED * len(inner)


def _tells_openers(lines: Sequence[Line], wrap: Wrap) -> bool:
    firsts = short = 0
    for before, line, after in zip(lines, lines[1:], lines[2:], strict=False):
        starts = line.gap or (ends_sentence(before.text) and not wrap.fills(before, line))
        if starts and line.tag is None and not after.gap and after.tag is None and not starts_lower(line.text):
            firsts += 1
            short += wrap.opens(line, after)
    return short >= 3 and short >= 0.5 * firsts
