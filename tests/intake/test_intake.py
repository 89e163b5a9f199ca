"""Intake: formats, metadata, encodings, and what is said of files that cannot be read."""

from __future__ import annotations

import hashlib
import io
import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from sayso import errors
from sayso.intake import Metadata, Source, find, from_text, load
from sayso.intake.load import parse

HTML = b"""<!doctype html><html lang="en"><head><title>Bridge reopens | The Lowland Courier</title>
<meta property="og:site_name" content="The Lowland Courier"><meta property="og:title" content="Bridge reopens">
<meta name="author" content="Ada Venn"><meta property="article:published_time" content="2021-03-04T09:00:00Z">
<link rel="canonical" href="https://courier.example/bridge"></head><body><nav><a href="/">Home</a></nav><article>
<h1>Bridge reopens</h1><p>The bridge over the river reopened on Thursday after four months of repairs, the
transport ministry said in a statement.</p><p>Drivers had been sent over a detour of thirty kilometres, and
shopkeepers in the old town complained that their customers had stayed away all winter.</p></article>
<footer>Contact us</footer></body></html>"""


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def test_plain_text_is_stored_as_it_is(tmp_path: Path) -> None:
    text = "Talks resume\r\n\r\nThe talks 🕊️ resumed.\r\n"
    path = write(tmp_path, "a.txt", text)
    report = load(Source(name=str(path), path=path))
    assert report.text == text
    assert report.headline == "Talks resume"
    assert report.bytes_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert report.text_sha256 == hashlib.sha256(text.encode()).hexdigest()
    assert report.name == "a.txt"


def test_markdown_loses_its_marks_and_gives_its_front_matter(tmp_path: Path) -> None:
    text = "---\ntitle: Talks resume\ndate: 2020-02-03\nauthor: Ada Venn\n---\n\nThe *talks* [resumed](http://x.example).\n\n- One point\n"
    path = write(tmp_path, "a.md", text)
    report = load(Source(name=str(path), path=path))
    assert report.text == "Talks resume\n\nThe talks resumed.\n\nOne point"
    assert (report.headline, report.published, report.byline) == ("Talks resume", "2020-02-03", "Ada Venn")


def test_html_gives_the_article_and_its_metadata(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", HTML)
    report = load(Source(name=str(path), path=path))
    assert report.headline == "Bridge reopens"
    assert "Home" not in report.text
    assert "Contact us" not in report.text
    assert report.outlet == "The Lowland Courier"
    assert report.published == "2021-03-04"
    assert report.byline == "Ada Venn"
    assert report.bytes_sha256 == hashlib.sha256(HTML).hexdigest()


def test_what_is_given_stands_over_the_sidecar_and_the_sidecar_over_the_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.html", HTML)
    write(tmp_path, "a.meta.json", json.dumps({"outlet": "Sidecar", "published": "2021-03-05", "url": None}))
    report = load(Source(name=str(path), path=path, meta=Metadata(published="2021-03-06")))
    assert (report.outlet, report.published) == ("Sidecar", "2021-03-06")


def test_a_title_that_is_not_in_the_text_becomes_its_first_line() -> None:
    report = from_text("The talks resumed.", meta=Metadata(title="Talks resume"))
    assert report.text == "Talks resume\n\nThe talks resumed."
    assert report.headline == "Talks resume"
    assert (
        from_text("Talks resume\n\nThe talks resumed.", meta=Metadata(title="Talks resume")).text.count(
            "resume\n"
        )
        == 1
    )


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_settles_the_encoding(tmp_path: Path, encoding: str) -> None:
    path = write(tmp_path, "a.txt", "Genève\n\nThe talks resumed.".encode(encoding))
    report = load(Source(name=str(path), path=path))
    assert report.text == "Genève\n\nThe talks resumed."
    assert report.encoding == encoding.removesuffix("-sig")


def test_another_encoding_is_detected_and_named(tmp_path: Path) -> None:
    text = "Le ministre a été arrêté à Genève. L'enquête a été ouverte après la découverte de l'épave près du château."
    path = write(tmp_path, "a.txt", text.encode("cp1252"))
    report = load(Source(name=str(path), path=path))
    assert report.text == text
    assert report.encoding not in (None, "utf-8")


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("a.txt", b"", errors.EmptyReport, "the file is empty"),
        ("a.txt", b" \n\t\n", errors.EmptyReport, "the file is empty"),
        ("a.txt", "\u200b\u200b".encode(), errors.EmptyReport, "no words"),
        ("a.txt", b"%PDF-1.7 ...", errors.BinaryInput, "this is a PDF"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", errors.BinaryInput, "a PNG picture"),
        ("a.txt", b"abc\x00\x01\x02def", errors.BinaryInput, "zero bytes"),
        ("a.txt", b"\xff\xfea", errors.UnknownEncoding, "does not fit"),
        ("a.pdf", b"text", errors.UnknownFormat, "no intake for '.pdf'"),
        ("a.html", b"<html><body><nav>Menu</nav></body></html>", errors.NoArticle, "no article was found"),
        ("a.md", b"---\ntitle: [\n---\nText.", errors.BadMetadata, "front matter is no YAML"),
    ],
)
def test_bad_input_gets_one_clear_line(
    tmp_path: Path, name: str, data: bytes, error: type[Exception], says: str
) -> None:
    path = write(tmp_path, name, data)
    with pytest.raises(error) as caught:
        load(Source(name=str(path), path=path))
    assert says in str(caught.value)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_fifty_megabytes_are_refused_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as out:
        out.truncate(50_000_000)
    with pytest.raises(errors.TooLarge, match="the limit is 20,000,000 bytes"):
        load(Source(name=str(path), path=path))


