"""PLOVER root class of a sentence (PLV) and source and target spans (PLV, cameo_ner), on their folder.

python -m evals event_class FOLDER [--part dev-0] [--cases FILE]

The shipped weights have not seen fold 0 of five ("dev-0"); every other part has been trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.attribution import f1
from sayso.learned.labels import EVENT_CLASSES
from sayso.learned.reader import Reader, reader
from sayso.learned.reading import Reading
from sayso.learned.sequences import spans as bio_spans
from training.corpora.plover import load_cameo_ner, load_plv
from training.document import Document


def _read(doc: Document, read: Reader) -> Reading:
    spans = list(doc.spans)
    at = 0
    if not spans:
        for form in doc.forms:
            spans.append((at, at + len(form)))
            at += len(form) + 1
    return read.read_words(doc.forms, spans, doc.numbers)


def arguments(found: Iterable[tuple[Document, Reading]]) -> dict[str, Any]:
    """F1 of exact source and target spans, and of overlapping ones."""
    right: Counter[str] = Counter()
    loose: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    for doc, reading in found:
        a = {(k, b, e) for k, b, e in bio_spans(doc.labels["arguments"])}
        b_ = {("S", *w) for ev in reading.events for w in ev.source}
        b_ |= {("T", *w) for ev in reading.events for w in ev.target}
        gold.update(k for k, _, _ in a)
        mine.update(k for k, _, _ in b_)
        right.update(k for k, _, _ in a & b_)
        loose.update(k for k, b, e in b_ if any(k == k2 and b < e2 and b2 < e for k2, b2, e2 in a))
    out = {"all": f1(right.total(), mine.total(), gold.total())}
    for key, name in (("S", "source"), ("T", "target")):
        out[name] = f1(right[key], mine[key], gold[key])
    out["overlapping"] = f1(loose.total(), mine.total(), gold.total())
    return out


def score(
    path: Path, *, part: str = "dev-0", read: Reader | None = None, cases: Path | None = None
) -> dict[str, Any]:
    """Macro-F1 and accuracy of the root class; F1 of source and target spans on both sets."""
    read = read or reader()
    plv = [(d, _read(d, read)) for d in load_plv(path, part)]
    cameo = [(d, _read(d, read)) for d in load_cameo_ner(path, part)]
    right: Counter[str] = Counter()
    gold: Counter[str] = Counter()
    mine: Counter[str] = Counter()
    lines = []
    for doc, reading in plv:
        # a sentence that was cut in two is classed by its more certain part
        found = max(reading.events, key=lambda e: e.confidence).kind
        gold[doc.labels["event"]] += 1
        mine[found] += 1
        right[found] += found == doc.labels["event"]
        lines.append(json.dumps({"sentence": doc.name, "gold": doc.labels["event"], "found": found}))
    if cases:
        cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    each = {c: f1(right[c], mine[c], gold[c]) for c in EVENT_CLASSES if gold[c] or mine[c]}
    return {
        "macro_f1": round(sum(v["f1"] for v in each.values()) / max(1, len(each)), 2),
        "accuracy": round(100 * right.total() / max(1, gold.total()), 2),
        "classes": each,
        "arguments plv": arguments(plv),
        "arguments cameo_ner": arguments(cameo),
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="evals event_class", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--part", default="dev-0")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--weights", type=Path, help="folder of weights; default: the shipped ones")
    given = parser.parse_args(argv)
    figures = score(given.folder, part=given.part, read=reader(given.weights), cases=given.cases)
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
