"""The self-contained page: complete without scripts, inert, small, and asking nothing of anybody."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pytest

from sayso.web import page

from .conftest import needs_scripts
from .samples import hostile, long_report, many_scripts, newsletter, no_claims

SAMPLES = (newsletter, many_scripts, hostile, no_claims, long_report)


class Reader(HTMLParser):
    """Collects tags, attributes, visible text, and the text that stands in `data-at` spans."""

    def __init__(self, source: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.quoted: list[tuple[int, str]] = []
        self.open: list[int] = []
        self.raw = False
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self.tags.append((tag, given))
        self.raw = tag in ("script", "style")
        if tag == "span" and re.fullmatch(r"w\d+", given.get("id") or ""):
            self.quoted.append((int((given["id"] or "w0")[1:]), ""))
            self.open.append(1)
        elif tag == "span" and self.open:
            self.open.append(0)

    def handle_endtag(self, tag: str) -> None:
        self.raw = False
        if tag == "span" and self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if self.raw:
            return
        self.words.append(data)
        if self.open and self.open[-1]:
            at, text = self.quoted[-1]
            self.quoted[-1] = (at, text + data)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda f: f.__name__)
def test_the_page_holds_the_text_at_its_offsets(sample: object) -> None:
    record = sample()  # type: ignore[operator]
    text = record.report.text
    found = Reader(page.page(record)).quoted
    assert found
    at = 0
    for start, words in found:
        assert text[start : start + len(words)] == words
        assert not text[at:start].strip()
        at = start + len(words)
    assert not text[at:].strip()


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda f: f.__name__)
def test_nothing_is_asked_of_another_machine(sample: object) -> None:
    reader = Reader(page.page(sample()))  # type: ignore[operator]
    for tag, attributes in reader.tags:
        assert tag not in ("iframe", "object", "embed", "base", "img", "link")
        assert "src" not in attributes
        assert "style" not in attributes
        assert not any(name.startswith("on") for name in attributes), (tag, attributes)
        href = attributes.get("href") or "#"
        assert href.startswith("#"), href


def test_the_policy_allows_exactly_the_pages_own_scripts() -> None:
    made = page.page(hostile())
    reader = Reader(made)
    scripts = [a for tag, a in reader.tags if tag == "script"]
    assert all(a.get("type") in ("module", "application/octet-stream") for a in scripts)
    policy = next(a["content"] for tag, a in reader.tags if a.get("http-equiv"))
    assert policy is not None
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert policy.count("sha256-") == 1 + sum(a.get("type") == "module" for a in scripts)


def test_every_link_inside_the_page_leads_somewhere() -> None:
    for sample in (newsletter, many_scripts, long_report):
        reader = Reader(page.page(sample()))
        ids = [a["id"] for _, a in reader.tags if a.get("id")]
        assert len(ids) == len(set(ids))
        links = {(a.get("href") or "#x")[1:] for tag, a in reader.tags if tag == "a"}
        assert links <= set(ids)


def test_a_statement_is_complete_without_scripts() -> None:
    made = page.page(newsletter())
    words = re.sub(r"\s+", " ", "".join(Reader(made).words))
    for expected in (
        "1 outlet speaks",
        "18 statements",
        "Headline check",
        "not stated",
        "not found",
        "two readings",
        "Sun 9 Mar 2008",
        "or",
        "year inferred",
        "within 12 km",
        "an area, not a point",
        "2 weeks",
        "No source given",
        "suspected, likely",
        "presupposed, negated",
        "strongly suspect",
    ):
        assert expected in words, expected


def test_a_report_without_statements_says_so() -> None:
    made = page.page(no_claims())
    assert "No statement was found in this report" in made
    assert "which this reader does not read" in made
    assert 'lang="fi"' in made


@needs_scripts
def test_the_page_is_small() -> None:
    record = long_report(40)
    assert 1000 <= len(record.report.text.split()) <= 1300
    assert len(page.page(record).encode()) < 300_000


def test_without_bundled_scripts_the_page_still_comes(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.setattr(page, "DIST", tmp_path)
    made = page.page(newsletter())
    assert "<script" not in made
    assert "script-src &#39;none&#39;" in made
    assert "Headline check" in made


def test_write_goes_to_a_stream() -> None:
    out = io.StringIO()
    page.write(newsletter(), out)
    assert out.getvalue() == page.page(newsletter())


def test_the_map_brings_only_the_countries_around() -> None:
    square = {"type": "Polygon", "arcs": [[0, -2]]}
    world = {
        "type": "Topology",
        "transform": {"scale": [1.0, 1.0]},
        "arcs": [[[1, 1], [3, 0]], [[4, 1], [0, 5]], [[125, 3], [2, 2]]],
        "objects": {
            "countries": {
                "type": "GeometryCollection",
                "geometries": [
                    square | {"id": "XA", "bbox": [0, 0, 5, 5]},
                    {"type": "Polygon", "arcs": [[2]], "id": "XB", "bbox": [120, 0, 130, 9]},
                ],
            }
        },
    }
    small = page.around(world, [(2.0, 2.0)])
    assert [country["id"] for country in small["objects"]["countries"]["geometries"]] == ["XA"]
    assert small["objects"]["countries"]["geometries"][0]["arcs"] == [[0, -2]]
    assert small["arcs"] == world["arcs"][:2]


def test_a_map_of_half_the_world_has_wider_steps() -> None:
    world = {
        "transform": {"scale": [0.02, 0.02]},
        "arcs": [[[0, 0], [1, 1], [30, 0], [2, 0]], [[70, 70], [1, 0]]],
    }
    wide = page.coarser(world, 10)
    assert wide["transform"]["scale"] == [0.2, 0.2]
    assert wide["arcs"] == [[[0, 0], [3, 0], [0, 0]], [[7, 7], [0, 0]]]
