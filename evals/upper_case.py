"""How well a text in capitals is read: the house corpus as it is, in capitals, and with its case restored.

    python -m evals upper_case [--part dev]

The labels stay the same, as no letter moves. `evals/truecase.py` restores the case.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any

from evals.corpus.load import load
from evals.corpus.score import rows, score
from evals.truecase import restored

Json = dict[str, Any]


def upper(text: str) -> str:
    """Capitals, character by character, so that the length stays.

    >>> upper("straße")
    'STRAßE'
    """
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


WAYS: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "capitals": upper,
    "restored": lambda text: restored(upper(text)),
}


def read_all(golds: Sequence[Json], way: Callable[[str], str]) -> dict[str, list[Json]]:
    """Every report read with its text changed in one way."""
    import sayso
    from sayso.record.codec import to_dict

    out = {}
    for gold in golds:
        report = gold["record"]["report"]
        record = sayso.read(way(report["text"]), outlet=report["outlet"], published=report["published"])
        out[report["name"]] = [to_dict(claim) for claim in record.claims]
    return out


def kept(golds: Sequence[Json]) -> float:
    """Share of the letters (in per cent) whose case is restored as it was."""
    same = every = 0
    for gold in golds:
        text = gold["record"]["report"]["text"]
        for one, other in zip(text, restored(upper(text)), strict=True):
            if one.isalpha():
                every += 1
                same += one == other
    return 100 * same / max(1, every)


def main(argv: Sequence[str]) -> int:
    """Print the layers of the corpus score in three columns."""
    parser = argparse.ArgumentParser(prog="python -m evals upper_case", description=__doc__)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--limit", type=int, default=10**9, help="reports")
    given = parser.parse_args(argv)
    golds = load(given.part)[: given.limit]
    columns = [list(rows(score(golds, read_all(golds, way)))) for way in WAYS.values()]
    print(f"{len(golds)} reports; {kept(golds):.1f} % of the letters have their case restored as it was")
    print(f"{'':<46}" + "".join(f"{name:>10}" for name in WAYS))
    for line in zip(*columns, strict=True):
        layer, measure, _, _ = line[0]
        print(f"{layer + ' ' + measure:<46}" + "".join(f"{100 * value:10.1f}" for _, _, value, _ in line))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
