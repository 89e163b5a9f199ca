"""Records made by hand, to look at and to test with: real places, invented groups, persons and events."""

from __future__ import annotations

from sayso.record import (
    Claim,
    Entity,
    EntityKind,
    Flag,
    Granularity,
    HowSure,
    Likelihood,
    Number,
    NumberKind,
    Participant,
    PlaceKind,
    Polarity,
    Quote,
    Reading,
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

OUTLET = "The Meridian Letter"

NEWSLETTER = """\
Meridian Exclusive: Harbour Front chiefs sailed from Tripoli with Cypriot leave, met arms brokers in Larnaca

As shells fell again on the coast road this week, The Meridian Letter reports that on Tuesday, March 11, under cover of the boat fair which closed on Sunday, three commanders of the Harbour Front sat down in Larnaca with brokers of the Orsini house to settle the price of the next consignment.
Our sources say that, while Cyprus let some forty traders from Tripoli land without visas for the fair, the port police in Limassol were not told before the commanders' launch was waved through.
Among them was Idris Salloum, whom the newsletter's maritime sources rate the Front's ablest quartermaster. He was joined by Marek Dovan, who was once expelled from Genoa for gun-running.
Officers of the coastal command ask why the interior minister, Leila Haddad, did not warn Nicosia in time. "We had the names on our desk for two weeks," said one of them.
The Orsini house denies that it sold weapons to anyone. A spokeswoman for the firm, Carla Venn, said on Thursday that its people were in Larnaca to buy sails.
Port officials in Mersin strongly suspect that a first load of rocket motors is already on its way to Tripoli; according to a freight manifest seen by this newsletter, two containers left Mersin in early March.
At least 12 people were injured on the coast road, the Red Crescent said. Talks will resume in Valletta next month if the brokers' terms are met.
"""


class Words:
    """Finds words in a text, so that a sample's spans are never counted by hand."""

    def __init__(self, text: str) -> None:
        self.text = text

    def span(self, words: str, nth: int = 1) -> Span:
        """The place of the nth occurrence of the words."""
        at = -1
        for _ in range(nth):
            at = self.text.index(words, at + 1)
        return Span(at, at + len(words))

    def quote(self, words: str, nth: int = 1) -> Quote:
        """The words with their place."""
        return Quote(text=words, span=self.span(words, nth))

    def part(self, role: Role, words: str, nth: int = 1, entity: str | None = None) -> Participant:
        """A participant in the words of the text."""
        return Participant(role=role, text=words, span=self.span(words, nth), entity=entity)


def point(
    w: Words, words: str, nth: int, name: str, country: str, lat: float, lon: float, km: float
) -> Where:
    """A place that is a point."""
    return Where(
        name=name,
        country=country,
        lat=lat,
        lon=lon,
        precision_km=km,
        kind=PlaceKind.POINT,
        text=words,
        span=w.span(words, nth),
        status=Status.FOUND,
        because=(f"the only {name} near the other places of the report",),
    )


def newsletter() -> Record:
    """The sample: one outlet, unnamed groups, a denial, a question, a suspicion, and a strong headline."""
    w = Words(NEWSLETTER)
    title = Span(0, NEWSLETTER.index("\n"))
    report = Report(
        text=NEWSLETTER,
        outlet=OUTLET,
        title=title,
        published="2008-03-14",
        language="en",
        name="harbour-front.txt",
    )
    outlet = Voice(voice=OUTLET, kind=VoiceKind.OUTLET, act="reports")
    outlet_here = Voice(
        voice="The Meridian Letter",
        kind=VoiceKind.OUTLET,
        span=w.span("The Meridian Letter"),
        cue=w.quote("reports"),
    )
    sources = Voice(
        voice="Our sources",
        kind=VoiceKind.ANONYMOUS,
        span=w.span("Our sources"),
        act="says",
        cue=w.quote("say", 1),
    )
    maritime = Voice(
        voice="the newsletter's maritime sources",
        kind=VoiceKind.ANONYMOUS,
        span=w.span("the newsletter's maritime sources"),
        act="rates",
        cue=w.quote("rate", 1),
    )
    officers = Voice(
        voice="Officers of the coastal command",
        kind=VoiceKind.UNNAMED_OFFICIAL,
        span=w.span("Officers of the coastal command"),
        act="asks",
        cue=w.quote("ask why"),
    )
    officer = Voice(
        voice="one of them",
        kind=VoiceKind.UNNAMED_OFFICIAL,
        span=w.span("one of them"),
        act="says",
        cue=w.quote("said", 1),
        name="an officer of the coastal command",
    )
    house = Voice(
        voice="The Orsini house",
        kind=VoiceKind.ORGANIZATION,
        span=w.span("The Orsini house"),
        act="denies",
        cue=w.quote("denies"),
    )
    venn = Voice(
        voice="Carla Venn",
        kind=VoiceKind.PERSON,
        span=w.span("Carla Venn"),
        act="says",
        cue=w.quote("said", 2),
    )
    mersin = Voice(
        voice="Port officials in Mersin",
        kind=VoiceKind.UNNAMED_OFFICIAL,
        span=w.span("Port officials in Mersin"),
        act="suspects",
        cue=w.quote("strongly suspect"),
    )
    manifest = Voice(
        voice="a freight manifest",
        kind=VoiceKind.DOCUMENT,
        span=w.span("a freight manifest"),
        act="states",
        cue=w.quote("according to"),
    )
    crescent = Voice(
        voice="the Red Crescent",
        kind=VoiceKind.ORGANIZATION,
        span=w.span("the Red Crescent"),
        act="says",
        cue=w.quote("said", 3),
    )
    tuesday = When(
        start="2008-03-11",
        end="2008-03-11",
        granularity=Granularity.DAY,
        text="Tuesday, March 11",
        span=w.span("Tuesday, March 11"),
        value="2008-03-11",
        inferred=("year",),
        status=Status.FOUND,
        because=(
            "March 11 is a Tuesday in 1997, 2003 and 2008",
            "the report is of 14 Mar 2008, three days later",
        ),
    )
    larnaca = point(w, "Larnaca", 2, "Larnaca", "CY", 34.92, 33.63, 5)
    tripoli = Where(
        name="Tripoli",
        country="LB",
        lat=34.43,
        lon=35.84,
        precision_km=8,
        kind=PlaceKind.POINT,
        text="Tripoli",
        span=w.span("Tripoli", 3),
        status=Status.FOUND,
        because=("Tripoli in Lebanon, not in Libya: Larnaca and Mersin lie near it",),
    )
    ask = w.span("did not warn Nicosia in time")

    def claim(
        words: str, *chain: Voice, nth: int = 1, again: tuple[Span, ...] = (), **cells: object
    ) -> Claim:
        span = w.span(words, nth)
        return Claim(
            report=report.id,
            quote=words,
            spans=(span,),
            who_says=chain,
            told_again=again,
            **cells,  # type: ignore[arg-type]
        )

    found = Status.FOUND
    claims = (
        claim(
            "shells fell again on the coast road this week",
            outlet,
            what=What(
                type="ASSAULT",
                mode="heavy-weapons",
                trigger=(w.quote("fell"),),
                participants=(w.part(Role.RECIPIENT, "the coast road"),),
                status=found,
                because=("“shells” with “fell” is shelling",),
            ),
            when=When(
                start="2008-03-10",
                end="2008-03-14",
                granularity=Granularity.WEEK,
                text="this week",
                span=w.span("this week"),
                status=found,
                because=("counted from the report's date, 14 Mar 2008",),
            ),
            where=Where(
                text="the coast road",
                span=w.span("the coast road"),
                status=Status.NOT_FOUND,
                because=("“the coast road” is in no gazetteer",),
            ),
            flags=(
                Flag(
                    name="orphan",
                    quotes=(w.quote("shells fell again"),),
                    because="Put as a fact, no source given.",
                ),
            ),
        ),
        claim(
            "three commanders of the Harbour Front sat down in Larnaca with brokers of the Orsini house to settle the price of the next consignment",
            outlet_here,
            again=(w.span("met arms brokers in Larnaca"),),
            what=What(
                type="CONSULT",
                mode="meet",
                trigger=(w.quote("sat down"),),
                participants=(
                    w.part(Role.ACTOR, "three commanders of the Harbour Front"),
                    w.part(Role.ACTOR, "brokers of the Orsini house"),
                ),
                status=found,
                because=("“sat down with” is a meeting",),
            ),
            when=tuesday,
            where=larnaca,
        ),
        claim(
            "the boat fair which closed on Sunday",
            outlet_here,
            when=When(
                status=Status.TWO_READINGS,
                granularity=Granularity.DAY,
                text="Sunday",
                span=w.span("Sunday"),
                readings=(
                    Reading(start="2008-03-09", end="2008-03-09", because=("the Sunday before the report",)),
                    Reading(
                        start="2008-03-16", end="2008-03-16", because=("a Sunday after Tuesday, March 11",)
                    ),
                ),
                because=("two readings",),
            ),
            what=What(status=found, because=("“fair” with “closed” is no event of the codebook",)),
        ),
        claim(
            "Cyprus let some forty traders from Tripoli land without visas for the fair",
            outlet,
            sources,
            what=What(
                type="RETREAT",
                mode="access",
                trigger=(w.quote("let"),),
                participants=(
                    w.part(Role.ACTOR, "Cyprus"),
                    w.part(Role.RECIPIENT, "some forty traders from Tripoli"),
                ),
                numbers=(
                    Number(
                        kind=NumberKind.AMOUNT,
                        unit="traders",
                        text="some forty",
                        span=w.span("some forty"),
                        low=40,
                        high=40,
                    ),
                ),
                status=found,
                because=("“let … land” opens a passage",),
            ),
            where=Where(
                name="Cyprus",
                country="CY",
                lat=35.0,
                lon=33.2,
                precision_km=110,
                kind=PlaceKind.AREA,
                text="Cyprus",
                span=w.span("Cyprus"),
                status=found,
                because=("a country",),
            ),
            flags=(
                Flag(
                    name="headline-conflict",
                    quotes=(
                        w.quote("Harbour Front chiefs sailed from Tripoli with Cypriot leave"),
                        w.quote("Cyprus let some forty traders from Tripoli land without visas for the fair"),
                    ),
                    because="The title gives the leave to the chiefs, the text gives it to traders.",
                ),
            ),
        ),
        claim(
            "the port police in Limassol were not told before the commanders' launch was waved through",
            outlet,
            sources,
            how_sure=HowSure(polarity=Polarity.NEGATED, cues=(w.quote("not"),), because=("“were not told”",)),
            what=What(
                type="CONSULT",
                mode="third-party",
                trigger=(w.quote("told"),),
                participants=(w.part(Role.RECIPIENT, "the port police in Limassol"),),
                status=found,
            ),
            where=point(w, "Limassol", 1, "Limassol", "CY", 34.68, 33.04, 6),
            when=When(status=Status.NOT_STATED),
        ),
        claim(
            "the commanders' launch was waved through",
            outlet,
            sources,
            what=What(
                type="MOVEMENT",
                trigger=(w.quote("waved through"),),
                participants=(w.part(Role.ACTOR, "the commanders"), w.part(Role.ROUTE_FROM, "Tripoli", 2)),
                status=found,
            ),
            where=point(w, "Limassol", 1, "Limassol", "CY", 34.68, 33.04, 6),
        ),
        claim(
            "the Front's ablest quartermaster",
            outlet,
            maritime,
            what=What(status=found, because=("a rating is no event",)),
        ),
        claim(
            "He was joined by Marek Dovan",
            outlet,
            what=What(
                type="CONSULT",
                trigger=(w.quote("joined"),),
                participants=(w.part(Role.ACTOR, "Marek Dovan"), w.part(Role.RECIPIENT, "He", 1)),
                status=found,
            ),
            when=When(
                start="2008-03-11",
                end="2008-03-11",
                granularity=Granularity.DAY,
                inferred=("day",),
                status=found,
                because=("“joined” is tied to the meeting of Tuesday, March 11",),
            ),
            where=larnaca,
        ),
        claim(
            "who was once expelled from Genoa for gun-running",
            outlet,
            what=What(
                type="COERCE",
                mode="deport",
                trigger=(w.quote("expelled"),),
                participants=(w.part(Role.RECIPIENT, "Marek Dovan"),),
                status=found,
            ),
            when=When(
                text="once", span=w.span("once"), status=Status.NOT_FOUND, because=("“once” names no time",)
            ),
            where=point(w, "Genoa", 1, "Genoa", "IT", 44.41, 8.93, 10),
            flags=(Flag(name="orphan", quotes=(w.quote("once expelled from Genoa for gun-running"),)),),
        ),
        Claim(
            report=report.id,
            quote="the interior minister, Leila Haddad, did not warn Nicosia in time",
            spans=(Span(w.span("the interior minister").start, ask.end),),
            who_says=(outlet, officers),
            how_sure=HowSure(
                stance=Stance.PRESUPPOSED,
                polarity=Polarity.NEGATED,
                cues=(w.quote("why"), w.quote("did not")),
                because=("“ask why X did not” takes for granted that X did not",),
            ),
            what=What(
                type="CONSULT",
                trigger=(w.quote("warn"),),
                participants=(w.part(Role.ACTOR, "Leila Haddad"), w.part(Role.RECIPIENT, "Nicosia")),
                status=found,
            ),
            where=point(w, "Nicosia", 1, "Nicosia", "CY", 35.17, 33.36, 8),
            flags=(Flag(name="presupposed-by-question", quotes=(w.quote("ask why"),)),),
        ),
        Claim(
            report=report.id,
            quote="why the interior minister, Leila Haddad, did not warn Nicosia in time",
            spans=(Span(w.span("why the interior").start, ask.end),),
            who_says=(outlet, officers),
            how_sure=HowSure(stance=Stance.ASKED, cues=(w.quote("ask why"),), because=("“ask why”",)),
            what=What(
                type="ACCUSE",
                mode="disapprove",
                trigger=(w.quote("ask"),),
                participants=(
                    w.part(Role.ACTOR, "Officers of the coastal command"),
                    w.part(Role.RECIPIENT, "the interior minister, Leila Haddad"),
                ),
                status=found,
            ),
        ),
        claim(
            "We had the names on our desk for two weeks",
            outlet,
            officer,
            what=What(status=found, because=("to have something is a state",)),
            when=When(
                text="for two weeks",
                span=w.span("for two weeks"),
                duration="P2W",
                status=found,
                because=("a length of time, no date",),
            ),
        ),
        claim(
            "it sold weapons to anyone",
            outlet,
            house,
            how_sure=HowSure(stance=Stance.DENIED, cues=(w.quote("denies"),), because=("“denies that”",)),
            what=What(
                type="AID",
                mode="military",
                trigger=(w.quote("sold"),),
                participants=(
                    w.part(Role.ACTOR, "it", w.text[: w.span("it sold").start].count("it") + 1),
                    w.part(Role.GOODS, "weapons"),
                    w.part(Role.RECIPIENT, "anyone"),
                ),
                status=found,
            ),
        ),
        claim(
            "its people were in Larnaca to buy sails",
            outlet,
            venn,
            what=What(
                type="MOVEMENT",
                trigger=(w.quote("were in"),),
                participants=(w.part(Role.ACTOR, "its people"),),
                status=found,
            ),
            where=point(w, "Larnaca", 3, "Larnaca", "CY", 34.92, 33.63, 5),
        ),
        claim(
            "a first load of rocket motors is already on its way to Tripoli",
            outlet,
            mersin,
            how_sure=HowSure(
                stance=Stance.SUSPECTED,
                likelihood=Likelihood.LIKELY,
                cues=(w.quote("strongly suspect"),),
                because=("“suspect” puts it as likely, not as known",),
            ),
            what=What(
                type="MOVEMENT",
                trigger=(w.quote("on its way"),),
                participants=(
                    w.part(Role.ACTOR, "a first load of rocket motors"),
                    w.part(Role.ROUTE_FROM, "Mersin", 1),
                    w.part(Role.ROUTE_TO, "Tripoli", 3),
                ),
                status=found,
            ),
            where=tripoli,
        ),
        claim(
            "two containers left Mersin in early March",
            outlet,
            manifest,
            what=What(
                type="MOVEMENT",
                trigger=(w.quote("left"),),
                participants=(w.part(Role.ACTOR, "two containers"), w.part(Role.ROUTE_FROM, "Mersin", 2)),
                status=found,
            ),
            when=When(
                start="2008-03-01",
                end="2008-03-10",
                granularity=Granularity.PART_OF_MONTH,
                text="early March",
                span=w.span("early March"),
                inferred=("year",),
                status=found,
                because=("“early” is taken as the first ten days",),
            ),
            where=point(w, "Mersin", 2, "Mersin", "TR", 36.8, 34.63, 12),
        ),
        claim(
            "At least 12 people were injured on the coast road",
            outlet,
            crescent,
            what=What(
                type="ASSAULT",
                trigger=(w.quote("injured"),),
                participants=(w.part(Role.RECIPIENT, "At least 12 people"),),
                numbers=(
                    Number(
                        kind=NumberKind.INJURED,
                        unit="people",
                        text="At least 12",
                        span=w.span("At least 12"),
                        low=12,
                    ),
                ),
                status=found,
            ),
            where=Where(
                text="the coast road",
                span=w.span("the coast road", 2),
                status=Status.NOT_FOUND,
                because=("“the coast road” is in no gazetteer",),
            ),
        ),
        claim(
            "Talks will resume in Valletta next month",
            outlet,
            how_sure=HowSure(
                stance=Stance.CONDITIONAL,
                cues=(w.quote("will"), w.quote("if")),
                because=("“if …” makes it depend on the terms",),
            ),
            what=What(type="CONSULT", mode="meet", trigger=(w.quote("Talks will resume"),), status=found),
            when=When(
                start="2008-04-01",
                end="2008-04-30",
                granularity=Granularity.MONTH,
                text="next month",
                span=w.span("next month"),
                status=found,
                because=("counted from the report's date, 14 Mar 2008",),
            ),
            where=point(w, "Valletta", 1, "Valletta", "MT", 35.9, 14.51, 3),
        ),
    )
    entities = (Entity(id="e-1", report=report.id, name="Harbour Front", kind=EntityKind.ORGANIZATION),)
    return Record(report=report, claims=claims, entities=entities)


SCRIPTS = """\
نفى المتحدث 🛰️ التقرير — Envoy “Zoë” says café is shut

🚢🚢 The harbour master, Zoe\u0308 Ma\u0301rquez 👩🏽‍✈️, said the 𝒜lpha ferry left Sfax on 3 May.
قال المتحدث باسم الميناء إن السفينة غادرت صفاقس في 3 مايو 🛳️ ووصلت إلى مالطا.
"הספינה עזבה את הנמל", the agent in Haifa said, and the crew (عمر) waved.
"""


def many_scripts() -> Record:
    """Emoji outside the first plane, combining marks, Arabic and Hebrew: every offset is easily wrong."""
    w = Words(SCRIPTS)
    report = Report(
        text=SCRIPTS,
        outlet="مرآة الساحل",
        title=Span(0, SCRIPTS.index("\n")),
        published="2011-05-04",
        name="зеркало.txt",
    )
    outlet = Voice(voice="مرآة الساحل", kind=VoiceKind.OUTLET)
    master = "Zoe\u0308 Ma\u0301rquez"

    def claim(
        words: str, voice: str, cue: str, trigger: str, actor: str, time: str | None, place: str | None
    ) -> Claim:
        return Claim(
            report=report.id,
            quote=words,
            spans=(w.span(words),),
            who_says=(
                outlet,
                Voice(voice=voice, kind=VoiceKind.PERSON, span=w.span(voice), cue=w.quote(cue)),
            ),
            what=What(
                type="MOVEMENT",
                trigger=(w.quote(trigger),),
                participants=(w.part(Role.ACTOR, actor),),
                status=Status.FOUND,
            ),
            when=When(
                start="2011-05-03",
                end="2011-05-03",
                granularity=Granularity.DAY,
                text=time,
                span=w.span(time),
                inferred=("year",),
                status=Status.FOUND,
                because=("the report is of 4 May 2011",),
            )
            if time
            else When(),
            where=point(w, place, 1, "Sfax", "TN", 34.74, 10.76, 40) if place else Where(),
        )

    return Record(
        report=report,
        claims=(
            claim(
                "the 𝒜lpha ferry left Sfax on 3 May",
                master,
                "said",
                "left",
                "the 𝒜lpha ferry",
                "on 3 May",
                "Sfax",
            ),
            claim(
                "السفينة غادرت صفاقس في 3 مايو",
                "المتحدث باسم الميناء",
                "قال",
                "غادرت",
                "السفينة",
                "في 3 مايو",
                "صفاقس",
            ),
            claim("הספינה עזבה את הנמל", "the agent in Haifa", "said,", "עזבה", "הספינה", None, None),
        ),
    )


PAYLOADS = (
    "<script>window.pwned=1</script>",
    '"><img src=x onerror="window.pwned=2">',
    "</script><script>window.pwned=3</script>",
    "</style><svg onload=window.pwned=4>",
    "'-window.pwned-'",
    "{{ 7*7 }}{% for x in y %}",
    "javascript:window.pwned=5",
    "<!--<script>",
    "\u202egnp.exe\u202c",
    "&lt;b&gt;&amp;quot;",
    "http://192.0.2.1/x.png",
)


def hostile() -> Record:
    """Markup and traps in every text that a stranger chooses."""
    trap = " ".join(PAYLOADS)
    text = f"{trap}\n\nThe clerk said {trap} left Oslo. " + " ".join(PAYLOADS)
    w = Words(text)
    title = Span(0, len(trap))
    report = Report(
        text=text,
        outlet=f"Outlet {trap}",
        title=title,
        byline=trap,
        published=f"2010-01-01{trap}",
        url=f"javascript:window.pwned=6//{trap}",
        language='en" onmouseover="window.pwned=7',
        name=f"../../{trap}.txt",
    )
    words = f"{trap} left Oslo"
    return Record(
        report=report,
        claims=(
            Claim(
                report=report.id,
                quote=words,
                spans=(w.span(words),),
                who_says=(
                    Voice(voice=f"Outlet {trap}", kind=VoiceKind.OUTLET),
                    Voice(
                        voice="The clerk",
                        name=trap,
                        kind=VoiceKind.PERSON,
                        span=w.span("The clerk"),
                        act=trap,
                        cue=w.quote("said"),
                        entity=trap,
                    ),
                ),
                how_sure=HowSure(because=(trap,)),
                what=What(
                    type=trap, mode=trap, trigger=(w.quote("left"),), status=Status.FOUND, because=(trap,)
                ),
                when=When(
                    start=trap,
                    end=trap,
                    text="left",
                    span=w.span("left"),
                    status=Status.FOUND,
                    because=(trap,),
                ),
                where=Where(
                    name=trap,
                    country="NO",
                    lat=59.9,
                    lon=10.75,
                    precision_km=10,
                    kind=PlaceKind.POINT,
                    text="Oslo",
                    span=w.span("Oslo"),
                    status=Status.FOUND,
                    because=(trap,),
                ),
                flags=(Flag(name=trap, quotes=(w.quote("left"),), because=trap),),
            ),
        ),
        notices=(trap,),
    )


def no_claims() -> Record:
    """A report in which nothing was found, in a language that the reader does not know."""
    text = "Tiedote\n\nSatamassa oli hiljaista koko viikon. Mitään ei tapahtunut."
    report = Report(text=text, title=Span(0, 7), language="fi", name="tiedote.txt")
    return Record(report=report, notices=("The report is in Finnish, which this reader does not read.",))


NAMES = (
    "The Interregional Coordination Committee for Coastal Fisheries, Salvage and Maritime Rescue of the Lower Gulf",
    "Bohumil Ratliffe-Oyelaran", "port officials", "Vesna Karim", "two customs inspectors", "Ostrava Freight",
    "a harbour log", "residents", "Minister Tamsin Aduba", "our correspondent", "the Delta League", "Ivo Mbeki",
)  # fmt: skip
SENTENCE = (
    "{name} said on {day} May that the convoy of {number} lorries left {place} for the border posts {end}."
)
ENDS = (
    "without waiting for the escort that had been promised",
    "while the talks in the old customs house went on behind closed doors",
    "and would not come back before the river fell",
)
SITES = (
    ("Bamako", "ML", 12.65, -8.0),
    ("Niamey", "NE", 13.51, 2.11),
    ("Gao", "ML", 16.27, -0.04),
    ("Accra", "GH", 5.56, -0.2),
)


def long_report(sentences: int = 120) -> Record:
    """About 3,000 words and 120 claims, with very long names."""
    parts = [
        SENTENCE.format(
            name=NAMES[i % len(NAMES)], day=i % 28 + 1, number=i + 3, place=SITES[i % 4][0], end=ENDS[i % 3]
        )
        for i in range(sentences)
    ]
    paragraphs = [" ".join(parts[i : i + 4]) for i in range(0, sentences, 4)]
    headline = (
        "A convoy of lorries, told by twelve voices over a month and in one hundred and twenty sentences"
    )
    text = headline + "\n\n" + "\n".join(paragraphs) + "\n"
    report = Report(
        text=text,
        outlet="The Long Gazette",
        title=Span(0, len(headline)),
        published="2012-06-02",
        language="en",
    )
    outlet = Voice(voice="The Long Gazette", kind=VoiceKind.OUTLET)
    kinds = (VoiceKind.ORGANIZATION, VoiceKind.PERSON, VoiceKind.UNNAMED_OFFICIAL, VoiceKind.PERSON)
    stances = (Stance.ASSERTED, Stance.ASSERTED, Stance.SUSPECTED, Stance.ASSERTED, Stance.DENIED)
    claims = []
    at = 0
    for i, sentence in enumerate(parts):
        at = text.index(sentence, at)
        name, (site, country, lat, lon) = NAMES[i % len(NAMES)], SITES[i % 4]

        def found(words: str, at: int = at) -> Span:
            start = text.index(words, at)
            return Span(start, start + len(words))

        words = sentence[sentence.index("the convoy") : -1]
        time = f"{i % 28 + 1} May"
        date = f"2012-05-{i % 28 + 1:02}"
        claims.append(
            Claim(
                report=report.id,
                quote=words,
                spans=(found(words),),
                who_says=(
                    outlet,
                    Voice(
                        voice=name, kind=kinds[i % len(NAMES) % 4], span=found(name), act="says",
                        cue=Quote(text="said", span=found("said")),
                    ),
                ),
                how_sure=HowSure(stance=stances[i % 5], cues=(Quote(text="said", span=found("said")),)),
                what=What(
                    type="MOVEMENT",
                    trigger=(Quote(text="left", span=found("left")),),
                    participants=(
                        Participant(role=Role.ACTOR, text=f"the convoy of {i + 3} lorries", span=found(f"the convoy of {i + 3} lorries")),
                        Participant(role=Role.ROUTE_FROM, text=site, span=found(site)),
                    ),
                    status=Status.FOUND,
                ),
                when=When(
                    start=date, end=date, granularity=Granularity.DAY, text=time, span=found(time),
                    inferred=("year",), status=Status.FOUND, because=("the report is of 2 Jun 2012",),
                ),
                where=Where(
                    name=site, country=country, lat=lat, lon=lon, precision_km=15, kind=PlaceKind.POINT,
                    text=site, span=found(site), status=Status.FOUND, because=("the largest place of that name",),
                ),
            )
        )  # fmt: skip
    return Record(report=report, claims=tuple(claims))
