"""The cites of a puzzle held against the texts that they name."""

from collections.abc import Mapping, Sequence

from dragoman.errors import PuzzleError
from dragoman.records.puzzle import Cite, Puzzle


def verify_cites(puzzle: Puzzle, texts: Mapping[str, str]) -> int:
    """Return how many cites were checked; cites of documents whose text is not given are passed over.

    Args:
        puzzle: one that keeps the rules.
        texts: the text of each document by its id.

    Raises:
        PuzzleError: a cite lies outside its text, or other words stand there; the message names the item and the key.
    """
    cited = [(f"hypothesis {h.id!r}", h.cites) for h in puzzle.hypotheses] + [(f"evidence {e.id!r}", e.cites) for e in puzzle.evidence]
    return sum(_verify(where, cites, texts) for where, cites in cited)


def _verify(where: str, cites: Sequence[Cite], texts: Mapping[str, str]) -> int:
    checked = 0
    for n, c in enumerate(cites, 1):
        if c.document is None or c.document not in texts or c.start is None or c.end is None:
            continue
        text = texts[c.document]
        at = f"{where}, cite {n}"
        if c.end > len(text):
            raise PuzzleError(f"{at}, key 'end': {c.end} lies outside the text of {c.document!r}, which has {len(text)} code points")
        stands = " ".join(text[c.start : c.end].split())
        wanted = " ".join(c.words.removesuffix("…").split())
        if wanted and not (stands == wanted or (c.words.endswith("…") and stands.startswith(wanted))):
            shown = stands if len(stands) <= 60 else f"{stands[:60]} …"
            raise PuzzleError(f"{at}, key 'words': they do not stand at {c.start} to {c.end} of {c.document!r}, but “{shown}” does")
        checked += 1
    return checked
