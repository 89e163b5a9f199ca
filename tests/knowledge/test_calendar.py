"""Feasts by their calendars, and the words of time."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sayso.errors import BadKnowledge
from sayso.knowledge import calendar


@pytest.mark.parametrize(
    ("feast", "year", "day"),
    [
        ("hajj", 2007, "2007-12-18"),
        ("eid-al-adha", 2016, "2016-09-11"),
        ("ramadan", 2014, "2014-06-28"),
        ("ashura", 2012, "2012-11-24"),
        ("easter", 2014, "2014-04-20"),
        ("orthodox-easter", 2013, "2013-05-05"),
        ("pentecost", 2012, "2012-05-27"),
        ("nowruz", 2012, "2012-03-20"),
        ("lunar-new-year", 2014, "2014-01-31"),
        ("passover", 2012, "2012-04-07"),
        ("yom-kippur", 2012, "2012-09-26"),
        ("rosh-hashanah", 2012, "2012-09-17"),
        ("hanukkah", 2012, "2012-12-09"),
        ("diwali", 2012, "2012-11-13"),
        ("thanksgiving", 2012, "2012-11-22"),
    ],
)
def test_feasts_fall_where_calendars_say(feast: str, year: int, day: str) -> None:
    first = calendar.occurrences(feast, year)[0].start
    assert abs(first - dt.date.fromisoformat(day)).days <= calendar.feast(feast).tolerance


def test_every_feast_can_be_reckoned() -> None:
    for feast in calendar.feasts():
        assert any(calendar.occurrences(feast.key, year) for year in (2011, 2012, 2013)), feast.key
        assert feast.forms


def test_before_the_first_trusted_year_nothing_is_said() -> None:
    assert calendar.occurrences("diwali", 1990) == ()


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("k\tname\tlunar 1\t1\t0\t1900\tForm", "feasts.tsv:1: 'lunar 1' is no rule"),
        ("k\tname\tfixed 1 1\tone\t0\t1900\tForm", "feasts.tsv:1: days"),
        ("k\tname", "feasts.tsv:1: 2 cells"),
    ],
)
def test_faulty_feasts(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "feasts.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadKnowledge, match=fault):
        calendar.feasts(path)


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("sometime\t1\tthen", "words.tsv:1: 'sometime' is no class"),
        ("day\t1\tthen|then", "'then' stands twice"),
    ],
)
def test_faulty_words(tmp_path: Path, line: str, fault: str) -> None:
    path = tmp_path / "words.tsv"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadKnowledge, match=fault):
        calendar.time_words(path)
