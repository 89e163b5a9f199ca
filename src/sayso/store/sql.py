"""A store in SQLite or PostgreSQL, through SQLAlchemy Core; the errors of both are mapped here."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any, Self, TypeVar

import sqlalchemy as sa
from sqlalchemy import exc
from sqlalchemy.dialects.sqlite.base import SQLiteCompiler

from .. import settings
from ..errors import (
    ArchiveLocked,
    BadRecord,
    DiskFull,
    MissingPart,
    NotAnArchive,
    NotFound,
    ReadOnlyArchive,
    StoreError,
)
from ..record import Claim, Record, Report
from . import rows
from .base import (
    NONE,
    UNREADABLE,
    ClaimFilter,
    ClaimPage,
    Facets,
    Fault,
    ReportCard,
    ReportPage,
    Totals,
    Unread,
    VoiceCount,
)
from .folding import bound, name_parts, phrases, storable
from .memory import counted
from .migrations import NEWEST, check_version, migrate, version
from .order import cursor, place
from .tables import (
    CHAIN_NAMES,
    CHAINS,
    CLAIM_JSON,
    CLAIMS,
    FLAGS,
    METADATA,
    NAMES,
    OF_CLAIM,
    OF_REPORT,
    PARTICIPANTS,
    REPORT_JSON,
    REPORTS,
    UNREAD,
    VOICES,
)

T = TypeVar("T")
Condition = sa.ColumnElement[bool]

SQLITE_HEADER = b"SQLite format 3\0"
LOCK = 0x73617973
"""The advisory lock that PostgreSQL's writers of the schema take turns with."""
AT_ONCE = 900
"""Values in one IN list: SQLite's oldest builds take 999 parameters."""
WALKED = 2000
"""Claims that are looked at one by one, newest first, before a page is asked of the indices: what many claims
have fills a page from these, and what few have costs 10 ms more."""
FEW = 5000
"""Claims that are counted by fetching them; of more, an index that holds all that is counted is walked."""
MANY_NAMES = 100
"""Names of voices whose chains take longer to gather twice than all claims to count."""


