"""Reports in: one file for each format, one line for each in FORMATS."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from ..plugins import points
from .load import from_text, load, parse
from .parsed import Parsed
from .source import Metadata, Source, find

FORMATS: dict[str, str] = {
    ".txt": "sayso.intake.plain",
    ".text": "sayso.intake.plain",
    ".md": "sayso.intake.markdown",
    ".markdown": "sayso.intake.markdown",
    ".html": "sayso.intake.html",
    ".htm": "sayso.intake.html",
    ".xhtml": "sayso.intake.html",
}
"""File name endings and the module whose `parse(text, *, name) -> Parsed` reads them."""

FORMATS |= {point.name: point.module for point in points("sayso.intakes")}


def intake(suffix: str) -> Callable[..., Parsed]:
    """The `parse` function for a file name ending."""
    parse_function: Callable[..., Parsed] = import_module(FORMATS[suffix]).parse
    return parse_function


__all__ = ["FORMATS", "Metadata", "Parsed", "Source", "find", "from_text", "intake", "load", "parse"]
