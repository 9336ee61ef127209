"""What a page says about itself: JSON-LD first, then OpenGraph and other meta tags, then its mark-up."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from dragoman.clean.dates import normalise_date
from dragoman.clean.pieces import tidy_line

_ARTICLES = frozenset(
    (
        "article",
        "newsarticle",
        "reportagenewsarticle",
        "analysisnewsarticle",
        "opinionnewsarticle",
        "backgroundnewsarticle",
        "blogposting",
        "liveblogposting",
        "reviewnewsarticle",
        "socialmediaposting",
        "webpage",
        "report",
        "pressrelease",
    )
)
_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "parsely-title", "sailthru.title")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "publishdate",
    "pubdate",
    "publication_date",
    "published-date",
    "date",
    "article.published",
    "citation_publication_date",
    "cxenseparse:recs:publishtime",
)
_AUTHORS = ("author", "parsely-author", "article:author", "sailthru.author", "dc.creator", "byl")
_SITES = ("og:site_name", "application-name", "dc.publisher", "publisher")
_URLS = ("og:url", "twitter:url")
_MAX_NESTED = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMeta:
    """What a page says; every field may be None. ``dated`` is the date's words where they could not be understood."""

    title: str | None = None
    published: str | None = None
    author: str | None = None
    publisher: str | None = None
    url: str | None = None
    dated: str | None = None


def read_metadata(tree: Any) -> PageMeta:
    """Return what a parsed page (lxml) says about itself."""
    tags = _collect_tags(tree)
    linked = next(_find_articles(tree), {})
    site = _clean(_name_of(linked.get("publisher"))) or _pick(tags, _SITES)
    title = (
        _clean(linked.get("headline")) or _pick(tags, _TITLES) or _clean(_first_text(tree, "//h1")) or _clean(_first_text(tree, "//title"))
    )
    dates = [
        _clean(linked.get("datePublished")),
        *(tags.get(name) for name in _DATES),
        _first_text(tree, "//time/@datetime | //*[@itemprop='datePublished']/@content"),
    ]
    said = [date for date in dates if date]
    published = next((iso for date in said if (iso := normalise_date(date))), None)
    return PageMeta(
        title=_take_site(title, site),
        published=published,
        author=_clean_author(_name_of(linked.get("author")) or _pick(tags, _AUTHORS)),
        publisher=site,
        url=_clean_url(_first_text(tree, "//link[@rel='canonical']/@href")) or _clean_url(_pick(tags, _URLS)),
        dated=said[0] if said and not published else None,
    )


def host_of(url: str | None) -> str | None:
    """Return the host name of an address, None where there is none."""
    try:
        return urlsplit(url).hostname if url else None
    except ValueError:
        return None


def _collect_tags(tree: Any) -> dict[str, str]:
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").strip().lower()
        value = _clean(meta.get("content"))
        if name and value:
            tags.setdefault(name, value)
    return tags


def _find_articles(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "") or not script.text:
            continue
        try:
            found = json.loads(script.text.strip().removeprefix("<!--").removesuffix("-->").strip(), strict=False)
        except (ValueError, RecursionError):
            continue
        for each in _walk(found):
            kinds = each.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(isinstance(name, str) and name.lower() in _ARTICLES for name in names) and (
                each.get("headline") or each.get("datePublished")
            ):
                yield each


def _walk(found: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [found], 0
    while queue and seen < _MAX_NESTED:
        each = queue.pop(0)
        seen += 1
        if isinstance(each, list):
            queue.extend(each)
        elif isinstance(each, dict):
            yield each
            queue.extend(value for value in (each.get("@graph"), each.get("mainEntity")) if value is not None)


def _name_of(value: Any) -> str | None:
    if isinstance(value, list):
        names = [name for each in value[:10] if (name := _name_of(each))]
        return ", ".join(dict.fromkeys(names)) or None
    if isinstance(value, dict):
        value = value.get("name")
        return _name_of(value) if isinstance(value, list) else _clean(value)
    return _clean(value)


def _pick(tags: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((tags[name] for name in names if name in tags), None)


def _first_text(tree: Any, path: str) -> str | None:
    for found in tree.xpath(path)[:3]:
        text = _clean(found if isinstance(found, str) else "".join(found.itertext()))
        if text:
            return text
    return None


def _clean(value: Any) -> str | None:
    if not isinstance(value, str):
        return None
    import html

    return tidy_line(html.unescape(value[:2000])) or None


def _clean_author(value: str | None) -> str | None:
    if not value or value.startswith(("http://", "https://", "@")):
        return None
    return value[3:].strip() if value[:3].lower() == "by " else value


def _clean_url(value: str | None) -> str | None:
    return value if value and value.startswith(("http://", "https://")) and host_of(value) else None


def _take_site(title: str | None, site: str | None) -> str | None:
    if not title or not site:
        return title
    for mark in (" | ", " - ", " – ", " — ", " :: ", " • "):
        head, cut, tail = title.rpartition(mark)
        if cut and len(head) > 12 and _squeeze(tail) in (_squeeze(site), _squeeze(site).removeprefix("the")):
            return head.strip()
    return title


def _squeeze(name: str) -> str:
    return "".join(name.casefold().split())
