"""From a weights folder back to a checkpoint to train on from: python -m training.restore --weights FOLDER --out FILE.

A release is all that is kept of a run, so the next one may have to start from it. The int8 maps become floats
again (what was lost in rounding stays lost, and is trained back in a few hundred steps); the embeddings are the
base encoder's own, which training never changes. Maps that the release does not carry (the plain ones of heads
that were refined) are not in the file and start anew.
"""

from __future__ import annotations

import argparse
import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

LOG = logging.getLogger("training")
NAMES = {
    "table.distance": "heads.attribution.distance.weight",
    "table.paragraph": "heads.attribution.paragraph.weight",
    "table.role.weight": "heads.attribution.role.weight",
    "table.role.bias": "heads.attribution.role.bias",
    "syntax.arc": "heads.syntax.arc",
    "syntax.arc_bias": "heads.syntax.arc_bias",
    "syntax.rel": "heads.syntax.rel",
    "syntax.rel_bias.weight": "heads.syntax.rel_bias.weight",
    "syntax.rel_bias.bias": "heads.syntax.rel_bias.bias",
    "claims.distance": "heads.claims.deep_distance.weight",
    "claims.role.weight": "heads.claims.deep_role.weight",
    "claims.role.bias": "heads.claims.deep_role.bias",
}
"""Arrays of reader.npz and the parameters that they were."""


def restore(weights: Path) -> dict[str, Tensor]:
    """The parameters that a release carries, by the names of training.model.Model."""
    import onnx
    from onnx import numpy_helper

    graph = onnx.load(str(weights / "reader.onnx")).graph
    values = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found: dict[str, np.ndarray] = {
        name.removeprefix("model."): value
        for name, value in values.items()
        if name.startswith("model.") and name.endswith((".weight", ".bias"))
    }
    users = {given: node for node in graph.node for given in node.input}
    for node in graph.node:
        if node.op_type != "MatMulInteger" or not node.input[1].endswith("_quantized"):
            continue
        stem = node.input[1].removesuffix("_quantized")
        scale, zero = values[f"{stem}_scale"], values[f"{stem}_zero_point"]
        plain = (values[node.input[1]].astype(np.float32) - zero) * scale
        after = users[node.output[0]]
        while after.op_type in ("Cast", "Mul"):
            after = users[after.output[0]]
        bias = next(n for n in after.input if n.startswith("model.") and n.endswith(".bias"))
        found[bias.removeprefix("model.").removesuffix("bias") + "weight"] = plain.T
    with np.load(weights / "reader.npz") as arrays:
        found.update({NAMES[n]: arrays[n].astype(np.float32) for n in arrays.files if n in NAMES})
    return {
        name: torch.from_numpy(np.array(value)) for name, value in found.items() if "_embeddings." not in name
    }


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, required=True, help="folder of a release")
    parser.add_argument(
        "--out", type=Path, required=True, help="checkpoint to write, for training.train --start"
    )
    given = parser.parse_args(argv)
    logging.basicConfig(level=logging.INFO, format="%(message)s")
    state = restore(given.weights)
    torch.save(state, given.out)
    LOG.info("restored %d tensors into %s", len(state), given.out)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
