"""Which words the learned reader was taught as names of events: counts them in the train part, and writes the list.

python -m evals taught [--write]

For a word that names events in fewer claims, the lexicon counts for more (`reading/what/votes.py`).
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from evals.corpus.load import load
from sayso.knowledge import forms, tables

LEAST = 10
"""Claims in which a word names the event, from which the learned reader is taken to know it."""
HEAD = """# Words (dictionary forms) by which events are named in ten and more claims of the house corpus' train part, with the claims.
# Counted by `python -m evals taught --write`; the reader was taught on that part.
# word	claims
"""


def counted() -> Counter[str]:
    """Dictionary form to the number of claims of the train part whose trigger has it."""
    found: Counter[str] = Counter()
    for report in load("train"):
        for claim in report["record"]["claims"]:
            words = {w for quote in claim["what"]["trigger"] for w in quote["text"].lower().split()}
            found.update({forms.dictionary_form(word, part) for word in words for part in "vn"})
    return found


def main(argv: list[str]) -> int:
    """Print how many words there are; with --write, write them to the knowledge file."""
    parser = argparse.ArgumentParser(prog="python -m evals taught", description=__doc__)
    parser.add_argument("--write", action="store_true")
    known = {word: n for word, n in sorted(counted().items()) if n >= LEAST}
    if parser.parse_args(argv).write:
        path = Path(tables.__file__).parent / "data" / "taught_words.tsv"
        path.write_text(HEAD + "".join(f"{w}\t{n}\n" for w, n in known.items()), encoding="utf-8")
    print(f"{len(known)} words")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
