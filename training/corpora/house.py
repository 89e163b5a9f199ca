"""The house corpus: the outermost attribution of every chain, mention kinds, and claims word by word."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from sayso.learned import tokens
from sayso.learned.labels import VOICE_PLACES
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
    """Every voice with a cue, with all that it says in the claims of whose chains it is part.

    What an inner voice says is said by the outer ones too, its words and cue included; stretches of one
    sentence are joined, and "that" and an opening quotation mark belong to the content, as in PolNeAR. Of two
    voices of a chain with the same cue ("told") the outer one is taught.
    """
    text = record["report"]["text"]
    found: dict[tuple[Span, Span | None], list[Span]] = {}
    for claim in record["claims"]:
        chain = claim["who_says"]
        used: list[Span] = []
        for k, voice in enumerate(chain):
            cue = _span(voice["cue"])
            if cue is None or any(a < cue[1] and cue[0] < b for a, b in used):
                continue
            used.append(cue)
            parts: list[Span] = [(a, b) for a, b in claim["spans"]]
            for inner in chain[k + 1 :]:
                parts += [s for s in (_span(inner), _span(inner["cue"])) if s and s not in used]
            found.setdefault((cue, _span(voice)), []).extend(parts)
    out = []
    for (cue, source), parts in found.items():
        taken = [cue] + ([source] if source else [])
        content = joined(text, [p for p in parts if not any(p[0] < b and a < p[1] for a, b in taken)], taken)
        if content:
            out.append({"Source": [source] if source else [], "Cue": [cue], "Content": content})
    return out


def _span(quote: dict[str, Any] | None) -> Span | None:
    """Where a voice or cue stands, if anywhere."""
    return (quote["span"][0], quote["span"][1]) if quote and quote["span"] else None


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


_FUNCTION = frozenset(
    ("a", "an", "the", "of", "to", "in", "on", "at", "by", "for", "with", "up", "out", "off", "and", "or")
) | {"be", "been", "was", "were", "is", "are", "has", "had"}
"""Words of a trigger that do not carry its class, beside others that do."""


def claim_layers(record: dict[str, Any], spans: Sequence[Span], forms: Sequence[str]) -> dict[str, list[Any]]:
    """The layers of labels.CLAIM_LABELS per word, and (trigger, [(role, words)]) per event.

    Where claims lie inside each other, a word takes the stance and polarity of the shortest one. Words in no
    claim have none ("?": ignored); every other word of a report is labelled.
    """
    out: dict[str, list[Any]] = {
        "event": ["O"] * len(forms),
        "stance": ["?"] * len(forms),
        "polarity": ["?"] * len(forms),
        "voice": ["O"] * len(forms),
        "act": ["O"] * len(forms),
        "inner": ["O"] * len(forms),
        "told": ["?"] * len(forms),
        "mode": ["?"] * len(forms),
    }
    participants: list[tuple[int, list[tuple[str, list[int]]]]] = []

    def size(claim: dict[str, Any]) -> int:
        return sum(int(b) - int(a) for a, b in claim["spans"])

    for claim in sorted(record["claims"], key=size, reverse=True):
        sure = claim["how_sure"]
        for i in to_words(spans, [tuple(s) for s in claim["spans"]]):
            out["stance"][i], out["polarity"][i] = sure["stance"], sure["polarity"]
            out["told"][i] = "own" if len(claim["who_says"]) == 1 else "told"
    for claim in record["claims"]:
        seen = 0
        for voice in claim["who_says"]:
            source = to_words(spans, [tuple(voice["span"])]) if voice["span"] else []
            cue = to_words(spans, [tuple(voice["cue"]["span"])]) if voice["cue"] else []
            for i in source:
                out["voice"][i] = voice["kind"]
            for i in cue:
                out["act"][i] = voice["act"] or "says"
            if seen:
                for letter, words in (("S", source), ("C", cue)):
                    for n, i in enumerate(words):
                        out["inner"][i] = f"{'I' if n and words[n - 1] == i - 1 else 'B'}-{letter}"
            seen += bool(source or cue)
        triggers = [tuple(t["span"]) for t in claim["what"]["trigger"]]
        words = to_words(spans, triggers)
        kept = [i for i in words if forms[i].lower() not in _FUNCTION] or words
        if not kept or not claim["what"]["type"]:
            continue
        for i in kept:
            out["event"][i] = claim["what"]["type"]
            out["mode"][i] = claim["what"].get("mode") or "-"
        parts = [
            (p["role"], to_words(spans, [tuple(p["span"])]))
            for p in claim["what"]["participants"]
            if p["span"]
        ]
        participants.append((kept[0], parts))
    return {**out, "participants": participants}


def asked(record: dict[str, Any], spans: Sequence[Span], forms: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Every claim with the words of its trigger and quote, its labels, [(role, words)] and [(place, words of a voice)].

    A claim of no event has the class "O" and no mode.
    """
    for claim in record["claims"]:
        what, sure = claim["what"], claim["how_sure"]
        words = to_words(spans, [tuple(t["span"]) for t in what["trigger"]])
        yield {
            "trigger": [i for i in words if forms[i].lower() not in _FUNCTION] or words,
            "quote": to_words(spans, [tuple(s) for s in claim["spans"]]),
            "event": what["type"] or "O",
            "mode": (what.get("mode") or "-") if what["type"] else None,
            "stance": sure["stance"],
            "polarity": sure["polarity"],
            "told": "own" if len(claim["who_says"]) == 1 else "told",
            "origin": claim["who_says"][-1]["kind"],
            "claim": "yes",
            "voices": [
                (VOICE_PLACES[min(place, 3)], to_words(spans, [tuple(voice["span"])]))
                for place, voice in enumerate(reversed(claim["who_says"][1:]), start=1)
                if voice["span"]
            ],
            "participants": [
                (p["role"], to_words(spans, [tuple(p["span"])])) for p in what["participants"] if p["span"]
            ],
        }


def load(folder: Path, part: str) -> Iterator[Document]:
    """Documents with the layers "attribution", "kinds" (only labelled heads teach) and "claims".

    "mentions" has (begin, end, head) of every labelled mention; the head is the best guess without a parse.
    """
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
        mentions = []
        for entity in record["entities"]:
            for mention in entity["mentions"]:
                inside = to_words(spans, [tuple(mention["span"])])
                if inside and entity["kind"] in KINDS:
                    at = inside[0] + head_by_form(forms[inside[0] : inside[-1] + 1])
                    kinds[at] = KINDS[entity["kind"]]
                    mentions.append((inside[0], inside[-1] + 1, at))
        numbers = list(tokens.paragraphs(text, spans))
        yield Document(
            name=path.parent.name + "-" + path.stem,
            forms=forms,
            numbers=numbers,
            cuts=numbers,
            labels={
                "attribution": {"attributions": found, "discarded": []},
                "kinds": kinds,
                "mentions": mentions,
                "claims": claim_layers(record, spans, forms),
                "predicates": list(asked(record, spans, forms)),
            },
            text=text,
            spans=spans,
        )
