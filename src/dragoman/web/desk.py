"""What every page works with: the case, the tables, the queue of what is being added, and the clock."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request

from dragoman.errors import CaseError
from dragoman.read.settings import ReadSettings
from dragoman.records.facts import Facts
from dragoman.store.case import Case
from dragoman.store.rows import Action, By
from dragoman.web.adding import Adding
from dragoman.web.session import Session


def read_clock() -> str:
    """Return the moment as ISO 8601 in UTC; the pages' only clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


@dataclass(kw_only=True)
class Desk:
    """One open case with the session that works on it. ``reading`` are the limits under which addresses are fetched."""

    path: Path
    case: Case
    session: Session
    adding: Adding
    clock: Callable[[], str] = read_clock
    reading: ReadSettings = field(default_factory=ReadSettings)

    @property
    def name(self) -> str:
        """The name of the case."""
        return self.path.stem

    @property
    def today(self) -> str:
        """The ISO day that it is."""
        return self.clock()[:10]

    @cached_property
    def facts(self) -> Facts:
        """The reference tables, loaded at the first page that asks."""
        from dragoman.tables import load_facts

        return load_facts()

    def by(self, note: str = "") -> By:
        """Return who acts now, and why."""
        return By(author=self.session.author, now=self.clock(), note=note.strip())

    def recall(self, action_id: int) -> Action | None:
        """Return an act by its id, None where there is none."""
        try:
            return self.case.action(action_id)
        except CaseError:
            return None


def get_desk(request: Request) -> Desk:
    """Return the desk of the app that answers the request."""
    desk: Desk = request.app.state.desk
    return desk


OnDesk = Annotated[Desk, Depends(get_desk)]
