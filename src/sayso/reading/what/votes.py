"""Votes: which class an event has, by the lexicon, its other lines for the word, and the learned reader.

Every class, and "no event", gets the sum of the votes below; the highest sum wins. `WEIGHTS` is the one place
where the votes are weighed. They lie between the weights before and those fitted on the parts fit and dev of the house
corpus (`python -m evals votes`), since the lexicon and the learned reader both know the train part. Where nothing was
read by the learned reader, the lexicon decides alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...knowledge import events
from ...knowledge.events import Entry
from ...record import Role
from ..draft import Draft
from .slots import lemma

if TYPE_CHECKING:
    from ...learned.claims import Part

NO_EVENT = "O"
"""The label of the learned reader, and of the votes, for a word that names no event."""
SENTENCE_CLASSES: Mapping[str, tuple[str, ...]] = {"YIELD": ("CONCEDE", "RETREAT")}
"""Classes of sentences that are called otherwise than those of words."""
FLOOR = 0.03
"""Least probability that a vote of the learned reader is taken for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each vote counts, in natural logarithms of odds.

    `line` is for the class of the lexicon's line, by how specific it is (no condition, one, more), `phrase` on top of it
    where the line is of several words ("confer with"), `rare` where the reader was hardly taught the word; `denied` for
    no event where a line says so, `unknown` where the lexicon has no line; `other` for classes that the word has
    on other lines; `words` and `look` multiply the logarithms of the probabilities that the learned reader gives to
    the class at the trigger, among all words and by a second look at it, `sentence` the probability that it gives to
    the class of the whole sentence.
    """

    line: tuple[float, float, float]
    phrase: float
    rare: float
    denied: float
    unknown: float
    other: float
    words: float
    look: float
    sentence: float


WEIGHTS = Weights(
    line=(2.0, 1.9, 1.8),
    phrase=0.6,
    rare=1.5,
    denied=0.8,
    unknown=0.3,
    other=0.4,
    words=0.4,
    look=0.9,
    sentence=0.5,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The class that was chosen (None: no event), and why where it is not what the lexicon's line says."""

    type: str | None
    because: tuple[str, ...] = ()


def decide(
    entry: Entry | None,
    others: Sequence[Entry],
    trigger: int,
    draft: Draft,
    *,
    light: int | None = None,
    happens: bool = False,
    foiled: frozenset[str] = frozenset(),
    weights: Weights = WEIGHTS,
) -> Decision:
    """The class with the most votes; `others` are all lines of the word, `trigger` the word the event hangs on.

    `light` is the verb that carries an event noun: the reader may see the event at either. Where it is known that
    something `happens`, "no event" is no choice; nor are the classes of what is `foiled`.
    """
    own = entry.type if entry is not None else None
    learned, look = seen(draft, trigger, light)
    if not learned or firm(entry):
        return Decision(type=own)
    totals: dict[str, float] = {}
    sentence, word = sentence_class(draft, trigger), lemma((draft.tokens or ())[trigger])
    for label, vote in votes(
        entry, others, learned, look, sentence, weights, word=word, carried=light is not None
    ):
        totals[label] = totals.get(label, 0.0) + vote
    if happens:
        totals.pop(NO_EVENT, None)
    for label in foiled - {own}:
        totals.pop(label, None)
    surer = look or learned
    surest = max(surer, key=lambda label: surer[label])
    # A class that neither the lexicon has for the word alone nor the reader holds likeliest wins by no sum of halves.
    best = max(totals, key=lambda label: totals[label])
    if best not in (own or NO_EVENT, NO_EVENT, surest) and not any(
        other.type == best and not other.others for other in others
    ):
        best = own or NO_EVENT
    found = None if best == NO_EVENT else best
    if found == own:
        return Decision(type=own)
    name = best if found else "no event"
    return Decision(
        type=found,
        because=(
            f"outvoted: the learned reader gives {name} {round(100 * surer.get(best, 0))} in a hundred here",
        ),
    )


MODE_RULE, MODE_WORDS = 3.0, 1.0
"""What the mode of the lexicon or of the instrument counts, and what multiplies the logarithm of the learned
probability; chosen on the parts fit and dev of the house corpus (`python -m evals corpus --part fit`)."""


def mode_voted(found: str | None, type: str, triggers: Sequence[int], draft: Draft) -> tuple[str | None, str]:
    """The mode with the most votes among those of a class, and why where it is not the one that was found."""
    reading = draft.reading
    learned = next((look for t in triggers if (look := looked(draft, t, "mode"))), {})
    if not learned and reading is not None:
        learned = reading.claims.chances("mode", triggers)
    if not learned:
        return found, ""
    modes = [None, *(mode.name for mode in events.ontology().classes[type].modes)]
    known = [m for m in modes if (m or NO_MODE) in learned]
    total = sum(learned[m or NO_MODE] for m in known) or 1.0
    chance = {m: learned[m or NO_MODE] / total for m in known}
    votes_for = {
        m: MODE_WORDS * math.log(max(c, FLOOR)) + (MODE_RULE if m == found else 0.0)
        for m, c in chance.items()
    }
    best = max(votes_for, key=lambda m: votes_for[m], default=found)
    if best == found:
        return found, ""
    return (
        best,
        f"the learned reader gives the mode {best or 'none'} {round(100 * chance[best])} in a hundred here",
    )


