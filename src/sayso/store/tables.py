"""The tables, written once for SQLite and PostgreSQL; docs/archive.md says what each column means."""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
)

METADATA = MetaData(
    naming_convention={
        "ix": "%(table_name)s_by_%(column_0_N_name)s",
        "uq": "%(table_name)s_one_%(column_0_N_name)s",
        "fk": "%(table_name)s_%(column_0_name)s",
        "pk": "%(table_name)s_key",
    }
)

# SQLite only takes INTEGER as the name of its row number.
NUMBER = BigInteger().with_variant(Integer(), "sqlite")
# Pages need one order everywhere, that of code points, whatever the server's language.
TEXT = Text().with_variant(Text(collation="C"), "postgresql")


def _of_claim() -> Column[int]:
    return Column("claim", NUMBER, ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True)


def _position() -> Column[int]:
    return Column("position", Integer, primary_key=True, autoincrement=False)


MIGRATIONS = Table(
    "migrations",
    METADATA,
    Column("version", Integer, primary_key=True, autoincrement=False),
    Column("name", TEXT, nullable=False),
    Column("applied", TEXT, nullable=False),
)

REPORTS = Table(
    "reports",
    METADATA,
    Column("id", TEXT, primary_key=True),
    Column("outlet", TEXT),
    Column("headline", TEXT),
    Column("byline", TEXT),
    Column("published", TEXT),
    Column("url", TEXT),
    Column("language", TEXT),
    Column("name", TEXT),
    Column("encoding", TEXT),
    Column("bytes_sha256", TEXT),
    Column("text_sha256", TEXT, nullable=False),
    Column("characters", Integer, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("title_starts", Integer),
    Column("title_ends", Integer),
    Column("outlet_folded", TEXT, nullable=False, index=True),
    Column("day", TEXT, nullable=False),
    # Last, so that lists need not walk over it.
    Column("text", TEXT, nullable=False),
)
Index("reports_in_order", REPORTS.c.day.desc(), REPORTS.c.id)

REPORT_JSON = Table(
    "report_json",
    METADATA,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    # The record without its claims; the report itself only where columns cannot hold it (NUL, half surrogates).
    Column("json", TEXT, nullable=False),
)

ENTITIES = Table(
    "entities",
    METADATA,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _position(),
    Column("id", TEXT, nullable=False, index=True),
    Column("name", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("name_folded", TEXT, nullable=False, index=True),
    Column("mentions", Integer, nullable=False),
)

MENTIONS = Table(
    "mentions",
    METADATA,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    Column("entity", TEXT, nullable=False, index=True),
    _position(),
    Column("text", TEXT, nullable=False),
    Column("form", TEXT, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)

NOTICES = Table(
    "notices",
    METADATA,
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), primary_key=True),
    _position(),
    Column("notice", TEXT, nullable=False),
)

CLAIMS = Table(
    "claims",
    METADATA,
    Column("number", NUMBER, primary_key=True),
    Column("id", TEXT, nullable=False),
    Column("report", TEXT, ForeignKey("reports.id", ondelete="CASCADE"), nullable=False),
    Column("position", Integer, nullable=False),
    Column("quote", TEXT, nullable=False),
    Column("chain", TEXT, nullable=False),
    Column("origin", TEXT, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("stance", TEXT, nullable=False),
    Column("polarity", TEXT, nullable=False),
    Column("likelihood", TEXT),
    Column("factuality", Float),
    Column("type", TEXT),
    Column("mode", TEXT),
    Column("subtype", TEXT),
    Column("what_status", TEXT, nullable=False),
    Column("actor", TEXT),
    Column("recipient", TEXT),
    Column("when_start", TEXT),
    Column("when_end", TEXT),
    Column("when_granularity", TEXT),
    Column("when_inferred", TEXT),
    Column("when_text", TEXT),
    Column("when_starts", Integer),
    Column("when_ends", Integer),
    Column("when_status", TEXT, nullable=False),
    Column("place", TEXT),
    Column("country", TEXT),
    Column("lat", Float),
    Column("lon", Float),
    Column("precision_km", Float),
    Column("where_text", TEXT),
    Column("where_starts", Integer),
    Column("where_ends", Integer),
    Column("where_status", TEXT, nullable=False),
    Column("grade", TEXT),
    # What filters and pages need: folded names, comparable days, searchable words.
    Column("day", TEXT, nullable=False),
    Column("day_from", TEXT),
    Column("day_to", TEXT),
    Column("place_folded", TEXT),
    Column("words", TEXT, nullable=False),
    Column("chain_number", Integer),  # of `chains`; at the end, where version 2 put it
    UniqueConstraint("id"),
    UniqueConstraint("report", "position"),
)
Index("claims_in_order", CLAIMS.c.day.desc(), CLAIMS.c.report, CLAIMS.c.position)
# Everything that is counted for a page's facets, and then all that claims are filtered by: the counts are
# taken while this index is walked in its order, without fetching or sorting a row.
Index(
    "claims_counted",
    CLAIMS.c.stance,
    CLAIMS.c.polarity,
    CLAIMS.c.kind,
    CLAIMS.c.type,
    CLAIMS.c.country,
    CLAIMS.c.day_from,
    CLAIMS.c.day_to,
    CLAIMS.c.chain_number,
    CLAIMS.c.place_folded,
    CLAIMS.c.report,
    CLAIMS.c.likelihood,
    CLAIMS.c.mode,
)
Index(
    "claims_by_chain",
    CLAIMS.c.chain_number,
    CLAIMS.c.day.desc(),
    CLAIMS.c.report,
    CLAIMS.c.position,
)
# Each goes on with the order of pages: the first page of a frequent value needs no sorting.
for _name in ("kind", "stance", "polarity", "type", "country", "place_folded"):
    Index(
        f"claims_by_{_name.removesuffix('_folded')}",
        CLAIMS.c[_name],
        CLAIMS.c.day.desc(),
        CLAIMS.c.report,
        CLAIMS.c.position,
    )
Index(
    "claims_by_time",
    CLAIMS.c.day_from,
    CLAIMS.c.day_to,
    CLAIMS.c.day.desc(),
    CLAIMS.c.report,
    CLAIMS.c.position,
)

CLAIM_JSON = Table(
    "claim_json",
    METADATA,
    Column("claim", NUMBER, ForeignKey("claims.number", ondelete="CASCADE"), primary_key=True),
    Column("json", TEXT, nullable=False),
)

SPANS = Table(
    "spans",
    METADATA,
    _of_claim(),
    _position(),
    Column("told", TEXT, nullable=False),  # "first", or "again" where the claim stands once more
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)

VOICES = Table(
    "voices",
    METADATA,
    _of_claim(),
    _position(),
    Column("voice", TEXT, nullable=False),
    Column("name", TEXT),
    Column("speaker", TEXT, nullable=False),  # the name where it is known, else the words
    Column("kind", TEXT, nullable=False),
    Column("act", TEXT, nullable=False),
    Column("cue", TEXT),
    Column("cue_starts", Integer),
    Column("cue_ends", Integer),
    Column("starts", Integer),
    Column("ends", Integer),
    Column("entity", TEXT),
    Column("confidence", Float),
    Column("origin", Integer, nullable=False),  # 1 for the last link, 0 elsewhere
    Column("voice_folded", TEXT, nullable=False),
    Column("speaker_folded", TEXT, nullable=False),
)
Index("voices_by_voice", VOICES.c.voice_folded, VOICES.c.origin, VOICES.c.claim)
Index(
    "voices_by_speaker",
    VOICES.c.speaker_folded,
    VOICES.c.speaker,
    VOICES.c.kind,
    VOICES.c.claim,
    VOICES.c.origin,
)

# Every chain and every name in one, once: a name with `*` is looked for among these, not among all voices,
# and a claim has one chain, so that claims are counted without looking for those found twice.
NAMES = Table(
    "names",
    METADATA,
    Column("number", NUMBER, primary_key=True),
    Column("folded", TEXT, nullable=False),
    UniqueConstraint("folded"),
)

CHAINS = Table(
    "chains",
    METADATA,
    Column("number", NUMBER, primary_key=True),
    Column(
        "digest", TEXT, nullable=False
    ),  # of the folded names in order: they may be longer than an index takes
    UniqueConstraint("digest"),
)

CHAIN_NAMES = Table(
    "chain_names",
    METADATA,
    Column("chain", NUMBER, ForeignKey("chains.number", ondelete="CASCADE"), primary_key=True),
    Column("name", NUMBER, ForeignKey("names.number"), primary_key=True),
    Column("origin", Integer, nullable=False),  # 1 where the name is (also) that of the last link
    sqlite_with_rowid=False,
)
Index("chain_names_by_name", CHAIN_NAMES.c.name, CHAIN_NAMES.c.origin, CHAIN_NAMES.c.chain)

PARTICIPANTS = Table(
    "participants",
    METADATA,
    _of_claim(),
    _position(),
    Column("role", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
    Column("entity", TEXT),
    Column("name", TEXT),  # of the entity
    Column("text_folded", TEXT, nullable=False),
    Column("name_folded", TEXT),
)
Index("participants_by_text", PARTICIPANTS.c.text_folded, PARTICIPANTS.c.role, PARTICIPANTS.c.claim)
Index("participants_by_name", PARTICIPANTS.c.name_folded, PARTICIPANTS.c.role, PARTICIPANTS.c.claim)

NUMBERS = Table(
    "numbers",
    METADATA,
    _of_claim(),
    _position(),
    Column("kind", TEXT, nullable=False),
    Column("unit", TEXT, nullable=False),
    Column("text", TEXT, nullable=False),
    Column("low", Float),
    Column("high", Float),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)

CUES = Table(
    "cues",
    METADATA,
    _of_claim(),
    _position(),
    Column("cell", TEXT, nullable=False),  # "how_sure", "trigger", or the flag that rests on the words
    Column("text", TEXT, nullable=False),
    Column("starts", Integer, nullable=False),
    Column("ends", Integer, nullable=False),
)

FLAGS = Table(
    "flags",
    METADATA,
    _of_claim(),
    _position(),
    Column("name", TEXT, nullable=False),
    Column("because", TEXT, nullable=False),
)
Index("flags_by_name", FLAGS.c.name, FLAGS.c.claim)

UNREAD = Table(
    "unread",
    METADATA,
    Column("name", TEXT, primary_key=True),
    Column("kind", TEXT, nullable=False),
    Column("problem", TEXT, nullable=False),
)

OF_CLAIM: tuple[Table, ...] = (CLAIM_JSON, SPANS, VOICES, PARTICIPANTS, NUMBERS, CUES, FLAGS)
"""Tables with rows for each claim."""
OF_REPORT: tuple[Table, ...] = (REPORT_JSON, ENTITIES, MENTIONS, NOTICES)
"""Tables with rows for each report."""

VIEWS: dict[str, str] = {
    "claims_readable": """
        SELECT claims.number, claims.id AS claim, reports.outlet, reports.published, reports.headline,
               claims.chain AS who_says, claims.kind AS voice_kind,
               CASE claims.polarity WHEN 'negated' THEN claims.stance || ': not' ELSE claims.stance END AS how_sure,
               claims.likelihood, claims.type AS event_class, claims.mode, claims.actor, claims.recipient,
               claims.quote,
               CASE WHEN claims.when_start IS NULL AND claims.when_end IS NULL THEN claims.when_status
                    WHEN claims.when_start = claims.when_end THEN claims.when_start
                    ELSE COALESCE(claims.when_start, '…') || ' – ' || COALESCE(claims.when_end, '…') END AS when_it_holds,
               claims.when_inferred, COALESCE(claims.place, claims.country, claims.where_status) AS where_it_is,
               claims.country, claims.grade, claims.report AS report
        FROM claims JOIN reports ON reports.id = claims.report""",
    "voices_readable": """
        SELECT speaker AS who, kind, count(DISTINCT claim) AS claims, sum(origin) AS origin_of
        FROM voices GROUP BY speaker, kind""",
    "reports_readable": """
        SELECT id AS report, outlet, published, headline, byline, claims, characters, url, name, language
        FROM reports""",
    "participants_readable": """
        SELECT claims.id AS claim, participants.role, COALESCE(participants.name, participants.text) AS who,
               participants.text AS words, claims.type AS event_class, claims.quote, claims.number
        FROM participants JOIN claims ON claims.number = participants.claim""",
}
"""Views with names for people, the same on both databases."""
