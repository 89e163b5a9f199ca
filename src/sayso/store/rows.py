"""A record as rows of the tables, and back. Columns are for looking and filtering, JSON gives back what was added."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from typing import Any

from ..errors import BadRecord
from ..record import Claim, Entity, Record, Report, Role, Span, from_dict, to_dict
from .folding import LONGEST_NAME, day_key, interval, key, storable, tokens

Row = dict[str, Any]

REPORT_TEXTS = (
    "text",
    "outlet",
    "byline",
    "published",
    "url",
    "language",
    "name",
    "encoding",
    "bytes_sha256",
    "text_sha256",
    "id",
)


def _text(value: str | None) -> str | None:
    return None if value is None else storable(value)


def dumps(data: Any) -> str:
    """JSON that any database can hold: half surrogates escaped."""
    line = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    try:
        line.encode("utf-8")
    except UnicodeEncodeError:
        line = json.dumps(data, separators=(",", ":"))
    return line


def report_row(record: Record) -> Row:
    """The row of `reports`."""
    report = record.report
    return {
        **{name: _text(getattr(report, name)) for name in REPORT_TEXTS},
        "headline": _text(report.headline),
        "characters": len(report.text),
        "claims": len(record.claims),
        "title_starts": report.title and report.title.start,
        "title_ends": report.title and report.title.end,
        "outlet_folded": key(report.outlet or ""),
        "day": day_key(report.published),
    }


def report_of(row: Any) -> Report:
    """The report of a row of `reports` (a mapping)."""
    title = None if row["title_starts"] is None else Span(row["title_starts"], row["title_ends"])
    return Report(title=title, **{name: row[name] for name in REPORT_TEXTS})


def report_json(record: Record) -> Row:
    """The row of `report_json`: entities and notices, and the report where its columns would lose signs."""
    rest: dict[str, Any] = {"entities": to_dict(record.entities), "notices": list(record.notices)}
    if report_of(report_row(record)) != record.report:
        rest["report"] = to_dict(record.report)
    return {"report": record.report.id, "json": dumps(rest)}


def record_of(row: Any, rest: str, claims: list[str]) -> Record:
    """The record of a row of `reports`, its JSON, and its claims' JSON in order."""
    data = json.loads(rest)
    report = from_dict(Report, data["report"]) if "report" in data else report_of(row)
    return Record(
        report=report,
        claims=tuple(claim_of(line) for line in claims),
        entities=tuple(from_dict(Entity, entity) for entity in data["entities"]),
        notices=tuple(data["notices"]),
    )


def claim_of(line: str) -> Claim:
    """The claim of its JSON."""
    return from_dict(Claim, json.loads(line))


def _of(prefix: str, span: Span | None) -> Row:
    return {f"{prefix}starts": span and span.start, f"{prefix}ends": span and span.end}


def _words_of(claim: Claim, role: Role) -> str | None:
    found = dict.fromkeys(storable(p.text) for p in claim.what.participants if p.role is role)
    return ", ".join(found) or None


def claim_row(record: Record, position: int, claim: Claim) -> Row:
    """The row of `claims`, without its number."""
    sure, what, when, where = claim.how_sure, claim.what, claim.when, claim.where
    first, last = interval(when.start, when.end)
    return {
        "id": storable(claim.id),
        "report": storable(record.report.id),
        "position": position,
        "quote": storable(claim.quote),
        "chain": storable(" › ".join(voice.name or voice.voice for voice in claim.who_says)),
        "origin": storable(claim.origin.name or claim.origin.voice),
        "kind": claim.origin.kind.value,
        "stance": sure.stance.value,
        "polarity": sure.polarity.value,
        "likelihood": sure.likelihood and sure.likelihood.value,
        "factuality": sure.factuality,
        "type": _text(what.type),
        "mode": _text(what.mode),
        "subtype": _text(what.subtype),
        "what_status": what.status.value,
        "actor": _words_of(claim, Role.ACTOR),
        "recipient": _words_of(claim, Role.RECIPIENT),
        "when_start": _text(when.start),
        "when_end": _text(when.end),
        "when_granularity": when.granularity and when.granularity.value,
        "when_inferred": _text(", ".join(when.inferred)) or None,
        "when_text": _text(when.text),
        **_of("when_", when.span),
        "when_status": when.status.value,
        "place": _text(where.name),
        "country": _text(where.country),
        "lat": where.lat,
        "lon": where.lon,
        "precision_km": where.precision_km,
        "where_text": _text(where.text),
        **_of("where_", where.span),
        "where_status": where.status.value,
        "grade": claim.grade and storable(f"{claim.grade.reliability}{claim.grade.credibility}"),
        "day": day_key(record.report.published),
        "day_from": first,
        "day_to": last,
        "place_folded": None if where.name is None else key(where.name),
        "words": " ".join(tokens(claim.quote)),
    }


