"""From tagger and cue table to attributions: cues, and the sources and contents linked to each."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sayso.knowledge import speech
from sayso.learned.labels import ROLES, TAGS
from sayso.learned.mentions import extent
from sayso.learned.reading import Attribution, Words
from sayso.learned.sequences import best_rows, log_softmax, softmax, spans
from sayso.learned.windows import Window
from sayso.record import Span, merged

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
    """Raw confidence under which an attribution is dropped, unless the caller says otherwise."""


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


FEATURES = (
    "cue", "weakest cue word", "content link", "content tag", "source link", "source tagged", "source from tree",
    "backed off", "pieces", "content words", "short content", "cue words", "verb", "noun",
    "known cue", "saying", "own clause", "inserted", "finite", "quoted", "gap", "negated", "subject", "one",
)  # fmt: skip
"""What an attribution is judged by, in the order of the weights in labels.json (training/tune.py fits them)."""


SAYING = frozenset({"says", "reports", "writes", "announces", "confirms"})
CLAUSES = frozenset({"ccomp", "xcomp", "parataxis", "csubj", "acl", "advcl"})
QUOTES = frozenset('"“”«»') | {"``", "''"}
NOT = frozenset({"not", "n't", "n’t", "never"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """The words around attributions: per word its form, lemma, part of speech, head, relation and children."""

    forms: Sequence[str]
    lemma: Sequence[str]
    pos: Sequence[str]
    head: Sequence[int]
    deprel: Sequence[str]
    children: Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An attribution that is not yet judged, and what the encoder says of it."""

    attribution: Attribution
    features: tuple[float, ...]
    product: float
    """Cue, content and source probabilities multiplied: the judgement where no weights were fitted."""


def _logit(p: float) -> float:
    p = min(max(p, 1e-4), 1 - 1e-4)
    return math.log(p / (1 - p))


def decode(block: Block, arrays: dict[str, Array], linking: Linking) -> list[Candidate]:
    """The candidate attributions of a block, with the text's word numbers."""
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
    cue_share = probable[:, 3:5].sum(1)
    content_share = probable[:, 5:7].sum(1)
    base = block.base
    out: list[Candidate] = []
    for window, word, cue in block.windows:
        begin = window.start - base
        end = begin + len(word)
        core = (window.core[0] - base, window.core[1] - base)
        mine = [c for c in cues if core[0] <= c[0] < core[1]]
        if not mine:
            continue
        at = np.array([a - begin for a, _ in mine])
        roles = np.exp(table(arrays, word, cue, at, numbers[begin:end]))
        near = [(k, max(a, begin), min(b, end)) for k, a, b in found if a < end and b > begin]
        for (first, last), link in zip(mine, _link(mine, near, roles, begin, linking), strict=True):
            if not link.content:
                continue
            size = sum(b - a for a, b in link.content)
            tagged = sum(float(content_share[a:b].sum()) for a, b in link.content) / size
            sure = float(cue_share[first:last].mean())
            out.append(
                Candidate(
                    attribution=Attribution(
                        source=tuple((a + base, b + base) for a, b in link.source),
                        cue=((first + base, last + base),),
                        content=tuple((a + base, b + base) for a, b in link.content),
                        confidence=0.0,
                    ),
                    features=(
                        _logit(sure),
                        _logit(float(cue_share[first:last].min())),
                        _logit(link.content_sure),
                        _logit(tagged),
                        _logit(link.source_sure),
                        float(bool(link.source)),
                        float(link.back_off),
                        float(len(link.content) > 1),
                        math.log(size),
                        float(size <= 3),
                        math.log(last - first),
                    ),
                    product=sure
                    * link.content_sure
                    * (link.source_sure if link.source else 1 - link.source_sure),
                )
            )
    return out


def judged(
    candidate: Candidate, one: Attribution, grammar: Grammar, weights: Sequence[float] | None
) -> tuple[float, tuple[float, ...]]:
    """(raw confidence, features) of a candidate whose source is settled."""
    f = candidate.features
    features = (
        *f[:6],
        float(bool(one.source) and not candidate.attribution.source),
        *f[6:],
        *_grammatical(one, grammar),
        1.0,
    )
    if not weights:
        return candidate.product, features
    total = sum(w * x for w, x in zip(weights, features, strict=True))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total)))), features


def _grammatical(one: Attribution, grammar: Grammar) -> tuple[float, ...]:
    """What an attribution's words and tree tell of it: FEATURES from "verb" to "subject"."""
    top = top_word(one, grammar.head)
    cue = [i for a, b in one.cue for i in range(a, b)]
    content = {i for a, b in one.content for i in range(a, b)}
    pos = grammar.pos[top]
    part = "noun" if pos == "NOUN" else "adjective" if pos == "ADJ" else "verb"
    act = speech.act(" ".join(grammar.forms[i].lower() for i in cue), "phrase")
    act = act or speech.act(grammar.lemma[top], part)
    first = min(content)
    below = grammar.children[top]
    gap = min(abs(i - j) for i in (cue[0], cue[-1]) for j in (first, max(content)))
    return (
        float(pos in ("VERB", "AUX")),
        float(pos == "NOUN"),
        float(act is not None),
        float(act in SAYING),
        float(any(c in content and grammar.deprel[c].partition(":")[0] in CLAUSES for c in below)),
        float(grammar.head[top] in content),
        float(any(grammar.pos[i] in ("VERB", "AUX") for i in content)),
        float(bool(QUOTES & {grammar.forms[first], grammar.forms[max(0, first - 1)]})),
        math.log(1 + gap),
        float(any(grammar.forms[c].lower() in NOT for c in below)),
        float(any(grammar.deprel[c].startswith("nsubj") for c in below)),
    )


