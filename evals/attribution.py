"""Who says what, on a folder in PolNeAR's format (text/*.txt and attributions/*.ann): soft F1 and exact spans.

python -m evals attribution FOLDER [--train FOLDER] [--cases FILE]

*Soft attribution F1*: a predicted attribution is right when its cue overlaps a gold cue, its source overlaps the
gold source (or both have none), and intersection over union of the contents is at least one half. *Exact*: spans
of sources, cues and contents that are the same to the word. Words are runs of letters and digits, or single
marks. The folder's texts are not written into the cases, only offsets.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.learned.reader import Reader, reader
from sayso.learned.reading import Reading
from training.corpora.polnear import annotations, texts, to_words
from training.rows import tag_row

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"\w+|[^\w\s]")
_QUOTED = re.compile(r'“[^”\n]*”?|"[^"\n]*"?|‘[^’\n]{20,}’')


def f1(right: float, predicted: float, gold: float) -> dict[str, float]:
    """Precision, recall and F1 in percent."""
    p = right / predicted if predicted else 0.0
    r = right / gold if gold else 0.0
    return {
        "p": round(100 * p, 2),
        "r": round(100 * r, 2),
        "f1": round(100 * 2 * p * r / (p + r), 2) if p + r else 0.0,
        "gold": gold,
        "predicted": predicted,
    }


def predicted(text: str, words: Sequence[tuple[int, int]], reading: Reading) -> list[dict[str, Any]]:
    """A reading's attributions over the scorer's words, with their confidence.

    Those that stand in what somebody else says are left out, as PolNeAR marks the outermost ones alone.
    """
    out = []
    for one in reading.attributions:
        if one.depth:
            continue
        parts: dict[str, Any] = {
            "source": to_words(words, reading.spans(one.source)),
            "cue": to_words(words, reading.spans(one.cue)),
            "content": to_words(words, reading.spans(one.content)),
            "confidence": one.confidence,
        }
        if parts["cue"] and parts["content"]:
            out.append(parts)
    return out


def speech(text: str, words: Sequence[tuple[int, int]], content: Sequence[int]) -> str:
    """direct, mixed or indirect: how much of a content stands between quotation marks."""
    quoted = [m.span() for m in _QUOTED.finditer(text)]
    inside = sum(any(a <= words[i][0] and words[i][1] <= b for a, b in quoted) for i in content)
    share = inside / max(1, len(content))
    return "direct" if share >= 0.9 else "mixed" if share > 0 else "indirect"


def match(gold: Sequence[dict[str, Any]], found: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    """Gold and predicted attributions one to one, by the overlap of their cues."""
    pairs = []
    for i, g in enumerate(gold):
        for j, p in enumerate(found):
            a, b = set(g["cue"]), set(p["cue"])
            if a & b:
                pairs.append((len(a & b) / len(a | b), i, j))
    pairs.sort(reverse=True)
    used_gold: set[int] = set()
    used_found: set[int] = set()
    out = []
    for _, i, j in pairs:
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            out.append((i, j))
    return out


def overlap(a: Sequence[int], b: Sequence[int]) -> float:
    """Intersection over union."""
    return len(set(a) & set(b)) / max(1, len(set(a) | set(b)))


def is_right(gold: dict[str, Any], found: dict[str, Any]) -> bool:
    """The soft criterion, for two attributions whose cues overlap."""
    source = bool(set(gold["source"]) & set(found["source"])) or not (gold["source"] or found["source"])
    return source and overlap(gold["content"], found["content"]) >= 0.5


class Tally:
    """Counts over documents, and the figures they make."""

    def __init__(self, seen: frozenset[str] = frozenset()) -> None:
        self.seen = seen
        self.count: Counter[tuple[str, ...]] = Counter()
        self.bins: dict[int, list[int]] = {}

    def add(
        self,
        text: str,
        words: Sequence[tuple[int, int]],
        gold: Sequence[dict[str, Any]],
        found: Sequence[dict[str, Any]],
    ) -> list[dict[str, Any]]:
        """Count one document; the answer for each gold and each spurious attribution."""
        count = self.count
        for role, letter in (("source", "S"), ("cue", "C"), ("content", "N")):
            a = _spans(gold, len(words), letter)
            b = _spans(found, len(words), letter)
            count["exact", role, "right"] += len(a & b)
            count["exact", role, "gold"] += len(a)
            count["exact", role, "predicted"] += len(b)
        cases = []
        matched = dict(match(gold, found))
        right_of: dict[int, bool] = {}
        for i, g in enumerate(gold):
            tables = self._tables(text, words, g)
            p = found[matched[i]] if i in matched else None
            right = p is not None and is_right(g, p)
            if p is not None:
                right_of[matched[i]] = right
            for name in tables:
                count[name, "gold"] += 1
                count[name, "right"] += right
                count[name, "cue"] += p is not None
            cases.append(
                {
                    "cue": [words[g["cue"][0]][0], words[g["cue"][-1]][1]],
                    "kind": tables[1].partition(": ")[2],
                    "answer": "right" if right else "missed" if p is None else "wrong",
                }
            )
        for j, p in enumerate(found):
            right = right_of.get(j, False)
            tables = self._tables(text, words, p)
            for name in tables:
                count[name, "predicted"] += 1
            part = min(9, int(p["confidence"] * 10))
            bucket = self.bins.setdefault(part, [0, 0])
            bucket[0] += 1
            bucket[1] += right
            if j not in matched.values():
                cases.append(
                    {
                        "cue": [words[p["cue"][0]][0], words[p["cue"][-1]][1]],
                        "kind": tables[1].partition(": ")[2],
                        "answer": "spurious",
                    }
                )
        return cases

    def _tables(self, text: str, words: Sequence[tuple[int, int]], one: dict[str, Any]) -> list[str]:
        size = len(one["content"])
        out = [
            "soft",
            f"speech: {speech(text, words, one['content'])}",
            "content: 1-3 words" if size <= 3 else "content: 4-10 words" if size <= 10 else "content: longer",
            "source: none" if not one["source"] else "source: given",
        ]
        if self.seen:
            cue = " ".join(text[words[i][0] : words[i][1]].lower() for i in one["cue"])
            out.append("cue: seen" if cue in self.seen else "cue: unseen")
        return out

    def figures(self) -> dict[str, Any]:
        """Every figure, in percent."""
        names = sorted({key[0] for key in self.count if key[0] != "exact"})
        out: dict[str, Any] = {
            name: f1(self.count[name, "right"], self.count[name, "predicted"], self.count[name, "gold"])
            for name in names
        }
        for role in ROLES:
            out[f"exact {role}"] = f1(*(self.count["exact", role, k] for k in ("right", "predicted", "gold")))
        out["reliability"] = {
            f"{k / 10:.1f}-{(k + 1) / 10:.1f}": {"count": n, "right": round(100 * right / n, 1)}
            for k, (n, right) in sorted(self.bins.items())
        }
        return out


def _spans(attributions: Sequence[dict[str, Any]], size: int, letter: str) -> set[tuple[int, int]]:
    """The exact spans of one role, as the flat tag row of CofeNet's definition gives them."""
    row = tag_row(
        [{"Source": a["source"], "Cue": a["cue"], "Content": a["content"]} for a in attributions], size
    )
    out: list[list[int]] = []
    for i, tag in enumerate(row):
        if tag[2:] != letter:
            continue
        if tag[0] == "B" or not out or out[-1][1] != i:
            out.append([i, i + 1])
        else:
            out[-1][1] = i + 1
    return {(a, b) for a, b in out}


