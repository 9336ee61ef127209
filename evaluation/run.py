"""`make eval`: every quality figure against its floor; exits 1 under a floor.

Needs ../shared beside the checkout. Figures are printed as a table with the bar of each; a peer, where there is one, is
measured in the same run.
"""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from evaluation import quotes, stages
from evaluation.language import NEWS, read_gold, score_names, score_parse
from evaluation.readings import reading_figures

SHARED = Path(__file__).resolve().parents[2] / "shared"
FLOORS = json.loads((Path(__file__).parent / "floors.json").read_text(encoding="utf-8"))
NAME_LABELS = ("PERSON", "ORG", "GPE", "LOC", "NORP", "DATE", "EVENT")

Figures = Iterator[tuple[str, float]]


def language_figures(model: str | None = None) -> Figures:
    """Parse scores on raw text, names on GUM test and the project's own gold."""
    from dragoman.language.model import load
    from evaluation.own_names import SECOND, read_own_names

    nlp = load(model)
    folder = SHARED / "nlp"
    sets = {
        "gum test": read_gold(folder, "gum-test"),
        "ewt test": read_gold(folder, "ewt-test"),
        "gum news": read_gold(folder, "gum-dev", "gum-test", genre=NEWS),
    }
    for name, gold in sets.items():
        scores = score_parse(gold, nlp.pipe(d.text for d in gold))
        yield from ((f"{name} {key}", scores[key].f) for key in ("tokens", "sentences", "starts", "tag", "lemma", "uas", "las"))
    gold = read_gold(folder, "ner-gum-test")
    scores = score_names(gold, nlp.pipe(d.text for d in gold), NAME_LABELS)
    yield from ((f"gum test names {key}", scores[key].f) for key in ("PERSON", "ORG", "GPE", "all"))
    own = read_own_names(nlp.vocab)
    scores = score_names(own, nlp.pipe(d.text for d in own), NAME_LABELS)
    yield from ((f"own names {key}", scores[key].f) for key in ("PERSON", "GPE", "ORG", "all"))
    second = read_own_names(nlp.vocab, SECOND)
    scores = score_names(second, nlp.pipe(d.text for d in second), NAME_LABELS)
    yield from ((f"second own names {key}", scores[key].f) for key in (*NAME_LABELS, "all"))


PARTS: dict[str, Callable[[], Figures]] = {
    "language": language_figures,
    "clean": lambda: stages.clean_figures(SHARED),
    "quotes": lambda: quotes.quote_figures(SHARED),
    "events": lambda: stages.event_figures(SHARED),
    "diplomacy": lambda: stages.diplomacy_figures(SHARED),
    "checks": lambda: stages.check_figures(SHARED),
    "contract": lambda: stages.contract_figures(SHARED),
    "readings": reading_figures,
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("parts", nargs="*", help=f"some of: {', '.join(PARTS)} (all where left out)")
    parser.add_argument("--peer", metavar="PATH", help="a spaCy pipeline to measure beside the shipped model, e.g. build/peer")
    args = parser.parse_args()
    if not SHARED.is_dir():
        print("../shared is not beside this checkout: there is nothing to measure on")
        return
    failed = 0
    for part in args.parts or PARTS:
        print(f"== {part}")
        for name, value in PARTS[part]():
            floor = FLOORS.get(name)
            under = floor is not None and value < floor
            failed += under
            print(f"{name:<46}{value:8.2f}" + (f"   floor {floor:g}{'   UNDER' if under else ''}" if floor is not None else ""), flush=True)
    if args.peer:
        print(f"== peer {args.peer}")
        for name, value in language_figures(args.peer):
            print(f"{name:<46}{value:8.2f}", flush=True)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
