"""The HTTP API: every list and every report as JSON, JSON lines and CSV, under the page's own address."""

from __future__ import annotations

import csv
import io
import itertools
import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from typing import Annotated, Any

from fastapi import APIRouter, Depends, FastAPI, Path, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import (
    HTMLResponse,
    JSONResponse,
    PlainTextResponse,
    RedirectResponse,
    StreamingResponse,
)

from .. import __version__
from ..archive import Archive, ReportCard
from ..errors import NotFound
from ..record import Claim, Record, schema, to_dict
from . import page
from .query import LIMIT, After, Asked, Limit, Outlet, asked, storable

FIRST, BATCH = 50, 500
"""Claims in the first and in each further part of a stream: the first is small, so that it comes at once."""

JSONL = "application/x-ndjson"
CSV = "text/csv; charset=utf-8"

Id = Annotated[str, Path(max_length=100, description="An id, or its beginning: r-… or c-… and four digits.")]
Question = Annotated[Asked, Depends(asked)]


def archive_of(request: Request) -> Archive:
    """The archive that this server shows."""
    archive: Archive = request.app.state.archive
    return archive


Store = Annotated[Archive, Depends(archive_of)]


def _content(name: str, media: str = "application/json") -> dict[int | str, dict[str, Any]]:
    reference = {"$ref": f"#/components/schemas/{name}"}
    return {200: {"description": "Found.", "content": {media: {"schema": reference}}}, **PROBLEMS}


def _text(media: str, meaning: str) -> dict[int | str, dict[str, Any]]:
    content = {media: {"schema": {"type": "string"}}}
    return {200: {"description": meaning, "content": content}, **PROBLEMS}


PROBLEM = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {
        "description": "A parameter does not fit; the problem says which and what would do.",
        "content": PROBLEM,
    },
    404: {"description": "Nothing of this id is in the archive.", "content": PROBLEM},
    422: {"description": "A parameter is outside its bounds.", "content": PROBLEM},
}

router = APIRouter()


@router.get("/api/health", responses=_content("Health"), response_class=JSONResponse)
def health(archive: Store) -> JSONResponse:
    """Whether the desk answers, with its version and how much is in the archive."""
    totals = archive.totals()
    return JSONResponse({"status": "ok", "version": __version__, **to_dict(totals)})


@router.get("/reports.json", responses=_content("Reports"), response_class=JSONResponse)
def reports_json(
    archive: Store, outlet: Outlet = None, limit: Limit = LIMIT, after: After = None
) -> JSONResponse:
    """A page of reports, newest first, without their texts."""
    found = archive.reports(outlet=outlet or None, limit=limit, after=after or None)
    return JSONResponse({"reports": to_dict(found.reports), "next": found.next})


@router.get("/reports.jsonl", responses=_text(JSONL, "One report a line."), response_class=PlainTextResponse)
def reports_jsonl(archive: Store, outlet: Outlet = None) -> StreamingResponse:
    """All reports, newest first, without their texts: one a line, streamed."""
    cards = archive.every_report(outlet=outlet or None)
    return streamed((json.dumps(to_dict(card), ensure_ascii=False) + "\n" for card in cards), JSONL)


@router.get("/reports.csv", responses=_text(CSV, "One report a row."), response_class=PlainTextResponse)
def reports_csv(archive: Store, outlet: Outlet = None) -> StreamingResponse:
    """All reports, newest first, without their texts: one a row, streamed."""
    return streamed(_report_rows(archive.every_report(outlet=outlet or None)), CSV)


@router.get("/claims.json", responses=_content("Claims"), response_class=JSONResponse)
def claims_json(
    archive: Store, question: Question, limit: Limit = LIMIT, after: After = None
) -> JSONResponse:
    """A page of claims that fit, with the cards of the reports they come from."""
    found = archive.claims(question.filter, limit=limit, after=after or None)
    return JSONResponse(
        {
            "claims": to_dict(found.claims),
            "reports": {id: to_dict(card) for id, card in found.reports.items()},
            "next": found.next,
        }
    )


@router.get("/claims.jsonl", responses=_text(JSONL, "One claim a line."), response_class=PlainTextResponse)
def claims_jsonl(archive: Store, question: Question) -> StreamingResponse:
    """All claims that fit, one a line, streamed."""
    return streamed(_written(_every(archive, question), "jsonl"), JSONL)


@router.get("/claims.csv", responses=_text(CSV, "One claim a row."), response_class=PlainTextResponse)
def claims_csv(archive: Store, question: Question) -> StreamingResponse:
    """All claims that fit, one a row, streamed."""
    return streamed(_written(_every(archive, question), "csv"), CSV)


@router.get("/reports/{id}.json", responses=_content("Record"), response_class=JSONResponse)
def report_json(archive: Store, id: Id) -> JSONResponse:
    """The whole record of a report: text, claims, entities."""
    return JSONResponse(to_dict(record_of(archive, id)))


@router.get(
    "/reports/{id}.jsonl", responses=_text(JSONL, "One claim a line."), response_class=PlainTextResponse
)
def report_jsonl(archive: Store, id: Id) -> StreamingResponse:
    """The claims of a report, one a line."""
    return _report_as(record_of(archive, id), "jsonl", JSONL)


@router.get("/reports/{id}.csv", responses=_text(CSV, "One claim a row."), response_class=PlainTextResponse)
def report_csv(archive: Store, id: Id) -> StreamingResponse:
    """The claims of a report, one a row."""
    return _report_as(record_of(archive, id), "csv", CSV)


