"""Joint training of the reader: python -m training.train --data FOLDER --out FOLDER [--config FILE]."""

from __future__ import annotations

import argparse
import json
import logging
import random
import time
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from training.corpora import CORPORA
from training.document import Document, Example, add_pieces, examples
from training.heads.syntax import label_sets
from training.model import Model, base_folder, model_of
from training.silver import kinds_of_nouns, known_kinds, parsed

LOG = logging.getLogger("training")
NO_DEV = ("plv", "cameo_ner")
"""Their dev fold is kept for evaluation."""
SHORT, CAPITALS = 0.2, 0.08
"""Shares of training documents that are cut into short windows, and that are read as if in capitals."""
Config = dict[str, Any]


def tokenizer_of(base: str) -> Tokenizer:
    """The base encoder's tokenizer, without padding or truncation."""
    found: Tokenizer = Tokenizer.from_file(str(Path(base_folder(base)) / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found


def documents(
    config: Config, data: Path, tokenizer: Tokenizer, cache: Path = Path("silver.json")
) -> dict[str, list[Document]]:
    """The training documents of every corpus that the config names and whose folder is there.

    `cache` keeps the silver parses of the corpora that ask for them.
    """
    out: dict[str, list[Document]] = {}
    for name, task in {**config["main"], **config["tasks"]}.items():
        folder = data / task["folder"]
        if not folder.exists():
            folder = Path(__file__).parent.parent / task["folder"]  # what the repository itself carries
        if not folder.exists():
            LOG.warning("no %s: %s is left out", folder, name)
            continue
        part = task.get("part", "train")
        out[name] = add_pieces(list(CORPORA[name](folder, part)), tokenizer)
        if task.get("silver") and part == "train":
            parsed(out[name], cache)
    silver = [
        n for n, task in {**config["main"], **config["tasks"]}.items() if task.get("silver") and n in out
    ]
    nouns = kinds_of_nouns([d for name, found in out.items() if name not in silver for d in found])
    for name in silver:
        known_kinds(out[name], nouns)
    return out


def labels_of(found: dict[str, list[Document]]) -> dict[str, list[str]]:
    """The label sets that depend on the data."""
    layers = [
        {**d.labels["syntax"], "form": d.forms}
        for ds in found.values()
        for d in ds
        if "syntax" in d.labels and "form" not in d.labels["syntax"]
    ]
    return label_sets(layers)


def batches(
    found: Sequence[Document], pieces: int, limit: int, rng: random.Random
) -> Iterator[list[Example]]:
    """Batches for ever: windows of like length together, at most `pieces` with padding, newly cut each time."""
    while True:
        wins = [e for d in found for e in examples(d, limit, rng, short=SHORT, capitals=CAPITALS)]
        rng.shuffle(wins)
        out: list[list[Example]] = []
        for k in range(0, len(wins), 200):
            batch: list[Example] = []
            for one in sorted(wins[k : k + 200], key=lambda e: len(e.ids)):
                if batch and len(one.ids) * (len(batch) + 1) > pieces:
                    out.append(batch)
                    batch = []
                batch.append(one)
            if batch:
                out.append(batch)
        rng.shuffle(out)
        yield from out


class Average:
    """An exponential moving average of trained weights."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        self.decay = decay
        self.values = {n: p.detach().clone() for n, p in model.named_parameters() if p.requires_grad}

    def update(self, model: nn.Module, step: int) -> None:
        """Take in the weights after a step; early steps count more."""
        keep = min(self.decay, (1 + step) / (10 + step))
        with torch.no_grad():
            for name, parameter in model.named_parameters():
                if parameter.requires_grad:
                    self.values[name].lerp_(parameter, 1 - keep)


def train(config: Config, data: Path, out: Path) -> None:
    """Train until the steps or minutes are over; go on from `out`/last.pt where there is one."""
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    rng = random.Random(config["seed"])
    out.mkdir(parents=True, exist_ok=True)
    found = documents(config, data, tokenizer_of(config["base"]), out / "silver.json")
    labels = labels_of(found)
    (out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    (out / "config.json").write_text(json.dumps(config), encoding="utf-8")
    model = model_of(config, labels, dropout=config["dropout"])
    model.to("cuda" if torch.cuda.is_available() else "cpu")
    held = held_out(config, data, tokenizer_of(config["base"]))
    for layer in model.encoder.encoder.layer[: config.get("frozen", 0)]:
        layer.requires_grad_(False)
    for name, parameter in model.named_parameters():
        if not name.startswith(tuple(config.get("only", [""]))):
            parameter.requires_grad_(False)
    encoder = [p for p in [*model.encoder.parameters(), *model.branch.parameters()] if p.requires_grad]
    heads = [p for p in [*model.heads.parameters(), *model.shape.parameters()] if p.requires_grad]
    optimizer = torch.optim.AdamW(
        [{"params": encoder, "lr": config["rate"]}, {"params": heads, "lr": config["head_rate"]}],
        weight_decay=0.01,
        fused=True,
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    average = Average(model, config["average"])
    step, spent = 0, 0.0
    if config.get("start") and not (out / "last.pt").exists():
        state = torch.load(config["start"], weights_only=True, map_location=model.device)
        fresh = model.load_state_dict(model.grow(state), strict=False)
        LOG.info("starting from %s (%d new tensors)", config["start"], len(fresh.missing_keys))
        average = Average(model, config["average"])
    if (out / "last.pt").exists():
        state = torch.load(out / "last.pt", weights_only=True, map_location=model.device)
        model.load_state_dict(state["model"])
        optimizer.load_state_dict(state["optimizer"])
        average.values = state["average"]
        step, spent = state["step"], state["spent"]
        rng.seed(config["seed"] + step)
        LOG.info("going on at step %d", step)
    streams = {
        name: batches(found[name], task["pieces"], config["limit"], rng)
        for name, task in {**config["main"], **config["tasks"]}.items()
        if name in found
    }
    mains = [n for n in config["main"] if n in streams]
    others = [n for n in config["tasks"] if n in streams]
    weights = [config["tasks"][n]["weight"] for n in others]
    taught = [name for name in config["heads"] if config["loss"][name]]
    model.train()
    begun = saved = time.time() - spent
    saved += spent
    sums: dict[str, float] = {}
    counts: dict[str, int] = {}
    while True:
        spent = time.time() - begun
        done = step / config["steps"]
        if config["minutes"]:
            done = max(done, spent / 60 / config["minutes"])
        if done >= 1:
            break
        scale = min(1.0, done / config["warmup"] + 0.01) * max(0.01, 1 - done)
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * scale
        optimizer.zero_grad(set_to_none=True)
        chosen = [*mains, *(rng.choices(others, weights) if others else [])]
        for name in chosen:
            losses = model.losses(next(streams[name]), mask=config["mask"], heads=taught)
            torch.as_tensor(sum(config["loss"][h] * v for h, v in losses.items())).backward()
            for h, v in losses.items():
                sums[h] = sums.get(h, 0.0) + float(v.detach())
                counts[h] = counts.get(h, 0) + 1
        nn.utils.clip_grad_norm_(encoder + heads, 1.0)
        optimizer.step()
        step += 1
        average.update(model, step)
        if step % 25 == 0:
            means = " ".join(f"{h} {sums[h] / counts[h]:.3f}" for h in sums)
            LOG.info("step %d done %.3f %.0fs %s", step, done, spent, means)
            sums, counts = {}, {}
        if time.time() - saved > 60 * config["save_minutes"]:
            save(out, model, optimizer, average, step, time.time() - begun)
            saved = time.time()
            worse = judged(out, model, average, config, held)
            if config.get("patience") and worse >= config["patience"]:
                LOG.info("no better on dev for %d saves: stopping", worse)
                break
    save(out, model, optimizer, average, step, spent)
    judged(out, model, average, config, held)
    LOG.info("finished at step %d after %.0f s", step, spent)


def held_out(config: Config, data: Path, tokenizer: Tokenizer) -> dict[str, list[list[Example]]]:
    """Some batches of the dev part of every corpus that has one: the same in every run."""
    if not config.get("dev_windows"):
        return {}
    tasks = {**config["main"], **config["tasks"]}
    dev = {n: {**t, "part": "dev"} for n, t in tasks.items() if n not in NO_DEV}
    found = documents({"main": {}, "tasks": dev}, data, tokenizer)
    out: dict[str, list[list[Example]]] = {}
    for name, ds in found.items():
        rng = random.Random(0)
        wins = [e for d in ds for e in examples(d, config["limit"], rng)]
        some = sorted(rng.sample(wins, min(config["dev_windows"], len(wins))), key=lambda e: len(e.ids))
        out[name] = [some[k : k + 4] for k in range(0, len(some), 4)]
    return out


def judged(
    out: Path, model: Model, average: Average, config: Config, held: dict[str, list[list[Example]]]
) -> int:
    """Score the averaged weights on dev; the saves since the best one, whose weights are kept as best.pt."""
    if not held:
        return 0
    taught = [name for name in config["heads"] if config["loss"][name]]
    state = {name: p.detach().clone() for name, p in model.named_parameters()}
    model.load_state_dict(average.values, strict=False)
    model.eval()
    means: dict[str, list[float]] = {}
    with torch.inference_mode():
        for batches_ in held.values():
            for batch in batches_:
                for head, loss in model.losses(batch, mask=0.0, heads=taught).items():
                    means.setdefault(head, []).append(float(loss))
    model.train()
    losses = {head: sum(v) / len(v) for head, v in means.items()}
    total = sum(config["loss"][head] * v for head, v in losses.items())
    path = out / "dev.json"
    seen = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    seen.append({"total": total, **losses})
    path.write_text(json.dumps(seen), encoding="utf-8")
    best = min(range(len(seen)), key=lambda k: float(seen[k]["total"]))
    LOG.info("dev %.4f (best %.4f) %s", total, seen[best]["total"], losses)
    if best == len(seen) - 1:
        torch.save({**model.state_dict()}, out / "best.pt")
    model.load_state_dict(state, strict=False)
    return len(seen) - 1 - best


def save(out: Path, model: Model, optimizer: Any, average: Average, step: int, spent: float) -> None:
    """Write the state to go on from, and the averaged weights to export; never a half file."""
    state = {
        "model": model.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average.values,
        "step": step,
        "spent": spent,
    }
    torch.save(state, out / "last.tmp")
    (out / "last.tmp").replace(out / "last.pt")
    weights = {**model.state_dict(), **average.values}
    torch.save(weights, out / "average.tmp")
    (out / "average.tmp").replace(out / "average.pt")
    LOG.info("saved at step %d", step)


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the corpora")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints and logs")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "reader.toml")
    parser.add_argument("--minutes", type=float, help="overrides the config")
    parser.add_argument("--steps", type=int, help="overrides the config")
    parser.add_argument("--rate", type=float, help="overrides the config")
    parser.add_argument("--start", help="averaged weights of an earlier run to start from (same label sets)")
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    config = tomllib.loads(given.config.read_text(encoding="utf-8"))
    for key in ("minutes", "steps", "rate", "start"):
        if getattr(given, key) is not None:
            config[key] = getattr(given, key)
    train(config, given.data, given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
