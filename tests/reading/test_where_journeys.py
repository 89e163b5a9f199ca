"""Journeys over records built by hand."""

from __future__ import annotations

from sayso.reading.where import journeys
from sayso.record import (
    Claim,
    HowSure,
    Participant,
    Polarity,
    Record,
    Report,
    Role,
    Span,
    Voice,
    VoiceKind,
    What,
)

TEXT = (
    "Israel helped the pilgrims, bussing them from Gaza to the West Bank crossing to Jordan, whence they flew to Saudi Arabia. "
    "Egypt let the leaders in Gaza cross Sinai to Cairo airport. Fighters went from Gaza to Mecca and from Mecca they reached Iran. "
    "No ship sailed to Cyprus."
)
OUTLET = Voice(voice="Ruritania Post", kind=VoiceKind.OUTLET)


def party(role: Role, words: str, entity: str | None = None, nth: int = 0) -> Participant:
    """A participant at the nth place where its words stand."""
    at = -1
    for _ in range(nth + 1):
        at = TEXT.index(words, at + 1)
    return Participant(role=role, text=words, span=Span(at, at + len(words)), entity=entity)


def claim(words: str, kind: str, *parties: Participant, negated: bool = False) -> Claim:
    """A claim over the words of the text."""
    at = TEXT.index(words)
    return Claim(
        report="r-1",
        quote=words,
        spans=(Span(at, at + len(words)),),
        who_says=(OUTLET,),
        how_sure=HowSure(polarity=Polarity.NEGATED if negated else Polarity.AFFIRMED),
        what=What(type=kind, participants=parties),
    )


RECORD = Record(
    report=Report(text=TEXT),
    claims=(
        claim("Israel helped the pilgrims", "AID", party(Role.ACTOR, "Israel"), party(Role.RECIPIENT, "the pilgrims", "e-p")),
        claim("bussing them from Gaza to the West Bank crossing to Jordan", "MOVEMENT", party(Role.GOODS, "them", "e-p"), party(Role.ROUTE_FROM, "Gaza"), party(Role.ROUTE_TO, "the West Bank crossing")),
        claim("they flew to Saudi Arabia", "MOVEMENT", party(Role.ACTOR, "they"), party(Role.ROUTE_TO, "Saudi Arabia")),
        claim("the leaders in Gaza cross Sinai to Cairo airport", "MOVEMENT", party(Role.ACTOR, "the leaders in Gaza", "e-l"), party(Role.ROUTE_VIA, "Sinai"), party(Role.ROUTE_TO, "Cairo airport"), party(Role.HOST, "Egypt")),
        claim("Fighters went from Gaza to Mecca", "MOVEMENT", party(Role.ACTOR, "Fighters", "e-f"), party(Role.ROUTE_FROM, "Gaza", nth=2), party(Role.ROUTE_TO, "Mecca")),
        claim("from Mecca they reached Iran", "MOVEMENT", party(Role.ACTOR, "they", "e-f", nth=1), party(Role.ROUTE_FROM, "Mecca", nth=1), party(Role.ROUTE_TO, "Iran")),
        claim("No ship sailed to Cyprus", "MOVEMENT", party(Role.ROUTE_TO, "Cyprus"), negated=True),
    ),
)  # fmt: skip


def test_three_journeys_in_order() -> None:
    found = journeys(RECORD)
    assert [[stop.quote.text for stop in journey.stops] for journey in found] == [
        ["Gaza", "the West Bank crossing", "Jordan", "Saudi Arabia"],
        ["Gaza", "Sinai", "Cairo airport"],
        ["Gaza", "Mecca", "Iran"],
    ]


def test_stops_are_placed() -> None:
    pilgrims, leaders, fighters = journeys(RECORD)
    assert [stop.where.country for stop in pilgrims.stops] == ["PS", "PS", "JO", "SA"]
    assert [stop.where.name for stop in leaders.stops] == ["Gaza Strip", "Sinai", "Cairo airport"]
    assert [stop.where.country for stop in fighters.stops] == ["PS", "SA", "IR"]


def test_who_permitted() -> None:
    pilgrims, leaders, fighters = journeys(RECORD)
    assert [quote.text for quote in pilgrims.permitted_by] == ["Israel"]
    assert [quote.text for quote in leaders.permitted_by] == ["Egypt"]
    assert fighters.permitted_by == ()


def test_reasons_and_claims() -> None:
    for journey in journeys(RECORD):
        assert len(journey.because) == len(journey.legs) - 1
        assert all(any(claim.id == leg.claim for claim in RECORD.claims) for leg in journey.legs)


def test_nothing_moves() -> None:
    assert journeys(Record(report=Report(text="Nothing moved."))) == ()
