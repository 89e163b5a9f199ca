"""Journeys of the house corpus: legs whose from, via and to are those of the gold.

python -m evals journeys [--part train] [--cases FILE]

Gold and reading are joined to journeys by the same function, so that only the claims differ. A leg is found
where its claim shares the trigger with a gold leg's, or most of its words; its stops are right where the
words of gold and reading overlap in each slot, or neither has any.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.corpus.load import load
from evals.corpus.score import Tally, match
from sayso.reading.where import journeys
from sayso.record import Claim, Leg, Record, Span
from sayso.record.codec import from_dict, to_dict

SLOTS = ("from", "via", "to", "means")


@dataclass(slots=True)
class Score:
    """Counts over reports: legs found at all, slots, legs right as a whole, travellers and permissions."""

    legs: Tally = field(default_factory=Tally)
    slots: dict[str, Tally] = field(default_factory=lambda: {slot: Tally() for slot in SLOTS})
    right: int = 0
    joined: Tally = field(default_factory=Tally)
    permitted: Tally = field(default_factory=Tally)
    cases: list[dict[str, Any]] = field(default_factory=list)


def stops(leg: Leg | None) -> dict[str, list[Span]]:
    """The words of a leg by slot."""
    if leg is None:
        return {slot: [] for slot in SLOTS}
    return {
        "from": [leg.start.quote.span] if leg.start else [],
        "via": [stop.quote.span for stop in leg.via],
        "to": [leg.end.quote.span] if leg.end else [],
        "means": [leg.means.span] if leg.means else [],
    }


def shared(gold: Sequence[Span], read: Sequence[Span]) -> int:
    """How many of the gold's words are met by the reading's, each once."""
    left = list(read)
    count = 0
    for span in gold:
        hit = next((other for other in left if other.overlaps(span)), None)
        if hit is not None:
            left.remove(hit)
            count += 1
    return count


def pairs(record: Record) -> set[tuple[str, str]]:
    """Which claims follow one another within one journey."""
    return {
        (one.claim, other.claim)
        for journey in journeys(record)
        for k, one in enumerate(journey.legs)
        for other in journey.legs[k + 1 :]
    }


def compare(name: str, gold: Record, read: Record, out: Score) -> None:
    """Add one report's counts."""
    text = gold.report.text
    asked = {leg.claim: leg for journey in journeys(gold) for leg in journey.legs}
    given = {leg.claim: leg for journey in journeys(read) for leg in journey.legs}
    ours = _claims(gold, asked)
    theirs = _claims(read, given)
    same = match(text, [to_dict(c) for c in ours], [to_dict(c) for c in theirs], enough=0.3)
    back = {theirs[j].id: ours[i].id for i, j in same}
    out.legs.add(len(same), len(theirs), len(ours))
    met = dict(same)
    for i, claim in enumerate(ours):
        other = given[theirs[met[i]].id] if i in met else None
        want, have = stops(asked[claim.id]), stops(other)
        for slot in SLOTS:
            out.slots[slot].add(shared(want[slot], have[slot]), len(have[slot]), len(want[slot]))
        fits = all(len(want[s]) == len(have[s]) == shared(want[s], have[s]) for s in SLOTS[:3])
        out.right += other is not None and fits
        out.cases.append(
            _case(name, claim.quote, text, want, have if other else None, right=bool(other and fits))
        )
    for j, claim in enumerate(theirs):
        if j not in {k for _, k in same}:
            have = stops(given[claim.id])
            for slot in SLOTS:
                out.slots[slot].add(0, len(have[slot]), 0)
            out.cases.append(_case(name, claim.quote, text, None, have, right=False))
    want_pairs = pairs(gold)
    have_pairs = {(back.get(a, a), back.get(b, b)) for a, b in pairs(read)}
    out.joined.add(len(want_pairs & have_pairs), len(have_pairs), len(want_pairs))
    want_hosts = [q.span for journey in journeys(gold) for q in journey.permitted_by]
    have_hosts = [q.span for journey in journeys(read) for q in journey.permitted_by]
    out.permitted.add(shared(want_hosts, have_hosts), len(have_hosts), len(want_hosts))


def _claims(record: Record, legs: dict[str, Leg]) -> list[Claim]:
    return [claim for claim in record.claims if claim.id in legs]


def _case(
    name: str,
    quote: str,
    text: str,
    want: dict[str, list[Span]] | None,
    have: dict[str, list[Span]] | None,
    *,
    right: bool,
) -> dict[str, Any]:
    def words(stops: dict[str, list[Span]] | None) -> dict[str, list[str]] | None:
        return None if stops is None else {slot: [s.of(text) for s in found] for slot, found in stops.items()}

    return {"report": name, "right": right, "quote": quote, "gold": words(want), "read": words(have)}


def table(out: Score) -> str:
    """The scores as text, in percent."""
    lines = [f"{'':12s}{'precision':>10s}{'recall':>8s}{'F1':>8s}{'gold':>7s}"]
    rows = [
        ("legs", out.legs),
        *out.slots.items(),
        ("same journey", out.joined),
        ("permitted", out.permitted),
    ]
    for name, tally in rows:
        lines.append(
            f"{name:12s}{100 * tally.precision:10.1f}{100 * tally.recall:8.1f}{100 * tally.f1:8.1f}{tally.due:7d}"
        )
    share = 100 * out.right / out.legs.due if out.legs.due else 0.0
    lines.append(f"legs with from, via and to right: {share:.1f} % of {out.legs.due}")
    return "\n".join(lines)


def main(argv: list[str]) -> int:
    """Print the table for a part of the house corpus."""
    import sayso

    parser = argparse.ArgumentParser(prog="python -m evals journeys", description=__doc__)
    parser.add_argument("--part", default="train")
    parser.add_argument("--cases", type=Path, help="write every leg here, one JSON object a line")
    options = parser.parse_args(argv)
    out, reports = Score(), 0
    for case in load(options.part):
        gold = from_dict(Record, case["record"])
        if not any(claim.what.type == "MOVEMENT" for claim in gold.claims):
            continue
        told = gold.report
        read = sayso.read(told.text, outlet=told.outlet, published=told.published)
        compare(told.name or told.id, gold, read, out)
        reports += 1
    print(f"part: {options.part}, {reports} reports with movements")
    print(table(out))
    if options.cases:
        options.cases.write_text(
            "".join(json.dumps(case, ensure_ascii=False) + "\n" for case in out.cases), encoding="utf-8"
        )
    return 0
