"""What a source holds, told from its name, its media type and its first bytes."""

import json
from pathlib import PurePath

from dragoman.read.feeds import looks_like_feed

SUFFIXES = {
    ".txt": "text",
    ".text": "text",
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "feed",
}
_MEDIA = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "markdown",
    "application/rss+xml": "feed",
    "application/atom+xml": "feed",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
}
_HTML_STARTS = (b"<!doctype html", b"<html", b"<head", b"<body", b"<article", b"<meta", b"<title", b"<div", b"<p>", b"<p ", b"<h1")


def name_kind(name: str) -> str | None:
    """Return ``text, markdown, html, jsonl`` or ``feed`` by a file name's suffix (``.gz`` apart), None where it tells nothing."""
    path = PurePath(name.lower())
    suffix = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return SUFFIXES.get(suffix)


def name_media(media: str | None) -> str | None:
    """Return the kind that a reply's media type names, None where it tells nothing or too little."""
    return _MEDIA.get(media or "")


def tell_kind(head: bytes, hint: str | None) -> str:
    """Return the kind of a source from its first bytes; a hint from its name or header counts where they do not contradict it."""
    start = head[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if hint in ("jsonl", "markdown"):
        return hint
    if looks_like_feed(head):
        return "feed"
    if start.startswith(_HTML_STARTS) or b"<html" in start[:1024] or (start.startswith(b"<!--") and b"<body" in head.lower()):
        return "html"
    if hint is None and _opens_jsonl(head):
        return "jsonl"
    return hint or "text"


def _opens_jsonl(head: bytes) -> bool:
    line, cut, _ = head.lstrip().partition(b"\n")
    if not line.startswith(b"{"):
        return False
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return not cut and b'"text"' in line
    return isinstance(found, dict) and "text" in found
