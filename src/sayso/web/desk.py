"""The desk's pages: the list of reports, the list of claims, one report, and about."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, RedirectResponse
from markupsafe import Markup

from .. import __version__
from ..archive import Archive, ReportCard
from ..record import Claim, Polarity, Stance, VoiceKind
from . import words
from .api import Id, Question, Store, known, record_of
from .page import DIST, environment
from .query import LIMIT, After, Limit, Outlet, address
from .view import event, gist, view

COUNTERS = ThreadPoolExecutor(max_workers=2, thread_name_prefix="sayso-facets")

FORMATS = {"one page": "html", "JSON": "json", "JSON lines": "jsonl", "CSV": "csv", "text": "txt"}
"""What a report can be kept as, and how its address ends."""

router = APIRouter(default_response_class=HTMLResponse, include_in_schema=False)


def html(request: Request, name: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """A page of the desk."""
    archive: Archive = request.app.state.archive
    text = (
        environment()
        .get_template(name)
        .render(
            version=__version__,
            archive=Path(archive.name).name,
            path=request.url.path,
            assets=assets(),
            **values,
        )
    )
    return HTMLResponse(text.encode("utf-8", "replace"), status_code=status)


@cache
def assets() -> dict[str, str | None]:
    """Addresses of the style sheet and, where they were bundled, the scripts."""
    built = (DIST / "reader.js").is_file()
    style = "/static/dist/report.css" if (DIST / "report.css").is_file() else "/static/report.css"
    return {
        "style": style,
        "desk": "/static/desk.css",
        "reader": "/static/dist/reader.js" if built else None,
        "map": "/static/dist/map.js" if built else None,
        "world": "/static/dist/world.json",
    }


@router.get("/")
def home() -> RedirectResponse:
    """The reports are where one begins."""
    return RedirectResponse("/reports", status_code=307)


@router.get("/reports")
def reports(
    request: Request, archive: Store, outlet: Outlet = None, limit: Limit = LIMIT, after: After = None
) -> HTMLResponse:
    """The list of reports, newest first."""
    found = archive.reports(outlet=outlet or None, limit=limit, after=after or None)
    same = [("outlet", outlet or "")] + ([("limit", str(limit))] if limit != LIMIT else [])
    return html(
        request,
        "reports.html",
        cards=[report_row(card) for card in found.reports],
        totals=archive.totals(),
        problems=archive.problems()[:200] if not after else (),
        outlet=outlet or "",
        first=address("/reports", same) if after else None,
        next=address("/reports", [*same, ("after", found.next)]) if found.next else None,
        formats={name: address(f"/reports.{name}", same[:1]) for name in ("json", "jsonl", "csv")},
    )


@router.get("/claims")
def claims(
    request: Request, archive: Store, question: Question, limit: Limit = LIMIT, after: After = None
) -> HTMLResponse:
    """The list of claims that fit a filter, with how many have each stance, kind of voice and class."""
    # The database works outside the interpreter's lock, so the page and its counts take turns on two cores.
    counting = COUNTERS.submit(archive.facets, question.filter)
    found = archive.claims(question.filter, limit=limit, after=after or None)
    facets = counting.result()
    size = str(limit) if limit != LIMIT else None
    return html(
        request,
        "claims.html",
        rows=[claim_row(claim, found.reports[claim.report]) for claim in found.claims],
        question=question,
        total=facets.total,
        facets=[
            ("stance", "How sure", _facet(question, "stance", facets.stance)),
            ("polarity", "Polarity", _facet(question, "polarity", facets.polarity)),
            ("kind", "Who says", _facet(question, "kind", facets.kind)),
            ("type", "What", _facet(question, "type", facets.type)),
        ],
        stances=[stance.value for stance in Stance],
        kinds=[(kind.value, words.KINDS[kind]) for kind in VoiceKind],
        first=question.link("/claims", limit=size) if after else None,
        next=question.link("/claims", limit=size, after=found.next) if found.next else None,
        formats={name: question.link(f"/claims.{name}") for name in ("json", "jsonl", "csv")},
    )


@router.get("/reports/{id}")
def report(request: Request, archive: Store, id: Id) -> Any:
    """The reading view of one report; the beginning of an id leads to the whole one."""
    full = known(archive, id, "r-")
    if full != id:
        return RedirectResponse(f"/reports/{full}", status_code=307)
    formats = {name: f"/reports/{id}.{ending}" for name, ending in FORMATS.items()}
    return html(request, "report.html", view=view(record_of(archive, id)), formats=formats)


@router.get("/claims/{id}")
def claim(archive: Store, id: Id) -> RedirectResponse:
    """A claim is read in its report."""
    found = archive.claim(known(archive, id, "c-"))
    return RedirectResponse(f"/reports/{found.report}#{found.id}", status_code=307)


@router.get("/about")
def about(request: Request, archive: Store) -> HTMLResponse:
    """Version, how much there is, how the reader was made, and whose work is in it."""
    return html(
        request,
        "about.html",
        totals=archive.totals(),
        cards=model_cards(),
        licences=(DIST / "LICENSES.txt").read_text(encoding="utf-8")
        if (DIST / "LICENSES.txt").is_file()
        else "",
    )


def report_row(card: ReportCard) -> dict[str, Any]:
    """What the list shows of a report."""
    headline = " ".join((card.headline or card.name or "").split())
    return {
        "id": card.id,
        "headline": headline or "Untitled report",
        "outlet": card.outlet or "unknown outlet",
        "named": card.outlet is not None,
        "published": words.moment(card.published) if card.published else "no date",
        "iso": card.published,
        "claims": card.claims,
        "size": f"{card.characters:,}",
        "name": card.name,
    }


def claim_row(claim: Claim, card: ReportCard) -> dict[str, Any]:
    """What the list shows of a claim."""
    how = claim.how_sure
    return {
        "id": claim.id,
        "quote": " ".join(claim.quote.split()),
        "gist": gist(claim),
        "chain": [(voice.name or voice.voice, words.KINDS[voice.kind]) for voice in claim.who_says],
        "sure": words.sure(how),
        "plain": how.stance is Stance.ASSERTED and how.polarity is Polarity.AFFIRMED,
        "line": words.line(how),
        "letters": words.letters(how) or "A",
        "kind": event(claim.what.type, claim.what.mode),
        "when": words.when(claim.when),
        "where": words.where(claim.where),
        "flags": [words.flag_label(flag.name) for flag in claim.flags],
        "report": report_row(card),
    }


def _facet(question: Any, name: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """One group of links: each sets the filter, or takes it off where it is set."""
    found = []
    for value, number in counts.items():
        on = question.has(name, value)
        label = words.KINDS[VoiceKind(value)] if name == "kind" else value.lower()
        if name == "type" and value == "none":
            label = "no event"
        found.append(
            {
                "label": label,
                "number": number,
                "on": on,
                "link": question.link("/claims", **{name: None if on else value}),
            }
        )
    return found


@cache
def model_cards() -> tuple[tuple[str, Markup], ...]:
    """The model cards that lie beside the weights: name and HTML."""
    from markdown_it import MarkdownIt

    from ..settings import weights_path

    renderer = MarkdownIt("commonmark", {"html": False}).enable("table")
    return tuple(
        (path.stem, Markup(renderer.render(path.read_text(encoding="utf-8"))))  # raw HTML is off
        for path in sorted(weights_path().glob("*.md"))
    )
