"""From a checkpoint to the weights folder: one int8 ONNX file, arrays, labels, tokenizer.

python -m training.export --run FOLDER --out src/sayso/learned/weights [--float]
"""

from __future__ import annotations

import argparse
import json
import logging
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from training.model import Model, base_folder, model_of

LOG = logging.getLogger("training")


class Shipped(nn.Module):
    """One window in, the outputs of every head for its words out, and the states of the layer `kept` (0: none)."""

    def __init__(self, model: Model, kept: int = 0) -> None:
        super().__init__()
        self.model = model
        self.kept = kept
        self.names = [
            n
            for h in model.heads
            for n in model.head(h)(torch.zeros(1, model.head(h).width), torch.zeros(1, model.head(h).width))
        ]
        if kept:
            self.names.append("states")

    def forward(self, input_ids: Tensor, shapes: Tensor, at: Tensor) -> tuple[Tensor, ...]:
        """Piece ids and shapes [1, pieces] and first pieces [words] to outputs [words, k]."""
        states = self.model.states(input_ids, shapes)
        words = {own: top[0].index_select(0, at) for own, top in self.model.tops(states).items()}
        middle = states[len(states) // 2][0].index_select(0, at)
        found = tuple(
            v
            for name in self.model.heads
            for v in self.model.head(name)(words[name in self.model.apart], middle).values()
        )
        return (*found, states[self.kept][0]) if self.kept else found


def load(run: Path, *, weights: str | None = None) -> tuple[Model, dict[str, Any]]:
    """The model of a training run and its labels; without a name, the averaged weights that were best on dev."""
    whole = weights is None
    weights = weights or ("best.pt" if (run / "best.pt").exists() else "average.pt")
    config = json.loads((run / "config.json").read_text(encoding="utf-8"))
    labels = json.loads((run / "labels.json").read_text(encoding="utf-8"))
    model = model_of(config, labels, dropout=0.0)
    state = torch.load(run / weights, weights_only=True, map_location="cpu")
    fresh = model.load_state_dict(state.get("model", state), strict=False)
    if fresh.unexpected_keys or fresh.missing_keys:
        raise ValueError(f"{run / weights}: not the weights of this model: {fresh}")
    refined = run / "refined.pt"
    if refined.exists() and whole:
        for name, part in torch.load(refined, weights_only=True).items():
            model.head(name).load_state_dict(part)
            model.head(name).deep = True
    model.eval()
    return model, labels


def export(run: Path, out: Path, *, quantise: bool = True, weights: str | None = None, kept: int = 0) -> None:
    """Write reader.onnx, reader.npz, labels.json and tokenizer.json; fitted settings in labels.json are kept.

    `kept` is the layer whose states the second look at predicates reads (training/predicates.py); 0: none.
    """
    model, labels = load(run, weights=weights)
    model.encoder.set_attn_implementation("eager")
    shipped = Shipped(model, kept)
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        plain = Path(place) / "plain.onnx"
        ids = torch.randint(1000, 2000, (1, 40))
        with torch.no_grad():
            torch.onnx.export(
                shipped,
                (ids, torch.ones_like(ids), torch.arange(1, 30)),
                str(plain),
                input_names=["input_ids", "shapes", "at"],
                output_names=shipped.names,
                dynamic_axes={
                    "input_ids": {1: "pieces"},
                    "shapes": {1: "pieces"},
                    "at": {0: "words"},
                    **({"states": {0: "pieces"}} if kept else {}),
                },
                opset_version=17,
                dynamo=False,
            )
        if quantise:
            quantised(plain, out / "reader.onnx")
        else:
            shutil.copy(plain, out / "reader.onnx")
    arrays: dict[str, np.ndarray] = {}
    for name in model.heads:
        arrays.update(model.head(name).constants())
    np.savez(out / "reader.npz", **{k: v.astype(np.float16) for k, v in arrays.items()})
    path = out / "labels.json"
    before = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept = {k: before[k] for k in ("linking", "judge", "calibration") if k in before}
    path.write_text(json.dumps({**labels, **kept}, indent=0, sort_keys=True) + "\n", encoding="utf-8")
    base = json.loads((run / "config.json").read_text(encoding="utf-8"))["base"]
    shutil.copy(Path(base_folder(base)) / "tokenizer.json", out / "tokenizer.json")
    size = sum(
        (out / f).stat().st_size for f in ("reader.onnx", "reader.npz", "labels.json", "tokenizer.json")
    )
    LOG.info("exported %s: %.1f MB", out, size / 1e6)


def quantised(plain: Path, out: Path) -> None:
    """Dynamic int8, one scale per output channel (a single scale loses far more).

    Of the tables only that of the word pieces is large enough to be worth it. Weights have seven bits: on
    processors without int8 instructions the products of eight overflow (LAS 80.4 against 80.8, floats 80.9).
    """
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from onnxruntime.quantization.shape_inference import quant_pre_process

    ready = plain.with_name("ready.onnx")
    quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
    tables = [
        n.name
        for n in onnx.load(str(ready)).graph.node
        if n.op_type == "Gather" and "word_embeddings" not in n.input[0]
    ]
    quantize_dynamic(
        str(ready),
        str(out),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=True,
        nodes_to_exclude=tables,
    )


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="folder of a training run")
    parser.add_argument("--out", type=Path, required=True, help="weights folder to write")
    parser.add_argument("--weights", help="best.pt, average.pt or last.pt, without the deeper heads")
    parser.add_argument(
        "--kept", type=int, default=0, help="layer whose states training.predicates reads; 0: none"
    )
    parser.add_argument("--float", action="store_true", help="leave out quantisation (to compare)")
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    export(given.run, given.out, quantise=not given.float, weights=given.weights, kept=given.kept)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
