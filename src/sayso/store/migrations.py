"""The schema's versions: what a new archive is made of, and the steps that lead an older one there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, inspect, select, text

from ..errors import NewerArchive, NotAnArchive
from .tables import METADATA, MIGRATIONS, VIEWS

APPLICATION_ID = 0x73617973
"""Marks a SQLite file as an archive of sayso ("says" in ASCII), for `file` and for `open`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered step. `apply` changes an archive of the version before; it runs in a transaction.

    A step writes its own DDL: the tables of `tables.py` are those of the newest version.
    """

    version: int
    name: str
    apply: Callable[[Connection], None]


def _nothing(connection: Connection) -> None:
    """The first version is made whole by `_create`."""


STEPS: tuple[Migration, ...] = (Migration(version=1, name="first tables", apply=_nothing),)
NEWEST = STEPS[-1].version
LAST_THINKABLE = 9999
"""A higher version is no newer sayso, but a damaged file."""

SQLITE_WORDS = (
    # External content: the index keeps no second copy of the words.
    "CREATE VIRTUAL TABLE claims_words USING fts5("
    "words, content='claims', content_rowid='number', tokenize='unicode61 remove_diacritics 0')",
    "CREATE TRIGGER claims_words_added AFTER INSERT ON claims BEGIN "
    "INSERT INTO claims_words(rowid, words) VALUES (new.number, new.words); END",
    "CREATE TRIGGER claims_words_removed AFTER DELETE ON claims BEGIN "
    "INSERT INTO claims_words(claims_words, rowid, words) VALUES ('delete', old.number, old.words); END",
    "CREATE TRIGGER claims_words_changed AFTER UPDATE OF words ON claims BEGIN "
    "INSERT INTO claims_words(claims_words, rowid, words) VALUES ('delete', old.number, old.words); "
    "INSERT INTO claims_words(rowid, words) VALUES (new.number, new.words); END",
)
POSTGRES_WORDS = ("CREATE INDEX claims_words ON claims USING gin (to_tsvector('simple', words))",)


def version(connection: Connection) -> int | None:
    """The schema's version, 0 for an empty database, None where there is something else in it."""
    names = inspect(connection).get_table_names()
    if not names:
        return 0
    if "migrations" not in names or "claims" not in names:
        return None
    found = connection.execute(select(MIGRATIONS.c.version).order_by(MIGRATIONS.c.version.desc()).limit(1))
    return found.scalar() or None


def check_version(found: int | None, *, where: str) -> int:
    """The version, if this sayso knows it; raises NotAnArchive or NewerArchive."""
    if found is not None and (not isinstance(found, int) or not 0 <= found <= LAST_THINKABLE):
        raise NotAnArchive(f"{where}: damaged (its schema's version cannot be read); restore a copy")
    if found is None:
        raise NotAnArchive(
            f"{where}: a database, but no archive of sayso; give another name to make a new one"
        )
    if found > NEWEST:
        raise NewerArchive(
            f"{where}: written by a newer sayso (its schema is {found}, this sayso knows {NEWEST}); "
            "update sayso (pip install -U sayso)"
        )
    return found


def migrate(connection: Connection, *, where: str) -> None:
    """Bring the database to the newest version; call in a transaction that no other writer shares."""
    found = check_version(version(connection), where=where)
    if found == 0:
        _create(connection)
    for step in STEPS:
        if step.version > found:
            step.apply(connection)
            applied = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            connection.execute(
                insert(MIGRATIONS).values(version=step.version, name=step.name, applied=applied)
            )


def _create(connection: Connection) -> None:
    METADATA.create_all(connection, checkfirst=False)
    for name, query in VIEWS.items():
        connection.execute(text(f"CREATE VIEW {name} AS {query}"))
    sqlite = connection.dialect.name == "sqlite"
    for statement in SQLITE_WORDS if sqlite else POSTGRES_WORDS:
        connection.exec_driver_sql(statement)
    if sqlite:
        connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
