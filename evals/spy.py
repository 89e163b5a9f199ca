"""House reports read anew, with their claims matched to the gold's: what the fits of votes have in common.

While a report is read, a function of the reader can be watched (`watched`), so that what it was given is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from types import ModuleType
from typing import Any

from evals.corpus.load import load
from evals.corpus.score import match
from sayso.intake import Metadata, from_text
from sayso.reading import default
from sayso.record import Claim, to_dict


@dataclass(frozen=True, slots=True)
class Pair:
    """A claim of the gold as JSON, and the claim of the reader that it was matched with, as JSON and as it is."""

    gold: dict[str, Any]
    given: dict[str, Any]
    claim: Claim


@contextmanager
def watched(module: ModuleType, name: str, watch: Callable[..., None]) -> Iterator[None]:
    """Call `watch` with the arguments of every call of `module`.`name`, which does what it did."""
    plain = getattr(module, name)

    def spied(*args: Any, **keywords: Any) -> Any:
        watch(*args, **keywords)
        return plain(*args, **keywords)

    setattr(module, name, spied)
    try:
        yield
    finally:
        setattr(module, name, plain)


def matched(part: str) -> Iterator[list[Pair]]:
    """The matched claims of every report of a part, right after the report was read."""
    for report in load(part):
        told, claims = report["record"]["report"], report["record"]["claims"]
        meta = Metadata(outlet=told["outlet"], published=told["published"])
        record = default().read(from_text(told["text"], meta=meta))
        given = [to_dict(claim) for claim in record.claims]
        yield [Pair(claims[i], given[j], record.claims[j]) for i, j in match(told["text"], claims, given)]
