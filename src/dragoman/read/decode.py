"""Bytes -> text: byte order mark, UTF-8, what the page declares, then a guess from the bytes."""

import re
from dataclasses import dataclass

_BOMS = (
    (b"\xef\xbb\xbf", "utf-8"),
    (b"\xff\xfe\x00\x00", "utf-32-le"),
    (b"\x00\x00\xfe\xff", "utf-32-be"),
    (b"\xff\xfe", "utf-16-le"),
    (b"\xfe\xff", "utf-16-be"),
)
_DECLARED = re.compile(rb"(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_MAGIC = (
    (b"%PDF-", "pdf", "a PDF: save or export its text (for instance with pdftotext) and give that"),
    (b"PK\x03\x04", "binary", "a ZIP archive or an Office file: save it as plain text or HTML and give that"),
    (b"\xd0\xcf\x11\xe0", "binary", "an old Office file: save it as plain text or HTML and give that"),
    (b"{\\rtf", "binary", "an RTF file: save it as plain text or HTML and give that"),
    (b"\x89PNG", "binary", "an image: give the article's text or page"),
    (b"\xff\xd8\xff", "binary", "an image: give the article's text or page"),
    (b"GIF8", "binary", "an image: give the article's text or page"),
    (b"\x7fELF", "binary", "a program: give a text, Markdown or HTML file"),
    (b"SQLite format 3", "binary", "a database: give a text, Markdown or HTML file"),
    (b"BZh", "binary", "packed with bzip2: unpack it first, or pack it as .gz"),
    (b"\xfd7zXZ", "binary", "packed with xz: unpack it first, or pack it as .gz"),
    (b"(\xb5/\xfd", "binary", "packed with zstd: unpack it first, or pack it as .gz"),
)
# Shares measured over the first bytes: text in any 8-bit encoding has almost no control characters, random bytes about one in nine.
_MAX_CONTROL_SHARE = 0.03
_SAMPLE = 65_536
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x1a\x85")
_CONTROLS = bytes(b for b in range(32) if b not in _TEXT_CONTROLS) + b"\x7f"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the encoding that gave it, and how many places could not be decoded or were NULs taken out."""

    text: str
    encoding: str
    broken: int = 0
    nuls: int = 0


def name_binary(data: bytes) -> tuple[str, str] | None:
    """Return (code, what it is and what to do) where the bytes are no text, else None."""
    for magic, code, what in _MAGIC:
        if data.startswith(magic):
            return code, what
    if data.startswith(tuple(bom for bom, _ in _BOMS)) or _guess_wide(data):
        return None
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    if sample and controls / len(sample) > _MAX_CONTROL_SHARE:
        return "binary", "binary data: give a text, Markdown or HTML file"
    return None


def decode_bytes(data: bytes, declared: str | None = None) -> Decoded:
    """Return the text of bytes; never raises.

    Args:
        data: the bytes as they came.
        declared: the charset that the reply's header named, if any; a page's own declaration is looked for as well.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _finish(data[len(bom) :].decode(encoding, "replace"), encoding)
    wide = _guess_wide(data)
    if wide:
        return _finish(data.decode(wide, "replace"), wide)
    try:
        return _finish(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    for name in (declared, _find_declared(data)):
        text = _try_decode(data, name)
        if text is not None:
            return _finish(text, str(name).lower())
    return _guess_decode(data)


def _finish(text: str, encoding: str) -> Decoded:
    nuls = text.count("\0")
    return Decoded(text=text.replace("\0", "") if nuls else text, encoding=encoding, broken=text.count("\ufffd"), nuls=nuls)


def _find_declared(data: bytes) -> str | None:
    head = data[:4096].lstrip()
    if not head.startswith(b"<"):
        return None
    found = _DECLARED.search(head)
    return found.group(1).decode("ascii") if found else None


def _try_decode(data: bytes, name: str | None) -> str | None:
    # Pages that say Latin-1 mean Windows-1252, as browsers have it (WHATWG Encoding, section 4.2).
    if not name or name.lower().replace("_", "-") in ("utf-8", "utf8", "utf-16", "utf-32"):
        return None
    name = "cp1252" if name.lower() in ("iso-8859-1", "latin1", "latin-1", "ascii", "us-ascii") else name
    try:
        text = data.decode(name)
    except (LookupError, UnicodeError, ValueError):
        return None
    return text if isinstance(text, str) else None


def _guess_wide(data: bytes) -> str | None:
    sample = data[:4096]
    if len(sample) < 8 or b"\0" not in sample:
        return None
    half = len(sample) // 2
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.05 * half else None


def _guess_decode(data: bytes) -> Decoded:
    replaced = data.decode("utf-8", "replace")
    broken = replaced.count("\ufffd")
    wide = sum(1 for ch in replaced[:_SAMPLE] if ch > "\x7f" and ch != "\ufffd")
    if wide > 2 * broken:  # UTF-8 with some damage: a few bad bytes must not turn every accent into two letters
        return _finish(replaced, "utf-8")
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    text = _try_decode(data, best.encoding if best else None)
    if text is None:
        return _finish(data.decode("cp1252", "replace"), "cp1252")
    return _finish(text, best.encoding if best else "cp1252")
