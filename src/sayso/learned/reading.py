"""What the learned reader found in one text: plain frozen records over word numbers.

All ranges are half-open ranges of word numbers into `Reading.words`; `Reading.words` itself holds
half-open code-point offsets into the text that was read. `Reading.span` turns the one into the other.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.learned.claims import Claims
from sayso.learned.predicates import Predicate

Words = tuple[int, int]
"""A half-open range of word numbers."""

Span = tuple[int, int]
"""A half-open range of code points."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """Something spoken of: a person, a place, a weapon, a time.

    `kind` is one of labels.MENTION_KINDS. `head` is the word that carries it. `named` is true where
    the head is a proper name, `pronoun` where it is a pronoun. Mentions may lie inside each other
    ("[the minister of [defence]]"). Mentions with the same `cluster` are read as the same thing;
    None means that it was joined with nothing.
    """

    words: Words
    head: int
    kind: str
    named: bool
    pronoun: bool
    confidence: float
    cluster: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name alone, without title or description: kind is PERSON, ORG, PLACE or MISC."""

    words: Words
    kind: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody says something: where the source, the cue and the content are.

    Each part is a tuple of word ranges, in order; a content in two pieces has two. A source may be
    empty ("was accused of"). `confidence` is the calibrated probability that the attribution is
    right: the cue overlaps, the source overlaps, and half of the content is shared. `depth` counts
    the attributions in whose content the cue stands ("A said that [B denied that [p]]": 0 and 1).
    """

    source: tuple[Words, ...]
    cue: tuple[Words, ...]
    content: tuple[Words, ...]
    confidence: float
    depth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EventClass:
    """The PLOVER root class of a sentence with its probability, and the runner-up.

    `source` and `target` are the word ranges read as who does it and to whom. The classes are told
    apart among sentences that hold an event: a sentence without one also gets its nearest class, with
    a low probability more often than not.
    """

    sentence: int
    kind: str
    confidence: float
    second: str
    source: tuple[Words, ...]
    target: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All layers of one text.

    Per word: `pos` (UPOS), `tag` (Penn tag: VBD, NNS …), `lemma`, `head` (number of the governing
    word; a root governs itself), `deprel` (UD relation) and `factuality` (-3 certainly did not happen
    … 3 certainly did; read it at predicates only). `claims` holds probabilities and is empty for weights
    without that head; `predicates` holds, by word, what a second look at every predicate found.
    """

    words: tuple[Span, ...] = ()
    paragraphs: tuple[int, ...] = ()
    sentences: tuple[Words, ...] = ()
    pos: tuple[str, ...] = ()
    tag: tuple[str, ...] = ()
    lemma: tuple[str, ...] = ()
    head: tuple[int, ...] = ()
    deprel: tuple[str, ...] = ()
    factuality: tuple[float, ...] = ()
    mentions: tuple[Mention, ...] = ()
    names: tuple[Name, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    events: tuple[EventClass, ...] = ()
    claims: Claims = field(default_factory=Claims, compare=False)
    predicates: Mapping[int, Predicate] = field(default_factory=dict, compare=False)
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict, repr=False, compare=False)

    def span(self, words: Words) -> Span:
        """Code points from the first to the last word of a range.

        >>> Reading(words=((0, 3), (4, 9))).span((0, 2))
        (0, 9)
        """
        start, end = words
        return (self.words[start][0], self.words[end - 1][1])

    def spans(self, ranges: Sequence[Words]) -> tuple[Span, ...]:
        """Code-point spans of several word ranges."""
        return tuple(self.span(r) for r in ranges)

    def sentence_of(self, word: int) -> int:
        """The number of the sentence in which a word lies."""
        low, high = 0, len(self.sentences)
        while high - low > 1:
            middle = (low + high) // 2
            if self.sentences[middle][0] <= word:
                low = middle
            else:
                high = middle
        return low

    def children(self, word: int) -> tuple[int, ...]:
        """The words that a word governs directly, in order."""
        if not self._children:
            found: dict[int, list[int]] = {}
            for child, head in enumerate(self.head):
                if head != child:
                    found.setdefault(head, []).append(child)
            self._children.update({head: tuple(below) for head, below in found.items()})
        return self._children.get(word, ())

    def subtree(self, word: int) -> tuple[int, ...]:
        """A word and all that it governs directly or not, in order."""
        found = [word]
        for at in found:
            found.extend(self.children(at))
        return tuple(sorted(found))

    def words_at(self, span: Span) -> Words | None:
        """The range of words that a code-point span touches; None where it touches none."""
        hit = [i for i, (a, b) in self._near(span) if a < span[1] and b > span[0]]
        return (hit[0], hit[-1] + 1) if hit else None

    def _near(self, span: Span) -> Iterator[tuple[int, Span]]:
        low, high = 0, len(self.words)
        while low < high:
            middle = (low + high) // 2
            if self.words[middle][1] <= span[0]:
                low = middle + 1
            else:
                high = middle
        while low < len(self.words) and self.words[low][0] < span[1]:
            yield low, self.words[low]
            low += 1