def test_a_bad_sidecar_names_itself(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "The talks resumed.")
    write(tmp_path, "a.meta.json", '{"published": "yesterday"}')
    with pytest.raises(errors.BadMetadata, match=r"a\.meta\.json: published 'yesterday' is no date"):
        load(Source(name=str(path), path=path))
    write(tmp_path, "a.meta.json", "{")
    with pytest.raises(errors.BadMetadata, match="no JSON"):
        load(Source(name=str(path), path=path))


def test_folders_patterns_and_missing_files(tmp_path: Path) -> None:
    write(tmp_path, "b.txt", "x")
    write(tmp_path, "a.md", "x")
    write(tmp_path, "c.jpg", "x")
    write(tmp_path, "b.meta.json", "{}")
    assert [Path(s.name).name for s in find([str(tmp_path)])] == ["a.md", "b.txt"]
    assert [Path(s.name).name for s in find([str(tmp_path / "*.txt"), str(tmp_path)])] == ["b.txt", "a.md"]
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(errors.NoReports, match="no reports in this folder"):
        find([str(empty)])
    with pytest.raises(errors.NoReports, match="no such file, folder or pattern"):
        find([str(tmp_path / "nothing.txt")])


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    stdin = io.TextIOWrapper(io.BytesIO(HTML))
    monkeypatch.setattr("sys.stdin", stdin)
    report = load(find(["-"])[0])
    assert report.headline == "Bridge reopens"


def test_an_address_is_fetched_only_when_it_is_given() -> None:
    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.end_headers()
            self.wfile.write(HTML)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        report = load(find([f"http://127.0.0.1:{server.server_port}/bridge"])[0])
    assert report.headline == "Bridge reopens"
    with pytest.raises(errors.BadInput, match="cannot be fetched"):
        load(find(["http://127.0.0.1:1/nothing"])[0])


def test_only_a_headline_is_a_report() -> None:
    report = parse(b"Talks resume in Vienna", name="a.txt", suffix=".txt")
    assert report.headline == "Talks resume in Vienna"


def test_the_agency_of_the_dateline_is_the_outlet_where_none_is_given() -> None:
    text = "Traders win delay\n\nNIAMEY, 14 March (Sahel Dispatch) — The levy waits."
    assert from_text(text).outlet == "Sahel Dispatch"
    assert from_text(text, meta=Metadata(outlet="The Example")).outlet == "The Example"
    assert parse(text.encode(), name="a.txt", suffix=".txt").outlet == "Sahel Dispatch"
    assert from_text("METEMA (Ethiopia) — Gunmen opened fire.").outlet is None
