"""spaCy's English tokenizer, brought to the tokens of the English UD treebanks.

They keep bound prefixes with their hyphen ("anti-war", "co-operate"), split letters from numbers ("F - 16"), ranges and
slashes, and keep a run of one mark whole ("!!!").
"""

import itertools
import re
import tomllib
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"-{2,}", r"~{2,}", r"<<", r">>")

LONGEST_RUN = 200  # characters without white space that are looked at together
_LONG_RUN = re.compile(rf"\S{{{LONGEST_RUN + 1},}}")


def adapt_tokenizer(nlp: Language) -> None:
    """Change the tokenizer of a blank English pipeline in place."""
    table = tomllib.loads(files("dragoman").joinpath("data/tokenizer.toml").read_text(encoding="utf-8"))
    tokenizer: Any = nlp.tokenizer
    defaults: Any = nlp.Defaults
    bound = "".join(f"(?<!^{form})(?<!-{form})" for p in table["bound_prefixes"]["words"] for form in (p, p.capitalize(), p.upper()))
    replaced = (rf"(?<=[{ALPHA}0-9])(?:{HYPHENS})(?=[{ALPHA}])", r"(?<=[0-9])[+\-\*^](?=[0-9-])")
    infixes = [x for x in defaults.infixes if x not in replaced]
    if len(infixes) != len(defaults.infixes) - 2:
        raise RuntimeError("spaCy's English infixes have changed: see language/tokenizer.py")
    infixes += [
        rf"(?<=[{ALPHA}0-9]){bound}(?:{HYPHENS})(?=[{ALPHA}])",
        r"(?<=[0-9])[+*^](?=[0-9-])",
        r"(?<!-[0-9]{2})(?<!-[0-9]{3})(?<=[0-9])-(?=[0-9]+(?![0-9-]))",  # a range, not a telephone number or a date
        r"(?<=[A-Za-z])[-–—](?=[0-9])",
        r"(?<=[0-9])[–—](?=[0-9])",
        r"(?<=[A-Za-z.])[–—](?=[A-Za-z])",
        r"(?<=\.)-(?=[a-z])",
    ]
    tokenizer.infix_finditer = compile_infix_regex(infixes).finditer
    tokenizer.prefix_search = compile_prefix_regex([*RUNS, *defaults.prefixes]).search
    tokenizer.suffix_search = compile_suffix_regex([*RUNS, *defaults.suffixes]).search
    rules = {k: v for k, v in tokenizer.rules.items() if k not in table["not_exceptions"]["words"]}
    rules |= {word: [{ORTH: word}] for word in table["abbreviations"]["words"]}
    rules |= {word: [{ORTH: word[:cut]}, {ORTH: word[cut:]}] for word, cut in table["contracted"].items()}
    tokenizer.rules = rules
    nlp.tokenizer = BoundedTokenizer(tokenizer, nlp.vocab)


class BoundedTokenizer:
    """A tokenizer whose time is linear: runs without white space are cut before spaCy's rules see them.

    spaCy strips marks off a string one by one, each time copying the rest, so a run of n marks costs n squared.
    """

    def __init__(self, tokenizer: Any, vocab: Any) -> None:
        self._tokenizer, self.vocab = tokenizer, vocab

    def __call__(self, text: str) -> Doc:
        """Return the Doc of a text; its tokens with their spaces are the text again."""
        cuts = [i for run in _LONG_RUN.finditer(text) for i in range(run.start() + LONGEST_RUN, run.end(), LONGEST_RUN)]
        if not cuts:
            return self._tokenizer(text)
        words: list[str] = []
        spaces: list[bool] = []
        for a, b in itertools.pairwise([0, *cuts, len(text)]):
            for token in self._tokenizer(text[a:b]):
                words.append(token.text)
                spaces.append(bool(token.whitespace_))
        return Doc(self.vocab, words=words, spaces=spaces)

    def pipe(self, texts: Iterable[str], batch_size: int = 1000) -> Iterator[Doc]:
        """Yield the Docs of texts."""
        yield from map(self, texts)

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__") or name == "_tokenizer":
            raise AttributeError(name)
        return getattr(self._tokenizer, name)
