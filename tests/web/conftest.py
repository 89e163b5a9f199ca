"""What the tests of the web share: archives, a client, a running desk, and a browser where there is one."""

from __future__ import annotations

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.archive import Archive
from sayso.web import page

from .samples import hostile, long_report, many_scripts, newsletter, no_claims

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-extensions",
    "--no-first-run",
]
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

needs_scripts = pytest.mark.skipif(
    not (page.DIST / "reader.js").is_file(), reason="the scripts are not bundled: python web/build.py"
)


@pytest.fixture(scope="session")
def archive() -> Iterator[Archive]:
    """An archive in memory with one report of each kind that needs care."""
    with Archive.open(":memory:") as opened:
        opened.add(newsletter(), many_scripts(), hostile(), no_claims(), long_report())
        yield opened


@pytest.fixture(scope="session")
def client(archive: Archive) -> Iterator[object]:
    """A client of the guarded desk, without a server."""
    from starlette.testclient import TestClient

    from sayso.web.app import create

    with TestClient(create(archive), base_url="http://127.0.0.1") as made:
        yield made


@pytest.fixture(scope="session")
def desk(archive: Archive) -> Iterator[str]:
    """The address of a desk that runs in a thread of this process."""
    import socket

    import uvicorn

    from sayso.web.app import create

    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(64)
    config = uvicorn.Config(create(archive), log_level="error", access_log=False, ws="none", lifespan="off")
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    with contextlib.suppress(OSError):
        listener.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[object]:
    """Chromium without a window, gone with its module: its event loop would be in the way of other tests."""
    if CHROMIUM is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing: .ci/run installs it")
        pytest.skip("Chromium is not on this machine: apt-get install chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def tab(chromium: object) -> Iterator[object]:
    """A fresh tab, 1440 by 1000; it fails the test where a page logs an error or asks elsewhere."""
    context = chromium.new_context(viewport={"width": 1440, "height": 1000}, reduced_motion="reduce")  # type: ignore[attr-defined]
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on("dialog", lambda dialog: (problems.append("dialog: " + dialog.message), dialog.dismiss()))
    opened.on("request", lambda request: problems.extend(_elsewhere(request.url)))
    yield opened
    context.close()
    assert not problems


def _elsewhere(url: str) -> list[str]:
    return [] if url.startswith(("http://127.0.0.1:", "file://", "about:", "data:")) else [url]
