"""How fast: words a second of the whole reading and of each stage, beside a spaCy CNN pipeline on the same core.

`python -m evals speed TEXTS [--spacy CONLLU]`. TEXTS is a folder of .txt files. With --spacy, a pipeline of
tok2vec, tagger, morphologizer, trainable lemmatizer, parser and entity recogniser is trained for a few steps
on the CoNLL-U file (its speed is what counts, not its scores; spaCy is no dependency of sayso) and both read
the same texts in turns on one core. Ratios are of one run: machines are noisy.
"""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
ROUNDS = 3


def one_core() -> None:
    """Hold this process, and the libraries that read these variables, to one core."""
    for name in THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def stages(texts: list[str]) -> Counter[str]:
    """Seconds of processor time that each stage takes over all texts."""
    from sayso.reading import Draft, default
    from sayso.record import Report

    spent: Counter[str] = Counter()
    for text in texts:
        draft = Draft(Report(text=text, outlet="The Example", published="2016-09-12"))
        for stage in default().stages:
            begun = time.process_time()
            stage.run(draft)
            spent[stage.name] += time.process_time() - begun
    return spent


def spacy_pipeline(conllu: Path) -> Callable[[str], object]:
    """A spaCy CNN pipeline that has seen a few batches of the treebank, entities made up from its proper nouns."""
    import spacy
    from spacy.training import Example
    from spacy.training.converters import conllu_to_docs

    nlp = spacy.blank("en")
    for name in ("tagger", "morphologizer", "trainable_lemmatizer", "parser", "ner"):
        nlp.add_pipe(name)
    docs = list(conllu_to_docs(conllu.read_text(encoding="utf-8")[:1_500_000], n_sents=5, no_print=True))
    examples = []
    for doc in docs[:400]:
        doc.set_ents([doc[t.i : t.i + 1] for t in ()], default="outside")
        named = [spacy.tokens.Span(doc, t.i, t.i + 1, label="NAME") for t in doc if t.pos_ == "PROPN"]
        doc.set_ents(named, default="outside")
        examples.append(Example(nlp.make_doc(doc.text), doc))
    optimizer = nlp.initialize(lambda: examples[:200])
    for start in range(0, len(examples), 40):
        nlp.update(examples[start : start + 40], sgd=optimizer)
    return nlp


def timed(read: Callable[[str], object], texts: list[str]) -> float:
    """Seconds of processor time for all texts."""
    begun = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begun


def main(argv: list[str]) -> int:
    """Print words a second, each stage's share, and the ratio to spaCy where it was asked for."""
    parser = argparse.ArgumentParser(prog="python -m evals speed", description=__doc__)
    parser.add_argument("texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--spacy", type=Path, help="a CoNLL-U file to train the pipeline beside it on")
    parser.add_argument("--files", type=int, default=40)
    options = parser.parse_args(argv)
    one_core()
    import sayso

    texts = [p.read_text(encoding="utf-8") for p in sorted(options.texts.rglob("*.txt"))[: options.files]]
    words = sum(len(text.split()) for text in texts)
    sayso.read(texts[0])
    spent = stages(texts)
    total = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"{name:<14}{words / seconds:>10,.0f} words/s{seconds / total:>8.1%}")
    print(f"{'whole reading':<14}{words / total:>10,.0f} words/s   ({len(texts)} texts, {words:,} words)")
    if options.spacy:
        other = spacy_pipeline(options.spacy)
        other(texts[0])
        pairs = [(timed(sayso.read, texts), timed(other, texts)) for _ in range(ROUNDS)]
        mine, theirs = min(a for a, _ in pairs), min(b for _, b in pairs)
        print(f"spaCy CNN     {words / theirs:>10,.0f} words/s")
        print(f"sayso / spaCy {theirs / mine:>10.2f}   (best of {ROUNDS} each, in turns, one core)")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
