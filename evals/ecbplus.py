"""Event triggers and the participants, times and places beside them on ECB+ (its XML), as an independent view.

    python -m evals ecbplus FOLDER [--topics 1-35] [--limit N] [--cases FILE]

FOLDER holds the topics and ECBplus_coreference_sentences.csv; only the sentences listed there count, as the
others were not fully annotated. Topics 36 to 45 are the set's test part and are left out unless they are asked for.

Triggers: of the ACTION_* and NEG_ACTION_* mentions, which are the trigger of a proposition (verbs of saying
with their attribution among them). ECB+ says which people, times and places the sentence of an event
has, not which event each belongs to; so an attachment is right if the words given as participant (or voice),
time or place of a proposition with a right trigger are marked as such in its sentence, and found if some
proposition of the sentence gives them.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from evals.cat import CatDocument, Mention, read
from sayso.reading.draft import Draft
from sayso.reading.pipeline import default
from sayso.record import Report, Span

LISTED = "ECBplus_coreference_sentences.csv"
TEST = range(36, 46)
KINDS = {
    "participant": ("HUMAN_PART", "NON_HUMAN_PART"),
    "time": ("TIME_",),
    "place": ("LOC_",),
}
"""The beginnings of the element names of each kind."""
PEOPLE = "people"
"""Participants once more, of the set's people and organisations alone: things are rarely parties for sayso."""


def topics(text: str) -> set[int]:
    """Topic numbers of a list of numbers and ranges.

    >>> sorted(topics("1-3,7"))
    [1, 2, 3, 7]
    """
    out: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        out |= set(range(int(first), int(last or first) + 1))
    return out


