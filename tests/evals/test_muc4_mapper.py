"""The weighed part of the MUC-4 mapper, on incidents made by hand."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from evals import muc4_votes
from evals.muc4 import Key
from evals.muc4_fit import best_cut, fit, matched, shares
from evals.muc4_reader import Message
from evals.muc4_templates import CONFIDENCES, SLOTS, Candidate, Incident, beside, carrier, confidence, told
from evals.muc4_votes import BIAS, THRESHOLD, chance, fitted

MESSAGE = Message(name="X", text="", place="QUITO (ECUADOR)", published="1991-03-05")


def tables(**more: dict[str, float]) -> dict[str, dict[str, float]]:
    """Weights by which a template or filler is told where "good" is among its features."""
    plain = {BIAS: -3.0, "good": 6.0, THRESHOLD: 0.5}
    return {"template": plain, **dict.fromkeys(SLOTS, plain), **more}


def test_weights_of_the_file() -> None:
    weights = fitted()
    assert {"template", *SLOTS, *(f"around {how}" for how in CONFIDENCES)} <= set(weights)
    for model in ("template", *SLOTS):
        assert 0 < weights[model][THRESHOLD] < 1
        assert BIAS in weights[model]


def test_a_bad_line_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "weights.tsv"
    path.write_text("# note\ntemplate\tgood\tmuch\n", encoding="utf-8")
    monkeypatch.setattr(muc4_votes, "WEIGHTS", path)
    with pytest.raises(ValueError, match=r"weights\.tsv:2"):
        fitted.__wrapped__()


def test_likely_fillers_alone_are_told() -> None:
    one = Incident("BOMBING", stages=["ATTEMPTED", "ACCOMPLISHED"], features={"good"})
    for slot, text, good, group in (
        ("target", "big house", True, 1),
        ("target", "house", False, 1),
        ("instrument", "bomb", True, -1),
        ("perp individual", "passers-by", False, -1),
        ("victim", "Ana Rios", True, -1),
    ):
        one.candidates[slot, text] = Candidate(
            slot, text, text == "Ana Rios", group, {"good"} if good else set()
        )
    made = told(one, MESSAGE, tables())
    assert made is not None
    assert (made.stage, made.targets, made.instruments) == ("ACCOMPLISHED", ["big house"], ["bomb"])
    assert (made.perpetrators, made.victims) == ([], [("Ana Rios", True)])
    assert (made.start, made.end) == (None, dt.date(1991, 3, 5))
    assert made.countries == ["Ecuador"]
    one.features.clear()
    assert told(one, MESSAGE, tables()) is None


def test_confidence_follows_who_answers() -> None:
    flat = {f"confidence {how}": {BIAS: -1.0} for how in CONFIDENCES}
    for how in CONFIDENCES:
        one = Candidate("perp organisation", "FCF", features={f"answers: {how}"})
        assert confidence(one, flat) == how
    words = {"around CLAIMED OR ADMITTED": {"responsibility": 3.0}}
    one = Candidate("perp organisation", "FCF", around={"responsibility"})
    assert confidence(one, {**flat, **words}) == "CLAIMED OR ADMITTED"


def test_small_parts() -> None:
    assert beside("free front", ["a", "bomb", "of", "free", "front", "hit"]) == {"a", "bomb", "of", "hit"}
    assert beside("", ["a"]) == set()
    assert carrier("members of the front") == "members"
    assert best_cut([(0.9, True), (0.6, True), (0.4, False)], 2) == 0.6
    assert best_cut([(0.9, False)], 2, right=2, given=2) == 1.0


def test_fit_tells_two_sorts_apart() -> None:
    rows = [({"a", "x"}, True), ({"b", "x"}, False)] * 20
    weights = fit(rows, 1.0)
    assert chance(weights, {"a", "x"}) > 0.8
    assert chance(weights, {"b", "x"}) < 0.2


def test_shares_and_matching() -> None:
    key = Key(
        types=frozenset({"BOMBING"}),
        fillers={
            "perp individual": (),
            "perp organisation": (),
            "target": (frozenset({"bank"}),),
            "victim": (),
            "victim, all": (),
            "instrument": (frozenset({"bomb"}),),
        },
    )
    texts = [Message(name=str(n), text="A BOMB HIT THE BANK.") for n in range(3)]
    found = shares(texts, {message.name: [key] for message in texts})
    assert found["string instrument"] == {"bomb": 0.6}
    assert found["head target"] == {"bank": 0.6}
    far, near = Incident("BOMBING"), Incident("BOMBING")
    near.candidates["instrument", "bomb"] = Candidate("instrument", "bomb")
    assert matched([key], [far, near]) == {1: key}
    assert matched([key], [Incident("ARSON")]) == {}
