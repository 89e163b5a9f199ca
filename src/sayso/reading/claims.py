"""Claims: where the five questions meet. One claim for each proposition; the same told twice is one claim."""

from __future__ import annotations

import re
from dataclasses import replace

from ..record import Claim, Flag, Participant, Stance, joined
from .draft import Draft, Proposition
from .stage import Stage
from .standing import stands
from .tree import Tree

SAME_WORDS = 0.5
"""Share of a headline's words that a sentence of the body must have to tell the same; set on the train part of the
house corpus (`python -m evals corpus --part train`)."""


def run(draft: Draft) -> None:
    """Put every proposition's cells together, join what is told again, and compare headline and body."""
    claims: list[Claim] = []
    headline: list[bool] = []
    told = draft.extra.get("told-by")
    covered = told if isinstance(told, dict) else {}
    for proposition in draft.propositions or ():
        if proposition.index in covered or not stands(draft, proposition):
            continue
        claims.append(_claim(draft, proposition))
        headline.append((draft.sentences or ())[proposition.sentence].headline)
    claims, headline = _told_again(claims, headline)
    claims, headline = _headline_told(draft, claims, headline)
    draft.claims = tuple(_unique(_headline_checked(draft, claims, headline)))


def _claim(draft: Draft, proposition: Proposition) -> Claim:
    n = proposition.index
    return Claim(
        report=draft.report.id,
        quote=joined(draft.text, proposition.spans),
        spans=proposition.spans,
        who_says=(draft.who_says or ())[n],
        how_sure=(draft.how_sure or ())[n],
        what=(draft.what or ())[n],
        when=(draft.when or ())[n],
        where=(draft.where or ())[n],
        flags=tuple(draft.flags.get(n, ())),
    )


def _key(claim: Claim) -> tuple[object, ...] | None:
    """What makes two tellings one: class, mode, polarity, stance, origin and all participants by name."""
    what = claim.what
    if what.type is None or not what.participants:
        return None
    parties = frozenset((p.role, p.entity or p.text.casefold()) for p in what.participants)
    return (what.type, what.mode, parties, claim.how_sure.polarity, claim.how_sure.stance, claim.origin.voice)


def _told_again(claims: list[Claim], headline: list[bool]) -> tuple[list[Claim], list[bool]]:
    """Join claims with the same key; the body's telling stands, the headline's becomes its second place."""
    kept: list[Claim] = []
    marks: list[bool] = []
    place: dict[tuple[object, ...], int] = {}
    for claim, mark in zip(claims, headline, strict=True):
        key = _key(claim)
        at = place.get(key) if key is not None else None
        if at is not None and _compatible(kept[at], claim):
            first, second = (claim, kept[at]) if marks[at] and not mark else (kept[at], claim)
            kept[at] = replace(first, told_again=(*first.told_again, *second.spans, *second.told_again))
            marks[at] = marks[at] and mark
            continue
        if key is not None:
            place[key] = len(kept)
        kept.append(claim)
        marks.append(mark)
    return kept, marks


def _headline_told(draft: Draft, claims: list[Claim], headline: list[bool]) -> tuple[list[Claim], list[bool]]:
    """Join each claim of the headline to the claim of the body that says the same in most of its words.

    Where class, polarity or stance differ it stays, so that the difference can be flagged.
    """
    words = [_content_words(draft, claim) for claim in claims]
    gone: set[int] = set()
    for n, (claim, mark) in enumerate(zip(claims, headline, strict=True)):
        if not mark or not words[n]:
            continue
        shares = [
            (_share(claim, other, words[n], words[m]), -m)
            for m, other in enumerate(claims)
            if not headline[m] and _agrees(claim, other)
        ]
        share, at = max(shares, default=(0.0, 0))
        if share >= SAME_WORDS:
            body = claims[-at]
            claims[-at] = replace(body, told_again=(*body.told_again, *claim.spans, *claim.told_again))
            gone.add(n)
    kept = [n for n in range(len(claims)) if n not in gone]
    return [claims[n] for n in kept], [headline[n] for n in kept]