class SqlStore:
    """Records in tables. Each call is one transaction; calls may come from several threads."""

    def __init__(self, engine: sa.Engine, *, where: str) -> None:
        self.engine = engine
        self.where = where
        self.sqlite = engine.dialect.name == "sqlite"

    @classmethod
    def open(cls, at: str, *, create: bool = True, read_only: bool = False) -> Self:
        """Open the database at a path or URL, bring its schema up to date, or make it."""
        if at.startswith(("postgresql", "postgres:")):
            store = cls(_postgres(at, read_only=read_only), where=sa.make_url(at).render_as_string())
        else:
            path = Path(at.removeprefix("sqlite:///"))
            _look(path, create=create and not read_only)
            store = cls(_sqlite(path, read_only=read_only), where=str(path))
        try:
            store._prepare(create=create, read_only=read_only)
        except BaseException:
            store.close()
            raise
        return store

    def _prepare(self, *, create: bool, read_only: bool) -> None:
        with self._reading() as connection:
            found = check_version(version(connection), where=self.where)
        if found == NEWEST:
            return
        if found == 0 and (read_only or not create):
            raise NotAnArchive(
                f"{self.where}: an empty database; fill it with: sayso add {self.where} FILES…"
            )
        if read_only:
            raise ReadOnlyArchive(
                f"{self.where}: written by an older sayso; open it once where it can be written, to bring it up to date"
            )
        if self.sqlite:
            with self._border(), self.engine.connect() as connection:
                # Outside a transaction: SQLite changes the journal only there.
                driver = connection.connection.driver_connection
                assert driver is not None
                driver.execute("PRAGMA journal_mode = WAL")
        with self._writing() as connection:
            if not self.sqlite:
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(LOCK)))
            migrate(connection, where=self.where)

    @contextmanager
    def _border(self) -> Iterator[None]:
        try:
            yield
        except exc.DBAPIError as error:
            raise mapped(error.orig or error, where=self.where) from error
        except exc.SQLAlchemyError as error:
            raise StoreError(f"{self.where}: {error}") from error
        except sqlite3.Error as error:
            raise mapped(error, where=self.where) from error

    @contextmanager
    def _reading(self) -> Iterator[sa.Connection]:
        with self._border(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sa.Connection]:
        with self._border(), self.engine.connect() as connection:
            connection = connection.execution_options(sayso_writes=True)
            with connection.begin():
                yield connection

    def add(self, record: Record) -> bool:
        rows.checked(record)
        id = storable(record.report.id)
        of_report = rows.of_report(record)
        claims = [rows.claim_row(record, i, claim) for i, claim in enumerate(record.claims)]
        of_claims = [rows.of_claim(record, claim) for claim in record.claims]
        try:
            with self._writing() as connection:
                if connection.scalar(sa.select(REPORTS.c.id).where(REPORTS.c.id == id)) is not None:
                    return False
                connection.execute(sa.insert(REPORTS), rows.report_row(record))
                for table in OF_REPORT:
                    if made := of_report[table.name]:
                        connection.execute(sa.insert(table), made)
                if not claims:
                    return True
                chains = self._chains(connection, [tables["voices"] for tables in of_claims])
                claims = [{**row, "chain_number": chain} for row, chain in zip(claims, chains, strict=True)]
                found = connection.execute(sa.insert(CLAIMS).returning(CLAIMS.c.number, CLAIMS.c.id), claims)
                numbers = {id: number for number, id in found}
                for table in OF_CLAIM:
                    made = [
                        {"claim": numbers[row["id"]], **under}
                        for row, tables in zip(claims, of_claims, strict=True)
                        for under in tables[table.name]
                    ]
                    if made:
                        connection.execute(sa.insert(table), made)
            return True
        except StoreError as error:
            if not isinstance(error.__cause__, exc.IntegrityError):
                raise
        # Another writer added the same report between our look and our insert; or ids clash.
        if id in self.known():
            return False
        raise BadRecord(f"{id}: another report has a claim with the same id; ids must differ")

    def _chains(self, connection: sa.Connection, voices: Sequence[Sequence[rows.Row]]) -> list[int]:
        """The number of each claim's chain; chains and names that are new are added."""
        made = [rows.chain_of((v["voice_folded"], v["speaker_folded"]) for v in chain) for chain in voices]
        names_of = dict(made)
        known = self._numbers(connection, CHAINS.c.digest, names_of)
        if fresh := sorted(names_of.keys() - known.keys()):
            names = self._added(connection, NAMES.c.folded, {n for digest in fresh for n in names_of[digest]})
            known |= self._added(connection, CHAINS.c.digest, set(fresh))
            links = [
                {"chain": known[digest], "name": names[name], "origin": origin}
                for digest in fresh
                for name, origin in names_of[digest].items()
            ]
            connection.execute(self._if_new(CHAIN_NAMES), links)
        return [known[digest] for digest, _ in made]

    def _numbers(
        self, connection: sa.Connection, column: sa.Column[str], values: Iterable[str]
    ) -> dict[str, int]:
        found: dict[str, int] = {}
        for some in batched(values):
            asked = sa.select(column, column.table.c.number).where(column.in_(some))
            found.update((value, number) for value, number in connection.execute(asked))
        return found

    def _added(self, connection: sa.Connection, column: sa.Column[str], values: set[str]) -> dict[str, int]:
        # Sorted, so that two writers to a server wait for each other in one order only.
        table = column.table
        assert isinstance(table, sa.Table)
        connection.execute(self._if_new(table), [{column.name: value} for value in sorted(values)])
        return self._numbers(connection, column, values)

    def _if_new(self, table: sa.Table) -> Any:
        from sqlalchemy.dialects import postgresql, sqlite

        insert = sqlite.insert if self.sqlite else postgresql.insert
        return insert(table).on_conflict_do_nothing()

    def known(self) -> frozenset[str]:
        with self._reading() as connection:
            return frozenset(connection.scalars(sa.select(REPORTS.c.id)))

    def report(self, id: str) -> Report:
        with self._reading() as connection:
            row = self._report_row(connection, id)
            rest = connection.scalar(sa.select(REPORT_JSON.c.json).where(REPORT_JSON.c.report == id))
        return rows.record_of(row, _there(rest, id, "entities"), []).report

    def record(self, id: str) -> Record:
        with self._reading() as connection:
            row = self._report_row(connection, id)
            rest = connection.scalar(sa.select(REPORT_JSON.c.json).where(REPORT_JSON.c.report == id))
            lines = connection.scalars(
                sa.select(CLAIM_JSON.c.json)
                .join(CLAIMS, CLAIMS.c.number == CLAIM_JSON.c.claim)
                .where(CLAIMS.c.report == id)
                .order_by(CLAIMS.c.position)
            ).all()
        return rows.record_of(row, _there(rest, id, "entities"), list(lines))

    def _report_row(self, connection: sa.Connection, id: str) -> Any:
        row = connection.execute(sa.select(REPORTS).where(REPORTS.c.id == id)).mappings().first()
        if row is None:
            raise NotFound(f"there is no report '{id}' in {self.where}")
        return row

    def claim(self, id: str) -> Claim:
        query = sa.select(CLAIM_JSON.c.json).join(CLAIMS, CLAIMS.c.number == CLAIM_JSON.c.claim)
        with self._reading() as connection:
            line = connection.scalar(query.where(CLAIMS.c.id == id))
        if line is None:
            raise NotFound(f"there is no claim '{id}' in {self.where}")
        return rows.claim_of(line)

    def find(self, prefix: str, *, limit: int = 2) -> Sequence[str]:
        column = REPORTS.c.id if prefix.startswith("r") else CLAIMS.c.id
        query = sa.select(column).where(column >= prefix, column < prefix + "\U0010ffff")
        with self._reading() as connection:
            return list(connection.scalars(query.order_by(column).limit(limit)))

    def reports(self, *, outlet: str | None = None, limit: int = 50, after: str | None = None) -> ReportPage:
        query = sa.select(*CARD, REPORTS.c.day).order_by(REPORTS.c.day.desc(), REPORTS.c.id)
        if outlet:
            query = query.where(_named([outlet], REPORTS.c.outlet_folded))
        if after is not None:
            day, id, _ = place(after)
            same = sa.and_(REPORTS.c.day == day, REPORTS.c.id > id)
            query = query.where(REPORTS.c.day <= day, sa.or_(REPORTS.c.day < day, same))
        with self._reading() as connection:
            found = connection.execute(query.limit(limit + 1)).mappings().all()
        shown = found[:limit]
        more = cursor((shown[-1]["day"], shown[-1]["id"], 0)) if len(found) > limit and shown else None
        return ReportPage(reports=tuple(_card(row) for row in shown), next=more)

    def claims(self, filter: ClaimFilter, *, limit: int = 50, after: str | None = None) -> ClaimPage:
        behind: list[Condition] = []
        if after is not None:
            day, report, position = place(after)
            later = sa.tuple_(CLAIMS.c.report, CLAIMS.c.position) > sa.tuple_(
                sa.literal(report), sa.literal(position)
            )
            # The first condition is implied by the second, and lets the index begin where the page begins.
            behind = [CLAIMS.c.day <= day, sa.or_(CLAIMS.c.day < day, sa.and_(CLAIMS.c.day == day, later))]
        # First which claims, then what they are: a sort that carried their JSON along would be slow.
        query = _in_order(CLAIMS.c).where(*self._conditions(filter), *behind).limit(limit + 1)
        with self._reading() as connection:
            found = self._walked(connection, filter, behind, limit + 1) if filter.given() else []
            if len(found) <= limit:
                found = connection.execute(query).all()
            shown = found[:limit]
            lines: dict[int, str] = {}
            cards: dict[str, ReportCard] = {}
            for some in batched(row.number for row in shown):
                jsons = sa.select(CLAIM_JSON.c.claim, CLAIM_JSON.c.json).where(CLAIM_JSON.c.claim.in_(some))
                lines.update((number, line) for number, line in connection.execute(jsons))
            for ids in batched(dict.fromkeys(row.report for row in shown)):
                of_ids = connection.execute(sa.select(*CARD).where(REPORTS.c.id.in_(ids))).mappings()
                cards |= {card["id"]: _card(card) for card in of_ids}
        last = shown[-1] if shown and len(found) > limit else None
        return ClaimPage(
            claims=tuple(
                rows.claim_of(_there(lines.get(row.number), row.report, "JSON of a claim")) for row in shown
            ),
            reports=cards,
            next=cursor((last.day, last.report, last.position)) if last else None,
        )

    def _walked(
        self, connection: sa.Connection, filter: ClaimFilter, behind: list[Condition], limit: int
    ) -> Sequence[Any]:
        """What fits among the next claims in order; enough for a page where many fit."""
        some = _in_order(CLAIMS.c).where(*behind).limit(WALKED).subquery()
        query = _in_order(some.c).join(CLAIMS, CLAIMS.c.number == some.c.number)
        return connection.execute(query.where(*self._conditions(filter, each=True)).limit(limit)).all()

    def count(self, filter: ClaimFilter) -> int:
        return self.facets(filter).total

    def facets(self, filter: ClaimFilter) -> Facets:
        with self._reading() as connection:
            found: Sequence[Any] = ()
            few_asked = filter.given() and not self._wide(connection, filter)
            if few_asked:
                # Few are found by an index of what is asked for, and fetched.
                query = sa.select(*COUNTED).select_from(CLAIMS).where(*self._conditions(filter))
                few = query.limit(FEW + 1).subquery()
                found = connection.execute(sa.select(*few.c, sa.func.count()).group_by(*few.c)).all()
            if not few_asked or sum(row[-1] for row in found) > FEW:
                # Told which, since SQLite would rather fetch what an index of one column finds.
                many = sa.select(*COUNTED, sa.func.count()).select_from(CLAIMS)
                many = many.with_hint(CLAIMS, "INDEXED BY claims_counted", "sqlite")
                fits = self._conditions(filter, counted=self.sqlite)
                found = connection.execute(many.where(*fits).group_by(*COUNTED)).all()
        sums: list[Counter[str]] = [Counter() for _ in COUNTED]
        for *values, number in found:
            for counter, value in zip(sums, values, strict=True):
                counter[value or NONE] += number
        stance, polarity, kind, type = (counted(counter) for counter in sums)
        total = sum(row[-1] for row in found)
        return Facets(total=total, stance=stance, polarity=polarity, kind=kind, type=type)

    def _wide(self, connection: sa.Connection, filter: ClaimFilter) -> bool:
        """Whether finding what is asked for takes longer than counting all claims: done once is better then."""
        parties = (*filter.actor, *filter.recipient, *filter.party)
        if any("*" in name for name in parties):
            return True
        if parties:
            in_text = sa.select(sa.literal(1)).where(_named(parties, PARTICIPANTS.c.text_folded))
            told = sa.select(sa.func.count()).select_from(in_text.limit(FEW + 1).subquery())
            if (connection.scalar(told) or 0) > FEW:
                return True
        stars = [name for name in (*filter.voice, *filter.origin) if "*" in name]
        if stars:
            some = sa.select(NAMES.c.number).where(_named(stars, NAMES.c.folded)).limit(MANY_NAMES + 1)
            if (connection.scalar(sa.select(sa.func.count()).select_from(some.subquery())) or 0) > MANY_NAMES:
                return True
        if not filter.words or not self.sqlite:
            return False
        hits = sa.select(sa.literal(1)).select_from(sa.table("claims_words"))
        hits = hits.where(_match(phrases(filter.words))).limit(FEW + 1)
        return (connection.scalar(sa.select(sa.func.count()).select_from(hits.subquery())) or 0) > FEW

    def voices(self, *, like: str | None = None, limit: int = 100) -> Sequence[VoiceCount]:
        number = sa.func.count(VOICES.c.claim.distinct())
        query = (
            sa.select(VOICES.c.speaker, VOICES.c.kind, number, sa.func.sum(VOICES.c.origin))
            .group_by(VOICES.c.speaker_folded, VOICES.c.speaker, VOICES.c.kind)
            .order_by(number.desc(), VOICES.c.speaker, VOICES.c.kind)
            .limit(limit)
        )
        if like:
            query = query.where(_named([like], VOICES.c.speaker_folded))
        with self._reading() as connection:
            return [
                VoiceCount(name=name, kind=kind, claims=claims, origin_of=origin)
                for name, kind, claims, origin in connection.execute(query)
            ]

    def totals(self) -> Totals:
        with self._reading() as connection:
            reports, claims, unread = (
                connection.scalar(sa.select(sa.func.count()).select_from(table)) or 0
                for table in (REPORTS, CLAIMS, UNREAD)
            )
        return Totals(reports=reports, claims=claims, unread=unread)

    def write_unread(self, problem: Unread) -> None:
        name = storable(problem.name)
        with self._writing() as connection:
            connection.execute(sa.delete(UNREAD).where(UNREAD.c.name == name))
            made = {"name": name, "kind": problem.kind, "problem": storable(problem.problem)}
            connection.execute(sa.insert(UNREAD), made)

    def drop_unread(self, name: str) -> None:
        with self._writing() as connection:
            connection.execute(sa.delete(UNREAD).where(UNREAD.c.name == storable(name)))

    def unread(self) -> Sequence[Unread]:
        with self._reading() as connection:
            found = connection.execute(sa.select(UNREAD).order_by(UNREAD.c.name)).mappings().all()
        return [Unread(**row) for row in found]

    def check(self) -> Iterator[Fault]:
        if self.sqlite:
            yield from self._check_file()
        for id in sorted(self.known()):
            yield from self._check_rows(id)

    def _check_file(self) -> Iterator[Fault]:
        with self._reading() as connection:
            for (line,) in connection.exec_driver_sql("PRAGMA integrity_check"):
                if line != "ok":
                    yield Fault(where=self.where, what=f"SQLite finds: {line}")
            for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
                yield Fault(where=f"{table} row {row}", what=f"points to a row of {parent} that is not there")
            words = connection.exec_driver_sql(
                "SELECT count(*) FROM claims WHERE number NOT IN (SELECT id FROM claims_words_docsize)"
            ).scalar()
        if words:
            yield Fault(where="claims_words", what=f"{words} claims are not in the index of words")
        if fault := self._check_words():
            yield fault

    def _check_words(self) -> Fault | None:
        # FTS5 asks for its check as an INSERT; on a copy of the connection that may not write it is skipped.
        try:
            with self._writing() as connection:
                connection.exec_driver_sql(
                    "INSERT INTO claims_words(claims_words, rank) VALUES('integrity-check', 1)"
                )
        except ReadOnlyArchive:
            return None
        except NotAnArchive:
            return Fault(
                where="claims_words",
                what="the index of words does not fit the claims; INSERT INTO claims_words(claims_words) VALUES('rebuild') mends it",
            )
        return None

    def _check_rows(self, id: str) -> Iterator[Fault]:
        """Columns that differ from what the record gives: somebody changed one of the two."""
        try:
            record = self.record(id)
        except UNREADABLE as error:
            yield Fault(where=id, what=f"the record cannot be read back: {error}")
            return
        with self._reading() as connection:
            found = connection.execute(sa.select(REPORTS).where(REPORTS.c.id == id)).mappings().all()
            yield from _compare(id, REPORTS, found, [rows.report_row(record)])
            for table, made in rows.of_report(record).items():
                at = METADATA.tables[table]
                yield from _compare(id, at, _sorted(connection, at, at.c.report == id), made)
            stored = connection.execute(
                sa.select(CLAIMS).where(CLAIMS.c.report == id).order_by(CLAIMS.c.position)
            )
            claims = stored.mappings().all()
            numbers = [row["number"] for row in claims]
            made_claims = [rows.claim_row(record, i, claim) for i, claim in enumerate(record.claims)]
            yield from _compare(id, CLAIMS, claims, made_claims)
            yield from self._check_chains(connection, claims, record)
            under = [rows.of_claim(record, claim) for claim in record.claims]
            for at in OF_CLAIM:
                made = [row for tables in under for row in tables[at.name]]
                of_numbers: list[Any] = []
                for some in batched(numbers):
                    of_numbers += _sorted(connection, at, at.c.claim.in_(some))
                place_of = {number: i for i, number in enumerate(numbers)}
                of_numbers.sort(key=lambda row: (place_of[row["claim"]], row.get("position", 0)))
                yield from _compare(id, at, of_numbers, made)

    def _check_chains(
        self, connection: sa.Connection, claims: Sequence[Any], record: Record
    ) -> Iterator[Fault]:
        """Claims that the index of chains would not find by the names of their chain."""
        made = ((claim, rows.of_claim(record, claim)["voices"]) for claim in record.claims)
        wanted = {
            storable(claim.id): rows.chain_of((v["voice_folded"], v["speaker_folded"]) for v in voices)[1]
            for claim, voices in made
        }
        numbers = {row["chain_number"] for row in claims} - {None}
        found: dict[int, dict[str, int]] = {number: {} for number in numbers}
        for some in batched(numbers):
            query = sa.select(CHAIN_NAMES.c.chain, NAMES.c.folded, CHAIN_NAMES.c.origin)
            query = query.join(NAMES, NAMES.c.number == CHAIN_NAMES.c.name)
            for chain, name, origin in connection.execute(query.where(CHAIN_NAMES.c.chain.in_(some))):
                found[chain][name] = origin
        for row in claims:
            if row["id"] in wanted and found.get(row["chain_number"]) != wanted[row["id"]]:
                yield Fault(
                    where=f"chain of {row['id']}", what="the names of its chain are not those of its voices"
                )

    def close(self) -> None:
        self.engine.dispose()

    def _conditions(
        self, filter: ClaimFilter, *, each: bool = False, counted: bool = False
    ) -> list[Condition]:
        """What a claim must fit; `each` in the form that is quick to ask of one claim after another, `counted`
        in the form that leaves the index of what is counted in its order."""
        found: list[Condition] = []
        for name, of_claim in EXACT.items():
            if values := getattr(filter, name):
                column: sa.ColumnElement[Any] = of_claim.concat("") if counted else of_claim
                some: Condition = column.in_(values) if len(values) > 1 else column == values[0]
                found.append(sa.or_(some, column.is_(None)) if NONE in values else some)
        for values, origin in ((filter.voice, ()), (filter.origin, (CHAIN_NAMES.c.origin == 1,))):
            if values and counted and "*" in values:
                # A name of nothing but * is everybody's, and every chain has one.
                found.append(CLAIMS.c.chain_number.is_not(None))
            elif values and counted and any(len(name) == 3 and name[0] == name[2] == "*" for name in values):
                found.append(CLAIMS.c.chain_number.not_in(_without(values, *origin)))
            elif values:
                named = sa.select(NAMES.c.number).where(_named(values, NAMES.c.folded))
                chain = (CHAIN_NAMES.c.chain, CLAIMS.c.chain_number)
                # The sum keeps a database from going through the names where it has the chain already, and
                # where so many are asked for that walking all chains in their order is quicker.
                walk = each or (counted and any("*" in name for name in values))
                speaker: sa.ColumnElement[Any] = CHAIN_NAMES.c.name + 0 if walk else CHAIN_NAMES.c.name
                found.append(_among(*chain, speaker.in_(named), *origin, each=each))
        for role in ("actor", "recipient", "party"):
            if values := getattr(filter, role):
                in_role = () if role == "party" else (PARTICIPANTS.c.role == role,)
                columns = (PARTICIPANTS.c.text_folded, PARTICIPANTS.c.name_folded)
                if each:
                    either = sa.or_(*(_named(values, column.concat("")) for column in columns))
                    found.append(_among(PARTICIPANTS.c.claim, CLAIMS.c.number, either, *in_role, each=True))
                else:  # one after the other: each column has an index that holds all that is asked for
                    by_column = [
                        sa.select(PARTICIPANTS.c.claim).where(_named(values, c), c.is_not(None), *in_role)
                        for c in columns
                    ]
                    found.append(CLAIMS.c.number.in_(sa.union_all(*by_column)))
        if filter.place:
            found.append(_named(filter.place, CLAIMS.c.place_folded))
        if filter.flag:
            found.append(_among(FLAGS.c.claim, CLAIMS.c.number, FLAGS.c.name.in_(filter.flag), each=each))
        if filter.outlet:
            of_outlet = _named(filter.outlet, REPORTS.c.outlet_folded)
            found.append(_among(REPORTS.c.id, CLAIMS.c.report, of_outlet, each=each))
        if since := bound(filter.since, end=False):
            found.append(CLAIMS.c.day_to >= since)
        if until := bound(filter.until, end=True):
            found.append(CLAIMS.c.day_from <= until)
        if filter.words:
            asked = phrases(filter.words)
            found += _standing(asked) if each and self.sqlite else [self._words(asked)]
        return found

    def _words(self, asked: list[tuple[tuple[str, ...], bool]]) -> Condition:
        if self.sqlite:
            index = sa.table("claims_words", sa.column("rowid"))
            return CLAIMS.c.number.in_(sa.select(index.c.rowid).where(_match(asked)))
        match = " & ".join(
            "(" + " <-> ".join(f"'{word}'" for word in phrase) + (":*" if beginning else "") + ")"
            for phrase, beginning in asked
        )
        simple: sa.ColumnElement[Any] = sa.literal_column("'simple'")
        return sa.func.to_tsvector(simple, CLAIMS.c.words).op("@@")(sa.func.to_tsquery(simple, match))


