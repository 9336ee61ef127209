"""Lemmas: a form that the treebanks know, else a regular form of a lemma that they know, else the network's rule.

The network's rule is ``case|strip|add`` (docs/model.md). It is right on names and rare forms, and too coarse for verbs that
it saw little of; the table settles those.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

REMEMBERED = 300_000
_VOWELS = frozenset("aeiou")


def apply_lemma_rule(form: str, rule: str) -> str:
    """Return the lemma that a rule makes of a form; the form itself where the rule does not fit."""
    case, strip, add = rule.split("|", 2)
    base = form.lower() if case == "l" else form
    cut = int(strip)
    if cut > len(base):
        return base
    return (base[: len(base) - cut] + add) or form


def regular_stems(form: str, upos: str) -> Iterator[str]:
    """Yield what a regular verb, noun or adjective in this form may be the form of, the likeliest first."""
    endings = {"VERB": ("ied", "ies", "ed", "ing", "es", "s"), "NOUN": ("ies", "es", "s"), "ADJ": ("ier", "iest", "er", "est")}.get(
        upos, ()
    )
    for ending in endings:
        if not form.endswith(ending) or len(form) - len(ending) < 2:
            continue
        stem = form[: -len(ending)]
        if ending[0] == "i" and ending != "ing":
            yield stem + "y"
        yield stem + "e"
        yield stem
        if len(stem) > 2 and stem[-1] == stem[-2]:
            yield stem[:-1]


class LemmaTable:
    """Lemma hashes of words, remembered."""

    def __init__(self, path: Path, rules: list[str], tags: list[str], strings: Any) -> None:
        raw = json.loads(path.read_text(encoding="utf-8"))
        self._forms: dict[str, dict[str, str]] = raw["forms"]
        self._lemmas = {k: frozenset(v) for k, v in raw["lemmas"].items()}
        self._rules, self._tags, self._strings = rules, tags, strings
        self._seen: dict[tuple[str, int, int], int] = {}

    def look_up(self, words: list[str], rules: NDArray[np.int32], tags: NDArray[np.int32]) -> NDArray[np.uint64]:
        """Return the string hashes (W,) of the lemmas of words, given rule and universal tag ids."""
        out = np.empty(len(words), dtype=np.uint64)
        for i, key in enumerate(zip(words, rules.tolist(), tags.tolist(), strict=True)):
            found = self._seen.get(key)
            if found is None:
                found = self._strings.add(self.find(key[0], self._tags[key[2]], self._rules[key[1]]))
                if len(self._seen) >= REMEMBERED:
                    self._seen.clear()
                self._seen[key] = found
            out[i] = found
        return out

    def find(self, form: str, upos: str, rule: str) -> str:
        """Return the lemma of one form."""
        lower = form.lower()
        known = self._forms.get(upos, {}).get(lower)
        if known is not None:
            return known
        lemmas = self._lemmas.get(upos, frozenset())
        if lower in lemmas and upos != "VERB":
            return lower
        for stem in regular_stems(lower, upos):
            if stem in lemmas:
                return stem
        made = apply_lemma_rule(form, rule)
        if upos != "VERB" or made in lemmas:
            return made
        return _regular_verb(lower, made)


def _regular_verb(form: str, made: str) -> str:
    """Return the stem of an unknown verb by spelling alone; what the network made where no ending fits."""
    for ending in ("ing", "ed"):
        stem = form[: -len(ending)]
        if form.endswith(ending) and any(c in _VOWELS or c == "y" for c in stem) and len(stem) > 2:
            if form.endswith("ied"):
                return form[:-3] + "y"
            if stem[-1] == stem[-2] and stem[-1] not in "lsz":
                return stem[:-1]
            silent = stem[-1] in "cuvz" or stem.endswith(
                ("at", "iz", "is", "ag", "dg", "rg", "iat", "rs", "ur", "ir", "id", "ud", "in", "ut")
            )
            return stem + "e" if silent else stem
    if form.endswith("ies") and len(form) > 4:
        return form[:-3] + "y"
    if form.endswith("s") and not form.endswith("ss"):
        return form[:-2] if form.endswith(("shes", "ches", "sses", "xes", "zzes")) else form[:-1]
    return made
