"""Loads the corpus: sources with their compiled gold, by part."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from evals.corpus import labels
from evals.corpus.compile import Compiler, gold_path
from evals.corpus.errors import BadSource, Problem
from evals.corpus.source import ReportSource, read_report
from evals.corpus.story import StoryCompiler, read_story

Json = dict[str, Any]

ROOT = Path(__file__).resolve().parents[2] / "corpus"


@dataclass(slots=True)
class Folder:
    """A story, or a part's single reports, compiled: gold by path, the story's gold and what to mend."""

    path: Path
    part: str
    story: str | None
    reports: dict[Path, Json] = field(default_factory=dict)
    told: Json | None = None
    problems: list[Problem] = field(default_factory=list)


def folders(root: Path = ROOT, *, part: str | None = None) -> Iterator[Path]:
    """Every folder that holds reports."""
    for name in labels.PARTS:
        if part in (None, name) and (root / name).is_dir():
            yield from sorted(p for p in (root / name).iterdir() if p.is_dir() and any(p.glob("*.txt")))


def compile_folder(path: Path, *, only: Path | None = None) -> Folder:
    """Compiles the reports of one folder, and its story file if it has one."""
    single = path.name == "singles"
    out = Folder(path, path.parent.name, None if single else path.name)
    sources: dict[str, ReportSource] = {}
    for file in sorted(path.glob("*.txt")):
        if file.name == "story.txt" or (single and only is not None and file != only):
            continue
        try:
            sources[file.stem] = read_report(file)
        except BadSource as problem:
            where, _, text = str(problem).partition(f"{file}:")[2].partition(": ")
            out.problems.append(Problem(file, int(where), text))
    kinds: dict[str, str] = {}
    story = None
    if not single:
        file = path / "story.txt"
        if file.exists():
            story = read_story(file, out.problems)
            kinds = story.kinds
        else:
            out.problems.append(Problem(file, 1, "the story's file is missing"))
    golds: dict[str, Json] = {}
    for stem, source in sources.items():
        report = stem if single else f"{path.name}-{stem}"
        compiler = Compiler(source, report, sources)
        gold = compiler.compile(out.part, out.story, "single" if single else kinds.get(stem, "original"))
        golds[stem] = gold
        out.reports[source.path] = gold
        out.problems += compiler.problems
    if story is not None:
        out.told = StoryCompiler(story, path.name, golds, out.problems).compile(out.part)
    return out


def compile_corpus(root: Path = ROOT, *, part: str | None = None) -> Iterator[Folder]:
    """All folders, compiled one after the other."""
    for path in folders(root, part=part):
        yield compile_folder(path)


def write_gold(folder: Folder) -> int:
    """Writes the gold beside its sources; returns how many files changed."""
    changed = 0
    targets = {gold_path(path): gold for path, gold in folder.reports.items()}
    if folder.told is not None:
        targets[folder.path / "story.json"] = folder.told
    for path, gold in targets.items():
        text = dump(gold)
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8")
            changed += 1
    return changed


def dump(gold: Json) -> str:
    """JSON with one claim, entity or event a line, so that a change shows as a diff of cases."""

    def lines(value: Any, depth: int) -> str:
        pad = "  " * depth
        if isinstance(value, dict) and depth < 3 and value and "span" not in value:
            rows = [f"{pad}  {json.dumps(k)}: {lines(v, depth + 1)}" for k, v in value.items()]
            return (
                "{\n" + ",\n".join(rows) + f"\n{pad}}}"
                if depth < 2
                else json.dumps(value, ensure_ascii=False)
            )
        if isinstance(value, list) and depth in (1, 2) and value and isinstance(value[0], dict):
            rows = [f"{pad}  {json.dumps(v, ensure_ascii=False)}" for v in value]
            return "[\n" + ",\n".join(rows) + f"\n{pad}]"
        return json.dumps(value, ensure_ascii=False)

    return lines(gold, 0) + "\n"


def load(part: str | None = None, *, root: Path = ROOT) -> list[Json]:
    """The compiled gold of all reports of a part: `{"record": …, "labels": …}` each."""
    names = [part] if part else labels.PARTS
    paths = [p for name in names for p in sorted((root / name).rglob("*.json")) if p.name != "story.json"]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]


def load_stories(part: str | None = None, *, root: Path = ROOT) -> list[Json]:
    """The compiled gold of all stories of a part."""
    names = [part] if part else labels.PARTS
    paths = [p for name in names for p in sorted((root / name).rglob("story.json"))]
    return [json.loads(path.read_text(encoding="utf-8")) for path in paths]
