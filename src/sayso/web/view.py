"""The view of one report: everything the reading page shows, in plain words, built from a record."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ..record import (
    Claim,
    Flag,
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
    merged,
)
from . import words
from .chart import Journey, Place, Timeline, journeys, places, timeline
from .text import Segment, paragraphs, segments

COLOURS = 8
"""Colours for voices beside the outlet's; further voices take them again and differ by their letters."""

GIST_WORDS = 24
"""A gist longer than this many words is cut: the quote itself stands in the open card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceView:
    """One voice of the report: its letter, its colour, and the claims (by number) it answers for.

    `origin_of` are claims that end at this voice; `carries` are all whose chain goes through it.
    """

    key: str
    letter: str
    colour: int
    label: str
    kind: VoiceKind
    origin_of: tuple[int, ...]
    carries: tuple[int, ...]
    remain: int

    @property
    def kind_label(self) -> str:
        """The kind in plain words."""
        return words.KINDS[self.kind]

    @property
    def group(self) -> str:
        """The group under which the line on top counts it."""
        return words.GROUPS[self.kind]


@dataclass(frozen=True, slots=True, kw_only=True)
class Crumb:
    """One link of the chain: who, what they do with words, and where both stand."""

    voice: VoiceView
    label: str
    said: str | None
    act: str
    cue: str | None
    spans: tuple[Span, ...]
    cue_spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words of the report in a cell, with what they are to it ("actor", "cue", …)."""

    label: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One of the five cells: its value in plain words, the words it rests on, and why.

    `value` is empty where the status is not `found`. `readings` are the values of `two-readings`.
    """

    name: str
    title: str
    status: Status
    value: str = ""
    note: str = ""
    words: tuple[Words, ...] = ()
    readings: tuple[tuple[str, tuple[str, ...]], ...] = ()
    because: tuple[str, ...] = ()

    @property
    def spans(self) -> tuple[Span, ...]:
        """All words of the cell, in the order of the text."""
        return merged(span for part in self.words for span in part.spans)

    @property
    def absent(self) -> str:
        """What stands where the value is missing: not stated, not found."""
        return words.STATUSES.get(self.status, "")


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagView:
    """A flag with its label and the words it rests on."""

    name: str
    label: str
    because: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """One card. `number` counts the claims in reading order, from 1; `then` are others of the same time."""

    id: str
    number: int
    spans: tuple[Span, ...]
    quote: str
    crumbs: tuple[Crumb, ...]
    cells: tuple[Cell, ...]
    stance: Stance
    negated: bool
    line: str
    letters: str
    sure: str
    gist: tuple[str, ...]
    kind: str
    day: str
    then: tuple[int, ...]
    place: str
    flags: tuple[FlagView, ...]
    grade: str | None

    @property
    def origin(self) -> VoiceView:
        """The innermost voice."""
        return self.crumbs[-1].voice

    @property
    def bare(self) -> bool:
        """Whether the gist is the whole quote, which then need not stand twice."""
        return self.gist == (_line(self.quote),)

    @property
    def through(self) -> str:
        """Letters of all voices of the chain, for the knock-out."""
        return " ".join(dict.fromkeys(crumb.voice.letter for crumb in self.crumbs))

    @property
    def tags(self) -> str:
        """All names under which a filter finds the claim."""
        tags = [self.stance.value, *(flag.name for flag in self.flags)]
        tags += [crumb.voice.group for crumb in self.crumbs]
        tags += ["negated"] if self.negated else []
        tags += ["confirmed"] if self.grade is not None and self.grade.endswith("1") else []
        return " ".join(dict.fromkeys(tags))


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A paragraph or the headline, with its segments and the claims whose words begin in it."""

    title: bool
    segments: tuple[Segment, ...]
    claims: tuple[ClaimView, ...]

    @property
    def voices(self) -> tuple[VoiceView, ...]:
        """Who speaks in it, in order."""
        return tuple({claim.origin.key: claim.origin for claim in self.claims}.values())


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """One number of the line on top with its words before and after, and the filter it stands for."""

    number: int
    after: str
    tag: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """Everything the reading page shows of one report."""

    report: Report
    headline: str
    citation: str
    source: str
    published: str
    length: str
    counts: tuple[Count, ...]
    voices: tuple[VoiceView, ...]
    stances: tuple[tuple[Stance, str, int], ...]
    blocks: tuple[Block, ...]
    claims: tuple[ClaimView, ...]
    checks: tuple[tuple[ClaimView, FlagView], ...]
    timeline: Timeline
    places: tuple[Place, ...]
    journeys: tuple[Journey, ...]
    notices: tuple[str, ...]
    by_number: dict[int, ClaimView] = field(default_factory=dict)

    @property
    def original(self) -> str | None:
        """The report's address where it is one of the web, safe to link; None otherwise."""
        url = self.report.url or ""
        return url if url.startswith(("https://", "http://")) else None


