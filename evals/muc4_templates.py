"""From sayso's claims to MUC-4 templates: incidents with candidates for each slot, of which the likely ones are told.

A claim whose trigger or class is in INCIDENTS opens an incident or joins one. Its participants, and what else
its sentences and those beside them name, are candidates for the slots. Everything that is known of an
incident or a candidate is a named feature (`head=guerrilla`, `role=actor`, `stance=suspected`); the weights of the features
(`evals/muc4_votes.py`) say whether it is told. Stage, confidence, date and place come from the claims' own cells.
Written and fitted with the dev part alone.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, field

from evals.muc4_reader import Message, Reader, country, dateline_country, day_of
from evals.muc4_votes import THRESHOLD, Tables, chance, fitted, odds
from evals.muc4_words import (
    ATTEMPTS,
    AUTHORITIES,
    BANDS,
    BLAMING,
    CARRIERS,
    EFFECTS,
    EXPLOSIVES,
    FIGHTERS,
    INCIDENTS,
    KNOWN,
    MODES,
    PHRASES,
    RESPONSIBILITY,
    TAKING,
    UNHAPPENED,
    WEAPONS,
    WORKS,
)
from sayso.reading.draft import Draft, Named
from sayso.reading.pipeline import default
from sayso.record import (
    Claim,
    EntityKind,
    Granularity,
    MentionForm,
    Polarity,
    Report,
    Role,
    Span,
    Stance,
    When,
)

NEAR = 2
"""Sentences between an incident and its effects at most."""
AROUND = 2
"""Sentences before and after an incident's own in which fillers are looked for."""
OLD = 45
"""Days between two told days from which on two incidents of one type are not the same."""
CONFIDENCES = (
    "REPORTED AS FACT",
    "CLAIMED OR ADMITTED",
    "SUSPECTED OR ACCUSED BY AUTHORITIES",
    "SUSPECTED OR ACCUSED",
    "POSSIBLE",
)
ANSWER = 2.0
"""What a claim that makes an organisation answer counts for its confidence, in logarithms of odds; set by hand."""
REACH = 30
"""Words on either side of the name of an organisation that tell how sure the message is of it."""
STEPS = (0.03, 0.06, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
"""Chances that are told apart when one model hands on to another."""
SHARES = (0.0, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.45)
"""Shares that are told apart likewise."""
_ARTICLE = re.compile(r"\b(a|an|the)\b")
_PUNCTUATION = str.maketrans("", "", string.punctuation)
DAYS = frozenset({Granularity.DAY, Granularity.PART_OF_DAY, Granularity.HOUR, Granularity.MINUTE})
"""How fine an expression must be to date an incident whose claims it does not belong to."""
SLOTS = ("perp individual", "perp organisation", "target", "victim", "instrument")


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

    def as_dict(self) -> dict[str, object]:
        """Ready for JSON."""
        return {**asdict(self), "start": str(self.start or ""), "end": str(self.end or "")}


@dataclass(slots=True)
class Candidate:
    """A phrase that may fill a slot. `group` numbers the phrase of which it is one form (-1: alone)."""

    slot: str
    text: str
    named: bool = False
    group: int = -1
    features: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)
    """Of an organisation the words beside its name throughout the message."""


@dataclass(slots=True)
class Incident:
    """What a message tells of one incident; `candidates` by slot and small letters."""

    type: str
    claims: list[tuple[int, Claim]] = field(default_factory=list)
    """With the numbers of their sentences."""
    stages: list[str] = field(default_factory=list)
    candidates: dict[tuple[str, str], Candidate] = field(default_factory=dict)
    features: set[str] = field(default_factory=set)
    start: dt.date | None = None
    end: dt.date | None = None
    places: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)

    @property
    def sentences(self) -> list[int]:
        """The numbers of the sentences of its claims."""
        return [number for number, _ in self.claims]


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


def sentence_of(span: Span, draft: Draft) -> int:
    """The number of the sentence in which a span begins."""
    return next((n for n, s in enumerate(draft.sentences or ()) if s.span.end > span.start), 0)


def interval(when: When, published: dt.date | None) -> tuple[dt.date, dt.date] | None:
    """The day or days that are told, none after the dispatch; None where there are none or too many."""
    if not (when.start and when.end) or "gmt" in (when.text or "").lower():
        return None
    start, end = day_of(when.start), day_of(when.end)
    if start and end and (published is None or start <= published) and (end - start).days < 32:
        return start, min(end, published) if published else end
    return None