EXACT: dict[str, sa.Column[Any]] = {
    "kind": CLAIMS.c.kind,
    "stance": CLAIMS.c.stance,
    "polarity": CLAIMS.c.polarity,
    "likelihood": CLAIMS.c.likelihood,
    "type": CLAIMS.c.type,
    "mode": CLAIMS.c.mode,
    "country": CLAIMS.c.country,
    "report": CLAIMS.c.report,
}
COUNTED: tuple[sa.Column[Any], ...] = (CLAIMS.c.stance, CLAIMS.c.polarity, CLAIMS.c.kind, CLAIMS.c.type)
CARD: tuple[sa.Column[Any], ...] = tuple(REPORTS.c[name] for name in ReportCard.__slots__)


def batched(values: Iterable[T]) -> Iterator[list[T]]:
    """The values in lists no longer than an IN list may be.

    >>> [len(some) for some in batched(range(1000))]
    [900, 100]
    """
    waiting = iter(values)
    while some := list(islice(waiting, AT_ONCE)):
        yield some


def _card(row: Any) -> ReportCard:
    return ReportCard(**{name: row[name] for name in ReportCard.__slots__})


def _there(found: str | None, id: str, what: str) -> str:
    if found is None:
        raise NotAnArchive(f"{id}: the {what} of this report are missing; the archive is damaged")
    return found


