"""The cue lexicon, read once from ``data/cues.toml`` and laid out for look-up by lemma."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

_NOUN_SETS = frozenset(
    {
        "roles.nouns",
        "roles.people",
        "roles.collectives",
        "venues.nouns",
        "venues.hearers",
        "venues.posts",
        "prepositions.possessed",
        "nouns.voice",
        "colon.nouns",
    }
)
FRAMES = ("clause", "quote", "object", "to", "as", "ing")


@dataclass(frozen=True, slots=True)
class Cue:
    """What one verb, noun or adjective takes as content: frame -> class, and preposition -> class."""

    frames: dict[str, str]
    prepositions: dict[str, str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All cue words. Keys are lemmas in lower case; a particle follows after a space ("point out")."""

    verbs: dict[str, Cue]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    sets: dict[str, frozenset[str]]
    verb_forms: dict[str, str]
    noun_forms: dict[str, str]

    def __getitem__(self, name: str) -> frozenset[str]:
        """Return a plain word list by its path, for example ``venues.nouns``."""
        return self.sets[name]


def _gather(table: dict[str, Any], kind: str, into: dict[str, Cue]) -> None:
    for frame in FRAMES:
        for word in table.get(frame, ()):
            into.setdefault(word, Cue({}, {})).frames.setdefault(frame, kind)
    for preposition, words in table.get("with", {}).items():
        for word in words:
            into.setdefault(word, Cue({}, {})).prepositions.setdefault(preposition, kind)


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon that the package ships."""
    data = tomllib.loads(files("dragoman.data").joinpath("cues.toml").read_text(encoding="utf-8"))
    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    adjectives: dict[str, Cue] = {}
    for kind, table in data.pop("verbs").items():
        _gather(table, kind, verbs)
    noun_table = data["nouns"]
    _gather(noun_table, "noun", nouns)
    _gather(data.pop("adjectives"), "adjective", adjectives)
    sets = {f"{name}.{key}": frozenset(v) for name, table in data.items() for key, v in table.items() if isinstance(v, list)}
    irregular = {words[0]: words[1:] for words in (line.split() for line in data["irregular"]["forms"])}
    plain = dict.fromkeys([*(v.split()[0] for v in verbs), *sets["excluded.verbs"], *sets["nouns.carriers"]])
    verb_forms = {form: verb for verb in plain for form in inflect_verb(verb, irregular.get(verb))}
    countable = dict.fromkeys([*nouns, *(w for name in sets if name in _NOUN_SETS for w in sets[name])])
    noun_forms = {form: noun for noun in countable for form in (plural(noun), noun)}
    return Lexicon(verbs, nouns, adjectives, sets, verb_forms, noun_forms)


def inflect_verb(verb: str, irregular: list[str] | None = None) -> list[str]:
    """Return the forms of a verb, itself last: third person, gerund, past; ``irregular`` replaces the regular past.

    A final consonant is doubled where the irregular past doubles it ("admitted", "admitting").
    """
    past = irregular or [_with_ed(verb)]
    double = verb[-1] * 2
    stem = verb
    if any(p == f"{verb}{verb[-1]}ed" for p in past) or (
        verb[-1] in "tpgnb" and verb in ("put", "let", "get", "hit", "bet", "cut", "shut", "begin", "forget", "forbid")
    ):
        stem = verb[:-1] + double
    elif verb.endswith("ie"):
        stem = verb[:-2] + "y"
    elif verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        stem = verb[:-1]
    return [plural(verb), f"{stem}ing", *past, verb]


def _with_ed(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def plural(word: str) -> str:
    """Return the -s form of a noun or verb."""
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return f"{word[:-1]}ies"
    if word.endswith(("s", "x", "z", "ch", "sh")) or word in ("go", "do", "veto", "echo", "hero"):
        return f"{word}es"
    return f"{word}s"
