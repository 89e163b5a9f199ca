"""CSV: one claim a row, flat columns whose names stay (docs/formats.md lists them)."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable
from typing import TextIO

from ..record import Claim, NumberKind, Quote, Role, Span
from . import Line, Origin

BETWEEN = " | "
"""What stands between several values in one cell."""


def _spans(spans: Iterable[Span]) -> str:
    return BETWEEN.join(f"{span.start}-{span.end}" for span in spans)


def _quotes(quotes: Iterable[Quote]) -> str:
    return BETWEEN.join(quote.text for quote in quotes)


def _role(role: Role) -> Callable[[Claim], str]:
    return lambda claim: BETWEEN.join(p.text for p in claim.what.participants if p.role is role)


def _number(kind: NumberKind, bound: str) -> Callable[[Claim], object]:
    def of(claim: Claim) -> object:
        found = [getattr(n, bound) for n in claim.what.numbers if n.kind is kind]
        return BETWEEN.join("" if value is None else f"{value:g}" for value in found)

    return of


REPORT_COLUMNS: dict[str, Callable[[Origin], object]] = {
    "outlet": lambda r: r.outlet,
    "published": lambda r: r.published,
    "headline": lambda r: r.headline,
    "url": lambda r: r.url,
    "name": lambda r: r.name,
}

COLUMNS: dict[str, Callable[[Claim], object]] = {
    "quote": lambda c: c.quote,
    "spans": lambda c: _spans(c.spans),
    "who_says": lambda c: BETWEEN.join(v.voice for v in c.who_says),
    "origin": lambda c: c.origin.name or c.origin.voice,
    "origin_kind": lambda c: c.origin.kind.value,
    "origin_act": lambda c: c.origin.act,
    "origin_cue": lambda c: c.origin.cue and c.origin.cue.text,
    "stance": lambda c: c.how_sure.stance.value,
    "polarity": lambda c: c.how_sure.polarity.value,
    "likelihood": lambda c: c.how_sure.likelihood and c.how_sure.likelihood.value,
    "stance_cues": lambda c: _quotes(c.how_sure.cues),
    "type": lambda c: c.what.type,
    "mode": lambda c: c.what.mode,
    "context": lambda c: BETWEEN.join(c.what.context),
    "subtype": lambda c: c.what.subtype,
    "trigger": lambda c: _quotes(c.what.trigger),
    "what_status": lambda c: c.what.status.value,
    **{role.value.replace("-", "_"): _role(role) for role in Role},
    **{f"{kind.value}_{bound}": _number(kind, bound) for kind in NumberKind for bound in ("low", "high")},
    "number_units": lambda c: BETWEEN.join(n.unit for n in c.what.numbers),
    "when_start": lambda c: c.when.start,
    "when_end": lambda c: c.when.end,
    "when_granularity": lambda c: c.when.granularity and c.when.granularity.value,
    "when_text": lambda c: c.when.text,
    "when_status": lambda c: c.when.status.value,
    "when_inferred": lambda c: BETWEEN.join(c.when.inferred),
    "when_because": lambda c: BETWEEN.join(c.when.because),
    "place": lambda c: c.where.name,
    "country": lambda c: c.where.country,
    "lat": lambda c: c.where.lat,
    "lon": lambda c: c.where.lon,
    "precision_km": lambda c: c.where.precision_km,
    "place_kind": lambda c: c.where.kind and c.where.kind.value,
    "place_relation": lambda c: c.where.relation,
    "where_text": lambda c: c.where.text,
    "where_status": lambda c: c.where.status.value,
    "where_because": lambda c: BETWEEN.join(c.where.because),
    "flags": lambda c: BETWEEN.join(flag.name for flag in c.flags),
    "grade": lambda c: c.grade and f"{c.grade.reliability}{c.grade.credibility}",
}

HEADER: tuple[str, ...] = ("id", "report", *REPORT_COLUMNS, *COLUMNS)
"""The names of the columns, in order."""


def row(claim: Claim, report: Origin | None) -> list[object]:
    """One row under `HEADER`; what is not known is an empty cell."""
    about = [None if report is None else of(report) for of in REPORT_COLUMNS.values()]
    cells = [claim.id, claim.report, *about, *(of(claim) for of in COLUMNS.values())]
    # Half of a surrogate pair cannot be written as UTF-8.
    return [c.encode("utf-8", "replace").decode() if isinstance(c, str) else c for c in cells]


def write(lines: Iterable[Line], out: TextIO) -> None:
    """Write the header and a row for each claim."""
    plain = csv.writer(out, lineterminator="\n")
    # Python leaves a lone carriage return without quotation marks, and then takes it for the end of a row.
    quoted = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_ALL)
    plain.writerow(HEADER)
    for claim, report in lines:
        cells = row(claim, report)
        writer = quoted if any(isinstance(cell, str) and "\r" in cell for cell in cells) else plain
        writer.writerow(cells)
