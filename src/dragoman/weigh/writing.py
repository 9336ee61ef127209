"""The puzzle file, written: Puzzle -> TOML that people keep in git and change by hand.

The order is always the same and one item is one table, so that a change shows as a change of its own lines. What is added later is
appended, so that the comments and the order that people gave the file stay (TOML lets a table array go on at the end of a file).
"""

from collections.abc import Iterator, Sequence

from dragoman.records.puzzle import Cite, Evidence, Hypothesis, Indicator, Judgement, Puzzle, Rating, Source
from dragoman.weigh.file import FORMAT

_BREAKS = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", '"': '\\"', "\\": "\\\\"}
HEAD = """\
# A puzzle: one question, the explanations that compete, and the evidence. Weigh it with: dragoman weigh THIS_FILE
#
# How to rate. The sheet at the end that names the machine is a draft. Copy it, put your name for `rater`, the day for `date`,
# take out `draft = true`, and change the cells. Ask of each item, across its row: were this explanation true, how well would
# the item fit?
#   CC fits very well   C fits   N neutral   I speaks against   II speaks strongly against   NA has no bearing
#   or a number from 0 to 1: how likely the item would be, were the explanation true.
# Keep the older sheets: of one rater the latest counts, several raters count alike, and drafts count where nobody has rated.
#
# Grades. reliability: A completely, B usually, C fairly reliable, D not usually, E unreliable, F unknown. credibility: 1 confirmed,
# 2 probably true, 3 possibly true, 4 doubtful, 5 improbable, 6 unknown. Unknown is not bad: F and 6 leave the weight as it is.
# relevance: L, M or H. weight: a factor of your own, 0 sets an item aside. kind: information, assumption or judgement.
# origin: whose information it is. What one origin says twice counts once; copy_of = "e3" says so where the words differ.
# An explanation may have a prior (0 to 1). Add explanations and evidence of your own; an id, once given, stays.
"""


def write_puzzle(puzzle: Puzzle) -> str:
    """Return the file's text: ``read_puzzle`` gives the puzzle back, its ratings ordered by sheet."""
    parts = [HEAD, _write_top(puzzle), write_parts(puzzle)]
    return "\n".join(p for p in parts if p)


def append_parts(text: str, added: Puzzle, comment: str) -> str:
    """Return a file's text with the items of another puzzle at its end, under a comment; nothing that stands in it changes."""
    parts = write_parts(added)
    return f"{text.rstrip()}\n\n# {_one_line(comment)}\n\n{parts}" if parts else text


def write_parts(puzzle: Puzzle) -> str:
    """Return the tables of a puzzle without its head."""
    blocks = [
        *map(_write_source, puzzle.sources),
        *map(_write_hypothesis, puzzle.hypotheses),
        *map(_write_indicator, puzzle.indicators),
        *map(_write_evidence, puzzle.evidence),
        *map(_write_judgement, puzzle.judgements),
        *_write_sheets(puzzle.ratings),
    ]
    return "\n".join(blocks)


def _write_top(puzzle: Puzzle) -> str:
    lines = [f"format = {FORMAT}", f"question = {quote(puzzle.question)}"]
    lines += [f"title = {quote(puzzle.title)}"] if puzzle.title else []
    lines += [f"as_of = {quote(puzzle.as_of)}"] if puzzle.as_of else []
    lines += [f"maker = {quote(puzzle.maker)}"] if puzzle.maker else []
    lines.append(f"weighting = {quote(puzzle.weighting)}  # parc (credibility and relevance), burton (credibility) or none")
    lines.append(f"rank_by = {quote(puzzle.rank_by)}  # inconsistency, weighted or posterior")
    if puzzle.assumptions:
        lines += ["assumptions = [", *(f"  {quote(a)}," for a in puzzle.assumptions), "]"]
    return "\n".join(lines) + "\n"


def _write_source(s: Source) -> str:
    lines = ["[[sources]]", f"id = {quote(s.id)}", f"label = {quote(s.label)}"]
    lines += [f"path = {quote(s.path)}"] if s.path else []
    lines += [f"published = {quote(s.published)}"] if s.published else []
    lines.append(f"origin = {quote(s.origin)}")
    lines += [f"standing = {quote(s.standing)}"] if s.standing else []
    lines += [f"length = {s.length}"] if s.length is not None else []
    return "\n".join(lines) + "\n"


def _write_hypothesis(h: Hypothesis) -> str:
    lines = ["[[hypotheses]]", f"id = {quote(h.id)}", f"text = {quote(h.text)}"]
    lines += [f"prior = {_number(h.prior)}"] if h.prior is not None else []
    lines += [f"theme = {quote(h.theme)}"] if h.theme else []
    lines += [f"proponents = [{', '.join(map(quote, h.proponents))}]"] if h.proponents else []
    lines += _write_cites(h.cites)
    return "\n".join(lines) + "\n"


