"""spaCy's English tokenizer, brought to the tokens of the English UD treebanks.

They keep bound prefixes with their hyphen ("anti-war", "co-operate"), split letters from numbers ("F - 16"), ranges and
slashes, and keep a run of one mark whole ("!!!").
"""

import tomllib
from importlib.resources import files
from typing import Any

from spacy.attrs import ORTH
from spacy.lang.char_classes import ALPHA, HYPHENS
from spacy.language import Language
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

RUNS = (r"[!?]{2,}", r"={2,}", r"\*{2,}", r"_{2,}", r"-{2,}", r"~{2,}", r"<<", r">>")


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
