"""Fit the weights of the votes on participants (`reading/what/table.py`) anew: prints them with what they are worth.

python -m evals parts [--part dev]

Fit them on a part that the learned reader was not taught on. Five folds tell what the fit is worth on unseen
claims: the F1 of participants of matched claims, beside that of the rules alone.
"""

from __future__ import annotations

import argparse
from typing import Any

import numpy as np

from evals.spy import matched, watched
from sayso.reading import what
from sayso.reading.what import table

Matrix = np.ndarray[Any, Any]


def ballots(part: str) -> tuple[list[tuple[Matrix, Matrix]], int]:
    """Per matched claim the signs of its candidates [candidates, signs] and which are right; all that are due."""
    seen: list[list[table.Candidate]] = []
    claims, due = [], 0
    with watched(what, "chosen", lambda ballot: seen.append(list(ballot))):
        for pairs in matched(part):
            known = {tuple(c.participant for c in ballot): ballot for ballot in seen}
            kept = {table.chosen(ballot): ballot for ballot in known.values()}
            seen.clear()
            for pair in pairs:
                gold = [(p["role"], p["span"]) for p in pair.gold["what"]["participants"]]
                due += len(gold)
                ballot = kept.get(pair.claim.what.participants)
                if not ballot:
                    continue
                rows = np.array([[getattr(c.signs, name) for name in table.NAMES] for c in ballot])
                right = [
                    any(
                        c.participant.role == role
                        and c.participant.span.start < b
                        and a < c.participant.span.end
                        for role, (a, b) in gold
                    )
                    for c in ballot
                ]
                claims.append((rows, np.array(right, dtype=float)))
    return claims, due


def fit(rows: Matrix, right: Matrix, *, steps: int = 4_000) -> Matrix:
    """Weights of greatest likelihood, kept small."""
    weights = np.zeros(rows.shape[1])
    for _ in range(steps):
        chances = 1 / (1 + np.exp(-rows @ weights))
        weights -= 0.5 * (rows.T @ (chances - right) / len(right) + 0.002 * weights)
    return weights


def main(argv: list[str]) -> int:
    """Print the weights, and the F1 over five folds beside the rules' own."""
    parser = argparse.ArgumentParser(prog="python -m evals parts", description=__doc__)
    parser.add_argument("--part", default="dev")
    claims, due = ballots(parser.parse_args(argv).part)
    order = np.random.default_rng(0).permutation(len(claims))
    hits = given = by_rule = rules = 0.0
    for fold in range(5):
        test = set(order[fold::5].tolist())
        own = [claim for n, claim in enumerate(claims) if n not in test]
        weights = fit(np.concatenate([rows for rows, _ in own]), np.concatenate([right for _, right in own]))
        for n in test:
            rows, right = claims[n]
            taken = 1 / (1 + np.exp(-rows @ weights)) >= table.KEEP
            hits, given = hits + float(right[taken].sum()), given + float(taken.sum())
            named = rows[:, table.NAMES.index("rule")] > 0
            by_rule, rules = by_rule + float(right[named].sum()), rules + float(named.sum())
    weights = fit(
        np.concatenate([rows for rows, _ in claims]), np.concatenate([right for _, right in claims])
    )
    for name, weight in zip(table.NAMES, weights, strict=True):
        print(f"{name:10s}{weight:6.2f}")
    print(
        f"F1 by the rules {200 * by_rule / (rules + due):.1f}, by both {200 * hits / (given + due):.1f} (five folds)"
    )
    print(f"claims: {len(claims)}, participants due: {due}")
    return 0
