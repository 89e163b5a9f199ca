"""The scorers for time expressions, on small documents in the formats of MEANTIME and TimeML."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from evals import when
from sayso.measure import timexes
from sayso.measure.timexes import Expression

MEANTIME = """<?xml version="1.0"?><Document doc_id="1">
<token number="0" sentence="0" t_id="1">Talks</token><token number="1" sentence="0" t_id="2">end</token>
<token number="0" sentence="1" t_id="3">March</token><token number="1" sentence="1" t_id="4">4</token>
<token number="2" sentence="1" t_id="5">,</token><token number="3" sentence="1" t_id="6">2014</token>
<token number="0" sentence="2" t_id="7">They</token><token number="1" sentence="2" t_id="8">met</token>
<token number="2" sentence="2" t_id="9">last</token><token number="3" sentence="2" t_id="10">Friday</token>
<token number="0" sentence="3" t_id="11">It</token><token number="1" sentence="3" t_id="12">rained</token>
<token number="2" sentence="3" t_id="13">yesterday</token>
<Markables>
<TIMEX3 m_id="1" type="DATE" value="2014-03-04" functionInDocument="CREATION_TIME"><token_anchor t_id="3"/><token_anchor t_id="4"/><token_anchor t_id="5"/><token_anchor t_id="6"/></TIMEX3>
<TIMEX3 m_id="2" type="DATE" value="2014-02-28" functionInDocument="NONE"><token_anchor t_id="10"/></TIMEX3>
<TIMEX3 m_id="3" type="DATE" value="2014" functionInDocument="NONE" TAG_DESCRIPTOR="2014"/>
</Markables></Document>
"""
TIMEML = """<?xml version="1.0"?><TimeML><DOCID>a</DOCID>
<DCT><TIMEX3 tid="t0" type="DATE" value="2014-03-04" functionInDocument="CREATION_TIME">2014-03-04</TIMEX3></DCT>
<TEXT>They <EVENT eid="e1">met</EVENT> <TIMEX3 tid="t1" type="DATE" value="2014-02-28">last Friday</TIMEX3> &amp; parted
<TIMEX3 tid="t2" type="DATE" value="2014-03-09">yesterday</TIMEX3>.</TEXT></TimeML>
"""


@pytest.fixture
def meantime(tmp_path: Path) -> Path:
    folder = tmp_path / "intra-doc_annotation" / "corpus_x"
    folder.mkdir(parents=True)
    (folder / "1.xml").write_text(MEANTIME, encoding="utf-8")
    return tmp_path


@pytest.fixture
def timeml(tmp_path: Path) -> Path:
    (tmp_path / "a.tml").write_text(TIMEML, encoding="utf-8")
    return tmp_path


def test_meantime_stops_where_the_annotation_stops(meantime: Path) -> None:
    result = when.score(meantime)
    assert (result["documents"], result["gold"], result["found"]) == (1, 2, 2)
    assert (result["value_f1"], result["relaxed_f1"], result["strict_f1"]) == (100.0, 100.0, 50.0)


def test_timeml_with_its_document_date(timeml: Path, tmp_path: Path) -> None:
    cases = tmp_path / "cases.jsonl"
    result = when.score(timeml, cases=cases)
    assert (result["strict_f1"], result["type_f1"], result["value_f1"]) == (100.0, 100.0, 50.0)
    kinds = [json.loads(line)["kind"] for line in cases.read_text(encoding="utf-8").splitlines()]
    assert kinds == ["right", "value"]


def test_command_line(timeml: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert when.main([str(timeml)]) == 0
    assert json.loads(capsys.readouterr().out)["value_f1"] == 50.0


def test_a_folder_without_documents(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="no MEANTIME"):
        when.score(tmp_path)


def test_missed_and_spurious_count() -> None:
    a, b = Expression(0, 4, "DATE", "2012"), Expression(10, 14, "DATE", "2013")
    result = timexes.score({"x": ([a], [b])})
    assert (result.relaxed[2], result.value_f1) == (0.0, 0.0)
    assert [case.kind for case in result.cases] == ["missed", "spurious"]


def test_the_larger_overlap_wins_and_each_counts_once() -> None:
    gold = [Expression(0, 10, "DATE", "2012")]
    found = [Expression(0, 3, "DATE", "2011"), Expression(2, 10, "DATE", "2012")]
    result = timexes.score({"x": (gold, found)})
    assert (result.value_f1, result.relaxed[0]) == (2 / 3, 0.5)
