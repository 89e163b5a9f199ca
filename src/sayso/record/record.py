"""The sourced record of one report: the report, its claims, its entities, and what went wrong."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .claim import Claim
from .entity import Entity
from .report import Report
from .span import Quote, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What `sayso.read()` returns. `notices` are plain sentences for the reader of the record."""

    report: Report
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    notices: tuple[str, ...] = ()

    def entity(self, id: str) -> Entity | None:
        """The entity of that id, if the report has it."""
        return next((entity for entity in self.entities if entity.id == id), None)


def quotes(record: Record) -> Iterator[tuple[str, str, Span]]:
    """Every (path, words, span) of the record: what is said to be quoted, and where it stands."""

    def of(path: str, quote: Quote | None) -> Iterator[tuple[str, str, Span]]:
        if quote is not None:
            yield path, quote.text, quote.span

    for claim in record.claims:
        at = claim.id
        yield f"{at}.quote", claim.quote, Span(-1, -1)
        for i, voice in enumerate(claim.who_says):
            if voice.span is not None:
                yield f"{at}.who_says[{i}]", voice.voice, voice.span
            yield from of(f"{at}.who_says[{i}].cue", voice.cue)
        for cue in claim.how_sure.cues:
            yield from of(f"{at}.how_sure.cues", cue)
        for trigger in claim.what.trigger:
            yield from of(f"{at}.what.trigger", trigger)
        for participant in claim.what.participants:
            yield f"{at}.what.{participant.role}", participant.text, participant.span
        for number in claim.what.numbers:
            yield f"{at}.what.numbers", number.text, number.span
        if claim.when.span is not None:
            yield f"{at}.when", claim.when.text or "", claim.when.span
        if claim.where.span is not None:
            yield f"{at}.where", claim.where.text or "", claim.where.span
        for flag in claim.flags:
            for quote in flag.quotes:
                yield from of(f"{at}.flags.{flag.name}", quote)
    for entity in record.entities:
        for mention in entity.mentions:
            yield f"{entity.id}.mentions", mention.text, mention.span
