"""Fit the weights of the MUC-4 mapper on the dev part, and say in five folds what they are worth on unseen messages.

    python -m evals muc4_fit DEV [--readings FOLDER] [--kept] [--step N] [--dry]

Writes `evals/muc4_weights.tsv`. Every Nth message is read with sayso (about a second each) and gives the examples of
templates, fillers and confidences; the others, whose text and key alone are looked at, give the models and shares that judge
words, so that no example is judged by itself. With `--readings` the readings are kept in a folder and taken from there.
"""

from __future__ import annotations

import argparse
import pickle
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from evals.muc4 import Key, compare, keys, messages, normal, report
from evals.muc4_reader import Message
from evals.muc4_templates import CONFIDENCES, SLOTS, Incident, beside, carrier, incidents, told, words_of
from evals.muc4_votes import BIAS, THRESHOLD, WEIGHTS, chance
from evals.muc4_words import INCIDENTS
from sayso.reading.draft import Draft
from sayso.reading.pipeline import default
from sayso.record import Report

FOLDS = 5
LEAST = 5
"""Examples in which a feature must be found to get a weight."""
RIDGE = {"text": 20.0, "around": 10.0, "template": 12.0, "confidence": 16.0, "slot": 8.0}
"""How strongly weights are held near nothing; the better of two or three values by the five folds."""
KEPT = {"text": 0.06, "around": 0.05}
"""Weights nearer to nothing than this are not written; of the other models, all of two decimals."""
Example = tuple[set[str], bool]


@dataclass(slots=True)
class Case:
    """A message with its incidents and the template of the key that each answers to."""

    message: Message
    gold: list[Key]
    found: list[Incident]
    matched: dict[int, Key] = field(default_factory=dict)


def drafts(folder: Path, kept: Path | None, step: int, *, alone: bool) -> Iterator[tuple[Message, Draft]]:
    """Every Nth message with its reading; where `alone`, those whose reading is kept and no other."""
    for number, message in enumerate(messages(folder, restore=False)):
        path = kept / f"{message.name}.pkl" if kept else None
        if path and path.exists():
            yield pickle.loads(path.read_bytes())
            continue
        if alone or number % step:
            continue
        [whole] = messages(folder, only={message.name})
        draft = default().draft(
            Report(text=whole.text, outlet=whole.source, published=whole.published, language="en")
        )
        if path:
            path.write_bytes(pickle.dumps((whole, draft)))
        yield whole, draft


def subjects(wanted: Sequence[Message], gold: Mapping[str, Sequence[Key]]) -> dict[str, dict[str, float]]:
    """The models that judge a message by its words, fitted on messages whose readings are not used."""
    out = {}
    for name in ("ANY", *INCIDENTS):
        rows = [
            (
                words_of(message.text),
                any(name == "ANY" or name in key.types for key in gold[message.name]),
            )
            for message in wanted
        ]
        out[f"text {name}"] = fit(rows, RIDGE["text"], rounds=150, least=8)
    return out


def shares(wanted: Sequence[Message], gold: Mapping[str, Sequence[Key]]) -> dict[str, dict[str, float]]:
    """Of each filler and each last word of one: in what share of the messages that have it, it fills the slot.

    The names of victims are left out: who was hit once is no rule.
    """
    fills: dict[str, Counter[str]] = defaultdict(Counter)
    texts = [f" {normal(m.text)} " for m in wanted if gold[m.name]]
    for message in wanted:
        for slot in SLOTS:
            every = {e for key in gold[message.name] for entity in entities(key, slot) for e in entity if e}
            if slot == "victim":
                every -= {e for key in gold[message.name] for entity in key.fillers[slot] for e in entity}
            fills[f"string {slot}"].update(every)
            fills[f"head {slot}"].update({carrier(e) for e in every})
    out: dict[str, dict[str, float]] = {}
    held: Counter[str] = Counter()
    sought = {name for counter in fills.values() for name, n in counter.items() if n > 2}
    for text in texts:
        words = text.split()
        grams = {" ".join(words[n : n + k]) for k in range(1, 6) for n in range(len(words) - k + 1)}
        held.update(grams & sought)
    for model, counter in fills.items():
        # two messages without it are taken as read, so that a rare filler is not thought sure
        out[model] = {name: n / (max(n, held[name]) + 2) for name, n in counter.items() if n > 2 and name}
    return out


