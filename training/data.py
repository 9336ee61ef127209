"""DocBins to training sentences: words, shapes and gold labels, with what is not annotated masked."""

import collections
import random
from dataclasses import dataclass, field
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from dragoman.language.labels import SHAPES, bioes, clean_dep, word_shape
from training.rules import lemma_rule

SYNTAX = ("gum-train-clean", "ewt-train")
NAMES = ("gmb-train", "uner-ewt-dev-filled", "wikigold-pol-filled")
TYPES = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT")
CHUNK = 60  # words of a name-only text in one training sequence


@dataclass
class Sentence:
    """One training sequence. ``heads`` are 1-based with 0 for the root; an empty list means not annotated."""

    words: list[str]
    xpos: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    lemma: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    deps: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    starts: list[str] = field(default_factory=list)  # "S" where a sentence starts, "-" elsewhere
    document: int = -1


def read_docs(folder: Path, name: str):
    vocab = spacy.blank("en").vocab
    return list(DocBin().from_disk(folder / f"{name}.spacy").get_docs(vocab))


def name_tags(span):
    tags = ["O"] * len(span)
    for ent in span.ents:
        label = "LOC" if ent.label_ == "FAC" else ent.label_
        if label in TYPES:
            for i, tag in enumerate(bioes(len(ent), label)):
                tags[ent.start - span.start + i] = tag
    return tags


def syntax_sentences(folder: Path, name: str, with_names: bool):
    for number, doc in enumerate(read_docs(folder, name)):
        for s in doc.sents:
            yield Sentence(
                [t.text for t in s],
                [t.tag_ for t in s],
                [t.pos_ for t in s],
                [str(t.morph) for t in s],
                [lemma_rule(t.text, t.lemma_) for t in s],
                [0 if t.dep_ == "ROOT" or t.head.i == t.i else t.head.i - s.start + 1 for t in s],
                [clean_dep(t.dep_) for t in s],
                name_tags(s) if with_names else [],
                ["S"] + ["-"] * (len(s) - 1),
                number,
            )


def name_sentences(folder: Path, name: str):
    """Cut name-only texts at sentence ends, else at CHUNK words, never inside a name."""
    for doc in read_docs(folder, name):
        start = 0
        for i in range(len(doc)):
            free = i + 1 == len(doc) or doc[i + 1].ent_iob_ != "I"
            if i + 1 == len(doc) or (free and (i + 1 - start >= CHUNK or (doc[i].text in ".?!" and i + 1 - start >= 8))):
                span = doc[start : i + 1]
                yield Sentence([t.text for t in span], names=name_tags(span))
                start = i + 1


def load_training(folder: Path) -> list[Sentence]:
    out = [s for n in SYNTAX for s in syntax_sentences(folder, n, n.startswith("gum"))]
    return out + [s for n in NAMES for s in name_sentences(folder, n)]


def join_sentences(sentences: list[Sentence], rng: random.Random, share: float = 0.5, most: int = 110) -> list[Sentence]:
    """Join neighbours of one text into longer sequences, so that the network learns where sentences start.

    About ``share`` of the sequences hold two to four sentences, at most ``most`` words.
    """
    out: list[Sentence] = []
    i = 0
    while i < len(sentences):
        take = rng.choice((2, 2, 3, 4)) if rng.random() < share else 1
        group = [sentences[i]]
        for s in sentences[i + 1 : i + take]:
            if not s.heads or s.document != group[0].document or bool(s.names) != bool(group[0].names):
                break
            if sum(len(g.words) for g in group) + len(s.words) > most:
                break
            group.append(s)
        out.append(_join(group) if len(group) > 1 and group[0].heads else group[0])
        i += len(group)
    return out


def _join(group: list[Sentence]) -> Sentence:
    joined = Sentence([], document=group[0].document)
    for s in group:
        offset = len(joined.words)
        joined.heads += [h and h + offset for h in s.heads]
        for key in ("words", "xpos", "upos", "feats", "lemma", "deps", "names", "starts"):
            getattr(joined, key).extend(getattr(s, key))
    return joined


def inventories(sentences: list[Sentence]) -> dict[str, list[str]]:
    """Label lists, most frequent first; rare edits and feature bundles are left out."""
    least = {"xpos": 1, "upos": 1, "feats": 3, "lemma": 3, "deps": 1}
    out = {}
    for key, low in least.items():
        counts = collections.Counter(x for s in sentences for x in getattr(s, key))
        out[key] = [k for k, c in sorted(counts.items(), key=lambda kc: (-kc[1], kc[0])) if c >= low]
    out["names"] = ["O"] + [f"{p}-{t}" for t in TYPES for p in "BIES"]
    out["starts"] = ["-", "S"]
    out["shapes"] = list(SHAPES)
    return out


def shapes_of(sentence: Sentence, rng: random.Random | None) -> list[int]:
    """Shape ids; in training some sentences read as headlines, all lower or all upper case."""
    words = sentence.words
    if rng is not None:
        r = rng.random()
        if r < 0.04:
            words = [w.lower() for w in words]
        elif r < 0.06:
            words = [w.upper() for w in words]
    return [word_shape(w) for w in words]
