"""Who may use the workbench: the one browser that the opening address was given to."""

import hmac
import secrets
from dataclasses import dataclass, field
from threading import Lock

_BYTES = 32


@dataclass(slots=True, kw_only=True)
class Session:
    """One run of the server.

    ``token`` stands in the opening address and serves once; ``cookie`` takes its place in the browser; ``csrf`` proves that a
    form came from a page of ours. Cookies know no ports, so that their name differs from run to run: two servers on one machine
    would else log each other out. ``hosts`` are the values of the Host header that are ours; all secrets live in memory alone.
    """

    hosts: tuple[str, ...]
    author: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)
    csrf: str = field(default_factory=lambda: secrets.token_urlsafe(_BYTES), repr=False)
    cookie_name: str = field(default_factory=lambda: f"dragoman_{secrets.token_hex(4)}")
    _used: bool = False
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def origins(self) -> tuple[str, ...]:
        """The values of the Origin header that are ours."""
        return tuple(f"http://{host}" for host in self.hosts)

    @property
    def address(self) -> str:
        """The opening address, token and all."""
        return f"http://{self.hosts[0]}/open?token={self.token}"

    def redeem(self, token: str) -> bool:
        """Take the token; True the first time that the right one is given and never again."""
        right = _same(token, self.token)
        with self._lock:
            if self._used or not right:
                return False
            self._used = True
            return True

    def knows(self, cookie: str | None) -> bool:
        """Whether a cookie's value is this session's."""
        return cookie is not None and _same(cookie, self.cookie)

    def trusts(self, csrf: str | None) -> bool:
        """Whether a form's or a request's token is this session's."""
        return csrf is not None and _same(csrf, self.csrf)


def make_session(port: int, author: str) -> Session:
    """Return the session of a server that listens on a port of the loopback address."""
    return Session(hosts=(f"127.0.0.1:{port}", f"localhost:{port}"), author=author)


def _same(given: str, ours: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "replace"), ours.encode("utf-8"))