def _share(title: Claim, body: Claim, one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the headline's words that the body's claim has; an event with a party in common counts as enough.

    A headline says in other words what happened to whom: of one class of event, one shared party is the same story.
    """
    share = len(one & other) / len(one)
    if title.what.type is not None and title.what.mode == body.what.mode:
        alike = any(
            p.role == q.role and _same_party(p, q)
            for p in title.what.participants
            for q in body.what.participants
        )
        if alike and not _conflict(title, body):
            return max(share, SAME_WORDS)
    return share


def _content_words(draft: Draft, claim: Claim) -> frozenset[str]:
    """Dictionary forms of the claim's nouns, verbs, names, adjectives and numbers."""
    tree = Tree.of(draft)
    words = [tree.tokens[i] for span in claim.spans for i in tree.inside(span)]
    return frozenset(
        w.lemma.lower() or w.lower for w in words if w.pos in ("NOUN", "PROPN", "VERB", "ADJ", "NUM")
    )


def _agrees(title: Claim, body: Claim) -> bool:
    same = title.what.type is None or title.what.type == body.what.type
    same = same and (title.how_sure.stance is Stance.DENIED) == (body.how_sure.stance is Stance.DENIED)
    return same and title.how_sure.polarity is body.how_sure.polarity


def _compatible(one: Claim, other: Claim) -> bool:
    """Two tellings are not one where both give a time or a place and these differ."""
    times = one.when.start and other.when.start and one.when.start != other.when.start
    places = one.where.name and other.where.name and one.where.name != other.where.name
    return not times and not places


def _headline_checked(draft: Draft, claims: list[Claim], headline: list[bool]) -> list[Claim]:
    """Flag a headline's claim where the body has the same event with another party, polarity or certainty."""
    body = [claim for claim, mark in zip(claims, headline, strict=True) if not mark]
    out = []
    for claim, mark in zip(claims, headline, strict=True):
        conflict = _conflicting(claim, body) if mark else None
        out.append(replace(claim, flags=(*claim.flags, conflict)) if conflict else claim)
    return out


def _conflicting(title: Claim, body: list[Claim]) -> Flag | None:
    """The difference from the body's claims of the same class and with a party in the same role, if none agrees."""
    alike = [
        other
        for other in body
        if title.what.type is not None
        and title.what.type == other.what.type
        and any(
            p.role == q.role and _same_party(p, q)
            for p in title.what.participants
            for q in other.what.participants
        )
    ]
    found = [_conflict(title, other) for other in alike]
    return found[0] if found and all(found) else None


def _conflict(title: Claim, other: Claim) -> Flag | None:
    what = title.what
    differs = []
    if title.how_sure.polarity is not other.how_sure.polarity:
        differs.append("one is negated")
    if title.how_sure.stance is Stance.ASSERTED and other.how_sure.stance is not Stance.ASSERTED:
        differs.append(f"the body's is only {other.how_sure.stance}")
    for role in ("actor", "recipient"):
        a = [p for p in what.participants if p.role == role]
        b = [p for p in other.what.participants if p.role == role]
        if a and b and not any(_same_party(p, q) for p in a for q in b):
            differs.append(f"another {role}")
    if not differs:
        return None
    quotes = (*title.what.trigger[:1], *other.what.trigger[:1])
    return Flag(
        name="headline-conflict", quotes=quotes, because="headline and body differ: " + ", ".join(differs)
    )


SAME_PARTY = 0.6
"""Share of the words of the shorter phrase that two phrases for one party have in common at least."""


def _same_party(one: Participant, other: Participant) -> bool:
    """Whether two phrases mean the same: one entity, or most of their words ("Hamas leaders from Gaza")."""
    if one.entity is not None and one.entity == other.entity:
        return True
    a, b = (set(WORD.findall(p.text.casefold())) for p in (one, other))
    a, b = a - SMALL, b - SMALL
    return bool(a and b) and len(a & b) / min(len(a), len(b)) >= SAME_PARTY


WORD = re.compile(r"[^\W_]+")
SMALL = frozenset({"the", "a", "an", "of", "in", "from", "and", "to", "at", "on", "s", "its", "his", "their"})


def _unique(claims: list[Claim]) -> list[Claim]:
    """Ids are hashes of what identifies: two claims that hash alike are one."""
    seen: dict[str, Claim] = {}
    for claim in claims:
        seen.setdefault(claim.id, claim)
    return list(seen.values())


STAGE = Stage(
    name="claims",
    needs=("propositions", "who_says", "how_sure", "what", "when", "where"),
    gives=("claims",),
    run=run,
)
