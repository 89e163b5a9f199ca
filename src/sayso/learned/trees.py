"""From arc scores to a tree with one root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.floating[Any]]


EXACT = 120
"""Words up to which the best tree is searched; longer sentences (lists, tables) get a good one."""


def tree(scores: Floats) -> list[int]:
    """The heads of a sentence from scores [child, head]; the root, and only it, is its own head.

    The best root is taken first; then every other word takes its best head, and where that makes a
    circle, the maximum spanning tree is found.
    """
    import numpy as np

    size = len(scores)
    if size == 1:
        return [0]
    scores = scores - np.logaddexp.reduce(scores, axis=1, keepdims=True)
    gain = np.diagonal(scores) - np.where(np.eye(size, dtype=bool), -1e9, scores).max(1)
    root = int(gain.argmax())
    work = scores.copy()
    np.fill_diagonal(work, -1e9)
    work[root] = -1e9
    work[root, root] = 0.0
    heads: list[int] = work.argmax(1).tolist()
    if _circle(heads, root):
        heads = _spanning(work, root) if size <= EXACT else _grown(work, root)
    return heads


def _grown(scores: Floats, root: int) -> list[int]:
    """A good tree in square time: from the root on, the best arc to a word that is not yet in it."""
    import numpy as np

    heads = np.full(len(scores), root)
    best = scores[:, root].copy()
    outside = np.ones(len(scores), dtype=bool)
    outside[root] = False
    for _ in range(len(scores) - 1):
        at = int(np.where(outside, best, -np.inf).argmax())
        outside[at] = False
        better = outside & (scores[:, at] > best)
        best[better] = scores[better, at]
        heads[better] = at
    found: list[int] = heads.tolist()
    return found


def _circle(heads: list[int], root: int) -> list[int]:
    """The words of one circle that is not the root's own; empty where there is none."""
    state = [0] * len(heads)
    state[root] = 2
    for i in range(len(heads)):
        path = []
        at = i
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if state[at] == 1:
            return path[path.index(at) :]
        for done in path:
            state[done] = 2
    return []


def _spanning(scores: Floats, root: int) -> list[int]:
    """Chu-Liu-Edmonds: the best tree by contracting one circle after the other."""
    import numpy as np

    size = len(scores)
    heads: list[int] = scores.argmax(1).tolist()
    heads[root] = root
    circle = _circle(heads, root)
    if not circle:
        return heads
    ring = np.array(circle)
    rest = np.array([i for i in range(size) if i not in set(circle)])
    inner = scores[ring, np.array(heads)[ring]]
    count = len(rest)
    small = np.full((count + 1, count + 1), -1e9, dtype=scores.dtype)
    small[:count, :count] = scores[np.ix_(rest, rest)]
    out_of = scores[np.ix_(rest, ring)]
    leave = out_of.argmax(1)
    small[:count, count] = out_of.max(1)
    into = scores[np.ix_(ring, rest)] - inner[:, None]
    enter = into.argmax(0)
    small[count, :count] = into.max(0) + inner.sum()
    new_root = int(np.flatnonzero(rest == root)[0])
    small[new_root] = -1e9
    small[new_root, new_root] = 0.0
    found = _spanning(small, new_root)
    out = list(heads)
    for k, i in enumerate(rest.tolist()):
        out[i] = circle[int(leave[k])] if found[k] == count else int(rest[found[k]])
    out[root] = root
    entered = found[count]
    broken = circle[int(enter[entered])]
    out[broken] = int(rest[entered])
    return out