def surroundings(wanted: Sequence[Message], gold: Mapping[str, Sequence[Key]]) -> dict[str, dict[str, float]]:
    """The models that tell the confidence in an organisation by the words around its name."""
    rows: dict[str, list[Example]] = defaultdict(list)
    for message in wanted:
        words = normal(message.text).split()
        for key in gold[message.name]:
            for entity, allowed in key.confidence:
                around = {word for name in entity for word in beside(name, words)}
                for how in CONFIDENCES if around else ():
                    rows[how].append((around, how in allowed))
    return {f"around {how}": fit(found, RIDGE["around"], least=8) for how, found in rows.items()}


def matched(gold: Sequence[Key], found: Sequence[Incident]) -> dict[int, Key]:
    """The key's template for each incident: of the same type, and with the most fillers among its candidates."""
    scored = []
    for g, key in enumerate(gold):
        for n, one in enumerate(found):
            if one.type in key.types:
                texts: dict[str, set[str]] = defaultdict(set)
                for candidate in one.candidates.values():
                    texts[candidate.slot].add(normal(candidate.text))
                hits = sum(bool(e & texts[slot]) for slot in SLOTS for e in entities(key, slot))
                scored.append((-hits, n, g))
    out: dict[int, Key] = {}
    used: set[int] = set()
    for _, n, g in sorted(scored):
        if n not in out and g not in used:
            out[n] = gold[g]
            used.add(g)
    return out


def entities(key: Key, slot: str) -> Iterable[frozenset[str]]:
    """The fillers of a slot; of victims the described ones, too."""
    return key.fillers["victim, all" if slot == "victim" else slot]


def examples(cases: Iterable[Case]) -> dict[str, list[Example]]:
    """Features and answers for every model."""
    out: dict[str, list[Example]] = defaultdict(list)
    for case in cases:
        for n, one in enumerate(case.found):
            key = case.matched.get(n)
            out["template"].append((one.features, key is not None))
            if key is None:
                continue
            for candidate in one.candidates.values():
                text = normal(candidate.text)
                right = any(text in e for e in entities(key, candidate.slot))
                out[candidate.slot].append((candidate.features, right))
                if candidate.slot == "perp organisation":
                    for entity, allowed in key.confidence:
                        if text in entity:
                            for how in CONFIDENCES:
                                out[f"confidence {how}"].append((candidate.features, how in allowed))
    return out


def fit(rows: Sequence[Example], ridge: float, *, rounds: int = 250, least: int = LEAST) -> dict[str, float]:
    """Weights by logistic regression with a ridge, by accelerated gradient steps."""
    count = Counter(one for features, _ in rows for one in features)
    names = sorted(one for one, n in count.items() if n >= least)
    column = {one: n for n, one in enumerate(names, 1)}
    row_at, column_at = [], []
    for r, (features, _) in enumerate(rows):
        for one in features:
            if one in column:
                row_at.append(r)
                column_at.append(column[one])
    rr, cc = np.array(row_at, dtype=np.int64), np.array(column_at, dtype=np.int64)
    answer = np.array([float(right) for _, right in rows])
    size = len(names) + 1
    weight = np.zeros(size)
    weight[0] = np.log((answer.sum() + 0.5) / (len(answer) - answer.sum() + 0.5))
    squares = np.full(size, 1e-6)
    momentum = np.zeros(size)
    for step in range(rounds):
        total = weight[0] + np.bincount(rr, weight[cc], minlength=len(rows))
        error = 1 / (1 + np.exp(-np.clip(total, -30, 30))) - answer
        slope = np.bincount(cc, error[rr], minlength=size) + ridge * weight
        slope[0] = error.sum()
        momentum = 0.9 * momentum + 0.1 * slope
        squares = 0.99 * squares + 0.01 * slope**2
        fix = (momentum / (1 - 0.9 ** (step + 1))) / (np.sqrt(squares / (1 - 0.99 ** (step + 1))) + 1e-8)
        weight -= 0.1 * (1 - step / rounds) * fix
    return {BIAS: float(weight[0]), **{one: float(weight[n]) for one, n in column.items()}}


def ridge_of(model: str) -> float:
    """The ridge of a model by its sort."""
    return RIDGE.get(model.split()[0], RIDGE["slot"])


def tables(cases: Sequence[Case], thresholds: Mapping[str, float]) -> dict[str, dict[str, float]]:
    """All weights, with the thresholds beside them."""
    out = {}
    for model, rows in examples(cases).items():
        out[model] = fit(rows, ridge_of(model))
    for model, value in thresholds.items():
        out.setdefault(model, {BIAS: -9.0})[THRESHOLD] = value
    return out


def folds(cases: Sequence[Case]) -> list[tuple[list[Case], dict[str, dict[str, float]]]]:
    """Each fifth of the messages with the weights fitted on the others."""
    out = []
    for k in range(FOLDS):
        rest = [case for n, case in enumerate(cases) if n % FOLDS != k]
        out.append(([case for n, case in enumerate(cases) if n % FOLDS == k], tables(rest, {})))
    return out


