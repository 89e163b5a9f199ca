"""The house's own places written in the formats of public sets."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from evals import house_sets, where

TEXT = "Rains flooded Paris, Texas & more."
GOLD: dict[str, Any] = {
    "record": {
        "report": {"text": TEXT},
        "entities": [{"kind": "place", "mentions": [{"text": "Paris", "span": [14, 19], "form": "name"}]}],
        "claims": [
            {"where": {"span": [14, 19], "lat": 33.66, "lon": -95.55}},
            {"where": {"span": [14, 19], "lat": 33.66, "lon": -95.55}},
            {"where": {"span": None, "lat": None, "lon": None}},
        ],
    }
}


@pytest.mark.parametrize("write", [house_sets.geovirus, house_sets.lgl])
def test_both_formats_are_read_back(write: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(house_sets, "load", lambda part: [GOLD])
    path = tmp_path / "set.xml"
    path.write_text(write("dev"), encoding="utf-8")
    (article,) = where.load(path)
    assert article.text == TEXT
    (toponym,) = article.toponyms
    assert (toponym.name, toponym.lat) == ("Paris", 33.66)
    assert toponym.span.of(TEXT) == "Paris"
