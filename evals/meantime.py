"""Certainty, polarity and time of events on MEANTIME (its CAT XML): F1 of each value, against predicting the majority.

    python -m evals meantime FOLDER [--half even|odd] [--cases FILE]

An event takes its values from the proposition of which it is the trigger; an event that is no proposition of
sayso's (most nouns) from the innermost one whose words it is among. Only events with all three values count,
and only sentences that were annotated. How a stance becomes a certainty stands in CERTAINTY.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from evals.cat import CatDocument, documents
from sayso.reading.draft import Draft
from sayso.reading.pipeline import default
from sayso.record import HowSure, Likelihood, Polarity, Report, Stance, When

ASPECTS = ("certainty", "polarity", "time")
ORDINARY = ("CERTAIN", "POS", "NON_FUTURE")
"""What an event gets that is in no proposition at all; each is the majority of its aspect, too."""

CERTAINTY = {
    # what somebody says is so, intends, or takes for granted is certain to that somebody
    Stance.ASSERTED: "CERTAIN",
    Stance.PRESUPPOSED: "CERTAIN",
    Stance.PLANNED: "CERTAIN",
    Stance.DENIED: "CERTAIN",
    # the words leave it open
    Stance.SUSPECTED: "POSSIBLE",
    Stance.DOUBTED: "POSSIBLE",
    Stance.CONDITIONAL: "POSSIBLE",
    # nobody takes a stand
    Stance.ASKED: "UNDERSPECIFIED",
}
LIKELY = {
    Likelihood.LIKELY: "PROBABLE",
    Likelihood.VERY_LIKELY: "PROBABLE",
    Likelihood.ALMOST_CERTAIN: "PROBABLE",
}
"""A likelihood word that is more than even says PROBABLE, whatever the stance."""
POLARITY = {Polarity.AFFIRMED: "POS", Polarity.NEGATED: "NEG"}
AHEAD = frozenset({Stance.PLANNED, Stance.CONDITIONAL})
"""Stances whose event has not happened yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An event with its gold values and those found; `own` says whether it is a proposition of sayso's."""

    document: str
    words: str
    gold: tuple[str, str, str]
    found: tuple[str, str, str]
    own: bool


def values(sure: HowSure, when: When, created: str | None) -> tuple[str, str, str]:
    """Certainty, polarity and time of a proposition.

    >>> values(HowSure(stance=Stance.PLANNED), When(), None)
    ('CERTAIN', 'POS', 'FUTURE')
    """
    certainty = CERTAINTY[sure.stance]
    if sure.likelihood is not None:
        certainty = LIKELY.get(sure.likelihood, "POSSIBLE")
    later = bool(created and when.start and when.start[:10] > created)
    return certainty, POLARITY[sure.polarity], "FUTURE" if sure.stance in AHEAD or later else "NON_FUTURE"


def annotated(document: CatDocument) -> str:
    """The text up to the last sentence with a mark: the rest was not annotated."""
    last = max((m.sentence for m in document.mentions), default=0)
    return document.text[: document.sentences[last].end] if document.sentences else ""


def draft_of(document: CatDocument) -> Draft:
    """The annotated text read, its first sentence as the headline."""
    text = annotated(document)
    title = document.sentences.get(0)
    return default().draft(Report(text=text, published=document.created, title=title, language="en"))


