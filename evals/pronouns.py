"""Pronoun speakers of PolNeAR: whom they stand for, against a list that was checked by hand.

`python -m evals pronouns PATH [--write]`: PATH is a half of the set (a folder with `text/`). The list,
`evals/pronouns.tsv`, has a hundred pronouns drawn by lot from the sources of PolNeAR dev (`he she they it I we`,
seed 4), read in their texts. It holds no sentence of them: document, offsets, pronoun, the right name ("-" where
the text names nobody: the writer, a thing, somebody without a name), what sayso resolved, and whether that is right.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

LIST = Path(__file__).parent / "pronouns.tsv"
HEADER = "# document\tstart\tend\tpronoun\tright\tresolved\tverdict"


@dataclass(frozen=True, slots=True)
class Case:
    """One pronoun, and the name that is right for it ("-": none)."""

    document: str
    start: int
    end: int
    pronoun: str
    right: str


def cases(path: Path = LIST) -> list[Case]:
    """The list; ValueError names the line that has too few cells."""
    found = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if len(cells) < 5:
            raise ValueError(f"{path}:{number}: {len(cells)} cells where at least 5 are needed")
        found.append(Case(cells[0], int(cells[1]), int(cells[2]), cells[3], cells[4]))
    return found


def is_right(right: str, resolved: str | None) -> bool:
    """The same last name, and of several persons all; no name where the text has none; "|" parts two spellings.

    >>> is_right("Barack Obama", "Mr. Obama"), is_right("-", None), is_right("Obama and Clinton", "Obama")
    (True, True, False)
    """
    if right == "-":
        return resolved is None
    if resolved is None:
        return False
    words = resolved.split()
    return any(all(name.split()[-1] in words for name in way.split(" and ")) for way in right.split("|"))


def resolved(path: Path, wanted: Sequence[Case]) -> Iterator[tuple[Case, str | None]]:
    """What sayso makes of each pronoun; FileNotFoundError where a document is not in PATH/text."""
    from sayso.reading import mentions, syntax, who_says
    from sayso.reading.draft import Draft
    from sayso.reading.tree import Tree
    from sayso.reading.who_says.kinds import kind_of
    from sayso.record import Report, Span

    for document, group in groupby(wanted, key=lambda case: case.document):
        # The offsets of the set count line ends as they are in the file.
        text = (path / "text" / f"{document}.txt").read_bytes().decode("utf-8")
        draft = Draft(Report(text=text))
        for stage in (syntax.STAGE, mentions.STAGE, who_says.ATTRIBUTIONS):
            stage.run(draft)
        tree = Tree.of(draft)
        for case in group:
            yield case, _named(kind_of(Span(case.start, case.end), draft, tree)[1])


def _named(answer: str | None) -> str | None:
    """The answer, if there is a name in it: "the economies" names nobody."""
    words = (answer or "").split()
    return answer if any(w[0].isupper() and w.lower() not in ("the", "a", "an") for w in words) else None


def main(argv: Sequence[str] | None = None) -> int:
    """Print how many of the hundred are right and which are not; with --write, keep the answers in the list."""
    parser = argparse.ArgumentParser(prog="python -m evals pronouns", description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--write", action="store_true", help="write the answers into the list")
    options = parser.parse_args(argv)
    answers = list(resolved(options.path, cases()))
    lines = []
    right = 0
    for case, answer in answers:
        good = is_right(case.right, answer)
        right += good
        verdict = "right" if good else "wrong"
        lines.append(
            f"{case.document}\t{case.start}\t{case.end}\t{case.pronoun}\t{case.right}\t{answer or '-'}\t{verdict}"
        )
        if not good:
            print(
                f"{case.document} {case.start}: {case.pronoun} is {case.right}, resolved to {answer or '-'}"
            )
    print(f"pronoun speakers right: {right} of {len(answers)}")
    if options.write:
        notes = [line for line in LIST.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
        LIST.write_text("\n".join([*notes, *lines]) + "\n", encoding="utf-8")
    return 0
