"""Raw -> Document: the cleaned text with its blocks, metadata, publisher, origin and language."""

import hashlib
import re
from dataclasses import dataclass, replace

from dragoman.clean.dates import normalise_date
from dragoman.clean.head import Head
from dragoman.clean.html import clean_html, count_enough
from dragoman.clean.metadata import host_of
from dragoman.clean.pieces import compose_text, tidy_line
from dragoman.clean.plain import clean_markdown, clean_plain
from dragoman.clean.provenance import find_house, judge_origin, name_domain
from dragoman.clean.record import lay_blocks
from dragoman.clean.tongue import tell_language
from dragoman.records.document import Block, Document, Publisher, Raw
from dragoman.records.problem import Problem

_STAGE = "clean"
_LONE = re.compile("[\ud800-\udfff]")
# What one parse takes at once (spaCy's own limit).
_MAX_CHARS = 1_000_000
_BODY = ("paragraph", "standfirst", "embed", "heading")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """Text and blocks with what the text itself or its page said."""

    text: str
    blocks: tuple[Block, ...]
    head: Head
    publisher: str | None = None
    url: str | None = None
    dated: str | None = None


def clean_raw(raw: Raw) -> tuple[Document | None, tuple[Problem, ...]]:
    """Return the document of a raw text, None where there is none in it, and what could not be settled; never raises on bad data.

    What the container said (a feed, a JSON Lines object) goes before what the page says, that before what the text shows.
    """
    lone = len(_LONE.findall(raw.text))
    if lone:  # reading replaces them; a text that is handed over directly may still hold some
        raw = replace(raw, text=_LONE.sub("\ufffd", raw.text))
    try:
        draft = _make_draft(raw)
    except ValueError as error:
        return None, (_describe(raw, "error", "no_article", f"{error}; give the article's text, or a page that holds it"),)
    if draft is None:
        return None, (_describe(raw, "error", "no_article", "no article found in it: give the article's own page, or its text"),)
    if len(draft.text) > _MAX_CHARS:
        return None, (_describe(raw, "error", "text_too_long", f"the text has over {_MAX_CHARS:,} characters: split it into articles"),)
    document, problems = _finish(raw, draft)
    if lone:
        told = f"{lone} lone surrogate(s) were read as U+FFFD"
        problems = (_describe(raw, "warning", "lone_surrogate", told, document.id), *problems)
    return document, problems


def _make_draft(raw: Raw) -> _Draft | None:
    if raw.media == "record":
        return _Draft(text=raw.text, blocks=lay_blocks(raw.text, raw.title), head=Head()) if raw.text.strip() else None
    if raw.media == "html":
        return _draft_page(raw)
    pieces, head = clean_markdown(raw.text) if raw.media == "markdown" else clean_plain(raw.text)
    text, blocks = compose_text(pieces)
    return _Draft(text=text, blocks=blocks, head=head) if text.strip() else None


def _draft_page(raw: Raw) -> _Draft | None:
    try:
        page = clean_html(raw.text, raw.title)
    except ValueError:
        raise
    except Exception as error:  # third parties' parsers on hostile pages: whatever they raise, the page has no article for us
        raise ValueError(f"the page cannot be taken apart ({type(error).__name__})") from error
    body = [piece for piece in page.pieces if piece.kind != "title"]
    if not body or (raw.title is None and not count_enough(body)):
        return None
    text, blocks = compose_text(page.pieces)
    meta = page.meta
    head = Head(title=meta.title, published=meta.published, author=meta.author)
    return _Draft(text=text, blocks=blocks, head=head, publisher=meta.publisher, url=meta.url, dated=meta.dated)


def _finish(raw: Raw, draft: _Draft) -> tuple[Document, tuple[Problem, ...]]:
    problems: list[Problem] = []
    ident = raw.id or hashlib.sha256(draft.text.encode("utf-8", "replace")).hexdigest()[:16]
    given = normalise_date(raw.published)
    said = raw.published if raw.published and not given else draft.dated
    published = given or draft.head.published
    if said and not published:
        problems.append(_describe(raw, "warning", "unknown_date", f"the date “{said[:60]}” is not understood: give --as-of", ident))
    title = raw.title or draft.head.title
    publisher = _name_publisher(raw, draft)
    house = find_house(draft.text)
    label = (f", {published[:10]}" if published else "") + (f", “{tidy_line(title)}”" if title else "")
    origin = judge_origin(draft.text, publisher, house, label)
    if publisher is None and house is not None:
        publisher = Publisher(name=house.outlet, evidence=house.evidence)
    language = tell_language([draft.text[block.start : block.end] for block in draft.blocks if block.kind in _BODY])
    if language not in (None, "en"):
        message = f"written in “{language}”, not in English: it is kept, but nothing is extracted from it; give an English version"
        problems.append(_describe(raw, "warning", "not_english", message, ident))
    document = Document(
        id=ident,
        source=raw.source,
        title=title,
        published=published,
        publisher=publisher,
        author=raw.author or draft.head.author,
        url=raw.url or draft.url,
        language=language,
        text=draft.text,
        blocks=draft.blocks,
        origin=origin,
    )
    return document, tuple(replace(problem, document=ident) for problem in problems)


def _name_publisher(raw: Raw, draft: _Draft) -> Publisher | None:
    host = host_of(raw.url or draft.url)
    known = name_domain(host)
    listed = known if known != (host or "").lower().removeprefix("www.") else None
    # An outlet of the list goes by its one name, whatever its pages or its feed call it; a record's own word stands as given.
    given = (raw.publisher, listed) if raw.media == "record" else (listed, raw.publisher)
    name = next((each for each in (*given, draft.publisher, known) if each), None)
    return Publisher(name=name) if name else None


def _describe(raw: Raw, severity: str, code: str, message: str, ident: str | None = None) -> Problem:
    return Problem(source=raw.source, document=ident, severity=severity, code=code, message=message, stage=_STAGE)
