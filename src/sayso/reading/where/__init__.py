"""Where it happened: place names found, resolved to places, and the place of each proposition."""

from ..stage import Stage
from .clause import run
from .journeys import journeys
from .names import Mention, at_spans, describe, find, prepare
from .resolve import rank, resolve

STAGE = Stage(
    name="where",
    needs=("tokens", "sentences", "mentions", "propositions", "what", "who_says"),
    gives=("toponyms", "where"),
    run=run,
    prepare=prepare,
)

__all__ = ["STAGE", "Mention", "at_spans", "describe", "find", "journeys", "rank", "resolve"]
