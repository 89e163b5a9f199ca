"""The self-contained page: one report in one file that asks nothing of any other machine."""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from markupsafe import Markup

from ..record import Record, Stance
from . import words
from .view import ReportView, letter, view

if TYPE_CHECKING:
    from jinja2 import Environment

HERE = Path(__file__).parent
STATIC = HERE / "static"
DIST = STATIC / "dist"
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
SCRIPTS = ("reader.js", "map.js")
WORLD = "world.json"
PIXELS = 600
"""The map's width in pixels, roughly: steps of the outlines need not be finer than one."""

FILTERS = (
    "all",
    "confirmed",
    "negated",
    *dict.fromkeys(words.GROUPS.values()),
    *(stance.value for stance in Stance),
    *(f"v-{letter(i)}" for i in range(26)),
)
"""Filters that work without scripts: each is the target of a link, and the style sheet knows it."""


@cache
def environment() -> Environment:
    """The templates, every value escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined
    from jinja2.ext import Extension

    class Unindent(Extension):
        """Indentation is for whoever edits a template; a reader need not load it."""

        def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:
            return INDENT.sub("", source)

    made = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=[Unindent],
    )
    made.globals.update(filters=FILTERS, letters=words.LETTERS, lines=words.LINES)
    return made


def page(record: Record) -> str:
    """The whole page as HTML text; it works from a file, printed, and without scripts.

    Where the scripts have not been bundled (see docs/desk.md), the page comes without them.
    """
    from .. import __version__

    shown = view(record)
    style = stylesheet().read_text(encoding="utf-8").strip()
    scripts = [
        (DIST / name).read_text(encoding="utf-8")
        for name in SCRIPTS
        if (DIST / name).is_file() and (name != "map.js" or shown.places)
    ]
    return (
        environment()
        .get_template("page.html")
        .render(
            view=shown,
            version=__version__,
            policy=policy(style, scripts),
            style=_inline(style, "style"),
            scripts=[_inline(script, "script") for script in scripts],
            world=_world(shown),
        )
    )


def coarser(world: dict[str, Any], times: int) -> dict[str, Any]:
    """A topology with steps that many times as wide; points nearer than two of them to the last are left out.

    The ends of every arc stay, so neighbours still share their border.
    """
    arcs = []
    for arc in world["arcs"]:
        x = y = 0
        last = (0, 0)
        steps: list[list[int]] = []
        for number, (dx, dy) in enumerate(arc):
            x, y = x + dx, y + dy
            at = (round(x / times), round(y / times))
            near = abs(at[0] - last[0]) + abs(at[1] - last[1]) < 2
            if steps and near and number < len(arc) - 1:
                continue
            steps.append([at[0] - last[0], at[1] - last[1]])
            last = at
        arcs.append(steps)
    wider = {**world["transform"], "scale": [step * times for step in world["transform"]["scale"]]}
    return {**world, "transform": wider, "arcs": arcs}


def _world(shown: ReportView) -> Markup | None:
    """The outlines of the countries around the report's places, as JSON in gzip in base64; None without a map."""
    points = [
        (place.lon, place.lat) for place in shown.places if place.lon is not None and place.lat is not None
    ]
    if not points or not (DIST / WORLD).is_file():
        return None
    world = json.loads((DIST / WORLD).read_text(encoding="utf-8"))
    text = json.dumps(around(world, points), separators=(",", ":"))
    return Markup(base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode("ascii"))


def around(world: dict[str, Any], points: Sequence[tuple[float, float]]) -> dict[str, Any]:
    """A topology with only the countries near the points (longitude, latitude), and only their arcs.

    The map shows the points with a margin that depends on its shape: three times their extent is safe.
    """
    lons, lats = [lon for lon, _ in points], [lat for _, lat in points]
    reach = max(max(lons) - min(lons), 2 * (max(lats) - min(lats)), 12.0)
    wide = reach > 60
    finest = reach / (PIXELS / 2 if wide else PIXELS)
    times = max(1, round(finest / world["transform"]["scale"][0]))
    west, east = (-180.0, 180.0) if wide else (min(lons) - reach, max(lons) + reach)
    # A map of half the world does without Antarctica, which would take a third of it.
    south, north = (min(-58.0, *lats), 90.0) if wide else (min(lats) - reach, max(lats) + reach)
    listed = world["objects"]["countries"]["geometries"]
    near = [
        country
        for country in listed
        if country["bbox"][0] <= east
        and country["bbox"][2] >= west
        and country["bbox"][1] <= north
        and country["bbox"][3] >= south
    ]
    numbers: dict[int, int] = {}

    def renumbered(arcs: Any) -> Any:
        if isinstance(arcs, list):
            return [renumbered(arc) for arc in arcs]
        # A negative number is the arc read backwards: ~n for n.
        at = numbers.setdefault(~arcs if arcs < 0 else arcs, len(numbers))
        return ~at if arcs < 0 else at

    kept = [
        {key: value for key, value in country.items() if key not in ("bbox", "arcs")}
        | {"arcs": renumbered(country["arcs"])}
        for country in near
    ]
    small = {
        **world,
        "objects": {"countries": {"type": "GeometryCollection", "geometries": kept}},
        "arcs": [world["arcs"][old] for old in numbers],
    }
    return coarser(small, times)


def stylesheet() -> Path:
    """The style sheet: the bundled one where there is one, else its source."""
    bundled = DIST / "report.css"
    return bundled if bundled.is_file() else STATIC / "report.css"


def write(record: Record, stream: TextIO) -> None:
    """Write the page to a text stream that takes UTF-8."""
    stream.write(page(record))


def policy(style: str, scripts: list[str]) -> str:
    """The page's content security policy: its own style and scripts by hash, nothing else at all."""
    allowed = " ".join(_hash(script) for script in scripts) or "'none'"
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {allowed}; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"


def _inline(source: str, element: str) -> Markup:
    """Our own bundled source as it stands; it must not end the element it is put into."""
    if f"</{element}" in source.lower() or "<!--" in source:
        raise ValueError(f"a bundled file holds '</{element}' or '<!--' and cannot stand inside a page")
    return Markup(source)  # our own files, never words of a report