def view(record: Record) -> ReportView:
    """Build the view of a record; claims are numbered in reading order."""
    report = record.report
    ordered = sorted(record.claims, key=reading_order)
    voices = voices_of(report, ordered)
    then = same_time(ordered)
    claims = tuple(_claim(report, claim, number, voices, then) for number, claim in enumerate(ordered, 1))
    pairs = list(zip(claims, ordered, strict=True))
    headline = report.headline or report.name or first_words(report.text)
    return ReportView(
        report=report,
        headline=" ".join(headline.split()) or "Untitled report",
        citation=citation(report),
        source=report.outlet or "Unknown outlet",
        published=words.moment(report.published) if report.published else "no date given",
        length=words.counted(len(report.text.split()), "word", "words"),
        counts=counts(tuple(voices.values()), claims),
        voices=tuple(voices.values()),
        stances=_stances(claims),
        blocks=_blocks(report, claims, ordered),
        claims=claims,
        checks=tuple(
            (claim, flag) for claim in claims for flag in claim.flags if flag.name == "headline-conflict"
        ),
        timeline=timeline(((claim.number, source.when) for claim, source in pairs), report.published),
        places=places((claim.number, source.where) for claim, source in pairs),
        journeys=journeys((claim.number, claim.line, source) for claim, source in pairs),
        notices=record.notices,
        by_number={claim.number: claim for claim in claims},
    )


def same_time(claims: Sequence[Claim]) -> dict[tuple[str, str], tuple[int, ...]]:
    """The numbers of the claims (in order, from 1) that hold at each interval with both its ends."""
    found: dict[tuple[str, str], list[int]] = {}
    for number, claim in enumerate(claims, 1):
        if claim.when.start and claim.when.end:
            found.setdefault((claim.when.start, claim.when.end), []).append(number)
    return {interval: tuple(numbers) for interval, numbers in found.items()}


def reading_order(claim: Claim) -> tuple[int, int, str]:
    """Claims as they are read: by where their words begin, the longer first."""
    if not claim.spans:
        return (1 << 60, 0, claim.id)
    first = min(claim.spans)
    return (first.start, -max(span.end for span in claim.spans), claim.id)


def letter(index: int) -> str:
    """The letters of voices: A to Z, then AA, AB, …

    >>> letter(0), letter(25), letter(26)
    ('A', 'Z', 'AA')
    """
    head, tail = divmod(index, 26)
    return (letter(head - 1) if head else "") + chr(ord("A") + tail)


def voice_key(voice: Voice) -> str:
    """What makes two voices of one report the same: the entity, or else kind and name."""
    if voice.kind is VoiceKind.OUTLET:
        # "We", of the report's own outlet, carries its name.
        return "outlet:" + (voice.name or voice.voice).casefold().removeprefix("the ")
    if voice.entity:
        return voice.entity
    return f"{voice.kind}:{' '.join((voice.name or voice.voice).casefold().split())}"


