"""Scores for time expressions: strict and relaxed spans, type and value, as TempEval-3 counts them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple


class Expression(NamedTuple):
    """A time expression of a document: place (half-open, in characters), TIMEX3 type and value, words."""

    start: int
    end: int
    type: str
    value: str
    text: str = ""


class Case(NamedTuple):
    """One difference or agreement: `kind` is right, value, missed or spurious."""

    document: str
    kind: str
    gold: Expression | None
    found: Expression | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Precision, recall and F1 (0 to 1) of strict and relaxed spans; F1 of type and value on relaxed matches."""

    gold: int
    found: int
    strict: tuple[float, float, float]
    relaxed: tuple[float, float, float]
    type_f1: float
    value_f1: float
    strict_value_f1: float
    cases: tuple[Case, ...]


def _three(right: int, gold: int, found: int) -> tuple[float, float, float]:
    return right / max(found, 1), right / max(gold, 1), 2 * right / max(gold + found, 1)


def pairs(
    gold: Sequence[Expression], found: Sequence[Expression]
) -> list[tuple[Expression | None, Expression | None]]:
    """One-to-one pairs by largest overlap, in the order of the gold; the rest is paired with None.

    >>> pairs([Expression(0, 5, "DATE", "2012")], [Expression(3, 8, "DATE", "2012")])[0][1].start
    3
    """
    out: list[tuple[Expression | None, Expression | None]] = []
    used: set[int] = set()
    for right in sorted(gold):
        best, most = None, 0
        for i, other in enumerate(found):
            shared = min(right.end, other.end) - max(right.start, other.start)
            if i not in used and shared > most:
                best, most = i, shared
        if best is None:
            out.append((right, None))
        else:
            used.add(best)
            out.append((right, found[best]))
    out.extend((None, other) for i, other in enumerate(found) if i not in used)
    return out


def score(documents: Mapping[str, tuple[Iterable[Expression], Iterable[Expression]]]) -> Scores:
    """Scores over documents: for each id the gold and the found expressions.

    >>> one = Expression(0, 4, "DATE", "2012")
    >>> score({"a": ([one], [one])}).value_f1
    1.0
    """
    gold_number = found_number = strict = relaxed = types = values = strict_values = 0
    cases = []
    for name, (gold, found) in documents.items():
        gold_list, found_list = list(gold), list(found)
        gold_number += len(gold_list)
        found_number += len(found_list)
        for right, other in pairs(gold_list, found_list):
            if right is None or other is None:
                cases.append(Case(name, "missed" if other is None else "spurious", right, other))
                continue
            same = (right.start, right.end) == (other.start, other.end)
            relaxed += 1
            strict += same
            types += right.type == other.type
            values += right.value == other.value
            strict_values += same and right.value == other.value
            cases.append(Case(name, "right" if right.value == other.value else "value", right, other))
    total = max(gold_number + found_number, 1)
    return Scores(
        gold=gold_number,
        found=found_number,
        strict=_three(strict, gold_number, found_number),
        relaxed=_three(relaxed, gold_number, found_number),
        type_f1=2 * types / total,
        value_f1=2 * values / total,
        strict_value_f1=2 * strict_values / total,
        cases=tuple(cases),
    )
