"""The order of pages and the cursors that lead through them."""

from __future__ import annotations

import base64
import binascii
import json

from ..errors import StoreError

Key = tuple[str, str, int]
"""Day of publication ("" where unknown), report, position in the report."""


def cursor(key: Key) -> str:
    """An opaque cursor that stands behind `key`.

    >>> place(cursor(("2007-12-22", "r-1", 4)))
    ('2007-12-22', 'r-1', 4)
    """
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def place(cursor: str) -> Key:
    """The key behind which a cursor stands; raises StoreError for what is no cursor."""
    try:
        raw = base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4))
        published, report, position = json.loads(raw)
    except (binascii.Error, ValueError, TypeError):
        raise StoreError(f"{cursor!r} is no cursor; give the one that the page before named") from None
    if not (isinstance(published, str) and isinstance(report, str) and type(position) is int):
        raise StoreError(f"{cursor!r} is no cursor; give the one that the page before named")
    return published, report, position


def reversed_text(text: str) -> tuple[int, ...]:
    """A key that sorts text backwards, the empty text last.

    >>> sorted(["", "2007", "2008"], key=reversed_text)
    ['2008', '2007', '']
    """
    return (*(-ord(sign) for sign in text), 1)
