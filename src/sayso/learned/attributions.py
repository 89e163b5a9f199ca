"""From tagger and cue table to attributions: cues, and the sources and contents linked to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sayso.learned.labels import ROLES, TAGS
from sayso.learned.reading import Attribution, Words
from sayso.learned.sequences import best_rows, log_softmax, softmax, spans
from sayso.learned.windows import Window

if TYPE_CHECKING:
    import numpy as np

    from sayso.learned.weights import Array

    Ints = np.ndarray[tuple[int, ...], np.dtype[np.int64]]

PUNCTUATION = frozenset(".,;:!?\"”“)(—–-…'’") | {"--", "...", "''", "``", "?!", "!!"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Linking:
    """How tagged spans are joined to cues; fitted on PolNeAR dev (training/tune.py), kept in labels.json."""

    cue_bonus: float = 0.0
    content: float = 0.2
    source: float = 0.3
    leave_content: float = 2.0
    leave_source: float = 1.0
    floor: float = 0.0
    """Raw confidence under which an attribution is dropped."""


@dataclass(slots=True, kw_only=True)
class Block:
    """The attribution outputs of a run of words: `tag` over words base.., the rest per window."""

    base: int
    forms: Sequence[str]
    numbers: Sequence[int]
    tag: Array
    windows: Sequence[tuple[Window, Array, Array]]
    """(window, word vectors of the table, cue vectors of the table), over all words of the window."""


def leaving(linking: Linking) -> Array:
    """What ending a content or source costs where there is no punctuation."""
    import numpy as np

    out = np.zeros((len(TAGS), len(TAGS)), dtype=np.float32)
    for i, tag in enumerate(TAGS):
        if tag.endswith("-N"):
            out[i, 0] = -linking.leave_content
        if tag.endswith("-S"):
            out[i, 0] = -linking.leave_source
    return out


def paragraph_rows(numbers: Sequence[int]) -> list[Words]:
    """The ranges of equal numbers."""
    rows: list[Words] = []
    begin = 0
    for end in range(1, len(numbers) + 1):
        if end == len(numbers) or numbers[end] != numbers[begin]:
            rows.append((begin, end))
            begin = end
    return rows


def table(arrays: dict[str, Array], word: Array, cue: Array, at: Ints, numbers: Ints) -> Array:
    """Role log probabilities [cues, words, roles] in one window; `at` are the cues' places in it."""
    import numpy as np

    hidden = word.shape[1] // 2
    distance = arrays["table.distance"]
    far = (len(distance) - 1) // 2
    near = (np.arange(len(word))[None] - at[:, None]).clip(-far, far) + far
    same = (numbers[None] == numbers[at][:, None]).astype(np.int64)
    mixed = word[None, :, hidden:] * cue[at][:, None, hidden:]
    mixed += word[None, :, :hidden]
    mixed += cue[at][:, None, :hidden]
    mixed += distance[near]
    mixed += arrays["table.paragraph"][same]
    np.maximum(mixed, 0, out=mixed)
    return log_softmax(mixed @ arrays["table.role.weight"].T + arrays["table.role.bias"])


def decode(block: Block, arrays: dict[str, Array], linking: Linking) -> list[tuple[Attribution, float]]:
    """The attributions of a block with word numbers from `base`, and their raw confidence."""
    import numpy as np

    scores = log_softmax(block.tag)
    probable = softmax(block.tag)
    scores[:, 3:5] += linking.cue_bonus
    closed = np.array([f in PUNCTUATION for f in block.forms])
    inside = np.ones(len(block.forms), dtype=np.int64)
    inside[closed] = 0
    inside[1:][closed[:-1]] = 0
    row = best_rows(scores, paragraph_rows(block.numbers), TAGS, leaving(linking), inside)
    found = spans([TAGS[i] for i in row.tolist()])
    cues = [(a, b) for k, a, b in found if k == "C"]
    numbers = np.asarray(block.numbers)
    out: list[tuple[Attribution, float]] = []
    for window, word, cue in block.windows:
        begin = window.start - block.base
        end = begin + len(word)
        core = (window.core[0] - block.base, window.core[1] - block.base)
        mine = [c for c in cues if core[0] <= c[0] < core[1]]
        if not mine:
            continue
        at = np.array([a - begin for a, _ in mine])
        roles = np.exp(table(arrays, word, cue, at, numbers[begin:end]))
        near = [(k, max(a, begin), min(b, end)) for k, a, b in found if a < end and b > begin]
        parts = _link(mine, near, roles, begin, linking)
        for (first, last), (source, content, sure) in zip(mine, parts, strict=True):
            if not content:
                continue
            raw = sure * float(probable[first:last, 3:5].sum(1).mean())
            if raw < linking.floor:
                continue
            base = block.base
            out.append(
                (
                    Attribution(
                        source=tuple((a + base, b + base) for a, b in source),
                        cue=((first + base, last + base),),
                        content=tuple((a + base, b + base) for a, b in content),
                        confidence=raw,
                    ),
                    raw,
                )
            )
    return out


def _link(
    cues: Sequence[Words],
    found: Sequence[tuple[str, int, int]],
    roles: Array,
    begin: int,
    linking: Linking,
) -> list[tuple[list[Words], list[Words], float]]:
    """(source, content, confidence) of each cue: every content goes to its best cue, every cue takes its best source."""
    import numpy as np

    def share(span: Words, first: int) -> Array:
        part = roles[:, span[0] - begin : span[1] - begin, first : first + 2]
        out: Array = part.sum(2).mean(1)
        return out

    contents: list[list[Words]] = [[] for _ in cues]
    sure: list[list[float]] = [[] for _ in cues]
    for kind, a, b in found:
        if kind == "N":
            scores = share((a, b), 3)
            best = int(scores.argmax())
            if scores[best] >= linking.content:
                contents[best].append((a, b))
                sure[best].append(float(scores[best]))
    sources: list[list[Words]] = [[] for _ in cues]
    source_sure = [0.0] * len(cues)
    candidates = [(a, b) for kind, a, b in found if kind == "S"]
    shares = [share(s, 1) for s in candidates]
    for k, cue in enumerate(cues):
        if shares:
            column = [float(s[k]) for s in shares]
            best = int(np.argmax(column))
            source_sure[k] = column[best]
            if column[best] >= linking.source:
                sources[k] = [candidates[best]]
        if not contents[k]:
            contents[k], sure[k], back_source = _back_off(roles[k], cue, begin)
            sources[k] = sources[k] or back_source
    out: list[tuple[list[Words], list[Words], float]] = []
    for k in range(len(cues)):
        content = sum(sure[k]) / len(sure[k]) if sure[k] else 0.0
        source = source_sure[k] if sources[k] else 1.0 - source_sure[k]
        out.append((sources[k], contents[k], content * source))
    return out


def _back_off(roles: Array, cue: Words, begin: int) -> tuple[list[Words], list[float], list[Words]]:
    """A cue left without content takes the table's own spans: contents may be shared or nested."""
    import numpy as np

    scores = np.log(roles + 1e-9)
    scores[cue[0] - begin : cue[1] - begin, 1:] = -50.0
    row = best_rows(scores, [(0, len(scores))], ROLES)
    found = spans([ROLES[i] for i in row.tolist()])
    content = [(a, b) for k, a, b in found if k == "N"]
    sure = [float(roles[a:b, 3:5].sum(1).mean()) for a, b in content]
    source = [(a + begin, b + begin) for k, a, b in found if k == "S"]
    return [(a + begin, b + begin) for a, b in content], sure, source[:1]
