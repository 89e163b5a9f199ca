"""Plain text: stored as it is."""

from __future__ import annotations

from .parsed import Parsed, headline


def parse(text: str, *, name: str) -> Parsed:
    """The text unchanged; a short first line above a blank line is the headline."""
    return Parsed(text=text, title=headline(text))