def voices_of(report: Report, claims: Sequence[Claim]) -> dict[str, VoiceView]:
    """The report's voices by key, the outlet first, then in reading order."""
    labels: dict[str, str] = {}
    kinds: dict[str, VoiceKind] = {}
    origin_of: dict[str, list[int]] = {}
    carries: dict[str, list[int]] = {}
    for number, claim in enumerate(claims, 1):
        for voice in claim.who_says:
            key = voice_key(voice)
            # A name says more than the pronoun or role it was met under first.
            if key not in labels or (voice.name and len(voice.name) > len(labels[key])):
                labels[key] = _label(voice)
            kinds.setdefault(key, voice.kind)
            if number not in carries.setdefault(key, []):
                carries[key].append(number)
        origin_of.setdefault(voice_key(claim.origin), []).append(number)
    keys = sorted(labels, key=lambda key: kinds[key] is not VoiceKind.OUTLET)
    found, coloured = {}, 0
    for index, key in enumerate(keys):
        outlet = kinds[key] is VoiceKind.OUTLET
        found[key] = VoiceView(
            key=key,
            letter=letter(index),
            colour=0 if outlet else coloured % COLOURS + 1,
            label=labels[key],
            kind=kinds[key],
            origin_of=tuple(origin_of.get(key, ())),
            carries=tuple(carries[key]),
            remain=len(claims) - len(carries[key]),
        )
        coloured += not outlet
    return found


def counts(voices: Sequence[VoiceView], claims: Sequence[ClaimView]) -> tuple[Count, ...]:
    """The line on top: who speaks, who is named, what is said, and what others confirm."""
    groups = [voice.group for voice in voices]

    def said(group: str, one: str, many: str, *, always: bool = True) -> list[Count]:
        number = groups.count(group)
        return (
            [Count(number=number, after=one if number == 1 else many, tag=group)] if number or always else []
        )

    confirmed = sum("confirmed" in claim.tags.split() for claim in claims)
    return (
        *said("outlet", "outlet speaks", "outlets speak"),
        *said("person", "person is named as a source", "people are named as sources"),
        *said("organization", "organisation is", "organisations are", always=False),
        *said("document", "document is", "documents are", always=False),
        *said("unnamed", "unnamed group is", "unnamed groups are"),
        Count(number=len(claims), after="statement" if len(claims) == 1 else "statements", tag="all"),
        *said("nobody", "is put on nobody", "are put on nobody", always=False),
        Count(number=confirmed, after="confirmed elsewhere", tag="confirmed"),
    )


def first_words(text: str, limit: int = 12) -> str:
    """The first words of a text, with an ellipsis where it goes on.

    >>> first_words("one two three", 2)
    'one two …'
    """
    found = text.split(maxsplit=limit)
    return " ".join(found[:limit]) + (" …" if len(found) > limit else "")


def citation(report: Report) -> str:
    """What a citation says of the report: outlet, headline, day, address, and the text's hash.

    >>> citation(Report(text="War ends", outlet="The Courier", text_sha256="ab", published="2007-12-22"))
    'The Courier, Sat 22 Dec 2007. SHA-256 of the text: ab'
    """
    parts = [report.outlet, f"“{_line(report.headline)}”" if report.headline else None]
    parts += [words.moment(report.published) if report.published else "no date given", report.url]
    return f"{', '.join(part for part in parts if part)}. SHA-256 of the text: {report.text_sha256}"


def _line(text: str) -> str:
    return " ".join(text.split())


def _label(voice: Voice) -> str:
    return _line(voice.name or voice.voice) or words.KINDS[voice.kind]


def _stances(claims: Iterable[ClaimView]) -> tuple[tuple[Stance, str, int], ...]:
    found = [claim.stance for claim in claims]
    return tuple((s, words.LINES[s], found.count(s)) for s in Stance if s in found)


def _blocks(report: Report, claims: Sequence[ClaimView], sources: Sequence[Claim]) -> tuple[Block, ...]:
    found = paragraphs(report)
    if not found:
        return ()
    spans = [
        (claim.number, (*source.spans, *source.told_again))
        for claim, source in zip(claims, sources, strict=True)
    ]
    begins = [(min(claim.spans).start, claim.number) for claim in claims if claim.spans]
    anchors = {span.start for claim in claims for cell in claim.cells for span in cell.spans}
    anchors |= {quote.span.start for claim in claims for flag in claim.flags for quote in flag.quotes}
    starts = [span.start for span, _ in found]
    home: dict[int, list[ClaimView]] = {}
    for claim in claims:
        at = min(claim.spans).start if claim.spans else 0
        # White space between paragraphs belongs to the paragraph before it.
        home.setdefault(max(0, sum(start <= at for start in starts) - 1), []).append(claim)
    return tuple(
        Block(
            title=title,
            segments=tuple(segments(report.text, span, claims=spans, begins=begins, anchors=anchors)),
            claims=tuple(home.get(index, ())),
        )
        for index, (span, title) in enumerate(found)
    )


