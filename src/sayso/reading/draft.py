"""The draft: one report with the layers filled so far. The one mutable thing of a reading.

A stage reads the layers it needs and fills the layers it gives; nothing else travels between
stages. All positions are code points into `report.text` (`Span`) or indices into `tokens`.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ..learned.reading import Reading
from ..record import (
    Claim,
    Entity,
    EntityKind,
    Flag,
    HowSure,
    MentionForm,
    Quote,
    Report,
    Span,
    Voice,
    What,
    When,
    Where,
)


@dataclass(slots=True)
class Token:
    """A word or a sign. `head` is the index of the governing token (-1: root, or no parse).

    `pos` is a UD part of speech, `relation` a UD dependency relation; both are "" without a parse.
    """

    start: int
    end: int
    text: str
    lower: str
    sentence: int = -1
    lemma: str = ""
    pos: str = ""
    head: int = -1
    relation: str = ""

    @property
    def span(self) -> Span:
        """Where it stands in the text."""
        return Span(self.start, self.end)


@dataclass(slots=True)
class Sentence:
    """A sentence: its place, its tokens `[first, last)`, its paragraph, and whether it is the headline."""

    span: Span
    first: int
    last: int
    paragraph: int
    headline: bool = False
    question: bool = False


@dataclass(slots=True)
class Named:
    """A mention found in the text, before mentions are joined to entities.

    `tokens` is a half-open range; `cluster` numbers the entity it belongs to (-1: alone).
    """

    span: Span
    tokens: tuple[int, int]
    kind: EntityKind
    form: MentionForm
    head: int
    cluster: int = -1
    confidence: float | None = None


@dataclass(slots=True)
class Proposition:
    """A unit that becomes a claim: one clause, or one event named by a noun.

    `trigger` is the token its meaning hangs on (the verb, the noun, the predicate). `spans` are its
    words without those of the attribution around it. `tokens` are the indices of its words.
    `parent` is the proposition it stands inside, `link` how ("" for a main clause; otherwise
    complement, relative, adverbial, purpose, condition, conjunct, nominal, participle, role, content, question).
    `saying`: its trigger is the cue of an attribution, so it is a claim only as a speech act of its own class.
    """

    index: int
    sentence: int
    trigger: int
    tokens: tuple[int, ...]
    spans: tuple[Span, ...]
    parent: int = -1
    link: str = ""
    nominal: bool = False
    saying: bool = False


@dataclass(slots=True)
class Attribution:
    """Words said by somebody: source and cue (None where not in the text) and the content's spans."""

    source: Span | None
    cue: Quote | None
    content: tuple[Span, ...]
    confidence: float | None = None
    direct: bool = False


@dataclass(slots=True)
class Timex:
    """A time expression: TIMEX3 type and value, and the interval it stands for (ISO, inclusive)."""

    span: Span
    type: str
    value: str
    when: When = field(default_factory=When)


@dataclass(slots=True)
class Toponym:
    """A place name in the text with the place it was resolved to, if any."""

    span: Span
    where: Where
    metonym: bool = False


@dataclass(slots=True)
class Draft:
    """A report under reading. A layer is None until its stage has run."""

    report: Report
    reading: Reading | None = None
    """What the learned reader found, in its own word numbers (they are those of `tokens`)."""
    tokens: tuple[Token, ...] | None = None
    sentences: tuple[Sentence, ...] | None = None
    mentions: tuple[Named, ...] | None = None
    entities: tuple[Entity, ...] | None = None
    attributions: tuple[Attribution, ...] | None = None
    propositions: tuple[Proposition, ...] | None = None
    who_says: tuple[tuple[Voice, ...], ...] | None = None
    """One chain for each proposition, outlet first."""
    how_sure: tuple[HowSure, ...] | None = None
    """One for each proposition."""
    what: tuple[What, ...] | None = None
    """One for each proposition."""
    timexes: tuple[Timex, ...] | None = None
    when: tuple[When, ...] | None = None
    """One for each proposition."""
    toponyms: tuple[Toponym, ...] | None = None
    where: tuple[Where, ...] | None = None
    """One for each proposition."""
    claims: tuple[Claim, ...] | None = None
    flags: dict[int, list[Flag]] = field(default_factory=dict)
    """Flags found on the way, by the index of the proposition."""
    notices: list[str] = field(default_factory=list)
    """Plain sentences for whoever reads the record."""
    extra: dict[str, object] = field(default_factory=dict)
    """Layers of outside stages, by name."""

    @property
    def text(self) -> str:
        """The report's stored text."""
        return self.report.text

    def quote(self, span: Span) -> Quote:
        """The words at `span`, with their place."""
        return Quote(text=self.report.text[span.start : span.end], span=span)
