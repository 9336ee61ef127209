"""Plots of a brief as SVG, each with its text alternative. Shapes tell a status, never colour alone; colours are classes for the page's
style, with a plain value beside each for readers without one (the PDF). Nothing of an article is more than escaped text."""

from datetime import date
from html import escape

from dragoman.export.heatmap import draw_matrix
from dragoman.export.safe import one_line
from dragoman.records.brief import Chances, Moment, Plot, Timeline

_WIDTH, _LEFT, _RIGHT = 420, 12, 12
_ROW, _TOP, _FOOT = 36, 8, 44
_INK, _SOFT, _LINE, _ACCENT = "#1d1f23", "#595f69", "#d9d4c7", "#1f5fbf"
_FONT = 'font-family="DejaVu Sans, system-ui, sans-serif"'
_TICKS, _LABEL, _WIDE = 5, 62, 10
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
# Edges of the ranges of ICD 203, which the probabilities are read by.
_EDGES = (5, 20, 45, 55, 80, 95)
STATUS_SHAPES = {
    "held": "filled circle",
    "under_way": "circle with a dot",
    "planned": "open circle",
    "tentative": "open diamond",
    "hypothetical": "open diamond",
    "postponed": "open triangle",
    "cancelled": "cross",
    "denied": "cross",
}


def draw_plot(plot: Plot, name: str = "1") -> str:
    """Return a plot as SVG; ``name`` tells the ids of several on one page apart."""
    if isinstance(plot, Timeline):
        return draw_timeline(plot, name)
    if isinstance(plot, Chances):
        return draw_chances(plot, name)
    # Many items stand in rows, which a page and a phone have room for; few in columns, under one another's eyes.
    return draw_matrix(plot.weighing, "evidence" if len(plot.weighing.evidence) > _WIDE else "hypotheses")


