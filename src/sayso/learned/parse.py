"""From sentence, tag, arc and relation outputs to sentences, parts of speech, lemmas and trees."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sayso.learned import lemmas
from sayso.learned.labels import UPOS
from sayso.learned.reading import Words
from sayso.learned.trees import tree

if TYPE_CHECKING:
    from sayso.learned.weights import Array

LONGEST = 250
"""Words in a sentence; a longer one (tables, lists without marks) is cut."""


def sentences(begin: Array, numbers: Sequence[int]) -> list[Words]:
    """Sentence ranges: a paragraph always begins one."""
    starts = (begin[:, 1] > begin[:, 0]).tolist()
    out: list[Words] = []
    first = 0
    for i in range(1, len(numbers)):
        if starts[i] or numbers[i] != numbers[i - 1] or i - first >= LONGEST:
            out.append((first, i))
            first = i
    if numbers:
        out.append((first, len(numbers)))
    return out


def heads(arrays: dict[str, Array], child: Array, head: Array, ranges: Sequence[Words]) -> list[int]:
    """The governing word of every word; a root governs itself."""
    twisted = child @ arrays["syntax.arc"] + arrays["syntax.arc_bias"]
    out: list[int] = []
    for begin, end in ranges:
        out.extend(begin + h for h in tree(twisted[begin:end] @ head[begin:end].T))
    return out


def children(governors: Sequence[int]) -> list[list[int]]:
    """The words that each word governs."""
    out: list[list[int]] = [[] for _ in governors]
    for i, governor in enumerate(governors):
        if governor != i:
            out[governor].append(i)
    return out


def relations(arrays: dict[str, Array], child: Array, head: Array, governors: Sequence[int]) -> list[int]:
    """The best relation number of every word to its head."""
    import numpy as np

    maps = arrays["syntax.rel"]
    count, width, _ = maps.shape
    flat = np.ascontiguousarray(maps.transpose(1, 0, 2).reshape(width, -1))
    weight, bias = arrays["syntax.rel_bias.weight"], arrays["syntax.rel_bias.bias"]
    chosen = head[np.asarray(governors)]
    out: list[int] = []
    for k in range(0, len(child), 256):
        a, b = child[k : k + 256], chosen[k : k + 256]
        scores = np.matmul((a @ flat).reshape(len(a), count, width), b[:, :, None])[:, :, 0]
        scores += a @ weight[:, :width].T + b @ weight[:, width:].T + bias
        out.extend(scores.argmax(1).tolist())
    return out


ONCE = frozenset({"nsubj", "nsubj:pass", "obj", "iobj"})
"""Relations that a word has once."""


def _one_name(governors: list[int], found: list[int], kinds: Sequence[str], names: Sequence[str]) -> None:
    """Two names side by side that are both a verb's subject are one: the second is made part of the first."""
    if "flat" not in names:
        return
    for i in range(1, len(governors)):
        twice = governors[i] == governors[i - 1] and found[i] == found[i - 1] and names[found[i]] in ONCE
        if twice and kinds[i] == kinds[i - 1] == "PROPN":
            governors[i], found[i] = i - 1, names.index("flat")


@lru_cache(maxsize=20000)
def lemma(form: str, edit: str) -> str:
    """The lemma of a form under an edit script, remembered."""
    return lemmas.apply(form, edit)


def layers(
    outputs: dict[str, Array],
    arrays: dict[str, Array],
    labels: dict[str, Any],
    forms: Sequence[str],
    numbers: Sequence[int],
) -> dict[str, list[Any]]:
    """The syntactic layers of a block of words, with word numbers from 0."""
    ranges = sentences(outputs["begin"], numbers)
    governors = heads(arrays, outputs["arc_child"], outputs["arc_head"], ranges)
    found = relations(arrays, outputs["rel_child"], outputs["rel_head"], governors)
    names = labels["deprel"]
    kinds = [UPOS[i] for i in outputs["upos"].argmax(1).tolist()]
    _one_name(governors, found, kinds, names)
    edits = labels["lemma"]
    return {
        "sentences": ranges,
        "head": governors,
        "deprel": [
            "root" if g == i else ("dep" if names[r] == "root" else names[r])
            for i, (g, r) in enumerate(zip(governors, found, strict=True))
        ],
        "pos": kinds,
        "tag": [labels["xpos"][i] for i in outputs["xpos"].argmax(1).tolist()],
        "lemma": [
            lemma(f, edits[i]) for f, i in zip(forms, outputs["lemma"].argmax(1).tolist(), strict=True)
        ],
    }
