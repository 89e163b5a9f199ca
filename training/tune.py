"""Fit what is not trained: how spans are linked to cues, and the calibration of confidence, on a dev folder.

python -m training.tune --weights FOLDER --dev POLNEAR/dev [--house corpus/fit]

Both are fitted on the int8 outputs that users get, and written into labels.json beside them. PolNeAR marks the
outermost attributions alone; a part of the house corpus that the reader was not taught on says what stands inside.
"""

from __future__ import annotations

import argparse
import json
import logging
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from evals.attribution import gold_of, is_right, match
from sayso.learned import attributions, parse, tokens
from sayso.learned.attributions import Block, Grammar, Linking
from sayso.learned.reader import Reader
from training.corpora.house import attributions as attributions_of
from training.corpora.polnear import texts, to_words

Floats = NDArray[np.float64]
LOG = logging.getLogger("training")
_WORD = re.compile(r"\w+|[^\w\s]")
GRID: dict[str, tuple[float, ...]] = {
    "cue_bonus": (0.5, 1.0, 1.5, 2.0, 2.5),
    "content": (0.1, 0.3),
    "source": (0.15, 0.45),
    "leave_content": (1.0, 3.0),
    "leave_source": (0.0, 2.0),
}
KNOTS = 16


Gold = list[dict[str, Any]]


def polnear(dev: Path) -> Iterator[tuple[str, Gold | Path]]:
    """The texts of a folder in PolNeAR's format, each with where its gold is."""
    for _, text, path in texts(dev.parent, dev.name):
        yield text, path


def house(part: Path) -> Iterator[tuple[str, Gold | Path]]:
    """The texts of a part of the house corpus with their attributions, as code points."""
    for path in sorted(part.rglob("*.json")):
        if path.name != "story.json":
            record = json.loads(path.read_text(encoding="utf-8"))["record"]
            yield record["report"]["text"], attributions_of(record)


def prepare(reader: Reader, found: Iterable[tuple[str, Gold | Path]]) -> list[dict[str, Any]]:
    """Every document with its blocks, read once."""
    out = []
    for text, known in found:
        spans = tokens.words(text)
        forms = [text[a:b] for a, b in spans]
        numbers = tokens.paragraphs(text, spans)
        words = [m.span() for m in _WORD.finditer(text)]
        blocks: list[Block] = []
        layers: dict[str, list[Any]] = {"head": [], "deprel": [], "pos": [], "lemma": []}
        for base, outputs, block, *_ in reader.blocks(forms, spans, numbers):
            end = base + len(outputs["upos"])
            weights = reader.weights
            now = parse.layers(outputs, weights.arrays, weights.labels, forms[base:end], numbers[base:end])
            layers["head"] += [h + base for h in now["head"]]
            layers["deprel"] += now["deprel"]
            layers["pos"] += now["pos"]
            layers["lemma"] += now["lemma"]
            blocks.append(block)
        grammar = Grammar(forms=forms, children=parse.children(layers["head"]), **layers)
        outermost = isinstance(known, Path)
        gold = gold_of(words, known) if isinstance(known, Path) else over(words, known)
        out.append(
            {"spans": spans, "words": words, "gold": gold, "blocks": blocks, "grammar": grammar}
            | {"outermost": outermost}
        )
    return out


def over(words: Sequence[tuple[int, int]], gold: Gold) -> Gold:
    """Attributions of the house corpus over the scorer's words."""
    made = [
        {role.lower(): to_words(words, one[role]) for role in ("Source", "Cue", "Content")} for one in gold
    ]
    return [one for one in made if one["cue"] and one["content"]]


