"""Whole reports without a year: weekday, tenures, feasts and years near by, and the metadata against them."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from sayso.reading.when import Times, times

HAJJ = Path(__file__).resolve().parents[3] / "shared" / "reports" / "hajj-meeting.txt"
LATEST = dt.date(2025, 6, 1)

EASTER = """Lantern Wire: Gori smugglers settle their quarrel

Under cover of the crowds of Orthodox Easter, two heads of the Gori Brotherhood met a customs officer in Kutaisi on Sunday, May 5.
Prime Minister Bidzina Ivanishvili has been told, an aide says.
On Sunday, too, the Brotherhood sent a lorry to Batumi, which it reached two days later.
"""
LUNAR = """Strait Letter: pirates share a table

On Saturday, Jan. 28, while the ports of the strait stood idle for the Lunar New Year, three captains of the Sago League dined in Malacca.
Aides of Prime Minister Najib Razak and of President Tsai Ing-wen were asked in vain for a comment.
The captains had bought the boats three weeks earlier.
"""
PLAIN = "The two met in Accra on Wednesday, Dec. 19, a guard said."


def value(known: Times, text: str, words: str, nth: int = 0) -> str:
    places = [i for i in range(len(text)) if text.startswith(words, i)]
    return next(item.value for item in known.items if item.found.start == places[nth])


def because(known: Times, text: str, words: str) -> str:
    return "; ".join(next(item.because for item in known.items if item.found.start == text.index(words)))


def test_georgia_at_orthodox_easter() -> None:
    known = times(EASTER, None, latest=LATEST)
    assert value(known, EASTER, "Sunday, May 5") == "2013-05-05"
    assert value(known, EASTER, "Sunday", 1) == "2013-05-05"
    assert value(known, EASTER, "two days later") == "2013-05-07"
    reasons = because(known, EASTER, "Sunday, May 5")
    assert all(word in reasons for word in ("weekday", "tenure", "Ivanishvili", "Orthodox Easter"))


def test_malacca_at_the_lunar_new_year() -> None:
    known = times(LUNAR, None, latest=LATEST)
    assert value(known, LUNAR, "Saturday, Jan. 28") == "2017-01-28"
    assert value(known, LUNAR, "three weeks earlier") == "2017-W01"
    reasons = because(known, LUNAR, "Saturday, Jan. 28")
    assert all(word in reasons for word in ("weekday", "Najib", "Tsai", "Lunar New Year"))


def test_a_weekday_alone_leaves_a_set_and_says_how_many() -> None:
    known = times(PLAIN, None, latest=LATEST)
    assert value(known, PLAIN, "Wednesday") == "XXXX-12-19"
    assert known.solution is not None
    assert [day.year for day in known.solution.days] == [1984, 1990, 2001, 2007, 2012, 2018]
    assert [reading.start[:4] for reading in known.readings[PLAIN.index("Wednesday")] if reading.start] == [
        "1984", "1990", "2001", "2007", "2012", "2018",
    ]  # fmt: skip
    assert "6 years from 1984 to 2018" in because(known, PLAIN, "Wednesday")


def test_a_year_near_by_is_a_bound() -> None:
    text = PLAIN + " They had quarrelled since 2008."
    known = times(text, None, latest=LATEST)
    assert known.solution is not None
    assert [day.year for day in known.solution.days] == [2012, 2018]


def test_former_office_holders_are_no_evidence() -> None:
    text = "Former president Bill Clinton spoke on Wednesday, Dec. 19."
    known = times(text, None, latest=LATEST)
    assert known.solution is not None
    assert known.solution.kinds == {"weekday"}


def test_the_metadata_are_contradicted_by_feast_and_tenure() -> None:
    known = times(LUNAR, dt.date(2023, 1, 30))
    assert value(known, LUNAR, "Saturday, Jan. 28") == "2017-01-28"
    (conflict,) = known.conflicts
    assert "2023-01-30" in conflict.because
    assert "Najib" in conflict.because
    assert [reading.start for reading in known.readings[LUNAR.index("Saturday")]] == [
        "2017-01-28",
        "2023-01-28",
    ]


def test_no_conflict_where_the_metadata_agree() -> None:
    known = times(LUNAR, dt.date(2017, 1, 30))
    assert value(known, LUNAR, "Saturday, Jan. 28") == "2017-01-28"
    assert known.conflicts == []


@pytest.mark.parametrize(
    ("text", "published", "words", "expected", "name"),
    [
        (
            "KHARTOUM, March 3 (SWA) — Two men fled on Sunday.",
            "2014-03-04",
            "Sunday",
            "2014-03-02",
            "dateline's date",
        ),
        (
            "TRIPOLI, Lebanon, 12 May 2011 — Two men fled on Sunday.",
            None,
            "Sunday",
            "2011-05-08",
            "dateline's date",
        ),
        (
            "Two men flee\nMay 12, 2011\nTwo men fled on Sunday.",
            None,
            "Sunday",
            "2011-05-08",
            "dateline's date",
        ),
        ("KHARTOUM, March 3 — Two men fled on Sunday.", None, "Sunday", "XXXX-WXX-7", None),
    ],
)
def test_datelines(text: str, published: str | None, words: str, expected: str, name: str | None) -> None:
    known = times(text, dt.date.fromisoformat(published) if published else None, latest=LATEST)
    assert value(known, text, words) == expected
    assert (known.anchor.name if known.anchor else None) == name


def test_the_end_of_a_feast_on_a_weekday() -> None:
    text = "The hajj, which ended Friday, drew two million."
    known = times(text, dt.date(2007, 12, 23))
    assert value(known, text, "Friday") == "2007-12-21"


def test_an_invitation_looks_ahead() -> None:
    text = "The minister has invited both sides to talks in Yaoundé on Friday.\n"
    assert value(times(text, dt.date(2018, 3, 14)), text, "Friday") == "2018-03-16"


def test_a_weekday_beside_the_story_has_two_readings() -> None:
    text = EASTER + "The lorry was mended on Thursday.\n"
    known = times(text, None, latest=LATEST)
    assert [reading.start for reading in known.readings[text.index("Thursday")]] == [
        "2013-05-02",
        "2013-05-09",
    ]


@pytest.mark.skipif(not HAJJ.exists(), reason="the report lies beside the checkout")
def test_the_seed_report() -> None:
    text = HAJJ.read_text(encoding="utf-8")
    known = times(text, None, latest=LATEST)
    assert value(known, text, "Wednesday") == "2007-12-19"
    assert value(known, text, "Wednesday", 1) == "2007-12-19"
    assert value(known, text, "Friday") == "2007-12-21"
    assert value(known, text, "6-week") == "P6W"
    reasons = because(known, text, "Wednesday")
    assert all(word in reasons for word in ("weekday", "Ahmadinejad", "Olmert", "Barak", "pilgrimage"))
    contradicted = times(text, dt.date(2012, 12, 25))
    assert value(contradicted, text, "Wednesday") == "2007-12-19"
    assert contradicted.conflicts


def test_a_feast_that_another_sentence_looks_back_to_contradicts_nothing() -> None:
    text = "TEGUCIGALPA, 20 August - The president came on Tuesday. New dykes had been promised before Christmas."
    assert times(text, dt.date(2019, 8, 21)).conflicts == []


def test_in_their_seventies_is_an_age() -> None:
    assert (
        times("Two men in their seventies and a girl in her early twenties died.", dt.date(2009, 1, 1)).items
        == []
    )