NO_MODE = "-"
"""The label of the learned reader for an event without a mode."""
SPECIFIC = 3
"""Weight of a line that asks for words in a slot."""


def firm(entry: Entry | None) -> bool:
    """Whether a line says by the very words that stand there that the word is no event: that needs no vote."""
    return entry is not None and entry.type is None and entry.weight >= SPECIFIC


def votes(
    entry: Entry | None,
    others: Sequence[Entry],
    learned: Mapping[str, float],
    look: Mapping[str, float],
    sentence: tuple[str, float],
    weights: Weights,
    *,
    word: str,
    carried: bool = False,
) -> Iterator[tuple[str, float]]:
    """All votes as pairs of label and weight; `word` is the dictionary form of what names the event."""
    if entry is None:
        yield NO_EVENT, weights.unknown
    elif entry.type is None:
        yield NO_EVENT, weights.denied
    else:
        yield entry.type, weights.line[min(entry.weight, 4) // 2]
        yield entry.type, weights.phrase * (len(entry.words) > 1)
        yield entry.type, weights.rare * (word not in events.taught() or (carried and len(entry.words) > 1))
    for label in {other.type for other in others if other.type} - {entry.type if entry else None}:
        yield label or NO_EVENT, weights.other
    for label, chance in learned.items():
        # Where there was no second look, the first counts for both.
        second = look.get(label, chance) if look else chance
        yield (
            label,
            weights.words * math.log(max(chance, FLOOR)) + weights.look * math.log(max(second, FLOOR)),
        )
    for label in SENTENCE_CLASSES.get(sentence[0], (sentence[0],)):
        yield label, weights.sentence * sentence[1]


def chances(draft: Draft, trigger: int) -> dict[str, float]:
    """What the learned reader gives to each class at a word; empty where it read nothing."""
    if draft.reading is None or not draft.reading.claims.layers:
        return {}
    return draft.reading.claims.chances("event", [trigger])


def seen(draft: Draft, trigger: int, light: int | None = None) -> tuple[dict[str, float], dict[str, float]]:
    """What the first and the second look give to each class: at the word or at the verb that carries it, whichever
    rather names an event."""

    def rather(*found: dict[str, float]) -> dict[str, float]:
        return min(found, key=lambda chances: chances.get(NO_EVENT, 2.0))

    words = [trigger] if light is None else [trigger, light]
    return (
        rather(*(chances(draft, word) for word in words)),
        rather(*(looked(draft, word, "event") for word in words)),
    )


def looked(draft: Draft, trigger: int, layer: str) -> dict[str, float]:
    """What the learned reader's second look at a predicate gives to each label; empty where there was none."""
    found = draft.reading.predicates.get(trigger) if draft.reading is not None else None
    return found.chances(layer) if found is not None else {}


def sentence_class(draft: Draft, trigger: int) -> tuple[str, float]:
    """The class that the learned reader gives to the sentence around a word, with its probability."""
    number = (draft.tokens or ())[trigger].sentence
    for found in draft.reading.events if draft.reading is not None else ():
        if found.sentence == number:
            return found.kind, found.confidence
    return NO_EVENT, 0.0


def parts(draft: Draft, trigger: int) -> Iterator[tuple[Role, int, range, float]]:
    """The participants that the learned reader gives to an event at a word: role, head, words, probability.

    They are those of the second look, where there was one.
    """
    if draft.reading is not None:
        look = draft.reading.predicates.get(trigger)
        yield from _headed(draft.reading.claims.parts.get(trigger, ()) if look is None else look.parts, draft)


def first_parts(draft: Draft, trigger: int) -> Iterator[tuple[Role, int, range, float]]:
    """The participants that the first look gave, where there was a second one."""
    if draft.reading is not None and trigger in draft.reading.predicates:
        yield from _headed(draft.reading.claims.parts.get(trigger, ()), draft)


def _headed(known: Iterable[Part], draft: Draft) -> Iterator[tuple[Role, int, range, float]]:
    tokens = draft.tokens or ()
    for part in known:
        words = range(*part.words)
        head = next((w for w in words if tokens[w].head not in words), None)
        if head is not None:
            yield Role(part.role), head, words, part.confidence


FRAMES: Mapping[str, str] = {
    "ACCUSE": "about",
    "AGREE": "promise",
    "AID": "give",
    "ASSAULT": "hit",
    "COERCE": "take",
    "CONCEDE": "about",
    "CONSULT": "with",
    "COOPERATE": "with",
    "MOBILIZE": "post",
    "MOVEMENT": "go",
    "PROTEST": "about",
    "REJECT": "about",
    "REQUEST": "ask",
    "RETREAT": "leave",
    "SANCTION": "take",
    "SUPPORT": "back",
    "THREATEN": "about",
}
"""The frame of a class that no line of the lexicon gives to the word."""


def voted_entry(entry: Entry | None, others: Sequence[Entry], type: str, name: str, part: str) -> Entry:
    """The line of the lexicon for a class that was voted for, or one made up with the class's usual frame."""
    known = [other for other in others if other.type == type and not other.others]
    if known:
        return min(known, key=lambda other: other.weight)
    return Entry(
        words=(name,),
        part=part,
        type=type,
        mode=None,
        frame=events.frames()[FRAMES[type]],
        when=(),
        context=(),
        line=entry.line if entry is not None else 0,
    )
