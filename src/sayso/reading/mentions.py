"""Mentions: people, organisations and places as they are named, and which of them are the same."""

from __future__ import annotations

from collections import defaultdict

from ..record import Entity, EntityKind, Mention, MentionForm, Span, identifier
from .draft import Draft, Named
from .stage import Stage

KINDS = {
    "PERSON": EntityKind.PERSON,
    "ORG": EntityKind.ORGANIZATION,
    "PLACE": EntityKind.PLACE,
    "FACILITY": EntityKind.FACILITY,
    "EQUIPMENT": EntityKind.EQUIPMENT,
}
"""The reader's kinds that become entities; times, events and the rest are read by other stages."""


def run(draft: Draft) -> None:
    """Fill `mentions` from the reader, and `entities`: what is mentioned by name at least once."""
    reading = draft.reading
    found: list[Named] = []
    for mention in reading.mentions if reading else ():
        start, end = reading.span(mention.words)  # type: ignore[union-attr]
        form = (
            MentionForm.PRONOUN
            if mention.pronoun
            else MentionForm.NAME
            if mention.named
            else MentionForm.NOMINAL
        )
        found.append(
            Named(
                span=Span(start, end),
                tokens=mention.words,
                kind=KINDS.get(mention.kind, EntityKind.OTHER),
                form=form,
                head=mention.head,
                cluster=-1 if mention.cluster is None else mention.cluster,
                confidence=mention.confidence,
            )
        )
    draft.mentions = tuple(sorted(found, key=lambda named: (named.span.start, -named.span.end)))
    draft.entities = entities(draft)


def entities(draft: Draft) -> tuple[Entity, ...]:
    """Clusters with at least one name, in order of their first mention; the longest name is the entity's."""
    groups: dict[int, list[Named]] = defaultdict(list)
    alone = -2
    for named in draft.mentions or ():
        if named.kind is EntityKind.OTHER:
            continue
        if named.cluster >= 0:
            groups[named.cluster].append(named)
        elif named.form is MentionForm.NAME:
            groups[alone].append(named)
            alone -= 1
    found = []
    for cluster, group in groups.items():
        names = [named for named in group if named.form is MentionForm.NAME]
        if not names:
            continue
        kinds = [named.kind for named in names]
        kind = max(kinds, key=kinds.count)
        longest = max(names, key=lambda named: named.span.end - named.span.start)
        name = draft.report.quote(longest.span)
        found.append(
            Entity(
                id=identifier("e", draft.report.id, cluster, name),
                report=draft.report.id,
                name=name,
                kind=kind,
                mentions=tuple(
                    Mention(text=draft.report.quote(named.span), span=named.span, form=named.form)
                    for named in group
                ),
                because=("joined by the reader's coreference",) if len(group) > 1 else (),
            )
        )
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


STAGE = Stage(name="mentions", needs=("reading", "tokens"), gives=("mentions", "entities"), run=run)
