"""Where: a point with its precision, an area, or nothing, and how it was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from .span import Span
from .status import Status


class PlaceKind(StrEnum):
    """What sort of place it is; a country or region is an area, not a point."""

    POINT = "point"
    AREA = "area"


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """The place of the proposition.

    `lat` and `lon` are WGS 84 degrees; of an area they only say where to write its name, and
    `precision_km` is the radius within which the place lies. `country` is ISO 3166-1 alpha-2.
    `relation` keeps "near", "north of", "between" and the like.
    """

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision_km: float | None = None
    kind: PlaceKind | None = None
    relation: str | None = None
    text: str | None = None
    span: Span | None = None
    gazetteer_id: str | None = None
    status: Status = Status.NOT_STATED
    because: tuple[str, ...] = ("not stated",)