def with_depth(found: Sequence[Attribution]) -> list[Attribution]:
    """The attributions, each with the number of others in whose content its cue stands."""
    over: dict[int, list[Attribution]] = {}
    for one in found:
        for begin, end in one.content:
            for word in range(begin, end):
                over.setdefault(word, []).append(one)
    return [
        replace(
            one,
            depth=sum(
                other is not one and _holds(other.content, one.cue[0])
                for other in over.get(one.cue[0][0], ())
            ),
        )
        for one in found
    ]


def _holds(content: Sequence[Words], cue: Words) -> bool:
    return any(a <= cue[0] and cue[1] <= b for a, b in content)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Link:
    """What was linked to one cue."""

    source: list[Words]
    content: list[Words]
    source_sure: float
    content_sure: float
    back_off: bool


def _link(
    cues: Sequence[Words],
    found: Sequence[tuple[str, int, int]],
    roles: Array,
    begin: int,
    linking: Linking,
) -> list[_Link]:
    """What belongs to each cue: every content goes to its best cue, every cue takes its best source."""
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
    for k in range(len(cues)):
        if shares:
            column = [float(s[k]) for s in shares]
            best = int(np.argmax(column))
            source_sure[k] = column[best]
            if column[best] >= linking.source:
                sources[k] = [candidates[best]]
    out: list[_Link] = []
    for k, own in enumerate(_own_spans(roles, cues, begin)):
        back_off = not contents[k]
        content_sure = sum(sure[k]) / len(sure[k]) if sure[k] else 0.0
        if back_off:
            contents[k], content_sure, sources[k] = own.content, own.content_sure, sources[k] or own.source
        elif _holds_a_cue(own.content, cues, k):
            contents[k] = [
                (span.start, span.end) for span in merged(Span(*w) for w in [*contents[k], *own.content])
            ]
        out.append(
            _Link(
                source=sources[k],
                content=contents[k],
                source_sure=source_sure[k],
                content_sure=content_sure,
                back_off=back_off,
            )
        )
    return out


def _holds_a_cue(content: Sequence[Words], cues: Sequence[Words], own: int) -> bool:
    """Whether somebody else's cue stands in a content: what is said there is said by both."""
    return any(k != own and _holds(content, cue) for k, cue in enumerate(cues))


def _own_spans(roles: Array, cues: Sequence[Words], begin: int) -> list[_Link]:
    """What the table alone links to each cue: contents may be shared or nested."""
    import numpy as np

    count, size, kinds = roles.shape
    scores = np.log(roles + 1e-9)
    for k, cue in enumerate(cues):
        scores[k, cue[0] - begin : cue[1] - begin, 1:] = -50.0
    rows = best_rows(
        scores.reshape(-1, kinds), [(k * size, (k + 1) * size) for k in range(count)], ROLES
    ).reshape(count, size)
    out = []
    for k, row in enumerate(rows.tolist()):
        found = spans([ROLES[i] for i in row])
        content = [(a, b) for kind, a, b in found if kind == "N"]
        sure = [float(roles[k, a:b, 3:5].sum(1).mean()) for a, b in content]
        out.append(
            _Link(
                source=[(a + begin, b + begin) for kind, a, b in found if kind == "S"][:1],
                content=[(a + begin, b + begin) for a, b in content],
                source_sure=0.0,
                content_sure=sum(sure) / len(sure) if sure else 0.0,
                back_off=True,
            )
        )
    return out


_SUBJECTS = frozenset({"nsubj", "nsubj:outer"})


def top_word(one: Attribution, head: Sequence[int]) -> int:
    """The word of a cue that is governed from outside it."""
    cue = [i for a, b in one.cue for i in range(a, b)]
    return next((i for i in cue if head[i] not in cue or head[i] == i), cue[0])


def sourced(one: Attribution, grammar: Grammar) -> Attribution:
    """An attribution without a source takes the subject (or owner) of its cue, if the tree has one.

    All numbers are in the block that the tree covers. The subject of a joined or governing verb counts
    where the cue has none of its own ("X rose and said").
    """
    if one.source:
        return one
    forms, head, deprel = grammar.forms, grammar.head, grammar.deprel
    pos, children = grammar.pos, grammar.children
    cue = [i for a, b in one.cue for i in range(a, b)]
    top = top_word(one, head)
    taken = {*cue, *(i for a, b in one.content for i in range(a, b))}
    found: int | None = None
    if forms[cue[0]].lower() == "according":
        found = head[top] if deprel[top] in ("case", "fixed") else None
    for _ in range(3):
        if found is not None:
            break
        wanted = _SUBJECTS if pos[top] in ("VERB", "AUX") else frozenset({"nmod:poss"})
        found = next((c for c in children[top] if deprel[c] in wanted), None)
        if (
            found is None
            and deprel[top] in ("conj", "xcomp")
            and "aux:pass" not in {deprel[c] for c in children[top]}
        ):
            top = head[top]
        else:
            break
    if found is None or found in taken:
        return one
    begin, end = extent(found, children, deprel, below=False)
    while begin < end and begin in taken:
        begin += 1
    stop = next((i for i in range(found + 1, end) if i in taken), end)
    start = next((i + 1 for i in range(found - 1, begin - 1, -1) if i in taken), begin)
    return replace(one, source=((start, stop),))
