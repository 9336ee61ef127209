"""What several tests of the brief share: a section by its id, its words, and the puzzle of ``riddle.py``."""

from riddle import make_ground, make_puzzle

from dragoman.records.brief import Brief, Section

__all__ = ["make_ground", "make_puzzle", "section", "texts"]


def section(brief: Brief, name: str) -> Section:
    """Return a section of a brief."""
    return next(s for s in brief.sections if s.id == name)


def texts(found: Section) -> str:
    """Return all words of a section, one sentence or part of a cell a line."""
    rows = [p.text for r in (found.table.rows if found.table else ()) for c in r.cells for p in c.parts]
    return "\n".join([*(s.text for s in found.before), *rows, *(s.text for s in found.after)])
