"""PLOVER root class and source and target spans by five-fold cross-validation of the event head on frozen features.

    PYTHONPATH=src .venv-training/bin/python -m evals plover_folds FOLDER --run RUN [--features shipped|base]
        [--limit N] [--epochs N] [--cases FILE]

FOLDER holds PLV_train.tsv and cameo_ner_train.txt, RUN a finished training run. Needs torch (`training/`).

For each fold (row k belongs to fold k mod 5) the deep maps of the event head are trained anew on the other four
folds of both sets, on vectors of the frozen encoder that are computed once, and scored on the fold.

What the folds can claim: with `--features shipped` no fold's labels teach the maps that are scored on it, but
the encoder itself was trained jointly with four of the five folds ("train-0" in reader.toml: all but fold 0), so
folds 1 to 4 are flattered by their vectors. Fold 0 is the one figure of the shipped encoder that is clean, and
stands in a row of its own. `--features base` takes the encoder before any training of ours: clean in
every fold, and a lower bound, as the joint training never shaped its vectors. The truth of a reader trained
without a fold lies between the two and near fold 0.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LOG = logging.getLogger("evals")
FOLDS = 5
EPOCHS = 30
"""As many as training/refine.py gives the event head."""
UNSEEN = 0
"""The fold that the joint training leaves out."""


@dataclass(slots=True, kw_only=True)
class Row:
    """A sentence: its fold, the vectors of its words, the target of the head, and the gold labels."""

    fold: int
    name: str
    last: Any
    middle: Any
    target: Any
    event: str | None
    spans: frozenset[tuple[str, int, int]]


def fold_of(name: str) -> int:
    """The fold of a sentence by the number in its name.

    >>> fold_of("plv-12")
    2
    """
    return int(name.rpartition("-")[2]) % FOLDS


def f1(right: int, given: int, due: int) -> float:
    """F1 in per cent."""
    return 200 * right / (given + due) if given + due else 0.0


def classes(pairs: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Macro-F1 over the gold classes and accuracy of (gold, found) pairs, in per cent.

    >>> classes([("AID", "AID"), ("ACCUSE", "AID")])
    (33.33333333333333, 50.0)
    """
    right = Counter(gold for gold, found in pairs if gold == found)
    due, said = Counter(gold for gold, _ in pairs), Counter(found for _, found in pairs)
    macro = sum(f1(right[c], said[c], due[c]) for c in due) / max(1, len(due))
    return macro, 100 * right.total() / max(1, len(pairs))


def arguments(
    pairs: Sequence[tuple[frozenset[tuple[str, int, int]], frozenset[tuple[str, int, int]]]],
) -> dict[str, float]:
    """F1 of (gold, found) spans: exact, each side alone, and overlapping, in per cent."""
    out = {}
    for name, kinds in (("exact", "ST"), ("source", "S"), ("target", "T")):
        gold = [{s for s in one if s[0] in kinds} for one, _ in pairs]
        mine = [{s for s in one if s[0] in kinds} for _, one in pairs]
        right = sum(len(a & b) for a, b in zip(gold, mine, strict=True))
        out[name] = f1(right, sum(map(len, mine)), sum(map(len, gold)))
    touch = given = due = met = 0
    for one, other in pairs:
        given, due = given + len(other), due + len(one)
        touch += sum(any(_overlap(a, b) for a in one) for b in other)
        met += sum(any(_overlap(a, b) for b in other) for a in one)
    precision, recall = touch / max(1, given), met / max(1, due)
    out["overlapping"] = 200 * precision * recall / (precision + recall) if precision + recall else 0.0
    return out


def _overlap(one: tuple[str, int, int], other: tuple[str, int, int]) -> bool:
    return one[0] == other[0] and one[1] < other[2] and other[1] < one[2]


def features(folder: Path, run: Path, *, which: str, limit: int) -> tuple[list[Row], Any]:
    """Every sentence of both sets with its vectors, and the model whose head is to be trained."""
    import torch

    from sayso.learned.sequences import spans
    from training.corpora.plover import load_cameo_ner, load_plv
    from training.document import add_pieces, examples
    from training.export import load
    from training.model import Model, target
    from training.train import tokenizer_of

    config = json.loads((run / "config.json").read_text(encoding="utf-8"))
    torch.set_num_threads(config["threads"])
    if which == "base":
        labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
        model = Model(config["base"], ["events"], labels, dropout=0.0)
        model.eval()
    else:
        model, _ = load(run)
    head = model.head("events")
    documents = list(load_plv(folder, "train"))[:limit] + list(load_cameo_ner(folder, "train"))[:limit]
    wins = []
    for document in add_pieces(documents, tokenizer_of(config["base"])):
        made = examples(document, config["limit"], random.Random(0))
        if len(made) == 1 and len(made[0].at) == len(document.forms):
            wins += made
        else:
            LOG.warning("%s is longer than a window and is left out", document.name)
    wins.sort(key=lambda e: len(e.ids))
    out: list[Row] = []
    with torch.inference_mode():
        for begin in range(0, len(wins), 32):
            batch = wins[begin : begin + 32]
            for one, (last, middle) in zip(batch, model.both(batch), strict=True):
                tags = one.document.labels["arguments"]
                out.append(
                    Row(
                        fold=fold_of(one.document.name),
                        name=one.document.name,
                        last=last.half(),
                        middle=middle.half(),
                        target=target(head, "events", one),
                        event=one.document.labels.get("event"),
                        spans=frozenset(spans(tags)),
                    )
                )
    for row in out:  # tensors made in inference mode cannot be trained on
        row.last, row.middle = row.last.clone(), row.middle.clone()
    return out, model


