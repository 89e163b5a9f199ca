"""HTML: the article without the page around it, with the metadata the page gives (trafilatura)."""

from __future__ import annotations

from ..errors import NoArticle
from .parsed import Parsed, with_title
from .source import Metadata

MIN_WORDS = 5
"""Words; less is a caption or a menu, not an article."""


def parse(text: str, *, name: str) -> Parsed:
    """The article's paragraphs below its title. Raises NoArticle where no article is found."""
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    found = bare_extraction(
        text,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={"extensive_search": False, "original_date": True},
    )
    body = (found.text or "").strip() if isinstance(found, Document) else ""
    if not isinstance(found, Document) or len(body.split()) < MIN_WORDS:
        raise NoArticle(f"{name}: no article was found in this page; save the article's text and read that")
    stored, span = with_title(found.title, body.replace("\n", "\n\n"))
    meta = Metadata(
        outlet=found.sitename or None,
        published=found.date or None,
        url=found.url or None,
        title=found.title or None,
        byline=found.author or None,
    )
    return Parsed(text=stored, title=span, meta=meta)
