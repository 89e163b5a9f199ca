"""Counts what the corpus holds against what it is to hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from typing import Any, NamedTuple

from evals.corpus import labels
from evals.corpus.check import DAYS

Json = dict[str, Any]


class Quota(NamedTuple):
    """One row of the table: what is counted, how many there are, how many there should be."""

    what: str
    have: int
    need: int

    @property
    def met(self) -> bool:
        """Whether there are enough."""
        return self.have >= self.need


def count(golds: Iterable[Json], stories: Iterable[Json]) -> list[Quota]:
    """Every count of the corpus with its need."""
    golds, stories = list(golds), list(stories)
    claims = [claim for gold in golds for claim in gold["record"]["claims"]]
    marks = [gold["labels"] for gold in golds]
    tags = Counter(tag for mark in marks for given in mark["when"].values() for tag in given)
    stances = Counter(claim["how_sure"]["stance"] for claim in claims)
    kinds = Counter(claim["what"]["type"] for claim in claims)
    voices = Counter(voice["kind"] for claim in claims for voice in claim["who_says"])
    flags = Counter(flag["name"] for claim in claims for flag in claim["flags"])
    long = sum(3 <= sum(1 for _ in s["reports"]) <= 6 for s in stories)
    routes = sum(any(p["role"].startswith("route") for p in c["what"]["participants"]) for c in claims)
    rows = [
        Quota("reports", len(golds), 240),
        Quota("stories of three to five reports", long, 40),
        Quota("regions", len({m["region"] for m in marks}), 12),
        Quota("registers", len({m["register"] for m in marks}), 9),
        Quota("naming traditions", len({name for m in marks for name in m["names"]}), 8),
        *(Quota(f"stance {name}", stances[name], 80) for name in labels.STANCES),
        Quota("negated", sum(c["how_sure"]["polarity"] == "negated" for c in claims), 200),
        Quota("voices anonymous", voices["anonymous"], 200),
        Quota("voices unnamed-official", voices["unnamed-official"], 200),
        Quota("voices document", voices["document"], 80),
        Quota("chains of three", sum(len(c["who_says"]) >= 3 for c in claims), 150),
        Quota("headline-body conflicts", flags["headline-conflict"], 25),
        *(Quota(f"class {name}", kinds[name], 80 if name == "MOVEMENT" else 60) for name in labels.CLASSES),
        Quota("dates without year", tags["no-year"], 60),
        Quota("feasts", tags["feast"], 25),
        Quota("durations", tags["duration"], 60),
        Quota("relative dates", tags["relative"], 200),
        Quota("ambiguous places", sum(len(m["ambiguous"]) for m in marks), 80),
        Quota("routes", routes, 50),
        Quota("numbers", sum(len(c["what"]["numbers"]) for c in claims), 200),
        Quota("different cues", len(cues(claims)), 400),
        Quota("reports without date", sum(g["record"]["report"]["published"] is None for g in golds), 30),
    ]
    return rows


def cues(claims: Iterable[Json]) -> set[str]:
    """The different cues of attribution and stance, in lower case."""
    found = set()
    for claim in claims:
        given = [voice["cue"] for voice in claim["who_says"]] + claim["how_sure"]["cues"]
        found |= {cue["text"].lower() for cue in given if cue}
    return found


def shape(golds: Iterable[Json]) -> dict[str, float]:
    """A few statistics of the texts and their labels, for the datasheet."""
    golds = list(golds)
    texts = [gold["record"]["report"]["text"] for gold in golds]
    claims = [claim for gold in golds for claim in gold["record"]["claims"]]
    sizes = sorted(
        len(s.split()) for text in texts for s in re.split(r"(?<=[.!?”])\s+|\n+", text) if s.strip()
    )
    words = [w.lower() for text in texts for w in re.findall(r"\w+", text)]
    if not sizes or not words:
        return {}
    return {
        "words": len(words),
        "different words": len(set(words)),
        "words a report": len(words) / len(texts),
        "claims": len(claims),
        "claims a report": len(claims) / len(texts),
        "words a sentence, median": sizes[len(sizes) // 2],
        "words a sentence, tenth": sizes[len(sizes) // 10],
        "words a sentence, ninetieth": sizes[len(sizes) * 9 // 10],
        "days of the week named": sum(word.title() in DAYS for word in words),
        "mentions": sum(len(e["mentions"]) for g in golds for e in g["record"]["entities"]),
    }


def table(rows: Iterable[Quota]) -> str:
    """The counts as text, what is missing marked."""
    lines = [f"{'':36s}{'have':>7s}{'need':>7s}"]
    lines += [
        f"{row.what:36s}{row.have:7d}{row.need:7d}{'' if row.met else '  -' + str(row.need - row.have)}"
        for row in rows
    ]
    return "\n".join(lines)
