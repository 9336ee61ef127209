"""Scores of a parse on raw text against gold, and of names.

Tokens are matched by their offsets; heads and labels count for matched tokens alone, as F1 over gold and predicted tokens
(the measure of the CoNLL 2018 shared task), punctuation included.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import spacy
from spacy.tokens import Doc, DocBin

NEWS = "GUM_news"


@dataclass
class Score:
    """Counts of right, predicted and gold items; ``f`` is their F1 in percent."""

    right: int = 0
    predicted: int = 0
    gold: int = 0

    @property
    def f(self) -> float:
        total = self.predicted + self.gold
        return 200 * self.right / total if total else 0.0


def read_gold(folder: Path, *names: str, genre: str = "") -> list[Doc]:
    vocab = spacy.blank("en").vocab
    docs = [d for n in names for d in DocBin().from_disk(folder / f"{n}.spacy").get_docs(vocab)]
    return [d for d in docs if genre in str(d.user_data.get("id", ""))]


def _key(token):
    return token.idx, token.idx + len(token)


def _arcs(doc: Doc, universal: bool):
    out = {}
    for t in doc:
        if t.is_space:
            continue
        label = "root" if t.dep_ == "ROOT" or t.head.i == t.i else t.dep_.lower()
        out[_key(t)] = (None if label == "root" else _key(t.head), label.split(":")[0] if universal else label, t.tag_, t.pos_, t.lemma_)
    return out


def score_parse(gold: Iterable[Doc], predicted: Iterable[Doc], universal: bool = False) -> dict[str, Score]:
    """Return token, sentence (whole spans), sentence start, tag, pos, lemma, UAS and LAS scores."""
    out = {k: Score() for k in ("tokens", "sentences", "starts", "tag", "pos", "lemma", "uas", "las")}
    for g, p in zip(gold, predicted, strict=True):
        a, b = _arcs(g, universal), _arcs(p, universal)
        for s in out.values():
            s.gold += len(a)
            s.predicted += len(b)
        for key in a.keys() & b.keys():
            x, y = a[key], b[key]
            out["tokens"].right += 1
            out["tag"].right += x[2] == y[2]
            out["pos"].right += x[3] == y[3]
            out["lemma"].right += x[4].lower() == y[4].lower()
            out["uas"].right += x[0] == y[0]
            out["las"].right += x[:2] == y[:2]
        spans = [{(s[0].idx, s[-1].idx + len(s[-1])) for s in _sentences(d)} for d in (g, p)]
        out["sentences"] = _add(out["sentences"], spans, len(a), len(b))
        out["starts"] = _add(out["starts"], [{s[0] for s in x} for x in spans], len(a), len(b))
    return out


def _sentences(doc: Doc):
    for s in doc.sents:
        words = [t for t in s if not t.is_space]
        if words:
            yield words


def _add(score: Score, sets, a: int, b: int) -> Score:
    return Score(score.right + len(sets[0] & sets[1]), score.predicted - b + len(sets[1]), score.gold - a + len(sets[0]))


def score_names(gold: Iterable[Doc], predicted: Iterable[Doc], labels: Iterable[str]) -> dict[str, Score]:
    """Return the exact-span, typed scores of each label and of all together (``all``)."""
    out = {k: Score() for k in (*labels, "all")}
    for g, p in zip(gold, predicted, strict=True):
        sets = [{(e.start_char, e.end_char, _fold(e.label_)) for e in d.ents if _fold(e.label_) in out} for d in (g, p)]
        for label in labels:
            x, y = ({e for e in s if e[2] == label} for s in sets)
            for key in (label, "all"):
                out[key].right += len(x & y)
                out[key].predicted += len(y)
                out[key].gold += len(x)
    return out


def _fold(label: str) -> str:
    return "LOC" if label == "FAC" else label
