"""Where results go: standard output, or a file that is there whole or stays as it was."""

import os
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from dragoman.errors import UsageError


def check_output(output: Path | None, inputs: "Iterable[str | Path | None]" = ()) -> None:
    """Refuse a place for results that cannot be one, before minutes of reading.

    Args:
        output: the file of ``-o``; None for standard output.
        inputs: what the command reads; addresses and None are passed over.

    Raises:
        UsageError: a folder, a place in a missing or closed folder, or one of the files that are read.
    """
    if output is None:
        return
    folder = Path(os.path.realpath(output)).parent
    if output.is_dir() or not folder.is_dir():
        raise UsageError(
            f"{output} cannot be written ({'it is a folder' if output.is_dir() else 'its folder is missing'}): name another file with -o"
        )
    if not os.access(output if output.exists() else folder, os.W_OK):
        raise UsageError(f"{output} may not be written: name another file with -o")
    if output.is_file() and any(i is not None and os.path.isfile(i) and os.path.samefile(i, output) for i in inputs):
        raise UsageError(f"{output} is what is read, and writing there would destroy it: name another file with -o")


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Return "1 document", "2 documents"."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


@contextmanager
def open_output(output: Path | None) -> Iterator[TextIO]:
    """Open what a command writes to; bytes go to its ``buffer``.

    A file is written under a hidden name beside its place and moved there at the end: whatever goes wrong on the way leaves what was
    there before, and a folder that is being read does not hold the output of its own reading.

    Raises:
        UsageError: the file cannot be written.
    """
    if output is None:
        yield sys.stdout
        sys.stdout.flush()
        return
    target = Path(os.path.realpath(output))  # a link stays one
    beside = target.with_name(f".dragoman-{os.getpid()}.part")
    # A device or a pipe cannot be moved to, and in a closed folder nothing can stand beside.
    whole = (target.is_file() or not target.exists()) and os.access(target.parent, os.W_OK)
    try:
        if target.exists() and not os.access(target, os.W_OK):
            raise PermissionError(0, "it may not be written")
        with (beside if whole else target).open("w", encoding="utf-8", errors="backslashreplace") as stream:
            yield stream
        if whole:
            if target.exists():
                shutil.copymode(target, beside)
            beside.replace(target)
    except OSError as error:
        raise UsageError(f"{output} cannot be written ({error.strerror}): name another file with -o") from error
    finally:
        if whole:
            beside.unlink(missing_ok=True)


def write_out(text: str, output: Path | None) -> None:
    """Write to the file, or to standard output; UsageError where the file cannot be written."""
    with open_output(output) as stream:
        stream.write(text if output is not None or text.endswith("\n") else text + "\n")


def write_bytes(data: bytes, output: Path | None) -> None:
    """Write bytes to the file, or to standard output; UsageError where the file cannot be written."""
    with open_output(output) as stream:
        stream.buffer.write(data)
