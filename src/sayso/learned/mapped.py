"""The encoder's graph, optimised at set-up and stored in the form that is mapped into memory instead of parsed.

    python -m sayso.learned.mapped [FOLDER]

It opens in a third of the time, and the processes of a pool share it. It is made from reader.onnx (and
predicates.onnx), computes the same, and is only ever used for the very file, and the release of onnxruntime, that its name tells.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from onnxruntime import SessionOptions

SETTINGS = (
    "session.use_memory_mapped_ort_model",
    "session.use_ort_model_bytes_directly",
    "session.use_ort_model_bytes_for_initializers",
)
"""What onnxruntime is told so that it reads the file where it lies and copies nothing."""


def place(folder: Path, name: str = "reader.onnx") -> Path:
    """Where the stored graph of a folder's .onnx file lies, whether it has been made or not."""
    import onnxruntime

    file = folder / name
    told = file.stat()
    return folder / f"{file.stem}-{told.st_size}-{told.st_mtime_ns}-{onnxruntime.__version__}.ort"


def use(options: SessionOptions) -> None:
    """Set the options with which a stored graph is opened."""
    import onnxruntime

    # It is stored as it was optimised: looking again for what could be better takes a quarter of the opening.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    for name in SETTINGS:
        options.add_session_config_entry(name, "1")


def build(folder: Path, name: str = "reader.onnx") -> Path:
    """Store the graph of a folder's .onnx file; those of other files and releases are taken away."""
    import onnxruntime

    path = place(folder, name)
    part = path.with_suffix(".part")
    options = onnxruntime.SessionOptions()
    # The next level would fit the graph to this processor.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(part)
    options.add_session_config_entry("session.save_model_format", "ORT")
    onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])
    part.replace(path)
    for old in folder.glob(f"{Path(name).stem}-*.ort"):
        if old != path:
            old.unlink()
    return path


def main() -> None:
    """The command: the folder that is given, or the one that the settings name."""
    from sayso.settings import weights_path

    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else weights_path()
    for name in ("reader.onnx", "predicates.onnx"):
        if (folder / name).is_file():
            build(folder, name)


if __name__ == "__main__":
    main()
