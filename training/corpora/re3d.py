"""re3d: defence and security reports with entities (weapons, platforms, organisations …)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from sayso.learned import tokens
from training.corpora.polnear import to_words
from training.document import Document

KINDS = {
    "Organisation": "ORG",
    "Location": "PLACE",
    "Coordinate": "PLACE",
    "Person": "PERSON",
    "Temporal": "TIME",
    "Quantity": "QUANTITY",
    "Money": "QUANTITY",
    "Nationality": "NORP",
    "Weapon": "EQUIPMENT",
    "MilitaryPlatform": "EQUIPMENT",
    "Vehicle": "EQUIPMENT",
    "DocumentReference": "OTHER",
}
"""re3d's types in our kinds; Frequency and CommsIdentifier are left out."""

_AFTER_HEAD = frozenset(
    [
        "of",
        "in",
        "for",
        "at",
        "on",
        "from",
        "by",
        "with",
        "who",
        "that",
        "which",
        "near",
        "to",
        "between",
        "against",
        "within",
        "along",
        "under",
        ",",
        "(",
        "-",
    ]
)


def _lines(path: Path) -> Iterator[dict[str, object]]:
    for line in path.read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            yield json.loads(line)


def head_by_form(forms: list[str]) -> int:
    """The likely head of a noun phrase without a parse: the last word before "of", "in", a comma …"""
    for i in range(1, len(forms)):
        if forms[i].lower() in _AFTER_HEAD:
            return i - 1
    return len(forms) - 1


def load(folder: Path, part: str) -> Iterator[Document]:
    """Documents with the layers "kinds" and "entities"; every tenth document of a folder is dev."""
    for place in sorted(p for p in folder.iterdir() if (p / "entities.json").exists()):
        found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
        for row in _lines(place / "entities.json"):
            kind = KINDS.get(str(row["type"]))
            if kind:
                found[str(row["documentId"])].append((int(str(row["begin"])), int(str(row["end"])), kind))
        for k, row in enumerate(_lines(place / "documents.json")):
            if (k % 10 == 9) != (part == "dev"):
                continue
            text = str(row["text"])
            spans = tokens.words(text)
            forms = [text[a:b] for a, b in spans]
            kinds = ["O"] * len(forms)
            entities = []
            for begin, end, kind in sorted(found[str(row["_id"])], key=lambda e: e[0] - e[1]):
                inside = to_words(spans, [(begin, end)])
                if inside:
                    kinds[inside[0] + head_by_form(forms[inside[0] : inside[-1] + 1])] = kind
                    entities.append((inside[0], inside[-1] + 1, kind))
            numbers = list(tokens.paragraphs(text, spans))
            yield Document(
                name=f"{place.name}-{row['_id']}",
                forms=forms,
                numbers=numbers,
                cuts=numbers,
                labels={"kinds": kinds, "entities": entities},
                text=text,
                spans=spans,
            )
