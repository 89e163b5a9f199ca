"""Scores what a reader made of the reports against the gold, one table row per layer.

A claim is found where the words of the two quotes overlap by at least half (intersection over union of
whitespace-separated words); the best one-to-one matching over a report is taken. Layers of a cell are
scored on matched claims; a gold claim that was not found counts as wrong in every `of gold` row.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

Json = dict[str, Any]
Span = Sequence[int]

ENOUGH = 0.5
NONE = "none"


@dataclass(slots=True)
class Tally:
    """True positives, system answers and gold answers."""

    hits: int = 0
    given: int = 0
    due: int = 0

    def add(self, hit: int, given: int, due: int) -> None:
        """Counts one more case."""
        self.hits, self.given, self.due = self.hits + hit, self.given + given, self.due + due

    @property
    def precision(self) -> float:
        """Right answers among those given."""
        return self.hits / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Right answers among those due."""
        return self.hits / self.due if self.due else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two."""
        total = self.given + self.due
        return 2 * self.hits / total if total else 0.0


@dataclass(slots=True)
class Layer:
    """A labelled layer: pairs of gold and system label, for accuracy and macro-F1."""

    pairs: list[tuple[str, str]] = field(default_factory=list)

    def macro(self) -> float:
        """Mean F1 over the labels that the gold uses."""
        names = sorted({gold for gold, _ in self.pairs})
        return sum(self.of(name).f1 for name in names) / len(names) if names else 0.0

    def of(self, name: str) -> Tally:
        """The tally of one label."""
        return Tally(
            sum(g == s == name for g, s in self.pairs),
            sum(s == name for _, s in self.pairs),
            sum(g == name for g, _ in self.pairs),
        )


@dataclass(slots=True)
class Scores:
    """Everything that is counted."""

    claims: Tally = field(default_factory=Tally)
    kinds: Layer = field(default_factory=Layer)
    stance: Layer = field(default_factory=Layer)
    classes: Layer = field(default_factory=Layer)
    modes: Layer = field(default_factory=Layer)
    negated: Tally = field(default_factory=Tally)
    participants: Tally = field(default_factory=Tally)
    right: Counter[str] = field(default_factory=Counter)
    of: Counter[str] = field(default_factory=Counter)
    cases: list[Json] = field(default_factory=list)


def words_at(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Where the words begin that the spans touch.

    >>> sorted(words_at("He came and saw", [(0, 7)]))
    [0, 3]
    """
    spans = [tuple(span) for span in spans]
    low = min((s[0] for s in spans), default=0)
    high = max((s[1] for s in spans), default=0)
    start = max(text.rfind(" ", 0, low), text.rfind("\n", 0, low)) + 1
    return frozenset(
        m.start()
        for m in re.compile(r"\w+").finditer(text, start, high)
        if any(m.start() < b and a < m.end() for a, b in spans)
    )


def iou(one: frozenset[int], other: frozenset[int]) -> float:
    """Intersection over union."""
    return len(one & other) / len(one | other) if one or other else 0.0


def match(
    text: str, gold: Sequence[Json], given: Sequence[Json], *, enough: float = ENOUGH
) -> list[tuple[int, int]]:
    """The one-to-one matching of claims with the greatest total overlap, among pairs that overlap enough.

    A gold claim may also be met where it is told again. Claims that share their words are told apart by
    their trigger and stance, which break ties.
    """
    own = [words_at(text, claim["spans"]) for claim in given]
    weights: dict[tuple[int, int], float] = {}
    for i, claim in enumerate(gold):
        forms = [claim["spans"], *([span] for span in claim.get("told_again") or ())]
        sets = [words_at(text, form) for form in forms]
        for j, words in enumerate(own):
            share = max(iou(words, form) for form in sets)
            if share >= enough:
                bonus = 0.01 * _same_trigger(claim, given[j]) + 0.005 * _same_stance(claim, given[j])
                weights[i, j] = share + bonus
    return assign(weights)


def _same_trigger(one: Json, other: Json) -> bool:
    a, b = ([t["span"] for t in (claim.get("what") or {}).get("trigger") or ()] for claim in (one, other))
    return any(x[0] < y[1] and y[0] < x[1] for x in a for y in b)


def _same_stance(one: Json, other: Json) -> bool:
    return bool(one["how_sure"]["stance"] == other["how_sure"]["stance"])


