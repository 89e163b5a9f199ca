"""Random records over random text, with every span inside the text."""

from __future__ import annotations

from hypothesis import strategies as st

from sayso.record import (
    Claim,
    Entity,
    EntityKind,
    Flag,
    Granularity,
    HowSure,
    Likelihood,
    Mention,
    MentionForm,
    Number,
    NumberKind,
    Participant,
    PlaceKind,
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
    joined,
    merged,
)

AWKWARD = [
    "🕊️",
    "👩‍👩‍👧",
    "e\u0301",
    "ناشط",
    "שלום",
    "\r\n",
    "\u200b",
    "\u200f",
    "Ł",
    "ß",
    "𝔘",
    "\t",
    " ",
    "word",
    "”",
    "\ufeff",
    "İ",
]

texts = st.lists(
    st.one_of(
        st.sampled_from(AWKWARD), st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=6)
    ),
    min_size=3,
    max_size=40,
).map("".join)


@st.composite
def spans(draw: st.DrawFn, text: str) -> Span:
    start = draw(st.integers(0, len(text) - 1))
    return Span(start, draw(st.integers(start + 1, len(text))))


@st.composite
def quotes(draw: st.DrawFn, text: str) -> Quote:
    span = draw(spans(text))
    return Quote(text=span.of(text), span=span)


@st.composite
def voices(draw: st.DrawFn, text: str) -> Voice:
    quote = draw(quotes(text))
    return Voice(
        voice=quote.text,
        kind=draw(st.sampled_from(VoiceKind)),
        span=quote.span,
        act=draw(st.sampled_from(["says", "denies", "suspects"])),
        cue=draw(st.none() | quotes(text)),
        confidence=draw(st.none() | st.floats(0, 1)),
    )


@st.composite
def claims(draw: st.DrawFn, report: Report) -> Claim:
    text = report.text
    places = merged(draw(st.lists(spans(text), min_size=1, max_size=3)))
    trigger, party, number, time, place = (draw(quotes(text)) for _ in range(5))
    return Claim(
        report=report.id,
        quote=joined(text, places),
        spans=places,
        who_says=(
            Voice(voice="The Example", kind=VoiceKind.OUTLET),
            *draw(st.lists(voices(text), max_size=2)),
        ),
        how_sure=HowSure(
            stance=draw(st.sampled_from(Stance)),
            polarity=draw(st.sampled_from(Polarity)),
            likelihood=draw(st.none() | st.sampled_from(Likelihood)),
            cues=tuple(draw(st.lists(quotes(text), max_size=2))),
        ),
        what=What(
            type=draw(st.none() | st.sampled_from(["AID", "CONSULT", "MOVEMENT"])),
            trigger=(trigger,),
            participants=(Participant(role=draw(st.sampled_from(Role)), text=party.text, span=party.span),),
            numbers=(
                Number(
                    kind=draw(st.sampled_from(NumberKind)),
                    unit="people",
                    text=number.text,
                    span=number.span,
                    low=2.0,
                ),
            ),
            status=draw(st.sampled_from(Status)),
        ),
        when=When(
            start="2007-12-19",
            end=None,
            granularity=draw(st.none() | st.sampled_from(Granularity)),
            text=time.text,
            span=time.span,
            status=Status.FOUND,
        ),
        where=Where(
            name="Gaza",
            country="PS",
            lat=31.5,
            lon=34.47,
            precision_km=25.0,
            kind=PlaceKind.AREA,
            text=place.text,
            span=place.span,
            status=Status.FOUND,
        ),
        flags=(Flag(name="orphan", quotes=(draw(quotes(text)),), because="a test"),),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    text = draw(texts.filter(lambda t: t.strip()))
    report = Report(text=text, outlet=draw(st.none() | st.just("The Example")), published="2007-12-22")
    found = draw(st.lists(claims(report), max_size=3, unique_by=lambda claim: claim.id))
    mention = draw(quotes(text))
    entity = Entity(
        id="e-1",
        report=report.id,
        name=mention.text,
        kind=draw(st.sampled_from(EntityKind)),
        mentions=(Mention(text=mention.text, span=mention.span, form=draw(st.sampled_from(MentionForm))),),
    )
    return Record(report=report, claims=tuple(found), entities=(entity,), notices=("a notice",))
