"""Settings: one frozen object, built once from flags, ``DRAGOMAN_*`` variables and ``dragoman.toml``, in that order of weight."""

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from pathlib import Path
from typing import Any

from dragoman.errors import UsageError

FILE_NAME = "dragoman.toml"
_BOUNDS: dict[str, tuple[float, float]] = {"timeout_s": (0.1, 86_400), "max_bytes": (1, 2**40)}
_SWITCH = {"1": True, "true": True, "yes": True, "on": True, "0": False, "false": False, "no": False, "off": False, "": False}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a run may be told.

    ``as_of`` and ``today`` are ISO days or None; ``pipeline`` names an installed spaCy pipeline to use instead of the shipped
    model; ``timeout_s`` and ``max_bytes`` bound the network; ``allow_private`` lets URLs resolve to private addresses.
    """

    as_of: str | None = None
    today: str | None = None
    pipeline: str | None = None
    tables: str | None = None
    allow_private: bool = False
    timeout_s: float = 20.0
    max_bytes: int = 20_000_000


def digest_settings(settings: Settings) -> str:
    """Return a digest of what findings depend on beside the version (dates, parser, tables); ``""`` where all is left as it comes."""
    told = (settings.as_of, settings.pipeline, settings.tables)
    return hashlib.sha256(repr(told).encode("utf-8", "replace")).hexdigest()[:12] if any(told) else ""


def parse_day(text: str, what: str) -> str:
    """Return an ISO day.

    Raises:
        UsageError: the text is no calendar day.
    """
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise UsageError(f"{what} '{text[:40]}' is no date: write it as YYYY-MM-DD, e.g. 2020-01-04") from error


def build_settings(flags: Mapping[str, Any], environment: Mapping[str, str], folder: Path) -> Settings:
    """Return settings; a flag that is None was not given.

    Raises:
        UsageError: an unknown key, or a value of the wrong type; the message names where it stands.
    """
    settings = _apply(Settings(), _read_file(folder / FILE_NAME), FILE_NAME)
    named = {k.removeprefix("DRAGOMAN_").lower(): v for k, v in environment.items() if k.startswith("DRAGOMAN_")}
    settings = _apply(settings, named, "DRAGOMAN_* in the environment")
    return _apply(settings, {k: v for k, v in flags.items() if v is not None}, "the command line")


def _read_file(path: Path) -> dict[str, Any]:
    if not path.exists():
        return {}
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(f"{path.name} cannot be read ({error}): mend it or move it away") from error


def _apply(settings: Settings, values: Mapping[str, Any], where: str) -> Settings:
    known = {f.name: f for f in fields(Settings)}
    changes: dict[str, Any] = {}
    for key, value in values.items():
        if key not in known:
            raise UsageError(f"unknown setting '{key[:60]}' in {where}: known are {', '.join(known)}")
        changes[key] = _convert(key, value, where)
    return replace(settings, **changes)


def _convert(key: str, value: Any, where: str) -> Any:
    try:
        if key in ("as_of", "today"):
            return parse_day(str(value), f"{key} in {where}")
        if key == "allow_private":
            return _SWITCH[str(value).strip().lower()]
        if key in _BOUNDS:
            low, high = _BOUNDS[key]
            number = (float if key == "timeout_s" else int)(value)
            if not low <= number <= high:
                raise UsageError(f"{key} in {where} is out of range: '{str(value)[:40]}'; give {low} to {high}")
            return number
    except KeyError as error:
        raise UsageError(f"{key} in {where} is neither true nor false: '{str(value)[:40]}'") from error
    except (TypeError, ValueError, OverflowError) as error:
        raise UsageError(f"{key} in {where} is no number: '{str(value)[:40]}'") from error
    return str(value)
