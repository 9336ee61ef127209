"""How sources are read: limits, and what may be reached."""

import socket
from collections.abc import Callable
from dataclasses import dataclass

Resolver = Callable[[str, int], tuple[str, ...]]
"""Host and port -> its numeric addresses; raises OSError where the name is unknown."""


def resolve_host(host: str, port: int) -> tuple[str, ...]:
    """Return the addresses that the system knows for a host, in its order, each once."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return tuple(dict.fromkeys(str(entry[4][0]) for entry in found))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadSettings:
    """Limits of reading.

    ``max_bytes`` bounds one file, reply, line or unpacked stream; ``max_chars`` bounds one text (an article of a million
    characters is a book, and would hold up the parse for minutes). ``timeout_s`` is for one step of a request (connect, next
    bytes), ``deadline_s`` for a whole page with its redirects. ``resolver`` is replaced in tests.
    """

    allow_private: bool = False
    timeout_s: float = 15.0
    deadline_s: float = 60.0
    max_bytes: int = 20_000_000
    max_chars: int = 1_000_000
    max_redirects: int = 5
    proxy: str | None = None
    user_agent: str = "dragoman (news reader; text only)"
    resolver: Resolver = resolve_host
