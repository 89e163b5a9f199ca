"""Who says it: the attribution chain from the outlet inwards to the origin."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Quote, Span


class VoiceKind(StrEnum):
    """What sort of voice speaks."""

    OUTLET = "outlet"
    PERSON = "person"
    ORGANIZATION = "organization"
    UNNAMED_OFFICIAL = "unnamed-official"
    ANONYMOUS = "anonymous"
    DOCUMENT = "document"
    UNATTRIBUTED = "unattributed"


IDENTIFIED = frozenset({VoiceKind.PERSON, VoiceKind.ORGANIZATION, VoiceKind.DOCUMENT})
"""Kinds of voices that a reader could go and ask. An outlet's bare word has no source that could be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """One link of the chain.

    `act` is the dictionary form of what the voice does with words, in the third person ("says",
    "suspects", "denies"). `cue` are the words that show it. `span` is None where the voice is not in
    the text (the outlet itself). `name` is who a pronoun or a role turned out to be, where that is
    known from the report. `confidence` is the calibrated probability that the attribution is right.
    """

    voice: str
    kind: VoiceKind
    span: Span | None = None
    act: str = "reports"
    cue: Quote | None = None
    entity: str | None = None
    name: str | None = None
    confidence: float | None = None