@router.get(
    "/reports/{id}.html",
    responses=_text("text/html", "One self-contained page."),
    response_class=HTMLResponse,
)
def report_html(archive: Store, id: Id) -> HTMLResponse:
    """The reading view as one self-contained file, to keep or to send."""
    record = record_of(archive, id)
    headers = {"Content-Disposition": f'attachment; filename="{record.report.id}.html"'}
    return HTMLResponse(page.page(record), headers=headers)


@router.get(
    "/reports/{id}.txt", responses=_text("text/plain", "The stored text."), response_class=PlainTextResponse
)
def report_text(archive: Store, id: Id) -> PlainTextResponse:
    """The stored text of a report: what every span points into."""
    return PlainTextResponse(record_of(archive, id).report.text.encode("utf-8", "replace"))


@router.get("/claims/{id}.json", responses=_content("Claim"), response_class=JSONResponse)
def claim_json(archive: Store, id: Id) -> JSONResponse:
    """One claim with its five cells."""
    return JSONResponse(to_dict(archive.claim(known(archive, id, "c-"))))


@router.get("/api/openapi.json", include_in_schema=False)
def openapi_json(request: Request) -> JSONResponse:
    """The OpenAPI 3.1 description of all this."""
    return JSONResponse(request.app.openapi())


@router.get("/api", include_in_schema=False)
@router.get("/api/", include_in_schema=False)
def api_root() -> RedirectResponse:
    """The description is where the API begins."""
    return RedirectResponse("/api/openapi.json")


def known(archive: Archive, id: str, letter: str) -> str:
    """The full id for an id or its beginning; raises NotFound for another kind of thing."""
    if not id.startswith(letter) or not storable(id):
        raise NotFound(f"'{id[:40]}' is no id of this kind; it begins with {letter}")
    return archive.resolve(id)


def record_of(archive: Archive, id: str) -> Record:
    """The record of a report by its id or the beginning of it; raises NotFound."""
    return archive.record(known(archive, id, "r-"))


def streamed(parts: Iterable[str], media: str) -> StreamingResponse:
    """Text that goes out as it is made; the first part is made now, so that its errors still have a status."""
    iterator = iter(parts)
    first = next(iterator, "")
    chain = itertools.chain([first], iterator)
    return StreamingResponse((part.encode("utf-8", "replace") for part in chain), media_type=media)


def _every(archive: Archive, question: Asked) -> Iterator[tuple[Claim, Any]]:
    """All claims that fit with the cards of their reports, fetched in the parts of the stream."""
    after: str | None = None
    for number in itertools.count():
        found = archive.claims(question.filter, limit=BATCH if number else FIRST, after=after)
        for claim in found.claims:
            yield claim, found.reports[claim.report]
        if (after := found.next) is None:
            return


def _written(lines: Iterable[tuple[Claim, Any]], format: str) -> Iterator[str]:
    from ..export import formats

    writer = formats()[format].write
    iterator = iter(lines)
    for number in itertools.count():
        batch = list(itertools.islice(iterator, BATCH if number else FIRST))
        if not batch and number:
            return
        out = io.StringIO()
        writer(batch, out)
        text = out.getvalue()
        # Each batch of a CSV file begins with the names of the columns; they belong there once.
        yield text.split("\n", 1)[1] if format == "csv" and number else text


def _report_as(record: Record, format: str, media: str) -> StreamingResponse:
    return streamed(_written(((claim, record.report) for claim in record.claims), format), media)


def _report_rows(cards: Iterable[ReportCard]) -> Iterator[str]:
    names = [field.name for field in fields(ReportCard)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    for card in cards:
        writer.writerow([getattr(card, name) for name in names])
        if out.tell() > 1 << 16:
            yield out.getvalue()
            out.seek(0)
            out.truncate()
    yield out.getvalue()


def describe(app: FastAPI) -> dict[str, Any]:
    """OpenAPI 3.1: the routes, with the record's own JSON Schema for what they answer."""
    made = get_openapi(
        title="sayso desk",
        version=__version__,
        openapi_version="3.1.0",
        description="Reports, claims and their five cells, each tied to its words. Offsets are code points.",
        routes=app.routes,
    )
    parts = made.setdefault("components", {}).setdefault("schemas", {})
    for kind in (Claim, Record, ReportCard):
        parts.update(_components(kind))
    nothing = {"type": "null"}
    cursor = {"anyOf": [{"type": "string"}, nothing]}
    card = {"$ref": "#/components/schemas/ReportCard"}
    parts["Problem"] = _object(problem={"type": "string"})
    parts["Health"] = _object(
        status={"const": "ok"},
        version={"type": "string"},
        reports={"type": "integer"},
        claims={"type": "integer"},
        unread={"type": "integer"},
    )
    parts["Reports"] = _object(reports={"type": "array", "items": card}, next=cursor)
    parts["Claims"] = _object(
        claims={"type": "array", "items": {"$ref": "#/components/schemas/Claim"}},
        reports={"type": "object", "additionalProperties": card},
        next=cursor,
    )
    for unused in ("HTTPValidationError", "ValidationError"):
        parts.pop(unused, None)
    return made


def _object(**properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _components(kind: type) -> dict[str, Any]:
    """The JSON Schema of a record type, cut into components."""
    whole = schema(kind)
    definitions = whole.pop("$defs")
    for key in ("$schema", "$id"):
        whole.pop(key)
    text = json.dumps({kind.__name__: whole, **definitions}).replace("#/$defs/", "#/components/schemas/")
    found: dict[str, Any] = json.loads(text)
    return found
