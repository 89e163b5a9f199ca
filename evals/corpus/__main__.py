"""`python -m evals.corpus`: compile, check, count, score and compare the house corpus."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from evals.corpus import counts, labels
from evals.corpus.agree import agreement, as_reader
from evals.corpus.check import check_report, repeated
from evals.corpus.load import (
    ROOT,
    Folder,
    compile_corpus,
    compile_folder,
    folders,
    load,
    load_stories,
    write_gold,
)
from evals.corpus.score import score_files


def main(argv: list[str] | None = None) -> int:
    """Runs one command; 0 if all is well, 1 if something is to be mended."""
    parser = argparse.ArgumentParser(prog="python -m evals.corpus", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="where the corpus lies")
    commands = parser.add_subparsers(dest="command", required=True)
    one = commands.add_parser("compile", help="compile sources into gold beside them")
    one.add_argument("paths", nargs="*", type=Path, help="report files or folders (all if none)")
    one.add_argument("--quick", action="store_true", help="only look: write nothing")
    one.add_argument("--show", action="store_true", help="print what was understood")
    two = commands.add_parser("check", help="check the gold and print counts against needs")
    two.add_argument("--part", choices=labels.PARTS, help="only this part; quotas are for the whole corpus")
    three = commands.add_parser("score", help="score what `sayso read` gave against the gold")
    three.add_argument("--part", choices=labels.PARTS, default="dev")
    three.add_argument("--read", type=Path, help="a .jsonl of claims, or a folder with one per report")
    three.add_argument("--cases", type=Path, help="write one line per gold claim here")
    four = commands.add_parser("agree", help="agreement of two labellings of the same reports")
    four.add_argument("one", type=Path, help="folder with compiled gold of the first labelling")
    four.add_argument("two", type=Path, help="folder with compiled gold of the second")
    commands.add_parser("person", help="score the second labelling as if it were a reader")
    options = parser.parse_args(argv)
    if options.command == "compile":
        return _compile(options.root, options.paths, quick=options.quick, show=options.show)
    if options.command == "check":
        return _check(options.root, part=options.part)
    if options.command == "score":
        print(score_files(load(options.part, root=options.root), options.part, options.read, options.cases))
        return 0
    if options.command == "person":
        print(as_reader(options.root))
        return 0
    print(agreement(options.one, options.two))
    return 0


def _compile(root: Path, paths: list[Path], *, quick: bool, show: bool) -> int:
    severe = 0
    done = 0
    for folder, only in _chosen(root, paths):
        problems = list(folder.problems)
        for path, gold in folder.reports.items():
            if not any(problem.path == path and problem.severe for problem in problems):
                problems += check_report(path, gold)
        problems = [p for p in problems if only is None or p.path == only]
        for problem in problems:
            print(problem)
        bad = [problem for problem in problems if problem.severe]
        severe += len(bad)
        done += len(folder.reports)
        if show:
            for path, gold in folder.reports.items():
                if only in (None, path):
                    print(understood(gold))
        if not quick and not bad and only is None:
            write_gold(folder)
    print(f"{done} reports, {severe} to mend{'' if quick or severe else ', gold written'}")
    return 1 if severe else 0


def _chosen(root: Path, paths: list[Path]) -> list[tuple[Folder, Path | None]]:
    if not paths:
        return [(folder, None) for folder in compile_corpus(root)]
    out: list[tuple[Folder, Path | None]] = []
    for path in paths:
        if path.is_dir():
            inner = (
                [p for p in folders(path.parent) if path in p.parents]
                if path.name in labels.PARTS
                else [path]
            )
            out += [(compile_folder(p), None) for p in inner]
        elif path.name == "story.txt":
            out.append((compile_folder(path.parent), None))
        else:
            folder = compile_folder(path.parent, only=path)
            if path.parent.name == "singles":
                out.append((folder, None))
            else:
                out.append((folder, path))
    return out


def _check(root: Path, *, part: str | None) -> int:
    """Checks every file and prints every count; 1 if anything is to be mended or a quota is not met."""
    bad, warned = 0, 0
    for folder in compile_corpus(root, part=part):
        problems = list(folder.problems)
        for path, gold in folder.reports.items():
            problems += check_report(path, gold)
        if not any(problem.severe for problem in problems) and _stale(folder):
            print(f"{folder.path}: the gold is older than its sources: run `python -m evals.corpus compile`")
            bad += 1
        for problem in problems:
            print(problem)
            bad += problem.severe
            warned += not problem.severe
    golds, stories = load(part, root=root), load_stories(part, root=root)
    runs = repeated(golds)
    for run, number in runs[:20]:
        print(f"“{run}” stands in {number} stories: write it otherwise in some")
    rows = counts.count(golds, stories)
    print(counts.table(rows))
    sizes = {name: sum(g["labels"]["part"] == name for g in golds) for name in labels.PARTS}
    print("parts: " + ", ".join(f"{n} {k} ({k / len(golds):.0%})" for n, k in sizes.items()))
    print("; ".join(f"{name} {value:.4g}" for name, value in counts.shape(golds).items()))
    missing = [row for row in rows if not row.met]
    print(
        f"{bad} to mend, {warned} warnings, {len(runs)} phrases too frequent, "
        f"{len(missing)} of {len(rows)} quotas not met"
    )
    return 1 if bad or runs or (missing and part is None) else 0


def _stale(folder: Folder) -> bool:
    from evals.corpus.compile import gold_path
    from evals.corpus.load import dump

    golds = {gold_path(path): gold for path, gold in folder.reports.items()}
    if folder.told is not None:
        golds[folder.path / "story.json"] = folder.told
    return any(not p.exists() or p.read_text(encoding="utf-8") != dump(g) for p, g in golds.items())


def understood(gold: dict) -> str:  # type: ignore[type-arg]
    """What the compiler made of a report, for the writer to look over."""
    record = gold["record"]
    lines = [f"== {record['report']['name']}"]
    lines += [
        f"  {e['id']} {e['name']}: " + ", ".join(m["text"] for m in e["mentions"]) for e in record["entities"]
    ]
    for claim in record["claims"]:
        chain = " > ".join(
            f"{v['voice']}({v['kind']}{', ' + v['cue']['text'] if v['cue'] else ''})"
            for v in claim["who_says"]
        )
        sure, what, when, where = (claim[k] or {} for k in ("how_sure", "what", "when", "where"))
        people = ", ".join(
            f"{p['role']}={p['text']}{'*' if p['entity'] else ''}" for p in what.get("participants", ())
        )
        lines.append(f"  {claim['id']}: {claim['quote']}\n     {chain}")
        lines.append(
            f"     {sure.get('stance')} {sure.get('polarity')} {[c['text'] for c in sure.get('cues', ())]}"
        )
        lines.append(
            f"     {what.get('type')}/{what.get('mode')} {[t['text'] for t in what.get('trigger', ())]} {people}"
        )
        lines.append(
            f"     {when.get('text')} {when.get('start')}..{when.get('end')} · {where.get('name')} ({where.get('text')})"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