def joins(
    one: Incident, kind: str, number: int, claim: Claim, reader: Reader, told: tuple[dt.date, dt.date] | None
) -> bool:
    """Whether a claim of type `kind` in sentence `number` tells of an incident."""
    effect = bool(set(reader.lemmas(q.span for q in claim.what.trigger)) & EFFECTS)
    if kind == "ATTACK" and effect and number - one.sentences[-1] <= NEAR:
        return True
    if one.type != kind:
        return False
    return not (told and one.start and abs((told[0] - one.start).days) > OLD)


def words_of(text: str) -> set[str]:
    """The words of a message for the models that judge it as a whole, in small letters.

    >>> sorted(words_of("A BOMB in Cali's  bank"))
    ['bank', 'bomb', 'cali']
    """
    return set(re.findall(r"[a-z]{3,}", text.lower()))


def plain(text: str) -> str:
    """Small letters without punctuation, articles and double blanks, as fillers are compared.

    >>> plain('THE "SANTO TOMAS" FARM')
    'santo tomas farm'
    """
    return " ".join(_ARTICLE.sub(" ", text.lower().translate(_PUNCTUATION)).split())


def carrier(text: str) -> str:
    """The word that carries a filler: the last one before "of".

    >>> carrier("members of front")
    'members'
    """
    return (text.split(" of ")[0].split() or [""])[-1]


def usual(slot: str, text: str, tables: Tables) -> Iterator[str]:
    """Features that say how often a filler of these words, or of this last word, stands in the slot."""
    whole = plain(text)
    for name, key in (("string", whole), ("head", carrier(whole))):
        share = tables.get(f"{name} {slot}", {}).get(key, 0.0)
        for step in SHARES:
            if share > step:
                yield f"{name} usual>{step}"


def subject(message: Message, kind: str, tables: Tables) -> Iterator[str]:
    """Features that say how likely the words of the whole message are those of an incident, and of this type."""
    for name in (kind, "ANY"):
        model = tables.get(f"text {name}")
        if model:
            likely = chance(model, words_of(message.text))
            for step in STEPS:
                if likely > step:
                    yield f"{'any' if name == 'ANY' else 'type'} likely>{step}"
                    if name != "ANY":
                        yield f"{kind} likely>{step}"


def incidents(message: Message, draft: Draft, tables: Tables) -> list[Incident]:
    """Everything in a message that may be an incident, with all candidates and features."""
    reader = Reader(draft)
    published = day_of(message.published) if message.published else None
    out: list[Incident] = []
    blamed: list[tuple[int, str, str]] = []
    for claim in sorted(draft.claims or (), key=lambda c: c.spans[0].start):
        number = sentence_of(claim.spans[0], draft)
        blamed += [(number, name, how) for name, how in answers(claim, reader)]
        kind = incident(claim, reader)
        how_far = stage(claim, reader) if kind else None
        if kind is None or how_far is None:
            continue
        told = interval(claim.when, published)
        found = next((t for t in reversed(out) if joins(t, kind, number, claim, reader, told)), None)
        if found is None:
            found = Incident(kind)
            out.append(found)
        found.claims.append((number, claim))
        found.stages.append(how_far)
        if told and found.start is None:
            found.start, found.end = told
    gather = Gather(reader, draft, message, tables)
    out += gather.bombings(out)
    for one in out:
        gather.fill(one, blamed)
        gather.where(one)
        gather.day(one, published)
        one.features |= set(gather.describe(one, out, published))
        one.features |= set(subject(message, one.type, tables))
    return out


