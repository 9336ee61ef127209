"""Base forms of words, sure for the words that the lexicons hold.

A statistical lemmatiser errs on irregular and doubled forms ("met", "planning"). Where its lemma is no word of the event and
status lexicons, a base form that is one of them is taken instead: an irregular form first, then the regular endings.
"""

import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from spacy.tokens import Token

_TABLES = ("events_acts", "events_status", "events_actors", "events_visits")


@cache
def read_table(name: str) -> dict[str, Any]:
    """Return one of the shipped lexicons (``data/<name>.toml``)."""
    return tomllib.loads((files("dragoman.data") / f"{name}.toml").read_text(encoding="utf-8"))


def _strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for v in value.values():
            yield from _strings(v)
    elif isinstance(value, list):
        for v in value:
            yield from _strings(v)


@cache
def vocabulary() -> frozenset[str]:
    """Return every lower-case word of the lexicons."""
    words = {w for name in _TABLES for text in _strings(read_table(name)) if len(text) < 40 for w in text.lower().split()}
    return frozenset(words)


@cache
def _irregular() -> dict[str, tuple[str, str]]:
    table = read_table("events_forms")
    found = {}
    for kind in ("nouns", "verbs"):
        for base, forms in table[kind].items():
            for form in forms:
                found[form] = (base, kind)
    return found


def _regular(form: str) -> Iterator[str]:
    """Yield the base forms that an inflected form may have by the regular endings."""
    if form.endswith("ies") and len(form) > 4:
        yield form[:-3] + "y"
    if form.endswith("ied") and len(form) > 4:
        yield form[:-3] + "y"
    for ending in ("es", "s", "ed", "ing"):
        if not form.endswith(ending) or len(form) - len(ending) < 2:
            continue
        stem = form[: -len(ending)]
        yield stem
        if ending in ("ed", "ing"):
            yield stem + "e"
            if len(stem) > 2 and stem[-1] == stem[-2]:
                yield stem[:-1]


@cache
def _base(form: str, lemma: str, verbal: bool) -> str:
    known = vocabulary()
    irregular = _irregular().get(form)
    if irregular is not None and verbal == (irregular[1] == "verbs"):
        return irregular[0]
    if lemma in known:
        return lemma
    if form in known and not verbal:
        return form
    return next((b for b in _regular(form) if b in known), lemma)


def base(token: Token) -> str:
    """Return a token's base form in lower case."""
    lower = token.lower_
    if len(lower) > 30:
        return str(lower)
    return _base(lower, token.lemma_.lower(), token.pos_ in ("VERB", "AUX"))
