"""What dragoman raises. Bad data is a ``Problem`` record; bad use raises.

DragomanError
├── UsageError       an argument or option that cannot be used
├── SourceError      a source that cannot be read at all
├── ModelError       the language model is missing, damaged or of another version
├── TableError       a reference table that breaks its own rules
├── CaseError        a case file, or what is asked of it, cannot be used
├── RecordError      a record that cannot be decoded
└── PuzzleError      a puzzle that breaks the rules of its file
"""


class DragomanError(Exception):
    """Base of all. ``str(error)`` is one line that says what to do."""


class UsageError(DragomanError):
    """An argument or option cannot be used; the message names it and what would do."""


class SourceError(DragomanError):
    """A source cannot be read at all."""

    def __init__(self, message: str, *, code: str, source: str) -> None:
        super().__init__(message)
        self.code = code
        self.source = source


class ModelError(DragomanError):
    """The language model is missing, damaged or of another version."""


class TableError(DragomanError):
    """A reference table breaks its own rules; the message names the file and the line."""


class RecordError(DragomanError):
    """A record cannot be decoded."""


class CaseError(DragomanError):
    """A case file cannot be opened or written, or does not hold what is asked of it.

    ``code``: ``missing`` (no such document, finding, action or puzzle), ``refused`` (what is asked for cannot be), ``file`` (the file).
    """

    def __init__(self, message: str, *, code: str = "refused") -> None:
        super().__init__(message)
        self.code = code


class PuzzleError(DragomanError):
    """A puzzle breaks the rules of its file; the message names the key and the item."""
