"""Lemma rules applied: ``case|strip|add`` (see docs/model.md)."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 300_000


def apply_lemma_rule(form: str, rule: str) -> str:
    """Return the lemma that a rule makes of a form; the form itself where the rule does not fit."""
    case, strip, add = rule.split("|", 2)
    base = form.lower() if case == "l" else form
    cut = int(strip)
    if cut > len(base):
        return base
    return (base[: len(base) - cut] + add) or form


class LemmaTable:
    """Lemma hashes of words under rule ids, remembered."""

    def __init__(self, rules: list[str], strings: Any) -> None:
        self._rules, self._strings = rules, strings
        self._seen: dict[tuple[str, int], int] = {}

    def look_up(self, words: list[str], rules: NDArray[np.int32]) -> NDArray[np.uint64]:
        """Return the string hashes (W,) of the lemmas of words."""
        out = np.empty(len(words), dtype=np.uint64)
        for i, key in enumerate(zip(words, rules.tolist(), strict=True)):
            found = self._seen.get(key)
            if found is None:
                found = self._strings.add(apply_lemma_rule(key[0], self._rules[key[1]]))
                if len(self._seen) >= REMEMBERED:
                    self._seen.clear()
                self._seen[key] = found
            out[i] = found
        return out