class Gather:
    """Candidates and features of the incidents of one message."""

    def __init__(self, reader: Reader, draft: Draft, message: Message, tables: Tables) -> None:
        self.reader, self.draft, self.message, self.tables = reader, draft, message, tables
        self.home = dateline_country(message.place) if message.place else ""
        self.at = [(sentence_of(m.span, draft), m) for m in reader.mentions]
        self.words = plain(message.text).split()
        self.groups = 0

    def day(self, one: Incident, published: dt.date | None) -> None:
        """A day that no claim tells is that of an expression in one of its sentences, or in the one before."""
        if one.start is not None:
            return
        spans = self.draft.sentences or ()
        numbers = list(dict.fromkeys(one.sentences))
        numbers += [n - 1 for n in numbers if n > 0 and n - 1 not in numbers]
        for number in numbers:
            for timex in self.draft.timexes or ():
                if (
                    spans[number].span.holds(timex.span)
                    and timex.when.granularity in DAYS
                    # the hour of a broadcast is none of an incident's
                    and "gmt" not in timex.span.of(self.draft.text).lower()
                    and (found := interval(timex.when, published)) is not None
                ):
                    one.start, one.end = found
                    return

    def bombings(self, found: Sequence[Incident]) -> list[Incident]:
        """An attack with explosives is a bombing for MUC: the attacks over again, where none is told yet."""
        if any(one.type == "BOMBING" for one in found):
            return []
        out = []
        sentences = self.draft.sentences or ()
        for one in found:
            if one.type != "ATTACK":
                continue
            around = {n + k for n in one.sentences for k in (-1, 0, 1) if 0 <= n + k < len(sentences)}
            if EXPLOSIVES & set(self.reader.lemmas(sentences[n].span for n in sorted(around))):
                copy = Incident("BOMBING", list(one.claims), list(one.stages), start=one.start, end=one.end)
                copy.features.add("an attack with explosives")
                out.append(copy)
        return out

    def offer(self, one: Incident, span: Span, mention: Named | None, features: Iterable[str]) -> None:
        """Offer a phrase, in each of its forms, to the slots that its sort allows."""
        reader = self.reader
        head = reader.head(span)
        names = reader.people(span)
        person = reader.person(span, mention)
        words = set(reader.lemmas([span]))
        weapon = head in WEAPONS - CARRIERS or bool(words & (WEAPONS - CARRIERS))
        told = set(features)
        kind = mention.kind.value if mention is not None else "none"
        form = mention.form.value if mention is not None else "none"
        told |= {f"kind={kind}", f"form={form}"}
        told |= {f"{one_} kind={kind}" for one_ in features if one_.startswith(("role=", "near="))}
        if names:
            told.add("a name in it")
        for organisation in [reader.organisation(span)]:
            if organisation:
                self.put(one, "perp organisation", organisation, told | {f"is={organisation.lower()}"})
        self.groups += 1
        for name in names:
            for slot in ("victim", "perp individual"):
                self.put(one, slot, name, told | {"form: name"}, named=True)
        forms = dict.fromkeys(self.forms(span))
        for number, text in enumerate(forms):
            extra = told | {f"form: {number}", f"long={min(4, len(text.split()))}"}
            if " of " in text:
                extra.add("form: with of")
            group = self.groups
            if weapon:
                self.put(one, "instrument", text, extra, group=group)
            if person or mention is None or mention.kind is not EntityKind.PLACE:
                if not names:
                    self.put(one, "perp individual", text, extra, group=group)
                if not (names and text in names):
                    self.put(
                        one, "victim", text, extra, group=group, named=form == "name" and person and not names
                    )
            if not person and not names:
                self.put(one, "target", text, extra, group=group)

    def forms(self, span: Span) -> Iterator[str]:
        """A phrase without articles, then without what follows "of", then with its number, then its last words."""
        text = self.reader.trimmed(span)
        if not text:
            return
        yield text
        if " of " in text:
            yield text.split(" of ")[0]
        words = self.reader.within(span)
        if words and self.reader.tokens[words[0]].pos == "NUM":
            first = self.reader.tokens[words[0]].text
            yield f"{first} {text}"
        parts = text.split()
        if len(parts) > 1 and " of " not in text:
            yield parts[-1]

    def put(
        self,
        one: Incident,
        slot: str,
        text: str,
        features: Iterable[str],
        *,
        named: bool = False,
        group: int = -1,
    ) -> None:
        """Add a candidate, or what is new of it."""
        text = text.strip(" .,;:\"'-[]()")
        if not text:
            return
        known = one.candidates.get((slot, text.lower()))
        if known is None:
            known = Candidate(slot, text, named, group, set(usual(slot, text, self.tables)))
            one.candidates[slot, text.lower()] = known
        else:
            known.features.add("again")
        known.named |= named
        known.features |= set(features)

    def fill(self, one: Incident, blamed: Sequence[tuple[int, str, str]]) -> None:
        """Offer the participants of the claims, and what the sentences of the claims and those beside them name."""
        reader = self.reader
        taken: set[Span] = set()
        for number, claim in one.claims:
            triggers = reader.lemmas(q.span for q in claim.what.trigger)
            first = "in the first" if number == one.sentences[0] else "in a later"
            for participant in claim.what.participants:
                span, mention = reader.named_by(participant)
                if span.end <= span.start:
                    continue
                taken.add(span)
                role = participant.role.value
                features = {f"role={role}", f"{role} of {triggers[0] if triggers else ''}", first}
                features |= {f"role={role} stance={claim.how_sure.stance.value}", f"type={one.type}"}
                features |= {f"role={role} type={one.type}"}
                self.offer(one, span, mention, features)
        own = set(one.sentences)
        for number, mention in self.at:
            if mention.form is MentionForm.PRONOUN or mention.span in taken:
                continue
            away = min(abs(number - n) for n in own)
            head = reader.head(mention.span)
            fits = (
                mention.kind in (EntityKind.PERSON, EntityKind.ORGANIZATION, EntityKind.FACILITY)
                or head in FIGHTERS | BANDS | WEAPONS | WORKS
                or bool(reader.people(mention.span))
            )
            if away == 0 or (away <= AROUND and fits):
                self.offer(one, mention.span, mention, {f"near={away}", f"type={one.type}"})
        self.organisations(one, blamed)

    def organisations(self, one: Incident, blamed: Sequence[tuple[int, str, str]]) -> None:
        """Offer the organisations of the whole message, with who makes them answer for it."""
        text = self.draft.text
        lower = text.lower()
        own = set(one.sentences)
        speaks = Counter(voice.voice.lower() for _, claim in one.claims for voice in claim.who_says[1:])
        for name in KNOWN:
            for found in re.finditer(rf"\b{re.escape(name)}\b", lower):
                span = Span(found.start(), found.end())
                number = sentence_of(span, self.draft)
                away = min(abs(number - n) for n in own)
                bucket = str(away) if away < 3 else "far" if away < 8 else "very far"
                features = {f"named {bucket}", f"is={name}", f"named before={number < min(own)}"}
                if number <= 1:
                    features.add("named at the top")
                features |= {f"type={one.type}"}
                self.put(one, "perp organisation", span.of(text), features)
        for number, name, how in blamed:
            if number >= min(own) - 1:
                near = "near" if min(abs(number - n) for n in own) <= 3 else "far"
                self.put(
                    one,
                    "perp organisation",
                    name,
                    {f"answers: {how}", f"answers {near}", f"is={name.lower()}"},
                )
        answering = {name.lower(): how for number, name, how in blamed if number >= min(own) - 1}
        for (slot, key), candidate in one.candidates.items():
            if slot != "perp organisation":
                continue
            for name, how in answering.items():
                if name in key or key in name:
                    candidate.features.add(f"answers: {how}")
            candidate.around = beside(plain(key), self.words)
            if any(key in voice or voice in key for voice in speaks):
                candidate.features.add("speaks")
            stances = Counter(c.how_sure.stance.value for _, c in one.claims)
            candidate.features |= {f"stances={s}" for s in stances}
            origins = {c.origin.kind.value for _, c in one.claims}
            candidate.features |= {f"origin={o}" for o in origins}
            if any(
                set(c.origin.voice.lower().replace(",", " ").split()) & AUTHORITIES for _, c in one.claims
            ):
                candidate.features.add("authorities speak")

    def where(self, one: Incident) -> None:
        """The places of the claims and of their sentences; a small place abroad is a namesake."""
        own = set(one.sentences)
        found = [claim.where for _, claim in one.claims if claim.where.name]
        found += [
            t.where
            for t in self.draft.toponyms or ()
            if t.where.name
            and not t.metonym
            and t.where.span
            and sentence_of(t.where.span, self.draft) in own
        ]
        for place in found:
            told = [country(code) for code in (place.country or "").split()]
            if self.home and self.home not in told and place.name not in told:
                continue
            for name in (place.name, place.text):
                if name and name not in one.places:
                    one.places.append(name)
            one.countries += [name for name in told if name not in one.countries]

    def describe(self, one: Incident, every: Sequence[Incident], published: dt.date | None) -> Iterator[str]:
        """The features of an incident as a whole."""
        reader = self.reader
        yield f"type={one.type}"
        yield f"claims={min(5, len(one.claims))}"
        yield f"type={one.type} claims={min(3, len(one.claims))}"
        first = one.sentences[0]
        yield f"first={'top' if first < 2 else 'early' if first < 5 else 'middle' if first < 12 else 'late'}"
        yield f"others={min(3, len(every) - 1)}"
        yield from {f"beside={other.type}" for other in every if other is not one}
        if one is every[0]:
            yield "first told"
        yield from {f"stage={s}" for s in one.stages}
        yield from {f"stance={c.how_sure.stance.value}" for _, c in one.claims}
        yield from {f"origin={c.origin.kind.value}" for _, c in one.claims}
        if one.start is None:
            yield "no day"
        elif published is not None:
            ago = (published - one.start).days
            yield f"days={'0' if ago < 3 else '3' if ago < 10 else '10' if ago < 60 else '60' if ago < 400 else 'long'}"
        yield f"home={self.home or 'none'}"
        yield f"source={(self.message.source or 'none').lower()}"
        if self.message.place.upper().startswith("CLANDESTINE"):
            yield "clandestine"
        for _, claim in one.claims:
            yield from (f"trigger={w}" for w in reader.lemmas(q.span for q in claim.what.trigger))
            for p in claim.what.participants:
                span, mention = reader.named_by(p)
                yield f"{p.role.value}={reader.head(span)}"
                yield f"{p.role.value} is {mention.kind.value if mention else 'none'}"
                if reader.people(span):
                    yield f"{p.role.value} has a name"


