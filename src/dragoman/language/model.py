"""The English model as a spaCy pipeline: ``load()``, and the component that fills a Doc."""

import itertools
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import spacy
from spacy.attrs import DEP, ENT_IOB, ENT_TYPE, HEAD, LEMMA, MORPH, POS, TAG
from spacy.language import Language
from spacy.tokens import Doc

from dragoman.errors import ModelError
from dragoman.language import gazetteer
from dragoman.language.lemmas import LemmaTable
from dragoman.language.network import Network, Reading
from dragoman.language.numbers import add_number_names
from dragoman.language.sentences import find_sentence_starts
from dragoman.language.tokenizer import adapt_tokenizer

LONGEST_SENTENCE = 180  # words in one pass; longer ones are read in windows that join under one root
LONGEST_JOINED = 1000  # words whose windows join: a sentence that goes on is cut there, so that every stage's time stays linear
SENTENCES_AT_ONCE = 400  # handed to the network together; bounds memory
CUTS = "sentence_cuts"  # key of a Doc's user data: offsets at which an endless sentence was cut
_ATTRIBUTES = [TAG, POS, MORPH, LEMMA, HEAD, DEP, ENT_IOB, ENT_TYPE]
_IOB = {"O": 2, "B": 3, "S": 3, "I": 1, "E": 1}


def load(pipeline: str | None = None) -> Language:
    """Return the shipped English model, or another installed spaCy pipeline by name.

    Raises:
        ModelError: the shipped files are damaged, or no such pipeline is installed.
    """
    if pipeline:
        try:
            return spacy.load(pipeline)
        except OSError as error:
            raise ModelError(f"no spaCy pipeline '{pipeline}' is installed: install it, or leave --pipeline out") from error
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    # Texts are bounded where they are read; the parse itself runs in constant memory a sentence.
    nlp.max_length = 50_000_000
    nlp.add_pipe("dragoman_reader")
    nlp.add_pipe(gazetteer.COMPONENT)
    return nlp


def model_folder() -> Path:
    """Return the folder of the shipped model files."""
    return Path(str(files("dragoman").joinpath("language/model_en")))


@lru_cache(maxsize=2)
def _network(folder: Path) -> Network:
    return Network(folder)


@Language.factory(  # type: ignore[untyped-decorator]
    "dragoman_reader", assigns=["token.tag", "token.pos", "token.morph", "token.lemma", "token.head", "token.dep", "doc.ents", "doc.sents"]
)
def make_reader(nlp: Language, name: str) -> "Reader":
    """Return the component that reads with the shipped network."""
    return Reader(nlp, model_folder())


