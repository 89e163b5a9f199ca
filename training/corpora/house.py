"""The house corpus: attribution chains turned into the outermost attribution, and mention kinds."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.learned import tokens
from training.corpora.polnear import to_words
from training.corpora.re3d import head_by_form
from training.document import Document

KINDS = {
    "person": "PERSON",
    "organization": "ORG",
    "place": "PLACE",
    "facility": "PLACE",
    "equipment": "EQUIPMENT",
    "other": "OTHER",
}
_LEADING = ("that ", "whether ", "“", '"', "‘")
_STOPS = frozenset(".!?\n")
Span = tuple[int, int]


def attributions(record: dict[str, Any]) -> list[dict[str, list[Span]]]:
    """The outermost voice with a cue of every claim, with all that it says.

    What an inner voice says is said by the outer one too, its words and cue included; stretches of one
    sentence are joined, and "that" and an opening quotation mark belong to the content, as in PolNeAR.
    """
    text = record["report"]["text"]
    found: dict[tuple[Span, Span | None], list[Span]] = {}
    for claim in record["claims"]:
        chain = claim["who_says"]
        outer = next((k for k, v in enumerate(chain) if v["cue"]), None)
        if outer is None:
            continue
        voice = chain[outer]
        cue = tuple(voice["cue"]["span"])
        source = tuple(voice["span"]) if voice["span"] else None
        parts = [tuple(s) for s in claim["spans"]]
        for inner in chain[outer + 1 :]:
            parts += [tuple(s) for s in (inner["span"], (inner["cue"] or {}).get("span")) if s]
        found.setdefault((cue, source), []).extend(parts)
    out = []
    for (cue, source), parts in found.items():
        taken = [cue] + ([source] if source else [])
        content = joined(text, [p for p in parts if not any(p[0] < b and a < p[1] for a, b in taken)], taken)
        if content:
            out.append({"Source": [source] if source else [], "Cue": [cue], "Content": content})
    return out


def joined(text: str, parts: Sequence[Span], apart: Sequence[Span]) -> list[Span]:
    """Stretches of one sentence as one, unless the source or cue stands between them."""
    out: list[Span] = []
    for begin, end in sorted(parts):
        for lead in _LEADING:
            if text[:begin].endswith(lead) and not any(a < begin and begin - len(lead) < b for a, b in apart):
                begin -= len(lead)
        if out:
            last = out[-1][1]
            between = any(last <= a and b <= begin for a, b in apart)
            if begin <= last or (not between and not _STOPS & set(text[last:begin])):
                out[-1] = (out[-1][0], max(last, end))
                continue
        out.append((begin, end))
    return out


def load(folder: Path, part: str) -> Iterator[Document]:
    """Documents with the layers "attribution" and "kinds" (only labelled heads teach; the rest is ignored)."""
    for path in sorted((folder / part).rglob("*.json")):
        if path.name == "story.json":
            continue
        record = json.loads(path.read_text(encoding="utf-8"))["record"]
        text = record["report"]["text"]
        spans = tokens.words(text)
        forms = [text[a:b] for a, b in spans]
        found = []
        for one in attributions(record):
            parts = {role: to_words(spans, where) for role, where in one.items()}
            if parts["Cue"] and parts["Content"]:
                found.append(parts)
        kinds = ["?"] * len(forms)
        for entity in record["entities"]:
            for mention in entity["mentions"]:
                inside = to_words(spans, [tuple(mention["span"])])
                if inside and entity["kind"] in KINDS:
                    at = inside[0] + head_by_form(forms[inside[0] : inside[-1] + 1])
                    kinds[at] = KINDS[entity["kind"]]
        numbers = list(tokens.paragraphs(text, spans))
        yield Document(
            name=path.parent.name + "-" + path.stem,
            forms=forms,
            numbers=numbers,
            cuts=numbers,
            labels={"attribution": {"attributions": found, "discarded": []}, "kinds": kinds},
            text=text,
            spans=spans,
        )
