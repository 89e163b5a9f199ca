"""What only a database can do: be locked, damaged, full, newer, or changed behind our back."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import inspect

from sayso.archive import Archive, ClaimFilter
from sayso.errors import (
    ArchiveLocked,
    DiskFull,
    NewerArchive,
    NotAnArchive,
    ReadOnlyArchive,
    StoreError,
)
from sayso.store.migrations import APPLICATION_ID, NEWEST
from sayso.store.sql import SqlStore
from sayso.store.tables import METADATA, VIEWS
from tests.store.samples import fair, harbour, simple


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive with two reports."""
    path = tmp_path / "my.db"
    with Archive.open(path) as archive:
        archive.add(harbour(), fair())
    return path


def change(path: Path, *statements: str) -> None:
    connection = sqlite3.connect(path)
    for statement in statements:
        connection.execute(statement)
    connection.commit()
    connection.close()


def one_line(error: BaseException, path: Path) -> str:
    message = str(error)
    assert "\n" not in message
    assert message.startswith(str(path)), message
    return message


def test_the_file_is_what_it_says(path: Path) -> None:
    connection = sqlite3.connect(path)
    ask = lambda query: connection.execute(query).fetchall()  # noqa: E731
    assert ask("PRAGMA journal_mode") == [("wal",)]
    assert ask("PRAGMA application_id") == [(APPLICATION_ID,)]
    assert ask("PRAGMA foreign_key_check") == []
    assert ask("PRAGMA integrity_check") == [("ok",)]
    migrations = ask("SELECT * FROM migrations ORDER BY version")
    assert [row[0] for row in migrations] == list(range(1, NEWEST + 1))
    assert migrations[0][1] == "first tables"
    assert migrations[-1][2][:2] == "20"
    for view in VIEWS:
        assert ask(f"SELECT count(*) FROM {view}")[0][0] > 0, view
    [row] = ask("SELECT who_says, how_sure, when_it_holds FROM claims_readable WHERE event_class = 'CONSULT'")
    assert row == ("The Meridian Letter › Idris Salloum", "denied", "2008-03-11")
    for table in ("voices", "participants", "claim_json", "spans", "cues", "numbers", "flags"):
        assert ask(f"PRAGMA foreign_key_list({table})")[0][2:5] == ("claims", "claim", "number"), table
    # Nothing is left beside the file once it is closed.
    connection.close()
    assert [p.name for p in path.parent.iterdir()] == ["my.db"]


def test_postgres_has_the_same_tables(postgres: str) -> None:
    with Archive.open(postgres) as archive:
        assert isinstance(archive.store, SqlStore)
        look = inspect(archive.store.engine)
        assert set(look.get_table_names()) == set(METADATA.tables)
        assert set(look.get_view_names()) == set(VIEWS)
    with Archive.open(postgres, create=False, read_only=True) as archive, pytest.raises(ReadOnlyArchive):
        archive.add(harbour())


VERSION_1 = (
    "DROP TABLE chain_names",
    "DROP TABLE chains",
    "DROP TABLE names",
    "DROP INDEX claims_by_chain",
    "DROP INDEX claims_counted",
    "ALTER TABLE claims DROP COLUMN chain_number",
    "CREATE INDEX claims_counted ON claims (stance, polarity, kind, type, country, day_from, day_to)",
    "DELETE FROM migrations WHERE version = 2",
)
"""What makes an archive of today one of the first version."""


