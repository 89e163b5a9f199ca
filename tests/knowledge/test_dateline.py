"""Datelines: what is one, and what stands in it."""

from __future__ import annotations

import pytest

from sayso.knowledge.dateline import dateline, datelines


@pytest.mark.parametrize(
    ("text", "place", "day", "agency"),
    [
        ("KHARTOUM — Two ministers resigned.", "KHARTOUM", None, None),
        ("NIAMEY, 14 March (Sahel Dispatch) — Traders met.", "NIAMEY", "14 March", "Sahel Dispatch"),
        ("TRIPOLI, Lebanon, 12 May 2011 – Two men fled.", "TRIPOLI, Lebanon", "12 May 2011", None),
        ("Lusaka (SAPC), Thursday, May 12, 2011 -- Two men fled.", "Lusaka", "May 12, 2011", "SAPC"),
        ("METEMA (Ethiopia), March 8 - Gunmen fired.", "METEMA", "March 8", None),
        ("Juba, March 8: Gunmen fired.", "Juba", "March 8", None),
    ],
)
def test_what_stands_in_it(text: str, place: str, day: str | None, agency: str | None) -> None:
    line = dateline(text)
    assert line is not None
    assert line.place.of(text) == place
    assert (line.day.of(text) if line.day else None) == day
    assert (line.agency.of(text) if line.agency else None) == agency
    assert text[line.span.end].isupper()


@pytest.mark.parametrize(
    "text",
    [
        "The minister – a former judge – resigned.",
        "A spokesman (Reuters knows his name) said: nothing.",
        "UN: Two men fled to the border.",
        "Ali Hassan, March 8 in hand, left.",
    ],
)
def test_sentences_are_none(text: str) -> None:
    assert dateline(text) is None


def test_a_round_up_has_several() -> None:
    text = "World in brief\n\nKHARTOUM — Two fled.\n\nJUBA (SWA) — One came back.\n"
    assert [line.place.of(text) for line in datelines(text)] == ["KHARTOUM", "JUBA"]
    assert dateline(text) is None
    assert dateline(text, after=14) is not None
