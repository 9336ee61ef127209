"""The peer: spaCy's own CNN (hash embeddings, transition parser) on the same data: ``python -m training.peer --data FOLDER --out FOLDER``.

Trained on CPU with spaCy's defaults for `en_core_web_sm`-like pipelines, for comparison alone; it never ships.
"""

import argparse
import random
from pathlib import Path

import spacy
from spacy.tokens import Doc
from spacy.training import Example
from spacy.util import fix_random_seed, minibatch

from dragoman.language.tokenizer import adapt_tokenizer
from training.data import NAMES, SYNTAX, read_docs

TOK2VEC = {
    "@architectures": "spacy.HashEmbedCNN.v2",
    "pretrained_vectors": None,
    "width": 96,
    "depth": 4,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
LISTENER = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}


def build_pipeline() -> spacy.language.Language:
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    nlp.add_pipe("tok2vec", config={"model": TOK2VEC})
    nlp.add_pipe("tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": LISTENER}})
    for name, state in (("parser", "parser"), ("ner", "ner")):
        model = {
            "@architectures": "spacy.TransitionBasedParser.v2",
            "state_type": state,
            "extra_state_tokens": False,
            "hidden_width": 64,
            "maxout_pieces": 2,
            "use_upper": True,
            "tok2vec": LISTENER,
        }
        nlp.add_pipe(name, config={"model": model})
    return nlp


def examples(nlp, folder: Path) -> list[Example]:
    out = []
    for name in (*SYNTAX, *NAMES):
        for gold in read_docs(folder, name):
            words = [t.text for t in gold]
            spaces = [bool(t.whitespace_) for t in gold]
            out.append(Example(Doc(nlp.vocab, words=words, spaces=spaces), gold))
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=6)
    args = parser.parse_args()
    fix_random_seed(0)
    nlp = build_pipeline()
    data = examples(nlp, args.data)
    optimizer = nlp.initialize(lambda: data)
    rng = random.Random(0)
    for epoch in range(args.epochs):
        rng.shuffle(data)
        losses: dict[str, float] = {}
        for batch in minibatch(data, size=16):
            nlp.update(batch, sgd=optimizer, losses=losses, drop=0.1)
        print(f"epoch {epoch + 1}: {losses}", flush=True)
        nlp.to_disk(args.out)


if __name__ == "__main__":
    main()
