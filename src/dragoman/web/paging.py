"""Long lists in pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, TypeVar

from fastapi import Query

SIZE = 50
PageNumber = Annotated[int, Query(ge=1, le=1_000_000)]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """Which page of how many things is shown; ``number`` counts from 1."""

    number: int
    total: int
    size: int = SIZE

    @property
    def last(self) -> int:
        """The number of the last page, at least 1."""
        return max(1, -(-self.total // self.size))

    @property
    def first_row(self) -> int:
        """The number of the first thing on this page, from 1."""
        return min(self.total, (self.number - 1) * self.size + 1)

    @property
    def last_row(self) -> int:
        """The number of the last thing on this page."""
        return min(self.total, self.number * self.size)


def cut_page(rows: Sequence[_T], number: int, size: int = SIZE) -> tuple[Sequence[_T], Pager]:
    """Return one page of rows that are all at hand."""
    return rows[(number - 1) * size : number * size], Pager(number=number, total=len(rows), size=size)
