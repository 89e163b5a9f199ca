"""PLOVER records end to end: event, actor and recipient of a sentence, nothing given (PLV and cameo_ner).

    python -m evals plover_records FOLDER [--records FILE] [--limit N]

FOLDER holds PLV_train.tsv (class, source, target) and cameo_ner_train.txt (source and target alone).
One record is read from each sentence: its first event with an actor and a recipient, else its first event.
A record is right in its class if the classes are equal, in its dyad if actor and recipient each share a
telling word with the gold, and in all if both hold. `--records` writes what was read in the shape of the
PLOVER gold-standard records, one a line. The learned reader has seen parts of both sets in training, but
only for its own source and target spans, which are not used here.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from evals.events import ACTING, NONE, Case, drafted, read_plv, root, words
from sayso.reading.draft import Draft
from sayso.record import HowSure, Role, What

NO_SPACE_BEFORE = frozenset(".,;:!?)'") | {"'s", "n't", "''"}


def read_cameo_ner(path: Path) -> Iterator[Case]:
    """The sentences of a BIO file with S and T spans; the class is not given."""
    for number, block in enumerate(path.read_text(encoding="utf-8").strip().split("\n\n")):
        rows = [line.rsplit(" ", 1) for line in block.splitlines() if " " in line]
        text = ""
        for word, _ in rows:
            text += ("" if not text or word in NO_SPACE_BEFORE else " ") + word
        parts = {side: " ".join(word for word, tag in rows if tag.endswith(f"-{side}")) for side in "ST"}
        yield Case(id=f"cameo-{number}", sentence=text, source=parts["S"], target=parts["T"], gold="")


def main_event(draft: Draft) -> tuple[What, HowSure] | None:
    """The event that stands for the sentence."""
    events = [pair for pair in zip(draft.what or (), draft.how_sure or (), strict=True) if pair[0].type]
    whole = [pair for pair in events if all(sides(pair[0]))]
    return next(iter(whole or events), None)


def sides(what: What) -> tuple[list[str], list[str]]:
    """The words of actors and recipients; of a reciprocal event the first party acts, the others receive."""
    acting = [p.text for p in what.participants if p.role in ACTING]
    receiving = [p.text for p in what.participants if p.role is Role.RECIPIENT]
    if not receiving and len(acting) > 1:
        acting, receiving = acting[:1], acting[1:]
    return acting, receiving


def record(case: Case, event: tuple[What, HowSure] | None) -> dict[str, Any]:
    """A record in the shape of the gold-standard records."""
    acting, receiving = sides(event[0]) if event else ([], [])
    return {
        "id": case.id,
        "text": case.sentence,
        "event": root(*event) if event else NONE,
        "source": [{"actorText": text} for text in acting],
        "target": [{"actorText": text} for text in receiving],
    }


def meets(given: Sequence[dict[str, str]], gold: str) -> bool:
    """Whether one of the given shares a telling word with the gold; nothing is right where nothing is due."""
    if not gold:
        return not given
    return any(words(one["actorText"]) & words(gold) for one in given)


def main(argv: list[str]) -> int:
    """Print precision, recall and F1 for class, dyad and all."""
    parser = argparse.ArgumentParser(prog="python -m evals plover_records", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--records", type=Path)
    parser.add_argument("--limit", type=int, default=10**9)
    options = parser.parse_args(argv)
    sets = {
        "PLV": list(read_plv(options.folder / "PLV_train.tsv"))[: options.limit],
        "cameo_ner": list(read_cameo_ner(options.folder / "cameo_ner_train.txt"))[: options.limit],
    }
    lines = []
    print(f"{'set':<11}{'of':<11}{'P':>7}{'R':>7}{'F1':>7}{'n':>6}")
    for name, cases in sets.items():
        right: Counter[str] = Counter()
        said = 0
        for case in cases:
            given = record(case, main_event(drafted(case.sentence)))
            lines.append(given)
            said += given["event"] != NONE
            source, target = meets(given["source"], case.source), meets(given["target"], case.target)
            same = given["event"] == case.gold
            found = given["event"] != NONE
            right.update(
                {"source": source and found, "target": target and found, "dyad": source and target and found}
            )
            if case.gold:
                right.update({"class": same, "all": same and source and target})
        for part in ("class", "source", "target", "dyad", "all"):
            if part not in right:
                continue
            precision, recall = right[part] / said if said else 0.0, right[part] / len(cases)
            f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
            print(f"{name:<11}{part:<11}{precision:7.1%}{recall:7.1%}{f1:7.1%}{len(cases):6}")
    if options.records:
        options.records.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