@pytest.mark.parametrize("kind", ["sqlite", "postgres"])
def test_an_archive_of_the_first_version_is_brought_up_to_date(
    kind: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    at = str(tmp_path / "my.db") if kind == "sqlite" else request.getfixturevalue("postgres")
    with Archive.open(at) as archive:
        archive.add(harbour(), fair(), *(simple(number) for number in range(5)))
        assert isinstance(archive.store, SqlStore)
        look = inspect(archive.store.engine)
        fresh = {table: look.get_columns(table) for table in look.get_table_names()}
        with archive.store.engine.begin() as connection:
            for statement in VERSION_1:
                connection.exec_driver_sql(statement)
    with pytest.raises(ReadOnlyArchive, match="older"):
        Archive.open(at, read_only=True)
    with Archive.open(at) as archive:
        assert list(archive.check()) == []
        assert archive.count(ClaimFilter.of(voice="PORT*")) == 1
        assert archive.count(ClaimFilter.of(origin="The Meridian*")) == 0
        archive.add(*(simple(number) for number in range(5, 9)))
        assert archive.count(ClaimFilter.of(voice="*")) == archive.totals().claims
        assert list(archive.check()) == []
        assert isinstance(archive.store, SqlStore)
        look = inspect(archive.store.engine)
        for table, columns in fresh.items():
            have = [(c["name"], str(c["type"]), c["nullable"]) for c in look.get_columns(table)]
            assert have == [(c["name"], str(c["type"]), c["nullable"]) for c in columns], table
        names = {index["name"] for index in look.get_indexes("claims")}
        assert {"claims_counted", "claims_by_chain"} <= names


@pytest.mark.parametrize(
    "asked",
    [
        {"voice": "*t*"},
        {"origin": "*i*"},
        {"voice": "p*"},
        {"voice": "*"},
        {"party": "rockets"},
        {"words": "the"},
        {"party": "*r*", "outlet": "*"},
        {"words": "tr*", "place": "*"},
    ],
)
def test_pages_and_counts_do_not_depend_on_the_way_there(
    filled: Archive, asked: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever few claims and many claims are looked for differently gives the same."""
    from sayso.store import sql

    filter = ClaimFilter.of(**asked)
    answers = []
    for walked, few in ((0, 0), (0, 100), (100, 0), (100, 100), (1, 1)):
        monkeypatch.setattr(sql, "WALKED", walked)
        monkeypatch.setattr(sql, "FEW", few)
        answers.append((filled.claims(filter, limit=1), filled.claims(filter), filled.facets(filter)))
    assert all(answer == answers[0] for answer in answers)


def test_a_server_that_is_not_there_is_said() -> None:
    with pytest.raises(StoreError, match="cannot be reached") as caught:
        Archive.open("postgresql://sayso:secret@localhost:1/none")
    assert "secret" not in str(caught.value)


def test_nothing_there(tmp_path: Path) -> None:
    path = tmp_path / "none.db"
    for options in ({"create": False}, {"read_only": True}):
        with pytest.raises(NotAnArchive, match="no such file") as caught:
            Archive.open(path, **options)
        one_line(caught.value, path)
    assert not path.exists()
    with pytest.raises(StoreError, match="make it first"):
        Archive.open(tmp_path / "no" / "my.db")
    with pytest.raises(NotAnArchive, match="a folder"):
        Archive.open(tmp_path)


def test_an_empty_file_becomes_an_archive_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with pytest.raises(NotAnArchive, match="empty"):
        Archive.open(path, create=False)
    with Archive.open(path) as archive:
        assert archive.totals().reports == 0


def test_another_database_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    change(path, "CREATE TABLE songs (name TEXT)")
    before = path.read_bytes()
    with pytest.raises(NotAnArchive, match="no archive of sayso") as caught:
        Archive.open(path)
    one_line(caught.value, path)
    assert path.read_bytes() == before


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_text("It rains.")
    with pytest.raises(NotAnArchive, match="no SQLite database") as caught:
        Archive.open(path)
    one_line(caught.value, path)
    assert path.read_text() == "It rains."


def test_a_damaged_file(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(5000)
        file.write(b"\xa5" * 60_000)

    def use() -> None:
        with Archive.open(path) as archive:
            archive.add(simple(1))
            list(archive.check())

    with pytest.raises(NotAnArchive, match="damaged") as caught:
        use()
    one_line(caught.value, path)


def test_a_truncated_file(path: Path) -> None:
    os.truncate(path, 2000)
    with pytest.raises(NotAnArchive) as caught:
        Archive.open(path)
    one_line(caught.value, path)


def test_a_newer_schema(path: Path) -> None:
    change(path, f"INSERT INTO migrations VALUES ({NEWEST + 1}, 'from tomorrow', '2099-01-01')")
    for options in ({}, {"read_only": True}):
        with pytest.raises(NewerArchive, match="update sayso") as caught:
            Archive.open(path, **options)
        one_line(caught.value, path)


def test_a_locked_archive(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_BUSY_SECONDS", "0.1")
    writer = sqlite3.connect(path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")
    try:
        with Archive.open(path) as archive:
            assert archive.count() == 3, "readers do not wait for a writer"
            with pytest.raises(ArchiveLocked, match="SAYSO_BUSY_SECONDS") as caught:
                archive.add(simple(1))
            one_line(caught.value, path)
            writer.execute("ROLLBACK")
            assert archive.add(simple(1)).reports == 1
    finally:
        writer.close()


def test_a_read_only_archive(path: Path) -> None:
    with Archive.open(path, read_only=True) as archive:
        assert archive.count() == 3
        with pytest.raises(ReadOnlyArchive) as caught:
            archive.add(simple(1))
        one_line(caught.value, path)


READ_AS_NOBODY = """
import os, sys
sys.path[:0] = {search!r}
from sayso.archive import Archive
from sayso.errors import ReadOnlyArchive
from tests.store.samples import simple
Archive.open({path!r}, read_only=True).close()  # everything is imported while it may be read
if os.geteuid() == 0:
    os.setgid(65534); os.setuid(65534)
for options in ({{}}, {{"read_only": True}}):
    with Archive.open({path!r}, **options) as archive:
        assert archive.count() == 3
        try:
            archive.add(simple(1))
        except ReadOnlyArchive as error:
            print(error)
try:
    Archive.open({path!r} + ".new")
except ReadOnlyArchive as error:
    print(error)
"""


def test_a_file_that_we_may_not_write() -> None:
    folder = Path("/tmp") / f"sayso-test-{os.getpid()}"
    folder.mkdir()
    try:
        path = folder / "my.db"
        with Archive.open(path) as archive:
            archive.add(harbour(), fair())
        path.chmod(0o444)
        folder.chmod(0o555)
        code = READ_AS_NOBODY.format(search=sys.path, path=str(path))
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        assert [line.split(": ")[0] for line in done.stdout.splitlines()] == [
            str(path),
            str(path),
            f"{path}.new",
        ]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)


def test_a_full_disk(tmp_path: Path) -> None:
    """A limit on the pages of the file stands for the disk: SQLite says the same of both."""
    with Archive.open(tmp_path / "my.db") as archive:
        archive.add(harbour())
        store = archive.store
        assert isinstance(store, SqlStore)
        with store.engine.connect() as connection:
            pages = connection.exec_driver_sql("PRAGMA page_count").scalar()
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
        added: list[str] = []

        def fill() -> None:
            for number in range(200):
                archive.add(simple(number))
                added.append(simple(number).report.id)

        with pytest.raises(DiskFull, match="no space is left") as caught:
            fill()
        one_line(caught.value, tmp_path / "my.db")
        assert archive.known() == {harbour().report.id, *added}, "what did not fit is not there in part"
        assert list(archive.check()) == []


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("UPDATE reports SET text = replace(text, 'rockets', 'biscuits')", "SHA-256"),
        ("UPDATE reports SET outlet = 'The Other'", "does not follow"),
        ("UPDATE claims SET stance = 'asserted' WHERE stance = 'denied'", "stance of"),
        ("UPDATE claims SET words = 'cheese'", "words of"),
        ("UPDATE voices SET voice = 'Somebody'", "voice of"),
        ("UPDATE participants SET starts = starts + 1", "starts of"),
        ("UPDATE claims SET chain_number = 99 WHERE number = 1", "names of its chain"),
        ("DELETE FROM chain_names WHERE origin = 1", "names of its chain"),
        ("DELETE FROM flags", "0 rows where the record has 1"),
        ("DELETE FROM claim_json WHERE claim = 1", "rows where the record has"),
        ("DELETE FROM report_json", "missing"),
        ("UPDATE claim_json SET json = '{'", "cannot be read back"),
        (
            "UPDATE claim_json SET json = replace(json, 'new shipments of', 'old shipments of')",
            "not what stands at",
        ),
        (
            'UPDATE claim_json SET json = replace(json, \'"text":"Tuesday"\', \'"text":"Sunday"\')',
            "does not stand at",
        ),
        ("DELETE FROM claims_words_docsize WHERE id = 1", "not in the index"),
        (
            "INSERT INTO claims_words(claims_words, rowid, words) VALUES ('delete', 1, 'new shipments')",
            "index of words",
        ),
        ("INSERT INTO flags VALUES (99, 0, 'lost', '')", "not there"),
    ],
)
def test_check_finds_what_was_changed(path: Path, statement: str, said: str) -> None:
    with Archive.open(path) as archive:
        assert list(archive.check()) == []
    change(path, statement)
    with Archive.open(path) as archive:
        faults = [f"{fault.where}: {fault.what}" for fault in archive.check()]
    assert any(said in fault for fault in faults), faults


def test_deleting_a_report_takes_everything_with_it(path: Path) -> None:
    change(path, "PRAGMA foreign_keys = ON", f"DELETE FROM reports WHERE id = '{harbour().report.id}'")
    with Archive.open(path) as archive:
        assert archive.totals().claims == 1
        assert archive.count(ClaimFilter.of(words="rockets")) == 0
        assert list(archive.check()) == []


def test_lists_are_answered_by_indices(path: Path) -> None:
    """No page of claims or reports sorts or walks over the whole archive."""
    plans: list[str] = []
    with Archive.open(path) as archive:
        store = archive.store
        assert isinstance(store, SqlStore)
        ask: Callable[..., object] = store.claims
        from sqlalchemy import event

        @event.listens_for(store.engine, "before_cursor_execute")
        def explain(connection, cursor, statement, parameters, context, many):  # type: ignore[no-untyped-def]
            if statement.startswith("SELECT"):
                plans.append(
                    "\n".join(row[3] for row in cursor.execute("EXPLAIN QUERY PLAN " + statement, parameters))
                )

        after = archive.claims(limit=1).next
        ask(ClaimFilter(), limit=1, after=after)
        archive.reports(limit=1, after=archive.reports(limit=1).next)
        archive.facets()
    assert plans
    for plan in plans:
        assert "TEMP B-TREE" not in plan, plan
        assert all("USING" in line for line in plan.splitlines() if line.startswith("SCAN")), plan