def predicted(head: Any, row: Row) -> tuple[str, frozenset[tuple[str, int, int]]]:
    """The class and the spans that the head reads, decoded as the runtime does."""
    import torch

    from sayso.learned.labels import ARGUMENT_TAGS, EVENT_CLASSES
    from sayso.learned.sequences import best_rows, log_softmax, softmax, spans

    with torch.no_grad():
        outputs = {k: v.numpy() for k, v in head(row.last.float(), row.middle.float()).items()}
    weight = softmax(outputs["weight"][:, 0])
    kind = EVENT_CLASSES[int((weight @ outputs["vote"]).argmax())]
    words = len(outputs["vote"])
    tags = best_rows(log_softmax(outputs["argument"]), [(0, words)], ARGUMENT_TAGS).tolist()
    return kind, frozenset(spans([ARGUMENT_TAGS[i] for i in tags]))


def cross_validated(rows: Sequence[Row], model: Any, *, epochs: int, seed: int) -> list[dict[str, Any]]:
    """For each sentence the gold and what the maps say that were trained without its fold."""
    import torch

    from training.heads import HEADS
    from training.refine import teach

    out: list[dict[str, Any]] = []
    kind = HEADS["events"]
    for fold in range(FOLDS):
        torch.manual_seed(seed)
        head = kind(model.head("events").width, model.head("events").labels)
        train = [(r.last, r.middle, r.target) for r in rows if r.fold != fold]
        teach(head, train, [], epochs, random.Random(seed))
        head.eval()
        for row in rows:
            if row.fold == fold:
                found, where = predicted(head, row)
                out.append(
                    {
                        "sentence": row.name,
                        "fold": fold,
                        "gold": row.event,
                        "found": found,
                        "spans": (row.spans, where),
                    }
                )
        LOG.info("fold %d done", fold)
    return out


def table(cases: Sequence[dict[str, Any]]) -> str:
    """Figures of each fold, their mean, and of all sentences together."""
    lines = [
        f"{'':<10}{'macro-F1':>10}{'accuracy':>10}{'n':>6}   | cameo_ner: {'exact':>7}{'source':>8}{'target':>8}{'overlap':>9}{'n':>6}"
    ]
    every: list[tuple[float, float, dict[str, float]]] = []
    for name in (*range(FOLDS), "all"):
        mine = [c for c in cases if name == "all" or c["fold"] == name]
        plv = [(c["gold"], c["found"]) for c in mine if c["gold"]]
        cameo = [c["spans"] for c in mine if c["sentence"].startswith("cameo")]
        macro, accuracy = classes(plv)
        spans = arguments(cameo)
        if name != "all":
            every.append((macro, accuracy, spans))
        label = f"fold {name}" + ("*" if name == UNSEEN else "") if name != "all" else "together"
        lines.append(_line(label, macro, accuracy, len(plv), spans, len(cameo)))
    mean = {k: sum(e[2][k] for e in every) / len(every) for k in every[0][2]}
    lines.append(
        _line(
            "mean", sum(e[0] for e in every) / len(every), sum(e[1] for e in every) / len(every), 0, mean, 0
        )
    )
    lines.append("* the fold that the shipped encoder did not see in joint training")
    return "\n".join(lines)


def _line(
    label: str, macro: float, accuracy: float, count: int, spans: dict[str, float], sentences: int
) -> str:
    return (
        f"{label:<10}{macro:10.1f}{accuracy:10.1f}{count or '':>6}   | {'':10} {spans['exact']:7.1f}{spans['source']:8.1f}"
        f"{spans['target']:8.1f}{spans['overlapping']:9.1f}{sentences or '':>6}"
    )


def main(argv: Sequence[str]) -> int:
    """Print the figures of every fold; `--cases` writes one line for each sentence."""
    parser = argparse.ArgumentParser(prog="python -m evals plover_folds", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--run", type=Path, required=True, help="folder of a finished training run")
    parser.add_argument("--features", choices=("shipped", "base"), default="shipped")
    parser.add_argument("--epochs", type=int, default=EPOCHS)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--limit", type=int, default=10**9, help="sentences of each set")
    parser.add_argument("--cases", type=Path)
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    try:
        import torch
    except ModuleNotFoundError:
        print(
            "plover_folds trains, and torch is not installed: run it with the training environment",
            file=sys.stderr,
        )
        return 2
    LOG.debug("torch %s", torch.__version__)
    rows, model = features(given.folder, given.run, which=given.features, limit=given.limit)
    cases = cross_validated(rows, model, epochs=given.epochs, seed=given.seed)
    print(table(cases))
    if given.cases:
        lines = [
            json.dumps(
                {
                    **{k: v for k, v in case.items() if k != "spans"},
                    "spans": [sorted(part) for part in case["spans"]],
                }
            )
            for case in cases
        ]
        given.cases.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
