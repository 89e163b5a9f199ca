"""A claim: one proposition of a report with its five cells."""

from __future__ import annotations

from dataclasses import dataclass, field

from .grade import Grade
from .how_sure import HowSure
from .ids import identifier
from .span import Quote, Span
from .what import What
from .when import When
from .where import Where
from .who_says import Voice


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """Something a reader should look at, with the words it rests on. A flag judges nothing."""

    name: str
    quotes: tuple[Quote, ...] = ()
    because: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One proposition: its words without the attribution, and five cells tied to words.

    `spans` are the proposition's words, contiguous or not; `quote` joins them with " … ".
    `told_again` are further places of the report where the same proposition stands.
    """

    report: str
    quote: str
    spans: tuple[Span, ...]
    who_says: tuple[Voice, ...]
    how_sure: HowSure = field(default_factory=HowSure)
    what: What = field(default_factory=What)
    when: When = field(default_factory=When)
    where: Where = field(default_factory=Where)
    told_again: tuple[Span, ...] = ()
    flags: tuple[Flag, ...] = ()
    grade: Grade | None = None
    id: str = field(default="")

    def __post_init__(self) -> None:
        if not self.id:
            trigger = self.what.trigger[0].span if self.what.trigger else ()
            parts = (tuple(map(tuple, self.spans)), tuple(trigger), self.origin.voice, self.how_sure.stance)
            object.__setattr__(self, "id", identifier("c", self.report, *parts))

    @property
    def origin(self) -> Voice:
        """The innermost voice of the chain."""
        return self.who_says[-1]


def joined(text: str, spans: tuple[Span, ...]) -> str:
    """The words at `spans`, with " … " where words between them are left out.

    >>> joined("He came, he saw, he won.", (Span(0, 7), Span(17, 23)))
    'He came … he won'
    """
    return " … ".join(span.of(text) for span in spans)
