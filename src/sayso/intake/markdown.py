"""Markdown: the words without the marks, front matter as metadata, the first heading as headline."""

from __future__ import annotations

from typing import Any

from ..errors import BadMetadata, EmptyReport
from .parsed import Parsed, with_title
from .source import Metadata

KEYS = {
    "title": "title",
    "outlet": "outlet",
    "publisher": "outlet",
    "date": "published",
    "published": "published",
    "author": "byline",
    "byline": "byline",
    "url": "url",
    "language": "language",
    "lang": "language",
}


def parse(text: str, *, name: str) -> Parsed:
    """One paragraph per block; links keep their words, code and tables are left out."""
    from markdown_it import MarkdownIt

    front, body = _front_matter(text, name)
    title: str | None = None
    blocks: list[str] = []
    heading = ""
    for token in MarkdownIt("commonmark").parse(body):
        if token.type == "heading_open":
            heading = token.tag
        elif token.type == "inline":
            words = "".join(_words(child) for child in token.children or ()).strip()
            if heading == "h1" and title is None:
                title = words
            elif words:
                blocks.append(words)
            heading = ""
    if not blocks and not title:
        raise EmptyReport(f"{name}: no paragraph in this Markdown; there is nothing to read")
    stored, span = with_title(front.title or title, "\n\n".join(blocks))
    return Parsed(text=stored, title=span, meta=front)


def _words(token: Any) -> str:
    if token.type in ("text", "code_inline"):
        return str(token.content)
    if token.type in ("softbreak", "hardbreak"):
        return " "
    if token.type == "image":
        return ""
    return "".join(_words(child) for child in token.children or ())


def _front_matter(text: str, name: str) -> tuple[Metadata, str]:
    lines = text.lstrip("\ufeff").split("\n")
    if lines[0].strip() != "---":
        return Metadata(), text
    end = next((i for i, line in enumerate(lines[1:], 1) if line.strip() in ("---", "...")), None)
    if end is None:
        return Metadata(), text
    import yaml

    try:
        data = yaml.safe_load("\n".join(lines[1:end]))
    except yaml.YAMLError as error:
        raise BadMetadata(f"{name}: front matter is no YAML ({str(error).splitlines()[0]})") from None
    found: dict[str, str] = {}
    for key, value in data.items() if isinstance(data, dict) else ():
        field = KEYS.get(str(key).lower())
        if field and value is not None:
            found.setdefault(field, str(value))
    return Metadata(**found), "\n".join(lines[end + 1 :])
