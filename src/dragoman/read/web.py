"""One page or feed over http(s): redirects followed by hand, each hop's address checked and the connection tied to it."""

import time
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from dragoman.errors import SourceError
from dragoman.read.addresses import is_public
from dragoman.read.settings import ReadSettings
from dragoman.read.trouble import count_bytes

_MOVED = frozenset((301, 302, 303, 307, 308))
_STATUS = {
    401: "asks for a login: save the page and give the file",
    403: "is refused (403): save the page from your browser and give the file",
    404: "does not exist (404): check the address",
    410: "is gone (410): look for an archived copy and give that",
    429: "asks to come back later (429): try again in a while",
}
_MAX_ADDRESSES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A reply: its bytes, the address that gave it, the media type and charset that its header names."""

    url: str
    data: bytes
    media: str | None
    charset: str | None


def fetch_page(url: str, settings: ReadSettings) -> Page:
    """Return the reply at the end of the redirects.

    Raises:
        SourceError: with the code ``bad_url, unreachable, private_address, timeout, redirect_loop, too_many_redirects,
            http_status`` or ``too_large`` and a message that says what to do.
    """
    seen: set[str] = set()
    limit = time.monotonic() + settings.deadline_s
    here = url
    with httpx.Client(timeout=settings.timeout_s, trust_env=False, proxy=settings.proxy, follow_redirects=False) as client:
        while True:
            if here in seen:
                raise SourceError(f"redirects in a circle, back to {here}: check the address", code="redirect_loop", source=url)
            seen.add(here)
            if len(seen) > settings.max_redirects + 1:
                message = f"redirects more than {settings.max_redirects} times: give the final address"
                raise SourceError(message, code="too_many_redirects", source=url)
            onward = _take_hop(client, here, (url, limit), settings)
            if isinstance(onward, Page):
                return onward
            here = onward


def _take_hop(client: httpx.Client, here: str, asked: tuple[str, float], settings: ReadSettings) -> Page | str:
    source, limit = asked
    parsed = _parse_url(here, source)
    last: httpx.TransportError | None = None
    for address in _check_host(parsed, source, settings)[:_MAX_ADDRESSES]:
        request = _pin_request(client, parsed, address, settings)
        try:
            reply = client.send(request, stream=True)
        except httpx.TimeoutException as error:
            raise _time_out(source, settings.timeout_s) from error
        except httpx.TransportError as error:
            last = error
            continue
        try:
            return _take_reply(reply, here, (source, limit), settings)
        except httpx.TimeoutException as error:
            raise _time_out(source, settings.timeout_s) from error
        except (httpx.HTTPError, httpx.StreamError) as error:
            raise SourceError(f"the reply broke off ({type(error).__name__}): try again", code="unreachable", source=source) from error
        finally:
            reply.close()
    raise SourceError(
        f"{parsed.host} cannot be reached ({_explain(last)}): check the address and the network", code="unreachable", source=source
    )


def _explain(error: BaseException | None) -> str:
    return (str(error) or type(error).__name__).splitlines()[0][:120]


def _time_out(source: str, seconds: float) -> SourceError:
    return SourceError(f"no answer within {seconds:g} s: try again, or save the page and give the file", code="timeout", source=source)


def _parse_url(here: str, source: str) -> httpx.URL:
    try:
        parsed = httpx.URL(here)
    except (httpx.InvalidURL, ValueError, UnicodeError) as error:
        raise SourceError(f"{here[:200]!r} is no address: check it", code="bad_url", source=source) from error
    if parsed.scheme not in ("http", "https") or not parsed.host or (parsed.port or 0) > 65_535:
        raise SourceError(
            f"{here[:200]!r} cannot be read: give an http or https address of a page or a feed", code="bad_url", source=source
        )
    if parsed.userinfo:
        raise SourceError("the address holds a user name or password: take it out", code="bad_url", source=source)
    return parsed


def _check_host(parsed: httpx.URL, source: str, settings: ReadSettings) -> tuple[str, ...]:
    port = parsed.port or (443 if parsed.scheme == "https" else 80)
    try:
        addresses = settings.resolver(parsed.raw_host.decode("ascii"), port)
    except (OSError, UnicodeError) as error:
        raise SourceError(f"{parsed.host} is not known: check the address and the network", code="unreachable", source=source) from error
    if not addresses:
        raise SourceError(f"{parsed.host} has no address: check it", code="unreachable", source=source)
    private = [address for address in addresses if not is_public(address)]
    if private and not settings.allow_private:
        message = f"{parsed.host} is at {private[0]}, a private or reserved address: give --allow-private to read it all the same"
        raise SourceError(message, code="private_address", source=source)
    return addresses


def _pin_request(client: httpx.Client, parsed: httpx.URL, address: str, settings: ReadSettings) -> httpx.Request:
    # The address that was checked goes into the URL and the name into Host and SNI: a second look-up of the name,
    # which could answer otherwise (DNS rebinding), never happens. Certificates are still verified against the name.
    name = parsed.raw_host.decode("ascii")
    headers = {
        "Host": parsed.netloc.decode("ascii"),
        "User-Agent": settings.user_agent,
        "Accept": "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.9, */*;q=0.5",
        "Accept-Encoding": "gzip",
    }
    target = parsed.copy_with(host=address.split("%", 1)[0], fragment=None)
    return client.build_request("GET", target, headers=headers, extensions={"sni_hostname": name})


def _take_reply(reply: httpx.Response, here: str, asked: tuple[str, float], settings: ReadSettings) -> Page | str:
    source, limit = asked
    onward: str | None = reply.headers.get("location")
    if reply.status_code in _MOVED and onward:
        return urljoin(here, onward.strip())
    if not 200 <= reply.status_code < 300:
        told = _STATUS.get(reply.status_code, f"answers with the error {reply.status_code}: try again later or give another address")
        raise SourceError(f"{urlsplit(here).hostname}: the page {told}", code="http_status", source=source)
    data = b"".join(_take_bytes(reply, source, limit, settings))
    media = reply.headers.get("content-type", "").split(";")[0].strip().lower() or None
    return Page(url=here, data=data, media=media, charset=reply.charset_encoding)


def _take_bytes(reply: httpx.Response, source: str, limit: float, settings: ReadSettings) -> Iterator[bytes]:
    taken = 0
    message = f"the reply is over {count_bytes(settings.max_bytes)}: save the article alone and give the file"
    announced = reply.headers.get("content-length", "")
    if announced.isascii() and announced.isdigit() and int(announced) > settings.max_bytes:
        raise SourceError(message, code="too_large", source=source)
    for chunk in reply.iter_bytes(65_536):
        taken += len(chunk)
        if taken > settings.max_bytes:
            raise SourceError(message, code="too_large", source=source)
        if time.monotonic() > limit:
            raise _time_out(source, settings.deadline_s)
        yield chunk
