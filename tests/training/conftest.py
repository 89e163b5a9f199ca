"""Miniature corpora, written here, in the formats of the real ones; skipped where torch is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

collect_ignore_glob: list[str] = []
try:
    import torch  # noqa: F401  (its presence is the question)
except ImportError:
    collect_ignore_glob = ["test_*.py"]

PEOPLE = ("Anna Haddad", "Karim Saleh", "the minister", "two officials", "the army", "Omar Nasser")
CUES = ("said", "denied", "believes")
CLAIMS = ("the port was shelled", "rebels left the town", "talks would begin", "nobody was hurt")

SENTENCE = """# sent_id = {name}-{k}
# text = {subject} {verb} home.
1\t{subject}\t{subject}\tPROPN\tNNP\t_\t2\tnsubj\t_\tEntity=(1-person-new-nnnnn-cf1-1-sgl)
2\t{verb}\t{lemma}\tVERB\tVBD\t_\t0\troot\t_\t_
3\thome\thome\tADV\tRB\t_\t2\tadvmod\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def article(k: int) -> tuple[str, str]:
    """A text of three sentences and its brat annotation."""
    text = ""
    lines = []
    t = 0
    for n in range(3):
        who, cue, claim = PEOPLE[(k + n) % 6], CUES[(k * 2 + n) % 3], CLAIMS[(k + 2 * n) % 4]
        events = []
        for kind, part, gap in (("Source", who, " "), ("Cue", cue, " "), ("Content", claim, ".\n")):
            t += 1
            lines.append(f"T{t}\t{kind} {len(text)} {len(text) + len(part)}\t{part}")
            events.append(f"{kind}:T{t}")
            text += part + gap
        lines.append(f"E{n + 1}\tAttribution:{events[1].split(':')[1]} {' '.join(events)}")
    return text, "\n".join(lines) + "\n"


@pytest.fixture(scope="session")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a dozen articles, a small treebank, names, PLOVER sentences and factuality."""
    root = tmp_path_factory.mktemp("data")
    for part in ("train", "dev"):
        for sub in ("text", "attributions"):
            (root / "polnear" / part / sub).mkdir(parents=True)
        for k in range(12):
            text, marks = article(k)
            (root / "polnear" / part / "text" / f"a{k:02}.txt").write_text(text, encoding="utf-8")
            (root / "polnear" / part / "attributions" / f"a{k:02}_ab12.ann").write_text(
                marks, encoding="utf-8"
            )
    for name in ("gum", "ewt"):
        (root / "ud" / name).mkdir(parents=True)
        rows = []
        for k in range(12):
            subject, verb, lemma = (("Anna", "went", "go"), ("Omar", "walked", "walk"))[k % 2]
            rows.append(f"# newdoc id = {name}-{k}\n" if k % 4 == 0 else "")
            rows.append(SENTENCE.format(name=name, k=k, subject=subject, verb=verb, lemma=lemma) + "\n")
        for part in ("train", "dev"):
            (root / "ud" / name / f"en_{name}-ud-{part}.conllu").write_text("".join(rows), encoding="utf-8")
    place = root / "ner" / "wikigold" / "CONLL-format" / "data"
    place.mkdir(parents=True)
    block = "Anna I-PER\nleft O\nMasra I-LOC\n. O\n\n"
    (place / "wikigold.conll.txt").write_text((block * 2 + "-DOCSTART- O\n\n") * 12, encoding="utf-8")
    (root / "plover").mkdir()
    head = "\tsentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_root\n"
    row = "\t{k}\tx\t<s>The army</s> {verb} <t>the rebels</t>.\tx\tx\t{kind}\n"
    kinds = (("shelled", "ASSAULT"), ("praised", "SUPPORT"))
    (root / "plover" / "PLV_train.tsv").write_text(
        head + "".join(row.format(k=k, verb=kinds[k % 2][0], kind=kinds[k % 2][1]) for k in range(12)),
        encoding="utf-8",
    )
    rows = "The B-S\narmy I-S\nleft O\nMasra B-T\n. O\n\n"
    (root / "plover" / "cameo_ner_train.txt").write_text(rows * 12, encoding="utf-8")
    return root