def _claim(
    report: Report,
    claim: Claim,
    number: int,
    voices: dict[str, VoiceView],
    then: dict[tuple[str, str], tuple[int, ...]],
) -> ClaimView:
    crumbs = tuple(_crumb(voice, voices[voice_key(voice)]) for voice in claim.who_says)
    negated = claim.how_sure.polarity is Polarity.NEGATED
    grade = claim.grade
    return ClaimView(
        id=claim.id,
        number=number,
        spans=claim.spans,
        quote=claim.quote,
        crumbs=crumbs,
        cells=(
            _who_cell(crumbs),
            _sure_cell(claim),
            _what_cell(claim),
            _when_cell(claim),
            _where_cell(claim),
        ),
        stance=claim.how_sure.stance,
        negated=negated,
        line=words.line(claim.how_sure),
        letters=words.letters(claim.how_sure),
        sure=words.sure(claim.how_sure),
        gist=gist(claim),
        kind=event(claim.what.type, claim.what.mode),
        day=_day(claim),
        then=tuple(n for n in then.get((claim.when.start or "", claim.when.end or ""), ()) if n != number),
        place=_place(claim),
        flags=tuple(_flag(flag) for flag in claim.flags),
        grade=f"{grade.reliability}{grade.credibility}" if grade else None,
    )


def _crumb(voice: Voice, seen: VoiceView) -> Crumb:
    label = _label(voice)
    said = _line(voice.voice)
    return Crumb(
        voice=seen,
        label=label,
        said=said if voice.span is not None and said.casefold() != label.casefold() else None,
        act=voice.act,
        cue=_line(voice.cue.text) if voice.cue else None,
        spans=(voice.span,) if voice.span else (),
        cue_spans=(voice.cue.span,) if voice.cue else (),
    )


def gist(claim: Claim) -> tuple[str, ...]:
    """Who → did what → to whom, in the report's words; the quote where it is no event with parties.

    A negated claim says so in the middle: the trigger alone would read as its opposite.
    """
    what = claim.what

    def parties(*roles: Role) -> str:
        return ", ".join(_line(p.text) for role in roles for p in what.participants if p.role is role)

    trigger = " ".join(_line(quote.text) for quote in what.trigger)
    did = f"not: {trigger}" if claim.how_sure.polarity is Polarity.NEGATED and trigger else trigger
    actors = parties(Role.ACTOR)
    others = parties(Role.RECIPIENT, Role.GOODS, Role.INSTRUMENT, Role.HOST)
    route = "–".join(
        text for text in (parties(Role.ROUTE_FROM), parties(Role.ROUTE_VIA), parties(Role.ROUTE_TO)) if text
    )
    if not (actors and trigger):
        return (first_words(claim.quote, GIST_WORDS),)
    return tuple(part for part in (actors, did, others, route) if part)


def event(type: str | None, mode: str | None) -> str:
    """The event's class in small letters; "" where the claim is no event.

    >>> event("RETREAT", "access"), event(None, None)
    ('retreat · access', '')
    """
    return " · ".join(part.lower() for part in (type, mode) if part)


def _who_cell(crumbs: Sequence[Crumb]) -> Cell:
    found = []
    for crumb in crumbs:
        if crumb.spans:
            found.append(Words(label="voice", text=crumb.said or crumb.label, spans=crumb.spans))
        if crumb.cue:
            found.append(Words(label="cue", text=crumb.cue, spans=crumb.cue_spans))
    return Cell(name="who", title="Who says", status=Status.FOUND, words=tuple(found))


def _sure_cell(claim: Claim) -> Cell:
    how = claim.how_sure
    likely = f", {how.likelihood.value}" if how.likelihood else ""
    # A plain assertion is what every statement is unless words make it something else.
    plain = not words.letters(how) and not how.cues
    return Cell(
        name="sure",
        title="How sure",
        status=Status.FOUND,
        value=words.sure(how) + likely,
        note="" if how.stance is Stance.ASSERTED else words.MEANINGS[how.stance],
        words=tuple(Words(label="cue", text=_line(cue.text), spans=(cue.span,)) for cue in how.cues),
        because=() if plain else how.because,
    )


