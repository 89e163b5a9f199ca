"""From sayso's claims to MUC-4 templates: a small mapper whose tables can be read.

A claim whose trigger or class is in INCIDENTS opens a template or joins one; its participants fill the slots
by what sort of mention they are; its stance says how far it went, its chain of voices how sure an organisation is.
Written with the dev part alone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, cached_property

from evals.truecase import peoples
from sayso.reading.draft import Draft, Named, Token
from sayso.reading.pipeline import default
from sayso.record import (
    Claim,
    EntityKind,
    MentionForm,
    Participant,
    PlaceKind,
    Polarity,
    Report,
    Role,
    Span,
    Stance,
)


def words(text: str) -> frozenset[str]:
    """A table of words, written as one text."""
    return frozenset(text.split())


INCIDENTS = {
    "BOMBING": "bomb bombing car-bomb explode explosion blast dynamite detonate detonation dynamiting",
    "KIDNAPPING": "kidnap kidnapping kidnaping abduct abduction hostage",
    "ARSON": "burn torch arson burning",
    "ROBBERY": "rob robbery steal theft loot",
    "ATTACK": "attack assault kill killing murder assassinate assassination massacre slay shoot ambush machinegun"
    " strafe wound murdering shooting raid execute gun fire hit harass",
}
"""Incident types by the dictionary forms of their triggers; the first that has the word is taken."""
MODES = {"abduct": "KIDNAPPING", "explosives": "BOMBING", "suicide-attack": "BOMBING"}
"""Incident types of the modes of ASSAULT; every other ASSAULT is an ATTACK."""
PHRASES = {
    "BOMBING": ("set off", "blow up", "blew up", "blown up", "went off", "car bomb"),
    "ARSON": ("set fire", "set on fire"),
}
EFFECTS = words("kill killing die death wound injure destroy damage murder massacre destruction hurt")
"""What an incident leads to: such a claim joins the incident told shortly before it, whatever its type."""
NEAR = 2
"""Sentences between an incident and its effects at most."""
FAR = 5
"""Sentences without a word of an incident after which another of its type is a new one."""
ATTEMPTS = words(
    "attempt try fail foil thwart defuse deactivate prevent escape survive unharmed unhurt attempted"
)
FIGHTERS = words(
    "soldier troop guerrilla rebel army patrol unit battalion insurgent combatant extremist terrorist column subversive force"
)
"""Targets of fighting, not of terrorism: an incident that hits nobody else is none for MUC."""
WEAPONS = words(
    "bomb dynamite explosive grenade rocket mortar rifle machinegun submachinegun pistol gun missile mine firearm"
    " ak-47 car-bomb carbomb bullet charge weapon device molotov shell rpg-7 stick launcher"
)
CARRIERS = words("charge device stick")
"""Weapons only with another weapon's word beside them ("dynamite charge", "explosive device")."""
AUTHORITIES = words(
    "police army government ministry minister president official military force commander colonel general spokesman"
    " judge court authority prosecutor captain major lieutenant ambassador secretary"
)
RESPONSIBILITY = words("responsibility credit responsible")
TAKING = words("claim assume take admit acknowledge")
BLAMING = words("blame accuse attribute suspect")
"""Words by which an organisation is made to answer for an incident told before."""
FIGHTING = words("guerrillas rebels terrorists commandos commandoes insurgents guerrilla rebel terrorist")
"""Perpetrators who belong to an organisation, that of the text if there is but one."""
PEOPLE = words(
    "peasant civilian vendor woman man child boy girl student worker family member bodyguard escort priest jesuit maid cook"
    " daughter son wife husband brother newsman reporter journalist leader judge mayor citizen passenger passer-by passerby"
    " people person individual resident villager teacher lawyer engineer minister official politician candidate nun bishop"
    " adviser policeman officer agent driver minor businessman farmer inhabitant employee technician guard parishioner"
    " activist unionist deputy senator attorney magistrate doctor nurse refugee national missionary rancher merchant"
)
"""Nouns that name people, for mentions whose sort the reader does not tell."""
ABSTRACT = words(
    "offensive attack action war operation summit conference fire sentence life democracy peace process plan most leadership"
    " right effort objective way death terrorism violence situation activity policy law order agreement threat aggression"
)
"""What cannot be hit."""
BANDS = words("guerrilla terrorist rebel member commando militant column unit cell squad group band fighter")
"""Heads whose modifiers name the organisation: "Shining Path terrorists"."""
QUANTITIES = words("several many more most other some least same few such various numerous hundreds dozens")
"""Words before a noun that are no part of what it names."""
PLAIN = words(
    "armed heavily alleged urban unidentified young unknown hooded suspected other several presumed rural leftist rightist"
    " large small special paid local five four three two six masked uniformed salvadoran"
)
"""Modifiers that name no organisation."""
GROUPS = words(
    "front liberation movement path cartel extraditables mafia fmln squads commandos revolutionary"
)
"""Words in the names of organisations that fight in the dark."""
UNHAPPENED = frozenset({Stance.ASKED, Stance.CONDITIONAL})
WEAKER = frozenset({Stance.SUSPECTED, Stance.DOUBTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message: its text without the dateline, and what the dateline says."""

    name: str
    text: str
    place: str = ""
    published: str | None = None
    source: str | None = None


@dataclass(slots=True, kw_only=True)
class Filled:
    """A template: `victims` with whether they are named, `organisations` with the confidence in them."""

    type: str
    stage: str = ""
    perpetrators: list[str] = field(default_factory=list)
    organisations: list[tuple[str, str]] = field(default_factory=list)
    targets: list[str] = field(default_factory=list)
    victims: list[tuple[str, bool]] = field(default_factory=list)
    instruments: list[str] = field(default_factory=list)
    start: dt.date | None = None
    end: dt.date | None = None
    places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)
    fighters: bool = False
    """Whether somebody was hit who fights."""

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        out = asdict(self)
        out.update(start=str(self.start or ""), end=str(self.end or ""))
        for inner in ("sentences", "stages", "fighters"):
            del out[inner]
        return out


class Reader:
    """The layers of one message, looked up by place."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens: Sequence[Token] = draft.tokens or ()
        self.mentions: Sequence[Named] = draft.mentions or ()

    def within(self, span: Span) -> list[int]:
        """The words of a span."""
        return [n for n, token in enumerate(self.tokens) if span.holds(token.span)]

    def lemmas(self, spans: Iterable[Span]) -> list[str]:
        """The dictionary forms of the words of spans, in small letters."""
        return [
            (self.tokens[n].lemma or self.tokens[n].lower).lower()
            for span in spans
            for n in self.within(span)
        ]

    def mention(self, span: Span) -> Named | None:
        """The mention that a participant is: that of the same words, else the longest inside."""
        inside = [m for m in self.mentions if span.holds(m.span)]
        return max(inside, key=lambda m: (m.span == span, m.span.end - m.span.start), default=None)

    def head(self, span: Span) -> str:
        """The dictionary form of the word that carries a noun phrase: the one whose governor is outside."""
        words = self.within(span)
        top = [n for n in words if self.tokens[n].head not in words and self.tokens[n].pos != "PUNCT"]
        return (self.tokens[top[0]].lemma or self.tokens[top[0]].lower).lower() if top else ""

    def trimmed(self, span: Span) -> str:
        """A noun phrase without articles and numbers before it, and without what follows a preposition but "of"."""
        words = self.within(span)
        while words and (
            self.tokens[words[0]].pos in ("DET", "NUM", "PUNCT", "ADV", "PRON", "PART", "ADP")
            or self.tokens[words[0]].relation in ("det", "nmod:poss")
            or self.tokens[words[0]].lower in QUANTITIES
        ):
            words = words[1:]
        for n, word in enumerate(words):
            token = self.tokens[word]
            if n and (
                (token.pos == "ADP" and token.lower != "of")
                or token.text in (",", "[", "(", "--")
                or token.pos in ("VERB", "SCONJ")
            ):
                words = words[:n]
                break
        if not words:
            return ""
        return self.draft.text[self.tokens[words[0]].start : self.tokens[words[-1]].end]

    def person(self, span: Span, mention: Named | None) -> bool:
        """Whether a phrase names people: by its mention, a person's name in it, or its head noun."""
        if mention is not None and mention.kind is EntityKind.PERSON:
            return True
        return bool(self.people(span)) or self.head(span) in PEOPLE

    def people(self, span: Span) -> list[str]:
        """The names of persons within a phrase, each as full as the text has it."""
        reading = self.draft.reading
        return [self.fullest(name) for name, at in self.known if span.holds(at)] if reading else []

    @cached_property
    def known(self) -> list[tuple[str, Span]]:
        """The names of persons of the text, without titles, with their places."""
        reading = self.draft.reading
        out = []
        for one in reading.names if reading else ():
            if one.kind == "PERSON":
                at = Span(*reading.span(one.words)) if reading else Span(0, 0)
                words = self.within(at)
                while words and (
                    self.tokens[words[0]].lower in TITLES or self.tokens[words[0]].pos == "PUNCT"
                ):
                    words = words[1:]
                if words:
                    at = Span(self.tokens[words[0]].start, self.tokens[words[-1]].end)
                    out.append((at.of(self.draft.text), at))
        return out

    def fullest(self, name: str) -> str:
        """The longest name of the text that ends with this one, or holds it: "Castellar" is "Alfonso Castellar"."""
        words = set(name.lower().split())
        fits = [other for other, _ in self.known if words <= set(other.lower().split())]
        return max(fits, key=len, default=name)

    def band(self, span: Span) -> str:
        """The organisation that modifies a noun for fighters; "" where none does."""
        words = self.within(span)
        top = [n for n in words if self.tokens[n].head not in words and self.tokens[n].pos != "PUNCT"]
        if not top or (self.tokens[top[0]].lemma or "").lower() not in BANDS:
            return ""
        run = [
            n
            for n in words
            if n < top[0]
            and self.tokens[n].pos in ("NOUN", "PROPN", "ADJ", "VERB")
            and self.tokens[n].lower not in PLAIN
            and self.tokens[n].lower not in peoples()
            and self.tokens[n].lower not in BANDS
        ]
        if run and (len(run) > 1 or self.tokens[run[0]].pos == "PROPN") and run[-1] == top[0] - 1:
            return self.draft.text[self.tokens[run[0]].start : self.tokens[run[-1]].end]
        return ""

    def organisation(self, span: Span) -> str:
        """The organisation that a phrase names, or that its noun for fighters belongs to; "" where there is none."""
        named = (
            m
            for m in self.mentions
            if m.kind is EntityKind.ORGANIZATION and m.form is MentionForm.NAME and span.holds(m.span)
        )
        short = (
            t.text for n in self.within(span) if (t := self.tokens[n]).text.isupper() and len(t.text) > 2
        )
        return (
            next((name for m in named if (name := self.trimmed(m.span))), "")
            or next(short, "")
            or self.band(span)
        )

    @cached_property
    def groups(self) -> list[str]:
        """The organisations of the text whose names tell that they fight in the dark, in order."""
        found: list[str] = []
        for one in self.mentions:
            if one.kind is EntityKind.ORGANIZATION and one.form is MentionForm.NAME:
                name = self.trimmed(one.span)
                if name and set(name.lower().split()) & GROUPS:
                    add(found, name)
        return found

    def named_by(self, participant: Participant) -> tuple[Span, Named | None]:
        """The words that name a participant: its own, or of a pronoun those of its entity's best mention."""
        mention = self.mention(participant.span)
        if mention is not None and mention.form is MentionForm.PRONOUN and participant.entity:
            entity = next((e for e in self.draft.entities or () if e.id == participant.entity), None)
            for form in (MentionForm.NAME, MentionForm.NOMINAL):
                for one in entity.mentions if entity else ():
                    if one.form is form:
                        return one.span, self.mention(one.span)
            return Span(0, 0), None
        return participant.span, mention


TITLES = words(
    "president minister senator general colonel captain major lieutenant sergeant dr dr. mr mr. mrs father col col. gen gen."
    " msgr msgr. bishop judge mayor governor deputy commander lt maj capt sgt corporal priest ambassador journalist don doctor"
)


def incident(claim: Claim, reader: Reader) -> str | None:
    """The incident type of a claim; None where it tells no incident."""
    lemmas = reader.lemmas(q.span for q in claim.what.trigger)
    said = claim.quote.lower()
    if claim.what.type == "ASSAULT" and claim.what.mode in MODES:
        return MODES[claim.what.mode]
    if claim.what.type in ("ASSAULT", "THREATEN", "COERCE", "MOVEMENT", "REJECT", None):
        for kind, phrases in PHRASES.items():
            if any(p in said for p in phrases) and set(lemmas) & {
                "set",
                "blow",
                "go",
                "bomb",
                "place",
                "explode",
            }:
                return kind
        for kind, triggers in INCIDENTS.items():
            if set(triggers.split()) & set(lemmas) and (
                claim.what.type or kind != "ATTACK" or lemmas == ["attack"]
            ):
                return kind
    if claim.what.type == "ASSAULT":
        return "ATTACK"
    if claim.what.type == "THREATEN" and claim.what.mode in ("violence", None):
        for kind, triggers in INCIDENTS.items():
            if set(triggers.split()) & set(reader.lemmas(claim.spans)):
                return kind
    return None


def stage(claim: Claim, reader: Reader) -> str | None:
    """How far it went; None where the claim says that it did not happen."""
    if claim.how_sure.stance in UNHAPPENED or claim.how_sure.stance is Stance.DENIED:
        return None
    around = set(reader.lemmas(claim.spans)) | set(reader.lemmas(c.span for c in claim.how_sure.cues))
    if claim.what.type == "THREATEN" or "threaten" in around or "threat" in around:
        return "THREATENED"
    if around & ATTEMPTS or (set(reader.lemmas(q.span for q in claim.what.trigger)) & ATTEMPTS):
        return "ATTEMPTED"
    if claim.how_sure.polarity is Polarity.NEGATED:
        return None
    if claim.how_sure.stance is Stance.PLANNED:
        return "THREATENED"
    return "ACCOMPLISHED"


def confidence(claim: Claim, organisation: str, reader: Reader) -> str:
    """How sure the report is of an organisation, from the chain of voices and the stance."""
    origin = claim.origin
    speaks = origin.voice.lower()
    if len(claim.who_says) > 1 and (organisation.lower() in speaks or speaks in organisation.lower()):
        return "CLAIMED OR ADMITTED"
    authority = bool(set(speaks.replace(",", " ").split()) & AUTHORITIES)
    if claim.how_sure.stance in WEAKER:
        if len(claim.who_says) < 2:
            return "POSSIBLE"
        return "SUSPECTED OR ACCUSED BY AUTHORITIES" if authority else "SUSPECTED OR ACCUSED"
    return "REPORTED AS FACT"


def sentence_of(span: Span, draft: Draft) -> int:
    """The number of the sentence in which a span begins."""
    return next((n for n, s in enumerate(draft.sentences or ()) if s.span.end > span.start), 0)


def fill(template: Filled, claim: Claim, reader: Reader) -> None:
    """Put what the claim tells into the slots."""
    for participant in claim.what.participants:
        span, mention = reader.named_by(participant)
        text, head = reader.trimmed(span), reader.head(span)
        if not text or head in ABSTRACT:
            continue
        weapon = head in WEAPONS
        person, names = reader.person(span, mention), reader.people(span)
        if participant.role is Role.INSTRUMENT or (participant.role is Role.ACTOR and weapon):
            add(template.instruments, text)
        elif participant.role is Role.ACTOR:
            organisation = reader.organisation(span)
            if organisation and organisation not in [o for o, _ in template.organisations]:
                template.organisations.append((organisation, confidence(claim, organisation, reader)))
            if names:
                add(template.perpetrators, names[0])
            elif person or head in BANDS or head in FIGHTERS or not organisation:
                add(template.perpetrators, text)
        elif participant.role in (Role.RECIPIENT, Role.GOODS):
            if head in FIGHTERS and not names:
                template.fighters = True
            elif weapon:
                add(template.instruments, text)
            elif not names and person and mention is not None and mention.form is MentionForm.NAME:
                if (text, True) not in template.victims:
                    template.victims.append((text, True))
            elif names:
                for name in names:
                    if (name, True) not in template.victims:
                        template.victims.append((name, True))
            elif person:
                if (text, False) not in template.victims:
                    template.victims.append((text, False))
            elif mention is None or mention.kind is not EntityKind.PLACE:
                add(template.targets, text)
    for mention in reader.mentions:
        if any(span.holds(mention.span) for span in claim.spans) and mention.form is not MentionForm.PRONOUN:
            head = reader.head(mention.span)
            lemmas = set(reader.lemmas([mention.span]))
            if head in WEAPONS - CARRIERS or (head in CARRIERS and lemmas & (WEAPONS - CARRIERS)):
                add(template.instruments, reader.trimmed(mention.span))


def answers(claim: Claim, reader: Reader) -> list[tuple[str, str]]:
    """Organisations that a claim makes answer for what was told before, with how sure it is of them.

    Whoever claims responsibility admits it; whoever is blamed is accused, by authorities or by others.
    """
    lemmas = set(reader.lemmas(claim.spans))
    triggers = set(reader.lemmas(q.span for q in claim.what.trigger))
    out = []
    if lemmas & RESPONSIBILITY and lemmas & TAKING:
        parties = [p.span for p in claim.what.participants if p.role is Role.ACTOR]
        parties += [v.span for v in claim.who_says[1:] if v.span is not None]
        out = [(name, "CLAIMED OR ADMITTED") for span in parties if (name := reader.organisation(span))]
    elif triggers & BLAMING or ("hold" in triggers and lemmas & RESPONSIBILITY):
        speakers = " ".join(
            [claim.origin.voice, *(p.text for p in claim.what.participants if p.role is Role.ACTOR)]
        )
        official = bool(set(speakers.lower().replace(",", " ").split()) & AUTHORITIES)
        how = "SUSPECTED OR ACCUSED BY AUTHORITIES" if official else "SUSPECTED OR ACCUSED"
        parties = [p.span for p in claim.what.participants if p.role is Role.RECIPIENT]
        out = [(name, how) for span in parties if (name := reader.organisation(span))]
    return out


def add(to: list[str], text: str) -> None:
    """Append what is not there yet."""
    if text and text not in to:
        to.append(text)


def when_where(template: Filled, claim: Claim, published: dt.date | None, home: str) -> None:
    """The day from the first claim that has one, the places of all; a small place abroad is a namesake."""
    if template.start is None and claim.when.start and claim.when.end:
        start, end = _day(claim.when.start), _day(claim.when.end)
        if start and end and (published is None or start <= published) and (end - start).days < 32:
            template.start, template.end = start, min(end, published) if published else end
    told = [country(code) for code in (claim.where.country or "").split()]
    if claim.where.name and (not home or home in told or claim.where.name in told):
        for name in (claim.where.name, claim.where.text):
            add(template.places, name or "")
        for name in told:
            add(template.countries, name)


def _day(iso: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(iso[:10])
    except ValueError:
        return None


@cache
def _countries() -> dict[str, str]:
    from sayso.knowledge.gazetteer import gazetteer

    return {p.country: p.name for p in gazetteer() if p.kind == "country"}


def country(code: str) -> str:
    """The name of a country of the gazetteer by its ISO code."""
    return _countries().get(code, code)


@cache
def dateline_country(place: str) -> str:
    """The country of a dateline's place: that in brackets, or that of the largest place of the name.

    >>> dateline_country("PERTH (AUSTRALIA)")
    'Australia'
    """
    from sayso.knowledge.gazetteer import gazetteer

    name, _, inside = place.partition("(")
    asked = (inside.strip(" )") or name.strip()).title()
    found = [m.place for m in gazetteer().lookup([asked]).get(asked, ())]
    best = max(found, key=lambda p: p.population, default=None)
    return country(best.countries[0]) if best and best.countries else ""


def joins(template: Filled, kind: str, number: int, claim: Claim, reader: Reader) -> bool:
    """Whether a claim of type `kind` in sentence `number` tells of the incident of a template."""
    near = number - template.sentences[-1] <= NEAR
    effect = bool(set(reader.lemmas(q.span for q in claim.what.trigger)) & EFFECTS)
    if kind == "ATTACK" and effect and near:
        return True
    where = claim.where
    elsewhere = (
        where.kind is PlaceKind.POINT
        and bool(template.places)
        and where.name not in template.places
        and number > template.sentences[-1]
    )
    return template.type == kind and not elsewhere and number - template.sentences[-1] <= FAR


def filled(message: Message, *, draft: Draft | None = None) -> list[Filled]:
    """The templates of a message."""
    if draft is None:
        draft = default().draft(
            Report(text=message.text, outlet=message.source, published=message.published, language="en")
        )
    reader = Reader(draft)
    published = _day(message.published) if message.published else None
    home = dateline_country(message.place) if message.place else ""
    out: list[Filled] = []
    for claim in sorted(draft.claims or (), key=lambda c: c.spans[0].start):
        kind = incident(claim, reader)
        for name, how in answers(claim, reader) if out else ():
            if name not in [o for o, _ in out[-1].organisations]:
                out[-1].organisations.append((name, how))
        how_far = stage(claim, reader) if kind else None
        if kind is None or how_far is None:
            continue
        number = sentence_of(claim.spans[0], draft)
        template = next((t for t in reversed(out) if joins(t, kind, number, claim, reader)), None)
        if template is None:
            template = Filled(type=kind)
            out.append(template)
        template.sentences.append(number)
        template.stages.append(how_far)
        fill(template, claim, reader)
        when_where(template, claim, published, home)
    return [finished(t, reader, home, message.place, published) for t in out if worth(t)]


def worth(template: Filled) -> bool:
    """Whether there is enough told: somebody or something hit that does not fight, or a weapon."""
    hit = bool(template.victims or template.targets)
    return hit or (bool(template.instruments) and not template.fighters)


def finished(template: Filled, reader: Reader, home: str, place: str, published: dt.date | None) -> Filled:
    """The furthest stage of its claims; what the message tells beforehand where no claim says otherwise."""
    for one in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"):
        if one in template.stages:
            template.stage = one
            break
    # a dispatch tells of its own country unless it names another one
    if home and home not in template.countries:
        template.countries = [home, *(c for c in template.countries if c in template.places)]
    if home and not template.places:
        template.places = [place.partition("(")[0].strip().title()]
    # a day that is not told is not later than that of the dispatch
    if template.end is None:
        template.end = published
    fighting = any(set(p.lower().split()) & FIGHTING for p in template.perpetrators)
    if not template.organisations and fighting and len(reader.groups) == 1:
        template.organisations.append((reader.groups[0], "REPORTED AS FACT"))
    return template
