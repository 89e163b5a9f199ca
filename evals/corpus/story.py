"""Reads `story.txt`: what the reports of a story have to do with each other, and the expected grades."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.corpus import labels
from evals.corpus.errors import Problem

Json = dict[str, Any]

IDENTIFIED = frozenset({"person", "organization", "document"})
_CLAIM = re.compile(r"^([\w]+)\.c(\d+)(-?)$")
_WITNESS = re.compile(
    r"\b(?:reporter|correspondent|photographer|stringer|colleague|witness|crew|team|our|we|us|I|me)s?\b"
)
_ENTITY = re.compile(r"^([\w]+)\.e(\d+)$")


@dataclass(slots=True)
class StorySource:
    """A story's file, read line by line."""

    path: Path
    title: str = ""
    kinds: dict[str, str] = field(default_factory=dict)
    lines: list[tuple[int, str, str]] = field(default_factory=list)


def read_story(path: Path, problems: list[Problem]) -> StorySource:
    """Takes a story's file apart; unknown lines become problems."""
    story = StorySource(path)
    for number, raw in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        line = raw.strip()
        if not line or line.startswith("#"):
            continue
        key, _, rest = line.partition(" ")
        if key == "story:":
            story.title = rest.strip()
        elif rest.strip() in labels.REPORT_KINDS:
            story.kinds[key] = rest.strip()
        elif key in ("E", "V", "copy", "contra"):
            story.lines.append((number, key, rest.strip()))
        else:
            problems.append(
                Problem(
                    path,
                    number,
                    f"cannot read {line[:40]!r}: write `story: title`, `a original`, `E a.e1 = b.e2`, "
                    f"`V a.c1 b.c1 | grade 3 | groups a.c1 b.c1 | why`, `copy a.c1 b.c1` or `contra a.c1 b.c2 number`; "
                    f"kinds of reports are {' '.join(labels.REPORT_KINDS)}",
                )
            )
    return story


