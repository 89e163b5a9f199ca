"""The second look at every predicate: python -m training.predicates --data FOLDER --start FILE --out FOLDER.

Then python -m training.predicates --out FOLDER --export WEIGHTS writes predicates.onnx beside the reader.

The reader's heads see all words of a window at once. Here the last layers of the encoder are copied and read one
sentence again for each predicate of it, with a mark on that word: which event it names, who takes part, how sure.
What lies below (the reader's first layers) stays as it is, so that no other head changes.
"""

from __future__ import annotations

import argparse
import copy
import json
import logging
import random
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from sayso.learned.labels import CLAIM_ROLES, PREDICATE_LABELS, VOICE_PLACES
from sayso.learned.predicates import around, asked
from training.corpora import house
from training.document import Document, Example, add_pieces, examples
from training.export import quantised
from training.model import Model, model_of, padded
from training.silver import parsed
from training.train import CAPITALS, SHORT, Average, tokenizer_of

LOG = logging.getLogger("training")
HIDDEN = 256
WEIGHT = {"event": 1.0, "mode": 0.3, "stance": 0.7, "polarity": 0.7, "told": 0.5, "origin": 0.5, "claim": 0.5}
OF_WORDS = {"role": 0.25, "voice": 0.25}
"""How much the roles and the voices among all words of a sentence count beside what the predicate itself is asked."""
SMOOTHING = 0.06
OTHERS = 0.5
"""Share of the words that are no claim's that are taught at each pass."""
Config = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Predicate:
    """A predicate of a document: its word, the words of its sentence, its labels, and the role and the place in the
    chain of voices of every word that has one."""

    word: int
    sentence: tuple[int, int]
    labels: dict[str, int]
    roles: dict[int, int]
    voices: dict[int, int]


def predicates(document: Document) -> list[Predicate]:
    """One predicate for every claim, the head of its trigger, or of its quote where nothing happens; and the words
    that would be asked and are no claim's.

    Needs the layers "claims" and "syntax".
    """
    syntax = document.labels.get("syntax")
    if syntax is None:
        return []
    heads, sentences = syntax["head"], syntax["sentence"]
    first = {s: i for i, s in reversed(list(enumerate(sentences)))}
    last = {s: i + 1 for i, s in enumerate(sentences)}
    found = []
    for claim in document.labels["predicates"]:
        words = claim["trigger"] or claim["quote"]
        inside = set(words)
        tops = [i for i in words if heads[i] == i or heads[i] not in inside]
        verbal = [
            i for i in tops if syntax["upos"][i] in ("VERB", "NOUN", "ADJ", "PROPN", "AUX", "PRON", "NUM")
        ]
        if not tops:
            continue
        at = (verbal or tops)[0]
        sentence = (first[sentences[at]], last[sentences[at]])
        labels = {
            name: PREDICATE_LABELS[name].index(claim[name]) if claim[name] else -100
            for name in PREDICATE_LABELS
        }
        roles = {i: CLAIM_ROLES.index(role) for role, part in claim["participants"] for i in part}
        voices = {i: VOICE_PLACES.index(place) for place, part in claim["voices"] for i in part}
        found.append(Predicate(word=at, sentence=sentence, labels=labels, roles=roles, voices=voices))
    claims = {p.word for p in found}
    none = np.ones((len(heads), 1))
    none[[i for i, kind in enumerate(document.labels["claims"]["event"]) if kind != "O"]] = 0.0
    for at in asked(syntax["upos"], syntax["deprel"], heads, none):
        if at not in claims:
            labels = dict.fromkeys(PREDICATE_LABELS, -100) | {"claim": 0}
            sentence = (first[sentences[at]], last[sentences[at]])
            found.append(Predicate(word=at, sentence=sentence, labels=labels, roles={}, voices={}))
    return found


