"""The scorer and the agreement measures on tiny hand-made cases."""

import copy
import json
import math

import pytest

from evals.corpus.agree import alpha, compare
from evals.corpus.score import assign, read_claims, same_chain, same_when, same_where, score, table

TEXT = "Guards held a ship, Ana said. Ben did not go to Gori."


def voice(kind: str, words: str = "", at: int | None = None) -> dict:
    span = None if at is None else [at, at + len(words)]
    return {
        "voice": words or "The Quay",
        "kind": kind,
        "span": span,
        "name": None,
        "entity": None,
        "cue": None,
    }


def claim(name: str, start: int, end: int, **cells: dict) -> dict:
    out = {
        "id": name,
        "report": "r-a",
        "quote": TEXT[start:end],
        "spans": [[start, end]],
        "told_again": [],
        "who_says": [voice("outlet")],
        "how_sure": {"stance": "asserted", "polarity": "affirmed"},
        "what": {"type": None, "mode": None, "trigger": [], "participants": []},
        "when": {"start": None, "end": None, "status": "not-stated", "duration": None},
        "where": {"name": None, "country": None, "lat": None, "lon": None, "status": "not-stated"},
    }
    return out | cells


def gold() -> dict:
    held = claim(
        "c-1",
        0,
        18,
        who_says=[voice("outlet"), voice("person", "Ana", 20)],
        what={
            "type": "COERCE",
            "mode": "seize",
            "trigger": [],
            "participants": [{"role": "actor", "text": "Guards", "span": [0, 6]}],
        },
    )
    went = claim("c-2", 30, 52, how_sure={"stance": "asserted", "polarity": "negated"})
    report = {"name": "a", "id": "r-a", "text": TEXT, "text_sha256": "0"}
    return {"record": {"report": report, "claims": [held, went], "entities": []}, "labels": {}}


def test_the_gold_itself_is_all_right() -> None:
    out = score([gold()], {"a": gold()["record"]["claims"]})
    assert out.claims.f1 == 1
    assert out.right["all five"] == 2
    assert table(out, "dev", 1).startswith("part: dev, 1 reports, 2 gold claims")


def test_a_wrong_cell_costs_all_five_but_not_the_others() -> None:
    given = copy.deepcopy(gold()["record"]["claims"])
    given[1]["how_sure"]["polarity"] = "affirmed"
    out = score([gold()], {"a": given})
    assert (out.right["who"], out.right["how"], out.right["all five"]) == (2, 1, 1)
    assert out.negated.recall == 0


def test_a_claim_with_little_overlap_is_not_found() -> None:
    given = [claim("x", 0, 6), gold()["record"]["claims"][1]]
    out = score([gold()], {"a": given})
    assert (out.claims.hits, out.claims.given, out.claims.due) == (1, 2, 2)
    assert out.participants.recall == 0


def test_a_chain_needs_every_voice_in_order() -> None:
    chain = [voice("outlet"), voice("person", "Ana", 20), voice("document", "memo", 30)]
    assert same_chain(chain, chain)
    assert not same_chain(chain, [chain[0], chain[2], chain[1]])
    assert not same_chain(chain, chain[:2])
    assert not same_chain(chain[:2], [chain[0], voice("anonymous", "Ana", 20)])


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"start": "2024-02-01", "end": "2024-02-29"}, True),
        ({"start": "2024-02", "end": "2024-02"}, True),
        ({"start": "2024-02-01", "end": None}, False),
        ({"start": None, "end": None}, False),
    ],
)
def test_intervals_are_compared_by_their_days(given: dict, same: bool) -> None:
    month = {"start": "2024-02-01", "end": "2024-02-29", "status": "found", "duration": None}
    assert same_when(month, given) is same


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ({"name": "Gori", "country": "GE", "lat": 42.0, "lon": 44.1}, True),
        ({"name": "Gori", "country": "GE", "lat": 43.0, "lon": 44.1}, False),
        ({"name": "Georgia", "country": "GE", "lat": None}, False),
    ],
)
def test_places_are_right_within_the_tolerance(given: dict, same: bool) -> None:
    gori = {
        "name": "Gori",
        "country": "GE",
        "lat": 41.98,
        "lon": 44.11,
        "precision_km": 10.0,
        "status": "found",
    }
    assert same_where(gori, given) is same


def test_a_country_is_a_country() -> None:
    gold = {"name": "Georgia", "country": "GE", "lat": None, "lon": None, "status": "found"}
    assert same_where(gold, {"country": "GE", "lat": None})
    assert same_where(gold, {"country": "GE", "lat": 42.0, "lon": 43.5, "kind": "area"})
    assert not same_where(gold, {"country": "GE", "lat": 41.7, "lon": 44.8, "kind": "point"})


def test_the_assignment_is_the_best_one() -> None:
    assert assign({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85, (1, 1): 0.1}) == [(0, 1), (1, 0)]
    assert assign({}) == []


def test_claims_are_read_from_one_file_or_a_folder(tmp_path) -> None:
    lines = "".join(json.dumps(c) + "\n" for c in gold()["record"]["claims"])
    (tmp_path / "a.jsonl").write_text(lines)
    assert read_claims(tmp_path / "a.jsonl", [gold()]).keys() == {"a"}
    assert len(read_claims(tmp_path, [gold()])["a"]) == 2


def test_alpha_is_one_for_agreement_and_nought_for_chance() -> None:
    assert alpha([("a", "a"), ("b", "b")]) == 1
    assert alpha([("a", "b"), ("b", "a"), ("a", "a"), ("b", "b")]) == pytest.approx(0.125)
    assert math.isnan(alpha([("a", None)]))


def test_two_equal_labellings_agree_wholly() -> None:
    said = compare([(gold(), gold())])
    assert "claim spans                 F1     100.0" in said
    assert "1 reports, 2 claims matched" in said
