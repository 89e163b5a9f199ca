"""Universal Dependencies in CoNLL-U: sentences, tags, lemmas, parse; GUM's entities from the MISC column."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from training.document import Document

GUM_KINDS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "time": "TIME",
    "event": "EVENT",
    "object": "OTHER",
    "substance": "OTHER",
    "animal": "OTHER",
    "plant": "OTHER",
    "abstract": "O",
}
"""GUM's entity types in our kinds; abstract things are no mention of ours."""

_OPEN_OR_CLOSE = re.compile(r"\(([^()-]+)-([a-z]+)(?:-([^()]*))?|(\d+)\)|\)")


@dataclass(slots=True)
class Words:
    """The rows of one document, as they stand in the file."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    sentence: list[int] = field(default_factory=list)
    paragraph: list[int] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    space: list[bool] = field(default_factory=list)


def documents(path: Path) -> Iterator[Words]:
    """The documents of a CoNLL-U file; heads are word numbers in the document, a root is its own."""
    now = Words("")
    sentence = paragraph = 0
    rows: list[list[str]] = []
    joined: dict[int, tuple[int, bool]] = {}

    def flush() -> None:
        nonlocal sentence
        base = len(now.rows)
        for i, row in enumerate(rows):
            head = int(row[6])
            now.heads.append(base + head - 1 if head else base + i)
            now.rows.append(row)
            now.sentence.append(sentence)
            now.paragraph.append(paragraph)
            end, space = joined.get(i, (i, "SpaceAfter=No" not in row[9]))
            now.space.append(space if i == end else False)
        sentence += bool(rows)
        rows.clear()
        joined.clear()

    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("# newdoc"):
            flush()
            if now.rows:
                yield now
            now = Words(line.partition("=")[2].strip())
            sentence = paragraph = 0
        elif line.startswith("# newpar") and not line.startswith("# newpar_"):
            paragraph += 1
        elif not line:
            flush()
        elif not line.startswith("#"):
            row = line.split("\t")
            if "-" in row[0]:
                begin, end = (int(x) - 1 for x in row[0].split("-"))
                for i in range(begin, end + 1):
                    joined[i] = (end, "SpaceAfter=No" not in row[9])
            elif "." not in row[0]:
                rows.append(row)
    flush()
    if now.rows:
        yield now


def text_of(words: Words) -> tuple[str, list[tuple[int, int]]]:
    """The running text of a document, with a blank line between paragraphs, and the span of each word."""
    out: list[str] = []
    spans: list[tuple[int, int]] = []
    at = 0
    for i, row in enumerate(words.rows):
        if i and words.paragraph[i] != words.paragraph[i - 1]:
            gap = "\n\n"
        else:
            gap = " " if i and words.space[i - 1] else ""
        out.append(gap + row[1])
        at += len(gap)
        spans.append((at, at + len(row[1])))
        at += len(row[1])
    return "".join(out), spans


def entities(words: Words) -> list[tuple[int, int, str, str]]:
    """GUM's entities as (first word, last word + 1, type, group), nested ones too."""
    stack: list[tuple[int, str, str]] = []
    out: list[tuple[int, int, str, str]] = []
    for i, row in enumerate(words.rows):
        value = next((x[7:] for x in row[9].split("|") if x.startswith("Entity=")), "")
        k = 0
        while k < len(value):
            if value[k] == "(":
                end = k + 1
                while end < len(value) and value[end] not in "()":
                    end += 1
                # a closing bracket directly after the fields closes this entity; digits before it are its last field
                parts = value[k + 1 : end].split("-")
                stack.append((i, parts[1] if len(parts) > 1 else "", parts[0]))
                if end < len(value) and value[end] == ")":
                    begin, kind, group = stack.pop()
                    out.append((begin, i + 1, kind, group))
                    end += 1
                k = end
            else:
                end = value.find(")", k)
                if end < 0:
                    break
                group = value[k:end]
                for j in range(len(stack) - 1, -1, -1):
                    if stack[j][2] == group:
                        begin, kind, _ = stack.pop(j)
                        out.append((begin, i + 1, kind, group))
                        break
                k = end + 1
    return out


def head_word(heads: list[int], begin: int, end: int) -> int:
    """The word of a range that is governed from outside it."""
    for i in range(begin, end):
        if heads[i] == i or not begin <= heads[i] < end:
            return i
    return end - 1


def load(path: Path, *, with_entities: bool) -> Iterator[Document]:
    """Documents with the layer "syntax", and with "kinds" (mention kind at head words) where asked."""
    for words in documents(path):
        labels: dict[str, object] = {
            "syntax": {
                "upos": [r[3] for r in words.rows],
                "xpos": [r[4] for r in words.rows],
                "lemma": [r[2] for r in words.rows],
                "deprel": [r[7] for r in words.rows],
                "head": words.heads,
                "sentence": words.sentence,
            }
        }
        if with_entities:
            kinds = ["O"] * len(words.rows)
            for begin, end, kind, _ in sorted(entities(words), key=lambda e: e[0] - e[1]):
                kinds[head_word(words.heads, begin, end)] = GUM_KINDS.get(kind, "O")
            labels["kinds"] = kinds
        text, spans = text_of(words)
        yield Document(
            name=words.name,
            forms=[r[1] for r in words.rows],
            numbers=words.paragraph,
            cuts=words.sentence,
            labels=labels,
            text=text,
            spans=spans,
        )


def load_ewt(folder: Path, part: str) -> Iterator[Document]:
    """EWT, with the factuality of UDS-IH2 (which labels EWT's predicates) where its folder lies beside."""
    from training.corpora.factuality import uds

    marks = uds(folder.parent.parent / "factuality" / f"UDS_IH2_{part}.jsonl")
    for document in load(folder / f"en_ewt-ud-{part}.conllu", with_entities=False):
        values = np.full(len(document.forms), np.nan, dtype=np.float32)
        sentence = document.labels["syntax"]["sentence"]
        begin = 0
        for end in range(1, len(sentence) + 1):
            if end == len(sentence) or sentence[end] != sentence[begin]:
                for where, value in marks.get(tuple(document.forms[begin:end]), ()):
                    values[begin + where] = value
                begin = end
        if not np.isnan(values).all():
            document.labels["factuality"] = values
        yield document


def load_gum(folder: Path, part: str) -> Iterator[Document]:
    """GUM with its entities."""
    return load(folder / f"en_gum-ud-{part}.conllu", with_entities=True)