def _write_evidence(e: Evidence) -> str:
    lines = ["[[evidence]]", f"id = {quote(e.id)}", f"text = {quote(e.text)}"]
    lines += [f"speaker = {quote(e.speaker)}"] if e.speaker else []
    lines.append(f"kind = {quote(e.kind)}")
    lines += [f"origin = {quote(e.origin)}"] if e.origin else []
    lines += [f"copy_of = {quote(e.copy_of)}"] if e.copy_of else []
    lines += [f"reliability = {quote(e.reliability)}", f"credibility = {quote(e.credibility)}", f"relevance = {quote(e.relevance)}"]
    lines += [f"weight = {_number(e.weight)}"] if e.weight != 1 else []
    lines += _write_cites(e.cites)
    return "\n".join(lines) + "\n"


def _write_cites(cites: Sequence[Cite]) -> list[str]:
    if not cites:
        return []
    return ["cites = [", *(f"  {{ {', '.join(_cite_keys(c))} }}," for c in cites), "]"]


def _cite_keys(c: Cite) -> Iterator[str]:
    if c.document is not None:
        yield f"document = {quote(c.document)}"
    if c.start is not None:
        yield f"start = {c.start}"
    if c.end is not None:
        yield f"end = {c.end}"
    for key, value in (("words", c.words or None), ("verdict", c.verdict), ("row", c.row), ("source", c.source)):
        if value is not None:
            yield f"{key} = {quote(value)}"
    if not c.agrees:
        yield "agrees = false"


def _write_judgement(j: Judgement) -> str:
    lines = ["[[judgements]]", f"rater = {quote(j.rater)}", f"date = {quote(j.date)}"]
    lines.append(f"probabilities = {{ {', '.join(f'{_key(h)} = {_number(p)}' for h, p in j.probabilities)} }}")
    lines += [f"reason = {quote(j.reason)}"] if j.reason else []
    return "\n".join(lines) + "\n"


def _write_indicator(i: Indicator) -> str:
    return f"[[indicators]]\nhypothesis = {quote(i.hypothesis)}\ntext = {quote(i.text)}\n"


def _write_sheets(ratings: Sequence[Rating]) -> Iterator[str]:
    """Yield one sheet a rater and day, analysts' and machine's, in the order in which they first come."""
    sheets: dict[tuple[str, str, bool], list[Rating]] = {}
    for r in ratings:
        sheets.setdefault((r.rater, r.date, r.draft), []).append(r)
    for (rater, day, draft), found in sheets.items():
        lines = ["[[ratings]]", f"rater = {quote(rater)}", f"date = {quote(day)}", *(["draft = true"] if draft else [])]
        lines += ["[ratings.cells]", *_write_cells((r.evidence, r.hypothesis, _value(r.value)) for r in found)]
        reasons = list(_write_reasons(found))
        lines += ["[ratings.reasons]", *reasons] if reasons else []
        yield "\n".join(lines) + "\n"


def _write_reasons(ratings: Sequence[Rating]) -> Iterator[str]:
    """Yield the reasons a row; one that all cells of a row share is written once."""
    rows: dict[str, list[Rating]] = {}
    for r in ratings:
        rows.setdefault(r.evidence, []).append(r)
    for evidence, row in rows.items():
        given = [r for r in row if r.reason]
        if len(given) == len(row) and len({r.reason for r in row}) == 1:
            yield f"{_key(evidence)} = {quote(row[0].reason)}"
        elif given:
            yield from _write_cells((r.evidence, r.hypothesis, quote(r.reason)) for r in given)


def _write_cells(cells: Iterator[tuple[str, str, str]]) -> Iterator[str]:
    rows: dict[str, list[str]] = {}
    for evidence, hypothesis, value in cells:
        rows.setdefault(evidence, []).append(f"{_key(hypothesis)} = {value}")
    for evidence, row in rows.items():
        yield f"{_key(evidence)} = {{ {', '.join(row)} }}"


def _value(value: str | float) -> str:
    return quote(value) if isinstance(value, str) else _number(value)


def _number(value: float) -> str:
    return repr(float(value))


def _key(name: str) -> str:
    return name if name and all(c.isascii() and (c.isalnum() or c in "-_") for c in name) else quote(name)


def quote(text: str) -> str:
    """Return a TOML basic string; control characters are escaped, lone surrogates become U+FFFD."""
    return f'"{"".join(map(_escape, text))}"'


def _escape(c: str) -> str:
    if c in _BREAKS:
        return _BREAKS[c]
    code = ord(c)
    if 0xD800 <= code <= 0xDFFF:
        return "\ufffd"
    # Marks that reorder or hide what stands around them would deceive who reads the file.
    hidden = code < 0x20 or 0x7F <= code <= 0x9F or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069 or code in (0x2028, 0x2029, 0xFEFF)
    return f"\\u{code:04X}" if hidden else c


def _one_line(text: str) -> str:
    return " ".join("".join(c for c in text if c.isprintable() or c == " ").split())