def _what_cell(claim: Claim) -> Cell:
    what = claim.what
    parts = [Words(label="event", text=_line(quote.text), spans=(quote.span,)) for quote in what.trigger]
    parts += [_participant(p) for p in what.participants]
    for number in what.numbers:
        parts.append(Words(label=number.kind.value, text=_line(number.text), spans=(number.span,)))
    value = event(what.type, what.mode)
    extra = [what.subtype.lower()] if what.subtype else []
    extra += [context.lower() for context in what.context]
    none = what.status is Status.FOUND and what.type is None
    return Cell(
        name="what",
        title="What",
        status=what.status,
        value="no event: a state or role" if none else value,
        note=", ".join(extra),
        words=tuple(parts),
        because=what.because,
    )


def _participant(participant: Participant) -> Words:
    return Words(label=words.ROLES[participant.role], text=_line(participant.text), spans=(participant.span,))


def _when_cell(claim: Claim) -> Cell:
    when = claim.when
    notes = [f"{words.listed(when.inferred)} inferred"] if when.inferred else []
    notes += [f"lasting {duration(when.duration)}"] if when.duration else []
    value = words.when(when)
    if not value and when.text and when.status is Status.FOUND:
        value, notes = "no date to count from", notes
    return Cell(
        name="when",
        title="When",
        status=when.status,
        value=value,
        note=", ".join(notes),
        words=_quoted("words", when.text, when.span),
        readings=tuple((words.interval(r.start, r.end), r.because) for r in when.readings),
        because=_reasons(when.because),
    )


def duration(iso: str) -> str:
    """An ISO 8601 period in words; what is not understood is returned as it stands.

    >>> duration("P6W"), duration("P1D"), duration("PT3H"), duration("P1Y2M")
    ('6 weeks', '1 day', '3 hours', '1 year, 2 months')
    """
    dates = {"Y": "year", "M": "month", "W": "week", "D": "day"}
    clock = {"H": "hour", "M": "minute", "S": "second"}
    fit = re.fullmatch(r"P((?:[\d.]+[YMWD])*)(?:T((?:[\d.]+[HMS])+))?", iso)
    if fit is None:
        return iso
    found = []
    for part, names in ((fit[1], dates), (fit[2] or "", clock)):
        found += [f"{n} {names[u]}{'' if n == '1' else 's'}" for n, u in re.findall(r"([\d.]+)([A-Z])", part)]
    return ", ".join(found) or iso


def _where_cell(claim: Claim) -> Cell:
    where = claim.where
    notes = [where.country] if where.country and where.country != where.name else []
    if where.kind is not None and where.kind.value == "area":
        notes.append("an area, not a point")
    elif where.precision_km is not None:
        notes.append(f"within {words.kilometres(where.precision_km)}")
    return Cell(
        name="where",
        title="Where",
        status=where.status,
        value=words.where(where),
        note=", ".join(notes),
        words=_quoted("words", where.text, where.span),
        because=_reasons(where.because),
    )


def _quoted(label: str, text: str | None, span: Span | None) -> tuple[Words, ...]:
    return (Words(label=label, text=_line(text or ""), spans=(span,)),) if span is not None else ()


def _reasons(because: tuple[str, ...]) -> tuple[str, ...]:
    """Reasons without the mere status, which the cell shows already."""
    return tuple(reason for reason in because if reason not in words.STATUSES.values())


def _day(claim: Claim) -> str:
    when = claim.when
    if when.status is Status.TWO_READINGS:
        return "two readings of when"
    shown = words.when(when) or (f"“{_line(when.text)}”" if when.text else "")
    if not shown or not when.inferred:
        return shown
    # Which parts are inferred the open card says; here they would push the place out of a narrow card.
    return f"{shown} ({f'{when.inferred[0]} ' if len(when.inferred) == 1 else ''}inferred)"


def _place(claim: Claim) -> str:
    where = claim.where
    if where.status is Status.TWO_READINGS:
        return "two readings of where"
    return words.where(where) or (f"“{_line(where.text)}”" if where.text else "")


def _flag(flag: Flag) -> FlagView:
    meaning = words.FLAGS.get(flag.name, ("", ""))[1]
    return FlagView(
        name=flag.name,
        label=words.flag_label(flag.name),
        because=flag.because or meaning,
        quotes=flag.quotes,
    )
