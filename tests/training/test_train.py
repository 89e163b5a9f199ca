"""A tiny run from corpora to weights that the reader can read."""

from __future__ import annotations

import json
import tomllib
from pathlib import Path

import pytest

from sayso.learned import Reader
from training import export, refine, train, tune
from training.model import base_folder


@pytest.fixture(scope="module")
def weights(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    config = tomllib.loads((Path(train.__file__).parent / "reader.toml").read_text(encoding="utf-8"))
    if not Path(base_folder(config["base"])).is_dir():
        pytest.skip("the base encoder is not installed")
    run = tmp_path_factory.mktemp("run")
    config |= {"steps": 3, "minutes": 0, "threads": 1}
    train.train(config, data, run)
    config["steps"] = 6
    train.train(config, data, run)  # goes on from the saved state
    once = dict.fromkeys(refine.EPOCHS, 1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(refine, "EPOCHS", once)
        refine.refine(data, run, ["events", "mentions"])
    out = tmp_path_factory.mktemp("weights")
    export.export(run, out)
    tune.tune(out, data / "polnear" / "dev", search=False)
    return out


@pytest.mark.filterwarnings("ignore")
def test_the_weights_can_be_read(weights: Path) -> None:
    found = Reader(weights).read("Anna went home. Omar walked home.")
    assert len(found.pos) == len(found.words) == 8


@pytest.mark.filterwarnings("ignore")
def test_the_settings_are_written(weights: Path) -> None:
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    assert {"deprel", "lemma", "xpos", "linking", "calibration"} <= set(labels)


def test_isotonic_rises() -> None:
    xs, ys = tune.isotonic([(k / 100, k % 3 == 0 or k > 60) for k in range(100)], knots=8)
    assert ys == sorted(ys)
    assert xs == sorted(xs)
