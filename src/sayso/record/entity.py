"""Entities: people, organisations and places of a report, with every spelling seen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Span


class EntityKind(StrEnum):
    """What sort of thing the entity is."""

    PERSON = "person"
    ORGANIZATION = "organization"
    PLACE = "place"
    FACILITY = "facility"
    EQUIPMENT = "equipment"
    OTHER = "other"


class MentionForm(StrEnum):
    """How the mention names its entity."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One place where the entity is named or referred to."""

    text: str
    span: Span
    form: MentionForm = MentionForm.NAME


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """All that one report says of one entity. `because` tells why its mentions were joined."""

    id: str
    report: str
    name: str
    kind: EntityKind
    mentions: tuple[Mention, ...] = ()
    because: tuple[str, ...] = ()
