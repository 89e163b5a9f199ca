"""sayso: news reports in, a sourced record out.

>>> record = read("Police said on Monday that two men were arrested in Accra.", outlet="The Example")
>>> [voice.voice for voice in record.claims[0].who_says]
['The Example', 'Police']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from .errors import SaysoError
from .record import Claim, Record, Report, Span

if TYPE_CHECKING:
    from .archive import Archive

__version__ = "0.1.0"


def read(
    text: str,
    *,
    outlet: str | None = None,
    published: str | None = None,
    title: str | None = None,
    url: str | None = None,
    byline: str | None = None,
) -> Record:
    """Read one report into its sourced record.

    `published` is an ISO 8601 date; without it, dates that need one stay unresolved or are inferred
    with reasons. Raises EmptyReport, TooLarge or BadMetadata.
    """
    from .intake import Metadata, from_text
    from .reading import read as read_report

    meta = Metadata(outlet=outlet, published=published, title=title, url=url, byline=byline)
    return read_report(from_text(text, meta=meta))


def pipe(texts: Iterable[str | tuple[str, dict[str, str | None]]]) -> Iterator[Record]:
    """Read a stream of reports, one record each, in order; nothing is held back.

    An item is a text, or a text with the keyword arguments of `read()`.

    >>> [len(record.claims) > 0 for record in pipe(["The minister resigned.", ("Talks began.", {"outlet": "X"})])]
    [True, True]
    """
    for item in texts:
        if isinstance(item, str):
            yield read(item)
        else:
            text, meta = item
            yield read(text, **meta)


def __getattr__(name: str) -> Any:
    # The archive brings a database library; who only reads reports need not wait for it.
    if name == "Archive":
        from .archive import Archive

        return Archive
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")


__all__ = ["Archive", "Claim", "Record", "Report", "SaysoError", "Span", "__version__", "pipe", "read"]
