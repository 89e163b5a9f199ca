"""Who may ask the desk for what: host names, login, and the headers that keep a page to itself."""

from __future__ import annotations

import hmac
import ipaddress
import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from ..errors import UnsafeServer

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=()"),
)
COOKIE = "sayso"
LOGIN = "/login"
OPEN_PATHS = ("/api/health",)


@dataclass(slots=True)
class Login:
    """One login for one server: a link that works once, then a cookie or a bearer token."""

    token: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    used: bool = False

    def link(self, address: str) -> str:
        """The one-time link for a server at `address` (without a slash at its end)."""
        return f"{address}{LOGIN}?once={self.token}"

    def open_with(self, token: str) -> bool:
        """Use the link up; False where it is wrong or was used before."""
        fits = hmac.compare_digest(token.encode(), self.token.encode())
        if not fits or self.used:
            return False
        self.used = True
        return True

    def knows(self, headers: dict[bytes, bytes]) -> bool:
        """Whether a request brings the cookie or the bearer token."""
        given = headers.get(b"authorization", b"").decode("latin-1")
        if given.startswith("Bearer ") and _same(given[7:], self.session):
            return True
        try:
            cookies = SimpleCookie(headers.get(b"cookie", b"").decode("latin-1"))
        except CookieError:
            return False
        return COOKIE in cookies and _same(cookies[COOKIE].value, self.session)


def is_loopback(host: str) -> bool:
    """Whether only this machine can reach a server that listens there.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("localhost"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check(host: str, login: Login | None) -> None:
    """Raise UnsafeServer where others could reach the desk without a login."""
    if login is None and not is_loopback(host):
        raise UnsafeServer(
            f"the desk would listen on {host}, where others can reach it, without a login; "
            "leave --no-login out, or listen on 127.0.0.1"
        )


def guarded(app: App, *, names: Iterable[str] = (), login: Login | None = None) -> App:
    """The app behind its guard: foreign Host headers are refused, a login is asked for, headers are set.

    A page elsewhere whose name suddenly points to this machine (DNS rebinding) sends its own name as
    Host: only loopback names and `names` are answered. With a login any host is, since it has no cookie.
    """
    known = {"localhost", "127.0.0.1", "::1", *names}

    async def guard(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await app(scope, receive, send)
        if scope["type"] != "http":
            return
        headers = dict(scope["headers"])
        host = host_of(headers.get(b"host", b"").decode("latin-1"))
        if login is None and host not in known:
            await _refuse(send, 421, f"This desk does not answer to the name '{host[:100]}'.")
            return
        if login is not None and scope["path"] == LOGIN:
            await _log_in(scope, send, login)
            return
        if login is not None and scope["path"] not in OPEN_PATHS and not login.knows(headers):
            await _refuse(send, 401, "This desk asks for a login: use the link it printed when it started.")
            return

        async def with_headers(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", ()), *HEADERS]
            await send(message)

        await app(scope, receive, with_headers)

    return guard


def host_of(header: str) -> str:
    """The name in a Host header, without port and brackets.

    >>> host_of("127.0.0.1:8017"), host_of("[::1]:8017"), host_of("evil.example")
    ('127.0.0.1', '::1', 'evil.example')
    """
    if header.startswith("["):
        return header[1:].split("]")[0]
    return header.rsplit(":", 1)[0].lower() if header.count(":") == 1 else header.lower()


async def _log_in(scope: Scope, send: Send, login: Login) -> None:
    given = parse_qs(scope["query_string"].decode("latin-1")).get("once", [""])[0]
    if not login.open_with(given):
        await _refuse(send, 401, "This login link was used before or is not right. Start the desk again.")
        return
    cookie = f"{COOKIE}={login.session}; Path=/; HttpOnly; SameSite=Lax"
    await _answer(send, 303, b"", [(b"location", b"/"), (b"set-cookie", cookie.encode())])


async def _refuse(send: Send, status: int, words: str) -> None:
    await _answer(send, status, f"{words}\n".encode(), [(b"content-type", b"text/plain; charset=utf-8")])


async def _answer(send: Send, status: int, body: bytes, headers: list[tuple[bytes, bytes]]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [*headers, length, *HEADERS]})
    await send({"type": "http.response.body", "body": body})


def _same(given: str, wanted: str) -> bool:
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), wanted.encode())
