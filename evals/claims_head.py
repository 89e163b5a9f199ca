"""The claims head alone on the house corpus, asked at the words of the gold: what it knows before any stage.

python -m evals claims_head [--part dev] [--corpus corpus] [--weights FOLDER]

Class, stance, polarity and kind of voice are asked for the gold's triggers, quotes and voices; `triggers` is
the F1 of the words that it takes for triggers; participants are matched where half of the words are shared.
The lines with "second look" are of what is read of every claim's predicate for it alone, states among them.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.corpus.labels import PARTS
from sayso.learned import Reader, Reading, reader
from sayso.learned.claims import Part
from sayso.learned.labels import PREDICATE_LABELS

SURE = 0.45
"""Probability from which a participant that the head gives counts as read."""


def records(corpus: Path, part: str) -> Iterator[dict[str, Any]]:
    """The gold records of a part."""
    for path in sorted((corpus / part).rglob("*.json")):
        if path.name != "story.json":
            yield json.loads(path.read_text(encoding="utf-8"))["record"]


def macro(gold: Sequence[str], read: Sequence[str]) -> float:
    """Macro-F1 in percent over the labels of the gold."""
    pairs, total = Counter(zip(gold, read, strict=True)), 0.0
    have, said = Counter(gold), Counter(read)
    for label in have:
        total += 2 * pairs[label, label] / (have[label] + said[label])
    return 100 * total / max(1, len(have))


def words_of(reading: Reading, spans: Sequence[Sequence[int]]) -> list[int]:
    """The numbers of the words in some spans."""
    found = []
    for begin, end in spans:
        at = reading.words_at((begin, end))
        if at:
            found += list(range(*at))
    return found


def asked(reading: Reading, layer: str, words: Sequence[int], *, but: str = "") -> str:
    """The most probable label of some words, without one label."""
    chances = reading.claims.chances(layer, words)
    return max((p, label) for label, p in chances.items() if label != but)[1] if chances else ""


def score(corpus: Path, part: str, using: Reader) -> dict[str, float]:
    """Figures in percent, by name."""
    gold: dict[str, list[str]] = {k: [] for k in ("event", "stance", "polarity", "voice", "act")}
    read: dict[str, list[str]] = {k: [] for k in gold}
    triggers = Counter[str]()
    parts = Counter[str]()
    look = Look()
    for record in records(corpus, part):
        reading = using.read(record["report"]["text"])
        marked: set[int] = set()
        for claim in record["claims"]:
            quote = words_of(reading, claim["spans"])
            for layer in ("stance", "polarity"):
                gold[layer].append(claim["how_sure"][layer])
                read[layer].append(asked(reading, layer, quote))
            for voice in claim["who_says"]:
                if voice["span"]:
                    gold["voice"].append(voice["kind"])
                    read["voice"].append(asked(reading, "voice", words_of(reading, [voice["span"]]), but="O"))
                if voice["cue"]:
                    gold["act"].append(voice["act"])
                    read["act"].append(
                        asked(reading, "act", words_of(reading, [voice["cue"]["span"]]), but="O")
                    )
            trigger = words_of(reading, [t["span"] for t in claim["what"]["trigger"]])
            look.take(reading, claim, trigger or quote)
            if not claim["what"]["type"] or not trigger:
                continue
            marked.update(trigger)
            gold["event"].append(claim["what"]["type"])
            read["event"].append(asked(reading, "event", trigger, but="O"))
            found: dict[Part, None] = {}
            for word in trigger:
                found.update(dict.fromkeys(reading.claims.parts.get(word, ())))
            people = [p for p in claim["what"]["participants"] if p["span"]]
            parts["gold"] += len(people)
            best = max(trigger, key=lambda w: sum(p.confidence for p in reading.claims.parts.get(w, ())))
            mine = [part for part in reading.claims.parts.get(best, ()) if part.confidence >= SURE]
            parts["read"] += len(mine)
            for one in people:
                where = set(words_of(reading, [one["span"]]))
                parts["right"] += any(
                    p.role == one["role"]
                    and len(where & set(range(*p.words))) * 2 > len(where | set(range(*p.words)))
                    for p in mine
                )
        for word in range(len(reading.words)):
            taken = reading.claims.best("event", word)[0] not in ("", "O")
            triggers["read"] += taken
            triggers["gold"] += word in marked
            triggers["right"] += taken and word in marked
    out = {}
    for layer, labels in gold.items():
        out[f"{layer} accuracy"] = (
            100 * sum(a == b for a, b in zip(labels, read[layer], strict=True)) / max(1, len(labels))
        )
        out[f"{layer} macro-F1"] = macro(labels, read[layer])
    for name, counts in (("triggers", triggers), ("participants", parts)):
        out[f"{name} F1"] = 200 * counts["right"] / max(1, counts["gold"] + counts["read"])
    return out | look.figures()


class Look:
    """What the second look reads of the gold's predicates, against the gold."""

    def __init__(self) -> None:
        self.pairs: dict[str, list[tuple[str, str]]] = {n: [] for n in PREDICATE_LABELS}
        self.parts = Counter[str]()

    def take(self, reading: Reading, claim: dict[str, Any], words: Sequence[int]) -> None:
        """Take in one claim, asked at the first of its words that a second look was taken at."""
        found = next((reading.predicates[w] for w in words if w in reading.predicates), None)
        if found is None:
            return
        chain, what = claim["who_says"], claim["what"]
        gold = {
            "event": what["type"] or "O",
            "mode": (what.get("mode") or "-") if what["type"] else "",
            "told": "own" if len(chain) == 1 else "told",
            "origin": chain[-1]["kind"],
            **claim["how_sure"],
        }
        for name, pairs in self.pairs.items():
            if gold.get(name):
                pairs.append((gold[name], max(found.chances(name).items(), key=lambda pair: pair[1])[0]))
        people = [(p["role"], set(words_of(reading, [p["span"]]))) for p in what["participants"] if p["span"]]
        mine = [(p.role, set(range(*p.words))) for p in found.parts if p.confidence >= SURE]
        self.parts["gold"] += len(people)
        self.parts["read"] += len(mine)
        self.parts["right"] += sum(
            any(r == role and len(w & where) * 2 > len(w | where) for r, w in mine) for role, where in people
        )

    def figures(self) -> dict[str, float]:
        """Figures in percent, by name; none where no second look was taken."""
        out = {}
        for name, pairs in self.pairs.items():
            if pairs:
                out[f"second look, {name} accuracy"] = 100 * sum(a == b for a, b in pairs) / len(pairs)
                out[f"second look, {name} macro-F1"] = macro(*map(list, zip(*pairs, strict=True)))
        if self.parts["read"]:
            counts = self.parts
            out["second look, participants F1"] = 200 * counts["right"] / (counts["gold"] + counts["read"])
        return out


def main(argv: Sequence[str] | None = None) -> int:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m evals claims_head", description=__doc__)
    parser.add_argument("--corpus", type=Path, default=Path(__file__).parent.parent / "corpus")
    parser.add_argument("--part", default="dev", choices=PARTS)
    parser.add_argument("--weights", type=Path, help="another folder of weights")
    given = parser.parse_args(argv)
    for name, value in score(given.corpus, given.part, reader(given.weights)).items():
        print(f"{name:<22}{value:6.1f}")
    return 0
