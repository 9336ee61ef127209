"""Harvests and problems as JSON lines, and the summary that closes them."""

import time
from collections import Counter
from collections.abc import Iterator

from dragoman.codec import encode
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem, Summary


class RecordLines:
    """Turns results into lines and counts what went by."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._began = time.monotonic()
        self.failed = False

    def count(self, result: Harvest | Problem) -> None:
        """Count the records of one result."""
        for record in _records(result):
            self._counts[record.kind] += 1
            self.failed |= isinstance(record, Problem) and record.severity == "error"

    def lines_of(self, result: Harvest | Problem) -> Iterator[str]:
        """Yield one JSON line a record, the document before its findings."""
        self.count(result)
        for record in _records(result):
            yield encode(record).decode()

    def summary(self) -> str:
        """Return the last line."""
        return encode(Summary(counts=dict(sorted(self._counts.items())), seconds=round(time.monotonic() - self._began, 3))).decode()


def _records(result: Harvest | Problem) -> tuple:  # type: ignore[type-arg]
    if isinstance(result, Problem):
        return (result,)
    return (result.document, *result.findings.every(), *result.problems)
