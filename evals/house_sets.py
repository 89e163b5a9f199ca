"""Dates and places of the house's own texts, written out in the formats of public sets and scored like them.

python -m evals house_sets [--part dev]

The scorers of evals.when and evals.where take folders that cannot be committed. Here the same scorers read
`evals/small/*.tml` (TimeML, written for sayso) and the named places of the house corpus in the XML of
GeoVirus and of LGL, so that the gate holds both the reading and the scorers.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from evals import when, where
from evals.corpus.load import load

SMALL = Path(__file__).with_name("small")


def named(gold: dict[str, Any]) -> Iterator[tuple[int, int, float, float]]:
    """The named points of a report's gold: start, end, latitude and longitude, each span once."""
    names = {
        tuple(mention["span"])
        for entity in gold["record"]["entities"]
        if entity["kind"] == "place"
        for mention in entity["mentions"]
        if mention["form"] == "name"
    }
    seen = set()
    for claim in gold["record"]["claims"]:
        cell = claim["where"]
        span = tuple(cell["span"] or ())
        if cell["lat"] is None or span in seen or span not in names:
            continue
        seen.add(span)
        yield span[0], span[1], cell["lat"], cell["lon"]


def geovirus(part: str) -> str:
    """The places of a part as GeoVirus writes them (offsets from one)."""
    articles = []
    for gold in load(part):
        text = gold["record"]["report"]["text"]
        places = "".join(
            f"<location><name>{escape(text[a:b])}</name><start>{a + 1}</start><end>{b + 1}</end>"
            f"<lat>{lat}</lat><lon>{lon}</lon><page>-</page></location>"
            for a, b, lat, lon in named(gold)
        )
        articles.append(
            f"<article><source>-</source><text>{escape(text)}</text><locations>{places}</locations></article>"
        )
    return f"<articles>{''.join(articles)}</articles>"


def lgl(part: str) -> str:
    """The places of a part as LGL and TR-News write them (offsets from nought)."""
    articles = []
    for number, gold in enumerate(load(part)):
        text = gold["record"]["report"]["text"]
        places = "".join(
            f"<toponym><start>{a}</start><end>{b}</end><phrase>{escape(text[a:b])}</phrase>"
            f'<gaztag geonameid="1"><lat>{lat}</lat><lon>{lon}</lon></gaztag></toponym>'
            for a, b, lat, lon in named(gold)
        )
        articles.append(
            f'<article docid="{number}"><text>{escape(text)}</text><toponyms>{places}</toponyms></article>'
        )
    return f"<articles>{''.join(articles)}</articles>"


def scores(part: str) -> dict[str, float]:
    """Value F1 of the small TimeML files, and accuracy within 161 km of the corpus in both formats."""
    out = {"sets.small TimeML, value F1": float(when.score(SMALL)["value_f1"])}
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("GeoVirus", geovirus), ("LGL", lgl)):
            path = Path(folder) / f"{name}.xml"
            path.write_text(write(part), encoding="utf-8")
            out[f"sets.{part} as {name}, within 161 km"] = round(where.score(path)["accuracy"], 2)
    return out


def main(argv: list[str]) -> int:
    """Print the scores."""
    parser = argparse.ArgumentParser(prog="python -m evals house_sets", description=__doc__)
    parser.add_argument("--part", default="dev")
    for name, value in scores(parser.parse_args(argv).part).items():
        print(f"{name:<45}{value:8.2f}")
    return 0