def confidence(candidate: Candidate, tables: Tables) -> str:
    """How sure the report is of an organisation: who claims it or is blamed, by the claims and by the words around."""

    def votes(how: str) -> float:
        claims = odds(tables.get(f"confidence {how}", {}), candidate.features)
        words = odds(tables.get(f"around {how}", {}), candidate.around)
        return claims + words + ANSWER * (f"answers: {how}" in candidate.features)

    return max(CONFIDENCES, key=votes)


def beside(name: str, text: Sequence[str]) -> set[str]:
    """The words within REACH of a name; `text` are the words of a message as fillers are compared.

    >>> sorted(beside("fmln", "the army blamed fmln today".split()))
    ['army', 'blamed', 'the', 'today']
    """
    parts = name.split()
    size = len(parts)
    out: set[str] = set()
    for n in range(len(text) - size + 1) if size else ():
        if list(text[n : n + size]) == parts:
            out.update(text[max(0, n - REACH) : n])
            out.update(text[n + size : n + size + REACH])
    return {word for word in out if word.isalpha()}


def filled(message: Message, *, draft: Draft | None = None, weights: Tables | None = None) -> list[Filled]:
    """The templates of a message."""
    if draft is None:
        draft = default().draft(
            Report(text=message.text, outlet=message.source, published=message.published, language="en")
        )
    tables = fitted() if weights is None else weights
    return [
        template
        for one in incidents(message, draft, tables)
        if (template := told(one, message, tables)) is not None
    ]


