"""How fast: words a second of the whole reading and of each stage, beside a spaCy CNN pipeline on the same core.

`python -m evals speed TEXTS [--spacy PYTHON --treebank CONLLU] [--long WORDS] [--shell]`. TEXTS is a folder of
.txt files, or one.

PYTHON is that of an environment with spaCy, which is no dependency of sayso. A pipeline of tok2vec, tagger,
morphologizer, trainable lemmatizer, parser and entity recogniser is trained there for a minute on the treebank
(its speed is what counts, not its scores) and kept in .cache; both read the same texts on one core, a few texts
each in turns, in processor time. Ratios are of one run: machines are noisy.

With --shell, `sayso read` is called on the first text fifteen times, and wall times and memory are told.
With --long, the texts are read as one report of so many words, and the memory that took is told.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path
from statistics import median

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "BLIS_NUM_THREADS")
CALLS = 15
TURN = 4
"""Texts that each reads before it is the other's turn."""
HERE = Path(__file__).parent
KEPT = HERE.parent / ".cache" / "spacy-cnn"


def one_core() -> None:
    """Hold this process, and the libraries that read these variables, to one core."""
    for name in THREADS:
        os.environ[name] = "1"
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def stages(texts: Sequence[str]) -> Counter[str]:
    """Seconds of processor time that each stage takes over all texts, the encoder's by itself."""
    from sayso.learned.weights import Weights
    from sayso.learned.windows import Window
    from sayso.reading import Draft, default
    from sayso.record import Report

    spent: Counter[str] = Counter()
    encode = Weights.run

    def timed_run(weights: Weights, window: Window) -> object:
        begun = time.process_time()
        found = encode(weights, window)
        spent["encoder"] += time.process_time() - begun
        return found

    Weights.run = timed_run  # type: ignore[assignment,method-assign]
    try:
        for text in texts:
            draft = Draft(Report(text=text, outlet="The Example", published="2016-09-12"))
            for stage in default().stages:
                before = spent["encoder"]
                begun = time.process_time()
                stage.run(draft)
                spent[stage.name] += time.process_time() - begun - (spent["encoder"] - before)
    finally:
        Weights.run = encode  # type: ignore[method-assign]
    return spent


