"""What the claims head says of words: event class, stance, polarity, voice, act, inner voices, participants."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sayso.learned.labels import CLAIM_LABELS, CLAIM_ROLES
from sayso.learned.sequences import log_softmax, softmax

if TYPE_CHECKING:
    from numpy import dtype, ndarray, signedinteger

    from sayso.learned.weights import Array
    from sayso.learned.windows import Window

    Ints = ndarray[tuple[int, ...], dtype[signedinteger]]

LEAST_ROLE = 0.05
"""A word may have a role in an event from this probability on; the stages weigh what is told (`reading/what`)."""
LEAST_TRIGGER = 0.04
"""Participants are looked for at words that trigger an event with at least this probability."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A run of words with one part in an event: `role` is one of labels.CLAIM_ROLES but "O"."""

    role: str
    words: tuple[int, int]
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """Probabilities per word for every layer of labels.CLAIM_LABELS, and participants per trigger word.

    `layers` holds arrays [words, labels]; `parts` the participants of words that may trigger an event.
    """

    layers: Mapping[str, Array] = field(default_factory=dict)
    parts: Mapping[int, tuple[Part, ...]] = field(default_factory=dict)

    def chances(self, layer: str, words: Sequence[int]) -> dict[str, float]:
        """The probability of every label of a layer for some words together (their geometric mean).

        Empty where nothing was read.
        """
        import numpy as np

        if layer not in self.layers or not len(words):
            return {}
        if len(words) == 1:
            row = [chance + 1e-4 for chance in self.layers[layer][words[0]].tolist()]
            total = sum(row)
            return {label: chance / total for label, chance in zip(CLAIM_LABELS[layer], row, strict=True)}
        rows = np.log(self.layers[layer][list(words)].astype(np.float32) + 1e-4)
        mean = softmax(np.add.reduce(rows, 0) / len(rows))
        return dict(zip(CLAIM_LABELS[layer], mean.tolist(), strict=True))

    def best(self, layer: str, word: int) -> tuple[str, float]:
        """The most probable label of one word and its probability; ("", 0) where nothing was read."""
        if layer not in self.layers:
            return "", 0.0
        row = self.layers[layer][word]
        at = int(row.argmax())
        return CLAIM_LABELS[layer][at], float(row[at])


def probabilities(outputs: Mapping[str, Array]) -> dict[str, Array]:
    """The probabilities of every layer from the head's scores; empty for weights without this head."""
    import numpy as np

    return {
        name: np.exp(log_softmax(outputs[f"claim_{name}"])).astype(np.float16)
        for name in CLAIM_LABELS
        if f"claim_{name}" in outputs
    }


def participants(
    out: Mapping[str, Array], window: Window, arrays: Mapping[str, Array]
) -> dict[int, tuple[Part, ...]]:
    """The participants of every probable trigger in a window's core, with the text's word numbers."""
    import numpy as np

    if "claim_trigger" not in out:
        return {}
    first, last = window.core[0] - window.start, window.core[1] - window.start
    nothing = np.exp(log_softmax(out["claim_event"][first:last]))[:, 0]
    at = np.flatnonzero(nothing < 1 - LEAST_TRIGGER) + first
    found: dict[int, tuple[Part, ...]] = {}
    for begin in range(0, len(at), 64):
        some = at[begin : begin + 64]
        chances = _roles(out["claim_part"], out["claim_trigger"], some, arrays)
        for trigger, row in zip(some.tolist(), chances, strict=True):
            found[trigger + window.start] = runs(row, window.start)
    return found


def _roles(part: Array, trigger: Array, at: Ints, arrays: Mapping[str, Array]) -> Array:
    """Role probabilities [triggers, words, roles]."""
    import numpy as np

    hidden = part.shape[1] // 2
    distance = arrays["claims.distance"]
    far = (len(distance) - 1) // 2
    near = (np.arange(len(part))[None] - at[:, None]).clip(-far, far) + far
    mixed = part[None, :, hidden:] * trigger[at][:, None, hidden:]
    mixed += part[None, :, :hidden]
    mixed += trigger[at][:, None, :hidden]
    mixed += distance[near]
    np.maximum(mixed, 0, out=mixed)
    return np.exp(log_softmax(mixed @ arrays["claims.role.weight"].T + arrays["claims.role.bias"]))


def runs(row: Array, start: int) -> tuple[Part, ...]:
    """Neighbouring words that may have one role as one part: every role of a word that has a chance.

    `row` holds role probabilities [words, roles], `start` is the number of its first word.
    """
    import numpy as np

    out: list[Part] = []
    for role in np.flatnonzero((row[:, 1:] >= LEAST_ROLE).any(0)) + 1:
        words = np.flatnonzero(row[:, role] >= LEAST_ROLE)
        for run in np.split(words, np.flatnonzero(np.diff(words) > 1) + 1):
            begin, end = int(run[0]), int(run[-1]) + 1
            sure = float(row[begin:end, role].mean())
            out.append(
                Part(role=CLAIM_ROLES[role], words=(begin + start, end + start), confidence=round(sure, 4))
            )
    return tuple(sorted(out, key=lambda part: part.words))
