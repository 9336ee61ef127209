"""After an act: back to the page that it was done on, which then tells of it and offers to undo it."""

from typing import Annotated
from urllib.parse import parse_qsl, urlsplit

from fastapi import Depends, Form, Request
from fastapi.responses import RedirectResponse

from dragoman.store.rows import Action
from dragoman.web.pages import link

# Where the form stood; every form of an act carries it.
Back = Annotated[str, Form(alias="next", max_length=4000)]
Id = Annotated[str, Form(max_length=500)]
NoteText = Annotated[str, Form(max_length=4000)]


async def read_answers(request: Request) -> dict[str, str]:
    """Return the fields of a finding that a form fills in: those whose names begin with "v."."""
    form = await request.form()
    return {k[2:]: v for k, v in form.multi_items() if k.startswith("v.") and isinstance(v, str)}


Answers = Annotated[dict[str, str], Depends(read_answers)]


def local_path(text: str) -> str:
    """Return a path of ours, "/" where the text leads elsewhere."""
    is_ours = text.startswith("/") and not text.startswith(("//", "/\\")) and text.isascii() and text.isprintable()
    return text if is_ours else "/"


def go_back(action: Action | None, back: str) -> RedirectResponse:
    """Return to a page of ours, with the mark of what was done."""
    parts = urlsplit(local_path(back))
    query = [(k, v) for k, v in parse_qsl(parts.query) if k != "did"]
    if action is not None:
        query.append(("did", str(action.id)))
    return RedirectResponse(link(parts.path or "/", query) + (f"#{parts.fragment}" if parts.fragment else ""), 303)