class StoryCompiler:
    """Compiles one story over the gold of its reports (letter -> gold)."""

    def __init__(
        self, story: StorySource, id: str, reports: dict[str, Json], problems: list[Problem]
    ) -> None:
        self.story, self.id, self.reports, self.problems = story, id, reports, problems
        self.claims = {c["id"]: c for gold in reports.values() for c in gold["record"]["claims"]}
        self.entities = {e["id"]: e for gold in reports.values() for e in gold["record"]["entities"]}

    def _problem(self, line: int, text: str, *, severe: bool = True) -> None:
        self.problems.append(Problem(self.story.path, line, text, severe))

    def _claim(self, word: str, line: int, denials: set[str] | None = None) -> str | None:
        match = _CLAIM.match(word)
        key = f"c-{self.id}-{match[1]}-{match[2]}" if match else ""
        if key not in self.claims:
            self._problem(line, f"{word!r} is no claim of this story; write a.c1")
            return None
        if match and match[3] and denials is not None:
            denials.add(key)
        return key

    def _claims(self, words: str, line: int, denials: set[str] | None = None) -> list[str]:
        """The ids of claims written `a.c1 b.c2-`; those marked with a minus are added to `denials`."""
        return [key for word in words.replace(",", " ").split() if (key := self._claim(word, line, denials))]

    def compile(self, part: str) -> Json:
        """The story's gold."""
        for letter in self.reports:
            if letter not in self.story.kinds:
                self._problem(
                    1, f"the kind of report {letter} is missing: write `{letter} original` or the like"
                )
        out: Json = {
            "story": self.id,
            "part": part,
            "title": self.story.title,
            "reports": {f"r-{self.id}-{letter}": kind for letter, kind in self.story.kinds.items()},
            "entities": [],
            "different": [],
            "events": [],
            "copies": [],
            "contradictions": [],
        }
        joins: list[tuple[str, str]] = []
        for line, key, rest in self.story.lines:
            if key == "E":
                self._entity(rest, line, joins, out)
            elif key == "V":
                out["events"].append(self._event(rest, line, len(out["events"]) + 1))
            elif key == "copy":
                out["copies"].append(self._claims(rest, line))
            else:
                self._contradiction(rest, line, out)
        out["entities"] = self._clusters(joins, out["different"])
        out["copies"] += self._inherited(out["copies"])
        return out

    def _entity(self, rest: str, line: int, joins: list[tuple[str, str]], out: Json) -> None:
        sign = "!=" if "!=" in rest else "="
        keys = []
        for word in rest.replace("!=", "=").split("="):
            match = _ENTITY.match(word.strip())
            key = f"e-{self.id}-{match[1]}-{match[2]}" if match else ""
            if key not in self.entities:
                self._problem(line, f"{word.strip()!r} is no entity of this story; write E a.e1 = b.e2")
                return
            keys.append(key)
        if sign == "=":
            joins += itertools.pairwise(keys)
        else:
            out["different"].append(keys)

    def _clusters(self, joins: list[tuple[str, str]], different: list[list[str]]) -> list[Json]:
        """Entities joined by hand, and those of one kind and name that were not told apart."""
        apart = {frozenset(pair) for pair in different}
        parent = {key: key for key in self.entities}

        def root(key: str) -> str:
            while parent[key] != key:
                key = parent[key]
            return key

        named: dict[tuple[str, str], list[str]] = {}
        for key, entity in self.entities.items():
            named.setdefault((entity["kind"], entity["name"].lower()), []).append(key)
        same = [(a, b) for group in named.values() for a in group for b in group if a < b]
        for a, b in [*joins, *(pair for pair in same if frozenset(pair) not in apart)]:
            parent[root(b)] = root(a)
        groups: dict[str, list[str]] = {}
        for key in self.entities:
            groups.setdefault(root(key), []).append(key)
        out = []
        for number, members in enumerate(groups.values(), 1):
            forms = {m["text"] for k in members for m in self.entities[k]["mentions"] if m["form"] == "name"}
            first = self.entities[members[0]]
            out.append(
                {
                    "id": f"E-{self.id}-{number}",
                    "kind": first["kind"],
                    "name": first["name"],
                    "members": members,
                    "spellings": sorted(forms | {self.entities[k]["name"] for k in members}),
                }
            )
        return out

    def _event(self, rest: str, line: int, number: int) -> Json:
        pieces = [piece.strip() for piece in rest.split("|")]
        denials: set[str] = set()
        claims = self._claims(pieces[0], line, denials)
        grade, disputed, withdrawn, groups, why = None, False, False, [], ""
        for piece in pieces[1:]:
            if match := re.match(r"grade ([1-6])((?: \w+)*)$", piece):
                grade = int(match[1])
                disputed, withdrawn = "disputed" in match[2], "withdrawn" in match[2]
            elif piece.startswith("groups "):
                groups = [self._claims(group, line, denials) for group in piece[7:].split("/")]
            else:
                why = piece
        if grade is None or not why or not groups:
            self._problem(line, "an event needs `| grade 3 | groups a.c1 b.c1 / c.c2 | why in words`")
        left = set(claims) ^ {key for group in groups for key in group}
        if groups and left:
            self._problem(line, f"claims and groups differ in {' '.join(sorted(left))}")
        for key in sorted(denials):
            if (self.claims[key]["how_sure"] or {}).get("stance") == "doubted":
                said = f"{key} only doubts: a doubt is neither support nor denial, write it without -"
                self._problem(line, said, severe=False)
        due = expected([[self.claims[k] for k in group] for group in groups], denials, withdrawn=withdrawn)
        if grade is not None and groups and due != grade:
            self._problem(
                line, f"grade {grade}: the table of the guidelines gives {due} for these groups", severe=False
            )
        return {
            "id": f"V-{self.id}-{number}",
            "claims": claims,
            "denials": [k for k in claims if k in denials],
            "groups": groups,
            "credibility": grade,
            "disputed": disputed,
            "because": why,
        }

    def _contradiction(self, rest: str, line: int, out: Json) -> None:
        words = rest.split()
        if len(words) != 3 or words[2] not in labels.CONFLICTS:
            self._problem(
                line, f"write `contra a.c1 b.c2 number`, the last one of {' '.join(labels.CONFLICTS)}"
            )
            return
        pair = self._claims(" ".join(words[:2]), line)
        if len(pair) == 2:
            out["contradictions"].append({"claims": pair, "kind": words[2]})

    def _inherited(self, given: list[list[str]]) -> list[list[str]]:
        """Claims written as `c2 = a.c1` are copies of one text."""
        groups: dict[str, list[str]] = {}
        for gold in self.reports.values():
            for key, told in gold["labels"]["same"].items():
                match = _CLAIM.match(told)
                if match:
                    source = f"c-{self.id}-{match[1]}-{match[2]}"
                    source = self.reports[match[1]]["labels"]["same"].get(source, source)
                    groups.setdefault(source, [source]).append(key)
        known = {frozenset(group) for group in given}
        return [group for group in groups.values() if frozenset(group) not in known]


def expected(groups: Iterable[list[Json]], denials: set[str], *, withdrawn: bool = False) -> int:
    """The credibility number of the decision table, from origin groups that are already told apart."""
    groups = list(groups)
    support = [g for g in groups if any(c["id"] not in denials and _states(c) for c in g)]
    against = [g for g in groups if any(c["id"] in denials for c in g)]
    known = sum(any(_identified(c) for c in g if c["id"] not in denials and _states(c)) for g in support)
    against_known = sum(any(_identified(c) for c in g if c["id"] in denials) for g in against)
    if withdrawn:
        return 5
    if against:
        if known >= 2:
            return 3
        return 5 if against_known >= 2 else 4
    if known >= 2:
        return 1
    if len(support) >= 2 and known:
        return 2
    return 3 if known else 6


def _states(claim: Json) -> bool:
    return (claim["how_sure"] or {}).get("stance") not in (
        "suspected",
        "doubted",
        "asked",
        "conditional",
        "denied",
    )


def _identified(claim: Json) -> bool:
    """Whether the origin could be gone to and asked.

    An outlet is that where it speaks of itself or of its own witness, not where another paper credits its bare word.
    """
    origin = claim["who_says"][-1]
    if origin["kind"] in IDENTIFIED:
        return True
    if origin["kind"] != "outlet" or origin["span"] is None:
        return False
    own = origin["entity"] is not None and origin["entity"] == claim["who_says"][0]["entity"]
    return own or _WITNESS.search(origin["voice"]) is not None