class Predicates(nn.Module):
    """Layers over the states of the reader's lower layers, for one predicate at a time."""

    def __init__(self, layers: Sequence[nn.Module], width: int) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in layers)
        self.mark = nn.Parameter(torch.randn(width) * 0.02)
        self.drop = nn.Dropout(0.3)
        self.inner = nn.Linear(2 * width, HIDDEN)
        self.maps = nn.ModuleDict({n: nn.Linear(HIDDEN, len(PREDICATE_LABELS[n])) for n in PREDICATE_LABELS})
        self.word = nn.Linear(2 * width, HIDDEN)
        self.role = nn.Linear(HIDDEN, len(CLAIM_ROLES))
        self.teller = nn.Linear(2 * width, HIDDEN)
        self.voice = nn.Linear(HIDDEN, len(VOICE_PLACES))

    def forward(self, states: Tensor, marked: Tensor, mask: Tensor) -> dict[str, Tensor]:
        """States [n, pieces, width], the predicate's piece marked by 1 [n, pieces], what is padding by a large
        negative number [n, pieces]; scores of every layer [n, labels], "role" [n, pieces, roles] and "voice" [n, pieces, places]."""
        given = states + marked[..., None] * self.mark
        found = given
        for layer in self.layers:
            made = layer(found, mask[:, None, None])
            found = made[0] if isinstance(made, tuple) else made
        both = torch.cat([found, given], -1)
        at = (both * marked[..., None]).sum(1)
        inner = self.drop(torch.relu(self.inner(self.drop(at))))
        out = {name: linear(inner) for name, linear in self.maps.items()}
        for name, first, linear in (("role", self.word, self.role), ("voice", self.teller, self.voice)):
            out[name] = linear(self.drop(torch.relu(first(self.drop(both)))))
        return out


@dataclass(slots=True)
class Batch:
    """Windows with the predicates that stand in them."""

    windows: list[Example]
    asked: list[tuple[int, Predicate]]


def batches(
    documents: Sequence[Document], pieces: int, limit: int, rng: random.Random, *, plain: bool = False
) -> Iterator[Batch]:
    """Batches of windows with about `pieces` pieces in the sentences of all their predicates; for ever unless `plain`."""
    while True:
        share = {} if plain else {"short": SHORT, "capitals": CAPITALS}
        wins = [e for d in documents for e in examples(d, limit, rng, **share)]
        rng.shuffle(wins)
        batch, size = Batch([], []), 0
        for win in wins:
            inside = [p for p in win.document.labels["asked"] if win.start <= p.word < win.end]
            if not plain:
                inside = [p for p in inside if p.labels["claim"] or rng.random() < OTHERS]
            if not inside:
                continue
            batch.windows.append(win)
            batch.asked += [(len(batch.windows) - 1, p) for p in inside]
            size += sum(len(pieces_of(win, p)) for p in inside)
            if size >= pieces:
                yield batch
                batch, size = Batch([], []), 0
        if batch.asked:
            yield batch
        if plain:
            return


def pieces_of(win: Example, predicate: Predicate) -> range:
    """The pieces of the predicate's sentence in a window, as many as the reader reads."""
    a, b = max(predicate.sentence[0], win.start), min(predicate.sentence[1], win.end)
    begin = win.at[a - win.start]
    end = win.at[b - win.start] if b < win.end else win.at[-1] + 1
    return around(win.at[predicate.word - win.start], begin, end)


def lower(model: Model, windows: Sequence[Example], layer: int) -> Tensor:
    """The states of a layer of the reader [windows, pieces, width]."""
    ids, shapes, attention = padded(windows, 16)
    hidden = None
    if not bool(attention.all()):
        hidden = torch.zeros(attention.shape).masked_fill(~attention, -1e4)[:, None, None]
    with torch.no_grad(), model.precision():
        return model.states(ids, shapes, hidden, upto=layer)[layer].float()


Rows = tuple[Tensor, Tensor, Tensor, dict[str, Tensor], dict[str, Tensor]]
"""States, marks and mask of some predicates, their gold labels, and what is told of every piece: "role" and "voice"
(-100: not a word's first piece)."""


def given(model: Model, batch: Batch, layer: int) -> Iterator[Rows]:
    """The rows of a batch's predicates, in groups of like length."""
    states = lower(model, batch.windows, layer)
    for some in alike(batch):
        yield rows(states, batch.windows, some)