def _in_order(columns: Any) -> sa.Select[Any]:
    """Which claims, in the order of pages."""
    return sa.select(columns.number, columns.day, columns.report, columns.position).order_by(
        columns.day.desc(), columns.report, columns.position
    )


def _without(values: Sequence[str], *conditions: Condition) -> sa.Select[Any]:
    """The chains in which no name fits: few, where one letter is asked for, and so sooner gathered than the others."""
    named = sa.select(NAMES.c.number).where(_named(values, NAMES.c.folded))
    fits = sa.and_((CHAIN_NAMES.c.name + 0).in_(named), *conditions)
    return (
        sa.select(CHAIN_NAMES.c.chain)
        .group_by(CHAIN_NAMES.c.chain)
        .having(sa.func.max(sa.case((fits, 1), else_=0)) == 0)
    )


def _match(asked: list[tuple[tuple[str, ...], bool]]) -> Condition:
    """The phrases as SQLite's index of words is asked for them."""
    match = " AND ".join(f'"{" ".join(phrase)}"' + (" *" if beginning else "") for phrase, beginning in asked)
    return sa.literal_column("claims_words").op("MATCH", is_comparison=True)(match)


def _among(key: sa.Column[Any], of_claim: sa.Column[Any], *conditions: Condition, each: bool) -> Condition:
    """That a row with these conditions belongs to the claim: as a set made once, or asked of each claim."""
    if each:
        return sa.exists().where(key == of_claim, *conditions).correlate(CLAIMS)
    return of_claim.in_(sa.select(key).where(*conditions))


