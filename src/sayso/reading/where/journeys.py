"""Journeys: the legs of MOVEMENT claims joined where the same people go on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ...record import Claim, Participant, Polarity, Quote, Record, Role, Span, Stance, Where
from ...record.journey import Journey, Leg, Stop
from .names import find
from .resolve import resolve

PRONOUNS = frozenset(
    ["they", "them", "who", "whom", "he", "him", "she", "her", "it", "which", "that", "their", "whence"]
)
ALLOWING = frozenset({"RETREAT", "COOPERATE", "AID", "AGREE"})
"""Classes of the claims that tell who allowed or helped a journey."""


@dataclass(slots=True)
class _Open:
    """A journey that may still go on."""

    travellers: list[Participant]
    legs: list[Leg]
    claims: list[Claim]
    permitted: list[Quote]
    because: list[str]


def journeys(record: Record) -> tuple[Journey, ...]:
    """The journeys of a record, in the order of the text.

    A leg is a MOVEMENT claim, or one of AID with a destination, that is affirmed and names at least one place of its route. A leg goes on
    from another where its travellers are the same entity, or are a pronoun and the legs stand in one
    sentence, or it begins where the other ended.
    """
    places = _places(record)
    open_: list[_Open] = []
    for claim in sorted(record.claims, key=lambda c: c.spans[0] if c.spans else Span(0, 0)):
        carried = claim.what.type == "AID" and claim.where.because[0].startswith("destination")
        if not (claim.what.type == "MOVEMENT" or carried) or claim.how_sure.polarity is not Polarity.AFFIRMED:
            continue
        if claim.how_sure.stance in (Stance.DENIED, Stance.ASKED):
            continue
        leg = _leg(record, claim, places)
        if leg is None:
            continue
        travellers = _travellers(claim)
        for held in reversed(open_):
            if reason := _goes_on(record, held, claim, leg, travellers):
                held.legs.append(leg)
                held.claims.append(claim)
                held.because.append(reason)
                held.travellers += [t for t in travellers if not _pronoun(t)]
                break
        else:
            named = _antecedents(record, claim, travellers)
            open_.append(_Open([*named, *travellers], [leg], [claim], [], []))
    return tuple(_closed(record, held) for held in open_)


def _places(record: Record) -> dict[Span, Where]:
    mentions = find(record.report.text)
    return {where.span: where for where in resolve(mentions) if where.span is not None and where.name}


def _stop(participant: Participant, places: dict[Span, Where]) -> Stop:
    inside = [where for span, where in places.items() if span.overlaps(participant.span)]
    where = inside[0] if inside else Where(because=("not in the gazetteer",))
    return Stop(quote=Quote(text=participant.text, span=participant.span), where=where)


def _roles(claim: Claim, role: Role) -> list[Participant]:
    found = [p for p in claim.what.participants if p.role is role]
    return sorted(found, key=lambda p: p.span)


def _onward(record: Record, stop: Stop, places: dict[Span, Where]) -> Stop | None:
    """Jordan in "the crossing to Jordan", where the words for the stop end before it."""
    text = record.report.text
    for span, where in places.items():
        if span.start >= stop.quote.span.end and text[stop.quote.span.end : span.start] in (" to ", " into "):
            return Stop(quote=Quote(text=span.of(text), span=span), where=where)
    return None


def _whence(record: Record, claim: Claim, places: dict[Span, Where]) -> Stop | None:
    """Gaza in "the leaders in Gaza", where the route has no beginning of its own."""
    text = record.report.text
    for traveller in _travellers(claim):
        for span, where in places.items():
            before = text[max(0, span.start - 6) : span.start].split()
            if traveller.span.holds(span) and before and before[-1] in ("in", "from"):
                return Stop(quote=Quote(text=span.of(text), span=span), where=where)
    return None


def _leg(record: Record, claim: Claim, places: dict[Span, Where]) -> Leg | None:
    start, end = _roles(claim, Role.ROUTE_FROM), _roles(claim, Role.ROUTE_TO)
    via = [_stop(p, places) for p in _roles(claim, Role.ROUTE_VIA)]
    if claim.what.type == "AID" and claim.where.span is not None and not end:
        # Arms sent to somebody travel too: "new shipments are on their way to Gaza".
        quote = Quote(text=claim.where.span.of(record.report.text), span=claim.where.span)
        return Leg(claim=claim.id, end=Stop(quote=quote, where=claim.where))
    if not (start or end or via):
        return None
    means = _roles(claim, Role.INSTRUMENT)
    via += [_stop(p, places) for p in end[:-1]]
    goal = _stop(end[-1], places) if end else None
    if goal is not None and (onward := _onward(record, goal, places)) is not None:
        via, goal = [*via, goal], onward
    return Leg(
        claim=claim.id,
        start=_stop(start[0], places) if start else _whence(record, claim, places),
        via=tuple(via),
        end=goal,
        means=Quote(text=means[0].text, span=means[0].span) if means else None,
    )


def _travellers(claim: Claim) -> tuple[Participant, ...]:
    """The people carried, where it is a transport; otherwise those who go."""
    goods = tuple(_roles(claim, Role.GOODS))
    if claim.what.type == "AID" and not goods:
        words = claim.what.trigger[0]
        return (Participant(role=Role.GOODS, text=words.text, span=words.span),)
    return goods or tuple(_roles(claim, Role.ACTOR))


def _antecedents(record: Record, claim: Claim, travellers: Sequence[Participant]) -> tuple[Participant, ...]:
    """Whom "them" and "they" mean, where the same sentence names a party in the plural before it."""
    if not travellers or not all(t.text.lower() in ("them", "they", "who", "whom") for t in travellers):
        return ()
    at = travellers[0].span.start
    text = record.report.text
    begin = max(text.rfind("\n", 0, at), text.rfind(". ", 0, at))
    # Whom somebody helps, sends or lets go in another statement may be carried here, whatever else he is called.
    taken = (Role.RECIPIENT, Role.GOODS)
    told = {p.span for c in record.claims if c is not claim for p in c.what.participants if p.role in taken}
    own = {p.span for p in claim.what.participants} - told
    found = [
        p
        for other in record.claims
        for p in other.what.participants
        if begin < p.span.start
        and p.span.end <= at
        and p.role in (Role.ACTOR, Role.RECIPIENT, Role.GOODS)
        and p.span not in own
        and p.text.split()[-1].islower()
        and p.text.endswith(("s", "en", "people", "troops", "police"))
    ]
    return tuple(sorted(found, key=lambda p: p.span)[-1:])


def _told_again(text: str, known: str) -> bool:
    """Whether "the hundreds of pilgrims" can be "several hundred Gazan pilgrims": definite, one common noun.

    >>> _told_again("the hundreds of pilgrims", "several hundred Gazan pilgrims")
    True
    >>> _told_again("a group of pilgrims", "several hundred Gazan pilgrims")
    False
    """
    words = text.casefold().split()
    last = known.casefold().split()[-1:]
    return (
        bool(words)
        and words[0] in ("the", "these", "those", "all")
        and words[-1:] == last
        and last[0].isalpha()
    )


def _pronoun(participant: Participant) -> bool:
    return participant.text.lower() in PRONOUNS


def _goes_on(record: Record, held: _Open, claim: Claim, leg: Leg, travellers: Sequence[Participant]) -> str:
    """Why this leg belongs to that journey; "" where nothing says so."""
    ids = {t.entity for t in held.travellers if t.entity}
    texts = {t.text.casefold() for t in held.travellers if not _pronoun(t)}
    for traveller in travellers:
        if traveller.entity and traveller.entity in ids:
            return f"the same travellers: {traveller.text}"
        if traveller.text.casefold() in texts:
            return f"the same words: {traveller.text}"
        if any(_told_again(traveller.text, t.text) for t in held.travellers if not _pronoun(t)):
            return f"named again: {traveller.text}"
    last, first = held.claims[-1].spans[-1].end, claim.spans[0].start
    between = record.report.text[min(last, first) : max(last, first)]
    near = len(between) < 200 and "\n" not in between and ". " not in between
    if near and (not travellers or all(_pronoun(t) for t in travellers)):
        return "told in the same sentence of 'them'"
    end = held.legs[-1].end
    if near and end is not None and leg.start is not None and _one_place(end, leg.start):
        return f"begins where the leg before ends: {leg.start.quote.text}"
    return ""


def _one_place(one: Stop, other: Stop) -> bool:
    if one.where.gazetteer_id is not None:
        return one.where.gazetteer_id == other.where.gazetteer_id
    return one.quote.text.casefold() == other.quote.text.casefold()


def _told_later(legs: Sequence[Leg]) -> Stop | None:
    """The beginning that a later leg tells of the whole way, where no leg has passed it before."""
    passed: list[Stop] = []
    for leg in legs:
        if leg.start is not None and passed and not any(_one_place(leg.start, stop) for stop in passed):
            return leg.start
        passed += [stop for stop in (leg.start, *leg.via, leg.end) if stop is not None]
    return None


def _closed(record: Record, held: _Open) -> Journey:
    permitted: dict[Span, Quote] = {}
    for claim in held.claims:
        for host in _roles(claim, Role.HOST):
            permitted[host.span] = Quote(text=host.text, span=host.span)
    spans = [t.span for t in held.travellers]
    ids = {t.entity for t in held.travellers if t.entity}
    for other in record.claims:
        if other.what.type not in ALLOWING or other.how_sure.polarity is not Polarity.AFFIRMED:
            continue
        moved = [t.span for claim in held.claims for t in claim.what.trigger]
        if other.what.type == "RETREAT" and any(o.holds(span) for o in other.spans for span in moved):
            for actor in _roles(other, Role.ACTOR):
                if not any(actor.span.overlaps(span) for span in spans):
                    permitted[actor.span] = Quote(text=actor.text, span=actor.span)
        helped = [*_roles(other, Role.RECIPIENT), *_roles(other, Role.GOODS)]
        if any(p.entity in ids if p.entity else any(p.span.overlaps(s) for s in spans) for p in helped):
            for actor in _roles(other, Role.ACTOR):
                if not any(actor.span.overlaps(span) for span in spans):
                    permitted[actor.span] = Quote(text=actor.text, span=actor.span)
    legs = list(held.legs)
    if legs[0].start is None and (begins := _told_later(legs)) is not None:
        legs[0] = replace(legs[0], start=begins)
        held.because.append(f"where it begins is told later: {begins.quote.text}")
    return Journey(
        travellers=tuple(Quote(text=t.text, span=t.span) for t in held.travellers),
        legs=tuple(legs),
        permitted_by=tuple(permitted.values()),
        because=tuple(held.because),
    )
