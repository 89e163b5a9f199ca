"""PLOVER evaluations over files written here in the formats of PLV and cameo_ner."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from evals.plover_folds import arguments, classes, fold_of
from evals.plover_folds import main as folds_main
from evals.plover_records import main, meets, read_cameo_ner

HEADER = (
    "\tsentence_id\tsentence\tmarked_sentence\tsource\ttarget\tgold_penta\tsilver_penta\tsilver_root\tgold_root"
    "\tpenta_L1\troot_L1\tpenta_L2\troot_L2\tprompt_L2\tprompt_L1\tmodality_L2\n"
)


def plv_row(number: int, marked: str, source: str, target: str, root: str) -> str:
    plain = re.sub(r"</?[st]>", "", marked)
    cells = [str(number), str(number), plain, marked, source, target, "3", "3", root, root]
    return "\t".join([*cells, "3", root, "3", root, "[]", "[]", "past"]) + "\n"


PLV = (
    HEADER
    + plv_row(1, "<s>Kenya</s> condemned <t>Sudan</t>.", "Kenya", "Sudan", "ACCUSE")
    + plv_row(2, "<s>France</s> visited <t>Spain</t>.", "France", "Spain", "CONSULT")
)
CAMEO = "Ghana B-S\naccused O\nTogo B-T\n. O\n\nPeru B-S\n's O\narmy I-S\nfled O\n. O\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "PLV_train.tsv").write_text(PLV, encoding="utf-8")
    (tmp_path / "cameo_ner_train.txt").write_text(CAMEO, encoding="utf-8")
    return tmp_path


def test_records(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    records = folder / "records.jsonl"
    assert main([str(folder), "--records", str(records)]) == 0
    out = capsys.readouterr().out
    assert next(line for line in out.splitlines() if "all" in line).split()[-2] == "100.0%"
    first = json.loads(records.read_text(encoding="utf-8").splitlines()[0])
    assert (first["event"], first["source"], first["target"]) == (
        "ACCUSE",
        [{"actorText": "Kenya"}],
        [{"actorText": "Sudan"}],
    )


def test_cameo_ner(folder: Path) -> None:
    first, second = read_cameo_ner(folder / "cameo_ner_train.txt")
    assert (first.sentence, first.source, first.target) == ("Ghana accused Togo.", "Ghana", "Togo")
    assert (second.sentence, second.target) == ("Peru's army fled.", "")


def test_nothing_due_nothing_right_but_nothing() -> None:
    assert meets([], "")
    assert not meets([{"actorText": "Kenya"}], "")
    assert not meets([{"actorText": "the army"}], "the police")


def test_fold_of_a_name() -> None:
    assert [fold_of(f"cameo-{n}") for n in (0, 4, 5)] == [0, 4, 0]


def test_figures_of_folds() -> None:
    assert classes([("AID", "AID"), ("AID", "AID"), ("ACCUSE", "ACCUSE")]) == (100.0, 100.0)
    gold = frozenset({("S", 0, 2), ("T", 3, 5)})
    found = frozenset({("S", 0, 1), ("T", 3, 5)})
    figures = arguments([(gold, found)])
    assert figures["exact"] == 50.0
    assert (figures["source"], figures["target"], figures["overlapping"]) == (0.0, 100.0, 100.0)


def test_folds_are_trained_apart() -> None:
    torch = pytest.importorskip("torch")
    from evals.plover_folds import Row, cross_validated, table
    from sayso.learned.labels import ARGUMENT_TAGS
    from training.heads import HEADS

    torch.manual_seed(1)
    kinds = ("AID", "ACCUSE")

    class Model:
        def head(self, _: str) -> object:
            return HEADS["events"](8, {})

    rows = []
    for number in range(40):
        kind = number % 2
        words = torch.randn(4, 8) * 0.1 + (1.0 if kind else -1.0)
        tags = torch.tensor([ARGUMENT_TAGS.index(t) for t in ("B-S", "O", "B-T", "O")])
        from sayso.learned.labels import EVENT_CLASSES

        rows.append(
            Row(
                fold=number % 5,
                name=f"{'plv' if number < 30 else 'cameo'}-{number}",
                last=words,
                middle=words,
                target={"event": EVENT_CLASSES.index(kinds[kind]), "argument": tags},
                event=kinds[kind] if number < 30 else None,
                spans=frozenset({("S", 0, 1), ("T", 2, 3)}),
            )
        )
    cases = cross_validated(rows, Model(), epochs=30, seed=7)
    assert len(cases) == 40
    right = [c["gold"] == c["found"] for c in cases if c["gold"]]
    assert sum(right) > 0.9 * len(right)
    assert "fold 0*" in table(cases)


def test_folds_need_torch(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    try:
        import torch  # noqa: F401
    except ModuleNotFoundError:
        assert folds_main([str(folder), "--run", str(folder)]) == 2
        assert "torch is not installed" in capsys.readouterr().err
