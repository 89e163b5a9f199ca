"""Named-entity sets in two-column form (wikigold, WNUT17, Broad Twitter Corpus), mapped to our four kinds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from training.document import Document

KINDS = {
    "PER": "PERSON", "ORG": "ORG", "LOC": "PLACE", "MISC": "MISC",
    "person": "PERSON", "corporation": "ORG", "group": "ORG", "location": "PLACE",
    "product": "MISC", "creative-work": "MISC",
}  # fmt: skip


def sentences(path: Path) -> Iterator[tuple[int, list[str], list[str]]]:
    """(document number, forms, BIO tags in our kinds) for each sentence."""
    forms: list[str] = []
    tags: list[str] = []
    number = 0
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        row = line.split()
        if len(row) >= 2 and row[0] != "-DOCSTART-":
            kind = KINDS.get(row[-1][2:])
            if kind is None:
                tag = "O"
            elif row[-1][0] == "B" or not tags or tags[-1][2:] != kind:
                tag = f"B-{kind}"
            else:
                tag = f"I-{kind}"
            forms.append(row[0])
            tags.append(tag)
            continue
        if forms:
            yield number, forms, tags
            forms, tags = [], []
        if row and row[0] == "-DOCSTART-":
            number += 1


def _documents(path: Path, name: str, size: int = 8) -> Iterator[tuple[int, Document]]:
    """Documents of up to `size` sentences."""
    group: list[tuple[list[str], list[str]]] = []
    now = 0
    made = 0

    def build() -> Document:
        forms = [f for fs, _ in group for f in fs]
        cuts = [k for k, (fs, _) in enumerate(group) for _ in fs]
        tags = [t for _, ts in group for t in ts]
        return Document(
            name=f"{name}-{made}", forms=forms, numbers=[0] * len(forms), cuts=cuts, labels={"names": tags}
        )

    for number, forms, tags in sentences(path):
        if group and (number != now or len(group) == size):
            yield now, build()
            made += 1
            group = []
        now = number
        group.append((forms, tags))
    if group:
        yield now, build()


def load_wikigold(folder: Path, part: str) -> Iterator[Document]:
    """wikigold; every tenth article is dev."""
    for number, document in _documents(folder / "CONLL-format/data/wikigold.conll.txt", "wikigold", 100):
        if (number % 10 == 0) == (part == "dev"):
            yield document


def load_wnut17(folder: Path, part: str) -> Iterator[Document]:
    """WNUT17: tweets, and comments for dev."""
    file = "train/wnut17train.conll" if part == "train" else "dev/emerging.dev.conll"
    return (d for _, d in _documents(folder / "CONLL-format/data" / file, "wnut17", 4))


def load_btc(folder: Path, part: str) -> Iterator[Document]:
    """Broad Twitter Corpus: sections a to g train, h is dev."""
    for section in "abefg" if part == "train" else "h":
        yield from (
            d for _, d in _documents(folder / f"CONLL-format/data/{section}.conll", f"btc-{section}", 4)
        )
