"""One SQLite file: connections, transactions, waiting for others, and what goes wrong in one clear line."""

import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError, DBAPIError
from sqlalchemy.pool import QueuePool

from dragoman.errors import CaseError
from dragoman.store.cleaning import clean_record

P = ParamSpec("P")
T = TypeVar("T")

APPLICATION_ID = 0x44524147  # "DRAG", at offset 68 of the file: tools such as `file` can tell a case by it
_WAIT_MS = 5_000  # SQLite's own wait for a lock; it is tried _TRIES times before a user hears of it
_TRIES = 6
_BUSY = ("SQLITE_BUSY", "SQLITE_LOCKED")
_FULL = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_TOOBIG")
_READ_ONLY = ("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM", "SQLITE_AUTH")


class CaseFile:
    """Connections to one case file. ``read`` and ``write`` run a function in a transaction of its own, from any thread."""

    def __init__(self, path: Path, mode: str = "rw") -> None:
        """Prepare to open ``path``.

        ``mode``: rw; query (reads only, of a file that could be written, so that the last reader can clear the log away); ro;
        immutable (a folder that cannot be written, where no lock can be made).
        """
        self.path = path
        self.read_only = mode != "rw"
        self._engine = _make_engine(path, mode)

    def read(self, run: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function on a connection that sees one state of the case throughout."""
        return self._retry(lambda: self._in_transaction("BEGIN", run, *args, **kwargs))

    def write(self, run: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """Run a function that writes: all of it is kept, or where it raises nothing.

        Raises:
            CaseError: read-only, disk full, or locked by others for longer than the wait.
        """
        if self.read_only:
            raise CaseError(f"{self.path} is open for reading only: nothing was changed", code="file")
        return self._retry(lambda: self._in_transaction("BEGIN IMMEDIATE", run, *args, **kwargs))

    def close(self) -> None:
        """Close every connection; the last one folds the write-ahead log into the file."""
        self._engine.dispose()

    def _in_transaction(self, begin: str, run: Callable[Concatenate[Connection, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        # Whatever comes in from outside passes here: what UTF-8 cannot hold would fail deep inside of a statement.
        clean: Any = tuple(clean_record(each) for each in args)
        with self._engine.connect().execution_options(dragoman_begin=begin) as connection, connection.begin():
            return run(connection, *clean, **kwargs)

    def _retry(self, attempt: Callable[[], T]) -> T:
        for tried in range(1, _TRIES + 1):
            try:
                return attempt()
            except DBAPIError as error:
                if tried == _TRIES or not _name(error).startswith(_BUSY):
                    raise explain(error, self.path) from error
                time.sleep(0.05 * tried)
        raise AssertionError("the last try returns or raises")


def _make_engine(path: Path, mode: str) -> Engine:
    # A percent-encoded file: URI, so that no character of the path is taken for an option of the connection.
    options = {"query": "mode=rw", "immutable": "mode=ro&immutable=1"}.get(mode, f"mode={mode}")
    address = f"{path.absolute().as_uri()}?{options}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(address, uri=True, timeout=_WAIT_MS / 1000, isolation_level=None, check_same_thread=False)

    engine = create_engine("sqlite+pysqlite://", creator=connect, poolclass=QueuePool, pool_size=4, max_overflow=60)
    event.listen(engine, "connect", _set_up)
    if mode == "query":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    event.listen(engine, "begin", _begin)
    return engine


def _set_up(connection: Any, record: object) -> None:
    for pragma in ("foreign_keys=ON", "cell_size_check=ON", "synchronous=FULL", "temp_store=MEMORY"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    # Python's driver would begin on its own, late and without the lock: two writers would then both read first and one would fail.
    connection.exec_driver_sql(connection.get_execution_options().get("dragoman_begin", "BEGIN"))


def _name(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", "") or "")


def explain(error: DBAPIError | sqlite3.Error, path: Path) -> CaseError:
    """Return what a driver's error means for the user, as one line."""
    original = error.orig if isinstance(error, DBAPIError) else error
    name = str(getattr(original, "sqlite_errorname", "") or "")
    if name.startswith(_BUSY):
        return CaseError(
            f"{path} is being written by another program for longer than {_WAIT_MS * _TRIES // 1000} seconds: try again", code="file"
        )
    if name.startswith(_FULL):
        return CaseError(
            f"{path} cannot grow (disk full?): this step was not kept, everything before it is; make room and do it again", code="file"
        )
    if name.startswith(_READ_ONLY):
        return CaseError(f"{path} cannot be written: check that file and folder are yours to write; nothing was changed", code="file")
    if name.startswith(("SQLITE_NOTADB", "SQLITE_CORRUPT")):
        return CaseError(f"{path} is damaged ({original}): run `dragoman case check`, and go back to a copy", code="file")
    if isinstance(error, DatabaseError):
        return CaseError(f"{path} cannot be used ({original})", code="file")
    return CaseError(f"{path}: {original}", code="file")