@contextmanager
def spacy_reader(
    python: str, treebank: Path, seconds: float
) -> Iterator[Callable[[Sequence[str]], dict[str, float]]]:
    """A function that has spaCy read texts in a process of its own and gives the seconds, alone and as a batch."""
    command = [python, str(HERE / "_spacy_cnn.py"), str(treebank), str(KEPT), "--seconds", str(seconds)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        source, answers = process.stdin, process.stdout
        assert source is not None
        assert answers is not None

        def answer() -> dict[str, float]:
            line = answers.readline()
            if not line:
                raise SystemExit(f"{command[1]} ended early; is spaCy installed for {python}?")
            found: dict[str, float] = json.loads(line)
            return found

        def ask(texts: Sequence[str]) -> dict[str, float]:
            source.write(json.dumps(list(texts)) + "\n")
            source.flush()
            return answer()

        answer()
        yield ask
        source.close()


def timed(read: Callable[[str], object], texts: Sequence[str]) -> float:
    """Seconds of processor time for all texts."""
    begun = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - begun


NAMES = (
    "Accra", "Oslo", "Gaza", "Mecca", "Cairo", "Sinai", "Iran", "Yemen", "Damascus", "Jordan", "Kharkiv", "Mons",
    "Basra", "Lagos", "Lima", "West Bank", "Saudi Arabia", "New York", "São Paulo", "Kabul",
)  # fmt: skip


def look_up() -> float:
    """Seconds from opening the gazetteer to the places of twenty names."""
    from sayso.knowledge.gazetteer import Gazetteer
    from sayso.settings import gazetteer_path

    begun = time.perf_counter()
    Gazetteer(gazetteer_path()).lookup(NAMES)
    return time.perf_counter() - begun


def files(path: Path) -> list[Path]:
    """The text files of a folder and below, or the one file that is named."""
    return [path] if path.is_file() else sorted(path.rglob("*.txt"))


def long_text(texts: Sequence[str], words: int) -> str:
    """The texts one after the other, again and again, up to so many words."""
    parts: list[str] = []
    count = 0
    for text in cycle(texts):
        left = words - count
        size = len(text.split())
        if size >= left:
            parts.append(" ".join(text.split()[:left]))
            return "\n\n".join(parts)
        parts.append(text.strip())
        count += size
    return ""


def memory() -> float:
    """The largest resident memory of this process so far, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def from_the_shell(path: Path) -> None:
    """Print how long `sayso read` takes on one report, from the call to the end of the process, on all cores."""
    walls, most = [], 0
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(CALLS + 1):
        begun = time.perf_counter()
        with subprocess.Popen(
            [sys.executable, "-m", "sayso", "read", str(path), "--outlet", "The Example"],
            stdout=subprocess.DEVNULL,
            env=environment,
        ) as process:
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"sayso read {path} ended with {process.returncode}")
        walls.append(time.perf_counter() - begun)
        most = max(most, used.ru_maxrss // 1024)
    # The first call may have to write the modules' byte code.
    walls = sorted(walls[1:])
    print(
        f"{path.name}: {CALLS} calls, median {median(walls):.2f} s ({walls[0]:.2f} to {walls[-1]:.2f}), {most} MB"
    )


def main(argv: list[str]) -> int:
    """Print words a second, each stage's share, and the ratio to spaCy where it was asked for."""
    parser = argparse.ArgumentParser(prog="python -m evals speed", description=__doc__)
    parser.add_argument("texts", type=Path, help="a folder of .txt files")
    parser.add_argument("--spacy", metavar="PYTHON", help="a Python that has spaCy, to time that beside it")
    parser.add_argument("--treebank", type=Path, help="a CoNLL-U file on which spaCy's pipeline is trained")
    parser.add_argument("--seconds", type=float, default=60, help="how long it is trained")
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--long", type=int, metavar="WORDS", help="read one report of so many words instead")
    parser.add_argument("--shell", action="store_true", help="time the command on the first text instead")
    options = parser.parse_args(argv)
    if options.spacy and not options.treebank:
        parser.error("--spacy needs --treebank, a CoNLL-U file to train on")
    if options.shell:
        from_the_shell(files(options.texts)[0])
        return 0
    one_core()
    print(f"{'gazetteer':<14}{look_up() * 1000:>10.1f} ms to open it and look up twenty names")
    import sayso

    texts = [p.read_text(encoding="utf-8") for p in files(options.texts)[: options.files]]
    if options.long:
        return read_long(long_text(texts, options.long))
    words = sum(len(text.split()) for text in texts)
    sayso.read(texts[0])
    spent = stages(texts)
    total = sum(spent.values())
    for name, seconds in spent.most_common():
        print(f"{name:<14}{words / seconds:>10,.0f} words/s{seconds / total:>8.1%}")
    print(f"{'when + where':<14}{'':>17}{(spent['when'] + spent['where']) / total:>9.1%}")
    print(f"{'whole reading':<14}{words / total:>10,.0f} words/s   ({len(texts)} texts, {words:,} words)")
    if options.spacy:
        with spacy_reader(options.spacy, options.treebank, options.seconds) as ask:
            ask(texts[:1])
            mine = alone = batch = 0.0
            for at in range(0, len(texts), TURN):
                part = texts[at : at + TURN]
                mine += timed(sayso.read, part)
                told = ask(part)
                alone += told["alone"]
                batch += told["batch"]
        print(f"{'sayso':<14}{words / mine:>10,.0f} words/s, in turns with spaCy on one core")
        print(
            f"{'spaCy CNN':<14}{words / alone:>10,.0f} words/s text by text, {words / batch:,.0f} as a batch"
        )
        print(f"{'sayso / spaCy':<14}{alone / mine:>10.2f} text by text, {batch / mine:.2f} as a batch")
    return 0


def read_long(text: str) -> int:
    """Read one long report; 1 where its end was not reached."""
    import sayso

    sayso.read("Talks began in Oslo on Monday.")
    before, begun = memory(), time.perf_counter()
    record = sayso.read(text, outlet="The Example", published="2016-09-12")
    seconds = time.perf_counter() - begun
    words = len(text.split())
    last = max(span.end for claim in record.claims for span in claim.spans)
    print(
        f"{words:,} words in {seconds:.0f} s: {words / seconds:,.0f} words/s, {len(record.claims):,} claims"
    )
    print(
        f"memory {memory():.0f} MB, {before:.0f} MB before; the last claim ends {len(text) - last} signs before the end"
    )
    return 0 if len(text) - last < 2000 else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