def cases(document: CatDocument) -> Iterable[Case]:
    """The events of a document that have all three values."""
    draft = draft_of(document)
    tokens, propositions = draft.tokens or (), draft.propositions or ()
    sure, when = draft.how_sure or (), draft.when or ()
    for mention in document.mentions:
        if mention.tag != "EVENT_MENTION":
            continue
        gold = tuple(mention.attributes.get(aspect, "") for aspect in ASPECTS)
        if not all(gold):
            continue
        words = {n for n, t in enumerate(tokens) if any(t.span.overlaps(word) for word in mention.words)}
        own = [p for p in propositions if p.trigger in words]
        around = [p for p in propositions if words & set(p.tokens)]
        holder = own[0] if own else min(around, key=lambda p: len(p.tokens), default=None)
        found = values(sure[holder.index], when[holder.index], document.created) if holder else ORDINARY
        if not own:  # "did not reach a deal" negates the reaching; the rest holds of all that is told in it
            found = (found[0], ORDINARY[1], found[2])
        yield Case(
            document=document.name,
            words=mention.span.of(document.text),
            gold=(gold[0], gold[1], gold[2]),
            found=found,
            own=bool(own),
        )


def table(pairs: Sequence[tuple[str, str]]) -> dict[str, tuple[float, float, float, int]]:
    """(gold, found) pairs to precision, recall, F1 (in per cent) and count of each gold value."""
    right = Counter(gold for gold, found in pairs if gold == found)
    due, said = Counter(gold for gold, _ in pairs), Counter(found for _, found in pairs)
    out = {}
    for value, count in due.most_common():
        precision = 100 * right[value] / said[value] if said[value] else 0.0
        recall = 100 * right[value] / count
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        out[value] = (precision, recall, f1, count)
    return out


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the gold values."""
    rows = table(pairs)
    return sum(row[2] for row in rows.values()) / len(rows) if rows else 0.0


def main(argv: Sequence[str]) -> int:
    """Print the table of each aspect; `--cases` writes one line for each event."""
    parser = argparse.ArgumentParser(prog="python -m evals meantime", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--half", choices=("all", "even", "odd"), default="all", help="documents by name")
    parser.add_argument("--cases", type=Path)
    given = parser.parse_args(argv)
    if not given.folder.is_dir():
        print(f"{given.folder}: no such folder; give MEANTIME's intra-doc_annotation", file=sys.stderr)
        return 2
    found: list[Case] = []
    for number, document in enumerate(documents(given.folder)):
        if given.half == "all" or (number % 2 == 1) == (given.half == "odd"):
            found += cases(document)
    own = [case for case in found if case.own]
    print(f"{len(found)} events, {len(own)} of them propositions of their own")
    print(f"{'aspect':<11}{'value':<16}{'P':>7}{'R':>7}{'F1':>7}{'majority':>10}{'n':>6}")
    for n, aspect in enumerate(ASPECTS):
        pairs = [(case.gold[n], case.found[n]) for case in found]
        most = Counter(gold for gold, _ in pairs).most_common(1)[0][0] if pairs else ""
        blind = [(gold, most) for gold, _ in pairs]
        base = table(blind)
        for value, (precision, recall, f1, count) in table(pairs).items():
            print(
                f"{aspect:<11}{value:<16}{precision:7.1f}{recall:7.1f}{f1:7.1f}{base[value][2]:10.1f}{count:6}"
            )
        print(f"{aspect:<11}{'macro':<16}{'':14}{macro(pairs):7.1f}{macro(blind):10.1f}{len(pairs):6}")
        right = 100 * sum(gold == value for gold, value in pairs) / max(1, len(pairs))
        most_right = 100 * sum(gold == value for gold, value in blind) / max(1, len(pairs))
        print(f"{aspect:<11}{'accuracy':<16}{'':14}{right:7.1f}{most_right:10.1f}{len(pairs):6}")
        inside = [(case.gold[n], case.found[n]) for case in own]
        blind_own = [(gold, most) for gold, _ in inside]
        print(
            f"{aspect:<11}{'macro, own':<16}{'':14}{macro(inside):7.1f}{macro(blind_own):10.1f}{len(own):6}"
        )
    if given.cases:
        lines = [
            json.dumps(
                {
                    "document": c.document,
                    "words": c.words,
                    "gold": c.gold,
                    "found": c.found,
                    "own": c.own,
                }
            )
            for c in found
        ]
        given.cases.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
