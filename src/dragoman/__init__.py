"""dragoman reads political news: what is behind this, who says so, does it hold, and which explanation survives?

    import dragoman
    harvest = dragoman.read_text("...")      # findings of one text
    brief = dragoman.brief(["article.html"]) # a brief in which every sentence cites

Everything is loaded at first use, so that importing the package costs nothing.
"""

from typing import Any

__all__ = ["brief", "make_ground", "make_kit", "read_sources", "read_text", "to_docx", "to_html", "to_json", "to_markdown", "to_pdf"]


def __getattr__(name: str) -> Any:
    if name in __all__:
        from dragoman import api

        return getattr(api, name)
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
