"""Place names in text and the places they mean."""

from __future__ import annotations

import pytest

from sayso.reading.where import find, resolve
from sayso.record import PlaceKind, Status, Where


def places(text: str) -> dict[str, Where]:
    """Every name found in a text with its place."""
    mentions = find(text)
    return {mention.text: where for mention, where in zip(mentions, resolve(mentions), strict=True)}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Police in Springfield, Illinois, said.", "Springfield", "US"),
        ("Troops patrolled Tripoli, Lebanon.", "Tripoli", "LB"),
        ("Militias shelled Tripoli. Benghazi and Misrata in Libya were calm.", "Tripoli", "LY"),
        ("The minister flew to Georgia. Tbilisi and Batumi prepared.", "Georgia", "GE"),
        ("Storms hit Georgia, Alabama and Florida.", "Georgia", "US"),
        ("Talks in Kandahar and Kabul went on.", "Kandahar", "AF"),
        ("The pilgrims reached Mecca.", "Mecca", "SA"),
        ("Fighting in Hodeida and Sanaa.", "Hodeida", "YE"),
        ("Shells fell on Aden.", "Aden", "YE"),
        ("Fishermen left Cadiz for Seville.", "Cadiz", "ES"),
        ("The plane left Kennedy Airport.", "Kennedy Airport", "US"),
        ("Soldiers closed the Rafah crossing.", "Rafah crossing", "PS"),
    ],
)
def test_the_report_tells_which_place(text: str, name: str, country: str) -> None:
    where = places(text)[name]
    assert where.country == country, where.because


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Michael Jordan scored.", "Jordan"),
        ("The singer Paris Hilton left.", "Paris"),
        ("The Baghdad Post reported it.", "Baghdad"),
        ("A professor at Georgia Tech spoke.", "Georgia"),
        ("Jack London wrote it.", "London"),
        ("The Washington Post wrote.", "Washington"),
        ("Sheikh Khalil al Haya spoke.", "Khalil"),
    ],
)
def test_no_point_for_a_place_that_only_shares_the_name(text: str, name: str) -> None:
    where = places(text).get(name)
    assert where is None or (where.lat is None and where.status is Status.NOT_FOUND)


def test_two_readings_where_nothing_decides() -> None:
    where = places("He was born in Springfield.")["Springfield"]
    assert where.status is Status.TWO_READINGS
    assert where.lat is None


def test_common_words_are_no_places() -> None:
    assert not places("The front pulled back. Most of them went home. They said no.")


def test_a_government_that_speaks_is_marked() -> None:
    first, second = find("Washington said so in Washington.")
    assert first.acts
    assert not second.acts


def test_adjectives_lead_to_countries() -> None:
    (mention,) = find("Syrian troops advanced.")
    assert mention.adjective
    assert resolve([mention])[0].country == "SY"


def test_countries_and_regions_are_areas() -> None:
    found = places("From Iran to Sinai and Cairo airport.")
    assert found["Iran"].kind is found["Sinai"].kind is PlaceKind.AREA
    assert found["Cairo airport"].kind is PlaceKind.POINT
    assert (found["Cairo airport"].precision_km or 99) <= 5


@pytest.mark.parametrize(
    ("text", "name", "relation", "least"),
    [
        ("A bomb went off near Mosul.", "Mosul", "near", 25),
        ("Villages outside Tikrit burned.", "Tikrit", "outside", 15),
        ("The ship sank off the coast of Yemen.", "Yemen", "off the coast of", 400),
        ("A post north of Kirkuk fell.", "Kirkuk", "north of", 35),
    ],
)
def test_relations_widen_the_precision(text: str, name: str, relation: str, least: float) -> None:
    where = places(text)[name]
    assert where.relation == relation
    assert (where.precision_km or 0) >= least


def test_a_told_distance_moves_the_point() -> None:
    where = places("It happened 30 km north of Baghdad.")["Baghdad"]
    assert where.lat == pytest.approx(33.34 + 0.27, abs=0.05)
    assert any("moved" in reason for reason in where.because)


def test_between_is_the_middle() -> None:
    where = places("A convoy was hit between Homs and Hama.")["Homs"]
    assert where.lat == pytest.approx(34.93, abs=0.1)
    assert where.relation == "between"


def test_the_crossing_between_two_countries_is_found() -> None:
    where = places("They were taken to the West Bank crossing to Jordan.")["West Bank"]
    assert where.name == "Allenby Bridge"
    assert where.text == "West Bank crossing"
    assert where.kind is PlaceKind.POINT


def test_an_unlisted_facility_is_near_its_town() -> None:
    where = places("Guards fled the Tikrit prison.")["Tikrit"]
    assert where.name == "Tikrit prison"
    assert where.gazetteer_id is None
    assert any("at or near" in reason for reason in where.because)


def test_reasons_are_named() -> None:
    where = places("Police in Springfield, Illinois, said.")["Springfield"]
    assert "exact name" in where.because
    assert any("Illinois is named beside it" in reason for reason in where.because)


def test_spans_quote_the_text() -> None:
    text = "Shells fell on Tal Afar and the port of Latakia; the Sinjar Mountains were cut off."
    mentions = find(text)
    for mention, where in zip(mentions, resolve(mentions), strict=True):
        assert mention.span.of(text) == mention.text
        assert where.span is not None
        assert where.span.of(text) == where.text


def test_an_empty_text() -> None:
    assert resolve(find("")) == []
