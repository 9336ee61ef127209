"""Which words before a name are a title ("Foreign Minister", "Mr.", "former"), for stripping them off a name."""

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files


@dataclass(frozen=True, slots=True, kw_only=True)
class Titles:
    """``phrases``: word tuples in lower case that are titles; ``single``: one-word titles, prefixes and honorifics."""

    phrases: frozenset[tuple[str, ...]]
    single: frozenset[str]
    honorifics: frozenset[str]
    longest: int


@lru_cache(maxsize=1)
def load_titles() -> Titles:
    """Return the title words of ``data/titles.toml``."""
    raw = tomllib.loads(files("dragoman").joinpath("data", "titles.toml").read_text(encoding="utf-8"))
    names = [n for section in ("honorifics", "offices", "classes", "prefixes") for group in raw[section].values() for n in group]
    phrases = frozenset(tuple(n.replace("-", " - ").split()) for n in names) | frozenset(tuple(n.split()) for n in names)
    honorifics = frozenset(n for group in raw["honorifics"].values() for n in group)
    return Titles(
        phrases=phrases,
        single=frozenset(p[0] for p in phrases if len(p) == 1),
        honorifics=honorifics,
        longest=max(len(p) for p in phrases),
    )


def title_length(words: list[str], titles: Titles) -> int:
    """Return how many words at the front of a lower-cased list are title words, the longest phrase first."""
    done = 0
    while done < len(words):
        step = 0
        for n in range(min(titles.longest, len(words) - done), 0, -1):
            if tuple(words[done : done + n]) in titles.phrases:
                step = n
                break
        if step == 0 and words[done] in {"of", "and", "for"} and done > 0 and any(w in titles.single for w in words[done + 1 :]):
            step = 1
        if step == 0:
            break
        done += step
    return done
