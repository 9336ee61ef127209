"""Reads the JSON of an earlier brief back, as far as a later one compares itself with it."""

import json
from typing import Any

from dragoman.errors import UsageError
from dragoman.records.brief import Brief, Previous, Stand

_MOST = 20_000


def read_previous(text: str, name: str) -> Previous:
    """Return what an earlier brief said.

    Args:
        text: What ``dragoman brief --format json`` wrote.
        name: The file's name, for messages and citations.

    Raises:
        UsageError: the text is no such brief; the message names the file and what is amiss.
    """
    try:
        told = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{name} is no JSON ({str(error)[:80]}): give a brief written with --format json") from error
    if not isinstance(told, dict) or told.get("kind") != "brief" or not isinstance(told.get("stands"), list):
        raise UsageError(f"{name} is no brief to compare with: give one written with --format json by this version or a later one")
    stands = tuple(s for s in map(_stand, told["stands"][:_MOST]) if s is not None)
    return Previous(
        name=name,
        today=str(told.get("today") or "an unknown day")[:10],
        as_of=_text(told.get("as_of")),
        question=_text(told.get("question")),
        stands=stands,
    )


def keep_previous(brief: Brief, name: str = "the previous brief") -> Previous:
    """Return what a brief at hand says, for the next one to compare itself with."""
    return Previous(name=name, today=brief.today, as_of=brief.as_of, question=brief.question, stands=brief.stands)


def _stand(raw: Any) -> Stand | None:
    if not isinstance(raw, dict) or not all(isinstance(raw.get(k), str) for k in ("kind", "key", "what", "value")):
        return None
    return Stand(kind=raw["kind"], key=raw["key"], what=raw["what"], value=raw["value"])


def _text(raw: Any) -> str | None:
    return raw if isinstance(raw, str) and raw else None
