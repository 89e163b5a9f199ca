"""The schema's versions: what a new archive is made of, and the steps that lead an older one there."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Connection, insert, inspect, select, text

from ..errors import NewerArchive, NotAnArchive
from .rows import chain_of
from .tables import METADATA, MIGRATIONS, VIEWS

APPLICATION_ID = 0x73617973
"""Marks a SQLite file as an archive of sayso ("says" in ASCII), for `file` and for `open`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """One numbered step. `apply` changes an archive of the version before; it runs in a transaction.

    A step writes its own DDL: the tables of `tables.py` are those of the newest version. A new archive has
    them from the start, and is only told the names of the steps.
    """

    version: int
    name: str
    apply: Callable[[Connection], None]


def _nothing(connection: Connection) -> None:
    """The first version is made whole by `_create`."""


CHAINS_OF_VERSION_2 = (
    "CREATE TABLE names (number {number}, folded {text} NOT NULL, CONSTRAINT names_one_folded UNIQUE (folded))",
    "CREATE TABLE chains (number {number}, digest {text} NOT NULL, CONSTRAINT chains_one_digest UNIQUE (digest))",
    "CREATE TABLE chain_names (chain {of_number} NOT NULL, name {of_number} NOT NULL, origin INTEGER NOT NULL, "
    "CONSTRAINT chain_names_key PRIMARY KEY (chain, name), "
    "CONSTRAINT chain_names_chain FOREIGN KEY(chain) REFERENCES chains (number) ON DELETE CASCADE, "
    "CONSTRAINT chain_names_name FOREIGN KEY(name) REFERENCES names (number)){without_rowid}",
    "ALTER TABLE claims ADD COLUMN chain_number INTEGER",
)
INDICES_OF_VERSION_2 = (
    "CREATE INDEX chain_names_by_name ON chain_names (name, origin, chain)",
    "DROP INDEX claims_counted",
    "CREATE INDEX claims_counted ON claims (stance, polarity, kind, type, country, day_from, day_to, "
    "chain_number, place_folded, report, likelihood, mode)",
    "CREATE INDEX claims_by_chain ON claims (chain_number, day DESC, report, position)",
)


def _chains(connection: Connection) -> None:
    """Every chain of voices and every name once, and each claim with the number of its chain."""
    sqlite = connection.dialect.name == "sqlite"
    words = (
        {
            "number": "INTEGER NOT NULL PRIMARY KEY",
            "of_number": "INTEGER",
            "text": "TEXT",
            "without_rowid": " WITHOUT ROWID",
        }
        if sqlite
        else {
            "number": "BIGSERIAL PRIMARY KEY",
            "of_number": "BIGINT",
            "text": 'TEXT COLLATE "C"',
            "without_rowid": "",
        }
    )
    for statement in CHAINS_OF_VERSION_2:
        connection.exec_driver_sql(statement.format(**words))
    links = connection.execute(
        text("SELECT claim, voice_folded, speaker_folded FROM voices ORDER BY claim, position")
    )
    chains: dict[str, tuple[int, dict[str, int]]] = {}
    chain_of_claim = []
    for claim, rows in itertools.groupby(links, key=lambda row: row[0]):
        digest, names = chain_of((row[1], row[2]) for row in rows)
        number, _ = chains.setdefault(digest, (len(chains) + 1, names))
        chain_of_claim.append({"claim": claim, "chain": number})
    listed = {
        name: number
        for number, name in enumerate(dict.fromkeys(n for _, of in chains.values() for n in of), 1)
    }
    steps = (
        ("INSERT INTO names (number, folded) VALUES (:number, :folded)", [{"number": n, "folded": f} for f, n in listed.items()]),
        ("INSERT INTO chains (number, digest) VALUES (:number, :digest)", [{"number": n, "digest": d} for d, (n, _) in chains.items()]),
        (
            "INSERT INTO chain_names (chain, name, origin) VALUES (:chain, :name, :origin)",
            [{"chain": n, "name": listed[f], "origin": o} for n, of in chains.values() for f, o in of.items()],
        ),
        ("UPDATE claims SET chain_number = :chain WHERE number = :claim", chain_of_claim),
    )  # fmt: skip
    for statement, values in steps:
        if values:
            connection.execute(text(statement), values)
    if not sqlite:
        for table in ("names", "chains"):
            connection.exec_driver_sql(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'number'), (SELECT COALESCE(MAX(number), 0) + 1 FROM {table}), false)"
            )
    for statement in INDICES_OF_VERSION_2:
        connection.exec_driver_sql(statement)


STEPS: tuple[Migration, ...] = (
    Migration(version=1, name="first tables", apply=_nothing),
    Migration(version=2, name="chains and names once each", apply=_chains),
)
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
            if found:
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