def told(one: Incident, message: Message, tables: Tables) -> Filled | None:
    """The template of an incident; None where it is likely none for MUC."""
    likely = chance(tables["template"], one.features)
    if likely < tables["template"][THRESHOLD]:
        return None
    out = Filled(type=one.type)
    for candidate in chosen(one, likely, tables):
        if candidate.slot == "perp individual":
            out.perpetrators.append(candidate.text)
        elif candidate.slot == "perp organisation":
            out.organisations.append((candidate.text, confidence(candidate, tables)))
        elif candidate.slot == "target":
            out.targets.append(candidate.text)
        elif candidate.slot == "victim":
            out.victims.append((candidate.text, candidate.named))
        else:
            out.instruments.append(candidate.text)
    out.stage = next(
        (s for s in ("ACCOMPLISHED", "ATTEMPTED", "THREATENED") if s in one.stages), "ACCOMPLISHED"
    )
    home = dateline_country(message.place) if message.place else ""
    out.places, out.countries = list(one.places), list(one.countries)
    # a dispatch tells of its own country unless it names another one
    if home and home not in out.countries:
        out.countries = [home, *(c for c in out.countries if c in out.places)]
    if home and not out.places:
        out.places = [message.place.partition("(")[0].strip().title()]
    # a day that is not told is not later than that of the dispatch
    out.start, out.end = one.start, one.end
    if out.end is None and message.published:
        out.end = day_of(message.published)
    return out


def chosen(one: Incident, likely: float, tables: Tables) -> list[Candidate]:
    """The candidates that are likely right, of the forms of one phrase the likeliest alone."""
    best: dict[tuple[str, int | str], tuple[float, Candidate]] = {}
    for (slot, key), candidate in one.candidates.items():
        how = likely * chance(tables[slot], candidate.features)
        group = candidate.group if candidate.group >= 0 else key
        if how >= tables[slot][THRESHOLD] and how > best.get((slot, group), (0.0, None))[0]:
            best[slot, group] = (how, candidate)
    return [candidate for _, candidate in best.values()]
