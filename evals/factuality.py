"""How certainly predicates happened, on a UDS-IH2 or MEANTIME file (jsonl): mean absolute error and correlation.

python -m evals factuality FILE.jsonl [--cases FILE]
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from sayso.learned.reader import Reader, reader
from training.corpora.factuality import rows


def score(
    path: Path, *, read: Reader | None = None, cases: Path | None = None, limit: int = 0
) -> dict[str, Any]:
    """MAE, Pearson's r, and the MAE of always answering 3."""
    read = read or reader()
    gold: list[float] = []
    found: list[float] = []
    lines = []
    for k, (forms, marks) in enumerate(rows(path)):
        if limit and k == limit:
            break
        forms = ['"' if f in ("``", "''") else f for f in forms]
        spans = []
        at = 0
        for form in forms:
            spans.append((at, at + len(form)))
            at += len(form) + 1
        got = read.read_words(forms, spans, [0] * len(forms))
        for where, value in marks:
            gold.append(value)
            found.append(got.factuality[where])
            lines.append(
                json.dumps({"sentence": k, "word": where, "gold": value, "found": got.factuality[where]})
            )
    if cases:
        cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    a, b = np.array(gold), np.array(found)
    return {
        "count": len(a),
        "mae": round(float(np.abs(a - b).mean()), 3),
        "r": round(float(np.corrcoef(a, b)[0, 1]), 3),
        "mae of always 3": round(float(np.abs(a - 3).mean()), 3),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="evals factuality", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--weights", type=Path, help="folder of weights; default: the shipped ones")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args(argv)
    figures = score(given.file, read=reader(given.weights), cases=given.cases, limit=given.limit)
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
