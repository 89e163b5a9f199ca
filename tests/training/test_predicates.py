"""The second look at predicates: what is asked of a report, and a tiny run to a file that the reader reads."""

from __future__ import annotations

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from sayso.learned import Reader
from sayso.learned.labels import CLAIM_LABELS, CLAIM_ROLES, VOICE_PLACES
from training import export, predicates, train
from training.document import Document
from training.model import base_folder

CORPUS = Path(predicates.__file__).parent.parent / "corpus"


def test_a_claim_is_asked_at_the_head_of_its_trigger_or_quote() -> None:
    claim = {
        "event": "ASSAULT",
        "mode": "-",
        "stance": "asserted",
        "polarity": "affirmed",
        "told": "own",
        "origin": "outlet",
        "claim": "yes",
    }
    document = Document(
        name="one",
        forms=["Men", "shelled", "Kidal", "."],
        numbers=[0] * 4,
        cuts=[0] * 4,
        labels={
            "syntax": {
                "head": [1, 1, 1, 1],
                "sentence": [0] * 4,
                "upos": ["NOUN", "VERB", "PROPN", "PUNCT"],
                "deprel": ["nsubj", "root", "obj", "punct"],
            },
            "claims": {"event": ["O", "ASSAULT", "ASSAULT", "O"]},
            "predicates": [
                {
                    **claim,
                    "trigger": [1],
                    "quote": [0, 1, 2],
                    "participants": [("actor", [0]), ("recipient", [2])],
                    "voices": [("origin", [0])],
                },
                {
                    **claim,
                    "event": "O",
                    "mode": None,
                    "trigger": [],
                    "quote": [0, 1],
                    "participants": [],
                    "voices": [],
                },
            ],
        },
    )
    first, second, other = predicates.predicates(document)
    assert (first.word, first.sentence) == (1, (0, 4))
    assert first.roles == {0: CLAIM_ROLES.index("actor"), 2: CLAIM_ROLES.index("recipient")}
    assert first.voices == {0: VOICE_PLACES.index("origin")}
    assert (second.word, second.voices) == (1, {})
    assert second.labels["event"] == CLAIM_LABELS["event"].index("O")
    assert second.labels["mode"] == -100
    assert (other.word, other.labels["claim"], other.labels["event"]) == (2, 0, -100)


@pytest.mark.filterwarnings("ignore")
def test_a_tiny_run_is_read_by_the_reader(data: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for part in ("train", "dev"):
        some = sorted((CORPUS / part).rglob("a.json"))[:2]
        for k, path in enumerate(some):
            (corpus / part / "some").mkdir(parents=True, exist_ok=True)
            shutil.copy(path, corpus / part / "some" / f"{k}.json")
    settings = tomllib.loads((Path(train.__file__).parent / "reader.toml").read_text(encoding="utf-8"))
    if not Path(base_folder(settings["base"])).is_dir():
        pytest.skip("the base encoder is not installed")
    run, second, out = tmp_path / "run", tmp_path / "second", tmp_path / "weights"
    train.train(settings | {"steps": 1, "minutes": 0, "threads": 1}, data, run)
    config = tomllib.loads((Path(predicates.__file__).parent / "predicates.toml").read_text(encoding="utf-8"))
    config["folder"] = str(corpus)
    predicates.train(config | {"minutes": 0.02, "threads": 1}, data, run / "average.pt", second)
    predicates.train(config | {"minutes": 0.04, "threads": 1}, data, run / "average.pt", second)  # goes on
    export.export(run, out, kept=config["layer"])
    predicates.export(second, out)
    found = Reader(out).read("Soldiers shelled the village on Monday.")
    assert json.loads((second / "config.json").read_text(encoding="utf-8"))["layer"] == config["layer"]
    assert set(found.predicates) <= set(range(len(found.words)))
