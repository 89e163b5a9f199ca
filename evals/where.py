"""Place names resolved: accuracy within 161 km on GeoVirus, LGL, TR-News and GeoWebNews files.

`python -m evals.where FILE [--half even|odd] [--cases OUT] [--find]`, FILE in the set's own XML. The
gold spans are given; a name without an answer counts as wrong. Spans are moved to the name beside them where an offset is off.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from sayso.measure.places import Answer, summary
from sayso.reading.where import at_spans, find, resolve
from sayso.record import Span, Status


@dataclass(frozen=True, slots=True)
class Gold:
    """A toponym of the set: its span and position (degrees)."""

    span: Span
    name: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Article:
    """One article with its toponyms in order of place."""

    id: str
    text: str
    toponyms: tuple[Gold, ...]


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text and text.strip() else None
    except ValueError:
        return None


def load(path: Path) -> list[Article]:
    """The articles of one file; toponyms without a position are left out.

    GeoVirus: `location` with `name start end lat lon`. LGL and TR-News: `toponym` with `phrase start end`
    and `lat lon` in it or in its `gaztag`. GeoWebNews: `toponym` with `extractedName latitude longitude`.
    """
    from lxml import etree

    root = etree.parse(
        str(path), etree.XMLParser(recover=True, huge_tree=True, resolve_entities=False)
    ).getroot()
    articles = []
    for number, article in enumerate(root.iter("article")):
        text = article.findtext("text") or ""
        gold = []
        for node in [*article.iter("location"), *article.iter("toponym")]:
            start, end = _number(node.findtext("start")), _number(node.findtext("end"))
            lat = _first(node, ("lat", "latitude", "gaztag/lat"))
            lon = _first(node, ("lon", "longitude", "gaztag/lon"))
            if start is None or end is None or lat is None or lon is None:
                continue
            name = next((n for n in map(node.findtext, ("phrase", "extractedName", "name")) if n), "")
            span = aligned(text, Span(int(start), int(end)), name)
            gold.append(Gold(span, span.of(text), lat, lon))
        gold.sort(key=lambda g: g.span)
        articles.append(
            Article(article.get("docid") or article.get("file") or str(number), text, tuple(gold))
        )
    return articles


def aligned(text: str, span: Span, name: str) -> Span:
    """The span, moved to where the name stands: GeoVirus counts from one, and some offsets are off by a few.

    >>> aligned("in Pandi, Bulacan", Span(4, 9), "Pandi")
    Span(start=3, end=8)
    """
    if not name or span.of(text) == name:
        return span
    places = [i for i in range(max(0, span.start - 20), span.start + 21) if text.startswith(name, i)]
    if not places:
        return span
    start = min(places, key=lambda i: abs(i - span.start))
    return Span(start, start + len(name))


def _first(node: object, paths: Iterable[str]) -> float | None:
    for path in paths:
        value = _number(node.findtext(path))  # type: ignore[attr-defined]
        if value is not None:
            return value
    return None


def half(articles: Sequence[Article], which: str) -> list[Article]:
    """The articles of even or odd index, or all."""
    if which == "all":
        return list(articles)
    return [a for i, a in enumerate(articles) if i % 2 == (which == "odd")]


def answers(articles: Iterable[Article]) -> tuple[list[Answer], list[dict[str, object]]]:
    """What the resolver says to each gold toponym, and a line for each case."""
    out: list[Answer] = []
    cases: list[dict[str, object]] = []
    for article in articles:
        gold = list({g.span: g for g in article.toponyms}.values())
        mentions = at_spans(article.text, [g.span for g in gold])
        told = dict(zip((m.span for m in mentions), resolve(mentions, relations=False), strict=True))
        for toponym in gold:
            where = told[toponym.span]
            found = where.status is Status.FOUND and where.lat is not None and where.lon is not None
            answer = Answer(
                gold=(toponym.lat, toponym.lon),
                found=(where.lat, where.lon) if found else None,  # type: ignore[arg-type]
            )
            out.append(answer)
            cases.append(
                {
                    "id": f"{article.id}:{toponym.span.start}",
                    "name": toponym.name,
                    "gold": [toponym.lat, toponym.lon],
                    "answer": [where.lat, where.lon] if found else None,
                    "place": where.gazetteer_id or where.name,
                    "km": None if answer.km is None else round(answer.km),
                    "because": list(where.because),
                }
            )
    return out, cases


def detection(articles: Iterable[Article]) -> dict[str, float]:
    """How well names are found where no spans are given: precision, recall and F1 of overlapping spans."""
    hits = asked = given = 0
    for article in articles:
        gold = [g.span for g in article.toponyms]
        mentions = [m for m in find(article.text) if not m.name_of_other and not m.adjective]
        asked += len(gold)
        given += len(mentions)
        hits += sum(any(m.span.overlaps(g) for m in mentions) for g in gold)
    right = sum(
        any(m.span.overlaps(g.span) for g in article.toponyms)
        for article in articles
        for m in find(article.text)
        if not m.name_of_other and not m.adjective
    )
    recall, precision = hits / asked if asked else 0.0, right / given if given else 0.0
    return {
        "found_recall": 100 * recall,
        "found_precision": 100 * precision,
        "found_f1": 200 * recall * precision / (recall + precision) if recall + precision else 0.0,
    }


def score(path: Path, *, which: str = "all") -> dict[str, float]:
    """The figures of one file, in per cent and km (see `sayso.measure.places.summary`)."""
    return summary(answers(half(load(path), which))[0])


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures of each file; with --cases, write one line of JSON for each toponym."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path, help="XML files of a set")
    parser.add_argument(
        "--half", choices=("all", "even", "odd"), default="all", help="articles of this index only"
    )
    parser.add_argument("--cases", type=Path, help="write each case as a line of JSON")
    parser.add_argument("--find", action="store_true", help="also score the finding of names")
    told = parser.parse_args(argv)
    lines: list[dict[str, object]] = []
    for path in told.files:
        if not path.is_file():
            print(f"{path}: no such file; give the set's XML file", file=sys.stderr)
            return 2
        articles = half(load(path), told.half)
        got, cases = answers(articles)
        lines += cases
        figures = summary(got)
        if told.find:
            figures |= detection(articles)
        print(
            f"{path.name}\t{told.half}\t"
            + "\t".join(f"{name} {value:.1f}" for name, value in figures.items())
        )
    if told.cases:
        told.cases.write_text(
            "".join(json.dumps(c, ensure_ascii=False) + "\n" for c in lines), encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
