"""`python -m evals NAME …`: run one evaluation; without a name, list them."""

from __future__ import annotations

import ast
import sys
from importlib import import_module
from pathlib import Path

HERE = Path(__file__).parent


def names() -> dict[str, str]:
    """Every evaluation beside this file and its first sentence."""
    found = {}
    for path in sorted([*HERE.glob("*.py"), *HERE.glob("*/__main__.py")]):
        name = path.parent.name if path.name == "__main__.py" and path.parent != HERE else path.stem
        tree = ast.parse(path.read_text(encoding="utf-8"))
        runs = any(isinstance(node, ast.FunctionDef) and node.name == "main" for node in tree.body)
        if runs and not name.startswith("_"):
            found[name] = (ast.get_docstring(tree) or "").split("\n\n")[0].replace("\n", " ")
    return found


def main(argv: list[str]) -> int:
    """Hand the arguments to the evaluation that is named first."""
    known = names()
    if not argv or argv[0] not in known:
        print("python -m evals NAME [ARGUMENTS]\n")
        print("\n".join(f"  {name:<16}{meaning}" for name, meaning in known.items()))
        return 2 if argv else 0
    name, rest = argv[0], argv[1:]
    if name == "corpus":
        # `corpus --part dev` scores; the other commands of the corpus are named.
        rest = rest if rest and not rest[0].startswith("-") else ["score", *rest]
        return int(import_module("evals.corpus.__main__").main(rest))
    return int(import_module(f"evals.{name}").main(rest))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
