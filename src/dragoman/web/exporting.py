"""A brief as a file, in each of the formats that the export room writes."""

from collections.abc import Callable

from dragoman.records.brief import Brief


def _markdown(brief: Brief) -> bytes:
    from dragoman.export.markdown import write_markdown

    return write_markdown(brief).encode()


def _html(brief: Brief) -> bytes:
    from dragoman.export.html import write_html

    return write_html(brief).encode()


def _json(brief: Brief) -> bytes:
    from dragoman.export.json import write_json

    return write_json(brief).encode()


def _pdf(brief: Brief) -> bytes:
    from dragoman.export.pdf import write_pdf

    return write_pdf(brief)


def _docx(brief: Brief) -> bytes:
    from dragoman.export.docx import write_docx

    return write_docx(brief)


_WRITERS: dict[str, tuple[Callable[[Brief], bytes], str]] = {
    "md": (_markdown, "text/markdown; charset=utf-8"),
    "html": (_html, "text/html; charset=utf-8"),
    "pdf": (_pdf, "application/pdf"),
    "docx": (_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "json": (_json, "application/json"),
}
FORMATS = tuple(_WRITERS)


def export_brief(brief: Brief, format: str) -> tuple[bytes, str]:
    """Return the file's bytes and its media type; ``format`` is one of FORMATS."""
    write, media = _WRITERS[format]
    return write(brief), media
