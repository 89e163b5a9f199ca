"""PLOVER sentences: PLV (root class, source, target) and cameo_ner (source and target spans)."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from sayso.learned import tokens
from training.corpora.polnear import to_words
from training.document import Document

_MARK = re.compile(r"</?[sS]>|</?[tT]>")


def _unmark(marked: str) -> tuple[str, dict[str, list[tuple[int, int]]]]:
    """The sentence without <s> and <t> marks, and the spans that they held."""
    out: list[str] = []
    size = at = 0
    spans: dict[str, list[tuple[int, int]]] = {"s": [], "t": []}
    begin: dict[str, int] = {}
    for m in _MARK.finditer(marked):
        out.append(marked[at : m.start()])
        size += m.start() - at
        at = m.end()
        which = m.group()[-2].lower()
        if m.group()[1] == "/":
            if which in begin:
                spans[which].append((begin.pop(which), size))
        else:
            begin[which] = size
    out.append(marked[at:])
    return "".join(out), spans


def fold(k: int, part: str) -> bool:
    """Whether row k belongs to a part: "train" all, "dev" every tenth, "train-N"/"dev-N" fold N of five."""
    if "-" in part:
        which, _, number = part.partition("-")
        return (k % 5 == int(number)) == (which == "dev")
    return part == "train" or k % 10 == 9


def load_plv(folder: Path, part: str) -> Iterator[Document]:
    """Sentences with the layers "event" (root class) and "arguments" (BIO of source and target)."""
    with (folder / "PLV_train.tsv").open(encoding="utf-8", newline="") as file:
        for k, row in enumerate(csv.DictReader(file, delimiter="\t")):
            if not fold(k, part):
                continue
            text, marks = _unmark(row["marked_sentence"])
            spans = tokens.words(text)
            tags = ["O"] * len(spans)
            for which, letter in (("s", "S"), ("t", "T")):
                for one in marks[which]:
                    for n, i in enumerate(to_words(spans, [one])):
                        tags[i] = f"{'I' if n else 'B'}-{letter}"
            zeros = [0] * len(spans)
            yield Document(
                name=f"plv-{k}",
                forms=[text[a:b] for a, b in spans],
                numbers=zeros,
                cuts=zeros,
                labels={"event": row["gold_root"], "arguments": tags},
                text=text,
                spans=spans,
            )


def load_cameo_ner(folder: Path, part: str) -> Iterator[Document]:
    """Sentences with the layer "arguments"."""
    blocks = (folder / "cameo_ner_train.txt").read_text(encoding="utf-8").split("\n\n")
    for k, block in enumerate(b for b in blocks if b.strip()):
        if not fold(k, part):
            continue
        rows = [line.rsplit(" ", 1) for line in block.split("\n") if " " in line]
        tags = [r[1] if r[1] in ("O", "B-S", "I-S", "B-T", "I-T") else "O" for r in rows]
        zeros = [0] * len(rows)
        yield Document(
            name=f"cameo-{k}",
            forms=[r[0] for r in rows],
            numbers=zeros,
            cuts=zeros,
            labels={"arguments": tags},
        )
