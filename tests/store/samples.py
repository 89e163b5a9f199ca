"""Small records that differ in everything a filter asks for."""

from __future__ import annotations

from sayso.record import (
    Claim,
    Entity,
    EntityKind,
    Flag,
    HowSure,
    Likelihood,
    Mention,
    Number,
    NumberKind,
    Participant,
    Polarity,
    Quote,
    Record,
    Report,
    Role,
    Span,
    Stance,
    Status,
    Voice,
    VoiceKind,
    What,
    When,
    Where,
)


def quote(text: str, words: str) -> Quote:
    at = text.index(words)
    return Quote(text=words, span=Span(at, at + len(words)))


def part(text: str, role: Role, words: str, entity: str | None = None) -> Participant:
    found = quote(text, words)
    return Participant(role=role, text=found.text, span=found.span, entity=entity)


def voice(text: str, words: str, kind: VoiceKind, act: str = "says", **more: str) -> Voice:
    return Voice(voice=words, kind=kind, span=quote(text, words).span, act=act, **more)  # type: ignore[arg-type]


def outlet(name: str) -> Voice:
    return Voice(voice=name, kind=VoiceKind.OUTLET)


HARBOUR = """Arms on the way
Port officials strongly suspect that new shipments of rockets are already on their way to Tripoli.
He denied that the Harbour Front had met brokers in Larnaca on Tuesday."""

FAIR = (
    "The police did not arrest 12 traders at the boat fair in Valletta, the Café Society said in March 2008."
)

QUIET = "Nothing was heard from Genoa."


def harbour() -> Record:
    text = HARBOUR
    report = Report(
        text=text,
        outlet="The Meridian Letter",
        published="2008-03-14",
        title=Span(0, 15),
        url="https://example.org/1",
    )
    first = Claim(
        report=report.id,
        quote="new shipments of rockets are already on their way to Tripoli",
        spans=(quote(text, "new shipments of rockets are already on their way to Tripoli").span,),
        who_says=(
            outlet("The Meridian Letter"),
            voice(text, "Port officials", VoiceKind.UNNAMED_OFFICIAL, "suspects"),
        ),
        how_sure=HowSure(
            stance=Stance.SUSPECTED, likelihood=Likelihood.LIKELY, cues=(quote(text, "strongly suspect"),)
        ),
        what=What(
            type="MOVEMENT",
            trigger=(quote(text, "shipments"),),
            participants=(part(text, Role.GOODS, "rockets"), part(text, Role.ROUTE_TO, "Tripoli")),
            status=Status.FOUND,
        ),
        where=Where(
            name="Tripoli",
            country="LB",
            lat=34.43,
            lon=35.84,
            text="Tripoli",
            span=quote(text, "Tripoli").span,
            status=Status.FOUND,
        ),
    )
    second = Claim(
        report=report.id,
        quote="the Harbour Front had met brokers in Larnaca on Tuesday",
        spans=(quote(text, "the Harbour Front had met brokers in Larnaca on Tuesday").span,),
        who_says=(
            outlet("The Meridian Letter"),
            voice(text, "He", VoiceKind.PERSON, "denies", name="Idris Salloum"),
        ),
        how_sure=HowSure(stance=Stance.DENIED, cues=(quote(text, "denied"),)),
        what=What(
            type="CONSULT",
            mode="visit",
            trigger=(quote(text, "met"),),
            participants=(
                part(text, Role.ACTOR, "the Harbour Front", "e-front"),
                part(text, Role.RECIPIENT, "brokers"),
            ),
            status=Status.FOUND,
        ),
        when=When(
            start="2008-03-11",
            end="2008-03-11",
            text="Tuesday",
            span=quote(text, "Tuesday").span,
            inferred=("year",),
            status=Status.FOUND,
        ),
        where=Where(
            name="Larnaca",
            country="CY",
            text="Larnaca",
            span=quote(text, "Larnaca").span,
            status=Status.FOUND,
        ),
        flags=(
            Flag(
                name="headline-conflict",
                quotes=(quote(text, "Arms on the way"),),
                because="the headline says more",
            ),
        ),
    )
    front = Entity(
        id="e-front",
        report=report.id,
        name="Harbour Front",
        kind=EntityKind.ORGANIZATION,
        mentions=(Mention(text="the Harbour Front", span=quote(text, "the Harbour Front").span),),
    )
    return Record(
        report=report, claims=(first, second), entities=(front,), notices=("“He” may be somebody else.",)
    )


def fair() -> Record:
    text = FAIR
    report = Report(text=text, outlet="Tidewater Wire", published="2008-04-01")
    claim = Claim(
        report=report.id,
        quote="The police did not arrest 12 traders at the boat fair in Valletta",
        spans=(Span(0, 65),),
        who_says=(outlet("Tidewater Wire"), voice(text, "the Café Society", VoiceKind.ORGANIZATION)),
        how_sure=HowSure(polarity=Polarity.NEGATED, cues=(quote(text, "not"),)),
        what=What(
            type="COERCE",
            mode="arrest",
            trigger=(quote(text, "arrest"),),
            participants=(part(text, Role.ACTOR, "The police"), part(text, Role.RECIPIENT, "12 traders")),
            numbers=(
                Number(
                    kind=NumberKind.ARRESTED,
                    unit="people",
                    text="12",
                    span=quote(text, "12").span,
                    low=12,
                    high=12,
                ),
            ),
            status=Status.FOUND,
        ),
        when=When(
            start="2008-03-01",
            end="2008-03-31",
            text="March 2008",
            span=quote(text, "March 2008").span,
            status=Status.FOUND,
        ),
        where=Where(
            name="Valletta",
            country="MT",
            text="Valletta",
            span=quote(text, "Valletta").span,
            status=Status.FOUND,
        ),
    )
    return Record(report=report, claims=(claim,))


def quiet() -> Record:
    report = Report(text=QUIET)
    claim = Claim(
        report=report.id,
        quote="Nothing was heard from Genoa",
        spans=(Span(0, 28),),
        who_says=(Voice(voice="the report", kind=VoiceKind.UNATTRIBUTED),),
        what=What(status=Status.FOUND),
    )
    return Record(report=report, claims=(claim,))


def simple(number: int, *, claims: int = 2) -> Record:
    """A record that can be told from all others by its number."""
    text = f"Report {number}. " + " ".join(
        f"Sailors said that ship {i} left port {number}." for i in range(claims)
    )
    report = Report(text=text, outlet=f"Outlet {number % 3}", published=f"2008-03-{number % 28 + 1:02}")
    found = []
    for i in range(claims):
        words = quote(text, f"ship {i} left port {number}")
        found.append(
            Claim(
                report=report.id,
                quote=words.text,
                spans=(words.span,),
                who_says=(outlet(f"Outlet {number % 3}"), voice(text, "Sailors", VoiceKind.UNNAMED_OFFICIAL)),
                what=What(type="MOVEMENT", trigger=(quote(text, "left"),)),
            )
        )
    return Record(report=report, claims=tuple(found))