def draw_timeline(plot: Timeline, name: str = "1") -> str:
    """Return moments on one axis of days, one a row, with a dashed line at each day on which a source was written."""
    days = [_day(d) for m in plot.moments for d in (m.start, m.end)] + [_day(d) for d in plot.written]
    first, last = min(days), max(days)
    margin = max((last - first) // 30, 1)
    scale = _Scale(first - margin, last + margin)
    height = _TOP + _ROW * len(plot.moments) + _FOOT
    parts = [_axis(scale, height)]
    for w in plot.written:
        x = scale.place(_day(w))
        parts.append(
            f'<line class="p-written" x1="{x}" x2="{x}" y1="{_TOP}" y2="{height - _FOOT + 4}" stroke="{_ACCENT}" stroke-dasharray="3 3"/>'
        )
        anchor = "end" if x > _WIDTH / 2 else "start"
        parts.append(_text((x, height - 6), "written", anchor, "accent"))
    for i, m in enumerate(plot.moments):
        parts.append(_moment(m, scale, _TOP + _ROW * i))
    return _wrap("".join(parts), height, plot, name)


class _Scale:
    """Days to places from left to right."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first, last

    def place(self, day: int) -> float:
        """Return the x of a day."""
        share = (day - self.first) / max(self.last - self.first, 1)
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)


def _day(iso: str) -> int:
    return date.fromisoformat(iso[:10]).toordinal()


def _axis(scale: _Scale, height: int) -> str:
    y = height - _FOOT + 8
    parts = [f'<line class="p-line" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="{_SOFT}"/>']
    step = (scale.last - scale.first) / (_TICKS - 1)
    for i in range(_TICKS):
        ordinal = round(scale.first + i * step)
        day, x = date.fromordinal(min(max(ordinal, 1), date.max.toordinal())), scale.place(ordinal)
        anchor = "start" if i == 0 else "end" if i == _TICKS - 1 else "middle"
        label = (
            f"{day.day} {_MONTHS[day.month - 1]} {str(day.year)[2:]}"
            if i not in (0, _TICKS - 1)
            else f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        )
        parts.append(f'<line class="p-line" x1="{x}" x2="{x}" y1="{y}" y2="{y + 4}" stroke="{_SOFT}"/>')
        parts.append(_text((x, y + 17), label, anchor))
    return "".join(parts)


def _moment(moment: Moment, scale: _Scale, top: int) -> str:
    x1, x2 = scale.place(_day(moment.start)), scale.place(_day(moment.end))
    y = top + 26
    source = ", by a table" if moment.lane == "table" else ""
    label = f"{moment.label} – {moment.status.replace('_', ' ')}{source}"
    parts = [f'<line class="p-line" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y}" y2="{y}" stroke="{_LINE}" stroke-width="0.6"/>']
    right = (x1 + x2) / 2 > _WIDTH * 0.55
    parts.append(_text((_WIDTH - _RIGHT if right else _LEFT, top + 13), label, "end" if right else "start", "ink", 11.5))
    if x2 - x1 > 8:
        dash = "" if moment.status in ("held", "under_way") else ' stroke-dasharray="4 3"'
        parts.append(_line((x1, x2), y, f'stroke-width="3"{dash}'))
    parts.append(_shape(moment.status, (x1 + x2) / 2, y))
    return "".join(parts)


def _shape(status: str, x: float, y: float) -> str:
    """Draw the status: filled where it took place, open where it may, a cross where it does not."""
    name = STATUS_SHAPES.get(status, "open circle")
    stroke = f'class="p-open" fill="#ffffff" stroke="{_INK}" stroke-width="1.8"'
    if name == "filled circle":
        return f'<circle class="p-full" cx="{x}" cy="{y}" r="5.5" fill="{_INK}"/>'
    if name == "open diamond":
        return f'<path {stroke} d="M{x} {y - 6.5}L{x + 6.5} {y}L{x} {y + 6.5}L{x - 6.5} {y}Z"/>'
    if name == "open triangle":
        return f'<path {stroke} d="M{x} {y - 6.5}L{x + 6.5} {y + 5}L{x - 6.5} {y + 5}Z"/>'
    if name == "cross":
        arms = f"M{x - 5} {y - 5}L{x + 5} {y + 5}M{x - 5} {y + 5}L{x + 5} {y - 5}"
        return f'<path class="p-mark" stroke="{_INK}" stroke-width="2.6" d="{arms}"/>'
    dot = f'<circle class="p-full" cx="{x}" cy="{y}" r="2.4" fill="{_INK}"/>' if name == "circle with a dot" else ""
    return f'<circle {stroke} cx="{x}" cy="{y}" r="5.5"/>{dot}'


def draw_chances(plot: Chances, name: str = "1") -> str:
    """Return each hypothesis's probability as a dot on its reach, over the edges of the ranges of ICD 203."""
    height = _TOP + _ROW * len(plot.chances) + 28
    base = height - 22

    def place(share: float) -> float:
        return round(_LEFT + share * (_WIDTH - _LEFT - _RIGHT), 1)

    parts = []
    for edge in _EDGES:
        x = place(edge / 100)
        parts.append(f'<line class="p-line" x1="{x}" x2="{x}" y1="{_TOP}" y2="{base}" stroke="{_LINE}" stroke-width="0.8"/>')
        parts.append(_text((x, base + 14), f"{edge}%", "middle"))
    for i, c in enumerate(plot.chances):
        top = _TOP + _ROW * i
        y = top + 26
        label = one_line(f"{c.id}{' (leads)' if c.leads else ''} {c.p:.0%} – {c.text}")
        label = label if len(label) <= _LABEL else label[: _LABEL - 2].rsplit(" ", 1)[0] + " …"
        parts.append(_text((_LEFT, top + 13), label, "start", "ink", 11.5))
        parts.append(_line((place(c.low), place(c.high)), y, 'stroke-width="3" stroke-opacity="0.45"'))
        parts.append(_shape("held" if c.leads else "planned", place(c.p), y))
    return _wrap("".join(parts), height, plot, name)


def _line(ends: tuple[float, float], y: float, more: str) -> str:
    return f'<line class="p-mark" x1="{ends[0]}" x2="{ends[1]}" y1="{y}" y2="{y}" stroke="{_INK}" {more}/>'


def _text(at: tuple[float, float], words: str, anchor: str, kind: str = "soft", size: float = 10) -> str:
    colour = {"soft": _SOFT, "ink": _INK, "accent": _ACCENT}[kind]
    place = f'class="p-{kind}" x="{at[0]}" y="{at[1]}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place} {_FONT}>{escape(one_line(words))}</text>"


def _wrap(body: str, height: int, plot: Timeline | Chances, name: str) -> str:
    ids = f"p{name}t", f"p{name}d"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby="{ids[0]} {ids[1]}" viewBox="0 0 {_WIDTH} {height}" '
        f'width="{_WIDTH}" height="{height}"><title id="{ids[0]}">{escape(one_line(plot.title))}</title>'
        f'<desc id="{ids[1]}">{escape(one_line(plot.description))}</desc>{body}</svg>'
    )
