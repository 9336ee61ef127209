"""Adding texts while the pages go on: one thread that reads what was handed in, in order."""

import itertools
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from dragoman.errors import DragomanError
from dragoman.records.document import Raw
from dragoman.records.harvest import Harvest
from dragoman.records.problem import Problem

if TYPE_CHECKING:
    from dragoman.pipeline import Kit
    from dragoman.store.rows import AddResult

STEPS = ("waiting", "reading", "loading the language model", "finding", "done", "failed")
MAX_WAITING = 50
_KEPT = 30
Read = Callable[[], Iterable[Raw | Problem]]
Save = Callable[[Harvest], "AddResult"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One thing handed in. ``label`` is what the analyst gave (a file's name, an address); ``step`` is one of STEPS.

    ``added`` are pairs (document id, what became of it); ``problems`` are lines to show.
    """

    id: int
    label: str
    step: str = "waiting"
    added: tuple[tuple[str, str], ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether nothing more will come of it."""
        return self.step in ("done", "failed")


@dataclass(slots=True)
class Adding:
    """The queue, its thread and the jobs that the inbox shows. The language model is loaded once, when the first text comes."""

    load_kit: "Callable[[], Kit]"
    save: Save
    _jobs: dict[int, Job] = field(default_factory=dict)
    _queue: "queue.Queue[tuple[int, Read] | None]" = field(default_factory=queue.Queue)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))
    _thread: threading.Thread | None = None
    _stopped: bool = False

    def hand_in(self, label: str, read: Read) -> Job | None:
        """Queue something to read; None where too much waits already."""
        with self._lock:
            if self._stopped or sum(not j.is_over for j in self._jobs.values()) >= MAX_WAITING:
                return None
            job = Job(id=next(self._numbers), label=label)
            self._jobs[job.id] = job
            for old in [j.id for j in self._jobs.values() if j.is_over][: max(0, len(self._jobs) - _KEPT)]:
                del self._jobs[old]
            if self._thread is None:
                self._thread = threading.Thread(target=self._work, name="adding", daemon=True)
                self._thread.start()
        self._queue.put((job.id, read))
        return job

    def jobs(self) -> tuple[Job, ...]:
        """Return the jobs, the newest first."""
        with self._lock:
            return tuple(reversed(self._jobs.values()))

    def stop(self, timeout_s: float = 5.0) -> None:
        """Let the job in work end (for so long), drop those that wait."""
        self._stopped = True
        self._queue.put(None)
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _work(self) -> None:
        while (item := self._queue.get()) is not None and not self._stopped:
            number, read = item
            try:
                self._run(number, read)
            except DragomanError as error:
                self._fail(number, str(error))
            except Exception as error:  # one text that breaks a stage must not end the thread
                self._fail(number, f"this could not be read ({type(error).__name__}): please report it with the text")

    def _run(self, number: int, read: Read) -> None:
        from dragoman.pipeline import ingest

        self._set(number, step="reading")
        raws = list(read())
        if any(isinstance(raw, Raw) for raw in raws):
            self._set(number, step="loading the language model")
            kit = self.load_kit()
            self._set(number, step="finding")
            for result in ingest(raws, kit):
                self._take(number, result)
        else:
            for raw in raws:
                if isinstance(raw, Problem):
                    self._take(number, raw)
        job = self._jobs[number]
        self._set(number, step="done" if job.added else "failed")

    def _take(self, number: int, result: Harvest | Problem) -> None:
        job = self._jobs[number]
        if isinstance(result, Problem):
            self._set(number, problems=(*job.problems, result.message))
            return
        saved = self.save(result)
        outcome = "added" if saved.added else "read anew" if saved.reread else "was in the case already"
        self._set(number, added=(*job.added, (saved.document_id, outcome)))

    def _fail(self, number: int, words: str) -> None:
        self._set(number, step="failed", problems=(*self._jobs[number].problems, words))

    def _set(self, number: int, **changes: object) -> None:
        with self._lock:
            if number in self._jobs:
                self._jobs[number] = replace(self._jobs[number], **changes)  # type: ignore[arg-type]
