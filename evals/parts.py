"""Fit what each sign counts in the votes on participants (`reading/what/table.py`) anew.

python -m evals parts [--part fit dev] [--write]

Fit on parts that the learned reader was not taught on. Five folds of reports tell what the fit is worth on unseen
claims: the F1 of participants of matched claims, beside that of the rules alone and of the weights in use.
`--write` writes `knowledge/data/participant_signs.tsv`; signs that stand in fewer than ENOUGH candidates are left out.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from evals.spy import matched, watched
from sayso.knowledge.tables import DATA
from sayso.reading import what
from sayso.reading.tree import Tree
from sayso.reading.what import table

Matrix = np.ndarray[Any, Any]
ENOUGH = 12
SMALL = 6.0
"""How much large weights cost, in all."""
TIMES = {"dev": 4.0}
"""How often a claim of a part counts: fit has five times the claims of dev, and another hand wrote it."""
HEAD = """# What each sign counts, in natural logarithms of odds, in the votes on participants (reading/what/table.py names the
# signs). Fitted by `python -m evals parts` on the parts {parts} of the house corpus, {claims} claims.
# sign\tweight
"""


@dataclass(frozen=True, slots=True)
class Ballot:
    """The candidates of one matched claim, which of them are right, how many are due, its report, and how much it counts."""

    candidates: list[table.Candidate]
    right: list[bool]
    due: int
    report: int
    weight: float = 1.0


def ballots(part: str, *, first: int = 0) -> list[Ballot]:
    """The ballots of a part; a claim on whose participants nobody voted has no candidates."""
    seen: dict[int, list[table.Candidate]] = {}
    triggers: list[int] = []

    def note(
        found: object, entry: object, words: Sequence[int], tree: Tree, *rest: object, **more: object
    ) -> None:
        triggers.append(tree.tokens[words[0]].start)

    out = []
    with (
        watched(what, "_weighed", note),
        watched(what, "chosen", lambda ballot: seen.update({triggers[-1]: list(ballot)})),
    ):
        for number, pairs in enumerate(matched(part), first):
            kept = dict(seen)
            seen.clear()
            for pair in pairs:
                gold = [(p["role"], p["span"]) for p in pair.gold["what"]["participants"]]
                trigger = pair.claim.what.trigger
                ballot = kept.get(trigger[0].span.start, []) if trigger else []
                right = [
                    any(
                        c.participant.role == role
                        and c.participant.span.start < b
                        and a < c.participant.span.end
                        for role, (a, b) in gold
                    )
                    for c in ballot
                ]
                out.append(Ballot(ballot, right, len(gold), number, TIMES.get(part, 1.0)))
    return out


def signs_of(found: Sequence[Ballot]) -> list[str]:
    """The signs that stand in enough candidates."""
    count = Counter(s for b in found for c in b.candidates for s, v in c.signs.items() if v)
    return sorted(sign for sign, n in count.items() if n >= ENOUGH)


def fit(found: Sequence[Ballot], names: Sequence[str], *, steps: int = 10) -> dict[str, float]:
    """What each sign counts: of greatest likelihood, kept small (Newton's method)."""
    at = {name: k for k, name in enumerate(names)}
    every = [(c, r, b.weight) for b in found for c, r in zip(b.candidates, b.right, strict=True)]
    rows = np.zeros((len(every), len(names)))
    for k, (candidate, _, _) in enumerate(every):
        for sign, value in candidate.signs.items():
            if sign in at:
                rows[k, at[sign]] = value
    right = np.array([r for _, r, _ in every], dtype=float)
    weight = np.array([w for _, _, w in every])
    counts = np.zeros(len(names))
    for _ in range(steps):
        chances = 1 / (1 + np.exp(-rows @ counts))
        slope = rows.T @ (weight * (chances - right)) + SMALL * counts
        bend = rows.T @ (rows * (weight * chances * (1 - chances))[:, None]) + SMALL * np.eye(len(names))
        counts = counts - np.linalg.solve(bend, slope)
    return {name: round(float(c), 3) for name, c in zip(names, counts, strict=True)}


def f1(found: Sequence[Ballot], counts: table.Signs | None) -> tuple[float, int, int, int]:
    """F1 of the participants chosen by some weights (None: what the rules name), with hits, given and due."""
    hits = given = 0
    for ballot in found:
        if counts is None:
            taken = [n for n, c in enumerate(ballot.candidates) if "rule" in c.signs]
        else:
            chosen = table.chosen(ballot.candidates, counts=counts)
            taken = [n for n, c in enumerate(ballot.candidates) if any(c.participant is p for p in chosen)]
        given += len(taken)
        hits += sum(ballot.right[n] for n in taken)
    due = sum(ballot.due for ballot in found)
    return 200 * hits / max(1, given + due), hits, given, due


def main(argv: list[str]) -> int:
    """Print what the fit is worth, and write it if asked to."""
    parser = argparse.ArgumentParser(prog="python -m evals parts", description=__doc__)
    parser.add_argument("--part", nargs="+", default=["fit", "dev"])
    parser.add_argument("--write", action="store_true", help="write the weights where the product reads them")
    options = parser.parse_args(argv)
    found: list[Ballot] = []
    for part in options.part:
        found += ballots(part, first=1 + max((b.report for b in found), default=-1))
    reports = np.random.default_rng(0).permutation(1 + max(b.report for b in found))
    hits = given = due = 0
    for fold in range(5):
        held = set(reports[fold::5].tolist())
        rest = [b for b in found if b.report not in held]
        counts = fit(rest, signs_of(rest))
        _, h, g, d = f1([b for b in found if b.report in held], counts)
        hits, given, due = hits + h, given + g, due + d
    print(
        f"F1 by the rules {f1(found, None)[0]:.1f}, as weighed now {f1(found, table.weights())[0]:.1f}, ",
        end="",
    )
    print(f"anew {200 * hits / (given + due):.1f} (five folds of reports; precision {hits / given:.3f})")
    print(f"claims: {len(found)}, participants due: {due}")
    counts = fit(found, signs_of(found))
    if options.write:
        lines = [f"{sign}\t{weight}\n" for sign, weight in counts.items()]
        head = HEAD.format(parts=" and ".join(options.part), claims=len(found))
        (DATA / table.FILE).write_text(head + "".join(lines), encoding="utf-8")
        print(f"{len(lines)} signs written to {DATA / table.FILE}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