def gold_of(words: Sequence[tuple[int, int]], path: Path) -> list[dict[str, Any]]:
    """The attributions of an annotation file over the scorer's words."""
    out = []
    for one in annotations(path)[0]:
        parts: dict[str, Any] = {role: to_words(words, one[role.title()]) for role in ROLES}
        if parts["cue"] and parts["content"]:
            out.append(parts)
    return out


def cues_of(folder: Path) -> frozenset[str]:
    """The cues of a training folder, in small letters."""
    out = set()
    for _, text, path in texts(folder.parent, folder.name):
        words = [m.span() for m in _WORD.finditer(text)]
        for one in gold_of(words, path):
            out.add(" ".join(text[words[i][0] : words[i][1]].lower() for i in one["cue"]))
    return frozenset(out)


def score(
    path: Path,
    *,
    read: Reader | None = None,
    train: Path | None = None,
    cases: Path | None = None,
    limit: int = 0,
) -> dict[str, Any]:
    """All figures for a folder; `limit` reads only the first documents."""
    read = read or reader()
    tally = Tally(cues_of(train) if train else frozenset())
    lines = []
    for k, (name, text, annotation) in enumerate(texts(path.parent, path.name)):
        if limit and k == limit:
            break
        words = [m.span() for m in _WORD.finditer(text)]
        found = predicted(text, words, read.read(text))
        answers = tally.add(text, words, gold_of(words, annotation), found)
        lines += [json.dumps({"document": name, **case}) for case in answers]
    if cases:
        cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return tally.figures()


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="evals attribution", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--train", type=Path, help="training folder: tells seen from unseen cues")
    parser.add_argument("--cases", type=Path, help="write the answer for every attribution here")
    parser.add_argument("--weights", type=Path, help="folder of weights; default: the shipped ones")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args(argv)
    figures = score(
        given.folder, read=reader(given.weights), train=given.train, cases=given.cases, limit=given.limit
    )
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
