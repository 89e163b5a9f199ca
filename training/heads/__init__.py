"""The heads on the encoder: one file each; the config names which ones are trained."""

from __future__ import annotations

from training.heads.attribution import AttributionHead
from training.heads.base import Head
from training.heads.claims import ClaimsHead
from training.heads.events import EventsHead
from training.heads.factuality import FactualityHead
from training.heads.mentions import MentionsHead
from training.heads.syntax import SyntaxHead

HEADS: dict[str, type[Head]] = {
    "attribution": AttributionHead,
    "syntax": SyntaxHead,
    "mentions": MentionsHead,
    "events": EventsHead,
    "factuality": FactualityHead,
    "claims": ClaimsHead,
}
"""Every head that the config may name."""
