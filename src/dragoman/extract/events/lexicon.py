"""The acts' lexicon (``data/events_acts.toml``) as records, looked up by a word's base form."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from dragoman.extract.forms import read_table

CONFLICT = frozenset({"PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"})
COOPERATION = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Sense:
    """One reading of a verb or noun: its PLOVER type, where its parties stand and what must hold for it to be meant."""

    type: str
    mode: str | None
    words: tuple[str, ...]
    recipient: tuple[str, ...]
    actor: tuple[str, ...] = ()
    object: frozenset[str] = frozenset()
    not_object: frozenset[str] = frozenset()
    not_recipient: frozenset[str] = frozenset()
    not_compound: frozenset[str] = frozenset()
    actor_words: frozenset[str] = frozenset()
    with_word: frozenset[str] = frozenset()
    with_prep: frozenset[str] = frozenset()
    object_or_prep: frozenset[str] = frozenset()
    to_verb: frozenset[str] = frozenset()
    to_words: frozenset[str] = frozenset()
    not_light: frozenset[str] = frozenset()
    for_words: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    not_prep: frozenset[str] = frozenset()
    flags: frozenset[str] = frozenset()
    only_compound: dict[str, frozenset[str]] = field(default_factory=dict)
    mode_by: dict[str, str] = field(default_factory=dict)
    examples: tuple[str, ...] = ()

    def has(self, flag: str) -> bool:
        """Whether a yes/no condition of the lexicon is set ("needs_recipient", "official" ...)."""
        return flag in self.flags


_SETS = (
    "object",
    "not_object",
    "not_recipient",
    "not_compound",
    "actor_words",
    "with_word",
    "with_prep",
    "object_or_prep",
    "to_verb",
    "to_words",
    "not_light",
    "for_words",
    "near",
    "not_prep",
)


def _sense(raw: dict[str, Any], kind: str) -> Sense:
    sets = {name: frozenset(raw.get(name, ())) for name in _SETS}
    return Sense(
        type=raw["type"],
        mode=raw.get("mode"),
        words=tuple(raw["words"]),
        recipient=tuple(raw.get("recipient", ("obj",) if kind == "verb" else ())),
        actor=tuple(raw.get("actor", ())),
        flags=frozenset(k for k, v in raw.items() if v is True),
        only_compound={k: frozenset(v) for k, v in raw.get("only_compound", {}).items()},
        mode_by=raw.get("mode_by", {}),
        examples=tuple(raw.get("examples", ())),
        **sets,
    )


def _breadth(sense: Sense) -> int:
    """Order a verb's senses: those bound to a word of their own first."""
    return (
        0
        if sense.object
        or sense.actor_words
        or sense.with_word
        or sense.with_prep
        or sense.object_or_prep
        or sense.to_verb
        or sense.to_words
        or sense.near
        or sense.has("people")
        else 1
    )


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All senses, and the verbs that carry, end or govern other acts."""

    verbs: dict[str, tuple[Sense, ...]]
    nouns: dict[str, tuple[Sense, ...]]
    light: frozenset[str]
    passive_role: frozenset[str]
    end: frozenset[str]
    end_nouns: frozenset[str]
    end_type: dict[str, str]
    operators: dict[str, frozenset[str]]
    figure_things: frozenset[str]
    figure_compounds: frozenset[str]
    put_off: dict[str, frozenset[str]]
    rhetoric: dict[str, frozenset[str]]
    poll: frozenset[str]
    matters: frozenset[str]
    traits: frozenset[str]
    missiles: frozenset[str]
    topic: dict[str, frozenset[str]]
    act_counters: frozenset[str]
    party_counters: frozenset[str]
    verb_stems: frozenset[str]
    noun_stems: frozenset[str]

    def operator(self, word: str, *names: str) -> str | None:
        """Return which of the operators ``names`` a word is."""
        return next((n for n in names if word in self.operators[n]), None)


@cache
def load_lexicon() -> Lexicon:
    """Return the shipped lexicon."""
    raw = read_table("events_acts")
    tables: dict[str, dict[str, list[Sense]]] = {"verb": defaultdict(list), "noun": defaultdict(list)}
    for kind, table in tables.items():
        for entry in raw[kind]:
            sense = _sense(entry, kind)
            for word in sense.words:
                table[word].append(sense)
    end, light = raw["end"]["words"], (*raw["light"]["words"], *raw["light"]["passive_role"])
    governing = [w for effect in ("agree", "reject", "threaten", "request") for w in raw["operator"][effect]]
    return Lexicon(
        verb_stems=frozenset(w.split()[0] for w in (*tables["verb"], *end, *light, *governing, *raw["put_off"]["words"])),
        noun_stems=frozenset(w.split()[-1] for w in tables["noun"]),
        verbs={w: tuple(sorted(s, key=_breadth)) for w, s in tables["verb"].items()},
        nouns={w: tuple(s) for w, s in tables["noun"].items()},
        light=frozenset(raw["light"]["words"]),
        passive_role=frozenset(raw["light"]["passive_role"]),
        end=frozenset(raw["end"]["words"]),
        end_nouns=frozenset(raw["end"]["nouns"]),
        end_type=raw["end"]["type"],
        operators={k: frozenset(v) for k, v in raw["operator"].items()},
        figure_things=frozenset(raw["figure"]["things"]),
        figure_compounds=frozenset(raw["figure"]["compounds"]),
        rhetoric={k: frozenset(v) for k, v in raw["rhetoric"].items()},
        poll=frozenset(raw["poll"]["words"]),
        topic={k: frozenset(v) for k, v in raw["topic"].items()},
        missiles=frozenset(raw["missiles"]["words"]),
        traits=frozenset(raw["traits"]["words"]),
        matters=frozenset(raw["matters"]["words"]),
        put_off={k: frozenset(v) for k, v in raw["put_off"].items()},
        act_counters=frozenset(raw["counters"]["acts"]),
        party_counters=frozenset(raw["counters"]["parties"]),
    )


@dataclass(frozen=True, slots=True)
class ActorWords:
    """Common nouns by sector, officials, and words that tell sport and culture."""

    sector: dict[str, str]
    officials: frozenset[str]
    state_nouns: frozenset[str]
    places: frozenset[str]
    family: frozenset[str]
    sport: tuple[frozenset[str], frozenset[str]]
    culture: tuple[frozenset[str], frozenset[str]]


@cache
def load_actor_words() -> ActorWords:
    """Return the shipped words; a noun under two sectors keeps the first."""
    raw = read_table("events_actors")
    sector: dict[str, str] = {}
    for code, words in raw["sector"].items():
        for word in words:
            sector.setdefault(word, code)
    return ActorWords(
        sector=sector,
        officials=frozenset(raw["officials"]["words"]),
        state_nouns=frozenset(raw["state_nouns"]["words"]),
        places=frozenset(raw["place_words"]["words"]),
        family=frozenset(raw["family"]["words"]),
        sport=(frozenset(raw["sport"]["strong"]), frozenset(raw["sport"]["weak"])),
        culture=(frozenset(raw["culture"]["strong"]), frozenset(raw["culture"]["weak"])),
    )
