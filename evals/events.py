"""PLOVER root class by lexicon and rules: the sentence, its source and target are given (PLV), nothing is trained.

    python -m evals events FOLDER [--cases FILE] [--limit N]

FOLDER holds PLV_train.tsv in its original format. CONCEDE and RETREAT are one class there (YIELD). As no
part of the set trains the rules, every sentence counts, in five folds to show the spread. Of the events
that are read in a sentence the one counts whose participants share most words with source and target.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from sayso.reading.draft import Draft
from sayso.reading.pipeline import Pipeline, default
from sayso.record import HowSure, Report, Role, Stance, What

YIELD = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}
NONE = "none"
TABLE: dict[tuple[str | None, str | None], str] = {("SANCTION", "convict"): "ACCUSE"}
"""CAMEO 116 (found guilty) is ACCUSE in the conversion table that PLV follows; sayso follows the manual."""
COOPERATIVE = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT"})
UNREAL = frozenset({Stance.PLANNED, Stance.CONDITIONAL})
"""PLOVER reads future cooperation as AGREE; sayso keeps the class and says that it is planned."""
FOLDS = 5
ACTING = (Role.ACTOR, Role.INSTRUMENT)
SMALL = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "'s",
        "in",
        "on",
        "at",
        "to",
        "for",
        "by",
        "with",
        "its",
        "their",
        "his",
        "her",
    ]
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence with the words of source and target and the gold class ("" where there is none)."""

    id: str
    sentence: str
    source: str
    target: str
    gold: str


def read_plv(path: Path) -> Iterator[Case]:
    """The rows of PLV_train.tsv."""
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Case(
                id=row["sentence_id"],
                sentence=row["sentence"].strip(),
                source=row["source"].strip(),
                target=row["target"].strip(),
                gold=row["gold_root"].strip(),
            )


def drafted(sentence: str) -> Draft:
    """The sentence after the stages that what and how sure rest on."""
    return questions().draft(Report(text=sentence, language="en"))


@cache
def questions() -> Pipeline:
    """The stages up to how sure: when and where are not looked at here."""
    stages = default().stages
    last = next(n for n, stage in enumerate(stages) if "how_sure" in stage.gives)
    return Pipeline(stages[: last + 1])


def root(what: What, sure: HowSure | None = None) -> str:
    """The class as PLV names it: what sayso tells by the stance (planned help) is a class of its own there."""
    if (what.type, what.mode) in TABLE:
        return TABLE[what.type, what.mode]
    if sure is not None and sure.stance in UNREAL and what.type in COOPERATIVE:
        return "AGREE"
    return YIELD.get(what.type or NONE, what.type or NONE)


def words(text: str) -> frozenset[str]:
    """The telling words of a phrase."""
    return frozenset(word.strip(".,;'’").lower() for word in text.split()) - SMALL


def shares(what: What, source: str, target: str) -> float:
    """How well an event's participants meet the given pair: shared words count, on the right side twice."""
    total = 0.0
    for part in what.participants:
        acting = part.role in ACTING
        mine, other = (source, target) if acting else (target, source)
        given = words(part.text)
        total += 2 * bool(given & words(mine)) + bool(given & words(other))
    return total


def chosen(draft: Draft, source: str, target: str) -> tuple[What, HowSure] | None:
    """The event that the pair belongs to: best shared words, then the first in the text."""
    events = [pair for pair in zip(draft.what or (), draft.how_sure or (), strict=True) if pair[0].type]
    return max(events, key=lambda pair: shares(pair[0], source, target), default=None)


def scores(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """(gold, given) pairs to precision, recall, F1 and gold count for each gold class."""
    right = Counter(gold for gold, given in pairs if gold == given)
    due, said = Counter(gold for gold, _ in pairs), Counter(given for _, given in pairs)
    out = {}
    for label in sorted(due):
        precision = right[label] / said[label] if said[label] else 0.0
        recall = right[label] / due[label]
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        out[label] = (precision, recall, f1, due[label])
    return out


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """The mean F1 of the gold's classes."""
    table = scores(pairs)
    return sum(row[2] for row in table.values()) / len(table) if table else 0.0


def main(argv: list[str]) -> int:
    """Print the table; `--cases` writes one line for each sentence."""
    parser = argparse.ArgumentParser(prog="python -m evals events", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--limit", type=int, default=10**9)
    options = parser.parse_args(argv)
    cases = [
        case
        for _, case in zip(range(options.limit), read_plv(options.folder / "PLV_train.tsv"), strict=False)
    ]
    pairs, lines = [], []
    for case in cases:
        found = chosen(drafted(case.sentence), case.source, case.target)
        given = root(*found) if found else NONE
        pairs.append((case.gold, given))
        because = found[0].because[0] if found else ""
        lines.append({"id": case.id, "gold": case.gold, "given": given, "because": because})
    if options.cases:
        options.cases.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    print(f"{'class':<12}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}")
    for label, (precision, recall, f1, count) in scores(pairs).items():
        print(f"{label:<12}{precision:7.1%}{recall:7.1%}{f1:7.1%}{count:6}")
    folds = [macro(pairs[n::FOLDS]) for n in range(FOLDS)]
    print(f"macro-F1 {macro(pairs):.1%}, five folds {min(folds):.1%} to {max(folds):.1%}")
    print(
        f"accuracy {sum(a == b for a, b in pairs) / len(pairs):.1%}, no event found {sum(b == NONE for _, b in pairs) / len(pairs):.1%}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
