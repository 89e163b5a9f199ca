"""Sentences, tags, lemmas and parse on a CoNLL-U file, from plain text, as the CoNLL 2018 shared task counts.

python -m evals syntax FILE.conllu [--cases FILE]

The text is put together from the file's words (a blank line between paragraphs), read, and compared: a word is
found when its offsets are the same. LAS counts universal relations (subtypes left out) whose head is the same word.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.attribution import f1
from sayso.learned.reader import Reader, reader
from training.corpora.universal import documents, text_of


def score(
    path: Path, *, read: Reader | None = None, cases: Path | None = None, limit: int = 0
) -> dict[str, Any]:
    """F1 of words, sentences, UPOS, Penn tags, lemmas, UAS and LAS in percent."""
    read = read or reader()
    right: Counter[str] = Counter()
    gold_words = found_words = gold_sentences = found_sentences = 0
    lines = []
    for k, doc in enumerate(documents(path)):
        if limit and k == limit:
            break
        text, spans = text_of(doc)
        got = read.read(text)
        at = {span: i for i, span in enumerate(got.words)}
        gold_words += len(spans)
        found_words += len(got.words)
        begins = [i for i in range(len(spans)) if i == 0 or doc.sentence[i] != doc.sentence[i - 1]]
        gold = {
            (spans[a][0], spans[b - 1][1]) for a, b in zip(begins, [*begins[1:], len(spans)], strict=True)
        }
        mine = {got.span(s) for s in got.sentences}
        gold_sentences += len(gold)
        found_sentences += len(mine)
        right["sentences"] += len(gold & mine)
        for i, span in enumerate(spans):
            j = at.get(span)
            if j is None:
                continue
            row = doc.rows[i]
            answers = {
                "words": True,
                "upos": got.pos[j] == row[3],
                "xpos": got.tag[j] == row[4],
                "lemma": got.lemma[j] == row[2],
                "uas": got.words[got.head[j]] == spans[doc.heads[i]],
            }
            answers["las"] = answers["uas"] and got.deprel[j].partition(":")[0] == row[7].partition(":")[0]
            right.update(name for name, yes in answers.items() if yes)
            if cases and not answers["las"]:
                lines.append(
                    json.dumps(
                        {
                            "document": doc.name,
                            "word": span,
                            "gold": [list(spans[doc.heads[i]]), row[7]],
                            "found": [list(got.words[got.head[j]]), got.deprel[j]],
                        }
                    )
                )
    if cases:
        cases.write_text("\n".join(lines) + "\n", encoding="utf-8")
    out = {n: f1(right[n], found_words, gold_words) for n in ("words", "upos", "xpos", "lemma", "uas", "las")}
    out["sentences"] = f1(right["sentences"], found_sentences, gold_sentences)
    return out


def main(argv: Sequence[str] | None = None) -> int:
    """Print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="evals syntax", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--cases", type=Path, help="write every word with a wrong head or relation here")
    parser.add_argument("--weights", type=Path, help="folder of weights; default: the shipped ones")
    parser.add_argument("--limit", type=int, default=0)
    given = parser.parse_args(argv)
    figures = score(given.file, read=reader(given.weights), cases=given.cases, limit=given.limit)
    json.dump(figures, sys.stdout, indent=1)
    sys.stdout.write("\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
