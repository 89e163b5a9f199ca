"""`sayso add` as a program of its own, with the tests' quick reader in place of the pipeline."""

from __future__ import annotations

from functools import partial

if __name__ == "__main__":
    from sayso import run
    from tests.run import readers

    run.add = partial(run.add, read=readers.moody, load=readers.load)  # type: ignore[assignment]
    from sayso.cli.add import command

    command()
