"""PolNeAR: news articles with attributions in brat stand-off files."""

from __future__ import annotations

import bisect
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from sayso.learned import tokens
from training.document import Document

Parts = dict[str, list[int]]
ROLES = ("Source", "Cue", "Content")

_ENTITY = re.compile(r"(T\d+)\t(\S+) (\d[\d ;]*)")


def annotations(path: Path) -> tuple[list[dict[str, list[tuple[int, int]]]], list[tuple[int, int]]]:
    """The attributions of a brat file as spans per role, and the spans marked as discarded."""
    spans: dict[str, list[tuple[int, int]]] = {}
    discarded: list[tuple[int, int]] = []
    found: list[dict[str, list[tuple[int, int]]]] = []
    lines = path.read_text(encoding="utf-8").split("\n")
    for line in lines:
        if m := _ENTITY.match(line):
            parts = [(int(a), int(b)) for a, b in (p.split() for p in m[3].split(";"))]
            spans[m[1]] = parts
            if m[2] == "Discard":
                discarded.extend(parts)
    for line in lines:
        if re.match(r"E\d+\t", line):
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for argument in line.split("\t")[1].split()[1:]:
                role, _, name = argument.partition(":")
                roles[re.sub(r"\d+$", "", role)].extend(spans.get(name, []))
            if roles.get("Cue") and roles.get("Content"):
                found.append({role: sorted(roles.get(role, [])) for role in ROLES})
    return found, discarded


def to_words(words: Sequence[tuple[int, int]], spans: Sequence[tuple[int, int]]) -> list[int]:
    """The words of which at least half lies in the spans."""
    starts = [a for a, _ in words]
    out: set[int] = set()
    for begin, end in spans:
        i = max(0, bisect.bisect_left(starts, begin) - 1)
        while i < len(words) and words[i][0] < end:
            a, b = words[i]
            if 2 * (min(b, end) - max(a, begin)) >= b - a:
                out.add(i)
            i += 1
    return sorted(out)


def texts(folder: Path, part: str) -> Iterator[tuple[str, str, Path]]:
    """Name, text and first annotation file of each article of a part, in order of name."""
    for path in sorted((folder / part / "text").glob("*.txt")):
        found = sorted(p for p in (folder / part / "attributions").iterdir() if p.name[:-9] == path.stem)
        if found:
            with path.open(encoding="utf-8", newline="") as file:
                yield path.stem, file.read(), found[0]


def load(folder: Path, part: str) -> Iterator[Document]:
    """Documents with the layer "attribution": the attributions over words, and discarded words."""
    for name, text, path in texts(folder, part):
        spans = tokens.words(text)
        found, discarded = annotations(path)
        attributions: list[Parts] = []
        for one in found:
            parts = {role: to_words(spans, one[role]) for role in ROLES}
            if parts["Cue"] and parts["Content"]:
                attributions.append(parts)
        numbers = list(tokens.paragraphs(text, spans))
        yield Document(
            name=name,
            forms=[text[a:b] for a, b in spans],
            numbers=numbers,
            cuts=numbers,
            labels={"attribution": {"attributions": attributions, "discarded": to_words(spans, discarded)}},
            text=text,
            spans=spans,
        )
