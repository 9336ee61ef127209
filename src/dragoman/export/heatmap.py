"""The matrix as an SVG heat map: a colour and a letter in each cell, readable on light and dark ground, with a text alternative.

Colours run over lightness as well as hue, so that they are told apart without red and green; the letter says the same.
"""

from html import escape

from dragoman.export.safe import one_line
from dragoman.records.puzzle import CellScore, Weighing

ORIENTATIONS = ("hypotheses", "evidence")
_CELL_W, _CELL_H, _LEFT, _TOP, _RIGHT = 40, 28, 84, 30, 8
_MOST = 400  # rows and columns drawn; a larger matrix is told in words
_FILLS = {"II": "#8c2d04", "I": "#f4a261", "N": "#d8d8d4", "NA": "#f3f2ee", "C": "#8ecae6", "CC": "#0b5a8a", "": "none"}
_INKS = {"II": "#ffffff", "I": "#1d1f23", "N": "#1d1f23", "NA": "#5b5f66", "C": "#1d1f23", "CC": "#ffffff", "": "#808080"}
_SAID = {
    "CC": "fits very well",
    "C": "fits",
    "N": "neutral",
    "NA": "no bearing",
    "I": "speaks against",
    "II": "speaks strongly against",
}


def draw_matrix(weighing: Weighing, orientation: str = "hypotheses") -> str:
    """Return the SVG element; it carries its own title and description and needs no style sheet.

    Args:
        weighing: what is drawn.
        orientation: which of ``hypotheses`` and ``evidence`` are the rows.
    """
    answers, items = [h.id for h in weighing.hypotheses], [e.id for e in weighing.evidence]
    rows, columns = (answers, items) if orientation == "hypotheses" else (items, answers)
    hidden = (len(rows) - _MOST if len(rows) > _MOST else 0, len(columns) - _MOST if len(columns) > _MOST else 0)
    cells = {(c.evidence, c.hypothesis): c for c in weighing.cells}
    width = _LEFT + _CELL_W * min(len(columns), _MOST) + _RIGHT
    height = _TOP + _CELL_H * min(len(rows), _MOST) + 6
    parts = [
        f'<svg class="heatmap" role="img" aria-labelledby="hm-title hm-desc" xmlns="http://www.w3.org/2000/svg" '
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        'font-family="system-ui, DejaVu Sans, sans-serif" font-size="13">',
        f'<title id="hm-title">{escape(_title(weighing, orientation))}</title>',
        f'<desc id="hm-desc">{escape(describe_matrix(weighing))}{_tell_hidden(hidden)}</desc>',
    ]
    for j, name in enumerate(columns[:_MOST]):
        parts.append(_label(name, _LEFT + _CELL_W * j + _CELL_W / 2, _TOP - 10, "middle"))
    for i, row in enumerate(rows[:_MOST]):
        y = _TOP + _CELL_H * i
        parts.append(_label(row, _LEFT - 8, y + _CELL_H / 2 + 5, "end"))
        for j, column in enumerate(columns[:_MOST]):
            key = (column, row) if orientation == "hypotheses" else (row, column)
            parts.append(_draw_cell(key, cells.get(key), _LEFT + _CELL_W * j, y))
    return "".join(parts) + "</svg>"


def describe_matrix(weighing: Weighing) -> str:
    """Return the matrix in words: for each hypothesis what fits it and what speaks against it."""
    told = []
    for h in weighing.hypotheses:
        own = [c for c in weighing.cells if c.hypothesis == h.id]
        fits = [c.evidence for c in own if c.value in ("C", "CC")]
        against = [c.evidence for c in own if c.value in ("I", "II")]
        told.append(f"{h.id}: {_list('fits', fits)}, {_list('against', against)}.")
    return " ".join(told)


def say_value(cell: CellScore) -> str:
    """Return what a cell says, in words."""
    by = "draft of the machine" if cell.draft else f"rated by {', '.join(cell.raters)}"
    return f"{cell.value}, {_SAID[cell.value]} ({by}{', raters differ' if cell.differ else ''})"


def _title(weighing: Weighing, orientation: str) -> str:
    other = "evidence" if orientation == "hypotheses" else "hypotheses"
    size = f"{len(weighing.hypotheses)} hypotheses and {len(weighing.evidence)} items of evidence"
    return f"Matrix of {size}: {orientation} in rows, {other} in columns"


def _tell_hidden(hidden: tuple[int, int]) -> str:
    return f" {hidden[0]} rows and {hidden[1]} columns are not drawn." if any(hidden) else ""


def _list(word: str, ids: list[str]) -> str:
    return f"{word} {', '.join(ids)}" if ids else f"nothing {word}"


def _label(name: str, x: float, y: float, anchor: str) -> str:
    short = name if len(name) <= 10 else name[:9] + "…"
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" fill="currentColor">{escape(short)}</text>'


def _draw_cell(key: tuple[str, str], cell: CellScore | None, x: float, y: float) -> str:
    value = cell.value if cell else ""
    said = say_value(cell) if cell else "not rated"
    frame = 'stroke="#808080"'
    if cell is None or cell.draft:
        frame = 'stroke="currentColor" stroke-width="1.5" stroke-dasharray="3 3"' if cell else 'stroke="#808080" stroke-opacity=".3"'
    letter = f"{value}*" if cell and cell.differ else value
    return (
        f"<g><title>{escape(one_line(f'{key[0]} under {key[1]}: {said}'))}</title>"
        f'<rect x="{x + 1:g}" y="{y + 1:g}" width="{_CELL_W - 2}" height="{_CELL_H - 2}" rx="3" fill="{_FILLS[value]}" '
        f"{frame}/>"
        f'<text x="{x + _CELL_W / 2:g}" y="{y + _CELL_H / 2 + 5:g}" text-anchor="middle" fill="{_INKS[value]}">{letter or "·"}</text></g>'
    )
