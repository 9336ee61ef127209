"""RSS and Atom: each entry that carries text is one Raw."""

import io
import re
from collections.abc import Iterator
from typing import Any

from dragoman.read.settings import ReadSettings
from dragoman.read.trouble import describe_error, describe_warning
from dragoman.records.document import Raw
from dragoman.records.problem import Problem

# Below this an entry is the announcement of an article rather than the article: two sentences and a link.
_TEASER_WORDS = 60
_TAG = re.compile(r"<[^<>]{0,2000}>")
_FEED_START = re.compile(rb"<(?:rss|rdf:RDF|feed)[\s>]", re.IGNORECASE)


def looks_like_feed(data: bytes) -> bool:
    """Tell whether bytes open as an RSS or Atom document does."""
    return bool(_FEED_START.search(data[:2048])) and b"<html" not in data[:2048].lower()


def read_feed(data: bytes, source: str, settings: ReadSettings) -> Iterator[Raw | Problem]:
    """Yield the entries of a feed in its order; ``source`` of an entry is ``feed#number``, its ``url`` the entry's link."""
    import feedparser

    try:
        # A stream, never a string: a string would be taken for a path or an address and opened.
        feed = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # a third party's parser on hostile bytes: whatever it raises is a bad feed
        yield describe_error(source, "not_a_feed", f"cannot be read as RSS or Atom ({type(error).__name__}): give the article's page")
        return
    if not feed.entries:
        yield describe_error(source, "empty_feed", "no entries in it: give an RSS or Atom feed with articles, or an article's page")
        return
    channel = _words(feed.feed.get("title"))
    teasers = 0
    for number, entry in enumerate(feed.entries, 1):
        raw = _read_entry(entry, f"{source}#{number}", channel)
        if raw is None:
            yield describe_error(f"{source}#{number}", "empty", f"entry {number} carries no text: give its page", _words(entry.get("link")))
        elif len(raw.text) > settings.max_chars:
            yield describe_error(raw.source, "text_too_long", f"entry {number} has over {settings.max_chars:,} characters: split it")
        else:
            teasers += len(_TAG.sub(" ", raw.text).split()) < _TEASER_WORDS
            yield raw
    if teasers:
        total = len(feed.entries)
        yield describe_warning(
            source, "teaser", f"{teasers} of {total} entries hold only a teaser: give the articles' own addresses to read all"
        )


def _read_entry(entry: Any, source: str, channel: str | None) -> Raw | None:
    bodies = [part.get("value") or "" for part in entry.get("content") or ()]
    bodies += [entry.get("summary") or ""]
    body = max(bodies, key=len)
    if not _TAG.sub("", body).strip():
        return None
    publisher = _words((entry.get("source") or {}).get("title")) or channel
    published = entry.get("published") or entry.get("updated")
    return Raw(
        source=source,
        text=body,
        media="html",
        title=_words(entry.get("title")),
        published=_words(published),
        url=_words(entry.get("link")),
        publisher=publisher,
        author=_words(entry.get("author")),
    )


def _words(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    import html

    return " ".join(html.unescape(_TAG.sub(" ", value)).split()) or None