def thresholds(parts: Sequence[tuple[list[Case], Any]]) -> dict[str, float]:
    """Of each model the chance from which on a yes pays, by F1 over the unseen fifths."""
    seen: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    due: Counter[str] = Counter()
    for part, weights in parts:
        for case in part:
            due["template"] += len(case.gold)
            for slot in SLOTS:
                due[slot] += sum(len(key.fillers[slot]) for key in case.gold)
            due["victim"] += sum(
                len(key.fillers["victim, all"]) - len(key.fillers["victim"]) for key in case.gold
            )
            for n, one in enumerate(case.found):
                key = case.matched.get(n)
                likely = chance(weights["template"], one.features)
                seen["template"].append((likely, key is not None))
                best: dict[tuple[str, object], tuple[float, bool]] = {}
                for (slot, text), c in one.candidates.items():
                    how = likely * chance(weights[slot], c.features)
                    right = key is not None and any(normal(c.text) in e for e in entities(key, slot))
                    at = (slot, c.group if c.group >= 0 else text)
                    best[at] = max(best.get(at, (0.0, False)), (how, right))
                for (slot, _), pair in best.items():
                    seen[slot].append(pair)
    cuts = {model: best_cut(pairs, due[model]) for model, pairs in seen.items()}
    # the score counts all slots together: a slot that is seldom right should not drag the others down
    for _ in range(3):
        for slot in SLOTS:
            others = [m for m in seen if m != slot]
            right = sum(sum(yes for how, yes in seen[m] if how >= cuts[m]) for m in others)
            given = sum(sum(how >= cuts[m] for how, _ in seen[m]) for m in others)
            cuts[slot] = best_cut(seen[slot], sum(due.values()), right=right, given=given)
    return cuts


def best_cut(pairs: list[tuple[float, bool]], due: int, *, right: int = 0, given: int = 0) -> float:
    """The chance from which on yes gives the highest F1, with what others add to it.

    >>> best_cut([(0.9, True), (0.6, True), (0.4, False)], 2)
    0.6
    """
    best_f, best_at = 2 * right / (given + due) if given + due else 0.0, 1.0
    for how, yes in sorted(pairs, reverse=True):
        right, given = right + yes, given + 1
        if 2 * right / (given + due) > best_f:
            best_f, best_at = 2 * right / (given + due), how
    return best_at


def main(argv: Sequence[str]) -> int:
    """Fit, print the scores of the folds, and write the weights."""
    parser = argparse.ArgumentParser(prog="python -m evals muc4_fit", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--kept", action="store_true", help="only messages whose reading is kept")
    parser.add_argument("--step", type=int, default=3, help="read every Nth message")
    parser.add_argument("--dry", action="store_true", help="write nothing")
    given = parser.parse_args(argv)
    gold = keys(given.folder)
    cases = []
    read_ = list(drafts(given.folder, given.readings, given.step, alone=given.kept))
    names = {message.name for message, _ in read_}
    others = [m for m in messages(given.folder, restore=False) if m.name in gold and m.name not in names]
    judges = {**subjects(others, gold), **shares(others, gold), **surroundings(others, gold)}
    for message, draft in read_:
        if message.name in gold:
            found = incidents(message, draft, judges)
            cases.append(Case(message, gold[message.name], found, matched(gold[message.name], found)))
    parts = folds(cases)
    limits = thresholds(parts)
    total: Counter[tuple[str, str]] = Counter()
    for part, weights in parts:
        for model, value in limits.items():
            weights[model][THRESHOLD] = value
        for case in part:
            mine = [t for one in case.found if (t := told(one, case.message, weights)) is not None]
            total += compare(case.gold, mine)
    print(f"{len(cases)} messages, {FOLDS} folds; {sum(len(c.found) for c in cases)} incidents found")
    report(total)
    if not given.dry:
        write({**tables(cases, limits), **judges}, len(cases))
    return 0


def write(weights: Mapping[str, Mapping[str, float]], count: int) -> None:
    """Write the file, strongest weights first."""
    lines = [
        f"# fitted by python -m evals muc4_fit on {count} messages of the dev part: model, feature, weight"
    ]
    for model in sorted(weights):
        rows = sorted(
            weights[model].items(), key=lambda item: (item[0] not in (BIAS, THRESHOLD), -abs(item[1]))
        )
        lines += [
            f"{model}\t{name}\t{value:.2f}"
            for name, value in rows
            if abs(value) >= KEPT.get(model.split()[0], 0.01) or name in (BIAS, THRESHOLD)
        ]
    WEIGHTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
