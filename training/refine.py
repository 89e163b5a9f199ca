"""Deeper heads on the trained, frozen encoder: python -m training.refine --data FOLDER --run FOLDER.

The joint run gives most of its steps to attribution and syntax. The heads with little data (mentions, events,
factuality) are trained again here with a hidden layer over the last and the middle layer, on vectors that are
computed once; that takes minutes and cannot hurt the other heads.
"""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from training.corpora import CORPORA
from training.document import Document, Example, add_pieces, examples
from training.export import load
from training.heads.base import Head
from training.model import Model, target
from training.train import tokenizer_of

LOG = logging.getLogger("training")
TASKS: dict[str, tuple[str, ...]] = {
    "mentions": ("gum", "re3d", "house", "wikigold", "wnut17"),
    "events": ("plv", "cameo_ner"),
    "factuality": ("ewt", "meantime_factuality"),
    "claims": ("house",),
}
"""The sets that teach each head here."""
EPOCHS = {"mentions": 14, "events": 30, "factuality": 10, "claims": 40}
WITHOUT_DEV = ("events",)
"""Heads whose dev fold is kept for evaluation alone: they train for all their epochs."""
Row = tuple[Tensor, Tensor, Any]


def rows(model: Model, head: Head, name: str, documents: Sequence[Document], limit: int) -> list[Row]:
    """(last vectors, middle vectors, target) of every window that teaches the head."""
    rng = random.Random(0)
    wins = [e for d in documents for e in examples(d, limit, rng)]
    wins = [w for w in wins if target(head, name, w) is not None]
    wins.sort(key=lambda e: len(e.ids))
    out: list[Row] = []
    batch: list[Example] = []
    with torch.inference_mode():
        for k, one in enumerate(wins):
            batch.append(one)
            if k + 1 == len(wins) or len(one.ids) * (len(batch) + 1) > 2048:
                for example, vectors in zip(batch, model.both(batch), strict=True):
                    last, middle = vectors[name in model.apart]
                    out.append((last.half(), middle.half(), target(head, name, example)))
                batch = []
    return [(a.clone(), b.clone(), t) for a, b, t in out]


def teach(head: Head, train: list[Row], dev: list[Row], epochs: int, rng: random.Random) -> None:
    """Train a head's deep maps on cached vectors; keep the epoch with the least loss on dev."""
    head.deep = True
    parameters = [p for n, p in head.named_parameters() if n.startswith("deep_")]
    optimizer = torch.optim.AdamW(parameters, lr=1e-3, weight_decay=0.02)
    best, kept = float("inf"), {k: v.clone() for k, v in head.state_dict().items()}
    total = epochs * max(1, len(train) // 16)
    step = 0
    for epoch in range(epochs):
        rng.shuffle(train)
        head.train()
        for k in range(0, len(train), 16):
            for group in optimizer.param_groups:
                group["lr"] = 1.5e-3 * max(0.02, 1 - step / total)
            optimizer.zero_grad()
            loss = batch_loss(head, train[k : k + 16])
            loss.backward()
            optimizer.step()
            step += 1
        head.eval()
        with torch.no_grad():
            losses = [float(batch_loss(head, dev[k : k + 16])) for k in range(0, len(dev), 16)]
        mean = sum(losses) / max(1, len(losses))
        LOG.info("epoch %d dev loss %.4f", epoch, mean)
        if mean <= best or not dev:
            best, kept = mean, {k: v.clone() for k, v in head.state_dict().items()}
    head.load_state_dict(kept)


def batch_loss(head: Head, batch: Sequence[Row]) -> Tensor:
    """The head's loss on cached rows."""
    sizes = [len(a) for a, _, _ in batch]
    outputs = head(torch.cat([a for a, _, _ in batch]).float(), torch.cat([b for _, b, _ in batch]).float())
    split = {k: o.split(sizes) for k, o in outputs.items()}
    parts = [{k: v[i] for k, v in split.items()} for i in range(len(sizes))]
    return head.loss(parts, [t for _, _, t in batch])


def refine(data: Path, run: Path, names: Sequence[str]) -> None:
    """Train the deep maps of some heads and write refined.pt."""
    config = json.loads((run / "config.json").read_text(encoding="utf-8"))
    torch.manual_seed(config["seed"])
    torch.set_num_threads(config["threads"])
    rng = random.Random(config["seed"])
    model, _ = load(run)
    tokenizer = tokenizer_of(config["base"])
    path = run / "refined.pt"
    done: dict[str, dict[str, Tensor]] = torch.load(path, weights_only=True) if path.exists() else {}
    for name in names:
        head = model.head(name)
        found: dict[str, list[Row]] = {"train": [], "dev": []}
        for corpus in TASKS[name]:
            task = config["tasks"].get(corpus)
            folder = data / task["folder"] if task else data
            if task and not folder.exists():
                folder = Path(__file__).parent.parent / task["folder"]
            if not task or not folder.exists():
                LOG.warning("no %s: it is left out", corpus)
                continue
            for part in ("train",) if name in WITHOUT_DEV else ("train", "dev"):
                begun = time.time()
                real = task.get("part", "train") if part == "train" else part
                documents = add_pieces(list(CORPORA[corpus](folder, real)), tokenizer)
                new = rows(model, head, name, documents, config["limit"])
                found[part] += new
                LOG.info("%s %s %s: %d windows, %.0f s", name, corpus, part, len(new), time.time() - begun)
        teach(head, found["train"], found["dev"], EPOCHS[name], rng)
        done[name] = head.state_dict()
        torch.save(done, path)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--run", type=Path, required=True, help="folder of a finished training run")
    parser.add_argument("--heads", nargs="*", default=list(TASKS))
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    refine(given.data, given.run, given.heads)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
