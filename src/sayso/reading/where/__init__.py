"""Where it happened: place names found, resolved to places, and the place of each proposition."""

from .names import Mention, at_spans, describe, find
from .resolve import rank, resolve

__all__ = ["Mention", "at_spans", "describe", "find", "rank", "resolve"]
