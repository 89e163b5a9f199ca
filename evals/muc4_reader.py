"""A message of MUC-4 and the layers of its reading, looked up by place."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from evals.muc4_words import BANDS, PEOPLE, PLAIN, QUANTITIES, TITLES
from evals.truecase import peoples
from sayso.reading.draft import Draft, Named, Token
from sayso.record import EntityKind, MentionForm, Participant, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message: its text without the dateline, and what the dateline says."""

    name: str
    text: str
    place: str = ""
    published: str | None = None
    source: str | None = None


class Reader:
    """The layers of one message, looked up by place."""

    def __init__(self, draft: Draft) -> None:
        self.draft = draft
        self.tokens: Sequence[Token] = draft.tokens or ()
        self.mentions: Sequence[Named] = draft.mentions or ()

    def within(self, span: Span) -> list[int]:
        """The words of a span."""
        first = bisect_left(self._starts, span.start)
        last = bisect_left(self._starts, span.end)
        return [n for n in range(first, last) if self.tokens[n].end <= span.end]

    @cached_property
    def _starts(self) -> list[int]:
        return [token.start for token in self.tokens]

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


def day_of(iso: str) -> dt.date | None:
    """The day of an ISO date or time; None where there is none."""
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
