"""Words of an article made harmless for the eye: what can reorder, hide or command is shown as its code point."""

import re

# Embedding, override and isolate controls reorder what stands around them (UAX #9); marks (LRM, RLM, ALM) do not and stay.
# C0 and C1 controls command terminals; lone surrogates cannot be encoded.
_CONTROLS = re.compile("[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~&#])")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")


# What XML 1.0 allows in no document: C0 controls but tab and line ends, lone surrogates, the two noncharacters.
_ILLEGAL = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\ud800-\udfff\ufffe\uffff]")


def drop_illegal(text: str) -> str:
    """Return the text without the characters that XML allows in no document."""
    return _ILLEGAL.sub("\ufffd", text)


def visible(text: str) -> str:
    """Return the text with line ends as "\\n" and every control character as ``⟨U+202E⟩``."""
    return _CONTROLS.sub(lambda m: f"⟨U+{ord(m.group()):04X}⟩", _BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """Return the visible text on one line."""
    return " ".join(visible(text).split())


def web_address(url: str | None) -> str | None:
    """Return the URL where it is plain http(s) and safe to link to, else None."""
    if not url or not url.casefold().startswith(("http://", "https://")) or _CONTROLS.search(url) or any(c.isspace() for c in url):
        return None
    return url


def escape_markdown(text: str) -> str:
    """Return the text on one line so that nothing in it is Markdown or HTML."""
    return _MARKDOWN.sub(r"\\\1", one_line(text))
