"""How well time expressions are found and valued, on MEANTIME (its XML) and on TimeML files (as in TempEval-3)."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from sayso.measure import timexes
from sayso.measure.timexes import Expression
from sayso.reading.when import tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A document with its day of creation and its gold expressions; `limit` is where the annotation stops."""

    id: str
    text: str
    created: dt.date
    gold: tuple[Expression, ...]
    limit: int


def _day(value: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat((value or "")[:10])
    except ValueError:
        return None


def read_meantime(path: Path) -> Document | None:
    """One MEANTIME file (CAT XML). The words are joined by blanks, the sentences by line ends.

    Expressions without words are left out; words after the last annotated sentence are not scored.
    None where the document has no day of creation.
    """
    root = ElementTree.parse(path).getroot()
    text, before = "", None
    place: dict[str, tuple[int, int]] = {}
    sentence: dict[str, int] = {}
    for token in root.findall("token"):
        word, number, where = token.text or "", token.get("t_id", ""), token.get("sentence")
        if text:
            text += " " if where == before else "\n"
        place[number] = (len(text), len(text) + len(word))
        sentence[number] = int(where or 0)
        text += word
        before = where
    marked = [sentence[a.get("t_id", "")] for a in root.iter("token_anchor") if a.get("t_id") in sentence]
    last = max(marked, default=0)
    limit = max((place[t][1] for t in sentence if sentence[t] <= last), default=0)
    created, gold = None, []
    for timex in root.iter("TIMEX3"):
        if timex.get("functionInDocument") == "CREATION_TIME":
            created = _day(timex.get("value"))
        words = [place[a.get("t_id", "")] for a in timex.findall("token_anchor")]
        if words:
            start, end = min(w[0] for w in words), max(w[1] for w in words)
            gold.append(
                Expression(start, end, timex.get("type", ""), timex.get("value", ""), text[start:end])
            )
    if created is None:
        return None
    return Document(id=path.stem, text=text, created=created, gold=tuple(gold), limit=limit)


def read_timeml(path: Path) -> Document | None:
    """One TimeML file: the text of TEXT, the day of DCT. None where the document has no day of creation."""
    root = ElementTree.parse(path).getroot()
    creation = root.find(".//DCT/TIMEX3")
    created = _day(creation.get("value")) if creation is not None else None
    body = root.find(".//TEXT")
    if created is None or body is None:
        return None
    gold: list[Expression] = []
    pieces: list[str] = []

    def walk(node: ElementTree.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(node.text or "")
        for child in node:
            walk(child)
            pieces.append(child.tail or "")
        if node.tag == "TIMEX3":
            words = "".join(pieces)[start:]
            gold.append(
                Expression(start, start + len(words), node.get("type", ""), node.get("value", ""), words)
            )

    walk(body)
    text = "".join(pieces)
    return Document(
        id=path.stem,
        text=text,
        created=created,
        gold=tuple(e for e in gold if e.end > e.start),
        limit=len(text),
    )


def documents(folder: Path) -> Iterator[Document]:
    """The documents below a folder: `.tml` files as TimeML, `.xml` files as MEANTIME's intra-document annotation."""
    files = sorted(folder.rglob("*.tml")) if folder.is_dir() else [folder]
    readers = read_timeml
    if not files:
        files = sorted(folder.glob("intra-doc_annotation/*/*.xml")) or sorted(folder.rglob("*.xml"))
    for path in files:
        readers = read_timeml if path.suffix == ".tml" else read_meantime
        document = readers(path)
        if document is not None:
            yield document


def score(folder: Path | str, *, part: str = "all", cases: Path | str | None = None) -> dict[str, Any]:
    """Scores over a folder: F1 of strict and relaxed spans, of type and of value, in percent, and words
    for each second of processor time.

    `part` "even" or "odd" takes every second document, by file name: one half to look at, one to check on.
    """
    chosen = [
        document
        for number, document in enumerate(documents(Path(folder)))
        if part == "all" or number % 2 == (part == "odd")
    ]
    if not chosen:
        raise SystemExit(f"{folder}: no MEANTIME .xml and no TimeML .tml files with a day of creation")
    found: dict[str, tuple[tuple[Expression, ...], list[Expression]]] = {}
    tag("warm up on 3 May 2012", chosen[0].created)
    begun = time.process_time()
    for document in chosen:
        tagged = tag(document.text, document.created)
        found[document.id] = (
            document.gold,
            [Expression(t.span.start, t.span.end, t.type, t.value, t.span.of(document.text))
             for t in tagged if t.span.start < document.limit],
        )  # fmt: skip
    seconds = time.process_time() - begun
    result = timexes.score(found)
    if cases is not None:
        with Path(cases).open("w", encoding="utf-8") as file:
            for case in result.cases:
                file.write(json.dumps({
                    "document": case.document, "kind": case.kind,
                    "gold": case.gold and [case.gold.text, case.gold.type, case.gold.value],
                    "found": case.found and [case.found.text, case.found.type, case.found.value],
                }, ensure_ascii=False) + "\n")  # fmt: skip
    words = sum(len(re.findall(r"\S+", document.text)) for document in chosen)
    return {
        "documents": len(chosen), "gold": result.gold, "found": result.found,
        "strict_f1": round(100 * result.strict[2], 1),
        "relaxed_p": round(100 * result.relaxed[0], 1), "relaxed_r": round(100 * result.relaxed[1], 1),
        "relaxed_f1": round(100 * result.relaxed[2], 1),
        "type_f1": round(100 * result.type_f1, 1),
        "value_f1": round(100 * result.value_f1, 1),
        "strict_value_f1": round(100 * result.strict_value_f1, 1),
        "words_per_cpu_second": round(words / seconds),
    }  # fmt: skip


def main(argv: list[str] | None = None) -> int:
    """Command line: print the scores as JSON."""
    parser = argparse.ArgumentParser(prog="python -m evals.when", description=__doc__)
    parser.add_argument("folder", type=Path, help="MEANTIME's folder, or a folder of .tml files")
    parser.add_argument("--part", choices=("all", "even", "odd"), default="all", help="every second document")
    parser.add_argument("--cases", type=Path, help="write one line of JSON per expression")
    options = parser.parse_args(argv)
    print(json.dumps(score(options.folder, part=options.part, cases=options.cases), indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
