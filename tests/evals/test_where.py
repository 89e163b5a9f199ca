"""The scorer of places over files written here in the formats of the sets."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals.where import load, main, score
from sayso.measure.places import Answer, summary

TEXT = "Rains flooded Paris, Texas, on Monday. Nothing happened in Qwxyz."

GEOVIRUS = f"""<articles><article><source>x</source><text>{TEXT}</text><locations>
<location><name>Paris</name><start>15</start><end>20</end><lat>33.66</lat><lon>-95.55</lon><page>p</page></location>
<location><name>Qwxyz</name><start>60</start><end>65</end><lat>1</lat><lon>1</lon><page>p</page></location>
</locations></article></articles>"""

LGL = f"""<articles><article docid="7"><text>{TEXT}</text><toponyms>
<toponym><start>14</start><end>19</end><phrase>Paris</phrase><gaztag geonameid="1"><lat>33.66</lat><lon>-95.55</lon></gaztag></toponym>
<toponym><start>59</start><end>64</end><phrase>Qwxyz</phrase></toponym>
</toponyms></article></articles>"""

GWN = f"""<articles><article file="f"><text>{TEXT}</text><toponyms><toponym><extractedName>Paris</extractedName>
<start>14</start><end>19</end><latitude>33.66</latitude><longitude>-95.55</longitude></toponym></toponyms></article></articles>"""


@pytest.mark.parametrize(
    ("xml", "cases", "accuracy"), [(GEOVIRUS, 2, 50.0), (LGL, 1, 100.0), (GWN, 1, 100.0)]
)
def test_each_format(tmp_path: Path, xml: str, cases: int, accuracy: float) -> None:
    path = tmp_path / "set.xml"
    path.write_text(xml, encoding="utf-8")
    figures = score(path)
    assert figures["cases"] == cases
    assert figures["accuracy"] == accuracy


def test_spans_are_moved_to_the_name(tmp_path: Path) -> None:
    path = tmp_path / "set.xml"
    path.write_text(GEOVIRUS, encoding="utf-8")
    (article,) = load(path)
    assert [g.name for g in article.toponyms] == ["Paris", "Qwxyz"]


def test_cases_are_written(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, out = tmp_path / "set.xml", tmp_path / "cases.jsonl"
    path.write_text(GEOVIRUS, encoding="utf-8")
    assert main([str(path), "--cases", str(out), "--find"]) == 0
    first, second = map(json.loads, out.read_text(encoding="utf-8").splitlines())
    assert first["km"] < 20
    assert second["answer"] is None
    assert "accuracy 50.0" in capsys.readouterr().out


def test_no_such_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(tmp_path / "none.xml")]) == 2
    assert "no such file" in capsys.readouterr().err


def test_summary_counts_missing_as_wrong() -> None:
    figures = summary(
        [
            Answer(gold=(0, 0), found=(0, 1)),
            Answer(gold=(0, 0), found=(0, 9)),
            Answer(gold=(0, 0), found=None),
        ]
    )
    assert figures["accuracy"] == pytest.approx(100 / 3)
    assert figures["accuracy_found"] == 50.0
    assert figures["abstained"] == pytest.approx(100 / 3)
    assert summary([]) == {"cases": 0.0}
