"""The tagger of times never stops a reading, whatever digits and marks stand beside the words of time."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.when import tag

PIECES = [
    "at",
    "11.05",
    "11:05",
    "2,30",
    "am",
    "pm",
    "a.m.",
    "GMT",
    "noon",
    "on",
    "Monday",
    "31",
    "February",
    "Feb.",
    "29",
    "2023",
    "99",
    "0",
    "1/13/20",
    "the",
    "last",
    "three",
    "weeks",
    "ago",
    "of",
    "since",
    "between",
    "and",
    "-",
    "–",
    "(",
    ")",
    ",",
    "Eid",
    "week",
    "'s",
    "90s",
    "mid-",
    "Dec.",
    "half",
    "a",
    "quarter",
    "past",
]


@pytest.mark.parametrize(("text", "value"), [("at 2.30pm", "T14:30")])
def test_a_full_stop_in_a_clock_time(text: str, value: str) -> None:
    assert any(value in timex.value for timex in tag(text, dt.date(2021, 3, 2)))


@settings(max_examples=200, deadline=None)
@given(pieces=st.lists(st.sampled_from(PIECES), min_size=1, max_size=9), glued=st.booleans())
def test_any_words_of_time_are_read_without_complaint(pieces: list[str], glued: bool) -> None:
    text = ("" if glued else " ").join(pieces)
    for anchor in (None, dt.date(2024, 2, 29)):
        for timex in tag(text, anchor):
            assert 0 <= timex.span.start < timex.span.end <= len(text)


def test_a_day_that_there_is_not_is_no_day() -> None:
    assert [timex.value for timex in tag("At 9 a.m. on 31 February 2023 the shelling stopped.", None)]
