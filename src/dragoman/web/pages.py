"""Templates: compiled once, every value escaped, every control character visible."""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.compose.acts import name_act
from dragoman.compose.phrases import clip, count, day, days, when
from dragoman.export.plots import draw_plot
from dragoman.export.safe import one_line, visible, web_address
from dragoman.web import words
from dragoman.web.trail import tell_changes

THEMES = ("auto", "light", "dark")
_THEME_COOKIE = "dragoman_theme"


def render(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """Return a page, or a fragment of one.

    Args:
        request: whose session, theme and path the page shows.
        template: a file of ``templates/``.
        status: the HTTP status.
        context: what the template names.
    """
    desk = request.app.state.desk
    theme = request.cookies.get(_THEME_COOKIE, "auto")
    did = request.query_params.get("did", "")
    given = {
        "desk": desk,
        "csrf": desk.session.csrf,
        "theme": theme if theme in THEMES else "auto",
        "here": here(request),
        "path": request.url.path,
        "done": desk.recall(int(did)) if did.isascii() and did.isdigit() and len(did) < 10 else None,
    }
    return HTMLResponse(make_environment().get_template(template).render({**given, **context}), status_code=status)


def here(request: Request) -> str:
    """Return the path and query of a request without the mark of what was done last: where its forms lead back to."""
    kept = [(k, v) for k, v in request.query_params.multi_items() if k != "did"]
    return link(request.url.path, kept)


def link(path: str, query: Any = ()) -> str:
    """Return a path with its query; what is None or empty in it is left out."""
    pairs = query.items() if isinstance(query, dict) else query
    kept = [(k, str(v)) for k, v in pairs if v not in (None, "")]
    return f"{path}?{urlencode(kept)}" if kept else path


def article_link(document: str, finding: str | None = None, at: int | None = None) -> str:
    """Return the address of an article, with a finding of it opened, at a place in its text where ``at`` is given."""
    end = "#at" if at is not None else f"#t-{finding}" if finding else ""
    return link("/article", {"d": document, "f": finding, "at": at}) + end


def actor_link(entity: str) -> str:
    """Return the address of an actor's page."""
    return link("/actor", {"id": entity})


@cache
def make_environment() -> Environment:
    """Return the templates' environment; a name that a template does not get is an error, not an empty place."""
    made = Environment(
        loader=PackageLoader("dragoman.web"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_show,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(line=one_line, clip=clip, day=day, when=when, said=words.say, tone=words.tone)
    made.globals.update(
        link=link,
        article_link=article_link,
        actor_link=actor_link,
        web_address=web_address,
        count=count,
        days=days,
        words=words,
        draw_plot=lambda plot, name: Markup(draw_plot(plot, name)),  # the export room escapes every text in it
        name_act=name_act,
        tell_changes=tell_changes,
    )
    return made


def _show(value: object) -> object:
    """Make the controls in a text visible; what is markup already was made by us."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value
