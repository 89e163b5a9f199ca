"""Fit what is not trained: how spans are linked to cues, and the calibration of confidence, on a dev folder.

python -m training.tune --weights FOLDER --dev POLNEAR/dev

Both are fitted on the int8 outputs that users get, and written into labels.json beside them.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from evals.attribution import gold_of, is_right, match
from sayso.learned import attributions, tokens
from sayso.learned.attributions import Block, Linking
from sayso.learned.reader import Reader
from training.corpora.polnear import texts, to_words

LOG = logging.getLogger("training")
_WORD = re.compile(r"\w+|[^\w\s]")
GRID: dict[str, tuple[float, ...]] = {
    "cue_bonus": (-0.25, 0.0, 0.25, 0.5, 0.75, 1.0),
    "content": (0.05, 0.1, 0.2, 0.3),
    "source": (0.1, 0.2, 0.3, 0.4),
    "leave_content": (0.0, 1.0, 2.0, 3.0),
    "leave_source": (0.0, 0.5, 1.0, 2.0),
    "floor": (0.0, 0.02, 0.05, 0.08, 0.1, 0.12, 0.15, 0.2, 0.25),
}
KNOTS = 16


def prepare(reader: Reader, dev: Path) -> list[dict[str, Any]]:
    """Every dev document with its blocks, read once."""
    out = []
    for _, text, path in texts(dev.parent, dev.name):
        spans = tokens.words(text)
        forms = [text[a:b] for a, b in spans]
        numbers = tokens.paragraphs(text, spans)
        words = [m.span() for m in _WORD.finditer(text)]
        blocks: list[Block] = [block for _, _, block in reader.blocks(forms, numbers)]
        out.append({"spans": spans, "words": words, "gold": gold_of(words, path), "blocks": blocks})
    return out


def judge(
    reader: Reader, docs: Sequence[dict[str, Any]], linking: Linking
) -> tuple[float, list[tuple[float, bool]]]:
    """Soft F1 in percent, and (raw confidence, right) of every predicted attribution."""
    gold = right = 0
    pairs: list[tuple[float, bool]] = []
    for doc in docs:
        found = []
        for block in doc["blocks"]:
            for one, raw in attributions.decode(block, reader.weights.arrays, linking):
                parts: dict[str, Any] = {"raw": raw}
                for role in ("source", "cue", "content"):
                    spans = [(doc["spans"][a][0], doc["spans"][b - 1][1]) for a, b in getattr(one, role)]
                    parts[role] = to_words(doc["words"], spans)
                if parts["cue"] and parts["content"]:
                    found.append(parts)
        good = {j for i, j in match(doc["gold"], found) if is_right(doc["gold"][i], found[j])}
        gold += len(doc["gold"])
        right += len(good)
        pairs += [(p["raw"], j in good) for j, p in enumerate(found)]
    total = gold + len(pairs)
    return (200 * right / total if total else 0.0), pairs


def isotonic(pairs: Sequence[tuple[float, bool]], knots: int = KNOTS) -> tuple[list[float], list[float]]:
    """Rising steps that best fit the share of right answers, thinned to a few knots."""
    pools: list[list[float]] = []  # sum of raw, sum of right, count
    for raw, right in sorted(pairs):
        pools.append([raw, float(right), 1.0])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1] = [a + b for a, b in zip(pools[-1], last, strict=True)]
    least = len(pairs) / knots
    merged: list[list[float]] = []
    for pool in pools:
        if merged and merged[-1][2] < least:
            merged[-1] = [a + b for a, b in zip(merged[-1], pool, strict=True)]
        else:
            merged.append(list(pool))
    xs = [round(p[0] / p[2], 4) for p in merged]
    ys = [round(p[1] / p[2], 4) for p in merged]
    return xs, ys


def tune(weights: Path, dev: Path, *, search: bool = True) -> float:
    """Fit on dev and write labels.json; the soft F1 that the settings reach."""
    reader = Reader(weights)
    docs = prepare(reader, dev)
    best = Linking()
    top, pairs = judge(reader, docs, best)
    LOG.info("default settings: %.2f", top)
    if search:
        for _ in range(2):
            for name, values in GRID.items():
                for value in values:
                    if value == getattr(best, name):
                        continue
                    tried = replace(best, **{name: value})
                    score, found = judge(reader, docs, tried)
                    if score > top:
                        best, top, pairs = tried, score, found
            LOG.info("%.2f with %s", top, best)
    # attributions under the floor are dropped for F1; users set their own threshold, so calibrate without it
    _, pairs = judge(reader, docs, replace(best, floor=0.0))
    path = weights / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["linking"] = asdict(best)
    labels["calibration"] = isotonic(pairs)
    path.write_text(json.dumps(labels, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--no-search", action="store_true", help="only calibrate")
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    tune(given.weights, given.dev, search=not given.no_search)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
