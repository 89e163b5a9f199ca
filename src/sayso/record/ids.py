"""Identifiers: a letter for the kind, and a hash of what makes two things the same."""

from __future__ import annotations

import hashlib


def identifier(letter: str, *parts: object) -> str:
    """An id such as `c-0f3a…`: 16 hexadecimal digits of the SHA-256 over `parts`.

    The parts are joined by a character that no text holds (U+001F is replaced in them), so that
    ("ab", "c") and ("a", "bc") differ.

    >>> identifier("c", "r-1", (0, 4)) == identifier("c", "r-1", (0, 4))
    True
    >>> identifier("c", "ab", "c") == identifier("c", "a", "bc")
    False
    """
    joined = "\x1f".join(str(part).replace("\x1f", "\ufffd") for part in parts)
    digest = hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()
    return f"{letter}-{digest[:16]}"
