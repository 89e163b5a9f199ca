"""A spaCy CNN pipeline to be timed: trained on a treebank, then asked over standard input to read texts.

    PYTHON evals/_spacy_cnn.py TREEBANK.conllu FOLDER [--seconds 60]

It runs in an environment of its own that has spaCy and nothing of sayso. The pipeline is put together as spaCy's
small English ones are: one tok2vec of four convolutions for tagger, morphologizer, edit-tree lemmatizer and
parser, and one more for the entities, which are made up from the proper nouns. It is trained for as many seconds
as are asked for and kept in FOLDER; its speed is what counts, not its scores. Each line of standard input is a
list of texts in JSON, each line of standard output the seconds of processor time for them: one by one, and as a
batch.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

WIDTH = 96
TAGGERS = ("tagger", "morphologizer", "trainable_lemmatizer")


def tok2vec() -> dict[str, Any]:
    """The convolutional network of spaCy's small pipelines."""
    return {
        "@architectures": "spacy.Tok2Vec.v2",
        "embed": {
            "@architectures": "spacy.MultiHashEmbed.v2",
            "width": WIDTH,
            "attrs": ["NORM", "PREFIX", "SUFFIX", "SHAPE"],
            "rows": [5000, 1000, 2500, 2500],
            "include_static_vectors": False,
        },
        "encode": {
            "@architectures": "spacy.MaxoutWindowEncoder.v2",
            "width": WIDTH,
            "window_size": 1,
            "maxout_pieces": 3,
            "depth": 4,
        },
    }


def transitions(kind: str, vectors: dict[str, Any]) -> dict[str, Any]:
    """The transition-based model of parser and entity recogniser."""
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": kind,
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "nO": None,
        "tok2vec": vectors,
    }


def blank() -> Any:
    """The pipeline before training."""
    import spacy

    nlp = spacy.blank("en")
    shared = {"@architectures": "spacy.Tok2VecListener.v1", "width": WIDTH, "upstream": "*"}
    nlp.add_pipe("tok2vec", config={"model": tok2vec()})
    for name in TAGGERS:
        nlp.add_pipe(
            name, config={"model": {"@architectures": "spacy.Tagger.v2", "nO": None, "tok2vec": shared}}
        )
    nlp.add_pipe("parser", config={"model": transitions("parser", shared)})
    nlp.add_pipe("ner", config={"model": transitions("ner", tok2vec())})
    return nlp


def examples(nlp: Any, treebank: Path) -> Iterator[Any]:
    """Documents of five sentences, with every run of proper nouns as an entity."""
    from spacy.tokens import Span
    from spacy.training import Example
    from spacy.training.converters import conllu_to_docs

    for doc in conllu_to_docs(treebank.read_text(encoding="utf-8"), n_sents=5, no_print=True):
        names, begin = [], None
        for i in range(len(doc) + 1):
            proper = i < len(doc) and doc[i].pos_ == "PROPN"
            if proper and begin is None:
                begin = i
            elif not proper and begin is not None:
                names.append(Span(doc, begin, i, label="NAME"))
                begin = None
        doc.set_ents(names, default="outside")
        yield Example(nlp.make_doc(doc.text), doc)


def trained(treebank: Path, folder: Path, seconds: float) -> Any:
    """The pipeline in the folder, or one that is trained now and put there."""
    import spacy

    if (folder / "meta.json").is_file():
        return spacy.load(folder)
    nlp = blank()
    found = list(examples(nlp, treebank))
    optimizer = nlp.initialize(lambda: found)
    order = random.Random(0)
    begun = time.process_time()
    while time.process_time() - begun < seconds:
        nlp.update(order.sample(found, min(24, len(found))), sgd=optimizer)
    folder.parent.mkdir(parents=True, exist_ok=True)
    nlp.to_disk(folder)
    return nlp


def main() -> int:
    """Train or load, say what is there, then answer line by line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("treebank", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    given = parser.parse_args()
    nlp = trained(given.treebank, given.folder, given.seconds)
    print(json.dumps({"pipes": nlp.pipe_names}), flush=True)
    for line in sys.stdin:
        texts = json.loads(line)
        begun = time.process_time()
        for text in texts:
            nlp(text)
        alone = time.process_time() - begun
        begun = time.process_time()
        for _ in nlp.pipe(texts):
            pass
        print(json.dumps({"alone": alone, "batch": time.process_time() - begun}), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
