"""Fit the weights of the votes on an event's class (`reading/what/votes.py`) anew: prints them with the accuracy.

python -m evals votes [--part dev]

Fit them on a part that the learned reader was not taught on. Five folds tell what the fit is worth on unseen claims.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any

import numpy as np

from evals.spy import matched, watched
from sayso.knowledge.events import Entry
from sayso.reading import what
from sayso.reading.draft import Draft
from sayso.reading.what import votes
from sayso.reading.what.slots import lemma

NAMES = (
    "line 0",
    "line 1",
    "line 2",
    "phrase",
    "rare",
    "denied",
    "unknown",
    "other",
    "words",
    "look",
    "sentence",
)
LABELS = (votes.NO_EVENT, *votes.FRAMES)
Ballot = tuple[Entry | None, Sequence[Entry], dict[str, float], dict[str, float], tuple[str, float]]
"""Line, all lines of the word, first look, second look, class of the sentence."""


def unit(number: int) -> votes.Weights:
    """Weights that count one kind of vote only, once."""
    one = [float(k == number) for k in range(len(NAMES))]
    return votes.Weights(
        line=(one[0], one[1], one[2]),
        phrase=one[3],
        rare=one[4],
        denied=one[5],
        unknown=one[6],
        other=one[7],
        words=one[8],
        look=one[9],
        sentence=one[10],
    )


def ballots(part: str) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Per matched claim the votes of every kind for every label [claims, labels, kinds], and the gold's label."""
    seen: dict[int, tuple[Ballot, str]] = {}

    def watch(
        entry: Entry | None,
        others: Sequence[Entry],
        trigger: int,
        draft: Draft,
        light: int | None = None,
    ) -> None:
        start = (draft.tokens or ())[trigger].start
        sentence = votes.sentence_class(draft, trigger)
        learned, look = votes.seen(draft, trigger, light)
        word = lemma((draft.tokens or ())[trigger])
        seen[start] = (entry, others, learned, look, sentence), word

    rows, gold = [], []
    with watched(what, "decide", watch):
        for pairs in matched(part):
            for pair in pairs:
                ballot, word = seen.get(pair.given["what"]["trigger"][0]["span"][0], (None, ""))
                if ballot is None or votes.firm(ballot[0]):
                    continue
                table = np.zeros((len(LABELS), len(NAMES)))
                for kind in range(len(NAMES)):
                    for label, vote in votes.votes(*ballot, unit(kind), word=word):
                        if label in LABELS:
                            table[LABELS.index(label), kind] += vote
                rows.append(table)
                gold.append(LABELS.index(pair.gold["what"]["type"] or votes.NO_EVENT))
            seen.clear()
    return np.array(rows), np.array(gold)


def fit(
    rows: np.ndarray[Any, Any], gold: np.ndarray[Any, Any], *, steps: int = 3_000
) -> np.ndarray[Any, Any]:
    """Weights of greatest likelihood, kept small."""
    weights = np.ones(rows.shape[2])
    for _ in range(steps):
        scores = rows @ weights
        chances = np.exp(scores - scores.max(1, keepdims=True))
        chances /= chances.sum(1, keepdims=True)
        slope = np.einsum("nl,nlk->k", chances, rows) / len(gold) - rows[np.arange(len(gold)), gold].mean(0)
        weights = weights - 0.5 * (slope + 0.002 * weights)
    return weights


def climb(rows: np.ndarray[Any, Any], gold: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Weights by which most claims get the right class: one is changed at a time, from those in use and from
    those of greatest likelihood, while that helps."""
    now = votes.WEIGHTS
    used = np.array(
        [
            *now.line,
            now.phrase,
            now.rare,
            now.denied,
            now.unknown,
            now.other,
            now.words,
            now.look,
            now.sentence,
        ],
    )
    best, most = used, -1
    for start in (used, fit(rows, gold)):
        weights = start.copy()
        right = int(((rows @ weights).argmax(1) == gold).sum())
        for step in (0.8, 0.4, 0.2, 0.1):
            for kind in [k for _ in range(3) for k in range(len(weights))]:
                for by in (-step, step):
                    tried = weights.copy()
                    tried[kind] += by
                    count = int(((rows @ tried).argmax(1) == gold).sum())
                    if count > right:
                        weights, right = tried, count
        if right > most:
            best, most = weights, right
    return best


def main(argv: list[str]) -> int:
    """Print the weights and the accuracy on the part and over five folds."""
    parser = argparse.ArgumentParser(prog="python -m evals votes", description=__doc__)
    parser.add_argument("--part", default="dev")
    rows, gold = ballots(parser.parse_args(argv).part)
    weights = climb(rows, gold)
    order = np.random.default_rng(0).permutation(len(gold))
    right = 0
    for fold in range(5):
        test = order[fold::5]
        own = climb(np.delete(rows, test, 0), np.delete(gold, test))
        right += int(((rows[test] @ own).argmax(1) == gold[test]).sum())
    for name, weight in zip(NAMES, weights, strict=True):
        print(f"{name:10s}{weight:6.2f}")
    print(f"right: {((rows @ weights).argmax(1) == gold).mean():.3f}, five folds {right / len(gold):.3f}")
    print(f"claims: {len(gold)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
