"""From a source to a report: bytes, text, headline, metadata, hashes."""

from __future__ import annotations

import hashlib
import sys
from pathlib import PurePath

from ..errors import BadInput, EmptyReport, TooLarge, UnknownFormat
from ..knowledge.dateline import dateline
from ..record import Report, Span
from ..settings import max_bytes
from .decode import decode
from .parsed import headline, with_title
from .source import STDIN, Metadata, Source, sidecar

FETCH_SECONDS = 20


def load(source: Source) -> Report:
    """The report behind a source. Raises a BadInput that names the source and what would do."""
    data = _bytes(source)
    beside = sidecar(source.path) if source.path else Metadata()
    suffix = _suffix(source, data)
    return parse(data, name=source.name, suffix=suffix, meta=source.meta.over(beside))


def parse(data: bytes, *, name: str, suffix: str, meta: Metadata | None = None) -> Report:
    """The report in `data`, read by the intake for `suffix` (".txt", ".md", ".html" …).

    What is given in `meta` stands over what the file says of itself.
    """
    from . import FORMATS, intake

    if suffix not in FORMATS:
        known = " ".join(sorted(FORMATS))
        raise UnknownFormat(f"{name}: sayso has no intake for {suffix!r}; it reads {known}")
    given = meta or Metadata()
    text, encoding = decode(data, name=name)
    parsed = intake(suffix)(text, name=name)
    known_of = given.over(parsed.meta)
    stored, title = parsed.text, parsed.title
    if given.title:
        stored, title = with_title(given.title, stored)
    if not stored.strip():
        raise EmptyReport(f"{name}: there are no words in it; there is nothing to read")
    return Report(
        text=stored,
        outlet=known_of.outlet or _agency(stored, title),
        title=title,
        byline=known_of.byline,
        published=known_of.published,
        url=known_of.url,
        language=known_of.language,
        name=name if name == STDIN or "://" in name else PurePath(name).name,
        encoding=encoding,
        bytes_sha256=hashlib.sha256(data).hexdigest(),
    )


def from_text(text: str, *, meta: Metadata | None = None, name: str | None = None) -> Report:
    """A report from text that is already in memory; nothing of the text is changed."""
    if not text.strip():
        raise EmptyReport("the text is empty; there is nothing to read")
    limit = max_bytes()
    if len(text) > limit:
        raise TooLarge(f"the text has {len(text):,} characters; the limit is {limit:,} (SAYSO_MAX_BYTES)")
    given = meta or Metadata()
    stored, title = with_title(given.title, text) if given.title else (text, headline(text))
    return Report(
        text=stored,
        outlet=given.outlet or _agency(stored, title),
        title=title,
        byline=given.byline,
        published=given.published,
        url=given.url,
        language=given.language,
        name=name,
    )


def _agency(text: str, title: Span | None) -> str | None:
    """The agency that the dateline names, "NIAMEY, 14 March (Sahel Dispatch) —": the outlet where none is given."""
    line = dateline(text, after=title.end if title else 0)
    return line.agency.of(text) if line and line.agency else None


def _bytes(source: Source) -> bytes:
    limit = max_bytes()
    hint = f"the limit is {limit:,} bytes; split it, or raise SAYSO_MAX_BYTES"
    if source.url:
        return _fetch(source.url, limit, hint)
    if source.path is None:
        data = sys.stdin.buffer.read(limit + 1)
        if len(data) > limit:
            raise TooLarge(f"{source.name}: standard input is larger than the limit; {hint}")
        return data
    try:
        size = source.path.stat().st_size
        if size > limit:
            raise TooLarge(f"{source.name}: {size:,} bytes; {hint}")
        return source.path.read_bytes()
    except OSError as error:
        raise BadInput(f"{source.name}: cannot be read ({error.strerror or error})") from None


def _fetch(url: str, limit: int, hint: str) -> bytes:
    from urllib.error import URLError
    from urllib.request import Request, urlopen

    try:
        with urlopen(Request(url, headers={"User-Agent": "sayso"}), timeout=FETCH_SECONDS) as answer:
            data: bytes = answer.read(limit + 1)
    except (URLError, OSError, ValueError) as error:
        reason = getattr(error, "reason", error)
        raise BadInput(f"{url}: cannot be fetched ({reason}); save the page and read the file") from None
    if len(data) > limit:
        raise TooLarge(f"{url}: larger than the limit; {hint}")
    return data


def _path(url: str) -> str:
    from urllib.parse import urlsplit

    return urlsplit(url).path


def _suffix(source: Source, data: bytes) -> str:
    suffix = PurePath(_path(source.url) if source.url else source.name).suffix.lower()
    looks_like_html = data.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html"))
    if source.path is None:
        return ".html" if looks_like_html else ".txt"
    return suffix or (".html" if looks_like_html else ".txt")
