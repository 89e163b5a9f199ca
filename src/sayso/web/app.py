"""The desk as one ASGI app: pages, API, static files, problems, ETags, and the guard around them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, unquote

import anyio
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.staticfiles import StaticFiles

from .. import __version__
from ..archive import Archive
from ..errors import ArchiveLocked, NotFound, SaysoError
from . import api, desk
from .guard import App, Login, Receive, Scope, Send, guarded
from .page import STATIC


def create(archive: Archive, *, names: Iterable[str] = (), login: Login | None = None) -> App:
    """The app for one archive. `names` are further host names that it answers to."""
    return guarded(tagged(plain(archive)), names=names, login=login)


def plain(archive: Archive) -> FastAPI:
    """The app without its guard: for tests of the pages and of the API."""
    app = FastAPI(title="sayso desk", version=__version__, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.archive = archive
    app.include_router(api.router)
    app.include_router(desk.router)
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    app.add_exception_handler(SaysoError, _problem)
    app.add_exception_handler(RequestValidationError, _invalid)
    app.add_exception_handler(HTTPException, _http)
    described = api.describe(app)
    app.openapi = lambda: described  # type: ignore[method-assign]
    return app


def _answer(request: Request, status: int, words: str) -> Response:
    path = request.url.path
    if path.startswith("/api") or path.endswith((".json", ".jsonl", ".csv", ".txt")):
        return JSONResponse({"problem": words}, status_code=status)
    return desk.html(request, "problem.html", status=status, problem=words, code=status)


def _problem(request: Request, error: Exception) -> Response:
    status = 404 if isinstance(error, NotFound) else 503 if isinstance(error, ArchiveLocked) else 400
    return _answer(request, status, str(error))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    first = error.errors()[0]
    return _answer(request, 422, f"{first['loc'][-1]}: {first['msg']}")


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    words = "There is no such page." if error.status_code == 404 else str(error.detail)
    answer = _answer(request, error.status_code, words)
    for name, value in (error.headers or {}).items():
        answer.headers[name] = value
    return answer


def tagged(app: App) -> App:
    """The app with an ETag over every whole body, and 304 where the reader has it already.

    What is streamed has no length beforehand and goes through untouched.
    """

    async def tag(scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await app(scope, receive, send)
            return
        seen = dict(scope["headers"]).get(b"if-none-match", b"").decode("latin-1")
        held: MutableMapping[str, Any] | None = None
        parts: list[bytes] = []

        async def hold(message: MutableMapping[str, Any]) -> None:
            nonlocal held
            if message["type"] == "http.response.start":
                names = {name.lower() for name, _ in message["headers"]}
                if message["status"] == 200 and b"content-length" in names and b"etag" not in names:
                    held = message
                    return
            if held is None or message["type"] != "http.response.body":
                await send(message)
                return
            parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await _send_tagged(held, b"".join(parts), seen, send)

        await app(scope, receive, hold)

    return tag


async def _send_tagged(start: MutableMapping[str, Any], body: bytes, seen: str, send: Send) -> None:
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    extra = [(b"etag", etag.encode()), (b"cache-control", b"no-cache")]
    known = [each.strip().removeprefix("W/") for each in seen.split(",")]
    if etag in known or "*" in known:
        await send({"type": "http.response.start", "status": 304, "headers": extra})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({**start, "headers": [*start["headers"], *extra]})
    await send({"type": "http.response.body", "body": body})


@dataclass(frozen=True, slots=True)
class Got:
    """The answer to one request without a server."""

    status: int
    headers: dict[str, str]
    body: bytes


def get(archive: Archive, path: str) -> Got:
    """One GET request without a server; `path` may have a query string.

    >>> got = get(Archive.open(":memory:"), "/api/health")
    >>> got.status, got.body[:15]
    (200, b'{"status":"ok",')
    """
    # In a thread of its own: whoever calls may be inside an event loop already, as in a notebook.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(anyio.run, _get, create(archive), path).result()


async def _get(app: App, path: str) -> Got:
    bare, _, query = path.partition("?")
    scope = {
        "type": "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "method": "GET",
        "scheme": "http",
        "path": unquote(bare.split("#")[0]),
        "raw_path": quote(bare, safe="/%").encode(),
        "root_path": "",
        "query_string": query.split("#")[0].encode(),
        "headers": [(b"host", b"127.0.0.1")],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 0),
    }
    status, headers, parts = 500, {}, []
    asked = False

    async def receive() -> dict[str, Any]:
        nonlocal asked
        if asked:
            # The one who asks stays until the answer is whole.
            await anyio.sleep_forever()
        asked = True
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        nonlocal status
        if message["type"] == "http.response.start":
            status = message["status"]
            headers.update({name.decode(): value.decode() for name, value in message["headers"]})
        elif message["type"] == "http.response.body":
            parts.append(message.get("body", b""))

    await app(scope, receive, send)
    return Got(status, headers, b"".join(parts))