def alike(batch: Batch) -> list[list[tuple[int, Predicate]]]:
    """The predicates of a batch in groups whose sentences are of like length, as padding costs as much as words."""
    groups: dict[int, list[tuple[int, Predicate]]] = {}
    for k, p in batch.asked:
        size = -(-len(pieces_of(batch.windows[k], p)) // ROUND) * ROUND
        groups.setdefault(size, []).append((k, p))
    out: list[list[tuple[int, Predicate]]] = []
    for size in sorted(groups):
        if out and len(out[-1]) < FEW:
            out[-1] += groups[size]
        else:
            out.append(groups[size])
    return out


ROUND, FEW = 16, 12


def rows(states: Tensor, windows: Sequence[Example], some: Sequence[tuple[int, Predicate]]) -> Rows:
    """The rows of some predicates of a batch, given the states of its windows."""
    ranges = [pieces_of(windows[k], p) for k, p in some]
    size = -(-max(len(r) for r in ranges) // ROUND) * ROUND
    n = len(ranges)
    index = torch.zeros(n, size, dtype=torch.long)
    mask = torch.full((n, size), -1e4)
    marked = torch.zeros(n, size)
    told = {name: torch.full((n, size), -100, dtype=torch.long) for name in OF_WORDS}
    for row, ((k, p), where) in enumerate(zip(some, ranges, strict=True)):
        win = windows[k]
        index[row, : len(where)] = torch.arange(where.start, where.stop)
        mask[row, : len(where)] = 0.0
        marked[row, win.at[p.word - win.start] - where.start] = 1.0
        for word in range(max(p.sentence[0], win.start), min(p.sentence[1], win.end)):
            at = win.at[word - win.start] - where.start
            if 0 <= at < len(where):
                for name, of in (("role", p.roles), ("voice", p.voices)):
                    told[name][row, at] = of.get(word, 0) if p.labels["claim"] else -100
    which = torch.tensor([k for k, _ in some])[:, None].expand(-1, size)
    labels = {name: torch.tensor([p.labels[name] for _, p in some]) for name in PREDICATE_LABELS}
    return states[which, index], marked, mask, labels, told


def loss_of(
    out: dict[str, Tensor], labels: dict[str, Tensor], told: dict[str, Tensor], *, smoothing: float
) -> Tensor:
    """The loss of a batch, a mean over its predicates."""
    total = torch.zeros(())
    for name, weight in WEIGHT.items():
        if bool((labels[name] != -100).any()):
            total = total + weight * nn.functional.cross_entropy(
                out[name].float(), labels[name], ignore_index=-100, label_smoothing=smoothing
            )
    for name, weight in OF_WORDS.items():
        each = nn.functional.cross_entropy(
            out[name].float().transpose(1, 2), told[name], ignore_index=-100, reduction="sum"
        )
        total = total + weight * each / len(told[name])
    return total


def scored(model: Model, net: Predicates, documents: Sequence[Document], config: Config) -> dict[str, float]:
    """Accuracy of every layer, macro-F1 of classes, F1 of participants and voices (by runs of words), on some documents."""
    net.eval()
    gold: dict[str, list[int]] = {n: [] for n in PREDICATE_LABELS}
    read: dict[str, list[int]] = {n: [] for n in PREDICATE_LABELS}
    counts = {name: [0, 0] for name in OF_WORDS}
    losses = []
    with torch.inference_mode():
        for batch in batches(documents, config["pieces"], config["limit"], random.Random(0), plain=True):
            for states, marked, mask, labels, told in given(model, batch, config["layer"]):
                out = net(states, marked, mask)
                losses.append(float(loss_of(out, labels, told, smoothing=0.0)))
                for name in PREDICATE_LABELS:
                    kept = labels[name] != -100
                    gold[name] += labels[name][kept].tolist()
                    read[name] += out[name].argmax(-1)[kept].tolist()
                for name, count in counts.items():
                    best = out[name].argmax(-1).masked_fill(told[name] == -100, 0)
                    for mine, true in zip(best.tolist(), told[name].tolist(), strict=True):
                        a, b = runs(mine), runs([t if t > 0 else 0 for t in true])
                        count[0] += sum(any(r == s and x & y for s, y in b) for r, x in a)
                        count[1] += len(a) + len(b)
    net.train()
    found = {"loss": float(np.mean(losses))}
    found |= {name: 200 * right / max(1, both) for name, (right, both) in counts.items()}
    for name in PREDICATE_LABELS:
        pairs = list(zip(gold[name], read[name], strict=True))
        found[name] = 100 * sum(a == b for a, b in pairs) / max(1, len(pairs))
    classes = [k for k in set(gold["event"]) if k]
    f1 = [
        2
        * sum(a == b == k for a, b in zip(gold["event"], read["event"], strict=True))
        / max(1, gold["event"].count(k) + read["event"].count(k))
        for k in classes
    ]
    return {**found, "macro": 100 * float(np.mean(f1))}


def runs(roles: Sequence[int]) -> list[tuple[int, set[int]]]:
    """Stretches of one role, over what lies between the first pieces of words."""
    out: list[tuple[int, set[int]]] = []
    before = 0
    for k, role in enumerate(roles):
        if role:
            if role != before:
                out.append((role, set()))
            out[-1][1].add(k)
        before = role
    return out


def load(config: Config, data: Path, part: str, cache: Path) -> list[Document]:
    """The documents of a part of the house corpus with their predicates."""
    folder = data / config["folder"]
    folder = folder if folder.exists() else Path(__file__).parent.parent / config["folder"]
    documents = add_pieces(list(house.load(folder, part)), tokenizer_of(config["base"]))
    parsed(documents, cache)
    for document in documents:
        document.labels["asked"] = predicates(document)
    return documents


def train(config: Config, data: Path, start: Path, out: Path, further: Path | None = None) -> None:
    """Train until the minutes are over; go on from `out`/last.pt where there is one.

    `start` is a run of the reader (its best weights, as they are exported) or a file of one; `further` the weights of
    an earlier run of these layers (average.pt, or what `mix` made of several) to begin with.
    """
    torch.set_num_threads(config["threads"])
    torch.manual_seed(config["seed"])
    out.mkdir(parents=True, exist_ok=True)
    if start.is_dir():
        start = next(start / name for name in ("best.pt", "average.pt") if (start / name).exists())
    labels = json.loads((start.parent / "labels.json").read_text(encoding="utf-8"))
    base = json.loads((start.parent / "config.json").read_text(encoding="utf-8"))
    model = model_of(base, labels, dropout=base["dropout"])
    state = torch.load(start, weights_only=True)
    model.load_state_dict(state.get("model", state), strict=False)
    model.requires_grad_(False)
    net = Predicates(model.encoder.encoder.layer[config["layer"] :], int(model.encoder.config.hidden_size))
    net.requires_grad_(True)
    body = list(net.layers.parameters())
    heads = [p for n, p in net.named_parameters() if not n.startswith("layers.")]
    optimizer = torch.optim.AdamW(
        [{"params": body, "lr": config["rate"]}, {"params": heads, "lr": config["head_rate"]}],
        weight_decay=config["decay"],
        fused=True,
    )
    peaks = [g["lr"] for g in optimizer.param_groups]
    if further is not None:
        fresh = net.load_state_dict(torch.load(further, weights_only=True), strict=False).missing_keys
        LOG.info("beginning with %s (%d new tensors)", further, len(fresh))
    average = Average(net, config["average"])
    step, spent = 0, 0.0
    rng = random.Random(config["seed"])
    if (out / "last.pt").exists():
        kept = torch.load(out / "last.pt", weights_only=True)
        fresh = net.load_state_dict(kept["net"], strict=False).missing_keys
        average.values |= {k: v for k, v in kept["average"].items() if k in average.values}
        if not fresh:
            optimizer.load_state_dict(kept["optimizer"])
        step, spent = kept["step"], kept["spent"]
        rng.seed(config["seed"] + step)
    found = load(config, data, "train", out / "silver.json")
    held = load(config, data, "dev", out / "silver_dev.json")
    LOG.info("%d documents, %d predicates", len(found), sum(len(d.labels["asked"]) for d in found))
    if not any(d.labels["asked"] for d in found):
        raise ValueError(f"{config['folder']}: no report of a train part with a claim in it")
    stream = batches(found, config["pieces"], config["limit"], rng)
    (out / "config.json").write_text(json.dumps({**config, "encoder": base}), encoding="utf-8")
    (out / "labels.json").write_text(json.dumps(labels), encoding="utf-8")
    net.train()
    begun = time.time() - spent
    saved, mean = time.time(), 0.0
    while True:
        spent = time.time() - begun
        done = spent / 60 / config["minutes"]
        scale = min(1.0, done / config["warmup"] + 0.01) * max(0.01, 1 - done)
        for group, peak in zip(optimizer.param_groups, peaks, strict=True):
            group["lr"] = peak * scale
        if done >= 1 or time.time() - saved > 60 * config["save_minutes"]:
            keep(out, net, optimizer, average, step, spent)
            own = {n: p.detach().clone() for n, p in net.named_parameters()}
            net.load_state_dict(average.values, strict=False)
            LOG.info("dev %s", {k: round(v, 3) for k, v in scored(model, net, held, config).items()})
            net.load_state_dict(own, strict=False)
            saved = time.time()
            if done >= 1:
                return
        optimizer.zero_grad(set_to_none=True)
        batch = next(stream)
        for states, marked, mask, gold, told in given(model, batch, config["layer"]):
            kept_states = (torch.rand(states.shape[:2]) > config["mask"]) | (marked > 0)
            with model.precision():
                scores = net(states * kept_states[..., None], marked, mask)
            loss = loss_of(scores, gold, told, smoothing=SMOOTHING) * len(marked) / len(batch.asked)
            loss.backward()
            mean += float(loss.detach())
        nn.utils.clip_grad_norm_(net.parameters(), 1.0)
        optimizer.step()
        step += 1
        average.update(net, step)
        if step % 50 == 0:
            LOG.info("step %d done %.3f %.0fs loss %.3f", step, done, spent, mean / 50)
            mean = 0.0


def keep(out: Path, net: nn.Module, optimizer: Any, average: Average, step: int, spent: float) -> None:
    """Write the state to go on from and the averaged weights."""
    state = {
        "net": net.state_dict(),
        "optimizer": optimizer.state_dict(),
        "average": average.values,
        "step": step,
        "spent": spent,
    }
    torch.save(state, out / "last.tmp")
    (out / "last.tmp").replace(out / "last.pt")
    torch.save({**net.state_dict(), **average.values}, out / "average.pt")
    LOG.info("saved at step %d", step)


def export(run: Path, out: Path, *, weights: str = "average.pt") -> None:
    """Write predicates.onnx beside the reader that it was trained on."""
    config = json.loads((run / "config.json").read_text(encoding="utf-8"))
    base = config["encoder"]
    model = model_of(
        {**base, "half": False}, json.loads((run / "labels.json").read_text(encoding="utf-8")), dropout=0.0
    )
    net = Predicates(model.encoder.encoder.layer[config["layer"] :], int(model.encoder.config.hidden_size))
    net.load_state_dict(torch.load(run / weights, weights_only=True))
    net.eval()
    model.encoder.set_attn_implementation("eager")
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        width = int(model.encoder.config.hidden_size)
        marked = torch.zeros(2, 20)
        marked[:, 3] = 1.0
        with torch.no_grad():
            torch.onnx.export(
                Ordered(net),
                (torch.randn(2, 20, width), marked, torch.zeros(2, 20)),
                str(plain),
                input_names=["states", "marked", "mask"],
                output_names=[*PREDICATE_LABELS, *OF_WORDS],
                dynamic_axes={
                    **{name: {0: "n", 1: "pieces"} for name in ("states", "marked", "mask", *OF_WORDS)},
                    **{name: {0: "n"} for name in PREDICATE_LABELS},
                },
                opset_version=17,
                dynamo=False,
            )
        quantised(plain, out / "predicates.onnx")
    LOG.info("exported %s: %.1f MB", out / "predicates.onnx", (out / "predicates.onnx").stat().st_size / 1e6)


class Ordered(nn.Module):
    """The net with its outputs in the order of their names in the file."""

    def __init__(self, net: Predicates) -> None:
        super().__init__()
        self.net = net

    def forward(self, states: Tensor, marked: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """The outputs of PREDICATE_LABELS, then what is told of every piece."""
        out = self.net(states, marked, mask)
        return tuple(out[name] for name in (*PREDICATE_LABELS, *OF_WORDS))


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with the corpora")
    parser.add_argument("--start", type=Path, help="a training run of the reader, or its weights")
    parser.add_argument("--out", type=Path, required=True, help="folder for checkpoints")
    parser.add_argument("--config", type=Path, default=Path(__file__).parent / "predicates.toml")
    parser.add_argument("--further", type=Path, help="weights of an earlier run to begin with")
    parser.add_argument("--export", type=Path, help="weights folder to write what was trained into")
    asked_ = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    if asked_.export is not None:
        export(asked_.out, asked_.export)
        return 0
    if asked_.data is None or asked_.start is None:
        parser.error("--data and --start are needed to train")
    config = tomllib.loads(asked_.config.read_text(encoding="utf-8"))
    train(config, asked_.data, asked_.start, asked_.out, asked_.further)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
