"""The weights folder, opened: the ONNX session, the arrays and label sets beside it, the tokenizer."""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sayso.errors import MissingPart
from sayso.learned.windows import Window

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from onnxruntime import InferenceSession, SessionOptions
    from tokenizers import Tokenizer

    Array = NDArray[np.floating[Any]]

FILES = ("reader.onnx", "reader.npz", "labels.json", "tokenizer.json")
PREDICATES = "predicates.onnx"
"""The second look at predicates; weights may do without."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What the reader computes with; `predicates` is None for weights without a second look at predicates."""

    session: InferenceSession
    predicates: InferenceSession | None
    inputs: tuple[str, ...]
    outputs: tuple[str, ...]
    arrays: dict[str, Array]
    labels: dict[str, Any]
    tokenizer: Tokenizer

    def run(self, window: Window) -> dict[str, Array]:
        """The outputs of every head for the words of a window; [words, k] each."""
        import numpy as np

        given = {"input_ids": [window.ids], "shapes": [window.shapes], "at": window.at}
        found = self.session.run(None, {n: np.asarray(given[n], dtype=np.int64) for n in self.inputs})
        return dict(zip(self.outputs, found, strict=True))


def _options(*, stored: bool) -> SessionOptions:
    """How a graph is opened; `stored`: one that was optimised at set-up."""
    import onnxruntime

    from sayso.learned import mapped

    options = onnxruntime.SessionOptions()
    # Many reports are read by processes of one thread each (the pool says so by this variable); a single
    # report is read by two, which takes a third off its wall time.
    options.intra_op_num_threads = (
        1 if os.environ.get("OMP_NUM_THREADS") == "1" else min(2, os.cpu_count() or 1)
    )
    options.inter_op_num_threads = 1
    # A thread that waits sleeps: on a busy machine, waiting in a loop would cost more than it gains.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    # Windows are of many sizes: what is laid out for one is of no use to the next, and only takes memory.
    options.enable_cpu_mem_arena = options.enable_mem_pattern = False
    if stored:
        mapped.use(options)
    return options


def open_weights(folder: Path) -> Weights:
    """Open a weights folder; MissingPart names the first file that is not there."""
    for name in FILES:
        if not (folder / name).is_file():
            raise MissingPart(
                f"{folder / name}: no such file; install a release with weights, set SAYSO_WEIGHTS, or train them"
            )
    try:
        import numpy as np
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise MissingPart(
            f"{error.name} is not installed; the reader needs numpy, onnxruntime, tokenizers"
        ) from error
    from sayso.learned import mapped

    def opened(name: str) -> InferenceSession:
        graph = mapped.place(folder, name)
        stored = graph.is_file()
        if not stored:
            graph = folder / name
        return onnxruntime.InferenceSession(
            str(graph), _options(stored=stored), providers=["CPUExecutionProvider"]
        )

    session = opened("reader.onnx")
    second = opened(PREDICATES) if (folder / PREDICATES).is_file() else None
    with np.load(folder / "reader.npz") as file:
        arrays = {name: file[name].astype(np.float32) for name in file.files}
    tokenizer: Tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return Weights(
        session=session,
        predicates=second,
        inputs=tuple(i.name for i in session.get_inputs()),
        outputs=tuple(o.name for o in session.get_outputs()),
        arrays=arrays,
        labels=json.loads((folder / "labels.json").read_text(encoding="utf-8")),
        tokenizer=tokenizer,
    )
