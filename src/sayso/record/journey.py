"""A journey: the legs that one group of travellers made, in order, each resting on a claim."""

from __future__ import annotations

from dataclasses import dataclass

from .span import Quote
from .where import Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A place of a journey in the words of the report, with what it was resolved to."""

    quote: Quote
    where: Where


@dataclass(frozen=True, slots=True, kw_only=True)
class Leg:
    """One stretch: whence, through which places, whither, by what means. `claim` is the claim it rests on."""

    claim: str
    start: Stop | None = None
    via: tuple[Stop, ...] = ()
    end: Stop | None = None
    means: Quote | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """Who went, over which legs in order, and who allowed it. `because` tells why the legs belong together."""

    travellers: tuple[Quote, ...]
    legs: tuple[Leg, ...]
    permitted_by: tuple[Quote, ...] = ()
    because: tuple[str, ...] = ()

    @property
    def stops(self) -> tuple[Stop, ...]:
        """All places in order; where one leg ends at the place at which the next begins, it is named once."""
        out: list[Stop] = []
        for leg in self.legs:
            for stop in (leg.start, *leg.via, leg.end):
                if stop is None:
                    continue
                if out and _same(out[-1], stop):
                    continue
                out.append(stop)
        return tuple(out)


def _same(one: Stop, other: Stop) -> bool:
    if one.where.gazetteer_id is not None and one.where.gazetteer_id == other.where.gazetteer_id:
        return True
    return one.quote.text.casefold() == other.quote.text.casefold()