class Reader:
    """Fills sentences, tags, lemmas, dependencies and names of Docs, in batches over documents."""

    def __init__(self, nlp: Language, folder: Path) -> None:
        self._vocab, self._folder = nlp.vocab, folder
        self._network = _network(folder)
        lists, strings = self._network.lists, nlp.vocab.strings
        self._tags, self._pos, self._deps = (
            np.array([strings.add(_spacy_label(x)) for x in lists[k]], dtype=np.uint64) for k in ("xpos", "upos", "deps")
        )
        self._feats = np.array([nlp.vocab.morphology.add(x) for x in lists["feats"]], dtype=np.uint64)
        self._lemmas = LemmaTable(folder / "lemmas.json", lists["lemma"], lists["upos"], strings)
        self._iob = np.array([_IOB[x[0]] for x in lists["names"]], dtype=np.uint64)
        self._types = np.array([strings.add(x[2:]) if len(x) > 1 else 0 for x in lists["names"]], dtype=np.uint64)

    def __reduce__(self) -> Any:
        return _rebuild, (self._vocab, self._folder)

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc in place."""
        return next(self.pipe([doc]))

    def pipe(self, stream: Iterable[Doc], batch_size: int = 64) -> Iterator[Doc]:
        """Read Docs in order, one after the other.

        Sentences are batched by length within a document and never over documents: int8 inputs are scaled by batch, so a
        shared batch would let a text's parse depend on the texts read beside it.
        """
        for doc in stream:
            plan = self._plan(doc)
            for at in range(0, len(plan), SENTENCES_AT_ONCE):
                group = plan[at : at + SENTENCES_AT_ONCE]
                for part, reading in zip(group, self._network.read([p.words for p in group]), strict=True):
                    part.reading = reading
            self._fill(doc, plan)
            add_number_names(doc)
            yield doc

    def _plan(self, doc: Doc) -> "list[_Part]":
        """Cut a Doc into sentences, and long sentences into windows."""
        breaks = frozenset(doc.user_data.get("block_starts", ()))
        starts = [i for i, s in enumerate(find_sentence_starts(doc, breaks)) if s] + [len(doc)]
        parts: list[_Part] = []
        cuts: list[int] = []
        for a, b in itertools.pairwise(starts):
            words = [i for i in range(a, b) if not doc[i].is_space]
            at = joined = 0
            while at < len(words):
                texts = [_as_read(doc[i].text) for i in words[at : at + LONGEST_SENTENCE]]
                fit = max(1, self._network.most_words(texts))
                take = fit if len(words) - at <= fit else _window_end(texts[:fit])
                if joined and joined + take > LONGEST_JOINED:
                    joined = 0
                    cuts.append(doc[words[at]].idx)
                parts.append(_Part(words[at : at + take], texts[:take], joined == 0, a, b))
                at, joined = at + take, joined + take
        doc.user_data[CUTS] = tuple(cuts)
        return parts

    def _fill(self, doc: Doc, plan: "list[_Part]") -> None:
        size = len(doc)
        if not size:
            return
        table = np.zeros((size, len(_ATTRIBUTES)), dtype=np.uint64)
        heads = np.arange(size, dtype=np.int64)
        space = self._vocab.strings.add("dep")
        table[:, 5] = space
        table[:, 6] = 2
        root = 0
        for part in plan:
            r = part.reading
            if r is None:
                continue
            at = np.array(part.tokens)
            table[at, 0], table[at, 1], table[at, 2] = self._tags[r.xpos], self._pos[r.upos], self._feats[r.feats]
            table[at, 3] = self._lemmas.look_up(part.words, r.lemma, r.upos)
            heads[at] = np.where(r.heads < 0, at, at[r.heads])
            table[at, 5] = self._deps[r.deps]
            table[at, 6], table[at, 7] = self._iob[r.names], self._types[r.names]
            roots = at[r.heads < 0]
            if not part.first:  # the window's first tree belongs to the sentence before it
                heads[roots[0]], table[roots[0], 5] = root, self._vocab.strings.add("parataxis")
            root = int(roots[-1]) if part.first or len(roots) > 1 else root
        self._attach_spaces(doc, heads, table)
        table[:, 4] = (heads - np.arange(size)).astype(np.int64).view(np.uint64)
        doc.from_array(_ATTRIBUTES, table)

    def _attach_spaces(self, doc: Doc, heads: Any, table: Any) -> None:
        """Hang white-space tokens on the word before them (after them at a Doc's start), inside its name if it goes on."""
        tag, pos = self._vocab.strings.add("_SP"), self._vocab.strings.add("SPACE")
        spaces = [t.i for t in doc if t.is_space]
        for i in spaces:
            table[i, 0], table[i, 1], table[i, 3] = tag, pos, doc[i].orth
        gaps = set(spaces)
        first = next((i for i in range(len(doc)) if i not in gaps), None)
        for i in reversed(spaces):
            heads[i] = i if first is None else first
            following = i + 1
            if following < len(doc) and table[following, 6] == _IOB["I"]:
                table[i, 6], table[i, 7] = _IOB["I"], table[following, 7]
        for i in spaces:
            if i and first is not None and i > first:
                heads[i] = heads[i - 1] if i - 1 in gaps else i - 1


class _Part:
    """A sentence, or a window of one: token positions, words, and its reading."""

    __slots__ = ("first", "reading", "tokens", "words")

    def __init__(self, tokens: list[int], words: list[str], first: bool, start: int, end: int) -> None:
        self.tokens, self.words, self.first = tokens, words, first
        self.reading: Reading | None = None


def _as_read(word: str) -> str:
    """Return a word as the network reads it: handles and hashtags as the names that they are, without their mark."""
    return word[1:] if len(word) > 2 and word[0] in "@#" and word[1].isalpha() else word


def _window_end(words: list[str]) -> int:
    """Return where to cut a window: after the last clause mark in its second half, else at its end."""
    for i in range(len(words) - 1, len(words) // 2, -1):
        if words[i] in (";", ":", ",", "—", "–", ")"):
            return i + 1
    return len(words)


def _spacy_label(label: str) -> str:
    return "ROOT" if label == "root" else label


def _rebuild(vocab: Any, folder: Path) -> Reader:
    nlp = spacy.blank("en", vocab=vocab)
    return Reader(nlp, folder)
