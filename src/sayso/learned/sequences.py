"""Best BIO tag rows under the rules of BIO, for many rows at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]
    Ints = NDArray[np.int64]

NEVER = -1e6


def log_softmax(scores: Floats) -> Floats:
    """Log probabilities over the last axis."""
    import numpy as np

    shifted = scores - scores.max(-1, keepdims=True)
    out: Floats = shifted - np.log(np.exp(shifted).sum(-1, keepdims=True))
    return out


def softmax(scores: Floats) -> Floats:
    """Probabilities over the last axis."""
    import numpy as np

    raised = np.exp(scores - scores.max(-1, keepdims=True))
    out: Floats = raised / raised.sum(-1, keepdims=True)
    return out


def transitions(labels: Sequence[str]) -> Floats:
    """0 where a tag may follow another, else NEVER: I-X only after B-X or I-X."""
    import numpy as np

    out = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, after in enumerate(labels):
            if after.startswith("I-") and before[2:] != after[2:]:
                out[i, j] = NEVER
    return out


def best_rows(
    scores: Floats,
    rows: Sequence[tuple[int, int]],
    labels: Sequence[str],
    leave: Floats | None = None,
    inside: Ints | None = None,
) -> Ints:
    """The best tag number of every word, where `rows` are the word ranges decoded by themselves.

    `scores` are log probabilities [words, labels]. `leave[i, j]` is added to a step from tag i to tag j
    wherever `inside` is 1 at the later word: ending a span where there is no punctuation costs.
    All rows go forward together, so the loop is as long as the longest row, not the text.
    """
    import numpy as np

    count, kinds = scores.shape
    out: Ints = np.zeros(count, dtype=np.int64)
    rows = [r for r in rows if r[1] > r[0]]
    if not rows:
        return out
    order = sorted(rows, key=lambda r: r[0] - r[1])  # longest first: the active rows are a prefix
    begin = np.array([a for a, _ in order])
    size = np.array([b - a for a, b in order])
    # Scores are kept as [row, tag, tag before], so that the best step into a tag is sought in one stretch.
    step = np.ascontiguousarray(transitions(labels).T)
    other = step if leave is None else step + leave.T
    start = np.array([NEVER if label.startswith("I-") else 0.0 for label in labels], dtype=np.float32)
    best = scores[begin] + start
    longest = int(size[0])
    back = np.zeros((longest, len(order), kinds), dtype=np.int8)
    finals = np.zeros((len(order), kinds), dtype=np.float32)
    finals[:] = best
    still = np.searchsorted(-size, -np.arange(longest), side="left").tolist()
    for k in range(1, longest):
        active = still[k]
        at = begin[:active] + k
        before = best[:active, None, :]
        if inside is None or leave is None:
            ways = before + step
        else:
            ways = before + np.where(inside[at][:, None, None] > 0, other, step)
        back[k, :active] = ways.argmax(2)
        best = ways.max(2) + scores[at]
        finals[:active] = best
    tag = finals.argmax(1)
    for k in range(longest - 1, -1, -1):
        active = still[k]
        out[begin[:active] + k] = tag[:active]
        tag[:active] = back[k, np.arange(active), tag[:active]]
    return out


def spans(tags: Sequence[str]) -> list[tuple[str, int, int]]:
    """The labelled half-open runs in a row of BIO tags.

    >>> spans(["B-S", "I-S", "O", "B-N"])
    [('S', 0, 2), ('N', 3, 4)]
    """
    out: list[tuple[str, int, int]] = []
    for i, tag in enumerate(tags):
        if tag == "O":
            continue
        kind = tag[2:]
        if tag[0] == "I" and out and out[-1][2] == i and out[-1][0] == kind:
            out[-1] = (kind, out[-1][1], i + 1)
        else:
            out.append((kind, i, i + 1))
    return out
