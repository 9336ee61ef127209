"""A brief as a file, in each of the formats that the export room writes."""

from collections.abc import Callable

from dragoman import api
from dragoman.records.brief import Brief

_WRITERS: dict[str, tuple[Callable[[Brief], str | bytes], str]] = {
    "md": (api.to_markdown, "text/markdown; charset=utf-8"),
    "html": (api.to_html, "text/html; charset=utf-8"),
    "pdf": (api.to_pdf, "application/pdf"),
    "docx": (api.to_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "json": (api.to_json, "application/json"),
}
FORMATS = tuple(_WRITERS)


def export_brief(brief: Brief, format: str) -> tuple[bytes, str]:
    """Return the file's bytes and its media type; ``format`` is one of FORMATS."""
    write, media = _WRITERS[format]
    made = write(brief)
    return made if isinstance(made, bytes) else made.encode("utf-8", "replace"), media
