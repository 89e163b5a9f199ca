"""Every store, each empty, under one name; and a PostgreSQL server where one can be had."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest

from sayso.archive import Archive
from tests.store.samples import fair, harbour, quiet

NUMBERS = count()


def _server_of_our_own() -> Iterator[str]:
    """The URL of a server started for the tests, on a socket in a folder of its own."""
    pg_ctl = shutil.which("pg_ctl")
    if pg_ctl is None:
        pytest.skip(
            "no PostgreSQL: give its URL in SAYSO_TEST_POSTGRES, or install it (pg_ctl was not found)"
        )
    # The server refuses to run as root.
    user = "postgres" if os.geteuid() == 0 else None
    folder = Path(tempfile.mkdtemp(prefix="sayso-pg-"))
    try:
        if user:
            shutil.chown(folder, user)
        initdb = Path(os.path.realpath(pg_ctl)).with_name("initdb")
        options = {
            "check": True,
            "user": user,
            "stdout": subprocess.DEVNULL,
            "stderr": subprocess.DEVNULL,
            "cwd": folder,
        }
        try:
            subprocess.run(
                [initdb, "-D", folder / "data", "-U", "sayso", "-A", "trust", "-E", "UTF8", "--no-sync"],
                **options,
            )
            settings = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off"
            start = [pg_ctl, "-D", folder / "data", "-l", folder / "log", "-w", "-o", settings, "start"]
            subprocess.run(start, **options)
        except (OSError, LookupError, subprocess.CalledProcessError) as error:
            pytest.skip(f"PostgreSQL is installed, but does not start: {error}")
        yield f"postgresql://sayso@/postgres?host={folder}"
        subprocess.run([pg_ctl, "-D", folder / "data", "-m", "immediate", "stop"], **options)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a server on which databases may be made."""
    pytest.importorskip("psycopg", reason="psycopg is not installed (pip install 'sayso[postgres]')")
    if given := os.environ.get("SAYSO_TEST_POSTGRES"):
        yield given
    else:
        yield from _server_of_our_own()


@contextmanager
def empty_database(server: str) -> Iterator[str]:
    """The URL of an empty database on the server, dropped afterwards."""
    import psycopg
    from sqlalchemy import make_url

    name = f"sayso_test_{os.getpid()}_{next(NUMBERS)}"
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")  # type: ignore[call-overload]
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
        connection.execute(f"DROP DATABASE {name} WITH (FORCE)")  # type: ignore[call-overload]


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[str]:
    """The URL of an empty database."""
    with empty_database(postgres_server) as url:
        yield url


@contextmanager
def _opened(kind: str, folder: Path, request: pytest.FixtureRequest) -> Iterator[Archive]:
    if kind == "postgres":
        with empty_database(request.getfixturevalue("postgres_server")) as url, Archive.open(url) as archive:
            yield archive
    else:
        with Archive.open(":memory:" if kind == "memory" else folder / "my.db") as archive:
            yield archive


@pytest.fixture(params=["memory", "sqlite", "postgres"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Archive]:
    """An empty archive in each store."""
    with _opened(request.param, tmp_path, request) as archive:
        yield archive


@pytest.fixture(params=["memory", "sqlite", "postgres"], scope="session")
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive in each store with three reports; for tests that only look."""
    with _opened(request.param, tmp_path_factory.mktemp("filled"), request) as archive:
        archive.add(harbour(), fair(), quiet())
        yield archive