def assign(weights: dict[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Maximum-weight one-to-one assignment (Hungarian method on the pairs given).

    >>> assign({(0, 0): .9, (0, 1): .8, (1, 0): .85})
    [(0, 1), (1, 0)]
    """
    if not weights:
        return []
    rows = sorted({i for i, _ in weights})
    cols = sorted({j for _, j in weights})
    size = max(len(rows), len(cols))
    cost = [[0.0] * (size + 1) for _ in range(size + 1)]
    for (i, j), weight in weights.items():
        cost[rows.index(i) + 1][cols.index(j) + 1] = -weight
    u, v, p, way = [0.0] * (size + 1), [0.0] * (size + 1), [0] * (size + 1), [0] * (size + 1)
    for row in range(1, size + 1):
        p[0], col = row, 0
        least, used = [math.inf] * (size + 1), [False] * (size + 1)
        while p[col]:
            used[col] = True
            here, delta, then = p[col], math.inf, 0
            for other in range(1, size + 1):
                if used[other]:
                    continue
                now = cost[here][other] - u[here] - v[other]
                if now < least[other]:
                    least[other], way[other] = now, col
                if least[other] < delta:
                    delta, then = least[other], other
            for other in range(size + 1):
                if used[other]:
                    u[p[other]] += delta
                    v[other] -= delta
                else:
                    least[other] -= delta
            col = then
        while col:
            p[col] = p[way[col]]
            col = way[col]
    found = ((p[c] - 1, c - 1) for c in range(1, size + 1))
    pairs = [(rows[r], cols[c]) for r, c in found if r < len(rows) and c < len(cols)]
    return sorted(pair for pair in pairs if pair in weights)


# --- the cells


def _touch(one: Span | None, other: Span | None) -> bool:
    return one is not None and other is not None and one[0] < other[1] and other[0] < one[1]


def same_voice(gold: Json, given: Json) -> bool:
    """Equal kinds, and words that overlap, or names that agree where one side has no words."""
    if gold["kind"] != given["kind"]:
        return False
    if gold["span"] and given["span"]:
        if _touch(gold["span"], given["span"]):
            return True
        names = {(gold.get("name") or gold["voice"]).lower(), gold["voice"].lower()}
        return bool({(given.get("name") or given["voice"]).lower(), given["voice"].lower()} & names)
    if gold["kind"] in ("outlet", "unattributed"):
        return True
    return bool(gold["voice"].lower() == given["voice"].lower())


def same_chain(gold: Sequence[Json], given: Sequence[Json]) -> bool:
    """The whole chain: as many voices, in the same order, each the same."""
    return len(gold) == len(given) and all(same_voice(a, b) for a, b in zip(gold, given, strict=True))


def day(value: str | None, *, last: bool) -> str | None:
    """The day that an ISO expression begins or ends with.

    >>> day("2024-02", last=True), day("2024-02-05T10:00", last=False)
    ('2024-02-29', '2024-02-05')
    """
    if not value:
        return None
    if len(value) == 4:
        return f"{value}-12-31" if last else f"{value}-01-01"
    if len(value) == 7:
        import calendar

        size = calendar.monthrange(int(value[:4]), int(value[5:7]))[1]
        return f"{value}-{size:02d}" if last else f"{value}-01"
    return value[:10]


def same_when(gold: Json, given: Json) -> bool:
    """The same interval in days; or both give no interval (and the same period, if the gold gives one)."""
    if gold["status"] == "two-readings":
        spans = {(day(r["start"], last=False), day(r["end"], last=True)) for r in gold["readings"]}
        other = {(day(r["start"], last=False), day(r["end"], last=True)) for r in given.get("readings") or ()}
        return other == spans
    one = (day(gold["start"], last=False), day(gold["end"], last=True))
    if one != (day(given.get("start"), last=False), day(given.get("end"), last=True)):
        return False
    return one != (None, None) or gold.get("duration") in (None, given.get("duration"))


def kilometres(a: float, b: float, c: float, d: float) -> float:
    """Great-circle distance of two points in degrees.

    >>> round(kilometres(31.5, 34.47, 30.04, 31.24))
    349
    """
    f, g = math.radians(a), math.radians(c)
    h = math.sin((g - f) / 2) ** 2 + math.cos(f) * math.cos(g) * math.sin(math.radians(d - b) / 2) ** 2
    return 2 * 6371.0 * math.asin(min(1.0, math.sqrt(h)))


def same_where(gold: Json, given: Json) -> bool:
    """Both without a place; or a point within the tolerance; or, of a country, the same country."""
    if gold["status"] == "not-stated":
        return given.get("name") is None and given.get("lat") is None and given.get("country") is None
    if gold["lat"] is None:
        wide = given.get("lat") is None or given.get("kind") == "area"
        return bool(given.get("country") == gold["country"] and wide)
    if given.get("lat") is None:
        return False
    far = kilometres(gold["lat"], gold["lon"], given["lat"], given["lon"])
    return far <= max(gold["precision_km"] or 0.0, given.get("precision_km") or 0.0, 10.0)


def people(gold: Json, given: Json) -> tuple[int, int, int]:
    """Participants with the same role and overlapping words: found, given, due."""
    left = list(given["participants"])
    found = 0
    for one in gold["participants"]:
        other = next((p for p in left if p["role"] == one["role"] and _touch(p["span"], one["span"])), None)
        if other is not None:
            left.remove(other)
            found += 1
    return found, len(given["participants"]), len(gold["participants"])


def same_what(gold: Json, given: Json) -> bool:
    """The same class, and every participant of the gold found with no other."""
    found, given_count, due = people(gold, given)
    return gold["type"] == given["type"] and found == due == given_count


# --- all reports


def score(golds: Iterable[Json], read: dict[str, list[Json]]) -> Scores:
    """Scores claims by report name (`labels` are not needed)."""
    out = Scores()
    for gold in golds:
        report = gold["record"]["report"]
        due = gold["record"]["claims"]
        given = read.get(report["name"], [])
        pairs = match(report["text"], due, given)
        out.claims.add(len(pairs), len(given), len(due))
        partner = dict(pairs)
        for i, claim in enumerate(due):
            other = given[partner[i]] if i in partner else None
            out.cases.append(_case(out, claim, other))
    return out


def _case(out: Scores, gold: Json, given: Json | None) -> Json:
    marks: dict[str, bool] = dict.fromkeys(("who", "how", "what", "when", "where"), False)
    case: Json = {"id": gold["id"], "found": given is not None}
    out.of["claims"] += 1
    size = len(gold["who_says"])
    out.of[f"chains of {min(size, 3)}"] += 1
    if given is None:
        out.negated.add(0, 0, gold["how_sure"]["polarity"] == "negated")
        out.participants.add(0, 0, len(gold["what"]["participants"]))
        return case | marks
    marks["who"] = same_chain(gold["who_says"], given["who_says"])
    a, b = gold["how_sure"], given["how_sure"]
    marks["how"] = a["stance"] == b["stance"] and a["polarity"] == b["polarity"]
    marks["what"] = same_what(gold["what"], given["what"])
    marks["when"] = same_when(gold["when"], given["when"])
    marks["where"] = same_where(gold["where"], given["where"])
    out.kinds.pairs.append((gold["who_says"][-1]["kind"], given["who_says"][-1]["kind"]))
    out.stance.pairs.append((a["stance"], b["stance"]))
    out.classes.pairs.append((gold["what"]["type"] or NONE, given["what"]["type"] or NONE))
    if gold["what"]["mode"]:
        out.modes.pairs.append((gold["what"]["mode"], given["what"]["mode"] or NONE))
    both = a["polarity"] == b["polarity"] == "negated"
    out.negated.add(both, b["polarity"] == "negated", a["polarity"] == "negated")
    out.participants.add(*people(gold["what"], given["what"]))
    out.right["matched"] += 1
    for name, good in marks.items():
        out.right[name] += good
    out.right[f"chains of {min(size, 3)}"] += marks["who"]
    out.right["class"] += gold["what"]["type"] == given["what"]["type"]
    out.right["all five"] += all(marks.values())
    out.right["who, how and what"] += marks["who"] and marks["how"] and marks["what"]
    said = {"stance": [a["stance"], b["stance"]], "class": [gold["what"]["type"], given["what"]["type"]]}
    kinds = [[v["kind"] for v in c["who_says"]] for c in (gold, given)]
    return case | marks | said | {"kinds": kinds, "given": given["id"]}


def rows(out: Scores) -> Iterator[tuple[str, str, float, int]]:
    """Name, measure, value and number of cases of every layer."""
    total, found = out.of["claims"], out.right["matched"]
    yield "claims", "precision", out.claims.precision, out.claims.given
    yield "claims", "recall", out.claims.recall, total
    yield "claims", "F1", out.claims.f1, total
    yield "who says", "whole chain, of matched", out.right["who"] / found if found else 0.0, found
    for size in (1, 2, 3):
        name = f"chains of {size}"
        due = out.of[name]
        yield (
            "who says",
            f"whole chain, {size}{'+' if size == 3 else ''} voices, of gold",
            out.right[name] / due if due else 0.0,
            due,
        )
    yield "who says", "kind of origin, macro-F1", out.kinds.macro(), len(out.kinds.pairs)
    yield "how sure", "stance, macro-F1", out.stance.macro(), len(out.stance.pairs)
    yield "how sure", "negated, F1 of gold", out.negated.f1, out.negated.due
    yield "what", "class, accuracy", out.right["class"] / found if found else 0.0, found
    yield "what", "class, macro-F1", out.classes.macro(), len(out.classes.pairs)
    yield "what", "mode, macro-F1", out.modes.macro(), len(out.modes.pairs)
    yield "what", "participants, F1 of gold", out.participants.f1, out.participants.due
    yield "when", "interval right, of matched", out.right["when"] / found if found else 0.0, found
    yield "where", "place right, of matched", out.right["where"] / found if found else 0.0, found
    yield (
        "all",
        "who, how and what right, of gold",
        out.right["who, how and what"] / total if total else 0.0,
        total,
    )
    yield "all", "all five cells right, of gold", out.right["all five"] / total if total else 0.0, total


def table(out: Scores, part: str, reports: int) -> str:
    """The table as text; its first line says which part was read."""
    lines = [
        f"part: {part}, {reports} reports, {out.of['claims']} gold claims, {out.claims.given} claims given"
    ]
    last = ""
    for name, measure, value, number in rows(out):
        lines.append(f"{name if name != last else '':10s}{measure:38s}{100 * value:6.1f}   n = {number}")
        last = name
    for title, layer in (("stance", out.stance), ("origin", out.kinds), ("class", out.classes)):
        cells = [(n, layer.of(n)) for n in sorted({g for g, _ in layer.pairs})]
        lines.append(f"{title} F1: " + ", ".join(f"{n} {100 * t.f1:.0f} ({t.due})" for n, t in cells))
    return "\n".join(lines)


def read_claims(path: Path, golds: Sequence[Json]) -> dict[str, list[Json]]:
    """Claims by report name, from one .jsonl of claims or a folder with one file per report.

    A file of a folder is named as the report is (`name.jsonl`); in one file, a claim's `report` is the
    report's name, its gold id (`r-name`) or the id that sayso gives to the text.
    """
    if path.is_dir():
        files = {
            gold["record"]["report"]["name"]: path / f"{gold['record']['report']['name']}.jsonl"
            for gold in golds
        }
        return {name: _lines(file) for name, file in files.items() if file.exists()}
    known: dict[str, str] = {}
    for gold in golds:
        report = gold["record"]["report"]
        known |= {
            report["name"]: report["name"],
            report["id"]: report["name"],
            report["text_sha256"]: report["name"],
        }
    out: defaultdict[str, list[Json]] = defaultdict(list)
    for claim in _lines(path):
        out[known.get(str(claim["report"]), str(claim["report"]))].append(claim)
    return dict(out)


def _lines(path: Path) -> list[Json]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    return rows[0]["claims"] if len(rows) == 1 and "claims" in rows[0] else rows


def score_files(golds: Sequence[Json], part: str, read: Path | None, cases: Path | None) -> str:
    """Scores files; without any, asks the installed `sayso.read` to read every report."""
    claims = read_claims(read, golds) if read else read_all(golds)
    out = score(golds, claims)
    if cases:
        cases.write_text("".join(json.dumps(case) + "\n" for case in out.cases), encoding="utf-8")
    return table(out, part, len(golds))


def read_all(golds: Sequence[Json]) -> dict[str, list[Json]]:
    """Reads every report with the product itself."""
    import sayso
    from sayso.record.codec import to_dict

    out = {}
    for gold in golds:
        report = gold["record"]["report"]
        record = sayso.read(report["text"], outlet=report["outlet"], published=report["published"])
        out[report["name"]] = [to_dict(claim) for claim in record.claims]
    return out
