"""One text file that the user wrote or kept, read whole: a puzzle, an earlier brief, sentences to check."""

from pathlib import Path

from dragoman.errors import UsageError
from dragoman.read.trouble import count_bytes

_MOST_BYTES = 64 * 1024 * 1024


def read_plain(path: str | Path, hint: str, most: int = _MOST_BYTES) -> str:
    """Return the text of a file, or of a pipe; a device that never ends is left at the limit.

    Args:
        path: where it is.
        hint: what to give instead, the end of every message.
        most: the limit in bytes.

    Raises:
        UsageError: it cannot be read, is over the limit or is no UTF-8.
    """
    try:
        with Path(path).open("rb") as stream:
            data = stream.read(most + 1)
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read ({getattr(error, 'strerror', None) or error}): {hint}") from error
    if len(data) > most:
        raise UsageError(f"{path} is over {count_bytes(most)}: {hint}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} cannot be read (byte {error.start} is no UTF-8): {hint}") from error
