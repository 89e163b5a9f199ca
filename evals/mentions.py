"""Mentions and names: GUM's nested entities (CoNLL-U), re3d's entities (its folder), wikigold, WNUT17 and BTC.

python -m evals mentions gum FILE.conllu | re3d FOLDER [--part dev] | wikigold FOLDER | wnut17 FOLDER | btc FOLDER

Exact spans and kinds. GUM is read from plain text and its abstract entities are left out; kinds that GUM does
not tell apart are folded (FACILITY is PLACE, EQUIPMENT is OTHER; NORP and QUANTITY are not counted). Of re3d
every tenth document of a folder is dev, of wikigold every tenth article.
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
from sayso.learned.reader import Reader, reader
from sayso.learned.sequences import spans as bio_spans
from training.corpora import names, re3d
from training.corpora.universal import GUM_KINDS, documents, entities, head_word, text_of
from training.document import Document

Found = set[tuple[int, int, str]]


class Tally:
    """Counts of spans by kind."""

    def __init__(self) -> None:
        self.right: Counter[str] = Counter()
        self.gold: Counter[str] = Counter()
        self.found: Counter[str] = Counter()
        self.lines: list[str] = []

    def add(self, name: str, gold: Found, found: Found) -> None:
        """Count one document."""
        for key, items in (("right", gold & found), ("gold", gold), ("found", found)):
            counter: Counter[str] = getattr(self, key)
            counter.update(kind for _, _, kind in items)
        for answer, items in (("missed", gold - found), ("spurious", found - gold)):
            self.lines += [
                json.dumps({"document": name, "answer": answer, "entity": one}) for one in sorted(items)
            ]

    def figures(self) -> dict[str, Any]:
        """F1 over all and by kind."""
        out = {"all": f1(self.right.total(), self.found.total(), self.gold.total())}
        for kind in sorted(set(self.gold) | set(self.found)):
            out[kind] = f1(self.right[kind], self.found[kind], self.gold[kind])
        return out


def _folded(kind: str) -> str:
    return {"FACILITY": "PLACE", "EQUIPMENT": "OTHER"}.get(kind, kind)


def score_gum(path: Path, read: Reader, *, limit: int = 0) -> dict[str, Tally]:
    """Whole spans, and heads alone (the kind at the governing word)."""
    whole, heads = Tally(), Tally()
    for k, doc in enumerate(documents(path)):
        if limit and k == limit:
            break
        text, spans = text_of(doc)
        got = read.read(text)
        gold: Found = set()
        gold_heads: Found = set()
        for begin, end, kind, _ in entities(doc):
            ours = GUM_KINDS.get(kind, "O")
            if ours != "O":
                if end - begin > 1 and doc.rows[end - 1][1] in ("'s", "’s", "'", "’"):
                    end -= 1  # our mentions leave the possessive mark out
                gold.add((spans[begin][0], spans[end - 1][1], ours))
                gold_heads.add((*spans[head_word(doc.heads, begin, end)], ours))
        mine = [m for m in got.mentions if m.kind not in ("NORP", "QUANTITY")]
        whole.add(doc.name, gold, {(*got.span(m.words), _folded(m.kind)) for m in mine})
        heads.add(doc.name, gold_heads, {(*got.words[m.head], _folded(m.kind)) for m in mine})
    return {"spans": whole, "heads": heads}


def score_re3d(path: Path, part: str, read: Reader) -> dict[str, Tally]:
    """Whole spans, and heads alone."""
    whole, heads = Tally(), Tally()
    for doc in re3d.load(path, part):
        got = read.read(doc.text)
        gold = {(doc.spans[a][0], doc.spans[b - 1][1], kind) for a, b, kind in doc.labels["entities"]}
        gold_heads = {(*doc.spans[i], kind) for i, kind in enumerate(doc.labels["kinds"]) if kind != "O"}
        mine = [
            (m, "PLACE" if m.kind == "FACILITY" else m.kind)
            for m in got.mentions
            if m.kind != "EVENT" and not m.pronoun
        ]
        whole.add(doc.name, gold, {(*got.span(m.words), kind) for m, kind in mine})
        heads.add(doc.name, gold_heads, {(*got.words[m.head], kind) for m, kind in mine})
    return {"spans": whole, "heads": heads}


def score_names(found: Iterable[Document], read: Reader) -> dict[str, Tally]:
    """Proper names over the corpus's own words."""
    tally = Tally()
    for doc in found:
        at = 0
        spans = []
        for form in doc.forms:
            spans.append((at, at + len(form)))
            at += len(form) + 1
        got = read.read_words(doc.forms, spans, doc.numbers)
        gold = {(a, b, kind) for kind, a, b in bio_spans(doc.labels["names"])}
        tally.add(doc.name, gold, {(*n.words, n.kind) for n in got.names})
    return {"names": tally}


NAME_SETS = {"wikigold": names.load_wikigold, "wnut17": names.load_wnut17, "btc": names.load_btc}


def score(
    path: Path,
    *,
    which: str,
    part: str = "dev",
    read: Reader | None = None,
    cases: Path | None = None,
    limit: int = 0,
) -> dict[str, Any]:
    """Figures for one set in its original format."""
    read = read or reader()
    if which == "gum":
        tallies = score_gum(path, read, limit=limit)
    elif which == "re3d":
        tallies = score_re3d(path, part, read)
    else:
        tallies = score_names(NAME_SETS[which](path, part), read)
    if cases:
        cases.write_text("\n".join(x for t in tallies.values() for x in t.lines) + "\n", encoding="utf-8")
    return {name: tally.figures() for name, tally in tallies.items()}


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="evals mentions", description=__doc__)
    parser.add_argument("which", choices=["gum", "re3d", *NAME_SETS])
    parser.add_argument("path", type=Path)
    parser.add_argument("--part", default="dev")
    parser.add_argument("--cases", type=Path)
    parser.add_argument("--weights", type=Path, help="folder of weights; default: the shipped ones")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args(argv)
    figures = score(
        given.path,
        which=given.which,
        part=given.part,
        read=reader(given.weights),
        cases=given.cases,
        limit=given.limit,
    )
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
