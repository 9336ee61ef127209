"""What a block is: caption, heading, embedded post, boilerplate, standfirst, or a paragraph."""

import re
from collections.abc import Sequence

from dragoman.clean.lexicon import load_lexicon
from dragoman.clean.lines import ends_open, ends_sentence, first_letter
from dragoman.clean.tags import is_furniture

_HANDLE = re.compile(r"(?<![\w.@])@\w{2,30}")
_HASHTAG = re.compile(r"(?<![\w&])#[^\W\d_]\w{1,40}")
_SIGNATURE = re.compile(r"pic\.twitter\.com/|\bt\.co/|[—–-] [^()\n]{2,60} \(@\w+\)")
_SIGNED = re.compile(r"[—–-] [^()\n]{2,60} \(@\w+\)")
_ABOUT = re.compile(r"\bhashtag|\b(?:on|via) (?:Twitter|Facebook|Instagram|Telegram)\b|\b[Ff]ollow\b")
_SAYS = re.compile(r"\b(?:said|told|wrote|tweeted|posted|added|says)\b")
_CREDIT_CHARS = 60
_MAX_CAPTION = 400
_MAX_HEADING = 110
_MAX_HEADING_WORDS = 16
# An embedded post scores at least this: two marks of a post (handle, hashtag, opening, announcement), or one sure sign.
_POST_SCORE = 2.5


def opens_caption(text: str) -> bool:
    """Tell whether a line opens as a caption does (FILE PHOTO: ...)."""
    return text[:20].lower().startswith(load_lexicon().caption_starts)


def ends_credit(text: str) -> bool:
    """Tell whether a line ends with a picture's credit (© Agency / Name)."""
    tail = text[-_CREDIT_CHARS:].lower()
    return not ends_sentence(text) and not ends_open(text) and any(mark in tail for mark in load_lexicon().credits)


def is_caption(text: str) -> bool:
    """Tell whether a block is the caption of a picture."""
    if len(text) > _MAX_CAPTION:
        return False
    return (
        ends_credit(text) or opens_caption(text) or bool(re.search(r"\((?:AP Photo|AP|Reuters|AFP|Photo by|Getty)[^()]{0,60}\)\.?$", text))
    )


def is_heading(text: str, following: str | None) -> bool:
    """Tell whether a block heads the next one: short, no end mark, an upper-case or quoted start, longer text after it."""
    if following is None or len(text) > _MAX_HEADING or len(text.split()) > _MAX_HEADING_WORDS:
        return False
    if (ends_sentence(text) and not text.endswith("?")) or ends_open(text) or text[-1] in ",;:":
        return False
    if text.endswith("?") and "," in text:
        return False  # an interviewer's question, rather than one that heads a section
    first = first_letter(text)
    return (first.isupper() or first.isdigit()) and any(ch.isalpha() for ch in text) and len(following) > 1.5 * len(text)


def is_post(text: str, before: str | None) -> bool:
    """Tell whether a block is an embedded post; ``before`` is the block that may announce it."""
    if _SIGNATURE.search(text[-200:]):
        return True
    if len(text) > 1000:
        return False
    lexicon = load_lexicon()
    score = 1.5 * min(2, len(_HANDLE.findall(text))) + 1.5 * min(2, len(_HASHTAG.findall(text)))
    score += 1.5 * text[:40].lower().startswith(lexicon.post_openings)
    announced = before is not None and bool(set(re.findall(r"[a-z.]+", before[-400:].lower())) & set(lexicon.networks))
    score += announced
    score -= 1.5 * bool(_ABOUT.search(text))  # a post seldom names the network that it stands on
    score -= 2 * bool(_SAYS.search(text) and re.search('["“”]', text))
    return score >= _POST_SCORE


def name_kinds(texts: Sequence[str], tags: Sequence[str | None]) -> list[str]:
    """Return the kind of each block after the title, given what its lines were tagged; furniture is told from the words too."""
    kinds: list[str] = []
    for index, (text, tag) in enumerate(zip(texts, tags, strict=True)):
        following = texts[index + 1] if index + 1 < len(texts) else None
        before = texts[index - 1] if index else None
        if tag in ("boilerplate", "title", "heading", "caption", "embed", "standfirst"):
            kinds.append(str(tag))
        elif tag in ("dateline", "byline"):
            kinds.append("dateline")
        elif tag in ("table", "item", "turn", "verse"):
            kinds.append("paragraph")
        elif is_furniture(text):
            kinds.append("boilerplate")
        elif is_caption(text):
            kinds.append("caption")
        elif is_post(text, before):
            if _SIGNED.match(text) and kinds and kinds[-1] == "paragraph":
                kinds[-1] = "embed"  # the signature stands alone: what it signs is the block before
            kinds.append("embed")
        elif is_heading(text, following) and (tags[index + 1] not in ("item", "table", "verse", "boilerplate")):
            kinds.append("heading")
        else:
            kinds.append("paragraph")
    return kinds


def is_standfirst(text: str, following: str | None) -> bool:
    """Tell whether the first paragraph after a page's head sums the article up: one sentence, apart from what follows."""
    words = len(text.split())
    if following is None or not 10 <= words <= 60 or not ends_sentence(text) or first_letter(text).islower():
        return False
    inner = re.findall(r"[.!?][\"”’)]{0,2}\s+[\"“‘(]?[A-Z]", text)
    return not inner and not re.search('["“”]', text) and len(following) > 1.2 * len(text)
