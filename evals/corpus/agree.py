"""Agreement of two labellings of the same reports: span F1 and Krippendorff's alpha per layer."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from pathlib import Path
from typing import Any

from evals.corpus.labels import PARTS
from evals.corpus.score import Tally, day, match, people, same_chain, score, table

Json = dict[str, Any]


def alpha(units: Iterable[Sequence[Hashable | None]]) -> float:
    """Krippendorff's alpha for nominal labels; None is a missing label, units with fewer than two are left out.

    Chance-corrected: 1 is full agreement, 0 what chance would give (Krippendorff 2004, chapter 11).

    >>> round(alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")]), 3)
    0.533
    """
    pairs: defaultdict[tuple[Hashable, Hashable], float] = defaultdict(float)
    for unit in units:
        values = [value for value in unit if value is not None]
        if len(values) < 2:
            continue
        for i, one in enumerate(values):
            for j, other in enumerate(values):
                if i != j:
                    pairs[one, other] += 1 / (len(values) - 1)
    total = sum(pairs.values())
    sizes: defaultdict[Hashable, float] = defaultdict(float)
    for (one, _), number in pairs.items():
        sizes[one] += number
    if total <= 1:
        return float("nan")
    seen = sum(number for (one, other), number in pairs.items() if one != other)
    chance = sum(sizes[a] * sizes[b] for a in sizes for b in sizes if a != b) / (total - 1)
    return 1.0 if not chance else 1 - seen / chance


def agreement(one: Path, two: Path) -> str:
    """The table over all reports that both folders hold."""
    first, second = _golds(one), _golds(two)
    names = sorted(first.keys() & second.keys())
    if not names:
        return "the two folders have no report in common"
    return compare([(first[name], second[name]) for name in names])


def as_reader(root: Path) -> str:
    """The second labelling scored against the gold as if it were a reader's output: what a person reaches.

    A report of the second labelling belongs to the gold report with the same name and text.
    """
    gold = {}
    for part in PARTS:
        for path in sorted((root / part).rglob("*.json")):
            if path.name != "story.json":
                one = json.loads(path.read_text(encoding="utf-8"))
                gold[one["record"]["report"]["text"]] = one
    pairs = []
    for path in sorted((root / "agreement").rglob("*.json")):
        two = json.loads(path.read_text(encoding="utf-8"))
        one = gold.get(two["record"]["report"]["text"])
        if one is not None:
            pairs.append((one, two["record"]["claims"]))
    found = score([one for one, _ in pairs], {one["record"]["report"]["name"]: two for one, two in pairs})
    return table(found, "second labelling", len(pairs))


def compare(pairs: Sequence[tuple[Json, Json]]) -> str:
    """The table over pairs of gold."""
    spans, mentions, folk = Tally(), Tally(), Tally()
    units: dict[str, list[tuple[Hashable, Hashable]]] = {
        name: []
        for name in ("kind of origin", "depth", "stance", "polarity", "class", "mode", "when", "where")
    }
    chains = matched = 0
    for a, b in pairs:
        text = a["record"]["report"]["text"]
        if text != b["record"]["report"]["text"]:
            raise ValueError(f"{a['record']['report']['name']}: the two labellings have different texts")
        x, y = a["record"]["claims"], b["record"]["claims"]
        found = match(text, x, y)
        spans.add(len(found), len(y), len(x))
        p, q = ({tuple(m["span"]) for e in g["record"]["entities"] for m in e["mentions"]} for g in (a, b))
        mentions.add(len(p & q), len(q), len(p))
        for i, j in found:
            matched += 1
            chains += same_chain(x[i]["who_says"], y[j]["who_says"])
            folk.add(*people(x[i]["what"], y[j]["what"]))
            for name, value in _values(x[i]).items():
                units[name].append((value, _values(y[j])[name]))
    lines = [f"{len(pairs)} reports, {matched} claims matched"]
    lines += [
        f"{name:28s}F1    {100 * t.f1:6.1f}   n = {t.due}"
        for name, t in (
            ("claim spans", spans),
            ("mention spans, exact", mentions),
            ("participants", folk),
        )
    ]
    lines.append(
        f"{'whole chain the same':28s}share {100 * chains / matched if matched else 0:6.1f}   n = {matched}"
    )
    for name, unit in units.items():
        same = sum(u == v for u, v in unit) / len(unit) if unit else 0.0
        lines.append(f"{name:28s}alpha {alpha(unit):6.3f}   same {100 * same:.1f} %")
    return "\n".join(lines)


def _values(claim: Json) -> dict[str, Hashable]:
    when, where = claim["when"], claim["where"]
    return {
        "kind of origin": claim["who_says"][-1]["kind"],
        "depth": len(claim["who_says"]),
        "stance": claim["how_sure"]["stance"],
        "polarity": claim["how_sure"]["polarity"],
        "class": claim["what"]["type"] or "none",
        "mode": claim["what"]["mode"] or "none",
        "when": (day(when["start"], last=False), day(when["end"], last=True), when["status"]),
        "where": (where["country"], where["lat"] is None, (where["name"] or "").lower()),
    }


def _golds(folder: Path) -> dict[str, Json]:
    out = {}
    for path in sorted(folder.rglob("*.json")):
        if path.name != "story.json":
            gold = json.loads(path.read_text(encoding="utf-8"))
            out[gold["record"]["report"]["name"]] = gold
    return out