def listed(path: Path) -> dict[str, set[int]]:
    """The sentences that count of each document (named as its file, without the ending)."""
    out: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as lines:
        for row in csv.DictReader(lines):
            out[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return out


def documents(folder: Path, wanted: set[int]) -> Iterator[tuple[CatDocument, set[int]]]:
    """The documents of the topics that have sentences that count, with these sentences."""
    sentences = listed(folder / LISTED)
    for name in sorted(sentences):
        topic = int(name.partition("_")[0])
        path = folder / str(topic) / f"{name}.xml"
        if topic in wanted and path.is_file():
            yield read(path), sentences[name]


def is_event(mention: Mention) -> bool:
    """Whether the mention is an action or state, negated or not."""
    return mention.tag.startswith(("ACTION_", "NEG_ACTION_"))


def touches(span: Span, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that share a word with the span."""
    return [m for m in mentions if any(span.overlaps(word) for word in m.words)]


def given(draft: Draft, index: int) -> dict[str, list[Span]]:
    """The words that proposition `index` gives as participants and voices, as its time, as its place."""
    what = (draft.what or ())[index]
    voices = (draft.who_says or ())[index]
    when, where = (draft.when or ())[index], (draft.where or ())[index]
    return {
        "participant": [p.span for p in what.participants] + [v.span for v in voices[-1:] if v.span],
        "time": [when.span] if when.span else [],
        "place": [where.span] if where.span else [],
    }


def count(
    document: CatDocument, draft: Draft, wanted: set[int]
) -> tuple[Counter[str], list[dict[str, object]]]:
    """Counts named "trigger right", "time gold" and so on, and one line for each event of the set."""
    counts: Counter[str] = Counter()
    lines: list[dict[str, object]] = []
    tokens = draft.tokens or ()
    for number in sorted(wanted & set(document.sentences)):
        place = document.sentences[number]
        marked = [m for m in document.mentions if m.sentence == number]
        events = [m for m in marked if is_event(m)]
        mine = [p for p in draft.propositions or () if place.holds(tokens[p.trigger].span)]
        # a cue of saying is told as an attribution, not as a claim: it is a trigger for ECB+ all the same
        cues = {a.cue.span for a in draft.attributions or () if a.cue is not None and place.holds(a.cue.span)}
        spans = {tokens[p.trigger].span for p in mine}
        spans |= {cue for cue in cues if not any(cue.overlaps(span) for span in spans)}
        found = {m.id for span in spans for m in touches(span, events)}
        counts["trigger gold"] += len(events)
        counts["trigger given"] += len(spans)
        counts["trigger right"] += sum(bool(touches(span, events)) for span in spans)
        counts["trigger found"] += len(found)
        typed = {tokens[p.trigger].span for p in mine if (draft.what or ())[p.index].type}
        counts["of a class given"] += len(typed)
        counts["of a class right"] += sum(bool(touches(span, events)) for span in typed)
        lines += [
            {
                "document": document.name,
                "sentence": number,
                "event": event.span.of(document.text),
                "kind": event.tag,
                "found": event.id in found,
            }
            for event in events
        ]
        right = [p for p in mine if touches(tokens[p.trigger].span, events)]
        told = [given(draft, p.index) for p in right]
        for kind, beginnings in KINDS.items():
            gold = [m for m in marked if m.tag.startswith(beginnings)]
            words = {span for one in told for span in one[kind] if place.overlaps(span)}
            counts[f"{kind} gold"] += len(gold)
            counts[f"{kind} given"] += len(words)
            counts[f"{kind} right"] += sum(bool(touches(span, gold)) for span in words)
            hit = {m.id for span in words for m in touches(span, gold)}
            counts[f"{kind} found"] += len(hit)
            if kind == "participant":
                people = [m for m in gold if m.tag.startswith("HUMAN")]
                counts[f"{PEOPLE} gold"] += len(people)
                counts[f"{PEOPLE} found"] += sum(m.id in hit for m in people)
    return counts, lines


def figures(counts: Counter[str], name: str) -> tuple[float, float, float]:
    """Precision, recall and F1 in per cent: of what was given, what is right; of the set's, what was found."""
    precision = 100 * counts[f"{name} right"] / max(1, counts[f"{name} given"])
    recall = 100 * counts[f"{name} found"] / max(1, counts[f"{name} gold"])
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def main(argv: Sequence[str]) -> int:
    """Print triggers and attachments; `--cases` writes one line for each event of the set."""
    parser = argparse.ArgumentParser(prog="python -m evals ecbplus", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--topics", type=topics, default=set(range(1, 100)) - set(TEST), help="such as 1-5,8")
    parser.add_argument("--limit", type=int, default=10**9, help="documents")
    parser.add_argument("--cases", type=Path)
    told = parser.parse_args(argv)
    if not (told.folder / LISTED).is_file():
        print(f"{told.folder / LISTED}: no such file; give the folder that holds it", file=sys.stderr)
        return 2
    total: Counter[str] = Counter()
    lines: list[dict[str, object]] = []
    read_ = 0
    for document, wanted in documents(told.folder, told.topics):
        if read_ == told.limit:
            break
        read_ += 1
        last = max(n for n in document.sentences if n <= max(wanted))
        # a document is read as far as it counts: what comes after changes nothing before it
        text = document.text[: document.sentences[last].end]
        draft = default().draft(Report(text=text, language="en"))
        counts, cases = count(document, draft, wanted)
        total += counts
        lines += cases
    print(f"{read_} documents, {total['trigger gold']} events")
    print(f"{'':<13}{'P':>7}{'R':>7}{'F1':>7}{'n':>7}")
    for name in ("trigger", *KINDS):
        precision, recall, f1 = figures(total, name)
        print(f"{name:<13}{precision:7.1f}{recall:7.1f}{f1:7.1f}{total[f'{name} gold']:7}")
    print(
        f"{PEOPLE:<13}{'':7}{100 * total[f'{PEOPLE} found'] / max(1, total[f'{PEOPLE} gold']):7.1f}"
        f"{'':7}{total[f'{PEOPLE} gold']:7}"
    )
    precision = 100 * total["of a class right"] / max(1, total["of a class given"])
    print(f"{'of a class':<13}{precision:7.1f}{'':14}{total['of a class given']:7}")
    for kind, one in sorted(_by_kind(lines).items(), key=lambda item: -item[1][1]):
        print(f"  {kind:<24}{100 * one[0] / one[1]:6.1f} found{one[1]:7}")
    if told.cases:
        told.cases.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return 0


def _by_kind(lines: Iterable[dict[str, object]]) -> dict[str, tuple[int, int]]:
    """(found, all) events of each kind of the set."""
    found: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for line in lines:
        kind = str(line["kind"])
        every[kind] += 1
        found[kind] += bool(line["found"])
    return {kind: (found[kind], every[kind]) for kind in every}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
