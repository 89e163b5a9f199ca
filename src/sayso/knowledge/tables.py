"""Reading the data files: tab-separated lines, `#` comments, and errors that name file and line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..errors import BadKnowledge

DATA = Path(__file__).parent / "data"


def rows(name: str, *, columns: int, at_least: int | None = None) -> Iterator[tuple[int, tuple[str, ...]]]:
    """The lines of `knowledge/data/NAME` as (line number, cells); missing trailing cells are "".

    A line that is empty or begins with `#` is a comment. Raises BadKnowledge for a line with more
    than `columns` cells or fewer than `at_least` (by default all).
    """
    needed = columns if at_least is None else at_least
    for number, line in enumerate((DATA / name).read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = tuple(line.split("\t"))
        # Few lines have spaces around a cell; for the others the test is far cheaper than the stripping.
        if " \t" in line or "\t " in line or line != line.strip(" "):
            cells = tuple(cell.strip() for cell in cells)
        if len(cells) != columns:
            if not needed <= len(cells) < columns:
                raise BadKnowledge(
                    f"{name}:{number}: {len(cells)} cells where {columns} are expected: {line!r}"
                )
            cells += ("",) * (columns - len(cells))
        yield number, cells


def one_of(name: str, line: int, value: str, allowed: object) -> str:
    """The value, if it is allowed; BadKnowledge names the file, the line and what is allowed otherwise."""
    if value not in allowed:  # type: ignore[operator]
        raise BadKnowledge(f"{name}:{line}: {value!r} is not known; use one of: {' '.join(allowed)}")  # type: ignore[arg-type]
    return value