def _standing(asked: list[tuple[tuple[str, ...], bool]]) -> list[Condition]:
    """That the phrases stand in the words, which are parted by single blanks; as the index of words would say."""
    words = sa.literal(" ").concat(CLAIMS.c.words).concat(" ")
    return [
        words.contains(f" {' '.join(phrase)}" + ("" if beginning else " "), autoescape=True)
        for phrase, beginning in asked
    ]


def _named(values: Iterable[str], column: sa.ColumnElement[Any]) -> Condition:
    """Names of a filter against a folded column."""
    equal: list[str] = []
    found: list[Condition] = []
    for value in values:
        parts = name_parts(value)
        if len(parts) == 1:
            equal.append(parts[0])
            continue
        escaped = [part.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") for part in parts]
        like: Condition = column.like("%".join(escaped), escape="\\")
        # LIKE alone uses no index in SQLite; the range does.
        start = [column >= parts[0], column < parts[0] + "\U0010ffff"] if parts[0] else []
        found.append(sa.and_(*start, like))
    if equal:
        found.append(column.in_(equal))
    return sa.or_(*found)


def _sorted(connection: sa.Connection, table: sa.Table, of: Condition) -> list[Any]:
    keys = list(table.primary_key.columns)
    return list(connection.execute(sa.select(table).where(of).order_by(*keys)).mappings().all())


def _compare(id: str, table: sa.Table, stored: Sequence[Any], made: Sequence[rows.Row]) -> Iterator[Fault]:
    if len(stored) != len(made):
        yield Fault(
            where=f"{table.name} of {id}", what=f"{len(stored)} rows where the record has {len(made)}"
        )
        return
    if table is REPORT_JSON or table is CLAIM_JSON:  # the JSON is what the rows are compared with
        return
    by_position = "position" in table.c
    wanted = sorted(made, key=lambda row: row["position"]) if by_position and table in OF_REPORT else made
    for have, want in zip(stored, wanted, strict=True):
        for column in rows.differing(dict(have), want):
            place_of = have.get("id") or have.get("position", "")
            yield Fault(
                where=f"{table.name} of {id}",
                what=f"{column} of {place_of} is {json.dumps(have[column])}, the record says {json.dumps(want[column])}",
            )


def _look(path: Path, *, create: bool) -> None:
    """Say plainly what is wrong with a path, before the database says it less plainly."""
    if path.is_dir():
        raise NotAnArchive(f"{path}: a folder; give the name of a file, such as {path / 'my.db'}")
    if not path.exists():
        if not create:
            raise NotAnArchive(
                f"{path}: there is no such file; make an archive with: sayso add {path} FILES…"
            )
        if not path.parent.is_dir():
            raise StoreError(f"{path}: the folder {path.parent} is not there; make it first")
        return
    try:
        with path.open("rb") as file:
            head = file.read(len(SQLITE_HEADER))
    except PermissionError:
        raise ReadOnlyArchive(f"{path}: may not be read by you; ask its owner, or copy it") from None
    if head and head != SQLITE_HEADER:
        raise NotAnArchive(
            f"{path}: no archive (it is no SQLite database); give another name to make a new one"
        )


def _sqlite(path: Path, *, read_only: bool) -> sa.Engine:
    uri = path.resolve().as_uri() + ("?mode=ro" if read_only else "?mode=rwc")

    def connect() -> sqlite3.Connection:
        seconds = settings.busy_seconds()
        try:
            return _configured(sqlite3.connect(uri, uri=True, timeout=seconds, check_same_thread=False))
        except sqlite3.OperationalError as error:
            # A file on a medium that nobody can write needs no locks; SQLite wants to be told so.
            wal = path.with_name(path.name + "-wal")
            if not read_only or error.sqlite_errorname not in CANNOT_OPEN or wal.exists():
                raise
            return _configured(
                sqlite3.connect(uri + "&immutable=1", uri=True, timeout=seconds, check_same_thread=False)
            )

    def _configured(connection: sqlite3.Connection) -> sqlite3.Connection:
        connection.isolation_level = None  # transactions are begun by the handler below
        try:
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("SELECT count(*) FROM sqlite_master")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    engine = sa.create_engine("sqlite://", creator=connect, poolclass=sa.pool.QueuePool)
    engine.dialect.statement_compiler = _Hinting

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        # A reader that becomes a writer cannot wait for another writer; so writers say so at once.
        writes = connection.get_execution_options().get("sayso_writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


class _Hinting(SQLiteCompiler):
    """SQLAlchemy's compiler for SQLite, which leaves hints out, with hints."""

    def get_from_hint_text(self, table: Any, text: str | None) -> str | None:
        return text


def _postgres(url: str, *, read_only: bool) -> sa.Engine:
    try:
        import psycopg  # noqa: F401  only to say what is missing
    except ImportError:
        raise MissingPart(
            "an archive in PostgreSQL needs psycopg; install it with: pip install 'sayso[postgres]'"
        ) from None
    _, _, rest = url.partition("://")
    wait = int(settings.busy_seconds() * 1000)
    options = f"-c lock_timeout={wait}" + (" -c default_transaction_read_only=on" if read_only else "")
    return sa.create_engine(
        f"postgresql+psycopg://{rest}", connect_args={"options": options}, pool_pre_ping=True
    )


CANNOT_OPEN = ("SQLITE_CANTOPEN", "SQLITE_READONLY_DIRECTORY", "SQLITE_READONLY_CANTINIT", "SQLITE_READONLY")

Failure = tuple[type[StoreError], str]
LOCKED: Failure = (ArchiveLocked, "another program is writing to it; wait, or raise SAYSO_BUSY_SECONDS")
READ_ONLY: Failure = (
    ReadOnlyArchive,
    "cannot be written (the file, its folder or the disk); copy it to where you may write",
)
FULL: Failure = (
    DiskFull,
    "no space is left there; free some and run the same command again, it goes on where it stopped",
)
DAMAGED: Failure = (
    NotAnArchive,
    "damaged, or no SQLite database; restore a copy (sqlite3 FILE .recover saves what can be saved)",
)

BY_SQLITE: dict[str, Failure] = {
    "SQLITE_BUSY": LOCKED,
    "SQLITE_LOCKED": LOCKED,
    "SQLITE_READONLY": READ_ONLY,
    "SQLITE_PERM": READ_ONLY,
    "SQLITE_CANTOPEN": (
        ReadOnlyArchive,
        "cannot be opened; look whether you may read and write it and its folder",
    ),
    "SQLITE_FULL": FULL,
    "SQLITE_CORRUPT": DAMAGED,
    "SQLITE_NOTADB": DAMAGED,
}
"""What SQLite's error names (without what follows their second underscore) mean for an archive."""
BY_SQLSTATE: dict[str, Failure] = {
    "55P03": LOCKED,
    "40P01": LOCKED,
    "25006": READ_ONLY,
    "42501": (ReadOnlyArchive, "this user may not write there; ask for the right, or open it as another"),
    "53100": FULL,
}
"""What PostgreSQL's SQLSTATE codes mean for an archive."""


def mapped(error: BaseException, *, where: str) -> StoreError:
    """The error of sayso for one of a database, in one line: what, where, what would do.

    >>> mapped(sqlite3.OperationalError("disk I/O error"), where="my.db")
    StoreError('my.db: the database says: disk I/O error')
    """
    name = "_".join((getattr(error, "sqlite_errorname", None) or "").split("_")[:2])
    state = getattr(error, "sqlstate", None) or ""
    found = BY_SQLITE.get(name) or BY_SQLSTATE.get(state)
    if found is None and type(error).__module__.startswith("psycopg") and state[:2] in ("", "08", "28", "3D"):
        found = (StoreError, f"the server cannot be reached as asked ({_first_line(error)})")
    if found is None:
        return StoreError(f"{where}: the database says: {_first_line(error)}")
    kind, hint = found
    return kind(f"{where}: {hint}")


def _first_line(error: BaseException) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
