"""What happened: the event's class and mode, its trigger, participants and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Quote, Span
from .status import Status


class Role(StrEnum):
    """What a participant is to the event."""

    ACTOR = "actor"
    RECIPIENT = "recipient"
    INSTRUMENT = "instrument"
    GOODS = "goods"
    ROUTE_FROM = "route-from"
    ROUTE_VIA = "route-via"
    ROUTE_TO = "route-to"
    HOST = "host"


class NumberKind(StrEnum):
    """What is counted."""

    KILLED = "killed"
    INJURED = "injured"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """Who or what takes part, in the words of the report."""

    role: Role
    text: str
    span: Span
    entity: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A count or amount with its bounds: "at least 12" has low 12 and high None."""

    kind: NumberKind
    unit: str
    text: str
    span: Span
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class What:
    """One event, or none: `type` is None for a role, a rating or a state.

    `type` is a PLOVER 0.8 class or MOVEMENT (see `sayso codes`), `mode` one of its modes. `subtype` is
    the name ACLED gives to the same kind of violence, derived from the class and its words.
    """

    type: str | None = None
    mode: str | None = None
    context: tuple[str, ...] = ()
    subtype: str | None = None
    trigger: tuple[Quote, ...] = ()
    participants: tuple[Participant, ...] = ()
    numbers: tuple[Number, ...] = ()
    status: Status = Status.NOT_FOUND
    because: tuple[str, ...] = ()
    confidence: float | None = None
