"""The second look at every predicate: its sentence read again with a mark on it, for it alone.

What the encoder's lower layers make of a window is kept; the upper layers of `predicates.onnx` read each sentence
once for every word of it that may be a predicate, and answer which event it names, who takes part and how sure it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.learned.claims import LEAST_TRIGGER, Part, runs
from sayso.learned.labels import PREDICATE_LABELS, VOICE_PLACES
from sayso.learned.sequences import softmax

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

    from sayso.learned.weights import Array
    from sayso.learned.windows import Window

LONGEST = 160
"""Pieces of a sentence that are read at most, around the predicate."""
TOGETHER = 8
"""Sentences that are read at once: bounds the memory."""
NEVER = -1e4
NO_PREDICATE = frozenset(
    {
        "amod",
        "compound",
        "case",
        "mark",
        "fixed",
        "cc",
        "aux",
        "aux:pass",
        "cop",
        "det",
        "flat",
        "compound:prt",
    }
)
"""Relations of words that are the centre of no clause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """What was read of one predicate: probabilities per layer of labels.PREDICATE_LABELS, who takes part, who tells it.

    `voices` has the probabilities of labels.VOICE_PLACES for the words of the sentence `words` (first, behind the last).
    """

    layers: Mapping[str, Sequence[float]]
    parts: tuple[Part, ...]
    words: tuple[int, int] = (0, 0)
    voices: Sequence[Sequence[float]] = ()

    def chances(self, layer: str) -> dict[str, float]:
        """The probability of every label of a layer."""
        return dict(zip(PREDICATE_LABELS[layer], map(float, self.layers[layer]), strict=True))

    def voice(self, word: int) -> dict[str, float]:
        """The probability of every place of labels.VOICE_PLACES for a word; empty outside of the sentence."""
        first, last = self.words
        if not first <= word < last:
            return {}
        return dict(zip(VOICE_PLACES, map(float, self.voices[word - first]), strict=True))


def asked(pos: Sequence[str], deprel: Sequence[str], head: Sequence[int], event: Array) -> list[int]:
    """The words that may be predicates: verbs, what has a copula, auxiliaries with a subject, what may name an event.

    `event` holds the probabilities of the event layer [words, labels].
    """
    found = {i for i, chance in enumerate(event[:, 0]) if chance < 1 - LEAST_TRIGGER}
    for i, (tag, relation) in enumerate(zip(pos, deprel, strict=True)):
        if tag == "VERB" and relation not in NO_PREDICATE:
            found.add(i)
        elif relation == "cop" or (relation.startswith("nsubj") and pos[head[i]] == "AUX"):
            found.add(head[i])
    return sorted(found)


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A predicate with the pieces of its sentence in a window, and the words whose first pieces lie there."""

    word: int
    window: int
    pieces: range
    words: range


def rows(
    windows: Sequence[Window], words: Sequence[int], sentences: Sequence[tuple[int, int]]
) -> Iterator[Row]:
    """One row for each of some words (of the text, in order), given the sentences of the text around them."""
    number = sentence = 0
    for word in words:
        while word >= windows[number].core[1]:
            number += 1
        while word >= sentences[sentence][1]:
            sentence += 1
        window = windows[number]
        first = max(sentences[sentence][0], window.start)
        last = min(sentences[sentence][1], window.start + len(window.at))
        begin, at = window.at[first - window.start], window.at[word - window.start]
        end = window.at[last - window.start] if last < window.start + len(window.at) else len(window.ids) - 1
        pieces = around(at, begin, end)
        kept = [w for w in range(first, last) if window.at[w - window.start] in pieces]
        yield Row(word=word, window=number, pieces=pieces, words=range(kept[0], kept[-1] + 1))


def around(at: int, begin: int, end: int) -> range:
    """The pieces of a sentence from `begin` up to `end`, at most LONGEST of them around the predicate's."""
    if end - begin > LONGEST:
        begin = max(begin, min(at - LONGEST // 2, end - LONGEST))
        end = min(end, begin + LONGEST)
    return range(begin, end)


def read(
    session: InferenceSession, windows: Sequence[Window], states: Sequence[Array], made: Sequence[Row]
) -> dict[int, Predicate]:
    """What is read of every row; `states` has those of the pieces of every window [pieces, width]."""
    found: dict[int, Predicate] = {}
    names = [output.name for output in session.get_outputs()]
    order = sorted(made, key=lambda row: len(row.pieces))
    for begin in range(0, len(order), TOGETHER):
        given = _given(windows, states, order[begin : begin + TOGETHER])
        out = dict(zip(names, session.run(None, given), strict=True))
        found.update(_told(out, windows, order[begin : begin + TOGETHER]))
    return found


def _given(windows: Sequence[Window], states: Sequence[Array], some: Sequence[Row]) -> dict[str, Array]:
    """States [rows, pieces, width], marks and mask [rows, pieces] of some rows."""
    import numpy as np

    size = max(len(row.pieces) for row in some)
    width = states[0].shape[1]
    given = np.zeros((len(some), size, width), dtype=np.float32)
    marked = np.zeros((len(some), size), dtype=np.float32)
    mask = np.full((len(some), size), NEVER, dtype=np.float32)
    for n, row in enumerate(some):
        window = windows[row.window]
        given[n, : len(row.pieces)] = states[row.window][row.pieces.start : row.pieces.stop]
        mask[n, : len(row.pieces)] = 0.0
        marked[n, window.at[row.word - window.start] - row.pieces.start] = 1.0
    return {"states": given, "marked": marked, "mask": mask}


def _told(
    out: Mapping[str, Array], windows: Sequence[Window], some: Sequence[Row]
) -> Iterator[tuple[int, Predicate]]:
    """What the outputs tell of the predicate of every row."""
    layers = {name: softmax(out[name]) for name in PREDICATE_LABELS}
    roles, voices = softmax(out["role"]), softmax(out["voice"])
    for n, row in enumerate(some):
        window = windows[row.window]
        at = [window.at[w - window.start] - row.pieces.start for w in row.words]
        yield (
            row.word,
            Predicate(
                layers={name: values[n].copy() for name, values in layers.items()},
                parts=runs(roles[n][at], row.words.start),
                words=(row.words.start, row.words.stop),
                voices=voices[n][at],
            ),
        )
