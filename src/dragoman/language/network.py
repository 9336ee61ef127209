"""The shipped network: files, hash, one onnxruntime session; sentences of words in, ids and scores out."""

import hashlib
import itertools
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime as ort
from numpy.typing import NDArray

from dragoman.errors import ModelError
from dragoman.language.labels import word_shape
from dragoman.language.names import decode_names, transition_scores
from dragoman.language.pieces import PieceCutter
from dragoman.language.trees import decode_heads

FORMAT = 1
MOST_PIECES = 510 - 2  # the encoder's 512 positions less its two ends
START_FROM = 0.5  # least probability at which a rule-made sentence is cut again
BATCH_PIECES = 4096  # padded pieces a run: bounds memory (about 120 MB of activations), larger is not faster
SUBJECTS, CLAUSES = ("nsubj", "nsubj:pass"), ("ccomp", "parataxis", "advcl")
MEND = "reinstall dragoman (`pip install --force-reinstall dragoman`, in a checkout `git checkout -- src/dragoman/language/model_en`)"


@dataclass(frozen=True, slots=True)
class Reading:
    """A sequence read. Ids (W,) into the label lists; ``heads`` 0-based among the words, -1 for a root.

    A sequence that the network takes for several sentences has True in ``starts`` where each begins, and a root in each.
    """

    xpos: NDArray[np.int32]
    upos: NDArray[np.int32]
    feats: NDArray[np.int32]
    lemma: NDArray[np.int32]
    heads: NDArray[np.int64]
    deps: NDArray[np.int32]
    starts: NDArray[np.bool_]
    names: NDArray[np.int64]


