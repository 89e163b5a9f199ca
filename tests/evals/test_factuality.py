"""Factuality over a file written here in the format of the UDS-IH2 and MEANTIME rows."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.factuality import main

ROWS = [
    {
        "text": "Okello opened the bridge on Monday .",
        "targets": [{"span1": [1, 2], "label": 3.0, "span_text": "opened"}],
        "file_idx": 0,
        "idx": 0,
    },
    {
        "text": "He did not close the road .",
        "targets": [{"span1": [3, 4], "label": -3.0, "span_text": "close"}],
        "file_idx": 0,
        "idx": 1,
    },
]


def test_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, cases = tmp_path / "rows.jsonl", tmp_path / "cases.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS), encoding="utf-8")
    assert main([str(path), "--cases", str(cases)]) == 0
    figures = json.loads(capsys.readouterr().out)
    assert figures["count"] == 2
    assert figures["mae of always 3"] == 3.0
    lines = [json.loads(line) for line in cases.read_text(encoding="utf-8").splitlines()]
    assert [line["gold"] for line in lines] == [3.0, -3.0]
    assert all(-3 <= line["found"] <= 3 for line in lines)
    assert figures["mae"] == pytest.approx(sum(abs(x["gold"] - x["found"]) for x in lines) / 2, abs=0.01)
