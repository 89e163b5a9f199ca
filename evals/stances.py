"""Fit the weights of the votes on stance (`reading/how_sure/votes.py`) anew: prints them with what they are worth.

python -m evals stances [--part dev]

Every weighing of a small grid is tried on the matched claims of a part that the learned reader was not taught on,
by the macro-F1 of stance; five folds tell what the best one is worth on unseen claims.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Sequence

import numpy as np

from evals.corpus.score import Layer
from evals.spy import matched, watched
from sayso.reading import how_sure
from sayso.reading.draft import Draft
from sayso.reading.how_sure import votes
from sayso.record import Stance

Ballot = tuple[Stance, bool, dict[str, float], str]
"""What the rules found, whether words decided, the learned chances, and the gold's stance."""

GRID = tuple(
    votes.Weights(rule=rule, default=default_, words=words)
    for rule, default_, words in itertools.product(
        (0.6, 0.9, 1.2, 1.6, 2.0, 3.0), (0.2, 0.4, 0.6, 0.8, 1.0, 1.4), (0.3,)
    )
)
"""Only what the votes count beside each other matters, so one of the three is held."""


def ballots(part: str) -> list[Ballot]:
    """One ballot for every matched claim whose stance was voted on."""
    seen: dict[int, tuple[Stance, bool, dict[str, float]]] = {}

    def watch(found: Stance, *, told: bool, trigger: int, draft: Draft) -> None:
        seen[(draft.tokens or ())[trigger].start] = (found, told, votes.chances(draft, trigger))

    out: list[Ballot] = []
    with watched(how_sure, "stance_voted", watch):
        for pairs in matched(part):
            for pair in pairs:
                ballot = seen.get(pair.given["what"]["trigger"][0]["span"][0])
                if ballot is not None and ballot[2]:
                    out.append((*ballot, pair.gold["how_sure"]["stance"]))
            seen.clear()
    return out


def macro(chosen: Sequence[Ballot], weights: votes.Weights) -> float:
    """Macro-F1 of stance over the ballots."""
    layer = Layer()
    for found, told, learned, gold in chosen:
        layer.pairs.append((gold, str(votes.decided(found, told=told, learned=learned, weights=weights))))
    return layer.macro()


def main(argv: list[str]) -> int:
    """Print the weights and the macro-F1 on the part and over five folds."""
    parser = argparse.ArgumentParser(prog="python -m evals stances", description=__doc__)
    parser.add_argument("--part", default="dev")
    found = ballots(parser.parse_args(argv).part)
    best = max(GRID, key=lambda weights: macro(found, weights))
    order = np.random.default_rng(0).permutation(len(found)).tolist()
    held = Layer()
    for fold in range(5):
        test = set(order[fold::5])
        rest = [ballot for k, ballot in enumerate(found) if k not in test]
        own = max(GRID, key=lambda weights, rest=rest: macro(rest, weights))  # type: ignore[misc]
        for k in test:
            rules, told, learned, gold = found[k]
            held.pairs.append((gold, str(votes.decided(rules, told=told, learned=learned, weights=own))))
    print(best)
    print(
        f"macro-F1: {macro(found, best):.3f}, five folds {held.macro():.3f}, now {macro(found, votes.WEIGHTS):.3f}"
    )
    print(f"claims: {len(found)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