def chain_of(names: Iterable[tuple[str, str]]) -> tuple[str, dict[str, int]]:
    """What makes a chain one: the digest of its folded names (voice, speaker) in order, and each name with 1
    where it is that of the last link, 0 elsewhere.

    >>> chain_of([("the courier", "the courier"), ("he", "idris salloum")])[1]
    {'the courier': 0, 'he': 1, 'idris salloum': 1}
    """
    links = list(names)
    found: dict[str, int] = {}
    for i, link in enumerate(links):
        for name in link:
            found[name] = max(found.get(name, 0), int(i == len(links) - 1))
    digest = hashlib.sha256("\n".join(name for link in links for name in link).encode()).hexdigest()
    return digest[:32], found


def of_claim(record: Record, claim: Claim) -> dict[str, list[Row]]:
    """The rows of the tables under `claims`, by table, without the claim's number."""
    names = {entity.id: entity.name for entity in record.entities}
    last = len(claim.who_says) - 1
    quotes = [("how_sure", cue) for cue in claim.how_sure.cues]
    quotes += [("trigger", cue) for cue in claim.what.trigger]
    quotes += [(storable(flag.name), quote) for flag in claim.flags for quote in flag.quotes]
    told = [("first", span) for span in claim.spans] + [("again", span) for span in claim.told_again]
    return {
        "claim_json": [{"json": dumps(to_dict(claim))}],
        "spans": [{"position": i, "told": how, **_of("", span)} for i, (how, span) in enumerate(told)],
        "voices": [
            {
                "position": i,
                "voice": storable(voice.voice),
                "name": _text(voice.name),
                "speaker": storable(voice.name or voice.voice)[:LONGEST_NAME],
                "kind": voice.kind.value,
                "act": storable(voice.act),
                "cue": _text(voice.cue.text if voice.cue else None),
                **_of("cue_", voice.cue.span if voice.cue else None),
                **_of("", voice.span),
                "entity": _text(voice.entity),
                "confidence": voice.confidence,
                "origin": int(i == last),
                "voice_folded": key(voice.voice),
                "speaker_folded": key(voice.name or voice.voice),
            }
            for i, voice in enumerate(claim.who_says)
        ],
        "participants": [
            {
                "position": i,
                "role": p.role.value,
                "text": storable(p.text),
                **_of("", p.span),
                "entity": _text(p.entity),
                "name": _text(names.get(p.entity or "")),
                "text_folded": key(p.text),
                "name_folded": key(names[p.entity]) if p.entity in names else None,
            }
            for i, p in enumerate(claim.what.participants)
        ],
        "numbers": [
            {
                "position": i,
                "kind": n.kind.value,
                "unit": storable(n.unit),
                "text": storable(n.text),
                "low": n.low,
                "high": n.high,
                **_of("", n.span),
            }
            for i, n in enumerate(claim.what.numbers)
        ],
        "cues": [
            {"position": i, "cell": cell, "text": storable(cue.text), **_of("", cue.span)}
            for i, (cell, cue) in enumerate(quotes)
        ],
        "flags": [
            {"position": i, "name": storable(flag.name), "because": storable(flag.because)}
            for i, flag in enumerate(claim.flags)
        ],
    }


def of_report(record: Record) -> dict[str, list[Row]]:
    """The rows of the tables under `reports`, by table."""
    id = storable(record.report.id)
    mentions = [(entity.id, mention) for entity in record.entities for mention in entity.mentions]
    return {
        "report_json": [report_json(record)],
        "entities": [
            {
                "report": id,
                "position": i,
                "id": storable(entity.id),
                "name": storable(entity.name),
                "kind": entity.kind.value,
                "name_folded": key(entity.name),
                "mentions": len(entity.mentions),
            }
            for i, entity in enumerate(record.entities)
        ],
        "mentions": [
            {
                "report": id,
                "position": i,
                "entity": storable(entity),
                "text": storable(mention.text),
                "form": mention.form.value,
                **_of("", mention.span),
            }
            for i, (entity, mention) in enumerate(mentions)
        ],
        "notices": [
            {"report": id, "position": i, "notice": storable(notice)}
            for i, notice in enumerate(record.notices)
        ],
    }


def checked(record: Record) -> Record:
    """The record, if it can be kept; BadRecord where claims share an id or one has no voice."""
    seen: set[str] = set()
    for claim in record.claims:
        if claim.id in seen:
            raise BadRecord(f"{record.report.id}: two claims have the id {claim.id}; ids must differ")
        if not claim.who_says:
            raise BadRecord(f"{claim.id}: the claim has no voice; the outlet is the least there must be")
        if claim.report != record.report.id:
            raise BadRecord(
                f"{claim.id}: the claim is of report {claim.report}, but is added with {record.report.id}"
            )
        seen.add(claim.id)
    return record


def differing(stored: Row, made: Row) -> Iterator[str]:
    """The columns in which a stored row differs from what the record gives."""
    for name, value in made.items():
        if stored.get(name) != value:
            yield name