def candidates(reader: Reader, doc: dict[str, Any], linking: Linking) -> list[dict[str, Any]]:
    """A document's candidates over the scorer's words, with features, and whether each is right."""
    grammar = doc["grammar"]
    found = []
    for block in doc["blocks"]:
        for one in attributions.decode(block, reader.weights.arrays, linking):
            full = attributions.sourced(one.attribution, grammar)
            raw, features = attributions.judged(one, full, grammar, None)
            parts: dict[str, Any] = {"raw": raw, "features": features}
            for role in ("source", "cue", "content"):
                spans = [(doc["spans"][a][0], doc["spans"][b - 1][1]) for a, b in getattr(full, role)]
                parts[role] = to_words(doc["words"], spans)
            if parts["cue"] and parts["content"]:
                found.append(parts)
    matched = match(doc["gold"], found)
    good = {j for i, j in matched if is_right(doc["gold"][i], found[j])}
    told = {j for _, j in matched}
    for j, parts in enumerate(found):
        parts["right"] = j in good
    # Where the outermost attributions alone are marked, nobody knows whether what stands inside is right.
    said = [set(one["content"]) for one in doc["gold"]] if doc["outermost"] else []
    return [p for j, p in enumerate(found) if j in told or not any(set(p["cue"]) <= words for words in said)]


def best_floor(gold: int, pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """(soft F1 in percent, floor) where the F1 of keeping what is above the floor is best."""
    top, floor = 0.0, 0.0
    right = 0
    for kept, (raw, good) in enumerate(sorted(pairs, reverse=True), 1):
        right += good
        score = 200 * right / (gold + kept)
        if score > top:
            top, floor = score, raw
    return top, floor


def logistic(x: Floats, y: Floats, *, decay: float = 1.0) -> Floats:
    """Weights of a logistic regression by Newton's method."""
    weights = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (y - p) - decay * weights
        curve = (x * (p * (1 - p))[:, None]).T @ x + decay * np.eye(x.shape[1])
        step = np.linalg.solve(curve, slope)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def fit(
    gold: Sequence[int], found: Sequence[Sequence[dict[str, Any]]], folds: int = 5
) -> tuple[float, float, list[float], list[tuple[float, bool]]]:
    """(F1 over folds of documents, floor, weights on all, out-of-fold pairs) of the learned judgement."""
    held: list[tuple[float, bool]] = []

    def arrays(keep: Sequence[int]) -> tuple[Floats, Floats]:
        rows = [c for k in keep for c in found[k]]
        features = np.array([c["features"] for c in rows]).reshape(len(rows), len(attributions.FEATURES))
        return features, np.array([float(c["right"]) for c in rows])

    everything = range(len(found))
    for fold in range(folds):
        x, y = arrays([k for k in everything if k % folds != fold])
        weights = logistic(x, y)
        x, y = arrays([k for k in everything if k % folds == fold])
        if len(x):
            p = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
            held += [(float(a), bool(b)) for a, b in zip(p, y, strict=True)]
    top, floor = best_floor(sum(gold), held)
    return top, floor, [round(float(w), 4) for w in logistic(*arrays(everything))], held


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


def tune(weights: Path, dev: Path, part: Path | None = None, *, search: bool = True) -> float:
    """Fit on dev, and on a part of the house corpus beside it, and write labels.json; the soft F1 over folds."""
    reader = Reader(weights)
    docs = prepare(reader, polnear(dev)) + (prepare(reader, house(part)) if part else [])
    gold = [len(doc["gold"]) for doc in docs]

    def tried(linking: Linking) -> tuple[float, float, list[float], list[tuple[float, bool]]]:
        return fit(gold, [candidates(reader, doc, linking) for doc in docs])

    best = Linking()
    result = tried(best)
    LOG.info("default settings: %.2f", result[0])
    for name, values in GRID.items() if search else ():
        for value in values:
            if value != getattr(best, name):
                linking = replace(best, **{name: value})
                new = tried(linking)
                if new[0] > result[0]:
                    best, result = linking, new
        LOG.info("%.2f with %s", result[0], best)
    top, floor, judge, held = result
    path = weights / "labels.json"
    labels = json.loads(path.read_text(encoding="utf-8"))
    labels["linking"] = {**asdict(best), "floor": round(floor, 4)}
    labels["judge"] = judge
    labels["calibration"] = isotonic(held)
    path.write_text(json.dumps(labels, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    LOG.info("soft F1 over folds of dev: %.2f, floor %.3f", top, floor)
    return top


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--dev", type=Path, required=True)
    parser.add_argument("--house", type=Path, help="a part of the house corpus that was not taught")
    parser.add_argument("--no-search", action="store_true", help="only calibrate")
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    tune(given.weights, given.dev, given.house, search=not given.no_search)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
