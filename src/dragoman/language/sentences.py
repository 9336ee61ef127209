"""Sentence starts by rule, for edited news: before the parser, never across blocks.

Rules because they measure better than a parser on news (docs/model.md). Web chat without punctuation is their weak side.
"""

import tomllib
from collections.abc import Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

END_MARKS = frozenset((".", "!", "?", "…", "...", "?!", "!?", "....", "!!", "!!!", "??", "..", ".....", "!?!"))
CLOSERS = frozenset("\"'”’»)]}") | {"''", "’’", "*", "_", "**"}
OPENERS = frozenset("\"'“‘«([{") | {"``", "‘‘", "-", "–", "—", "•", "*", "_", "**", "#", "@"}


@lru_cache(maxsize=1)
def _words() -> dict[str, frozenset[str]]:
    table = tomllib.loads(files("dragoman").joinpath("data/sentences.toml").read_text(encoding="utf-8"))
    return {k: frozenset(v["words"]) for k, v in table.items()}


def find_sentence_starts(tokens: Sequence[Any], breaks: frozenset[int] = frozenset()) -> list[bool]:
    """Return for each spaCy token whether it starts a sentence. ``breaks`` are offsets at which a block starts.

    A blank line, or a block's start, always starts a sentence; leading white space joins the sentence before it.
    """
    starts = [False] * len(tokens)
    if not tokens:
        return starts
    starts[0] = True
    words = _words()
    pending = False  # an end mark, perhaps with closers after it, has been seen
    strong = False  # it was no mere abbreviation
    due = False  # a break lies between the last word and this one
    quoted: list[str] = []
    for i, token in enumerate(tokens):
        text = token.text
        if token.idx in breaks:
            due = True
        if token.is_space:
            if text.count("\n") > 1:
                due = True
            continue
        if (i and due) or (pending and _may_start(tokens, i, strong, words)):
            starts[i] = True
        due = False
        if starts[i]:
            pending = strong = False
            quoted.clear()
        if text in END_MARKS:
            pending, strong = True, True
        elif pending and (text in CLOSERS and _closes(tokens, i)):
            continue
        else:
            pending = _abbreviation_may_end(text, words)
            strong = False
    return starts


def _closes(tokens: Sequence[Any], i: int) -> bool:
    """Whether a mark that may open or close hangs on the word before it."""
    return i > 0 and not tokens[i - 1].whitespace_ and not tokens[i - 1].is_space


def _abbreviation_may_end(text: str, words: dict[str, frozenset[str]]) -> bool:
    """Whether a token that ends in a full stop of its own ("U.S.", "Inc.") may also end a sentence."""
    return len(text) > 2 and text.endswith(".") and text not in words["before_name"]


def _may_start(tokens: Sequence[Any], i: int, strong: bool, words: dict[str, frozenset[str]]) -> bool:
    text = tokens[i].text
    if not tokens[i - 1].whitespace_ and not tokens[i - 1].is_space and not (text in OPENERS and tokens[i - 1].text in CLOSERS):
        return False  # "example.com", "a.m.-based": nothing was written between
    if text in OPENERS:
        following = next((t for t in tokens[i + 1 : i + 4] if t.text not in OPENERS and not t.is_space), None)
        if following is None:
            return strong
        head = following.text
    else:
        head = text
    first = head[0]
    if not strong:
        return text not in OPENERS and head in words["starters"]
    if first.isupper() or first.isdigit() or (text in OPENERS and text not in "([{-–—"):
        return not _is_inner_stop(tokens, i, words)
    if first.isalpha() and first.lower() == first.upper():
        return True  # a script without case
    return head in words["lower_names"]


def _is_inner_stop(tokens: Sequence[Any], i: int, words: dict[str, frozenset[str]]) -> bool:
    """Whether the full stop before token i belongs to an initial, a numbered item or a title rather than an end."""
    j = i - 1
    for _ in range(6):  # closers after a stop are few; bounded so that a text of nothing but marks stays linear
        if j < 0 or not (tokens[j].text in CLOSERS or tokens[j].is_space):
            break
        j -= 1
    if j < 1 or tokens[j].text != "." or tokens[j - 1].whitespace_:
        return False
    before = tokens[j - 1].text
    if len(before) == 1 and before.isupper() and before != "I":
        return tokens[i].text not in words["starters"]
    return before + "." in words["before_name"] or (before.lower() in words["numbered"] and tokens[i].text[0].isdigit())
