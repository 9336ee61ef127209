"""Which date belongs to a title: "president since 2019", and not the one of the next clause."""

from typing import Any

from dragoman.extract.claimtypes.scene import Scene, spoken_date
from dragoman.records.spans import DateRange


def date_after(scene: Scene, head: Any, word: str) -> DateRange | None:
    """Return the date after a word ("since") that follows a token in its sentence, in the same stretch of words."""
    for i in range(head.i, head.sent.end):
        if i > head.i and scene.tokens[i].tag_ == "VB" and scene.lower[i - 1] == "to":
            return None  # "the first president to visit A since 1928"
        if i > head.i and (scene.lower[i] == ";" or _opens_another(scene, head, i)):
            return None  # "was prime minister until 2013, and has been president of X since 2014"
        if scene.lower[i] == word and scene.lower[i + 1 : i + 2] not in (("before",), ("then",)):
            end = next((k for k in range(i + 1, head.sent.end) if scene.lower[k] in (",", ";", "–", "—")), head.sent.end)
            return spoken_date(scene, i, min(max(end, i + 4), i + 10, head.sent.end))
    return None


def _opens_another(scene: Scene, head: Any, at: int) -> bool:
    """Whether a token is the finite verb of another clause than a title's or verb's own: what follows it is said there."""
    token = scene.tokens[at]
    return token.tag_ in ("VBD", "VBZ", "VBP") and token.pos_ in ("VERB", "AUX") and token.head != head and token != head.head