class Network:
    """Reads sentences with the model files of a folder.

    Raises:
        ModelError: a file is missing, damaged or of another format; the message says how to mend it.
    """

    def __init__(self, folder: Path, threads: int = 1) -> None:
        self.folder, self.threads = folder, threads
        meta = _read_json(folder / "meta.json")
        if meta.get("format") != FORMAT:
            raise ModelError(f"the language model in {folder.name} has format {meta.get('format')}, this version reads {FORMAT}: {MEND}")
        self.lists: dict[str, Any] = _read_json(folder / "labels.json")
        data = _read_bytes(folder / "model.onnx")
        if hashlib.sha256(data).hexdigest() != meta["sha256"]:
            raise ModelError(f"the language model file model.onnx is damaged (its hash differs): {MEND}")
        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Sizes vary from batch to batch, so the arena would only grow.
        options.enable_cpu_mem_arena = False
        options.log_severity_level = 3
        self._session = ort.InferenceSession(data, options, providers=["CPUExecutionProvider"])
        self._cutter = PieceCutter(folder / "vocab.txt")
        self._label_weights = np.load(folder / "label_weights.npy").astype(np.float32)
        self._allowed = transition_scores(self.lists["names"])
        deps = self.lists["deps"]
        self._subjects, self._clauses = ([i for i, d in enumerate(deps) if d in kinds] for kinds in (SUBJECTS, CLAUSES))
        self._root_label = self.lists["deps"].index("root")

    def most_words(self, words: list[str]) -> int:
        """Return how many of the first words fit into one pass."""
        total = 0
        for n, word in enumerate(words):
            total += len(self._cutter.cut(word))
            if total > MOST_PIECES:
                return n
        return len(words)

    def read(self, sentences: list[list[str]]) -> list[Reading]:
        """Read sentences, each of at least one word and within ``most_words``, in batches of like length."""
        laid = [self._cutter.lay_out(s) for s in sentences]
        order = sorted(range(len(laid)), key=lambda i: len(laid[i][0]))
        out: list[Reading | None] = [None] * len(laid)
        group: list[int] = []
        for i in order:
            if group and len(laid[i][0]) * (len(group) + 1) > BATCH_PIECES:
                self._read_group(group, sentences, laid, out)
                group = []
            group.append(i)
        if group:
            self._read_group(group, sentences, laid, out)
        return [r for r in out if r is not None]

    def _read_group(self, group: list[int], sentences: list[list[str]], laid: list[Any], out: list[Reading | None]) -> None:
        lengths = [len(sentences[i]) for i in group]
        pieces = np.zeros((len(group), max(len(laid[i][0]) for i in group)), dtype=np.int64)
        first, last, shapes = (np.zeros((len(group), max(lengths)), dtype=np.int64) for _ in range(3))
        for row, i in enumerate(group):
            ids, starts, ends = laid[i]
            pieces[row, : len(ids)] = ids
            first[row, : len(starts)], last[row, : len(ends)] = starts, ends
            shapes[row, : len(starts)] = [word_shape(w) for w in sentences[i]]
        feed = {"pieces": pieces, "first": first, "last": last, "shapes": shapes}
        xpos, upos, feats, lemma, start, arcs, deps, lab_dep, lab_head, names = self._session.run(None, feed)
        for row, (i, w) in enumerate(zip(group, lengths, strict=True)):
            scores = arcs[row, :w, : w + 1]
            starts = _plausible_starts(start[row, :w] > START_FROM, sentences[i])
            heads = _heads_within(scores, starts)
            labels = deps[row, :w].copy()
            for word in np.flatnonzero(heads != scores.argmax(1)):
                labels[word] = self._label(lab_dep[row, word], lab_head[row, heads[word]], heads[word] == 0)
            labels[heads == 0] = self._root_label
            self._share_subjects(heads, labels)
            tags = decode_names(names[row, :w], self._allowed)
            ids = (xpos[row, :w], upos[row, :w], feats[row, :w], lemma[row, :w])
            out[i] = Reading(*ids, heads - 1, labels, starts, tags)

    def _share_subjects(self, heads: NDArray[np.int64], labels: NDArray[np.int32]) -> None:
        """Give a second subject of one word to the clause before it that has none ("Forces seized it, police said")."""
        subjects = np.flatnonzero(np.isin(labels, self._subjects))
        for head in {int(heads[s]) for s in subjects}:
            own = [int(s) for s in subjects if heads[s] == head]
            clauses = np.flatnonzero((heads == head) & np.isin(labels, self._clauses)) if len(own) > 1 else ()
            for clause in clauses:
                lacking = not any(heads[s] == clause + 1 for s in subjects)
                if lacking and own[0] < clause < own[-1]:
                    heads[own[0]] = clause + 1

    def _label(self, dep: NDArray[np.float32], head: NDArray[np.float32], is_root: bool) -> int:
        if is_root:
            return int(self._root_label)
        scores = np.append(dep, 1) @ self._label_weights @ np.append(head, 1)
        scores[self._root_label] = -np.inf
        return int(scores.argmax())


def _plausible_starts(starts: NDArray[np.bool_], words: list[str]) -> NDArray[np.bool_]:
    """Return the starts (W,) at which both sides hold a word: marks alone are no sentence, and none ends in a comma."""
    starts[0] = True
    wordy = np.array([any(c.isalnum() for c in w) for w in words])
    last = 0
    for i in np.flatnonzero(starts[1:]) + 1:
        if words[i - 1] != "," and wordy[last:i].any() and wordy[i:].any():
            last = int(i)
        else:
            starts[i] = False
    return starts


def _heads_within(scores: NDArray[np.float32], starts: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Return 1-based heads (W,) where each sentence of the sequence is a tree of its own."""
    bounds = [*np.flatnonzero(starts).tolist(), len(scores)]
    heads = np.empty(len(scores), dtype=np.int64)
    for a, b in itertools.pairwise(bounds):
        own = decode_heads(np.concatenate((scores[a:b, :1], scores[a:b, a + 1 : b + 1]), axis=1))
        heads[a:b] = np.where(own == 0, 0, own + a)
    return heads


def _read_bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"the language model file {path.name} cannot be read ({error.strerror}): {MEND}") from error


def _read_json(path: Path) -> Any:
    try:
        return json.loads(_read_bytes(path))
    except ValueError as error:
        raise ModelError(f"the language model file {path.name} is damaged: {MEND}") from error
