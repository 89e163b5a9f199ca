"""Mentions: people, organisations and places as they are named, and which of them are the same."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

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
        name = fullest(names, draft)[1]
        found.append(
            Entity(
                id=identifier("e", draft.report.id, cluster, name),
                report=draft.report.id,
                name=name,
                kind=kind,
                mentions=tuple(
                    Mention(text=draft.report.quote(named.span), span=named.span, form=named.form)
                    for named in {named.span: named for named in group}.values()
                ),
                because=("joined by the reader's coreference",) if len(group) > 1 else (),
            )
        )
    return tuple(sorted(found, key=lambda entity: entity.mentions[0].span))


_ASIDE = re.compile(r"[,;:(]|\s(?:who|whose|whom|which|that|and her|and his)\s")


def bare(words: str) -> str:
    """A name without what is told of its bearer: the words before a comma or relative clause, from the first capital.

    >>> bare("Tom Clarke, a nursing home owner"), bare("from Mr. Schultz's"), bare("According to Ann Lee")
    ('Tom Clarke', 'Mr. Schultz', 'Ann Lee')
    """
    cut = _ASIDE.split(_ACCORDING.sub("", words), maxsplit=1)[0].strip()
    if cut[:4].lower() == "the ":
        return cut
    parts = cut.split()
    while len(parts) > 1 and parts[0][:1].islower() and parts[0].lower() in _BEFORE_NAMES:
        parts = parts[1:]
    return re.sub(r"['’]s$", "", " ".join(parts)) or words


_ACCORDING = re.compile(r"^according\s+to\s+", re.I)
_BEFORE_NAMES = frozenset({"from", "for", "of", "by", "to", "with", "in", "at", "on", "and", "as", "like"})


def fullest(names: Sequence[Named], draft: Draft) -> tuple[Named, str]:
    """The mention that names its bearer most fully, and its words: those headed by a name before those of a role."""
    tokens = draft.tokens or ()

    def rank(named: Named) -> tuple[bool, bool, int]:
        words = bare(draft.text[named.span.start : named.span.end])
        proper = named.head < len(tokens) and tokens[named.head].pos == "PROPN"
        first = words.split()[0] if words.split() else ""
        return (
            proper and first.lower() not in ("a", "an", "one"),
            first.lower() == "the" or first.istitle(),
            len(words),
        )

    best = max(names, key=rank)
    return best, bare(draft.text[best.span.start : best.span.end])


def by_token(draft: Draft) -> dict[int, list[Named]]:
    """The mentions that hold each token, in order; made once and kept with the draft."""
    kept = draft.extra.get("mentions by token")
    if isinstance(kept, dict):
        return kept
    found: dict[int, list[Named]] = {}
    for mention in draft.mentions or ():
        for token in {mention.head, *range(*mention.tokens)}:
            found.setdefault(token, []).append(mention)
    draft.extra["mentions by token"] = found
    return found


STAGE = Stage(name="mentions", needs=("reading", "tokens"), gives=("mentions", "entities"), run=run)
