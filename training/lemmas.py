"""Forms and lemmas of the training treebanks, for the lemma table that ships with the model."""

import collections
import json
from pathlib import Path

from training.data import SYNTAX, read_docs

OPEN = ("VERB", "NOUN", "ADJ", "ADV", "AUX")


def write_lemma_table(data: Path, out: Path) -> None:
    """Write ``{forms: {upos: {form: lemma}}, lemmas: {upos: [lemma]}}``: what was seen, the commonest lemma of each form.

    A regular form whose lemma the candidates of ``dragoman.language.lemmas`` find again is left out of ``forms``.
    """
    seen: dict[tuple[str, str], collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for name in SYNTAX:
        for doc in read_docs(data, name):
            for t in doc:
                if t.pos_ in OPEN and t.text.isalpha() and t.lemma_.isalpha():
                    seen[t.pos_, t.lower_][t.lemma_.lower()] += 1
    forms: dict[str, dict[str, str]] = {p: {} for p in OPEN}
    lemmas: dict[str, set[str]] = {p: set() for p in OPEN}
    for (upos, form), counts in sorted(seen.items()):
        lemma = min(counts, key=lambda x: (-counts[x], x))
        forms[upos][form] = lemma
        lemmas[upos].add(lemma)
    table = {"forms": forms, "lemmas": {p: sorted(x) for p, x in lemmas.items()}}
    out.write_text(json.dumps(table, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
