"""The ledger's file: read whole, only ever appended to, safe beside other writers."""

import os
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import UsageError
from dragoman.weigh.ledger import Entry, Ledger, Resolution, read_ledger, write_rows

_NEVER_ENDS = b"\n"
_MOST_BYTES = 200_000_000


def load_ledger(path: Path, *, missing_ok: bool = False) -> Ledger:
    """Return the ledger in a file; broken lines are among its problems and stay in the file.

    Args:
        path: a JSON Lines file.
        missing_ok: True gives an empty ledger where there is no file yet.

    Raises:
        UsageError: no file, no text file, or one that cannot be read.
    """
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is no plain file: name a ledger with --ledger")  # a device would be read without end
        if path.exists() and path.stat().st_size > _MOST_BYTES:
            raise UsageError(f"{path} is over {_MOST_BYTES // 1_000_000} MB: that is no ledger of forecasts")
        with path.open(encoding="utf-8", errors="replace", newline="\n") as file:
            held = read_ledger(file, str(path))
    except FileNotFoundError:
        if missing_ok:
            return Ledger()
        raise UsageError(f"{path} does not exist: `dragoman forecasts add SOURCE --ledger {path}` begins it") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({error.strerror}): name a ledger with --ledger") from error
    if held.problems and not (held.entries or held.resolutions) and not _starts_with(path, b"{"):
        raise UsageError(f"{path} holds no row of a ledger: name a ledger with --ledger")  # an article, say, must not grow rows
    return held


def _starts_with(path: Path, mark: bytes) -> bool:
    with path.open("rb") as file:
        return file.read(1) == mark


def append_rows(path: Path, rows: Iterable[Entry | Resolution]) -> None:
    """Add rows at the end of the file with one write, so that two writers at once never mix their lines.

    Raises:
        UsageError: the file cannot be written, or the disk took only a part of the rows.
    """
    data = write_rows(rows).encode("utf-8", "replace")
    if not data:
        return
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != _NEVER_ENDS:
                data = b"\n" + data  # the last writer was cut off: its line stays broken and alone
            written = os.write(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise UsageError(f"{path} cannot be written ({error.strerror}): nothing was added; make room or name another --ledger") from error
    if written != len(data):
        raise UsageError(f"{path} took only a part of what was to be added (is the disk full?): make room and run the same command again")
